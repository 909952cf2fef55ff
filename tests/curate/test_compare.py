"""What differs is told by key: added, removed, changed, renamed; figures move with the rows."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.curate.compare import compare
from geo.curate.effects import effects_of
from geo.curate.telling import as_json, compose_difference, first_lines
from geo.render.html import write_page
from geo.render.plain import write_text
from geo.tables.load import Raw, load_raw
from tests.world.package import CLEAN, SCHEMA, Edit, add_line, write_world

TODAY = date(2001, 6, 1)


@pytest.fixture
def old(tmp_path: Path) -> Raw:
    """The invented world."""
    place = tmp_path / "old"
    place.mkdir()
    return load_raw(write_world(place))


def changed(tmp_path: Path, *edits: Edit, lines: tuple[tuple[str, str], ...] = ()) -> Raw:
    """The invented world with edits and more lines."""
    place = tmp_path / "new"
    place.mkdir(exist_ok=True)
    write_world(place, *edits)
    for table, line in lines:
        add_line(place, table, line)
    return load_raw(place)


def test_the_same_package_differs_in_nothing(old: Raw) -> None:
    """And says so."""
    difference = compare(old, old)

    assert difference.empty
    assert first_lines(difference, effects_of(old, old, today=TODAY)) == ("Nothing changed: both say the same.",)


def test_the_first_line_can_be_quoted(old: Raw, tmp_path: Path) -> None:
    """A report in a new host, one corrected city: both in one line, with what is placed."""
    new = changed(
        tmp_path,
        ("stations", 4, "city", "Az"),
        lines=(("stations", "ch-x-1,CHN,,,,Fuzhou,stated,w2,2001-03-20,listed,country,s2,"),),
    )

    (line, *_) = first_lines(compare(old, new), effects_of(old, new, today=TODAY))

    assert line == (
        "1 report added in 1 country (1 new host: China); 0 removed; 1 corrected (a-ay-1: city Ay → Az). "
        "Placed 4 → 5 of 4 published."
    )


def test_a_renamed_row_is_renamed_and_what_refers_to_it_follows(tmp_path: Path, old: Raw) -> None:
    """Its claims and its thin facts are not told as changes: they say the same."""
    edits = [("stations", 4, "station_id", "a-ay-9")]
    for table in ("claims", "thin_sources"):
        key = SCHEMA.tables[table].primary_key[0]
        for number, row in enumerate(old.tables[table].to_dict("records"), start=2):
            if row["station_id"] == "a-ay-1":
                edits += [(table, number, "station_id", "a-ay-9")]
                edits += [(table, number, key, row[key].replace("a-ay-1", "a-ay-9"))]

    difference = compare(old, changed(tmp_path, *edits))

    assert [(one.name, one.renamed) for one in difference.tables] == [("stations", (("a-ay-1", "a-ay-9"),))]


def test_a_renamed_source_is_followed_into_lists(tmp_path: Path, old: Raw) -> None:
    """A source's key stands in lists of many tables; none of these rows says anything new."""
    edits: list[Edit] = []
    for name, table in SCHEMA.tables.items():
        for number, row in enumerate(old.tables[name].to_dict("records"), start=2):
            for column in table.names:
                if column in ("source_id", "source_ids") and "s3" in row[column].split(";"):
                    edits.append((name, number, column, row[column].replace("s3", "s9")))

    difference = compare(old, changed(tmp_path, *edits))

    assert [(one.name, one.renamed) for one in difference.tables] == [("sources", (("s3", "s9"),))]


def test_a_version_from_before_a_column_is_compared(tmp_path: Path, old: Raw) -> None:
    """A renamed row is followed in the rows that refer to it, where the older table has that column at all."""
    new = changed(tmp_path, ("waves", 1, "wave_id", "w7"), ("stations", 1, "wave", "w7"))
    frames = {**old.tables, "stations": old.tables["stations"].drop(columns="wave")}

    difference = compare(replace(old, tables=frames), new)

    assert difference.of("waves").renamed == (("w2", "w7"),)


def test_like_rows_are_not_mixed_up(tmp_path: Path, old: Raw) -> None:
    """Two like reports: one goes, and it is one that goes."""
    place = tmp_path / "new"
    place.mkdir()
    write_world(place)
    path = place / "stations.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("a-ax-2,")))

    found = compare(old, load_raw(place)).of("stations")

    assert (list(found.removed), found.added, found.renamed) == (["a-ax-2"], {}, ())


def test_the_form_of_a_number_is_no_change(tmp_path: Path, old: Raw) -> None:
    """5.00 and 5.0 are one point."""
    assert compare(old, changed(tmp_path, ("stations", 2, "lat", "5.0"))).empty


@settings(max_examples=6, deadline=None)
@given(
    edits=st.lists(
        st.sampled_from(
            [
                (name, number, column, "zzz")
                for name, text in CLEAN.items()
                for number in range(2, 2 + len(text.splitlines()))
                for column in SCHEMA.tables[name].names
                if column not in SCHEMA.tables[name].primary_key
            ]
        ),
        unique_by=lambda edit: edit[:3],
        max_size=6,
    )
)
def test_every_edited_cell_is_told_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    """Round trip: the difference holds exactly the cells that were set, and every telling of it can be drawn."""
    tmp_path = tmp_path_factory.mktemp("edits")
    (tmp_path / "old").mkdir()
    old = load_raw(write_world(tmp_path / "old"))
    new = changed(tmp_path, *edits)
    difference = compare(old, new)
    told = {
        (table.name, row.key, cell.column) for table in difference.tables for row in table.changed for cell in row.cells
    }
    wanted = {
        (name, old.tables[name].loc[line, SCHEMA.tables[name].primary_key[0]], column)
        for name, line, column, _ in edits
    }
    effects = effects_of(old, new, today=TODAY)

    assert told == wanted
    assert difference.empty == (not edits)
    assert json.loads(json.dumps(as_json(difference, effects)))["changed"] == bool(edits)
    for text in (
        write_text(compose_difference(difference, effects)),
        write_page(compose_difference(difference, effects)),
    ):
        assert len(text) > 40


def test_hostile_cells_stay_text(tmp_path: Path, old: Raw) -> None:
    """A cell can't become markup of a page or of Markdown, nor move a terminal's cursor."""
    text = "<script>x</script> **bold** | cell ` tick \x1b[2J"
    new = changed(tmp_path, ("stations", 4, "notes", text))
    document = compose_difference(compare(old, new), effects_of(old, new, today=TODAY))

    assert b"<script>x" not in write_page(document)
    assert "\x1b" not in write_text(document)
    assert "<script" not in write_text(document, markdown=True).replace("\\<", "")
    assert "**bold**" not in write_text(document, markdown=True)
