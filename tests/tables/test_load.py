"""Files become text tables unrepaired, and typed tables by the descriptor; hostile files become problems."""

import csv
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.tables.load import load_raw, read_folder, split_list, typed
from tests.world.tables import PAPERS, POSTS, write_tiny


def test_text_is_kept_as_written(tmp_path: Path) -> None:
    """'1.50' stays '1.50', an empty cell stays '', and the index is the line in the file."""
    raw = load_raw(write_tiny(tmp_path))
    posts = raw.tables["posts"]

    assert list(posts.index) == [2, 3]
    assert posts.loc[2].to_dict() == {
        "post_id": "a",
        "lat": "1.50",
        "year": "",
        "open": "true",
        "paper_ids": "p1;p2",
    }
    assert set(raw.files) == {"datapackage.json", "posts.csv", "papers.csv"}


def test_the_line_is_right_after_a_cell_with_a_line_break(tmp_path: Path) -> None:
    """A quoted cell over two lines does not shift the line numbers of the rows below it."""
    raw = load_raw(write_tiny(tmp_path, posts='post_id,lat,year,open,paper_ids\n"a\nb",,,true,\nc,,,true,\n'))

    assert list(raw.tables["posts"].index) == [2, 4]


def test_columns_in_another_order_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    """What a spreadsheet does to a file without changing its content is accepted."""
    raw = load_raw(write_tiny(tmp_path, papers="\ufeffpages,paper_id,post_id\r\n3,p1,a\r\n"))

    assert raw.tables["papers"].loc[2].to_dict() == {"paper_id": "p1", "post_id": "a", "pages": "3"}


def test_types_follow_the_descriptor(tmp_path: Path) -> None:
    """Numbers, whole numbers that may be missing, truth values and lists of ids get their types."""
    tables = typed(load_raw(write_tiny(tmp_path)))
    posts, papers = tables["posts"], tables["papers"]

    assert posts["lat"].isna().tolist() == [False, True]
    assert posts["year"].dtype == "Int64"
    assert posts["year"].isna().tolist() == [True, False]
    assert posts["open"].tolist() == [True, False]
    assert posts["paper_ids"].tolist() == [("p1", "p2"), ()]
    assert papers["pages"].dtype == "int64"
    assert papers["post_id"].tolist() == ["a", "a"]
    assert list(posts.index) == [0, 1]


def test_all_cells_of_another_type_are_told(tmp_path: Path) -> None:
    """Typing names each cell that can't be what the descriptor says."""
    folder = write_tiny(
        tmp_path,
        posts="post_id,lat,year,open,paper_ids\na,north,19.5,yes,\nb,1,nan,true,\n",
        papers="paper_id,post_id,pages\np1,a,\n",
    )
    with pytest.raises(DataError) as caught:
        typed(load_raw(folder))

    assert [(p.table, p.row, p.column, p.value) for p in caught.value.problems] == [
        ("papers", 2, "pages", ""),
        ("posts", 2, "lat", "north"),
        ("posts", 2, "open", "yes"),
        ("posts", 2, "year", "19.5"),
        ("posts", 3, "year", "nan"),
    ]


@pytest.mark.parametrize(
    ("posts", "rule", "row"),
    [
        (b"", "empty-file", None),
        (POSTS.encode().replace(b"b,", b"\xe9,"), "encoding", 3),
        (POSTS.encode("utf-16"), "encoding", 1),
        (POSTS.encode("utf-16-le"), "encoding", 1),
        (POSTS.encode("utf-16-be"), "encoding", 1),
        (POSTS.replace("1.50", "1\0").encode(), "nul-byte", 2),
        (POSTS.replace("lat,", "").encode(), "missing-column", 1),
        (POSTS.replace("lat,", "lat,mood,").encode(), "extra-column", 1),
        (POSTS.replace("lat,", "lat,lat,").encode(), "duplicate-column", 1),
        (POSTS.replace(",", "|").encode(), "delimiter", 1),
        (POSTS.replace("b,", '"b,').encode(), "not-csv", 3),
        (POSTS.replace("b,", '"b"b,').encode(), "not-csv", 3),
        (POSTS.replace("1.50", "1" * 10_000_000).encode(), "not-csv", 2),
    ],
)
def test_a_hostile_file_is_one_clear_problem(tmp_path: Path, posts: bytes, rule: str, row: int | None) -> None:
    """Whatever stands in a file: a problem with its place, and the other table is still read."""
    raw, problems = read_folder(write_tiny(tmp_path, posts=posts))

    assert [(p.table, p.row, p.rule) for p in problems] == [("posts", row, rule)]
    assert set(raw.tables) == {"papers"}


def test_a_byte_that_is_no_utf_8_is_shown(tmp_path: Path) -> None:
    """A curator can search for the byte that another encoding left."""
    _, (problem,) = read_folder(write_tiny(tmp_path, posts=POSTS.encode().replace(b"b,", b"\xe9,")))

    assert problem.value is not None
    assert problem.value.startswith("e9 2c")


def test_missing_files_and_broken_ones_are_told_together(tmp_path: Path) -> None:
    """Loading stops with all problems, not with the first."""
    folder = write_tiny(tmp_path, papers=PAPERS + "p3\n\n")
    (folder / "posts.csv").unlink()
    with pytest.raises(DataError) as caught:
        load_raw(folder)

    assert [(p.table, p.row, p.rule) for p in caught.value.problems] == [
        ("papers", None, "blank-rows"),
        ("papers", 4, "cell-count"),
        ("posts", None, "file-missing"),
    ]


def test_a_list_cell_is_split_in_order() -> None:
    """An empty cell holds no id."""
    assert split_list("b;a") == ("b", "a")
    assert split_list("") == ()


def test_the_longest_cell_does_not_depend_on_what_else_is_loaded(tmp_path: Path) -> None:
    """Other libraries lift the limit of the process; a monstrous cell is refused all the same, and theirs stays."""
    others = csv.field_size_limit(50_000_000)
    try:
        folder = write_tiny(tmp_path, posts=POSTS.replace("1.50", "1" * 10_000_000))
        _, problems = read_folder(folder)

        assert [(problem.rule, problem.row) for problem in problems] == [("not-csv", 2)]
        assert csv.field_size_limit() == 50_000_000
    finally:
        csv.field_size_limit(others)


@pytest.mark.parametrize("posts", [POSTS.replace("1.50,", ""), POSTS.replace("1.50,", "1,50,")])
def test_a_row_with_a_cell_too_many_hides_nothing(tmp_path: Path, posts: str) -> None:
    """It is named, and stays so that the rest of the table and what refers to it are judged."""
    raw, problems = read_folder(write_tiny(tmp_path, posts=posts))

    assert [(p.table, p.row, p.rule, p.level) for p in problems] == [("posts", 2, "cell-count", "error")]
    assert list(raw.tables["posts"]["post_id"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("posts", "rules"),
    [
        (POSTS.replace(",", ";").replace("p1;p2", '"p1;p2"'), ["delimiter"]),
        (POSTS.replace(",", "\t"), ["delimiter"]),
        (
            POSTS.replace(",", ";").replace("p1;p2", '"p1;p2"').replace("1.50", "1,50"),
            ["delimiter", "spreadsheet-form"],
        ),
        (POSTS.replace("true", "TRUE").replace("false", "False"), ["spreadsheet-form"]),
        (POSTS.replace("1999", "1999.0"), ["spreadsheet-form"]),
        (POSTS.replace("1.50", '"1,50"'), ["spreadsheet-form"]),
        (POSTS + "\n\n,,,,\n", ["blank-rows"]),
        (POSTS.replace("b,", "\nb,"), ["blank-rows"]),
        ("".join(f"{line},,\n" for line in POSTS.splitlines()), []),
        (POSTS.replace("\n", "\r\n"), []),
    ],
)
def test_harmless_forms_of_spreadsheets_are_read_and_told_once(tmp_path: Path, posts: str, rules: list[str]) -> None:
    """The tables are the same as without them, and no cell is an error."""
    plain = typed(load_raw(write_tiny(tmp_path)))
    raw, problems = read_folder(write_tiny(tmp_path, posts=posts))

    assert sorted((p.rule, p.level) for p in problems) == [(rule, "warning") for rule in rules]
    assert typed(raw)["posts"].equals(plain["posts"])
