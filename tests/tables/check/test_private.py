"""Private data that a pattern can tell is found; figures, dates and names of cities and papers are left alone.

Everything here is invented: no address, number or name belongs to anybody.
"""

import pytest

from geo.tables.check.private import names_street, private_passages


def rules(text: str) -> set[str]:
    """Rules that a text breaks."""
    return {finding.rule for finding in private_passages(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The post is at 12 Nowhere Street.",
        "The post is at 12b Upper Nowhere Road, second door",
        "Nowhere Avenue 77",
        "7 Nowhere Square",
        "Calle de la Nada, 14",
        "C/ Nada 3",
        "Via della Nulla 123/a",
        "Rua do Nada, n.º 9",
        "12 bis, rue du Néant",
        "rue Imaginaire 40",
        "Nirgendstraße 5a",
        "Nergenslaan 18",
        "Ingenstansgatan 3",
        "Semmi utca 21",
        "ul. Nijaka 4",
        "Strada Nimicului nr. 8",
        "οδός Πουθενά 17",
        "улица Пустая, 6",
        "虚构路88号",
        "架空町1丁目",
        "허구로 12",
        "Suite 900",
        "P.O. Box 5",
        "１２ Nowhere Street",
        "12 NOWHERE STREET",
        "9 UPPER NOWHERE AVE.",
        "12 nowhere street",
        "12 main street",
    ],
)
def test_a_street_address_is_found(text: str) -> None:
    """An address is told in the languages of the hosts, wherever it stands in the text."""
    assert "private-address" in rules(f"Reported. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "+99 555 0100 222",
        "0099 5550 100222",
        "(555) 555-0100",
        "555-555-0100",
        "05 55 01 00 22",
        "tel. 5550100",
        "WeChat: 5550100",
        "电话：5550100",
    ],
)
def test_a_telephone_number_is_found(text: str) -> None:
    """A number is told with or without a country code."""
    assert "private-phone" in rules(f"Call {text}")


@pytest.mark.parametrize(
    "text",
    [
        *("Mr Nobody", "Mrs. Nobody", "Dr Nemo", "Señor Nadie", "Herr Niemand", "Mme Personne", "张先生", "山田さん"),
        *("Mr.Nobody", "Dr.Nemo", "MR NOBODY", "MRS.NOBODY"),
    ],
)
def test_a_name_after_a_title_is_found(text: str) -> None:
    """A personal name is told where a title gives it away."""
    assert rules(f"It was {text} who signed") == {"private-name"}


def test_an_e_mail_address_is_found() -> None:
    """An e-mail address is private data too."""
    assert rules("Write to nobody@example.invalid now") == {"private-email"}


@pytest.mark.parametrize("text", ["40°25′00″N", "40° 25' N, 3° 42' W", "48º12'30\" E", "40.4167, -3.7033"])
def test_a_point_is_found_however_it_is_written(text: str) -> None:
    """In degrees with a fraction, or in degrees, minutes and seconds."""
    assert rules(f"It lies at {text} there") == {"private-point"}


@pytest.mark.parametrize(
    "text", ["3 men in the street", "102 stations on the silk road", "4 of the main street", "5° cold", "DR CONGO"]
)
def test_common_words_are_no_address(text: str) -> None:
    """Small letters and a number do not make one."""
    assert rules(f"They saw {text} and left") == set()


def test_a_street_without_a_number_is_found_as_a_lesser_thing() -> None:
    """A street alone is finer than a city, but often part of another name."""
    assert rules("It lies on Nowhere Road, they say") == {"street-name"}


@pytest.mark.parametrize(
    "text",
    [
        "54 stations in 30 countries, disclosed 12 September 2022; 48 more on 5 December 2022.",
        "230,000 people between April 2021 and July 2022",
        "2022-09-12 2022-10-01",
        "Said to be no. 23 of the Fuzhou list of 30; placed in wave 2 because wave 1 has two.",
        "11 in total less 4 in wave 1 less 5 with a place leaves 2.",
        "A session of the Supreme Court, 12 May; the 2022 Supreme Court ruling",
        "The Wall Street Journal and Avenue Magazine",
        "Viareggio 2015, Ruanda 2020",
        "The Guardian via Taipei Times",
        "Viña del Mar, Santiago de Compostela, Dar es Salaam, São Paulo, Dobroești",
        "110 Overseas",
        "The Australian, 9 December 2022",
        "One drove away. Drink tea at 5",
        "人民网 2022年 30 个",
    ],
)
def test_figures_dates_and_places_are_left_alone(text: str) -> None:
    """What the tables are full of is not taken for private data."""
    assert rules(text) == set()


def test_a_huge_cell_takes_no_time() -> None:
    """Only the start of an overlong cell is searched: the end of it is not reached."""
    assert rules("a" * 5_000_000 + " Mr Nobody") == set()


@pytest.mark.parametrize("text", ["05.12.2022", "on 05-12-2022", "01.10.2022 to 31.12.2022", "01/10/2022"])
def test_a_day_is_no_telephone_number(text: str) -> None:
    """However it is written."""
    assert [one.rule for one in private_passages(text)] == []


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://paper.example/2022/a-post-on-any-street/", True),
        ("https://paper.example/rue-nulle-12", True),
        ("https://paper.example/on-wall-street/", False),
        ("https://www.anystreet.example/answers/", False),
        ("https://paper.example/streets-of-sorrow", False),
        ("https://[paper.example/rue-nulle-12", False),
    ],
)
def test_the_address_of_a_page_can_name_a_street(address: str, named: bool) -> None:
    """A publisher puts the headline there, and with it what the tables leave out of the title."""
    assert names_street(address) is named
