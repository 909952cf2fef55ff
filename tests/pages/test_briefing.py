"""The briefing page: sizes, own headings checked for their strength, and links that come from the registry."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from geo.briefing.drawing import Drawing
from geo.maps.model import MapModel
from geo.render import FORMATS, USES
from geo.render.presets import PRESETS, Size
from pages.ui.cached import get_drawing
from tests.briefing.test_drawing import drawing
from tests.pages.without_browser import open_page, read
from tests.real_atlas import real_number, real_selection


@pytest.fixture(scope="module")
def spain() -> AppTest:
    """The page of one country."""
    return open_page("briefing", country="ESP")


def test_the_lead_names_each_filter_once():
    """The title has the region in it; it was said again right behind it."""
    africa = read(open_page("briefing", region="africa"))
    lead = africa.partition("class='subtitle lead'")[2].partition("</p>")[0]

    assert lead.count("Africa") == 1
    assert "Safeguard Defenders" in lead


def test_there_is_a_link_for_each_format(spain: AppTest):
    """A format added to the registry has its link."""
    labels = re.findall(r'<a class="file[^>]*>(.*?)</a>', read(spain))

    assert labels == [f"Download {kind.label}" for use in USES for kind in FORMATS.values() if kind.use == use]
    assert len(labels) == len(FORMATS)


def test_every_preset_and_a_size_of_ones_own_can_be_chosen(spain: AppTest):
    """The list comes from the presets."""
    options = spain.selectbox(key="briefing-size").options

    assert options == [*(size.label for size in PRESETS.values()), "Own size"]


def test_the_words_to_copy_are_those_of_the_view(spain: AppTest):
    """Paragraph, footnotes and alt text; the copying is the widget's own."""
    codes = [code.value for code in spain.code]

    assert any(
        code.startswith(f"{real_number(country='ESP')} in Spain") and "[1]" in code and "\n" not in code
        for code in codes
    )
    assert any(code.startswith("[1] Safeguard Defenders") for code in codes)
    assert any(
        code.startswith(
            f"Map in an equal-area projection: {len(real_selection(country='ESP').stations)} reported stations in Spain"
        )
        for code in codes
    )


def test_a_title_that_says_more_than_the_sources_is_answered():
    """The word, the reason, and what to write instead; the title is the reader's all the same."""
    app = open_page("briefing", country="ESP")

    next(area for area in app.text_area if area.label == "Title").set_value("China runs nine stations").run()

    assert not app.exception
    assert "“runs”" in read(app)
    assert "Write “reported in”" in read(app)


def test_a_size_that_cant_be_drawn_is_answered_and_the_rest_of_the_page_stays():
    """No preview and no download for it, but words to copy and the trace."""
    app = open_page("briefing", country="ESP")

    app.selectbox(key="briefing-size").set_value("own").run()
    app.text_input(key="briefing-own").set_value("9000x9000px").run()

    assert not app.exception
    assert "81.0 million pixels" in read(app)
    assert 'class="file' not in read(app)
    assert "<img" not in read(app)
    assert "Trace a file" in read(app)


def test_another_view_has_its_own_headings():
    """What was typed for one view is not printed on another."""
    app = open_page("briefing", country="ESP")
    next(area for area in app.text_area if area.label == "Title").set_value("Nine reports").run()

    app.query_params["country"] = "ITA"
    app.run()

    assert next(area for area in app.text_area if area.label == "Title").value == "11 reported stations in Italy"


@pytest.mark.parametrize(("url", "begins"), [("https://atlas.example/", "https://atlas.example/"), ("", "View: ")])
def test_printed_links_begin_as_the_deployer_says(monkeypatch: pytest.MonkeyPatch, url: str, begins: str):
    """The address in the reader's browser may be an inner one; here it is not known."""
    monkeypatch.setenv("ATLAS_URL", url)
    asked: list[MapModel] = []

    def left_out(drawing: Drawing, _size: Size) -> tuple[str, ...]:
        asked.append(drawing.model)
        return ()

    monkeypatch.setattr("pages.ui.cached.get_left_out", left_out)

    assert not open_page("briefing", country="SRB", open=url and "SRB").exception
    assert asked[-1].words.link.startswith(begins)


def test_the_same_drawing_is_made_once():
    """A rerun finds the model that the last one composed; another heading has another."""
    one, again, other = (get_drawing(drawing(title=title)) for title in ("Nine reports", "Nine reports", "Nine"))

    assert again is one
    assert other is not one
    assert other.model.words.title == "Nine"


def test_titles_and_subtitles_are_not_run_together():
    """“AB” with “C” is not “A” with “BC”."""
    one, other = get_drawing(drawing(title="AB", subtitle="C")), get_drawing(drawing(title="A", subtitle="BC"))

    assert (one.title, other.title) == ("AB", "A")
