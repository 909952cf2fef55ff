"""The pages that are read, of the shipped data."""

from collections import Counter

import pytest

from geo.atlas import in_language
from geo.site.reading import reading_pages
from geo.site.shell import Picture
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_no_two_sources_have_a_page_of_the_same_title(language: str) -> None:
    """A list of search results, a tab or a bookmark tells them apart: by publisher and day where titles are equal."""
    selection = select(in_language(real_atlas(), language), View(language=language))

    def picture_of(_iso: str, _language: str) -> Picture:
        return Picture("previews/world.png", "", 1200, 630)

    pages = list(reading_pages(("sources", language), [selection], picture_of, "https://atlas.example/"))

    assert len(pages) == len(real_atlas().tables["sources"])
    assert [title for title, number in Counter(page.title for page in pages).items() if number > 1] == []
