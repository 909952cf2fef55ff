"""Several copies of an app behind nginx, by the very file that a deployer gets (.deploy/app-nginx.conf)."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from serving import ROOT, Server, answers, free_port, serve

NGINX = "/usr/sbin/nginx"
MAIN = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{rules}
}}
"""


@dataclass(frozen=True)
class Copies:
    """Running copies of one app, and the address at which nginx answers for them."""

    url: str
    servers: Sequence[Server]


@contextmanager
def balance(script: str, number: int) -> Iterator[Copies]:
    """Runs `number` copies of an app behind nginx until the block ends.

    All readers of a measurement come from one address, by which nginx would send them all to one copy; so here each
    goes to the copy with the fewest, and stays there since its session is one connection. Raises RuntimeError with
    nginx's words when it does not answer.
    """
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(script)) for _ in range(number)]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        config = folder / "nginx.conf"
        config.write_text(MAIN.format(folder=folder, rules=_rules(servers, port)), encoding="utf-8")
        process = subprocess.Popen([NGINX, "-c", str(config), "-e", str(folder / "error.log")])
        stack.callback(_end, process)
        until = time.perf_counter() + 20
        while not answers(port, "_stcore/health"):
            if process.poll() is not None or time.perf_counter() > until:
                raise RuntimeError(f"nginx did not start:\n{(folder / 'error.log').read_text(encoding='utf-8')}")
            with suppress(subprocess.TimeoutExpired):  # until it ends, or the next look
                process.wait(timeout=0.05)
        yield Copies(f"http://127.0.0.1:{port}/", servers)


def _rules(servers: Sequence[Server], port: int) -> str:
    """The deployer's file, with these copies, this port and the rule above."""
    rules = (ROOT / ".deploy" / "app-nginx.conf").read_text(encoding="utf-8")
    upstream = "".join(f"  server {server.url.split('//')[1].rstrip('/')};\n" for server in servers)
    rules = re.sub(r"(?m)^  server 127\.0\.0\.1:\d+;\n", "", rules)
    rules = rules.replace("  ip_hash;\n", f"  least_conn;\n{upstream}")
    return rules.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("atlas.example", "_")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=20)
