"""One country's dossier: claim, replies, inquiry and outcome apart, each dated and sourced, and as known on a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.documents.country.dossier import country_of, dossier, neighbours
from geo.documents.country.model import Dossier, RecordEntry
from geo.documents.country.words import NO_RESPONSE
from geo.documents.document import Statement
from geo.errors import UsageError
from geo.record.rows import Support
from geo.view import View
from geo.view.select import select
from geo.words.strength import check_claim_strength
from tests.real_atlas import real_atlas, real_number
from tests.world.record import days, in_order, tiny_record, views


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def of(atlas: Atlas, iso: str, **fields: object) -> Dossier:
    """A country's dossier in a view with these fields."""
    return dossier(select(atlas, View().change(**fields)), iso)


@cache
def real(iso: str, until: date | None = None) -> Dossier:
    """The same of the real tables, as known on a day."""
    return of(real_atlas(), iso, until=until)


def entry(made: Dossier, key: str) -> RecordEntry:
    """The entry of a response."""
    return {one.key: one for one in made.entries + made.undated}[f"responses:{key}"]


def supports(made: Dossier) -> Iterator[Statement | Support]:
    """The support of every statement that somebody else made."""
    for wave in made.waves:
        yield wave.disclosed
        for report in wave.reports:
            for fact in report.facts:
                yield from (*([fact.used] if fact.used else []), *fact.rivals)
    yield from (one.support for one in (*made.entries, *made.undated))
    yield from made.cases
    for block in made.counts:
        yield from (row.support for row in (*block.published, *(row for _, row in block.beside)))
    for dispute in made.disputes:
        yield from dispute.versions


def test_reports_stand_by_wave_place_and_bureau_and_equal_ones_together(atlas: Atlas) -> None:
    """Two reports of which the record says the same are one line with its number; another bureau is another line."""
    made = of(atlas, "AAA")
    lines = [
        (wave.wave_id, report.number, report.place, report.bureau) for wave in made.waves for report in wave.reports
    ]

    assert made.title == "Aland: 4 reported stations in 2 cities"
    assert lines == [
        ("w1", 1, "Ax", "Fuzhou"),
        ("w1", 1, "Ax", "Fuzhou"),
        ("w1", 1, "Ay", "Bureau not known"),
        ("w2", 1, "Ax", "Wenzhou (inferred)"),
    ]
    assert made.waves[0].heading == "Wave 1, 10 January 2001: 3 reports"


def test_axes_stay_apart_and_in_date_order_on_one_scale(atlas: Atlas) -> None:
    """An inquiry and a denial lie in two lanes; a lane without an entry stays and says so; a month is a span."""
    made = of(atlas, "AAA")
    lanes = {lane.key: lane for lane in made.timeline.lanes}
    (opened,) = lanes["investigation"].marks

    assert [one.key.partition(":")[2] for one in made.entries] == ["w1", "r4", "r1", "w2", "r2", "r5"]
    assert [one.number for one in made.entries] == [1, 2, 3, 4, 5, 6]
    assert (entry(made, "r1").lane, entry(made, "r2").lane, entry(made, "r4").lane) == (
        "investigation",
        "position",
        "china",
    )
    assert lanes["outcome"].marks == ()
    assert lanes["outcome"].empty == "nothing found"
    assert 0 < opened.start < opened.end < 1
    assert opened.spoken == "February 2001: Investigation opened"


def test_an_undated_response_is_listed_apart_and_never_placed(atlas: Atlas) -> None:
    """It has no number and no mark; on a chosen day it is left out, and the dossier says that."""
    free, day = of(atlas, "BBB"), of(atlas, "BBB", until=date(2001, 12, 31))

    assert [one.key for one in free.undated] == ["responses:r3"]
    assert [one.day for one in free.undated] == ["date not known"]
    assert all("r3" not in one.key for one in free.entries)
    assert day.undated == ()
    assert "1 response without a date is left out, because a day is chosen." in day.unknown


def test_claim_host_and_china_have_a_column_each(atlas: Atlas) -> None:
    """The reply stands beside the claim, newest of each axis, and China's words are dated and sourced like it."""
    claim, host, china = of(atlas, "AAA").sides

    assert [one.lead for one in claim.statements] == ["Wave 1, 10 January 2001", "Wave 2, 20 March 2001", ""]
    assert "not independently confirmed" in claim.statements[-1].text
    assert [one.lead for one in host.statements] == [
        "Government position · 1 April 2001 · Denied",
        "Investigation · February 2001 · Investigation opened",
    ]
    assert [one.text for one in china.statements] == [
        "The ministry called the reports false",
        "The ministry said so again",
    ]
    assert all(one.source_ids for side in (claim, host, china) for one in side.statements if one.lead)


def test_the_head_says_how_many_responses_stand_behind_the_newest(atlas: Atlas) -> None:
    """An order of a minister must not vanish behind a mayor's finding: the head counts what it does not show."""
    responses = atlas.tables["responses"]
    own = responses[responses["response_id"] == "r2"]
    older = own.assign(response_id="r9", date="2001-01-20")
    tables = {**atlas.tables, "responses": pd.concat([responses, older], ignore_index=True)}
    made = of(replace(atlas, tables=tables), "AAA")

    assert [one.lead for one in made.sides[1].statements] == [
        "Government position · 1 April 2001 · Denied · 1 more",
        "Investigation · February 2001 · Investigation opened",
    ]


def test_a_host_without_a_response_says_so(atlas: Atlas) -> None:
    """Absence in what was read is not a finding."""
    made = of(atlas, "CCC")

    assert made.no_response == NO_RESPONSE
    assert NO_RESPONSE in [one.text for one in made.sides[1].statements]
    assert NO_RESPONSE in made.unknown


def test_a_country_without_a_report_says_so(atlas: Atlas) -> None:
    """No report in this dataset: no marks, no counts, no cases, and still a dossier."""
    made = of(atlas, "DDD")

    assert made.title == "Dland: no report in this dataset"
    assert made.empty == "No report in this dataset. That is not evidence of absence."
    assert (made.waves, made.cases, made.counts) == ((), (), ())


def test_filters_say_what_they_leave_out_and_dates_do_not_tell_the_future(atlas: Atlas) -> None:
    """A filter names the reports that it hides; a day before a disclosure knows nothing of it."""
    filtered, early = of(atlas, "AAA", waves=("w2",)), of(atlas, "AAA", until=date(2001, 1, 15))

    assert filtered.left_out == "3 more reports here are left out by the filters."
    assert early.left_out == ""
    assert early.title == "Aland: 3 reported stations in 2 cities"
    assert (
        of(atlas, "BBB", until=date(2001, 1, 15)).empty
        == "No report was known on 15 January 2001. That is not evidence of absence."
    )
    assert of(atlas, "BBB", until=date(2001, 1, 15)).title == "Bland: no report known on 15 January 2001"
    assert of(atlas, "CCC", waves=("w2",)).title == "Cland: no reported station in this view"
    assert of(atlas, "CCC", waves=("w2",)).empty == "The filters leave out the one report here."


def test_a_filtered_view_does_not_shrink_the_claim(atlas: Atlas) -> None:
    """Who reported three here did not report two because a reader filters by bureau."""
    made = of(atlas, "AAA", bureaus=("fuzhou",))

    assert made.sides[0].statements[0].text == (
        "Invented Watch reported 3 stations here, in “First”. 2 of the 3 are in this view."
    )


def test_counts_of_another_list_stand_beside(atlas: Atlas) -> None:
    """Six by a daily makes the numbers differ; thirty of another kind does not."""
    whole = of(atlas, "AAA").counts[-1]

    assert (whole.heading, whole.placed) == ("All waves together", "4 reports placed in this dataset")
    assert whole.verdict == "Numbers differ: 4–6."
    assert [row.number for row in whole.published] == ["6"]
    assert [(label, row.number) for label, row in whole.beside] == [("Another list, not comparable", "30")]


def test_neighbours_go_round_by_name_and_keep_the_filters(atlas: Atlas) -> None:
    """Hosts in view and countries with a response; the date stays in the link."""
    selection = select(atlas, View(until=date(2001, 6, 1)))
    previous, following = neighbours(selection, "CHN")

    assert (previous.name, following.name) == ("Bland", "Cland")
    assert previous.query == {"until": "2001-06-01", "country": "BBB"}
    assert neighbours(selection, "AAA")[0] is None


def test_a_link_with_a_caution_is_cited_without_it(atlas: Atlas) -> None:
    """Publisher and date stay, the address goes, the reason is given."""
    assert "s3" in of(atlas, "AAA").sources
    third = atlas.citations["s3"]

    assert (third.short, third.url) == ("Weekly Example, date not known (copy)", "")
    assert third.no_link == "Not linked: names people"
    assert third.title == "[Three]"


def test_an_unknown_code_is_refused(atlas: Atlas) -> None:
    """The error says what to give."""
    with pytest.raises(UsageError, match="ISO 3166-1"):
        of(atlas, "ZZZ")


def test_the_country_filter_gives_way_and_other_filters_hold(atlas: Atlas) -> None:
    """A view of Bland asked for Aland's dossier is a view of Aland, the wave kept."""
    made = of(atlas, "AAA", countries=("BBB",), waves=("w1",), focus="CCC")

    assert made.query == {"wave": "w1", "country": "AAA"}
    assert country_of(View(countries=("AAA",), focus="BBB")) == "AAA"
    assert country_of(View(countries=("AAA", "BBB"), focus="BBB")) == "BBB"
    assert country_of(View()) == ""


@settings(max_examples=25, deadline=None)
@given(
    iso=st.sampled_from(["AAA", "BBB", "CCC", "CHN", "DDD"]),
    view=views(),
    first=days(),
    second=days(),
)
def test_a_later_day_never_takes_anything_away(
    atlas: Atlas, iso: str, view: View, first: date | None, second: date | None
) -> None:
    """Every row that a dossier rests on stays when the day moves later, whatever else the view filters."""
    early, late = in_order(first, second)
    view = view.change(responses=())  # a filter for hosts without a response rightly loses one that answers
    earlier, later = of_view(atlas, iso, view.change(until=early)), of_view(atlas, iso, view.change(until=late))

    assert earlier.rests_on <= later.rests_on


def of_view(atlas: Atlas, iso: str, view: View) -> Dossier:
    """A country's dossier in a view."""
    return dossier(select(atlas, view), iso)


def test_on_the_real_tables_a_later_day_never_takes_anything_away() -> None:
    """From before the first wave to all dates, for countries with every kind of row."""
    steps = [date(2022, 9, 1), date(2022, 9, 12), date(2022, 10, 31), date(2022, 12, 5), date(2023, 6, 6), None]
    for iso in ("CHN", "ECU", "ESP", "FRA", "ITA", "JPN", "NZL", "SRB"):
        known = [real(iso, until=day).rests_on for day in steps]

        assert all(earlier <= later for earlier, later in pairwise(known)), iso


@pytest.mark.parametrize("until", [None, date(2022, 10, 27)])
def test_every_statement_leads_to_its_source_or_says_why_not(until: date | None) -> None:
    """Nothing that somebody else said stands there without a source, or without a word on why none is shown."""
    atlas = real_atlas()
    isos = sorted({*atlas.stations["country_iso3"], *atlas.responses["country_iso3"]})
    bare = [
        iso for iso in isos for found in supports(real(iso, until=until)) if not (found.source_ids or found.missing)
    ]

    assert bare == []


def test_words_of_ours_are_never_stronger_than_reported() -> None:
    """Titles, claims and what is not known pass the check that titles written by readers go through."""
    atlas = real_atlas()
    for iso in sorted(set(atlas.stations["country_iso3"])):
        made = real(iso)
        ours = [made.title, made.subtitle, made.empty, *(wave.disclosed.text for wave in made.waves)]

        assert [finding.word for text in ours for finding in check_claim_strength(text)] == [], iso


def test_spain() -> None:
    """Nine reports: Madrid 3, Barcelona 3, Valencia 2, Santiago 1; RFI counts eight; one case, in Madrid."""
    spain = real("ESP")
    places: dict[str, int] = {}
    for report in spain.waves[0].reports:
        places[report.place] = places.get(report.place, 0) + report.number

    assert spain.title == "Spain: 9 reported stations in 4 cities"
    assert places == {"Barcelona": 3, "Madrid": 3, "Santiago de Compostela": 1, "Valencia": 2}
    assert spain.counts[0].verdict == "Numbers differ: 8–9."
    assert "RFI, 27 October 2022" in [
        real_atlas().citations[row.support.source_ids[0]].short for row in spain.counts[0].published
    ]
    assert [case.lead for case in spain.cases] == ["Madrid · 2020 · linked to Qingtian"]


def test_serbia_stands_in_both_waves() -> None:
    """One listed report in Belgrade, one inferred without a city; the ministry's denial is a position, no inquiry."""
    serbia = real("SRB")

    assert [(wave.wave_id, wave.count) for wave in serbia.waves] == [("sd-2022-09", 1), ("sd-2022-12", 1)]
    assert [report.place for wave in serbia.waves for report in wave.reports] == ["Belgrade", "No city named"]
    assert entry(serbia, "resp-srb-1").lane == "position"
    assert [lane.marks for lane in serbia.timeline.lanes if lane.key == "investigation"] == [()]


def test_the_british_outcome_is_no_evidence_and_no_closed_station_found() -> None:
    """On 6 June 2023 the minister reported no unlawful activity; the closure is what the embassy said, apart."""
    britain = real("GBR")
    outcome, site = entry(britain, "resp-gbr-3"), entry(britain, "resp-gbr-4")

    assert (outcome.day, outcome.lane, outcome.label) == ("6 June 2023", "outcome", "No evidence found")
    assert (site.lane, site.label) == ("site", "Reported closed")
    assert "Chinese embassy" in site.note


def test_finland_has_a_response_and_no_report() -> None:
    """Its service observed none; that is an outcome by a country that is no listed host, and no report."""
    finland = real("FIN")

    assert finland.title == "Finland: no report in this dataset"
    assert finland.sides[1].heading == "Its authorities’ position"
    assert [one.key for one in finland.entries if one.lane == "outcome"] == ["responses:resp-fin-1"]


def test_hesse_speaks_as_a_regional_authority() -> None:
    """What Hesse's police know is not said in the name of the federal government."""
    hesse = entry(real("DEU"), "resp-deu-2")

    assert (hesse.lane, hesse.said_by) == ("outcome", "Regional authority of the host")


def test_what_china_says_of_germany_is_china_s_position() -> None:
    """A statement that a host relays is not the host's own."""
    germany = real("DEU")

    assert entry(germany, "resp-deu-5").lane == "china"
    assert "China informed Germany" in " ".join(one.text for one in germany.sides[2].statements)
    assert "China informed Germany" not in " ".join(one.text for one in germany.sides[1].statements)


def test_greece_has_only_the_press() -> None:
    """Without an official statement the host's column says that first."""
    first, second = real("GRC").sides[1].statements

    assert first.text == "No statement by the country’s own authorities was found in the sources read."
    assert second.lead.endswith("press, without an official statement")


def test_a_lawmaker_who_relays_a_service_is_not_the_government() -> None:
    """South Korea's service declined to comment: what a lawmaker told of it is said to be a lawmaker's."""
    dossier = real("KOR")
    (told,) = [one for one in dossier.entries if one.said_by == "A lawmaker"]

    assert told.text not in [one.text for one in dossier.sides[1].statements]


def test_new_zealand_has_an_undated_response() -> None:
    """It is listed apart, with what is known of its date."""
    (undated,) = real("NZL").undated

    assert undated.label == "No evidence found"
    assert "after December 2022" in undated.note


def test_china_and_taiwan_are_no_hosts_here() -> None:
    """China's own dossier holds its statements and no host's column; Taiwan's says what was not found."""
    china, taiwan = real("CHN"), real("TWN")

    assert [side.heading for side in china.sides] == ["The claim", "China’s position"]
    assert "accused party" in china.empty
    assert taiwan.empty.startswith("No report in this dataset.")
    assert [one.key for one in taiwan.entries if one.lane != "china"] == []


def test_what_is_not_known_of_italy_comes_from_its_rows() -> None:
    """Places, bureaus, inferred rows and the missing outcome are counted, not written by hand."""
    unknown = real("ITA").unknown

    assert "The place of 3 of 11 reports is not known beyond the country." in unknown
    assert "The police bureau behind 3 of 11 reports is not known." in unknown
    assert "An inquiry is reported; nothing is recorded under outcome." in real("GRC").unknown
    assert any(one.startswith("2 of 11 reports are inferred") for one in unknown)


def test_reports_without_an_independent_source_are_named() -> None:
    """All that was read on Spain's nine goes back to the NGO."""
    assert real("ESP").unknown[0] == (
        f"No independent source was found for the existence of all {real_number(country='ESP')}: what was read goes "
        "back to one origin, Safeguard Defenders."
    )
