"""Zip containers with the same bytes each time: entries in their order, one fixed time, one compression."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

PACKED: Final = (".pdf", ".png", ".pptx", ".xlsx")  # compressed already: once more takes time and saves nothing
FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def zip_bytes(entries: Mapping[str, bytes]) -> bytes:
    """A zip of the entries (name → content), in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, content)
    return out.getvalue()


def without_times(content: bytes) -> bytes:
    """A zip made by a library, packed again without the time of day."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return zip_bytes({info.filename: archive.read(info) for info in archive.infolist()})
