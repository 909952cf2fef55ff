"""Pages of a site made by several processes at once: each opens the atlas by itself and makes what it is handed.

Processes are begun anew and not forked: libraries of the parent may hold threads, which a fork would lose.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from geo.site.publish import Publication, SiteFile
from geo.site.reading import Unit

AHEAD: Final = 16  # units for each process that may be made before they are written: what waits takes memory
_OPENED: list[Publication] = []
"""In a process of its own: the publication that it makes pages of."""


def share(units: Iterable[Unit], opened: Callable[[], Publication], processes: int) -> Generator[list[SiteFile]]:
    """What `opened().make(unit)` gives for each unit, in their order, made by so many processes.

    opened: makes the publication in each of them, so it must be found by its name. The first units are begun at once,
    before the first is asked for. Raises what a process raised; the others end with it, and with the generator.
    """
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _open, (opened,))
    rest = iter(units)
    waiting: deque[Future[list[SiteFile]]] = deque(
        pool.submit(_make, unit) for _, unit in zip(range(AHEAD * processes), rest, strict=False)
    )

    def handed_over() -> Generator[list[SiteFile]]:
        try:
            yield []  # begun at once, so that closing it ends the processes whenever that is
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_make, unit) for _, unit in zip(range(1), rest, strict=False))
        finally:
            pool.shutdown(cancel_futures=True)

    made = handed_over()
    next(made)
    return made


def _open(opened: Callable[[], Publication]) -> None:
    gc.enable()
    _OPENED.append(opened())


def _make(unit: Unit) -> list[SiteFile]:
    return _OPENED[0].make(unit)
