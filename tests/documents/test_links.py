"""Links inside the record stay in the data version and the language that a reader has chosen."""

from datetime import date
from functools import cache

import pytest

from geo.atlas import Atlas, in_language, load_atlas, load_released
from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.reading import compose_country
from geo.documents.country.report import compose_reports
from geo.documents.document import Document, Target, statements
from geo.documents.timeline.news import compose_news
from geo.view import View
from geo.view.select import select
from tests.real_atlas import DATA

TODAY = date(2026, 11, 29)
VERSION = "2026.11.23"
LANGUAGE = "fr"


@cache
def then() -> Atlas:
    """The released version, in another language than English."""
    atlas = load_atlas(DATA, today=TODAY)
    return in_language(load_released(atlas, VERSION, DATA), LANGUAGE)


@cache
def made() -> dict[str, Document]:
    """Every kind of document of that version."""
    selection = select(then(), View(asof=VERSION, language=LANGUAGE))
    return {
        **{name: compose(selection) for name, compose in DOCUMENTS.items()},
        "country": compose_country(selection, "ESP"),
        "news": compose_news(selection, date(2022, 10, 1)),
        "report": next(document for _, document in compose_reports(selection, "ESP")),
    }


def targets(document: Document) -> list[Target]:
    """Where its statements lead inside the atlas."""
    return [one.to for one in statements(document.blocks) if one.to]


@pytest.mark.parametrize("name", [*DOCUMENTS, "country", "news", "report"])
def test_every_link_keeps_version_and_language(name: str) -> None:
    """Who reads an older version in French goes on reading it in French."""
    wanted = {"asof": VERSION, "lang": LANGUAGE}

    lost = [one for one in targets(made()[name]) if not wanted.items() <= dict(one.query).items()]

    assert lost == []
