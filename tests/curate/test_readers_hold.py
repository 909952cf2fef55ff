"""Twenty thousand damaged files go through the readers: each is a table or a sentence, never a traceback, never a hang.

The seed is fixed, so that a file that fails can be made again; a new seed now and then is worth a run.
"""

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from geo.curate.intake import sheets
from geo.curate.intake.cells import read_cells
from geo.curate.intake.headings import find_listings
from geo.curate.intake.sheets import MOST_COLUMNS, MOST_ROWS, read_sheets
from geo.errors import AtlasError
from geo.tables.load import read_table
from geo.tables.package import zip_reader
from tests.curate.intake.test_sheets import BOOK
from tests.world.package import CLEAN, SCHEMA

SEED = 20261128
LIST = "country;city;bureau;date\r\nNorwegen;Oslo;Fuzhou;10.05.2023\r\nČesko;Praha;南通;\r\n".encode()
WAVES = (",".join(SCHEMA.tables["waves"].names) + "\n" + CLEAN["waves"] + "\n").encode()
SIGNS = b"\"';,\t\r\n\0\xff\xfe\xef\xbb\xbf<>&=+-@{}[]()|\\/0123456789eE.PK\x03\x04"


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, taken out, doubled or put in, or cut short."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not made:
            break
        place, kind = chance.randrange(len(made)), chance.randrange(5)
        if kind == 0:
            made[place] = chance.randrange(256)
        elif kind == 1:
            del made[place : place + chance.randint(1, 30)]
        elif kind == 2:
            made[place:place] = made[place : place + chance.randint(1, 60)]
        elif kind == 3:
            made[place:place] = bytes(chance.choices(SIGNS, k=chance.randint(1, 12)))
        else:
            del made[max(place, 1) :]
    return bytes(made)


def parts_damaged(content: bytes, chance: random.Random) -> bytes:
    """A zip whose container is whole and one of whose files is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(list(entries))
    entries[name] = damaged(entries[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one, body in entries.items():
            archive.writestr(one, body)
    return out.getvalue()


def read_list(content: bytes) -> None:
    """As add-wave and the Curate page read it."""
    find_listings("list", read_sheets("list", content))


def read_package(content: bytes) -> None:
    """As the Curate page opens a zip."""
    read = zip_reader(content, "upload.zip")
    for name in ("datapackage.json", "stations.csv"):
        try:
            read(name)
        except FileNotFoundError:
            continue


def read_waves(content: bytes) -> None:
    """As the check reads a table: problems, not exceptions."""
    frame, problems = read_table(SCHEMA.tables["waves"], content)
    assert frame is not None or problems


def a_zip() -> bytes:
    """A small package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/datapackage.json", "{}" * 40)
        archive.writestr("data/stations.csv", WAVES)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of files are read in this process; that each has one of its own is another test's."""
    monkeypatch.setattr(sheets, "read_apart", lambda _, content: read_cells(content, MOST_ROWS, MOST_COLUMNS))


@pytest.mark.parametrize(
    ("read", "content", "spoil", "number"),
    [
        (read_list, LIST, damaged, 6000),
        (read_list, LIST.decode().encode("utf-16"), damaged, 1000),
        (read_list, BOOK, damaged, 3000),
        (read_list, BOOK, parts_damaged, 3000),
        (read_package, a_zip(), damaged, 3000),
        (read_package, a_zip(), parts_damaged, 1000),
        (read_waves, WAVES, damaged, 4000),
    ],
    ids=["csv", "utf-16", "xlsx", "xlsx-parts", "zip", "zip-parts", "table"],
)
def test_a_damaged_file_is_a_table_or_a_sentence(
    read: Callable[[bytes], None],
    content: bytes,
    spoil: Callable[[bytes, random.Random], bytes],
    number: int,
) -> None:
    """Only the errors that the package raises on purpose, each with words."""
    chance = random.Random(SEED)  # noqa: S311 (no secret: the same files each time)
    outcomes = {"read": 0, "refused": 0}
    for attempt in range(number):
        made = spoil(content, chance)
        try:
            read(made)
            outcomes["read"] += 1
        except AtlasError as error:
            assert str(error).strip(), f"attempt {attempt} is refused without a word"  # noqa: PT017 (one of many)
            outcomes["refused"] += 1

    assert outcomes["read"] > 0
    assert sum(outcomes.values()) == number
