"""What became of a file's view: the same data, changed data, or numbers that the data never gave."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.atlas import Atlas, load_atlas, load_released
from geo.briefing.stamp_reader import StampError, read_stamp
from geo.briefing.trace import Difference, trace
from geo.maps.compose import compose
from geo.render import FORMATS
from geo.tables.package import release_path
from geo.view import View
from geo.view.select import select
from geo.words.language import ENGLISH, LANGUAGES, speaking
from tests.real_atlas import DATA
from tests.world.atlas import tiny_atlas


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def made(atlas: Atlas) -> Callable[..., bytes]:
    """made(view fields) → an SVG of that view."""

    def draw(**fields: object) -> bytes:
        selection = select(atlas, View().change(**fields))
        return FORMATS["svg"].write(compose(selection, printed=True, exported_on="2001-06-01"))

    return draw


def without(atlas: Atlas, station: str) -> Atlas:
    """The same world after one report was taken out."""
    stations = atlas.tables["stations"]
    kept = stations[stations["station_id"] != station]
    return replace(atlas, tables=dict(atlas.tables) | {"stations": kept}, fingerprint="f" * 64)


def test_a_file_of_the_same_data_is_said_to_be_the_same(atlas: Atlas, made: Callable[..., bytes]):
    """And the query opens its view again."""
    traced = trace(made(waves=("w1",)), atlas, DATA)

    assert traced.verdict == "same"
    assert traced.query == "wave=w1"
    assert traced.differences == ()
    assert "The data has not changed since." in traced.sentences


def test_after_a_correction_the_numbers_that_differ_are_told(atlas: Atlas, made: Callable[..., bytes]):
    """One report of Bland was taken out: reports, and Bland's count, then and now."""
    traced = trace(made(), without(atlas, "b2"), DATA)

    assert traced.verdict == "changed"
    assert traced.differences == (Difference("reports", 7, 6), Difference("Bland", 2, 1))
    assert "Bland: 2 then, 1 now." in traced.sentences


def test_a_change_elsewhere_leaves_the_numbers_of_the_view(atlas: Atlas, made: Callable[..., bytes]):
    """The data has changed, this view's numbers have not: both are said."""
    traced = trace(made(waves=("w1",)), without(atlas, "b2"), DATA)

    assert traced.verdict == "changed"
    assert traced.differences == ()
    assert any("the numbers of this view are the same" in sentence for sentence in traced.sentences)


def test_a_stamp_whose_numbers_were_altered_is_noticed(atlas: Atlas, made: Callable[..., bytes]):
    """The same data can't give other numbers."""
    altered = made().replace(b'"reports":7', b'"reports":70')

    traced = trace(altered, atlas, DATA)

    assert traced.verdict == "other numbers"
    assert traced.differences == (Difference("reports", 70, 7),)


def test_a_view_that_is_not_known_any_more_is_said(atlas: Atlas, made: Callable[..., bytes]):
    """A wave that the data no longer has is no traceback."""
    gone = made(waves=("w1",)).replace(b'"query":{"wave":"w1"}', b'"query":{"wave":"w9"}')

    traced = trace(gone, atlas, DATA)

    assert traced.verdict == "other numbers"
    assert any("w9" in notice for notice in traced.notices)


def test_every_trace_says_that_a_stamp_is_no_proof(tmp_path: Path, atlas: Atlas, made: Callable[..., bytes]):
    """Whoever has the file can write into it."""
    assert "can be altered" in trace(made(), atlas, DATA).sentences[-1]


def test_a_file_of_a_released_version_is_compared_with_that_version():
    """It shows what that version said, whatever has changed since."""
    atlas = load_atlas(DATA, today=date(2026, 11, 29))
    version = atlas.releases[0]
    view = View(countries=("ESP",), asof=version)
    drawn = compose(select(load_released(atlas, version, DATA), view), printed=True)

    traced = trace(FORMATS["svg"].write(drawn), atlas, DATA)

    assert traced.verdict == "same"
    assert f"asof={version}" in traced.query
    assert "1 country, " in traced.sentences[1] or "1 country and" in traced.sentences[1]


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != ENGLISH])
def test_a_trace_is_told_in_the_readers_language(language: str, atlas: Atlas, made: Callable[..., bytes]):
    """Verdict, numbers and the warning at its end, and why a file has no stamp."""
    english = trace(made(), without(atlas, "b2"), DATA).sentences
    with speaking(language):
        told = trace(made(), without(atlas, "b2"), DATA).sentences
        with pytest.raises(StampError) as refused:
            read_stamp(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    assert len(told) == len(english)
    assert not set(told) & set(english)
    assert "carries" not in str(refused.value)


def test_a_released_version_that_cannot_be_read_is_said(tmp_path: Path):
    """The file is as good as before; what it would be compared with is damaged, or not here."""
    atlas = load_atlas(DATA, today=date(2026, 11, 29))
    version = atlas.releases[0]
    drawn = compose(select(load_released(atlas, version, DATA), View(asof=version)), printed=True)
    for content in (b"no zip", None):
        folder = Path(shutil.copytree(DATA, tmp_path / str(content)))
        if content is None:
            release_path(folder, version).unlink()
        else:
            release_path(folder, version).write_bytes(content)
        with pytest.raises(StampError, match=f"version {version}"):
            trace(FORMATS["svg"].write(drawn), atlas, folder)
