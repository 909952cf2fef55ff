"""By which number two folders of data are known to say the same."""

import hashlib
from collections.abc import Mapping

from geo.tables.kept import keep_value, program_key, read_value
from geo.tables.load import Raw, table_contents


def fingerprint(raw: Raw, shapes: Mapping[str, bytes], borders: str = "") -> str:
    """SHA-256 over what the tables, the descriptor and the shapes say, in name order, as hex; borders: by which policy
    the shapes are drawn.

    Of a table its cells count, not its letters: line ends, separators and the digits of −3.70 may change on the way
    through a spreadsheet, and the data are the same.
    """
    digest = hashlib.sha256()
    contents = {**shapes, **table_contents(raw)}
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    digest.update(borders.encode())
    return digest.hexdigest()


def kept_fingerprint(raw: Raw, shapes: Mapping[str, bytes], borders: str = "") -> str:
    """The same, which reads every cell of a large table, or what it was for the very same bytes."""
    files = {**shapes, **raw.files}
    made_of = [f"{name} {hashlib.sha256(files[name]).hexdigest()}" for name in sorted(files)]
    key = hashlib.sha256("\n".join([program_key(), borders, *made_of]).encode()).hexdigest()
    kept = read_value("fingerprints", key)
    if isinstance(kept, str):
        return kept
    computed = fingerprint(raw, shapes, borders)
    keep_value("fingerprints", key, computed)
    return computed
