"""`python -m geo settings` says what a deployer may set and what is set, and which of it can't be used."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from geo.cli import main
from geo.settings import SETTINGS


def run(*arguments: str, **environ: str) -> Result:
    """What the command did in an environment; variables that are not named are not set."""
    unset: dict[str, str | None] = dict.fromkeys((setting.name for setting in SETTINGS), None)
    return CliRunner().invoke(main, arguments, env=unset | environ, catch_exceptions=False)


def test_every_variable_is_printed_with_its_value() -> None:
    """Name, present value, meaning and default."""
    done = run("settings", ATLAS_URL="https://atlas.example/")

    assert done.exit_code == 0
    assert "ATLAS_URL=https://atlas.example/\n" in done.output
    assert "ATLAS_DATA=\n    Folder of tables. When not set: the data that came with the program.\n" in done.output


def test_a_script_gets_the_same() -> None:
    """JSON under fixed keys."""
    rows = json.loads(run("settings", "--format", "json", ATLAS_URL="https://atlas.example/").output)

    assert [row["name"] for row in rows] == [setting.name for setting in SETTINGS]
    assert {row["name"]: row["value"] for row in rows if row["value"]} == {"ATLAS_URL": "https://atlas.example/"}
    assert all(row["default"] and row["meaning"] for row in rows)


def test_a_wrong_value_is_shown_and_ends_with_2() -> None:
    """Here and in every command that needs it: the variable is named."""
    done = run("settings", ATLAS_DATA="/no/such/folder")

    assert done.exit_code == 2
    assert "ATLAS_DATA=/no/such/folder" in done.output
    assert "ATLAS_DATA names the folder “/no/such/folder”, which is not there." in done.output
    for command in ("check", "stats"):
        done = run(command, ATLAS_DATA="/no/such/folder")
        assert (done.exit_code, "ATLAS_DATA" in done.output) == (2, True)


def test_an_address_on_the_line_is_judged_like_the_variable(tmp_path: Path) -> None:
    """Before anything is read or written."""
    for command, option in (("publish", "--base"), ("draw", "--base-url")):
        done = run(command, "--out", str(tmp_path / "out.csv"), option, "https://user:secret@h/")

        assert (done.exit_code, f"{option} holds the name or password" in done.output) == (2, True)
        assert "secret" not in done.output
        assert list(tmp_path.iterdir()) == []
