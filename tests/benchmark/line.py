"""The line between a browser and a server: counts what crosses it, as it crosses it, compressed where both agree to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 65_536


@dataclass
class Line:
    """The near end of a line. url: what the browser opens; received: bytes that the server has sent; ends: of all
    connections so far."""

    url: str = ""
    received: int = 0
    ends: list[asyncio.StreamWriter] = field(default_factory=list)

    async def carry(self, far: str, near_reader: asyncio.StreamReader, near_writer: asyncio.StreamWriter) -> None:
        """One connection, until one side ends it. far: the server's address."""
        parts = urlsplit(far)
        far_reader, far_writer = await asyncio.open_connection(parts.hostname, parts.port)
        self.ends += [near_writer, far_writer]
        await asyncio.gather(self._pass(near_reader, far_writer), self._pass(far_reader, near_writer, counted=True))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool = False) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(PIECE):
                self.received += len(piece) if counted else 0
                writer.write(piece)
                await writer.drain()
        writer.close()

    async def hang_up(self) -> None:
        """Ends the connections that are still open."""
        for end in self.ends:
            end.close()
        await asyncio.gather(*(end.wait_closed() for end in self.ends), return_exceptions=True)


@contextmanager
def lay_line(far: str) -> Iterator[Line]:
    """A line to a server on this machine, from a free port, until the block ends."""
    line, loop = Line(), asyncio.new_event_loop()

    async def listen() -> None:
        server = await asyncio.start_server(lambda *ends: line.carry(far, *ends), "127.0.0.1", 0)
        line.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"

    thread = threading.Thread(target=loop.run_forever, daemon=True)  # the browser's driver has this thread's own loop
    thread.start()
    asyncio.run_coroutine_threadsafe(listen(), loop).result()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(line.hang_up(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
