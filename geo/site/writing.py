"""A site is written beside the old one, and takes its place when it is whole."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from geo.errors import UsageError
from geo.tables.write import follow_links

MARK: Final = "site.json"  # by which a folder is known as one of ours, and may be written anew


def write_site(out: Path, files: Iterable[tuple[str, bytes]], about: dict[str, object]) -> int:
    """Writes (path, content) below `out`; returns how many. about: what MARK says of it.

    The folder appears whole or not at all, and what it held stays until then. Raises UsageError where `out` is a file,
    a folder that holds anything but a site, or a link that leads nowhere, and where two files have one path.
    """
    try:
        out = follow_links(out)
    except OSError as error:
        raise UsageError(f"{out} can't be written ({error.strerror}); name another folder.") from error
    _check(out)
    part, old = out.with_name(f".{out.name}.part"), out.with_name(f".{out.name}.old")
    if old.exists() and not out.exists():
        os.replace(old, out)  # the last run ended between its two steps
    for left in (part, old):
        if left.exists():
            shutil.rmtree(left)
    try:
        written = _fill(part, files, about)
        if out.exists():
            os.replace(out, old)
        os.replace(part, out)
    except BaseException:  # an interrupt too leaves the old site where it was
        if old.exists() and not out.exists():
            os.replace(old, out)
        if part.exists():
            shutil.rmtree(part)
        raise
    if old.exists():
        shutil.rmtree(old)
    return written


def _check(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError(f"{out} holds something that is no site; name an empty folder, or one that is not there yet.")
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent} is not there; make it first.")


def _fill(part: Path, files: Iterable[tuple[str, bytes]], about: dict[str, object]) -> int:
    part.mkdir()
    number = 0
    for path, content in files:
        place = part / path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with place.open("xb") as out:
                out.write(content)
        except FileExistsError as error:
            raise UsageError(f"Two files of the site would have the address {path}.") from error
        number += 1
    (part / MARK).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return number + 1
