"""Every page and file that speaks the reader's language, drawn in each: nothing fails, the words are of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from markupsafe import escape

from geo.atlas import in_language
from geo.briefing.drawing import Drawing
from geo.briefing.pack import write_pack
from geo.curate.feeds import FEEDS, write_one_feed
from geo.documents.briefing_page import compose_briefing_page
from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.listing import compose_countries
from geo.documents.country.reading import compose_country
from geo.documents.country.report import compose_reports
from geo.documents.document import Document
from geo.documents.sources import compose_source
from geo.documents.timeline.news import compose_news
from geo.maps.compose import compose
from geo.render import FORMATS
from geo.render.html.file import write_page
from geo.render.paper import write_paper
from geo.render.picture.fonts import wrap
from geo.render.picture.layout import plan_picture
from geo.render.plain import write_text
from geo.render.presets import PRESETS
from geo.site.embedding import embedding_page
from geo.site.explorer import STYLE, MapFiles, embed_page
from geo.site.front import front_page
from geo.site.manual import manual_page
from geo.site.reading import lost_page
from geo.site.shell import Picture, Site, write_shell
from geo.view import View
from geo.view.select import select
from geo.words import messages
from geo.words.language import LANGUAGES, speaking, spoken
from tests.real_atlas import real_atlas

OTHERS = tuple(language for language in LANGUAGES if language != "en")
BASE = "https://atlas.example/"
ENGLISH_WORDS = re.compile(
    r"\b(reported stations?|reports? in|as known|disclosed|Counting rule|Data version|Borders simplified|No report|"
    r"What is reported|Who says so|Published counts|Sources cited|city named|placed)\b"
)


def view_in(language: str, **fields: object) -> View:
    """A view in a language."""
    return View(language=language, **fields)


@pytest.mark.parametrize("language", OTHERS)
def test_cities_have_their_names_and_stand_where_they_stood(language: str):
    """In marks, dossiers and claims; the place of each mark, and the order of marks, is of no language."""
    english, atlas = real_atlas(), in_language(real_atlas(), language)
    plain, told = compose(select(english, View())), compose(select(atlas, view_in(language)))
    names = {mark.key: mark.place for mark in told.marks if mark.shape == "circle"}
    athens = {"es": "Atenas", "it": "Atene", "fr": "Athènes", "de": "Athen", "sr-Latn": "Atina", "zh-Hans": "雅典"}

    assert [(mark.key, mark.x, mark.y, mark.count) for mark in told.marks] == [
        (mark.key, mark.x, mark.y, mark.count) for mark in plain.marks
    ]
    assert names["GRC/Athens"] == athens[language]
    assert athens[language] in write_text(compose_country(select(atlas, view_in(language)), "GRC"))
    assert set(told.tables["reports"].columns) == set(plain.tables["reports"].columns)
    if language == "zh-Hans":
        assert [name for name in names.values() if re.search("[A-Za-z]", name)] == []


def test_every_city_of_the_tables_is_in_the_table_of_names():
    """Those of reports, of other versions of a claim, and of cases; a row that names none of them is of no use."""
    tables = real_atlas().tables
    hosts = tables["stations"].set_index("station_id")["country_iso3"]
    cities = tables["claims"][tables["claims"]["fact"] == "city"]
    used = {
        *zip(tables["stations"]["country_iso3"], tables["stations"]["city"], strict=True),
        *zip(cities["station_id"].map(hosts), cities["value"], strict=True),
        *zip(tables["operations"]["country_iso3"], tables["operations"]["city"], strict=True),
    }
    named = set(zip(tables["city_names"]["country_iso3"], tables["city_names"]["city"], strict=True))

    assert {one for one in used if one[1]} == named


@pytest.mark.parametrize("language", OTHERS)
def test_the_map_says_every_sentence_of_its_own_in_the_language(language: str):
    """Titles, notes, legend, hover texts, alt text; what somebody said stays as it was said."""
    atlas = in_language(real_atlas(), language)
    for fields in ({}, {"countries": ("ESP",)}, {"region": "europe", "measure": "range"}, {"waves": ("sd-2022-09",)}):
        view = view_in(language, **fields)
        model = compose(select(atlas, view), printed=True, exported_on="2026-11-28")
        words = replace(model.words, china_line="", footnotes=(), paragraph="")
        said = [
            *(str(getattr(words, name)) for name in words.__dataclass_fields__),
            *(entry.label for entry in model.legend),
            *(area.label for area in model.areas),
            *(mark.label for mark in model.marks),
            *(figure.label for figure in model.figures),
        ]
        assert [text for text in said if ENGLISH_WORDS.search(text)] == []
    assert spoken() == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_a_dossier_says_every_heading_in_the_language(language: str):
    """Of countries with much and with little to say, and the list of them; marked as that language."""
    atlas = in_language(real_atlas(), language)
    selection = select(atlas, view_in(language))
    for iso in ("ITA", "CHN", "LSO"):
        document = compose_country(selection, iso)
        assert document.lang == language
        page = write_page(document).decode()
        headings = re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", page)
        assert [one for one in headings if ENGLISH_WORDS.search(one)] == []
        assert f'<html lang="{language}">' in page
    assert not ENGLISH_WORDS.search(compose_countries(selection).title)


class Asked(dict[str, str]):
    """A catalogue that remembers what was asked for and is not in it."""

    def __init__(self, held: Mapping[str, str]) -> None:
        super().__init__(held)
        self.missing: set[str] = set()

    def get(self, english: str, default: str = "") -> str:  # type: ignore[override]
        """The translation; one that is not there is noted."""
        if english not in self:
            self.missing.add(english)
        return super().get(english, default)


@cache
def composed_in(language: str) -> tuple[tuple[Document, ...], frozenset[str]]:
    """Every document of the plain view, of one country’s and of one day’s; and what was asked for in vain."""
    held = Asked(messages.texts(language))
    made: list[Document] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "texts", lambda _: held)
        atlas = in_language(real_atlas(), language)
        for fields in ({}, {"countries": ("ESP",)}, {"until": date(2022, 10, 20)}):
            selection = select(atlas, view_in(language, **fields))
            made += [compose_document(selection) for compose_document in DOCUMENTS.values()]
            told = ("ESP",) if "countries" in fields else ("NLD", "CHN", "AGO", "TUV")
            made += [compose_country(selection, iso) for iso in told]
            made += [compose_news(selection, date(2022, 10, 1)), compose_source(selection, "sd-110-overseas")]
            made += [document for _, document in compose_reports(selection, "ESP")]
            made.append(compose_briefing_page(compose(selection, printed=True)))
    return tuple(made), frozenset(held.missing)


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_that_is_read_says_its_own_words_in_the_language(language: str):
    """Of every document nothing is asked for in vain, and title and headings are the language's."""
    made, missing = composed_in(language)
    for document in made:
        assert document.lang == language
        assert not ENGLISH_WORDS.search(f"{document.title} {document.subtitle}"), document.name

    assert missing == set()


@pytest.mark.parametrize("language", OTHERS)
def test_the_site_asks_for_no_word_in_vain(language: str, monkeypatch: pytest.MonkeyPatch):
    """Front page, manuals, feeds, what is said of an address that leads to nothing, masthead and foot."""
    held = Asked(messages.texts(language))
    monkeypatch.setattr(messages, "texts", lambda _: held)
    atlas = in_language(real_atlas(), language)
    selection = select(atlas, view_in(language))
    model, picture = compose(selection, printed=True), Picture("world.png", "", 1, 1)
    found = MapFiles("data.js", {}, {})
    site = Site(
        BASE, atlas.release, dict.fromkeys((*found.scripts, STYLE, "site.css", "site.js", "icon.png"), "x"), OTHERS
    )
    pages = [
        front_page(selection, model, picture, found, BASE, ""),
        embed_page(model, picture, found, BASE),
        embedding_page(atlas, BASE),
        manual_page(atlas, BASE),
    ]

    for page in pages:
        assert f'<html lang="{language}">' in write_shell(page, site).decode()
        assert page.path.startswith(f"{language}/")
    lost_page((language,))
    for name in FEEDS:
        write_one_feed(name, selection, BASE)

    assert held.missing == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_format_is_written_in_the_language(language: str):
    """From a thread that has not been told the language, as a server's is: the file's own view decides."""
    view = view_in(language, countries=("ESP",))
    drawing = Drawing(in_language(real_atlas(), language), view, "light", "", "", "2026-11-28", "")
    with speaking("en"):
        for name in ("csv", "svg-text", "html"):
            text = drawing.file(name, PRESETS["slide"]).decode()
            assert not re.search(r"Counting rule|Reported stations per country|Reports in this view", text), name
            assert language.lower() in drawing.file_name(name, PRESETS["slide"])
        for name in FORMATS:
            assert drawing.file_name(name, PRESETS["slide"]).startswith("station-atlas-country-esp-lang-")
        assert compose_briefing_page(drawing.model).lang == language


@pytest.mark.parametrize("language", ["fr", "sr-Latn", "zh-Hans"])
def test_paper_and_slides_are_written_in_languages_of_two_scripts(language: str):
    """A language may have its script in its code; what is set on paper or in slides takes both."""
    atlas = in_language(real_atlas(), language)
    view = view_in(language, countries=("ESP",))
    drawing = Drawing(atlas, view, "light", "", "", "2026-11-28", "")
    dossier = compose_country(select(atlas, view), "ESP")

    for pdf in (drawing.file("pdf", PRESETS["a4"]), write_paper(dossier, drawing.model)):
        with pikepdf.open(BytesIO(pdf)) as read:
            assert str(read.Root.Lang).casefold().startswith(language.partition("-")[0])
    slides = ZipFile(BytesIO(drawing.file("pptx", PRESETS["slide"])))
    text = slides.read("ppt/slides/slide1.xml").decode()
    assert drawing.model.words.title in text
    assert ("<a:ea " in text) == (language == "zh-Hans")


@pytest.mark.parametrize("preset", ["slide", "square", "social", "a4"])
def test_a_language_of_long_words_leaves_nothing_out_that_english_shows(preset: str):
    """A third more letters in every sentence: what is drawn of the words is the same."""
    model = compose(select(real_atlas(), View()), printed=True, exported_on="2026-11-28")
    fields = ("title", "subtitle", "placed", "counting_note", "absence_note", "reported_line", "source_line")
    longer = replace(model.words, **{name: stretch(str(getattr(model.words, name))) for name in fields})
    size = PRESETS[preset]

    assert plan_picture(replace(model, words=longer), size).left_out == plan_picture(model, size).left_out


@pytest.mark.parametrize(("iso", "column"), [("ESP", "note"), ("USA", "link_caution")])
def test_remarks_on_sources_are_marked_as_english_where_another_language_is_spoken(iso: str, column: str) -> None:
    """A screen reader reads them as what they are; on an English page nothing needs to be said."""
    by_language = {language: in_language(real_atlas(), language) for language in ("en", "fr")}
    pages = {
        language: write_page(compose_country(select(atlas, View(language=atlas.language)), iso)).decode()
        for language, atlas in by_language.items()
    }
    sources = real_atlas().tables["sources"]
    remarks = [escape(remark) for remark in sources[column].unique() if remark]

    shown = [remark for remark in remarks if remark in pages["fr"]]
    said = [remark for remark in shown if not any(remark in longer for longer in shown if longer != remark)]
    assert said
    for remark in said:
        assert pages["fr"].count(remark) == pages["fr"].count(f'<span lang="en">{remark}</span>')
    assert '<span lang="en">' not in pages["en"].partition('id="sources"')[2].replace('<span lang="en">“', "")


# What somebody said, or the compilers remark on it; names of publishers, places and documents are said as they are.
SAID = {
    "stations": ["notes"],
    "waves": ["note"],
    "claims": ["note"],
    "country_counts": ["note"],
    "bureau_totals": ["note"],
    "responses": ["summary", "note"],
    "disagreements": ["note"],
    "operations": ["summary"],
    "context": ["statement", "note"],
    "sources": ["note", "link_caution"],
}


class Speech(HTMLParser):
    """The texts of a page, each with the language in which a screen reader says it."""

    def __init__(self) -> None:
        super().__init__()
        self._languages: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Speaks on in the language of what is around it, or in its own."""
        if tag not in ("br", "col", "img", "link", "meta", "path", "circle", "line", "rect", "use", "hr", "input"):
            self._languages.append(dict(attrs).get("lang") or (self._languages or [""])[-1])

    def handle_endtag(self, tag: str) -> None:
        """Speaks as before."""
        if self._languages:
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        """One text."""
        self.texts.append((data, (self._languages or [""])[-1]))


@pytest.mark.parametrize(
    "name", ["countries", "timeline", "reconciliation", "context", "about", "sources", "ESP", "USA"]
)
def test_what_was_said_is_read_aloud_in_the_language_of_the_data(name: str) -> None:
    """Wherever it stands in a document, also within a sentence of ours."""
    atlas = in_language(real_atlas(), "fr")
    selection = select(atlas, View(language="fr"))
    made = DOCUMENTS[name](selection) if name in DOCUMENTS else compose_country(selection, name)
    page = Speech()
    page.feed(re.sub(r"<(style|script)\b.*?</\1>", "", write_page(made).decode(), flags=re.DOTALL))
    of_rows = ("claims", "operations") if name == "sources" else ()  # there one line sums up a row
    tables = {table: columns for table, columns in SAID.items() if table not in of_rows}
    said = {text for table, columns in tables.items() for column in columns for text in atlas.tables[table][column]}

    in_english = [text for text, language in page.texts if language == "en"]
    otherwise = [text for text, language in page.texts if language != "en"]
    assert any(text in said for text in in_english) or name == "countries"
    assert [(one, text) for text in otherwise for one in said if len(one) > 12 and one in text][:3] == []


def stretch(text: str) -> str:
    """The text with each long word a third longer, as in a pseudo-language."""
    return re.sub(r"[A-Za-z]{5,}", lambda found: found[0] + found[0][-1] * (len(found[0]) // 3), text)


def test_chinese_breaks_between_characters_and_never_before_a_closing_sign():
    """A full stop or a closing bracket stands at the end of its line, an opening bracket never."""
    text = "计数规则：一条报告指一个公安局在一个地点，以公布为准。多条报告可同属一城；仅提及国家的（如有）不计。"

    for width in range(60, 300, 7):
        lines = wrap(text, 12, width)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "，。；：）" or line[-1] == "（"], width


UNSET: dict[str, re.Pattern[str]] = {
    "zh-Hans": re.compile(r"[\u4e00-\u9fff}](?:[,;:(]|\. )|[。，；：、] "),
    "fr": re.compile(r"[a-zà-ÿ)}][;:!?](?:\s|$)|[“”]"),
}
"""Signs that stand between words of the language as English would set them."""


@pytest.mark.parametrize("language", UNSET)
def test_translations_set_signs_as_their_language_does(language: str):
    """Of every message of the catalogue."""
    said = [*messages.texts(language).values()]
    for one in messages.messages(language).values():
        said += [one] if isinstance(one, str) else one.values()
    assert [text for text in said if UNSET[language].search(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_signs_stand_as_the_language_sets_them(language: str):
    """Joined of several messages, too: Chinese signs between Chinese words, and no sentence ends twice."""
    for document in composed_in(language)[0]:
        text = re.sub(r"\s+", " ", write_text(document))
        twice = r".{20}(?<![.…])\.\.(?!\.)"
        unset = r"|[\u4e00-\u9fff](?:[,;:]| ?\(|\. )" if language == "zh-Hans" else ""
        assert re.findall(twice + unset, text) == []


def test_a_pack_lists_its_files_in_the_language():
    """README and the line of versions too; Chicago's style stays English, as its manual has it."""
    model = compose(select(in_language(real_atlas(), "fr"), view_in("fr", countries=("ESP",))), printed=True)
    with ZipFile(BytesIO(write_pack(replace(model, exported_on="2026-11-28")))) as pack:
        readme, sources = pack.read("README.txt").decode(), pack.read("sources.txt").decode()

    assert "page.pdf\u00a0: A4\u00a0: carte, chiffres, pays" in readme
    assert not ENGLISH_WORDS.search(readme.split("Fichiers")[0])
    assert "“110 Overseas: Chinese Transnational Policing Gone Wild.” 12 September 2022." in sources
