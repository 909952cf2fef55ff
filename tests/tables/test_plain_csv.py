"""A large file's quick way gives what the strict reader gives, or leaves the file to it."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from geo.tables import load
from geo.tables.load import read_folder
from geo.tables.plain_csv import cut_plain
from geo.tables.schema import parse_schema
from tests.world.tables import DESCRIPTOR, write_tiny

TABLE = parse_schema(json.dumps(DESCRIPTOR).encode()).tables["papers"]
HEADER = ",".join(TABLE.names)
# What a text can hold that two readers may not read alike
PIECES = [
    "a",
    "é",
    "警",
    " ",
    "NA",
    "null",
    "0x1",
    "\t",
    "\u2028",
    "\\",
    "'",
    '"',
    '""',
    '"b"',
    '"b""c"',
    ",",
    "\n",
    "\r",
]
ODD = st.one_of(st.sampled_from(PIECES[:-5]), st.lists(st.sampled_from(PIECES), max_size=2).map("".join))
BODIES = st.lists(st.tuples(ODD, ODD, ODD, st.sampled_from(["\n", "\r\n", ""])), max_size=4).map(
    lambda rows: "".join(f"{','.join(cells)}{end}" for *cells, end in rows)
)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12)


def strict(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and records of Python's reader in strict mode, each with the line where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, begins = [], 1
    for record in reader:
        records.append((begins, record))
        begins = reader.line_num + 1
    return records[0][1], records[1:]


def cut(text: str, longest: int = 1000) -> pd.DataFrame | None:
    """The quick way."""
    return cut_plain(TABLE, text.encode(), longest)


@settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(BODIES)
@example('p1,a,"3\n4"\n')
@example('p1,"a"b,3\n')
@example("p1,a,3\n\np2,a,3\n")
@example("p1,a,3\n,,\n")
@example("p1,a\n")
@example("p1,a,3\rp2,b,4\n")
def test_whatever_it_cuts_the_strict_reader_cuts_alike(body: str) -> None:
    """Cells and lines; and the strict reader would have told nothing of it."""
    found = cut(f"{HEADER}\n{body}")
    assume(found is not None)
    header, records = strict(f"{HEADER}\n{body}")

    assert list(found.columns) == header
    assert list(zip(found.index, found.to_numpy().tolist(), strict=True)) == records
    assert all(len(record) == len(header) and any(record) for _, record in records)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_a_table_of_one_record_a_line_goes_the_quick_way(records: list[tuple[str, str, str]], end: str) -> None:
    """Whatever its cells say: commas, quotes, blanks, signs of any script."""
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows([TABLE.names, *records])

    found = cut(text.getvalue())

    assert found is not None
    assert list(map(tuple, found.to_numpy().tolist())) == records
    assert list(found.index) == list(range(2, len(records) + 2))


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER},more\np1,a,3,4\n",
        HEADER.replace(",", ";") + "\np1;a;3\n",
        f"{HEADER}\n" + "x" * 1001 + ",a,3\n",
        f"{HEADER}\n" + "警" * 1001 + ",a,3\n",
        f'{HEADER}\n"p1,a,3\n',
    ],
)
def test_what_the_strict_reader_tells_is_left_to_it(text: str) -> None:
    """Other columns, another delimiter, an endless cell, an open quote."""
    assert cut(text) is None


def test_a_folder_is_the_same_folder_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables, lines and what is told, with a spreadsheet's byte-order mark and forms; in memory they differ."""
    papers = "\ufeffpages,paper_id,post_id\r\n3.0,p1,a\r\n,p2,b\r\n"
    folder = write_tiny(tmp_path, papers=papers)
    slow, told = read_folder(folder)
    monkeypatch.setattr(load, "LARGE", 0)
    monkeypatch.setattr(load, "_cut", None)
    quick, told_quickly = read_folder(folder)

    assert told == told_quickly != ()
    for name, frame in slow.tables.items():
        pd.testing.assert_frame_equal(frame, quick.tables[name], check_index_type=False, check_dtype=False)
