"""What the pages make of the shipped tables: known gaps, verdicts and disputed points, as the compiled facts say."""

import pytest

from geo.documents.catalogue import DOCUMENTS
from geo.documents.discrepancies import Comparison, Discrepancies, discrepancies
from geo.documents.document import texts
from geo.documents.timeline.entries import chronicle
from geo.words.paragraph import footnotes, paragraph
from tests.real_atlas import real_selection


@pytest.fixture(scope="module")
def real() -> Discrepancies:
    """The discrepancies of the project's own data."""
    return discrepancies(real_selection())


def line(lines: tuple[Comparison, ...], wave: str, label: str) -> Comparison:
    """The one comparison of this wave and label."""
    (found,) = [one for one in lines if (one.wave, one.label) == (wave, label)]
    return found


def test_the_known_gaps_of_the_real_record_are_all_told(real: Discrepancies) -> None:
    """54 and 48 make 102; 30 and 53 countries; the split of wave 2 by bureau."""
    told = {
        (one.wave, one.label): (one.versions[0].text if one.versions else "", one.placed)
        for one in (*real.waves, *real.countries_of_waves, *real.bureaus)
    }

    assert told["Wave 1", "Reports"] == ("54", 54)
    assert told["Wave 2", "Reports"] == ("48", 38)
    assert told["All waves", "Reports"][1] == real_selection().count.reports
    assert told["Wave 1", "Countries"] == ("30", 30)
    assert told["Wave 2", "New countries"] == ("23", 17)
    assert told["All waves", "Countries"][1] == real_selection().count.countries
    assert [told["Wave 2", bureau] for bureau in ("Nantong", "Wenzhou", "Qingtian", "Fuzhou")] == [
        ("29", 12), ("12", 10), ("6", 2), ("1", 0),
    ]  # fmt: skip
    assert told["Wave 2", "Bureau not known"] == ("", 14)


def test_a_verdict_says_what_comes_out(real: Discrepancies) -> None:
    """Agreeing, short, and short by an uncertain number."""
    assert line(real.waves, "Wave 1", "Reports").verdict == "agrees"
    assert line(real.waves, "Wave 2", "Reports").verdict == "10 not placed; others print 54"
    assert line(real.waves, "All waves", "Reports").verdict.startswith("10 not placed")
    assert line(real.bureaus, "Wave 2", "Nantong").verdict == "17 not attributed"
    assert line(real.bureaus, "Wave 1", "Fuzhou").verdict == "3–5 not attributed; published figures differ"
    assert line(real.countries, "Wave 1", "Spain").verdict == "published figures differ: 8–9"


def test_a_count_of_another_list_is_told_with_its_caveat_and_not_mixed_in(real: Discrepancies) -> None:
    """The French government's nine stand beside the list's four, as another list."""
    france = line(real.countries, "All waves", "France")
    (nine,) = [version for version in france.versions if version.text == "9"]

    assert nine.covers == "Another list, not comparable."
    assert not france.differs


def test_versions_of_a_point_become_a_range_only_when_all_are_plain_numbers(real: Discrepancies) -> None:
    """21, 30 and 33 are a range; "5" and "2 more in Quebec" are not."""
    spans = {point.point: point.span for point in real.disagreements}

    assert spans["Countries in wave 1"] == "21–33"
    assert spans["Stations in all"] == "102–110"
    assert spans["Governments that opened an inquiry"] == "12–14"
    assert spans["Stations in Canada"] == ""
    assert spans["Place of the Porto entry"] == ""


def test_every_version_says_who_says_so(real: Discrepancies) -> None:
    """No version of a disputed point is anonymous, with or without a document."""
    assert all(version.by for point in real.disagreements for version in point.versions)
    assert len(real.disagreements) == 27


def test_inferred_rows_are_told_with_how_and_from_what(real: Discrepancies) -> None:
    """Italy's fillers, the two that close wave 1, and the hosts of which one was assumed."""
    ids = {one.station_id for one in real.inferred}

    assert {"it-unlocated-1", "it-unlocated-2", "kh-unlocated-1", "bn-unlocated-1", "ec-unlocated-1"} <= ids
    assert {"it-prato-2", "it-sicily-1", "ar-buenos-aires-2", "hr-zagreb-1", "ae-unlocated-1"} <= ids
    assert all(one.reason and (one.support.source_ids or one.support.missing) for one in real.inferred)


def test_the_missing_ten_are_told_with_what_is_known_of_them(real: Discrepancies) -> None:
    """Stated and inferred remarks are told apart."""
    assert real.missing[0].statement.startswith("10 stations of wave 2")
    assert {remark.basis for remark in real.missing} == {"Stated by a source", "Inferred"}


ARTICLE = {
    "54 stations in a first list": ("reconciliation", "54"),
    "48 more in a second": ("reconciliation", "48"),
    "at least nine in Spain": ("reconciliation", "At least nine"),
    "driving licences as the purpose": ("context", "driving licen"),
    "persuasion in Spain and Serbia": ("context", "Serbia"),
    "230,000 persuaded to return": ("context", "230,000"),
    "from April 2021 to July 2022": ("context", "April 2021 and July 2022"),
    "when they opened": ("context", "When the stations are said to have opened"),
    "private investigators hired by governments": ("context", "private investigators"),
    "Iran": ("context", "Iran called it baseless"),
    "the Milan abduction case": ("context", "seized in Milan"),
    "New York police liaison officers abroad": ("context", "liaison officers abroad"),
    "what China answers": ("context", "The reports are called false"),
}


@pytest.mark.parametrize("said", ARTICLE)
def test_each_statement_of_the_first_article_stands_on_a_page(said: str) -> None:
    """What the press article said that this atlas began from, with its source and its answer beside it."""
    page, words = ARTICLE[said]
    told = " ".join(texts(DOCUMENTS[page](real_selection())))

    assert words.casefold() in told.casefold()


def test_comparisons_are_set_apart_and_each_has_its_speaker() -> None:
    """What others compared the reports with is no station, and never stands among them."""
    told = list(texts(DOCUMENTS["context"](real_selection())))

    assert "Not stations: what others compared them with" in told
    assert any("1,219 incidents" in text for text in told)


def test_a_thin_response_is_told_and_not_counted() -> None:
    """The French court items are marked weak: the dossier has them, the paragraph's counts don't."""
    selection = real_selection(country="FRA")
    weak = selection.host_responses[selection.host_responses["weak"]]

    assert list(weak["response_id"]) == ["resp-fra-4"]
    assert weak["note"].iloc[0].startswith("Weak:")
    assert "outcome" not in paragraph(selection)
    assert "1 answer that rests on a thin source is not counted." in paragraph(selection)


def test_the_paragraph_names_the_highest_numbers_and_never_one_of_several_equals() -> None:
    """Twelve countries with one report each have no highest; an empty view has no footnote that nothing refers to."""
    africa, nantong, empty = (
        real_selection(region="africa"),
        real_selection(bureau="nantong"),
        real_selection(country="IND"),
    )

    assert "The highest numbers: Italy (11), Spain (9) and Canada (5)." in paragraph(real_selection())
    assert "The highest numbers: South Africa (3)." in paragraph(africa)
    assert "highest" not in paragraph(nantong)
    assert footnotes(empty) == ()
    assert len(footnotes(africa)) == paragraph(africa).count("[")


def test_a_country_that_is_asked_for_by_name_is_told_on_every_page() -> None:
    """Finland is no host, and has answered: its own words stand on its timeline as in its dossier."""
    selection = real_selection(country="FIN")
    told = {one.key for one in (*chronicle(selection).entries, *chronicle(selection).undated) if one.iso_a3 == "FIN"}

    assert told
    assert told == set(real_selection().responses.query("country_iso3 == 'FIN'")["response_id"])
