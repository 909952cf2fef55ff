"""A crowd: many live sessions over real websockets, each changing a filter every three seconds, on one process or some.

The sessions speak Streamlit's own protocol: they answer with the hashes of what they hold, as a browser does, and a
change has ended when the server says that its run has. Loopback only; the crowd runs in this process and shares the
machine with the server, so the CPU of both is told.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from balancer import balance
from report import Table, say, verdict
from serving import Server, serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

CROWDS = (50, 100, 150, 300)  # on one process
COPIES = ((2, 150), (2, 300), (4, 300), (4, 1000))  # processes behind nginx, sessions
SECONDS = 30.0  # of one crowd
WARM_UP = 300  # changes before it, more than there are views to ask for
EVERY = 3.0  # seconds between two changes of one session
ARRIVING = 12.0  # sessions a second while a crowd gathers
PATIENCE = 60.0  # seconds until a change counts as an error
SOAK_SECONDS, SOAK_SESSIONS, SOAK_LIFE = 120.0, 16, 40  # changes as fast as they go; of one session before it leaves
WAIT_LIMIT, CPU_LIMIT, MEMORY_LIMIT, GROWTH_LIMIT = 300, 8, 1, 15  # ms at p95, ms a change, MB a session, percent
CHOICES = {
    "filter-waves": ("Wave 1", "Wave 2"),
    "filter-bureaus": ("Fuzhou", "Nantong", "Qingtian", "Wenzhou"),
    "filter-region": ("Africa", "Americas", "Asia", "Europe"),
}
FLOOR, FLOOR_CHOICES = "tests/benchmark/floor_app.py", {"waves": ("Wave 1", "Wave 2")}
FLOOR_OPTIONS = {"runner.postScriptGC": "false", "server.enableWebsocketCompression": "true"}  # as the atlas is served
COLUMNS = (
    "sessions", "changes", "errors", "median ms", "p95 ms", "target", "CPU ms a change", "target", "MB a session",
    "target", "CPU of the crowd itself",
)  # fmt: skip
TARGETS = [place for place, name in enumerate(COLUMNS) if name == "target"]
ERRORS = (OSError, WebSocketException, TimeoutError)


def measure() -> Iterator[Table]:
    """Crowds of growing size on one process, on several behind nginx, then a soak, each on servers of its own."""
    yield _crowds()
    yield _copies()
    yield _soak()


@dataclass
class Session:
    """One reader's connection. widgets: key → the id that the page gave it."""

    socket: ClientConnection
    chance: random.Random
    choices: Mapping[str, tuple[str, ...]]
    widgets: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    page: str = ""

    async def begin(self) -> None:
        """The first run of the page."""
        await self._run(BackMsg())

    async def change(self) -> float:
        """Another choice in one filter; seconds until the server's run has ended."""
        key = self.chance.choice(list(self.choices))
        options = ["", *self.choices[key]]
        now = (self.chosen.get(key) or [""])[0]
        value = self.chance.choice([option for option in options if option != now])
        self.chosen[key] = [value] if value else []
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.cached_message_hashes.extend(sorted(self.held))
        for name, identity in self.widgets.items():
            state = asked.rerun_script.widget_states.widgets.add(id=identity)
            state.string_array_value.data.extend(self.chosen.get(name, []))
        began = time.perf_counter()
        await self._run(asked)
        return time.perf_counter() - began

    async def _run(self, asked: BackMsg) -> None:
        asked.rerun_script.context_info.timezone = "UTC"
        asked.rerun_script.context_info.locale = "en-US"
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                told = ForwardMsg()
                told.ParseFromString(await self.socket.recv(decode=False))
                kind = told.WhichOneof("type")
                if kind == "new_session":
                    self.page = told.new_session.page_script_hash
                elif kind == "delta":
                    self._keep(told)
                elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return

    def _keep(self, told: ForwardMsg) -> None:
        if told.metadata.cacheable:
            self.held.add(told.hash)
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        identity = getattr(getattr(element, kind), "id", "") if kind else ""
        for key in self.choices:
            if identity.endswith(f"-{key}"):
                self.widgets[key] = identity


@dataclass
class Heard:
    """What a crowd met with. waits: seconds of each change; errors: what failed, in its own words."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def join(url: str, number: int, choices: Mapping[str, tuple[str, ...]] = CHOICES) -> Session:
    """A reader who has drawn the first page. number: tells whose choices they are; choices: key of pills → some."""
    address = url.replace("http", "ws", 1) + "_stcore/stream"
    # Browsers offer to have messages compressed (the default here, too).
    socket = await connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE)
    session = Session(socket, random.Random(number), choices)  # noqa: S311 -- the same choices in each run, not secrets
    await session.begin()
    return session


async def _live(session: Session, until: float, heard: Heard) -> None:
    """Changes a filter every three seconds, from a moment of its own."""
    due = time.perf_counter() + session.chance.random() * EVERY
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            heard.waits.append(await session.change())
        except ERRORS as error:
            heard.errors.append(repr(error))
            return
        due += EVERY


async def _gather(url: str, size: int, choices: Mapping[str, tuple[str, ...]]) -> tuple[list[Session], list[str]]:
    """Sessions that have drawn their first page, and what failed on the way."""
    joining = []
    for number in range(size):
        joining.append(asyncio.create_task(join(url, number, choices)))
        await asyncio.sleep(1 / ARRIVING)
    done = await asyncio.gather(*joining, return_exceptions=True)
    failed = [repr(one) for one in done if isinstance(one, BaseException)]
    return [one for one in done if isinstance(one, Session)], failed


def _crowds() -> Table:
    rows = []
    for size in CROWDS:
        say(f"{size} sessions", progress=True)
        with serve("app.py") as server:
            asyncio.run(warm(server.url))
            rows.append(asyncio.run(_crowd(server.url, [server], size)))
    size = CROWDS[-1]
    say(f"{size} sessions on an empty page", progress=True)
    with serve(FLOOR, options=FLOOR_OPTIONS) as server:
        floor = asyncio.run(_crowd(server.url, [server], size, FLOOR_CHOICES))
    cells = ["" if place in TARGETS else cell for place, cell in enumerate(floor)]
    rows.append((f"{size}, an empty page", *cells[1:]))
    return Table(
        "A crowd on one process",
        COLUMNS,
        rows,
        f"Each session changes a filter every {EVERY:g} s for {SECONDS:g} s, over a websocket on this machine. A "
        "change ends when the server says that its run has ended. The CPU is of the server alone, of one core. The "
        "empty page has one row of pills and the atlas’s settings: what any page made with Streamlit takes here.",
    )


def _copies() -> Table:
    rows = []
    for number, size in COPIES:
        say(f"{size} sessions, {number} processes", progress=True)
        with balance("app.py", number) as copies:
            for server in copies.servers:
                asyncio.run(warm(server.url))
            rows.append((str(number), *asyncio.run(_crowd(copies.url, copies.servers, size))))
    return Table(
        "A crowd on several processes behind nginx",
        ("processes", *COLUMNS),
        rows,
        "As above, through nginx with the file that .deploy/ offers. All of it shares the machine’s cores: processes, "
        "nginx and the crowd.",
    )


async def warm(url: str) -> None:
    """One reader before the crowd, who draws the views that it will ask for: readers of one story ask for the same."""
    session = await join(url, 0)
    for _ in range(WARM_UP):
        await session.change()
    await session.socket.close()


async def _crowd(
    url: str, servers: Sequence[Server], size: int, choices: Mapping[str, tuple[str, ...]] = CHOICES
) -> Sequence[str]:
    """A row of the table: what a crowd at an address met with, and what it cost the servers behind it."""

    def cpu_of_all() -> float:
        return sum(cpu_of(server.pid) for server in servers)

    def memory_of_all() -> float:
        return sum(server.memory for server in servers)

    alone = memory_of_all()
    sessions, failed = await _gather(url, size, choices)
    heard = Heard(errors=failed)
    began, cpu, own = time.perf_counter(), cpu_of_all(), _own_cpu()
    await asyncio.gather(*(_live(one, began + SECONDS, heard) for one in sessions))
    spent, lasted = cpu_of_all() - cpu, time.perf_counter() - began
    memory = (memory_of_all() - alone) / max(1, len(sessions))
    for one in sessions:
        with suppress(*ERRORS):
            await one.socket.close()
    waits = [1000 * wait for wait in heard.waits]
    slow, each = quantiles(waits, n=20)[-1], 1000 * spent / len(waits)
    return (
        str(size),
        str(len(waits)),
        str(len(heard.errors)),
        f"{median(waits):.0f}",
        f"{slow:.0f}",
        verdict(slow, WAIT_LIMIT),
        f"{each:.1f}",
        verdict(each, CPU_LIMIT),
        f"{memory:.2f}",
        verdict(memory, MEMORY_LIMIT),
        f"{100 * (_own_cpu() - own) / lasted:.0f} %",
    )


def _soak() -> Table:
    """Whether memory stays where it is while sessions come, change as fast as they can, and go."""
    say("soak", progress=True)
    with serve("app.py") as server:
        asyncio.run(warm(server.url))
        heard, memory = asyncio.run(_wear(server))
    tenth = max(1, len(memory) // 10)
    first, last = median(memory[:tenth]), median(memory[-tenth:])
    growth = 100 * (last - first) / first
    row = (
        str(len(heard.waits)),
        str(len(heard.waits) // SOAK_LIFE),
        str(len(heard.errors)),
        f"{first:.0f}",
        f"{max(memory):.0f}",
        f"{last:.0f}",
        f"{growth:+.1f} %",
        verdict(growth, GROWTH_LIMIT),
    )
    return Table(
        "Memory while sessions come and go",
        ("changes", "sessions", "errors", "MB, first tenth", "MB, most", "MB, last tenth", "growth", "target, percent"),
        [row],
        f"{SOAK_SESSIONS} sessions at a time for {SOAK_SECONDS:g} s, each with {SOAK_LIFE} changes in a row, "
        "then another in its place. Resident memory of the server, looked at every second.",
    )


async def _wear(server: Server) -> tuple[Heard, list[float]]:
    heard, memory = Heard(), []
    until = time.perf_counter() + SOAK_SECONDS

    async def wear(place: int) -> None:
        number = place
        while time.perf_counter() < until:
            number += SOAK_SESSIONS
            try:
                session = await join(server.url, number)
                for _ in range(SOAK_LIFE):
                    heard.waits.append(await session.change())
                await session.socket.close()
            except ERRORS as error:
                heard.errors.append(repr(error))

    async def look() -> None:
        while time.perf_counter() < until:
            memory.append(server.memory)
            await asyncio.sleep(1)

    await asyncio.gather(look(), *(wear(place) for place in range(SOAK_SESSIONS)))
    return heard, memory


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used, in user and kernel."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
