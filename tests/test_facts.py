"""The shipped tables say what the compiled facts say: counts, splits, rivals, gaps and doubts.

They are facts about the first two waves and what was compiled with them: rows that come later break none of them.
"""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geo.tables.check import check, check_folder
from geo.tables.load import load_raw, typed

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 29)
WAVE_1, WAVE_2 = "sd-2022-09", "sd-2022-12"

TABLES = typed(load_raw(DATA))
STATIONS = TABLES["stations"].merge(
    TABLES["countries"].rename(columns={"iso_a3": "country_iso3", "name": "country"}), on="country_iso3", how="left"
)
STATIONS = STATIONS[STATIONS["wave"].isin([WAVE_1, WAVE_2])]
CLAIMS = TABLES["claims"]


def in_wave(wave: str) -> pd.DataFrame:
    """Stations of one wave."""
    return STATIONS[STATIONS["wave"] == wave]


def hosts(rows: pd.DataFrame) -> set[str]:
    """Host countries of some stations."""
    return set(rows["country_iso3"])


def of(country: str) -> pd.DataFrame:
    """Stations of one country."""
    return STATIONS[STATIONS["country_iso3"] == country]


def rivals(station: str) -> dict[str, str]:
    """Values that some source gives and the table does not adopt, by fact."""
    rows = CLAIMS[(CLAIMS["station_id"] == station) & ~CLAIMS["adopted"]]
    return dict(zip(rows["fact"], rows["value"], strict=True))


def test_the_shipped_data_have_no_error_and_only_the_known_shortfall() -> None:
    """The whole check passes, coordinates included; the two warnings are the gap that is said everywhere."""
    problems = check_folder(DATA, today=TODAY)
    known = {(p.row, p.column): p.advice for p in problems if p.table == "waves" and p.rule == "shortfall"}

    assert {(p.rule, p.level) for p in problems} == {("shortfall", "warning")}
    assert "47 of 53" in known[3, "countries_new"]
    assert "38 of 48" in known[3, "stations_new"]
    assert (2, "stations_new") not in known


def test_an_error_in_the_shipped_data_would_be_seen() -> None:
    """The passing check above is no blind one: one bad cell in the same tables is told."""
    raw = load_raw(DATA)
    raw.tables["stations"].loc[2, "city"] = "Barcelona"
    rules = {problem.rule for problem in check(raw, today=TODAY)}

    assert "claim-differs" in rules


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("stations", 92),
        ("sources", 230),
        ("responses", 88),
        ("operations", 8),
        ("country_counts", 126),
        ("waves", 2),
        ("countries", 250),
        ("reconciliation", 12),
        ("curator_questions", 11),
        ("response_kinds", 11),
    ],
)
def test_no_row_of_the_facts_is_lost(table: str, rows: int) -> None:
    """At least as many rows as were compiled."""
    assert len(TABLES[table]) >= rows


def test_wave_1() -> None:
    """54 rows in 30 countries, 36 of them in Europe, of two bureaus or unknown."""
    rows = in_wave(WAVE_1)

    assert len(rows) == 54
    assert len(hosts(rows)) == 30
    assert (rows["region"] == "Europe").sum() == 36
    assert rows["bureau"].value_counts().to_dict() == {"Fuzhou": 27, "Qingtian": 17, "unknown": 10}
    assert set(rows["disclosed_on"]) == {"2022-09-12"}


def test_wave_2() -> None:
    """38 of 48 placed, 17 of the 23 new countries found."""
    rows = in_wave(WAVE_2)

    assert len(rows) == 38
    assert len(hosts(rows) - hosts(in_wave(WAVE_1))) == 17
    assert rows["bureau"].value_counts().to_dict() == {"unknown": 14, "Nantong": 12, "Wenzhou": 10, "Qingtian": 2}
    assert set(rows["disclosed_on"]) == {"2022-12-05"}


def test_both_waves() -> None:
    """92 placed of 102 published, in 47 of 53 countries; 22 in the Americas."""
    waves = TABLES["waves"].set_index("wave_id").loc[[WAVE_1, WAVE_2]]

    assert waves["stations_new"].tolist() == [54, 48]
    assert waves["stations_cumulative"].tolist() == [54, 102]
    assert waves["countries_cumulative"].tolist() == [30, 53]
    assert waves["countries_new"].tolist() == [30, 23]
    assert len(hosts(STATIONS)) == 47
    assert (STATIONS["region"] == "Americas").sum() == 22


REPORTS = (
    "ITA 11, ESP 9, CAN 5, FRA 4, USA 4, PRT 3, GBR 3, ZAF 3, ECU 3, BRA 3, CZE 2, ARG 2, JPN 2, SRB 2, AUS 2, CHL 1"
)


@pytest.mark.parametrize("expected", REPORTS.split(", "))
def test_reports_of_a_country(expected: str) -> None:
    """The published counts that the rows were reconciled with."""
    country, reports = expected.split()

    assert len(of(country)) == int(reports)


def test_spain() -> None:
    """Nine rows: Madrid 3, Barcelona 3, Valencia 2, Santiago 1; 5 Fuzhou and 4 Qingtian."""
    spain = of("ESP")

    assert spain["city"].value_counts().to_dict() == {
        "Madrid": 3,
        "Barcelona": 3,
        "Valencia": 2,
        "Santiago de Compostela": 1,
    }
    assert spain["bureau"].value_counts().to_dict() == {"Fuzhou": 5, "Qingtian": 4}


def test_serbia_is_in_both_waves() -> None:
    """Belgrade in wave 1, an unlocated one in wave 2."""
    assert set(of("SRB")["wave"]) == {WAVE_1, WAVE_2}


def test_inferred_rows_are_marked() -> None:
    """The rows whose count or place was deduced are these, and no others."""
    inferred = {"kh-unlocated-1", "bn-unlocated-1", "it-unlocated-1", "it-unlocated-2", "ec-unlocated-1", "hr-zagreb-1"}
    inferred |= {f"{country}-unlocated-1" for country in ("ae", "ru", "rs", "mg", "zm")}

    assert set(STATIONS.loc[STATIONS["basis"] == "inferred", "station_id"]) == inferred
    assert set(STATIONS.loc[STATIONS["bureau_basis"] == "inferred", "station_id"]) == {
        "pt-madeira-1",
        "it-prato-2",
        "it-sicily-1",
        "ae-unlocated-1",
    }
    wave_inferred = CLAIMS[(CLAIMS["fact"] == "date") & (CLAIMS["basis"] == "inferred")]
    assert set(wave_inferred["station_id"]) == {"ec-unlocated-1", "ar-buenos-aires-2"}


def test_a_place_is_never_finer_than_the_source() -> None:
    """Without a city there is no point; with one there is."""
    no_city = STATIONS["city"] == ""

    assert no_city.equals(STATIONS["lat"].isna())
    assert no_city.equals(STATIONS["location_precision"] == "country")
    assert no_city.sum() == 26


@pytest.mark.parametrize(
    ("station", "fact", "value"),
    [
        ("pt-porto-1", "city", "Vila do Conde"),
        ("fr-paris-2", "city", "an eastern suburb of Paris"),
        ("au-unlocated-1", "city", "Sydney"),
        ("nz-unlocated-1", "city", "Auckland"),
        ("ca-unlocated-1", "city", "Richmond"),
        ("kr-unlocated-1", "city", "Seoul"),
        ("jp-unlocated-1", "city", "Fukuoka area"),
        ("au-sydney-1", "date", "2022-10"),
    ],
)
def test_rival_values_stand_beside_the_adopted_ones(station: str, fact: str, value: str) -> None:
    """What another source says is kept and not adopted."""
    assert rivals(station)[fact] == value


def test_who_says_so_can_be_asked_of_each_fact() -> None:
    """The Spanish split rests on one blog, the day on the wave's own report, existence on the list."""
    held = CLAIMS[CLAIMS["adopted"]].set_index(["station_id", "fact"])["source_ids"]

    assert held["es-madrid-1", "bureau"] == ("outono-es",)
    assert held["es-madrid-1", "date"] == ("sd-110-overseas",)
    assert "outono-es" not in held["es-madrid-1", "existence"]
    assert held["it-prato-2", "date"] == ("sd-patrol-persuade",)


def test_bureau_totals_keep_the_rival_splits() -> None:
    """29, 12, 6 and 1 for wave 2; two versions for wave 1."""
    totals = TABLES["bureau_totals"]
    wave_2 = totals[(totals["wave"] == WAVE_2) & (totals["source_id"] == "epoch-ca")]
    wave_1 = totals[totals["wave"] == WAVE_1]

    assert dict(zip(wave_2["bureau"], wave_2["reported_count"], strict=True)) == {
        "Nantong": 29,
        "Wenzhou": 12,
        "Qingtian": 6,
        "Fuzhou": 1,
    }
    assert set(wave_1.loc[wave_1["bureau"] == "Fuzhou", "reported_count"]) == {32, 30}


def test_counts_that_disagree_are_all_there() -> None:
    """Spain 9 and 8, Italy 11 and 10, France 4 and 9, the world 102 and 110; other lists are marked as such."""
    counts = TABLES["country_counts"]

    def said(country: str, wave: str) -> set[int]:
        return set(counts.loc[(counts["country_iso3"] == country) & (counts["wave"] == wave), "reported_count"])

    assert {9, 8} <= said("ESP", WAVE_1)
    assert said("ITA", "total") == {11, 10}
    assert said("FRA", "total") == {4, 9}
    assert said("", "total") == {102, 110}
    assert said("", WAVE_2) == {48, 54}
    assert (counts["scope"] == "world").sum() == 14
    assert set(counts.loc[counts["coverage"] == "other-list", "country_iso3"]) == {"FRA", "NLD", "DEU"}
    assert set(counts.loc[counts["coverage"] == "part", "country_iso3"]) == {"ESP", "GBR", "USA"}


def test_a_disagreement_has_at_least_two_versions() -> None:
    """A point on which nobody disagrees is no disagreement; countries in wave 1 have three versions."""
    versions = TABLES["disagreements"].groupby("disagreement_id")["version"].nunique()

    assert versions.min() >= 2
    assert versions["wave-1-countries"] == 3
    assert {"spain-stations", "italy-stations", "porto-place", "japan-nantong-place", "wave-1-bureaus"} <= set(
        versions.index
    )


def test_the_four_axes() -> None:
    """Each kind of response is on one axis; a closed inquiry is an outcome, a closed place is the site's."""
    kinds = TABLES["response_kinds"].set_index("kind")["axis"].to_dict()

    assert kinds == {
        "statement": "position",
        "denied-existence": "position",
        "diplomatic-protest": "position",
        "cooperation-ended": "position",
        "investigation-opened": "investigation",
        "no-evidence-found": "outcome",
        "arrest-or-charge": "outcome",
        "conviction": "outcome",
        "court-decision": "outcome",
        "closure-ordered": "outcome",
        "closed": "site",
    }


def test_a_referral_is_not_labelled_a_charge() -> None:
    """On the map and in lists a kind stands without its remark, so its words must hold for each of its rows."""
    kinds = TABLES["response_kinds"].set_index("kind")
    referred = TABLES["responses"][TABLES["responses"]["note"].str.contains("not a charge")]

    assert set(referred["response_id"]) >= {"resp-jpn-4", "resp-kor-3"}
    for kind in referred["kind"]:
        assert all("referral" in kinds.loc[kind, column] for column in ("label", "inline", "meaning"))


def test_no_remark_speaks_of_the_compilers_own_files() -> None:
    """A reader has none of them."""
    assert [note for note in TABLES["responses"]["note"] if ".md" in note or " file " in note] == []


def test_responses_say_who_spoke() -> None:
    """29 host countries, China and Finland; what rests on the press alone says so."""
    responses = TABLES["responses"].set_index("response_id")

    assert responses["country_iso3"].nunique() == 31
    assert set(responses.loc[responses["country_iso3"] == "CHN", "said_by"]) == {"china"}
    assert responses.loc["resp-fin-1", "said_by"] == "third-country"
    assert responses.loc["resp-kor-2", "said_by"] == "lawmaker"
    assert responses.loc["resp-deu-5", "said_by"] == "china"
    for doubtful in ("resp-grc-1", "resp-ecu-1", "resp-fra-2"):
        assert responses.loc[doubtful, "said_by"] == "press"
        assert responses.loc[doubtful, "note"] != ""
    for overstated in ("resp-can-5", "resp-aus-1"):
        assert "so as not to overstate" in responses.loc[overstated, "note"]


def test_hosts_without_a_response() -> None:
    """No government response was found for these, which the product must be able to say."""
    silent = hosts(STATIONS) - set(TABLES["responses"]["country_iso3"])

    assert " ".join(sorted(silent)) == "AGO ARE BRA BRN COL CUB KHM LSO MDG MNG PAN PER RUS UKR UZB VNM ZAF ZMB"


def test_pages_that_name_private_people_are_cited_without_a_link() -> None:
    """The pages named by the compilers carry a reason not to be linked, and most others none."""
    caution = TABLES["sources"].set_index("source_id")["link_caution"]
    named = "newsroom-nz doj-copy impunity-ec eju-ec-2025 vice-2022-10 bylines-scot expresso-copy-pt sackanken-gr"

    assert (caution[f"{named} latestly-gr note-jp-99 clarion-doj insidecroydon-2022-11".split()] != "").all()
    assert (caution != "").sum() == 41
    later = "vininews-2026-05 a2z-2026-05 chosun-2024-02 hvg-2025-08 scotsun-2023-03 oireachtas-2022-12 nyt-2022-11"
    assert (caution[f"{later} fh-unsafe bbc-2016-02 brookings-2024 ruehl-2023 rmzxw-2018".split()] != "").all()


def test_many_sources_share_one_origin() -> None:
    """Most press relays one NGO; twelve links may be one origin."""
    origins = TABLES["sources"].set_index("source_id")["origin_id"]

    cited = {source for ids in STATIONS["source_ids"] for source in ids}
    assert (origins[sorted(cited)] == "safeguard-defenders").sum() > len(cited) / 2
    assert set(origins) == set(TABLES["origins"]["origin_id"])
    assert {origins[source] for source in ("newsweek-2022-10", "newsweek-forum", "epoch-es", "outono-es")} == {
        "safeguard-defenders"
    }


def test_copies_and_translations_are_labelled() -> None:
    """A copy is not cited as the original."""
    forms = TABLES["sources"].set_index("source_id")["form"]

    assert forms["newsweek-2022-10"] == "copy"
    assert forms["nrc-copy-2022-11"] == "translation"
    assert forms["taipei-guardian"] == "syndicated"
    assert forms["nikkei-orig"] == "original"


def test_context_is_kept_apart_with_its_source() -> None:
    """230,000, the stated purpose and the opening dates have a speaker; a missing document is said."""
    context = TABLES["context"].set_index("context_id")
    without = context[context["source_ids"].map(len) == 0]

    assert "230,000" in context.loc["persuaded-230000", "statement"]
    assert context.loc["persuaded-230000", "source_ids"] == ("sd-110-overseas",)
    assert set(context["topic"]) >= {"stated purpose", "when they opened", "earlier public lists", "comparisons"}
    assert (without["note"] != "").all()
    assert (context["said_by"] != "").all()


def test_what_is_known_of_the_missing_ten_is_there() -> None:
    """The gap is described, not drawn."""
    assert len(TABLES["unplaced"]) == 11
    assert set(TABLES["unplaced"]["wave"]) == {WAVE_2}


def test_hard_countries_join() -> None:
    """France, Norway and Kosovo have codes that a careless table loses."""
    assert {"FRA", "NOR", "XKX"} <= set(TABLES["countries"]["iso_a3"])
    assert STATIONS["country"].notna().all()


def test_no_sentence_for_readers_names_a_row_by_its_key():
    """Notes are printed as they stand: a reader knows publishers and places, not keys."""
    keyed = [table.iloc[:, 0] for name, table in TABLES.items() if name not in ("bureaus", "response_kinds")]
    ids = {key for column in keyed for key in column if re.search(r"-.*\d|-.*-", str(key))}
    ids |= {source for source in TABLES["sources"]["source_id"] if "-" in source}
    named = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])")
    keys = re.compile(
        r".*_ids?|url|wave|bureau|kind|axis|scope|form|language|row|becomes|counted_in|quoted_in|day|city_name.*"
    )

    found = [
        (name, column, text)
        for name, table in TABLES.items()
        for column in table.columns
        if not keys.fullmatch(column)
        for text in table[column]
        if isinstance(text, str) and named.search(text)
    ]

    assert found == []
