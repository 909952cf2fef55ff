"""What `check` passes hurts no reader: every page and every format is drawn from tables at random."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.atlas import Atlas, load_atlas
from geo.briefing.drawing import write_file
from geo.briefing.pack import write_pack
from geo.documents.catalogue import DOCUMENTS
from geo.documents.document import texts
from geo.maps.compose import compose
from geo.maps.style import PALETTES
from geo.render import FORMATS
from geo.render.html import write_page
from geo.render.paper import write_paper
from geo.render.presets import PRESETS
from geo.view import View
from geo.view.select import select
from tests.anybodys_tables import AnybodysTables
from tests.pages.without_browser import open_page, page_files, read

ROOT = Path(__file__).parents[1]
SEEDS = (3, 28)
# What a programme says where nobody thought of the case; an empty pair of braces is a figure that nothing filled.
LEAKED = re.compile(
    r"\b(?:nan|NaN|NaT|None(?!\.? \w)|Timestamp|dtype)\b|\{\w*\}"
    r"|(?<![Ww]ave )\b1 (?:countries|reports|stations|cities|responses|sources|lines|versions)\b"
)


@pytest.fixture(scope="module", params=SEEDS)
def anybodys(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AnybodysTables:
    """Tables of a seed that pass the check."""
    folder = tmp_path_factory.mktemp("anybody") / "data"
    return AnybodysTables(folder, request.param, today=datetime.now(UTC).date())


@pytest.fixture(scope="module")
def atlas(anybodys: AnybodysTables) -> Atlas:
    """The tables as the product reads them."""
    return load_atlas(anybodys.folder, today=anybodys.today)


def views(atlas: Atlas) -> Iterator[View]:
    """The plain view, some hosts, every other wave, and views that leave little or nothing."""
    hosts = sorted(set(atlas.stations["country_iso3"]))
    silent = sorted(set(atlas.tables["responses"]["country_iso3"]) - set(hosts))[:1]
    yield View()
    for iso in (*hosts[:: max(1, len(hosts) // 2)], *silent):
        yield View(countries=(iso,), focus=iso)
    for wave in atlas.tables["waves"]["wave_id"][::2]:
        yield View(waves=(wave,))
    yield View(bureaus=("unknown",), basis=("inferred",))
    yield View(region="oceania", precision=("country",))


@pytest.mark.parametrize("file", page_files())
def test_every_page_is_drawn(
    anybodys: AnybodysTables, atlas: Atlas, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No error and nothing of a programme's own words, at a plain address and at narrow ones."""
    monkeypatch.setenv("ATLAS_DATA", str(anybodys.folder))
    app = open_page(file)
    for view in list(views(atlas))[SEEDS.index(anybodys.seed) :: len(SEEDS)]:  # the seeds share the kinds of views
        for key in list(app.query_params):
            del app.query_params[key]
        for key, value in view.to_query().items():
            app.query_params[key] = value
        app.run()
        seen = re.sub(r"<style>.*?</style>", "", read(app), flags=re.DOTALL)

        assert not app.exception, (view, app.exception)
        assert "<h1>" in seen, view
        assert not LEAKED.search(seen), (view, LEAKED.search(seen))


def test_every_document_is_written(anybodys: AnybodysTables, atlas: Atlas) -> None:
    """As a page for every view; as paper each once, another one for another view."""
    for place, view in enumerate(views(atlas)):
        selection = select(atlas, view)
        model = compose(selection, printed=True)
        for number, (name, made) in enumerate(DOCUMENTS.items()):
            document = made(selection)
            leaked = [text for text in texts(document) if LEAKED.search(text)]

            assert leaked == [], (view, name)
            assert b"<h1" in write_page(document), (view, name)
            if number % 8 == (place + 4 * SEEDS.index(anybodys.seed)) % 8:
                assert write_paper(document, model).startswith(b"%PDF"), (view, name)


def test_every_file_is_written(anybodys: AnybodysTables, atlas: Atlas) -> None:
    """Each format and each preset of the plain view by one of the seeds, a pack, and of every other view one drawing
    after the other."""
    drawings = [(name, PRESETS["slide"]) for name in FORMATS]
    drawings += [("png", size) for name, size in PRESETS.items() if name != "slide"]
    for place, view in enumerate(views(atlas)):
        palette = list(PALETTES.values())[place % len(PALETTES)]
        model = compose(select(atlas, view), palette=palette, printed=True, exported_on="2026-11-28")
        first, step = (place % 9, 9) if place else (SEEDS.index(anybodys.seed), len(SEEDS))
        for name, size in drawings[first::step]:
            assert write_file(model, name, size), (view, name, size.name)
    assert write_pack(model).startswith(b"PK")


def test_the_tables_differ_from_the_real_ones(anybodys: AnybodysTables) -> None:
    """Each seed changes something in most tables, else nothing would be tried here."""
    assert len({name for name, _ in anybodys.touched}) >= 10
