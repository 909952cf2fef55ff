"""draw, pack and trace: the same keys as the address, whole files or none, exit codes that a script can rely on."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from geo.cli import main
from geo.render import FORMATS
from tests.real_atlas import real_atlas, real_title


def run(*arguments: str | Path) -> Result:
    """What the command did."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading and checking the real tables has tests of its own; here it would take seconds each time."""
    monkeypatch.setattr("geo.cli.options.load_atlas", lambda folder, **_: real_atlas())


def test_a_view_is_drawn_to_a_file(tmp_path: Path):
    """The command of the README: view, format, preset."""
    out = tmp_path / "map.png"

    done = run(
        *("draw", "--view", "wave=sd-2022-09&region=europe", "--format", "png", "--preset", "slide"),
        *("--date", "2026-11-23", "--out", out),
    )

    assert done.exit_code == 0
    assert Image.open(out).info["Title"] == real_title(wave="sd-2022-09", region="europe")
    assert Image.open(out).size == (1920, 1080)
    assert [path.name for path in tmp_path.iterdir()] == ["map.png"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_follows_the_name_of_the_file(tmp_path: Path, name: str):
    """--out map.svg needs no --format; a CSV gets its description beside it."""
    out = tmp_path / f"view.{name}"

    done = run("draw", "--view", "country=ESP", "--date", "2026-11-23", "--out", out)

    assert done.exit_code == 0
    assert out.stat().st_size > 1000
    assert (tmp_path / "view.csv-metadata.json").exists() == (name == "csv")


def test_the_same_command_on_the_same_day_gives_the_same_bytes(tmp_path: Path):
    """Two runs, one file."""
    for name in ("one.pdf", "two.pdf"):
        run("draw", "--view", "country=ESP", "--preset", "a4", "--date", "2026-11-23", "--out", tmp_path / name)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--view", "wave=nothing"], "nothing"),
        (["--format", "gif"], "gif"),
        (["--preset", "poster"], "is no size"),
        (["--size", "9000x9000"], "million pixels"),
        (["--date", "yesterday"], "write YYYY-MM-DD"),
        (["--date", "2026-02-30"], "no day of the calendar"),
        (["--title", "x" * 500], "up to 200 fit"),
    ],
)
def test_wrong_usage_is_explained_and_writes_nothing(tmp_path: Path, arguments: list[str], said: str):
    """Exit code 2, the reason, no file."""
    done = run("draw", *arguments, "--out", tmp_path / "map.png")

    assert done.exit_code == 2
    assert said in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["draw", "pack", "document countries"])
def test_a_folder_that_is_not_there_is_said_before_anything_is_drawn(tmp_path: Path, command: str):
    """No traceback, no half file, and no minute of waiting."""
    suffix = {"draw": "csv", "pack": "zip"}.get(command, "html")
    done = run(*command.split(), "--view", "country=ESP", "--out", tmp_path / "no" / f"spain.{suffix}")

    assert done.exit_code == 2
    assert f"there is no folder {tmp_path / 'no'}" in " ".join(done.output.split())
    assert "README.txt" not in done.output


def test_a_title_of_ones_own_is_drawn_and_its_strong_words_are_named(tmp_path: Path):
    """“Operates” is advised against, not forbidden."""
    out = tmp_path / "map.png"

    done = run("draw", "--view", "country=ESP", "--title", "China operates in Spain", "--out", out)

    assert done.exit_code == 0
    assert "“operates”" in done.output
    assert Image.open(out).info["Title"] == "China operates in Spain"


def test_what_a_small_picture_leaves_out_is_said(tmp_path: Path):
    """A thumbnail has no room for every line."""
    done = run("draw", "--preset", "thumbnail", "--out", tmp_path / "map.png")

    assert "Left out of the picture, where it could not be read: subtitle" in done.output


def test_a_pack_is_written_with_its_progress_and_id(tmp_path: Path):
    """The id is the last line, for scripts."""
    out = tmp_path / "pack.zip"

    done = run("pack", "--view", "country=ESP", "--date", "2026-11-23", "--out", out)
    own = done.output.splitlines()[-1]
    with zipfile.ZipFile(out) as archive:
        readme = archive.read("README.txt").decode()

    assert done.exit_code == 0
    assert "1/11 README.txt" in done.output
    assert re.fullmatch(r"SA-20261123-[0-9a-f]{10}", own)
    assert own in readme


def test_a_picture_is_traced_to_its_view(tmp_path: Path):
    """Exit code 0, and the query that opens it."""
    out = tmp_path / "map.svg"
    run("draw", "--view", "country=ESP", "--date", "2026-11-23", "--out", out)

    done = run("trace", out, "--base-url", "https://atlas.example/")

    assert done.exit_code == 0
    assert "“9 reported stations in Spain”" in done.output
    assert "The data has not changed since." in done.output
    assert done.output.splitlines()[-1] == "https://atlas.example/?country=ESP"


def test_a_picture_from_elsewhere_is_answered_calmly(tmp_path: Path):
    """Exit code 1 and one sentence."""
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    (tmp_path / "mine.png").write_bytes(picture.getvalue())

    done = run("trace", tmp_path / "mine.png")

    assert done.exit_code == 1
    assert "carries no stamp of Station Atlas" in done.output


def test_a_name_that_says_another_kind_is_refused(tmp_path: Path) -> None:
    """A picture called view.csv would open as rubbish in a spreadsheet."""
    out = tmp_path / "view.csv"
    result = CliRunner().invoke(main, ["draw", "--format", "png", "--out", str(out)])

    assert result.exit_code == 2
    assert "view.csv would hold a .png file" in result.output
    assert not out.exists()
