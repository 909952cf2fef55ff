"""Any document as HTML: every text is there and inert, what leads somewhere leads there, and it can be read aloud."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from geo.documents.context import compose_context
from geo.documents.document import (
    Bar,
    Bars,
    Column,
    Document,
    Figure,
    Lane,
    LaneMark,
    Lanes,
    Row,
    Statement,
    Table,
    Target,
    texts,
)
from geo.documents.reconciliation import compose_reconciliation
from geo.documents.sources import compose_sources
from geo.documents.timeline.reading import compose_timeline
from geo.render.html import draw_body, write_page
from geo.view import View
from geo.view.select import select
from tests.documents.test_document import FOLD, document
from tests.world.record import tiny_record

HOSTILE = '<img src=x onerror="go()">{title} & `x` ${y}'


class Reader(HTMLParser):
    """The text of markup, its links, ids and elements."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element with what it says besides its content."""
        own = dict(attrs)
        self.elements.append((tag, own))
        self.said += [own[key] or "" for key in ("aria-label", "alt", "title") if key in own]
        if tag == "a":
            self.links.append(own["href"] or "")
        if "id" in own:
            self.ids.append(own["id"] or "")

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        self.said.append(data)

    @property
    def text(self) -> str:
        """All that can be seen or heard, in one line."""
        return " ".join(" ".join(self.said).split())


def href(to: Target) -> str:
    """An address of its own for each target."""
    return f"./{to.page}?{'&'.join('='.join(pair) for pair in to.query)}"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """One of each kind, of the invented world."""
    selection = select(tiny_record(tmp_path_factory.mktemp("tiny")), View())
    return [
        compose(selection) for compose in (compose_context, compose_reconciliation, compose_sources, compose_timeline)
    ]


def test_every_text_of_a_document_is_on_its_page(documents: list[Document]) -> None:
    """Nothing that was composed is lost by drawing."""
    for one in documents:
        told = Reader(draw_body(one, href)).text
        missing = [
            text for text in texts(replace(one, sources_heading="Sources")) if " ".join(text.split()) not in told
        ]
        listed = Reader(draw_body(replace(one, sources_heading="Sources"), href)).text
        assert [text for text in missing if " ".join(text.split()) not in listed] == [], one.name


def test_an_address_leads_to_one_place(documents: list[Document]) -> None:
    """No id occurs twice on a page, and every fold has an address of its own."""
    for one in documents:
        found = Reader(draw_body(one, href))
        assert len(found.ids) == len(set(found.ids)), one.name
        folds = sum(tag == "details" for tag, _ in found.elements)
        assert len({link for link in found.links if "at=" in link}) == folds, one.name


def test_hostile_text_is_inert() -> None:
    """In every place where a table's text can come to stand."""
    said = Statement(HOSTILE, lead=HOSTILE, note=HOSTILE, missing=HOSTILE, lang='"><script>', url="javascript:go()")
    hostile = document(
        Table(HOSTILE, (Column(HOSTILE),), (Row((said,), HOSTILE, HOSTILE, (said,)),)),
        Figure(Bars((Bar(HOSTILE, ((1, HOSTILE, "placed"),), HOSTILE),)), HOSTILE, HOSTILE),
        Figure(
            Lanes(
                (Lane("claim", HOSTILE, (LaneMark(1, 0.1, 0.1, 0, HOSTILE, HOSTILE),), 1, HOSTILE),),
                ((0.5, HOSTILE),),
            ),
            HOSTILE,
            HOSTILE,
        ),
    )

    for markup in (draw_body(hostile, href), write_page(hostile).decode()):
        found = Reader(markup)
        assert {tag for tag, _ in found.elements} & {"script", "img", "iframe"} == set()
        assert [key for _, own in found.elements for key in own if key.startswith("on")] == []
        assert [link for link in found.links if "javascript" in link] == []
        assert HOSTILE in found.text


def test_a_place_without_an_address_is_printed_without_a_link() -> None:
    """A file that does not know where the atlas is served has no dead links."""
    to = Target("countries", (("country", "AAA"),))
    drawn = draw_body(document(Statement("Aland", to=to)), lambda _: "")

    assert "Aland" in drawn
    assert "<a " not in drawn


def test_a_table_can_be_read_aloud() -> None:
    """Each has a caption, headings with their scope, and a first cell that heads its row."""
    found = Reader(draw_body(document(FOLD), href))
    scopes = [own.get("scope") for tag, own in found.elements if tag == "th"]

    assert "caption" in {tag for tag, _ in found.elements}
    assert scopes == ["col", "row", "row"]


@pytest.mark.parametrize(
    ("labels", "shares", "wide"),
    [
        (("Localizzazioni", "Che cosa ne risulta"), (8, 92), (14.4, 85.6)),
        (("Fonte", "Segnalazioni", "Dati", "Tutte le righe"), (74, 9, 9, 8), (71.1, 12.6, 8.6, 7.7)),
        (("来源与报告的说明文字很长很长", "数"), (50, 50), (50, 50)),  # a line may break behind any of these letters
        (("x" * 80, "y" * 80), (30, 70), (30, 70)),  # nothing helps
    ],
)
def test_no_column_is_narrower_than_a_word_of_its_heading(
    labels: tuple[str, ...], shares: tuple[float, ...], wide: tuple[float, ...]
) -> None:
    """“Responses” was broken before its last letter in a narrow window, and longer words elsewhere."""
    columns = tuple(Column(label, share) for label, share in zip(labels, shares, strict=True))
    page = draw_body(document(Table("Caption", columns, (Row(tuple(Statement("x") for _ in labels)),))), href)
    found = [float(share) for share in re.findall(r'<col style="width:([\d.]+)%">', page)]

    assert found == pytest.approx(wide, abs=0.15)


def test_a_file_fetches_nothing_and_runs_nothing(documents: list[Document]) -> None:
    """Its policy says so, its own style is allowed by hash alone, and the same document gives the same bytes."""
    for one in documents:
        page = write_page(one).decode()
        assert page.startswith("<!doctype html>\n<html lang=")
        assert "default-src &#39;none&#39;" in page
        assert re.search(r"<script|<link|@import|url\(|src=\"(?!data:)", page) is None, one.name
        assert write_page(one).decode() == page
