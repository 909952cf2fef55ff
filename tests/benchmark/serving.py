"""Starts an app of ours as its own process on a free port, as a reader would, and ends it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 240.0  # seconds


@dataclass(frozen=True)
class Server:
    """A running app. start: seconds from the process's start until it answers."""

    url: str
    start: float
    pid: int

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024

    @property
    def said(self) -> list[str]:
        """The lines that it has written so far."""
        return Path(f"/proc/{self.pid}/fd/1").read_text(encoding="utf-8").splitlines()


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    script: str, settings: Mapping[str, str] | None = None, options: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Runs `streamlit run script` from the script's own folder, as the README does, until the block ends.

    settings: variables of its environment, beside those of this process. With settings the server is up when its data
    are ready. options: further ones of Streamlit's, for a script without a configuration of its own.
    Raises RuntimeError with the server's words when it does not answer.
    """
    port = free_port()
    path = ROOT / script
    asked_for = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": "localhost",
        **(options or {}),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(path)]
    command += [word for option, value in asked_for.items() for word in (f"--{option}", str(value))]
    with tempfile.TemporaryFile("w+") as said:
        began = time.perf_counter()
        environment = {**os.environ, **(settings or {})}
        process = subprocess.Popen(command, cwd=path.parent, env=environment, stdout=said, stderr=subprocess.STDOUT)
        try:
            asked = "readyz" if settings else "_stcore/health"
            while not answers(port, asked):
                if process.poll() is not None or time.perf_counter() - began > START_LIMIT:
                    said.seek(0)
                    raise RuntimeError(f"{script} did not start:\n{said.read()}")
                with suppress(subprocess.TimeoutExpired):  # until it ends, or the next look
                    process.wait(timeout=0.02)
            yield Server(f"http://127.0.0.1:{port}/", time.perf_counter() - began, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)


def answers(port: int, asked: str) -> bool:
    """Whether somebody at a port of this machine answers an address with 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{asked}", timeout=60) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
