"""Writes a file so that nobody finds half of it."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none of it: what stood there stays until the last byte is written.

    A link is followed to the file that it names; a pipe or a device is written into, as it can't be replaced. Raises
    OSError when the folder is not there or not writable, or links lead in a circle; nothing of the attempt is left
    behind.
    """
    path = follow_links(path)
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as out:
            out.write(content)
        return
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    # A name of its own for each attempt: two at once must not write into one file.
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except BaseException:  # an interrupt too leaves no part behind
        part.unlink(missing_ok=True)
        raise


def follow_links(path: Path) -> Path:
    """The place that a path leads to, whether something is there or not. Raises OSError for links in a circle, for
    which `resolve` has an error of its own."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.stat()
    return Path(os.path.realpath(path))
