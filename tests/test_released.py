"""Nothing that was published is lost: every released version opens, and every key that it held leads somewhere."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.atlas import in_language, load_atlas, load_released
from geo.curate.compare import compare
from geo.documents.catalogue import DOCUMENTS
from geo.maps.compose import compose
from geo.record.corrections import corrections, of_rows
from geo.tables.load import load_raw
from geo.tables.package import open_package, released
from geo.view import View
from geo.view.select import select
from tests.real_atlas import DATA, real_atlas

VERSIONS = released(DATA)
# Tables whose keys stand in addresses and files; the rest are cited by their text.
KEYED = ("stations", "claims", "responses", "sources", "waves", "origins", "context", "disagreements", "thin_sources")


def test_there_is_a_version_to_hold_to() -> None:
    """A test over no version would hold anything."""
    assert VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_every_key_that_was_published_leads_somewhere(version: str) -> None:
    """It is a row today, or the register says what became of it."""
    old, new = open_package(version, DATA), load_raw(DATA)
    found = corrections(select(real_atlas(), View()))
    difference = compare(old, new)
    lost = {
        (name, key)
        for name in KEYED
        for key in (*difference.of(name).removed, *(gone for gone, _ in difference.of(name).renamed))
        if key not in of_rows(found, name)
    }

    assert lost == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_released_version_is_told_as_it_was(version: str) -> None:
    """By the program of today: each page composes, the map too, and every one says which version speaks."""
    atlas = load_released(real_atlas(), version, DATA)
    selection = select(atlas, View(asof=version))
    model = compose(selection, printed=True)

    assert atlas.version.startswith(f"{version}-")
    assert len(atlas.stations) == len(open_package(version, DATA).tables["stations"])
    assert f"as this atlas said in version {version}" in model.words.subtitle
    assert f"asof={version}" in model.words.link
    for name, write in DOCUMENTS.items():
        assert write(selection).query["asof"] == version, name


def test_a_version_whose_codes_are_used_no_more_is_told_in_its_words(tmp_path: Path) -> None:
    """A house renames a code in tables and descriptor; what it released before still opens."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    for name in ("datapackage.json", "responses.csv"):
        file = folder / name
        file.write_text(re.sub(r"\blawmaker\b(?=[\",])", "deputy", file.read_text(encoding="utf-8")), encoding="utf-8")
    atlas = load_atlas(folder, today=date(2026, 11, 29))
    then = load_released(atlas, VERSIONS[0], folder)

    assert "deputy" in set(atlas.responses["said_by"])
    assert "lawmaker" in set(then.responses["said_by"])
    for spoken in (then, in_language(then, "fr")):
        selection = select(spoken, View(asof=VERSIONS[0]))
        assert compose(selection, printed=True).words.title
        for name, write in DOCUMENTS.items():
            assert write(selection).query["asof"] == VERSIONS[0], name
    assert "lawmaker" not in atlas.labels.alone["responses.said_by"]


def test_an_address_names_only_versions_that_were_released() -> None:
    """Another one is ignored, and the reader is told which there are."""
    atlas = replace(real_atlas(), releases=tuple(VERSIONS))
    view, (ignored,) = View.from_query({"asof": "1999.1.1"}, atlas.choices)

    assert view == View()
    assert VERSIONS[-1] in ignored.instead
    assert View.from_query({"asof": VERSIONS[0]}, atlas.choices) == (View(asof=VERSIONS[0]), ())


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_version_names_the_response_that_it_is_filtered_by(version: str) -> None:
    """Kinds of response had no words for the middle of a sentence once; “response: ” alone says nothing."""
    atlas = load_released(real_atlas(), version, DATA)

    assert [kind for kind, said in atlas.phrases["response"].items() if not said.strip()] == []
    assert (atlas.responses["kind_inline"] != "").all()
