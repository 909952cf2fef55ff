"""What others notice while somebody misuses the server, and what is left of a file that could not be written.

Each misuse lasts some seconds, over loopback, while a few readers go on changing a filter; then the server has to
answer as before. Bounded on purpose: it tells whether one bad client is everybody's trouble, not how many are too many.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from crowd import ERRORS, Heard, Session, join, warm
from report import Table, say, verdict
from serving import ROOT, Server, serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect

SECONDS = 10.0
READERS, EVERY = 10, 1.0  # who go on meanwhile; seconds between two changes of one
RELOADS = 50  # a second
ASKED = 10  # times a second by the one that never reads
LONG = 100_000  # bytes of a query
ALLOWED = 64_000  # bytes a file may have on the full disk
KILLED_AFTER = (0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8)  # seconds
Answers = Counter[str]
Misuse = Callable[[str, float, Answers], Awaitable[None]]


def measure() -> Iterator[Table]:
    """Misuse of a server, each on a server of its own, then files that can't be written."""
    yield _servers()
    yield _files()


def _servers() -> Table:
    cases: dict[str, Misuse] = {
        "nothing": _nothing,
        f"{RELOADS} reloads a second": _reload,
        "a client that never reads": _never_read,
        "junk in place of messages": _send_junk,
        f"queries of {LONG // 1000} kB": _ask_long,
    }
    rows = []
    for name, misuse in cases.items():
        say(name, progress=True)
        with serve("app.py", {"ATLAS_LOG": "text"}) as server:
            rows.append((name, *asyncio.run(_watch(server, misuse))))
    return Table(
        "Misuse of a server",
        (
            "what",
            "changes of others",
            "errors",
            "target",
            "median ms",
            "p95 ms",
            "MB more",
            "lines in the log",
            "it met",
        ),
        rows,
        f"For {SECONDS:g} s, while {READERS} readers change a filter every {EVERY:g} s. “MB more”: resident memory at "
        "the end against the beginning. “It met”: what the misuser was told, how often.",
    )


async def _watch(server: Server, misuse: Misuse) -> tuple[str, ...]:
    """A row: what the readers met with."""
    await warm(server.url)
    readers = [await join(server.url, number) for number in range(READERS)]
    heard, answers = Heard(), Answers()
    memory, lines = server.memory, len(server.said)
    until = time.perf_counter() + SECONDS
    await asyncio.gather(misuse(server.url, until, answers), *(_go_on(one, until, heard) for one in readers))
    after = await join(server.url, READERS)  # a newcomer is served as well
    await after.change()
    waits = [1000 * wait for wait in heard.waits]
    return (
        str(len(waits)),
        str(len(heard.errors)),
        verdict(len(heard.errors), 0),
        f"{median(waits):.0f}",
        f"{quantiles(waits, n=20)[-1]:.0f}",
        f"{server.memory - memory:.0f}",
        str(len(server.said) - lines),
        ", ".join(f"{words} {number}×" for words, number in answers.most_common(3)) or "–",
    )


async def _go_on(session: Session, until: float, heard: Heard) -> None:
    while time.perf_counter() < until:
        try:
            heard.waits.append(await session.change())
        except ERRORS as error:
            heard.errors.append(repr(error))
            return
        await asyncio.sleep(EVERY)


async def _nothing(_url: str, until: float, _answers: Answers) -> None:
    await asyncio.sleep(until - time.perf_counter())


async def _reload(url: str, until: float, answers: Answers) -> None:
    """A tab that is loaded anew before it has drawn: the page is fetched, a session begins and is left."""

    async def once() -> None:
        with suppress(*ERRORS):
            answers[await asyncio.to_thread(_fetch, url)] += 1
            async with connect(_stream(url), subprotocols=["streamlit"], max_size=None) as socket:
                await socket.send(BackMsg(rerun_script={}).SerializeToString())

    await _at(RELOADS, once, until)


async def _never_read(url: str, until: float, answers: Answers) -> None:
    """Asks for the page over and over and takes nothing of the answers."""
    async with connect(_stream(url), subprotocols=["streamlit"], max_queue=1, close_timeout=0.1) as socket:
        while time.perf_counter() < until:
            try:
                await socket.send(BackMsg(rerun_script={}).SerializeToString())
            except ERRORS as error:
                answers[type(error).__name__] += 1
                return
            answers["taken"] += 1
            await asyncio.sleep(1 / ASKED)


async def _send_junk(url: str, until: float, answers: Answers) -> None:
    """Bytes that are no message, and text where only bytes are."""
    chance = random.Random(1)  # noqa: S311 -- the same junk in each run

    async def once() -> None:
        try:
            async with connect(_stream(url), subprotocols=["streamlit"], max_size=None) as socket:
                await socket.send(chance.randbytes(1000) if chance.random() < 0.5 else "junk " * 200)
                async with asyncio.timeout(5):
                    await socket.recv()
                answers["an answer"] += 1
        except ERRORS as error:
            answers[type(error).__name__] += 1

    await _at(RELOADS, once, until)


async def _ask_long(url: str, until: float, answers: Answers) -> None:
    """By the address of a page, and by a session."""
    query = "country=" + "A" * LONG

    async def once() -> None:
        answers[await asyncio.to_thread(_fetch, f"{url}?{query}")] += 1
        with suppress(*ERRORS):
            async with connect(_stream(url), subprotocols=["streamlit"], max_size=None) as socket:
                await socket.send(BackMsg(rerun_script={"query_string": query}).SerializeToString())
                async with asyncio.timeout(5):
                    await socket.recv()
                answers["a page"] += 1

    await _at(RELOADS / 5, once, until)


async def _at(rate: float, once: Callable[[], Awaitable[None]], until: float) -> None:
    """So many a second, however long each takes."""
    running = []
    while time.perf_counter() < until:
        running.append(asyncio.ensure_future(once()))
        await asyncio.sleep(1 / rate)
    await asyncio.gather(*running)


def _stream(url: str) -> str:
    return url.replace("http", "ws", 1) + "_stcore/stream"


def _fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 -- our own server
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError as error:
        return type(error).__name__


def _files() -> Table:
    """A picture that can't be written over an older one."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "picture.png"
        say("a full disk", progress=True)
        out.write_bytes(b"older")
        done = subprocess.run(_draw(out), cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=_fill)
        said = done.stderr.replace(f"{folder}/", "").strip().splitlines()
        words = f"exit {done.returncode}, {len(said)} line{'s' * (len(said) > 1)}: {said[-1]}"
        rows.append(("a disk that takes no more", "1", _kept(out), _left(out), words))
        say("a killed command", progress=True)
        whole = 0
        for seconds in KILLED_AFTER:
            process = subprocess.Popen(_draw(out), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=seconds)
            process.kill()
            process.wait()
            whole += out.read_bytes() == b"older" or out.read_bytes().endswith(b"IEND\xaeB`\x82")
        kept = f"{whole} of {len(KILLED_AFTER)} whole"
        rows.append(("a command that is killed", str(len(KILLED_AFTER)), kept, _left(out), "nothing"))
    return Table(
        "Files that can’t be written",
        ("what", "times", "the file", "left beside it", "it said"),
        rows,
        f"`python -m geo draw` over an older file: with at most {ALLOWED // 1000} kB for a file, which the program "
        "meets as it meets a full disk, and killed after 0.4 to 2.8 s. “Whole”: the older file or all of the new one.",
    )


def _draw(out: Path) -> list[str]:
    return [sys.executable, "-m", "geo", "draw", "--out", str(out)]


def _fill() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ALLOWED, ALLOWED))


def _kept(out: Path) -> str:
    return "the older one, whole" if out.read_bytes() == b"older" else "lost"


def _left(out: Path) -> str:
    others = [name for name in os.listdir(out.parent) if name != out.name]
    return ", ".join(others) or "nothing"
