"""Packages are read from folders, zips and releases alike; what should not be opened is refused with a reason."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from geo.curate.compare import compare
from geo.errors import DataError, UsageError
from geo.tables import package
from geo.tables.package import open_package, release_path, zip_reader
from tests.world.package import write_world


def zipped(folder: Path, prefix: str = "") -> bytes:
    """A zip of a folder's files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                archive.write(path, prefix + path.name)
    return out.getvalue()


@pytest.mark.parametrize("prefix", ["", "data/", "a/b/"])
def test_a_zip_says_what_its_folder_says(tmp_path: Path, prefix: str) -> None:
    """Whether the files stand at the top of it or in a folder."""
    world = tmp_path / "world"
    world.mkdir()
    write_world(world)
    (tmp_path / "world.zip").write_bytes(zipped(world, prefix))

    old, new = open_package(str(world), tmp_path), open_package(str(tmp_path / "world.zip"), tmp_path)

    assert compare(old, new).empty
    assert len(new.tables["stations"]) == 4


def test_a_released_version_is_found_by_its_name(tmp_path: Path) -> None:
    """And an unknown one is told with the ones that there are."""
    write_world(tmp_path)
    path = release_path(tmp_path, "2001.1.1")
    path.parent.mkdir()
    path.write_bytes(zipped(tmp_path))

    assert len(open_package("2001.1.1", tmp_path).tables["stations"]) == 4
    with pytest.raises(UsageError, match=r"released are: 2001\.1\.1"):
        open_package("1999.1.1", tmp_path)


def test_a_package_without_a_table_is_told(tmp_path: Path) -> None:
    """The file that is missing is named."""
    world = write_world(tmp_path)
    (world / "claims.csv").unlink()
    (world / "w.zip").write_bytes(zipped(world))

    with pytest.raises(DataError, match=r"claims\.csv"):
        open_package(str(world / "w.zip"), tmp_path)


def entry(name: str, content: bytes = b"", **more: int) -> bytes:
    """A zip with one entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        for field, value in more.items():
            setattr(info, field, value)
        archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


LOCKED = bytearray(entry("datapackage.json", b"{}"))
LOCKED[LOCKED.index(b"PK\x01\x02") + 8] |= 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no zip"),
        (b"<html>Sign in</html>", "no zip"),
        (b"PK\x03\x04 cut off", "no zip"),
        (entry("../datapackage.json"), "leads out of it"),
        (entry("/etc/passwd"), "leads out of it"),
        (entry("a/../../b.csv"), "leads out of it"),
        (entry("..\\b.csv"), "leads out of it"),
        (entry("C:\\b.csv"), "leads out of it"),
        (entry("stations.csv", b"/etc/passwd", external_attr=0o120777 << 16), "holds a link"),
        (bytes(LOCKED), "password"),
        (entry("stations.csv", b"0" * (package.LARGEST + 1)), "unpack to more than"),
    ],
)
def test_what_should_not_be_opened_is_refused(content: bytes, why: str) -> None:
    """With a sentence that says why."""
    with pytest.raises(UsageError, match=why):
        zip_reader(content, "upload.zip")


def test_a_zip_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says one byte; what comes out is counted all the same."""
    monkeypatch.setattr(package, "LARGEST", 1000)
    content = bytearray(entry("stations.csv", b"0" * 5000))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<L", content, content.index(sign) + place, 1)

    read = zip_reader(bytes(content), "upload.zip")

    with pytest.raises(UsageError, match=r"damaged|more than"):
        read("stations.csv")
