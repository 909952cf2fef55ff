"""What a deployer may set is read in one place, and a value that can't be used is told by its name."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from geo.atlas import in_language
from geo.documents.about import compose_about
from geo.errors import UsageError
from geo.render.plain import write_text
from geo.settings import DATA, SETTINGS, read_settings
from geo.view import View
from geo.view.select import select
from geo.words.language import LANGUAGES
from tests.real_atlas import real_atlas

ROOT = Path(__file__).parent.parent
# What no link can begin with: ports that are none, and characters that a host or a path can't hold.
UNFIT = (
    *(
        "h:99999/",
        "h:port/",
        "h:/",
        'h"x',
        "h/<b>",
        "h/a b",
        "h/a\tb",
        "h/%zz",
        "h/a\\b",
        "h/a\u202eb",
        "h<i>/",
        "a b/",
    ),
    *("a..b/", ".h/", "h/#", "h/?", "h/{id}", "[::1", "[v1]/"),
)


def test_an_empty_environment_has_the_defaults() -> None:
    """The program runs without any variable; an empty one counts as not set."""
    for environ in ({}, {"ATLAS_DATA": "", "ATLAS_SHAPES": " ", "ATLAS_URL": ""}):
        settings = read_settings(environ)

        assert settings.data == ROOT / "data"
        assert settings.shapes is None
        assert settings.url == ""


def test_what_is_set_is_used(tmp_path: Path) -> None:
    """A folder, a file and an address."""
    shapes = tmp_path / "shapes.parquet"
    shapes.touch()
    environ = {"ATLAS_DATA": str(tmp_path), "ATLAS_SHAPES": str(shapes), "ATLAS_URL": "https://atlas.example/"}

    settings = read_settings(environ)

    assert (settings.data, settings.shapes, settings.url) == (tmp_path, shapes, "https://atlas.example/")


@pytest.mark.parametrize("contact", ["https://news.example/contact", "atlas@news.example"])
def test_readers_are_told_where_to_report_an_error(contact: str) -> None:
    """On the page About, in the app, in files and on the published site: all are made of the same atlas."""
    atlas = replace(real_atlas(), contact=read_settings({"ATLAS_CONTACT": contact}).contact)

    for language in LANGUAGES:
        document = compose_about(select(in_language(atlas, language), View(language=language)))
        assert contact in "".join(write_text(document).split())  # a line may end in it where words have no blanks


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATLAS_DATA", "/no/such/folder"),
        ("ATLAS_DATA", __file__),
        ("ATLAS_SHAPES", "/no/such/file.parquet"),
        ("ATLAS_SHAPES", "/"),
        ("ATLAS_URL", "atlas.example"),
        ("ATLAS_URL", "javascript:alert(1)"),
        ("ATLAS_URL", "https://[broken"),
        ("ATLAS_URL", "https://atlas.example/?x"),
        *(("ATLAS_URL", f"https://{rest}") for rest in UNFIT),
        *(
            ("ATLAS_CONTACT", text)
            for text in ("javascript:alert(1)", "the newsroom", "a@b", "x@y.example?cc=z@y.example")
        ),
        ("ATLAS_INDEX", "no"),
        ("ATLAS_LOG", "xml"),
    ],
)
def test_a_value_that_cant_be_used_names_its_variable(name: str, value: str) -> None:
    """Not the default in its place, and no traceback from deep inside."""
    with pytest.raises(UsageError, match=rf"{name} .*{re.escape(value)}"):
        read_settings({name: value})


def test_all_wrong_values_are_told_at_once() -> None:
    """A deployer corrects them in one go."""
    with pytest.raises(UsageError) as told:
        read_settings({setting.name: "/no/such" for setting in SETTINGS})

    assert [setting.name in str(told.value) for setting in SETTINGS] == [True] * len(SETTINGS)


def test_one_variable_is_not_held_up_by_another() -> None:
    """Who names a folder on the command line is not stopped by an address that is not printed."""
    assert DATA.read({"ATLAS_URL": "nonsense"}) == ROOT / "data"


def test_nobody_else_reads_the_environment() -> None:
    """Neither by os.environ nor by click's own way."""
    reading = re.compile(r"os\.environ|\bgetenv\b|\benvvar\s*=|import environ|[\"']ATLAS_[A-Z]+[\"']")
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "app.py", *(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py"))
        if reading.search(path.read_text(encoding="utf-8"))
    }

    assert readers == {"geo/settings.py"}


def test_the_readme_names_every_variable() -> None:
    """A setting that the README does not name is a secret."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in readme] == []


def test_a_public_address_ends_where_a_path_begins() -> None:
    """What follows it in a link is a page below it."""
    assert read_settings({"ATLAS_URL": "https://host.example/atlas"}).url == "https://host.example/atlas/"


@pytest.mark.parametrize(
    "text", ["https://user:secret@h/", "https://secret@h/<b>", "user:secret@h", "http://a:secret@["]
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text: str) -> None:
    """Every link would show it, and so would a log."""
    with pytest.raises(UsageError, match="ATLAS_URL holds the name or password of a user") as told:
        read_settings({"ATLAS_URL": text})

    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "http://[::1]:8501/",
        "https://müller.example/",
        "https://h:65535/@atlas/%C3%A9t%C3%A9/~me/",
        "http://10.0.0.1/a(b)'c/",
    ],
)
def test_an_address_that_can_be_opened_is_taken(text: str) -> None:
    """With a port, letters of any language, and whatever a path may hold."""
    assert read_settings({"ATLAS_URL": text}).url == text
