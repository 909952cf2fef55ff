"""The tables that a run prints, and the file that keeps the newest of them."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_MARK = "<!-- {} -->"  # before the tables of a part
SHOWN = ("streamlit", "folium", "streamlit-folium", "geopandas", "matplotlib")


@dataclass(frozen=True)
class Table:
    """One printed table. rows: text cells, in the order of the columns. note: a sentence below it, or ""."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        widths = [max(len(line[place]) for line in [self.columns, *self.rows]) for place in range(len(self.columns))]

        def line(cells: Sequence[str]) -> str:
            first = cells[0].ljust(widths[0])
            others = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
            return f"| {' | '.join([first, *others])} |"

        rule = f"|{'|'.join(['-' * (widths[0] + 2)] + ['-' * (width + 1) + ':' for width in widths[1:]])}|"
        parts = [f"## {self.title}", "", line(self.columns), rule, *map(line, self.rows)]
        return "\n".join([*parts, "", self.note] if self.note else parts)


def verdict(value: float, limit: float, *, at_least: bool = False) -> str:
    """ "≤ 2: met" or "≤ 2: missed"; at_least turns the comparison round."""
    met = value >= limit if at_least else value <= limit
    return f"{'≥' if at_least else '≤'} {limit:g}: {'met' if met else 'missed'}"


def machine(browser: str) -> str:
    """What the figures were measured on and when, in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    return (
        f"Measured on {datetime.now().astimezone().date().isoformat()} in one run, on {os.cpu_count()} shared cores of "
        f"{platform.machine()} with {memory:.0f} GB of memory, {platform.freedesktop_os_release()['PRETTY_NAME']}, "
        f"headless Chromium {browser} without GPU, Python {platform.python_version()}, {libraries}. "
        f"Work already waiting for the cores at the start (load average): {os.getloadavg()[0]:.1f}{_priority()}."
    )


def _priority() -> str:
    """Says so when this run goes before other work, as after `chrt --rr 1`, which takes others' work out of figures."""
    ahead = os.sched_getscheduler(0) in (os.SCHED_RR, os.SCHED_FIFO)
    return "; this run went before it (real-time scheduling)" if ahead else ""


def write(part: str, said: Iterable[str]) -> None:
    """Keeps what was measured of a part in RESULTS.md, in the place of what stood there; other parts stay."""
    kept = _kept()
    kept[part] = "\n\n".join(said)
    head = "# Newest results of the benchmark\n\nWritten by `bash .ci/benchmark --write`; not edited by hand."
    parts = [f"{_MARK.format(name)}\n\n{text}" for name, text in sorted(kept.items(), reverse=True)]
    waiting = RESULTS.with_suffix(".part")
    waiting.write_text("\n\n".join([head, *parts]) + "\n", encoding="utf-8")
    os.replace(waiting, RESULTS)


def _kept() -> dict[str, str]:
    """Part → its text, as RESULTS.md has it now."""
    if not RESULTS.exists():
        return {}
    _, *pieces = re.split(_MARK.format(r"(\w+)"), RESULTS.read_text(encoding="utf-8"))
    return {name: text.strip() for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def say(text: str, *, progress: bool = False) -> None:
    """Prints; progress goes to the error stream, so that the tables alone can be piped on."""
    stream = sys.stderr if progress else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()
