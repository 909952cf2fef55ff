"""The view travels through an address unchanged, and an address can't break it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.view import FILTERS, LAYERS, MEASURES, Ignored, View, read_address

CHOICES = {
    "wave": {"w1": "Wave 1", "w2": "Wave 2"},
    "country": {"AAA": "Aland", "BBB": "Bland"},
    "bureau": {"fuzhou": "Fuzhou", "unknown": "Bureau not known"},
    "region": {"europe": "Europe", "asia": "Asia"},
    "response": {"position": "Government position", "denied": "Denied", "none": "No response found"},
    "basis": {"listed": "listed", "inferred": "inferred"},
    "precision": {"city": "city", "country": "country only"},
    "open": {"AAA": "Aland", "DDD": "Dland"},
}


def some(key: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Any choice of a key's values, repeats included."""
    return st.lists(st.sampled_from(sorted(CHOICES[key]))).map(tuple)


@st.composite
def views(draw: st.DrawFn) -> View:
    """Any view, its dates in order."""
    dates = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    return View(
        since=draw(st.sampled_from([None, dates[0]])),
        until=draw(st.sampled_from([None, dates[1]])),
        waves=draw(some("wave")),
        countries=draw(some("country")),
        bureaus=draw(some("bureau")),
        region=draw(st.sampled_from(["", *CHOICES["region"]])),
        responses=draw(some("response")),
        basis=draw(some("basis")),
        precision=draw(some("precision")),
        layers=draw(st.lists(st.sampled_from(LAYERS)).map(tuple)),
        measure=draw(st.sampled_from(sorted(MEASURES))),
        focus=draw(st.sampled_from(["", "AAA"])),
    )


@given(views())
def test_an_address_brings_back_the_view_it_was_made_from(view: View) -> None:
    """URL → View → URL is lossless for every view."""
    assert View.from_query(view.to_query(), CHOICES) == (view, ())


@given(st.dictionaries(st.sampled_from([one.key for one in FILTERS] + ["x"]), st.text()))
def test_no_address_raises_and_what_is_ignored_is_said(query: dict[str, str]) -> None:
    """Junk gives a view that can be written again, and reading that one finds nothing to complain about."""
    view, _ = View.from_query(query, CHOICES)

    assert View.from_query(view.to_query(), CHOICES) == (view, ())


def test_defaults_stay_out_of_the_address() -> None:
    """A reader's plain address is plain."""
    assert View().to_query() == {}


def test_keys_are_short_lower_case_and_in_one_order() -> None:
    """Two people who set the same filters in another order get the same link."""
    view = View(bureaus=("unknown", "fuzhou"), waves=("w2", "w1"), since=date(2001, 1, 2))

    assert list(view.to_query().items()) == [("from", "2001-01-02"), ("wave", "w1,w2"), ("bureau", "fuzhou,unknown")]
    assert all(one.key == one.key.lower() and len(one.key) <= 9 for one in FILTERS)


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ({"wave": "w1,w9"}, Ignored("wave", "w9", "value")),
        ({"from": "12.9.2022"}, Ignored("from", "12.9.2022", "value")),
        ({"until": "2022-W37-1"}, Ignored("until", "2022-W37-1", "value")),
        ({"colour": "red"}, Ignored("colour", "", "key")),
        ({"from": "2001-02-01", "until": "2001-01-01"}, Ignored("from", "2001-02-01", "order")),
        ({"region": "europe,asia"}, Ignored("region", "europe,asia", "value")),
        ({"wave": "x" * 500}, Ignored("wave", "x" * 80, "value")),
    ],
)
def test_bad_parts_are_named(query: dict[str, str], ignored: Ignored) -> None:
    """Unknown keys and values are handed out with their place, not swallowed."""
    assert View.from_query(query, CHOICES)[1] == (ignored,)


def test_good_values_survive_bad_neighbours() -> None:
    """One wrong value in a list does not cost the reader the right ones."""
    view, _ = View.from_query({"wave": "W1,w9", "country": "aaa"}, CHOICES)

    assert view == View(waves=("w1",), countries=("AAA",))


def test_a_country_without_a_report_has_an_address() -> None:
    """Its dossier says "no report in this dataset"; that is an answer, not a mistake in the address."""
    assert View.from_query({"country": "DDD"}, CHOICES) == (View(countries=("DDD",)), ())


def test_the_data_version_in_a_link_is_no_mistake() -> None:
    """`v` belongs to the page, not to the view."""
    assert View.from_query({"v": "2001.1.1-01234567"}, CHOICES) == (View(), ())


def test_every_field_of_the_view_has_one_filter() -> None:
    """Nothing of a view can be lost on the way to its address."""
    assert [one.field for one in FILTERS] == list(View.__dataclass_fields__)


NAMES = CHOICES | {
    "country": {"ESP": "Spain", "ITA": "Italy"},
    "open": {"ESP": "Spain", "ZAF": "South Africa", "ITA": "Italy"},
}


@pytest.mark.parametrize(
    "written",
    [
        "ESP,ITA",
        "esp,ita",
        "ES,it",
        "Spain,Italy",
        "ESP;ITA",
        "ESP, ITA,",
        "ESP ITA",
        "ESP+ITA",
        "ESP%2CITA",
        "ESP,ITA.",
        "“ESP”,(ITA)",
    ],
)
def test_a_country_is_understood_as_people_write_it(written: str) -> None:
    """Codes of two or three letters, names, either case, other separators, an address encoded twice, a full stop."""
    view, ignored = View.from_query({"country": written}, NAMES)

    assert (view.countries, ignored) == (("ESP", "ITA"), ())


def test_a_name_of_several_words_stays_one() -> None:
    """South Africa is not South and Africa; “+” is a space as in every query."""
    assert View.from_query({"open": "south+africa"}, NAMES)[0].focus == "ZAF"
    assert View.from_query({"country": "South Africa"}, NAMES)[0].countries == ("ZAF",)


def test_repeated_keys_ask_for_both_and_a_whole_address_is_read() -> None:
    """As a browser's form, a mail and a sentence write them; keys in either case; the place in the page is nothing."""
    asked = read_address(" https://atlas.example/countries?country=ESP&country=ITA&Wave=w1#sources ")

    assert asked == {"country": "ESP,ITA", "Wave": "w1"}
    view, ignored = View.from_query(asked, NAMES)
    assert (view.countries, view.waves, ignored) == (("ESP", "ITA"), ("w1",), ())
    assert read_address("https://atlas.example/countries") == {}


@pytest.mark.parametrize(
    "key", ["utm_source", "UTM_Campaign", "fbclid", "gclid", "msclkid", "mc_cid", "embed", "find", "at"]
)
def test_what_others_put_on_an_address_is_no_fault_of_the_reader(key: str) -> None:
    """Counters of clicks, Streamlit's own keys, and keys of other pages."""
    assert View.from_query({key: "x"}, CHOICES) == (View(), ())


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ({"until": "2022-10"}, "a day as YYYY-MM-DD, such as 2022-10-31"),
        ({"country": "Spian"}, "ESP (Spain)"),
        ({"region": "evrope"}, "europe (Europe)"),
        ({"basis": "zzz"}, "listed or inferred"),
    ],
)
def test_what_is_ignored_says_what_to_write(query: dict[str, str], instead: str) -> None:
    """The form of a day, the nearest value, or all where they are few."""
    (one,) = View.from_query(query, NAMES)[1]

    assert one.instead == instead


def test_dates_out_of_order_are_told_whatever_the_key_s_case() -> None:
    """No address raises."""
    assert View.from_query({"FROM": "2001-02-01", "until": "2001-01-01"}, CHOICES)[1][0].why == "order"
