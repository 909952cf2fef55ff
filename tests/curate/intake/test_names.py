"""Countries by any name and days in any form; what can mean two things is never guessed."""

import csv
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from geo.curate.intake.dates import LANGUAGES, read_day
from geo.tables.check.countries import find_country, is_sure
from geo.tables.check.search import search_country
from geo.tables.codes import alpha_2_of

with Path("data/countries.csv").open(encoding="utf-8") as file:
    KNOWN = {row["iso_a3"]: row["name"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("code", KNOWN)
def test_every_country_is_found_by_its_own_name_and_code(code: str) -> None:
    """As the table writes it, in capitals, and by its code. St. Martin is the name of both halves of an island."""
    for text in (KNOWN[code], KNOWN[code].upper(), code):
        shared = text.casefold() == "st. martin"
        assert find_country(text, KNOWN) == ((code, "SXM") if shared else (code,))
        assert is_sure(text, KNOWN) is not shared


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Czech Republic", "CZE"), ("Česko", "CZE"),
        ("Republic of Korea", "KOR"), ("Korea, Republic of", "KOR"), ("DPRK", "PRK"), ("North Korea", "PRK"),
        ("Democratic People's Republic of Korea", "PRK"), ("Kosovo", "XKX"), ("Taiwan", "TWN"), ("Hong Kong", "HKG"),
        ("Hong Kong SAR", "HKG"), ("Burma", "MMR"), ("DR Congo", "COD"), ("Congo-Brazzaville", "COG"),
        ("Democratic Republic of the Congo", "COD"), ("Republic of the Congo", "COG"), ("UK", "GBR"), ("U.K.", "GBR"),
        ("Scotland", "GBR"), ("The Netherlands", "NLD"), ("Holland", "NLD"), ("USA", "USA"), ("UAE", "ARE"),
        ("Russian Federation", "RUS"), ("Россия", "RUS"), ("挪威", "NOR"), ("Norwegen", "NOR"), ("Pays-Bas", "NLD"),
        ("Srbija", "SRB"), ("Iran, Islamic Republic of", "IRN"), ("Bosnia", "BIH"), ("Viet Nam", "VNM"),
        ("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Swaziland", "SWZ"),
        ("North Macedonia", "MKD"), ("Cabo Verde", "CPV"), ("Guinea", "GIN"), ("Niger", "NER"), ("de", "DEU"),
    ],
)  # fmt: skip
def test_other_names_are_known(text: str, code: str) -> None:
    """Former and everyday names, other languages, other spellings."""
    assert find_country(text, KNOWN) == (code,)
    assert is_sure(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo", {"COD", "COG"}), ("Yugoslavia", {"SRB"}), ("Spian", {"ESP"}), ("Slovakai", {"SVK"}),
        ("Nowhere", set()), ("Burkina", {"BFA"}), ("Saudi", {"SAU"}), ("Northern", {"MNP"}),
        ("Costa", {"CRI", "CIV"}),
        ("United", {"ARE", "GBR", "USA"}),
        ("Korea", {"KOR", "PRK"}),  # lists of hosts mean the South, but a list may hold both
        ("Guiana", {"GUY", "GUF"}), ("St. Martin", {"MAF", "SXM"}), ("Saint-Martin", {"MAF", "SXM"}),
        ("America", {"USA"}), ("América", {"USA"}),  # or the continent
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked(text: str, codes: set[str]) -> None:
    """Names of several countries, names that are only near to one, and the first word of one."""
    assert not is_sure(text, KNOWN)
    assert codes <= set(find_country(text, KNOWN))


@pytest.mark.parametrize(
    "text", ["Africa", "Afrique", "South", "Asia", "Europa", "Afrika", "Caribbean", "Eastern Europe"]
)
def test_part_of_the_world_is_no_country(text: str) -> None:
    """Not the one that begins with it in some language, and not one with a town of that name."""
    assert not is_sure(text, KNOWN)
    assert find_country(text, KNOWN) == search_country(text, KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trinidad", "TTO"),
        ("Antigua", "ATG"),
        ("Saint Kitts", "KNA"),
        ("Sao Tome", "STP"),
        ("Bosnien", "BIH"),
        ("Босния", "BIH"),
    ],
)
def test_the_first_of_two_names_that_are_joined_is_the_country(text: str, code: str) -> None:
    """Lists leave the second one off."""
    assert find_country(text, KNOWN) == (code,)
    assert is_sure(text, KNOWN)


def test_keys_begin_as_the_tables_begin_theirs() -> None:
    """Two letters, small."""
    assert [alpha_2_of()[code] for code in ("ESP", "XKX", "COD", "TWN")] == ["es", "xk", "cd", "tw"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022-12-05", ["2022-12-05"]),
        ("2022/12/5", ["2022-12-05"]),
        ("2022-12-05T00:00:00", ["2022-12-05"]),
        ("05/12/2022", ["2022-12-05", "2022-05-12"]),
        ("05/05/2022", ["2022-05-05"]),
        ("13/12/2022", ["2022-12-13"]),
        ("12/13/2022", ["2022-12-13"]),
        ("5.12.2022", ["2022-12-05"]),
        ("5. 12. 2022", ["2022-12-05"]),
        ("Dec. 5th, 2022", ["2022-12-05"]),
        ("5 de diciembre de 2022", ["2022-12-05"]),
        ("2022年12月5日", ["2022-12-05"]),
        ("44900", ["2022-12-05"]),
        ("44900.5", ["2022-12-05"]),
        ("31.02.2022", []),
        ("2022", []),
        ("soon", []),
        ("12/2022", []),
        ("2022-12-05 10:30", ["2022-12-05"]),
        ("5 Dec 2022, 10:30 UTC", ["2022-12-05"]),
        ("Monday, 5 December 2022", ["2022-12-05"]),
        ("2022-12-05 (Mon)", ["2022-12-05"]),
        ("on the 5th of December 2022", ["2022-12-05"]),
        ("mar 5 2022", ["2022-03-05"]),
        ("5 grudnia 2022 r.", ["2022-12-05"]),
    ],
)
def test_days_are_read_where_they_can_mean_one(text: str, days: list[str]) -> None:
    """Two where day and month can change places."""
    assert [day.isoformat() for day in read_day(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        *("not 5 Dec 2022", "before 5 December 2022", "about 5 Dec 2022", "ca. 5 December 2022", "~5 Dec 2022"),
        *("5 Dec 2022 (?)", "5 Dec 2022?", "2022-09-12 to 2022-10-01", "2023-01-01 (unconfirmed)", "2022-9-12 foo"),
        *("do 5. prosince 2022", "ne 5. prosince 2022", "po 5. 12. 2022", "- 5 Dec 2022", "5 Dec 2022 -"),
        *("updated 5 Dec 2022, page 12", "5 Dec 2022 page 45", "not before Monday 2022-12-05", "vor 5. Dezember 2022"),
        *("2022-12-05 not Monday", "until 5.12.2022", "5/12/2022 approx", "<2022-12-05"),
    ],
)
def test_a_day_that_a_list_takes_back_is_none(text: str) -> None:
    """A word beside a day may say that it was another, or that nobody knows: it is asked."""
    assert read_day(text) == ()


def test_one_answer_settles_a_list() -> None:
    """Day first, or month first."""
    assert read_day("05/12/2022", "dmy") == (date(2022, 12, 5),)
    assert read_day("05/12/2022", "mdy") == (date(2022, 5, 12),)
    assert read_day("13/12/2022", "mdy") == ()


@given(
    day=st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    language=st.sampled_from(LANGUAGES),
    width=st.sampled_from(["long", "medium"]),
)
def test_a_day_in_words_is_read_back(day: date, language: str, width: str) -> None:
    """In each language of the lists, or not at all: never as another day."""
    assert read_day(format_date(day, width, language)) in ((day,), ())
    assert read_day(format_date(day, "long", "en")) == (day,)


@pytest.mark.parametrize(("text", "code"), [("Korea", "KOR"), ("America", "USA"), ("St Martin", "MAF")])
def test_a_reader_who_types_a_shared_name_finds_the_likeliest_first(text: str, code: str) -> None:
    """A search writes nothing into the tables: what a list has to be asked about is only put in order here."""
    assert search_country(text, KNOWN)[0] == code


def test_a_text_of_commas_is_no_country() -> None:
    """However many: each turned the text round once more, until the program ended."""
    assert find_country(",".join("a" * 5000), {"NOR": "Norway"}) == ()
