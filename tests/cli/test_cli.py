"""The command line: every problem at once, machine-readable on request, exit codes that a script can rely on."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from geo.cli import COMMANDS, main
from geo.tables.dictionary import dictionary
from geo.tables.schema import read_schema
from tests.world.atlas import tiny_shapes
from tests.world.package import DATA, Edit, write_world

# The world without a city: nothing to look up in a list of cities, which takes seconds.
NO_CITY: list[Edit] = [
    *(("stations", line, column, "") for line in (2, 3, 4) for column in ("city", "lat", "lon")),
    *(("stations", line, "location_precision", "country") for line in (2, 3, 4)),
    *(("claims", line, "adopted", "false") for line in (3, 7, 11)),
]


def world(folder: Path, *edits: Edit) -> Path:
    """The invented world with shapes beside it, ready for the whole check."""
    for level in ("low", "medium"):
        tiny_shapes().to_parquet(folder / f"countries_{level}.parquet")
    return write_world(folder, *NO_CITY, *edits)


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit code and everything printed."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], env=env, catch_exceptions=False)
    return result.exit_code, result.output


def test_clean_tables_end_with_0(tmp_path: Path) -> None:
    """Nothing wrong: one line, exit code 0."""
    assert run("check", world(tmp_path), "--date", "2001-06-01") == (0, "0 errors, 0 warnings.\n")


def test_errors_end_with_1_and_are_all_printed(tmp_path: Path) -> None:
    """Each problem is a line with its place, rule and advice; the last line counts them."""
    edits = [("sources", 2, "url", "javascript:alert(1)"), ("stations", 5, "bureau", "Beijing")]
    code, output = run("check", world(tmp_path, *edits), "--date", "2001-06-01")

    assert code == 1
    assert "error [link] sources, line 2, url: 'javascript:alert(1)' → Write a full web address" in output
    assert "error [enum] stations, line 5, bureau: 'Beijing' → Use one of: Fuzhou, Qingtian," in output
    assert output.endswith("4 errors, 0 warnings.\n")


def test_warnings_alone_end_with_0(tmp_path: Path) -> None:
    """A shortfall is said and does not fail."""
    edits = [("waves", 3, "stations_new", "3"), ("waves", 3, "stations_cumulative", "5")]
    code, output = run("check", world(tmp_path, *edits), "--date", "2001-06-01")

    assert code == 0
    assert output.endswith("0 errors, 1 warning.\n")


def test_json_has_every_field_of_every_problem(tmp_path: Path) -> None:
    """A script gets the same problems, with the counts."""
    code, output = run(
        "check", world(tmp_path, ("responses", 3, "date", "2001-12")), "--format", "json", "--date", "2001-06-01"
    )

    assert code == 1
    assert json.loads(output) == {
        "errors": 1,
        "warnings": 0,
        "problems": [
            {
                "table": "responses",
                "row": 3,
                "column": "date",
                "value": "2001-12",
                "rule": "future-date",
                "advice": "Correct the date; it lies after 2001-06-01.",
                "level": "error",
            }
        ],
    }


def test_a_folder_in_the_environment_is_used_and_an_argument_wins(tmp_path: Path) -> None:
    """ATLAS_DATA names the folder for everyone; who names one on the line means that one."""
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.mkdir()
    good.mkdir()
    world(good)
    env = {"ATLAS_DATA": str(bad)}

    assert run("check", env=env)[0] == 1
    assert run("check", good, "--date", "2001-06-01", env=env)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "/no/such/folder"],
        ["check", "--format", "yaml"],
        ["check", "--date", "soon"],
        ["chekc"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    """A wrong argument is told apart from wrong data."""
    assert run(*arguments)[0] == 2


def test_an_unreadable_folder_is_told_calmly(tmp_path: Path) -> None:
    """An empty folder is one problem, not a traceback."""
    code, output = run("check", tmp_path)

    assert code == 1
    assert "file-missing" in output
    assert output.endswith("1 error, 0 warnings.\n")


def test_the_dictionary_is_printed_or_written(tmp_path: Path) -> None:
    """The file is what the command prints; a descriptor that can't be read ends with 1."""
    expected = dictionary(read_schema(DATA))
    out = tmp_path / "DICTIONARY.md"

    assert run("dictionary", DATA) == (0, expected)
    assert run("dictionary", DATA, "--out", out) == (0, "")
    assert out.read_text(encoding="utf-8") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["DICTIONARY.md"]
    assert run("dictionary", DATA, "--out", tmp_path / "no" / "where.md")[0] == 2
    assert run("dictionary", tmp_path)[0] == 1


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    """Each registered command can be imported and has a help text."""
    code, output = run(name, "--help")

    assert code == 0
    assert f"{name} [OPTIONS]" in output
    assert isinstance(main.get_command(click.Context(main), name), click.Command)


def test_check_starts_without_plotting_and_screen_libraries() -> None:
    """A curator does not wait for what a check does not need."""
    code = "import sys, geo.cli.check; print(*{'matplotlib', 'folium', 'streamlit', 'pptx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DATA.parent)

    assert done.stdout == "\n"


BROKEN_FILES = {
    "encoding": lambda text: text.encode("utf-16"),
    "nul-byte": lambda text: text.replace("a", "\0", 1).encode(),
    "empty-file": lambda text: b"",
    "delimiter": lambda text: text.replace(",", "|").encode(),
    "extra-column": lambda text: text.replace("\n", ",more\n").encode(),
    "duplicate-column": lambda text: f"{text.splitlines()[0]},{text.partition(',')[0]}\n".encode(),
}


@pytest.mark.parametrize(
    ("rule", "table"),
    [*((rule, "stations") for rule in BROKEN_FILES), ("empty-file", "countries"), ("encoding", "response_kinds")],
)
def test_a_table_that_can_not_be_read_is_told_beside_all_else(tmp_path: Path, rule: str, table: str) -> None:
    """Nothing is counted in it, and what would follow from its absence is not told."""
    folder = world(tmp_path, ("sources", 2, "published_on", "2001-02-30"))
    path = folder / f"{table}.csv"
    path.write_bytes(BROKEN_FILES[rule](path.read_text(encoding="utf-8")))

    code, output = run("check", folder, "--date", "2001-06-01")

    assert code == 1
    assert f"error [{rule}] {table}" in output
    assert "error [not-a-date] sources, line 2" in output
    assert "in_table" not in output
