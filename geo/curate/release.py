"""release(raw, day) → files: a version raised, the changelog dated, and the tables of that version kept for good."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Final

from geo.errors import UsageError
from geo.render.archive import zip_bytes
from geo.tables.load import Raw
from geo.tables.package import open_package, released, same_content
from geo.tables.schema import DESCRIPTOR, RELEASES

UNRELEASED: Final = "## Unreleased"


def next_version(folder: Path, today: date) -> str:
    """The version of a release made on a day: "2026.11.28", with .2 behind it for a second one of that day."""
    day = f"{today:%Y.%m.%d}"
    taken = set(released(folder))
    return next(one for one in (day, *(f"{day}.{number}" for number in range(2, 1000))) if one not in taken)


def release(raw: Raw, folder: Path, today: date) -> tuple[str, dict[str, bytes]]:
    """(version, file name → bytes) of a release: descriptor with the version, and releases/VERSION.zip with all tables.

    The archive holds the very bytes of the tables, so that a link, a picture or a row of that version can be opened as
    it was. Raises UsageError where nothing changed since the last one.
    """
    versions = released(folder)
    if versions and same_content(open_package(versions[-1], folder), raw):
        raise UsageError(f"Nothing changed since {versions[-1]}: there is nothing to release.")
    version = next_version(folder, today)
    described = raw.files[DESCRIPTOR].decode()
    descriptor = _with_version(described, version).encode()
    files = {name: content for name, content in sorted(raw.files.items()) if name != DESCRIPTOR}
    archive = zip_bytes({DESCRIPTOR: descriptor, **files})
    return version, {DESCRIPTOR: descriptor, f"{RELEASES}/{version}.zip": archive}


def _with_version(described: str, version: str) -> str:
    """The descriptor with a version of its own: what else is called so, in a source or a contributor, stays."""
    wanted = {**json.loads(described), "version": version}
    for found in re.finditer(r'("version"\s*:\s*)"[^"]*"', described):
        changed = f"{described[: found.start()]}{found[1]}{json.dumps(version)}{described[found.end() :]}"
        if json.loads(changed) == wanted:
            return changed
    raise UsageError(f"{DESCRIPTOR} has no version of its own; add “version” beside its name.")


def date_changelog(text: str, version: str, today: date) -> str:
    """The changelog with what was unreleased below the new version, and an empty section for what comes next.

    Raises UsageError where the changelog has nothing that is unreleased: a reader would not learn what changed.
    """
    head, mark, rest = text.partition(UNRELEASED)
    body, following, older = rest.partition("\n## ")
    if mark and not body.strip() and older.startswith(f"{version} "):
        return text  # a release of this version was undone
    if not mark or not body.strip():
        raise UsageError(f"Say in CHANGELOG.md under “{UNRELEASED}” what changed for a reader, then release.")
    return f"{head}{UNRELEASED}\n\n## {version} – {today.isoformat()}\n\n{body.strip()}\n{following}{older}"
