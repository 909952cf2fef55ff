"""Reads a file that lies on a disk: nothing that a program would wait for without end."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path


def open_file(path: Path) -> BufferedReader:
    """A regular file to be read, through links if need be.

    Raises OSError, also for a pipe or a device: who opens one may wait for ever, and what it gives is never the same.
    """
    # Without waiting, so that a pipe nobody writes into is opened, and seen to be one.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device, not a file", str(path))
    return os.fdopen(handle, "rb")


def read_file(path: Path) -> bytes:
    """All of a regular file; raises OSError as `open_file` does."""
    with open_file(path) as file:
        return file.read()
