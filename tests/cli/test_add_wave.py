"""add-wave on the command line: what is asked can be answered, what is printed is only text, no file is without end."""

import os
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.cli import main
from geo.curate.intake import sheets
from tests.real_atlas import DATA

SAID = ["--publisher", "Example Watch", "--date", "2023-05-10", "--title", "A list", "--data", str(DATA)]


def run(text: str, *arguments: str) -> Result:
    """What add-wave says of a pasted list."""
    return CliRunner().invoke(main, ["add-wave", *SAID, *arguments, "-"], input=text, catch_exceptions=False)


def test_the_question_about_a_whole_list_is_answered_on_the_command_line() -> None:
    """By list:relays."""
    text = "country,city,bureau\nSpain,Madrid,Fuzhou\nSpain,Barcelona,Fuzhou\nCzechia,Prague,Qingtian\n"

    asking = run(text)
    answered = run(text, "--set", "list:relays=yes")

    assert asking.exit_code == 1
    assert "? the list, relays: 3 of its 3 reports" in asking.output
    assert "list:relays=VALUE" in asking.output
    assert (answered.exit_code, "Nothing to add: 3 reports" in answered.output) == (0, True)


def test_a_list_moves_no_cursor_and_forges_no_line() -> None:
    """Whatever its cells hold: in what was read, in questions, in errors."""
    cell = '"\x1b[2J\u202e\u200bKenya\nadds: stations 0"'
    found = run(f"country,bureau,notes\n{cell},Fuzhou,x\nKenya,Fuzhou,x\n", "--set", "2:country=KEN")
    asked = run(f"country,bureau,{cell}\n{cell},Fuzhou,x\n")
    refused = run(f"{cell},bureau\n{cell},Fuzhou\n")

    for result in (found, asked, refused):
        assert not {"\x1b", "\u202e", "\u200b"} & set(result.output)
        assert "\nadds: stations 0" not in result.output
    assert "\\x1b[2J\\u202e\\u200bKenya\\nadds" in asked.output
    assert refused.exit_code == 2


def test_a_pipe_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a device is: no more of it is read than tells that it is too large."""
    monkeypatch.setattr("geo.cli.add_wave.LARGEST", 1000)
    monkeypatch.setattr(sheets, "LARGEST", 1000)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def fill() -> None:
        with pipe.open("wb", buffering=0) as end:
            try:
                while True:
                    end.write(b"x" * 4096)
            except BrokenPipeError:
                pass

    writer = threading.Thread(target=fill, daemon=True)
    writer.start()
    for file in (pipe, Path("/dev/zero")):
        result = CliRunner().invoke(main, ["add-wave", *SAID, str(file)], catch_exceptions=False)
        assert (result.exit_code, "is larger than" in result.output) == (2, True)
    writer.join(10)
    assert not writer.is_alive()
    assert "is larger than" in run("x" * 2000).output
