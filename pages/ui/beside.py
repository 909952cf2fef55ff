"""Names and marks of a large table are laid out by a process of their own, while this one checks the table.

Both take long, and Python runs one thread at a time. What the process has laid out it keeps in the cache folder, where
the page's ground looks for it; a table that is refused ends it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pages.ui.journal import tell

LARGE: Final = 2_000_000  # bytes of tables, some 4,000 reports: below, a process takes longer to begin than it saves
PROJECT: Final = Path(__file__).resolve().parents[2]


def _size_of_tables(folder: Path) -> int:
    """Bytes; 0 while a table is being replaced, which who reads it then tells."""
    try:
        return sum(path.stat().st_size for path in folder.glob("*.csv"))
    except OSError:
        return 0


@contextmanager
def laid_out_beside(folder: Path) -> Iterator[None]:
    """Around the reading of a folder: at its end a large table is laid out, too, where there is a second processor."""
    if _size_of_tables(folder) < LARGE or len(os.sched_getaffinity(0)) < 2:
        yield
        return
    process = subprocess.Popen(  # noqa: S603 -- this program, with a folder that the deployer names
        [sys.executable, "-m", "geo", "lay-out", "--data", str(folder.resolve())],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    except BaseException:
        process.kill()
        process.wait()
        raise
    if process.wait():
        tell(logging.WARNING, "not-laid-out-beside", so="this process lays marks and names out itself")
