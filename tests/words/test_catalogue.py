"""The catalogues against each other and against the source: nothing missing, nothing unused, nothing stronger."""

import ast
import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from geo.atlas import CHINA
from geo.documents.country.unknown import ONE_COPY_OF
from geo.render.web import script_words
from geo.site.shell import site_words
from geo.tables.load import load_raw
from geo.tables.package import open_package, released
from geo.words import captions
from geo.words.language import ENGLISH, LANGUAGES, best_of, locale_of, say_day, say_figure, sort_key, speaking
from geo.words.messages import (
    CATALOGUE,
    TEMPLATE,
    close,
    join_details,
    join_words,
    labelled,
    messages,
    plural_forms,
    say,
    say_number,
    with_aside,
    word,
)
from geo.words.strength import check_claim_strength

ROOT = Path(__file__).parents[2]
OTHERS = tuple(language for language in LANGUAGES if language != ENGLISH)
Key = tuple[str | None, str]


def read(language: str) -> dict[Key, Message]:
    """(name or None, English text) → message."""
    path = CATALOGUE / (TEMPLATE if language == ENGLISH else f"{language}.po")
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=None if language == ENGLISH else str(locale_of(language)))
    return {(one.context, one.id if isinstance(one.id, str) else one.id[0]): one for one in catalogue if one.id}


def parts_of(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms_of(value: object) -> tuple[str, ...]:
    """A message's text, or all of its forms."""
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


def strings_of(room: str) -> str:
    """Every text in the source of a room: the strings of its modules, and its scripts and descriptors as they are."""
    found = []
    for path in (ROOT / room).rglob("*"):
        if "catalogue" in path.parts:
            continue
        if path.suffix == ".py":
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            found += [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
        elif path.suffix == ".js":
            found.append(path.read_text(encoding="utf-8"))
    return "\n".join(found)


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_every_message_once_and_no_other(language: str):
    """In the order of the English file, so that two files can be read side by side."""
    assert list(read(language)) == list(read(ENGLISH))


@pytest.mark.parametrize("language", OTHERS)
def test_each_message_is_translated_with_the_same_parts_and_all_its_forms(language: str):
    """A plural has as many forms as Unicode CLDR knows of the language."""
    for key, message in read(language).items():
        english = set().union(*(parts_of(form) for form in forms_of(message.id)))
        said = forms_of(message.string)
        assert all(said), key
        assert len(said) == (len(plural_forms(language)) if isinstance(message.id, tuple | list) else 1), key
        assert parts_of(said[-1]) == english, key
        assert all(parts_of(form) <= english for form in said), key  # “the one report” needs no number


def test_each_name_and_text_in_the_source_is_in_the_catalogue_and_the_other_way_round():
    """`say("…")` and `word("…")`, here and in the scripts, the descriptor's and the captions' words."""
    literal = {*script_words(), *site_words()}
    for path in [*(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            first = node.args[0] if node.args else None
            if node.func.id == "word" and isinstance(first, ast.Constant):
                literal.add(str(first.value))
    for table in (captions.TABLES, captions.COLUMNS, captions.ABOUT, captions.PAGE_TITLES):
        literal |= set(table.values())
    known = read(ENGLISH)
    names = {name for name, _ in known if name}
    every = "\n".join(strings_of(room) for room in ("geo", "pages"))
    tables = load_raw(ROOT / "data").tables
    kinds, responses = tables["response_kinds"], tables["responses"]
    former = [
        str(said)
        for one in released(ROOT / "data")
        for said in open_package(one, ROOT / "data").tables["response_kinds"]["label"]
    ]
    told = [
        *former,
        *kinds["label"],
        *kinds["inline"],
        *tables["waves"]["drawn_from"],
        *tables["border_policies"]["sentence"],
    ]
    held = every + "\n".join([*told, *responses["summary"][responses["country_iso3"] == CHINA]])

    missing = sorted(text for text in literal if (None, text) not in known)
    unsaid = sorted(text for name, text in known if not name and text not in held)
    stems = {name: re.split(r"[.-]", name)[0] for name in names}
    unused = sorted(name for name, stem in stems.items() if name not in held and stem not in held)

    assert (missing, unsaid, unused) == ([], [], [])


@pytest.mark.parametrize("language", OTHERS)
def test_words_of_the_glossary_keep_their_strength(language: str):
    """Where English says “reported”, “alleged”, “denied”, a translation says it too."""
    with (CATALOGUE / "glossary.csv").open(encoding="utf-8") as file:
        glossary = list(csv.DictReader(file))
    assert glossary
    for (name, english), message in read(language).items():
        for row in glossary:
            if re.search(rf"\b(?:{row['en']})\b", re.sub(r"\{\w+\}", "", english), re.IGNORECASE):
                said = " ".join(forms_of(message.string))
                assert re.search(row[language], said, re.IGNORECASE), (name, english, row["english"], said)


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_claims_more_than_the_record(language: str):
    """The claim lint of the language finds nothing in its catalogue, but where the English text has the word itself, as
    a speaker's own: China denies “secret” stations."""
    for key, message in read(language).items():
        if check_claim_strength(key[1]):
            continue
        for form in forms_of(message.string):
            assert check_claim_strength(form, language) == (), key


@pytest.mark.parametrize(
    ("language", "text", "strong"),
    [
        ("es", "Comisarías ilegales operan en Madrid", ["ilegales", "operan"]),
        ("it", "Stazioni illegali operano a Roma", ["illegali", "operano"]),
        ("fr", "Des postes illégaux opèrent à Paris", ["illégaux", "opèrent"]),
        ("de", "Illegale Stationen betreiben in Berlin", ["Illegale", "betreiben"]),
        ("sr-Latn", "Ilegalne stanice deluju u Beogradu", ["Ilegalne", "deluju"]),
        ("zh-Hans", "非法警察站在运营", ["非法", "运营"]),
    ],
)
def test_the_lint_knows_the_strong_words_of_each_language(language: str, text: str, strong: list[str]):
    """An own title in any language is told where it says more than “reported”."""
    assert [one.word for one in check_claim_strength(text, language)] == strong


@pytest.mark.parametrize(
    ("language", "one", "few", "many"),
    [
        ("en", "1 report", "2 reports", "1,005 reports"),
        ("es", "1 informe", "2 informes", "1005 informes"),
        ("fr", "1 signalement", "2 signalements", "1\u00a0005 signalements"),
        ("de", "1 Meldung", "2 Meldungen", "1.005 Meldungen"),
        ("sr-Latn", "1 prijava", "2 prijave", "1.005 prijava"),
        ("zh-Hans", "1 条报告", "2 条报告", "1,005 条报告"),
    ],
)
def test_numbers_stand_with_their_form_of_the_word(language: str, one: str, few: str, many: str):
    """Three forms in Serbian, one in Chinese; thousands as the language groups them."""
    with speaking(language):
        assert [say_number(number, "reports") for number in (1, 2, 1005)] == [one, few, many]


def test_serbian_counts_by_the_last_digit():
    """21 as 1, 22 as 2, 11 as 5."""
    with speaking("sr-Latn"):
        assert [say("in.countries", number=number) for number in (21, 22, 11)] == [
            "u 21 zemlji",
            "u 22 zemlje",
            "u 11 zemalja",
        ]


def test_days_and_lists_are_written_as_the_language_does():
    """By Unicode CLDR."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = (say_day(2022, 9, 12), say_day(2022, 10), join_words(["a", "b", "c"]), say_figure(12040))

    assert said["en"] == ("12 September 2022", "October 2022", "a, b and c", "12,040")
    assert said["es"] == ("12 de septiembre de 2022", "octubre de 2022", "a, b y c", "12.040")
    assert said["de"] == ("12. September 2022", "Oktober 2022", "a, b und c", "12.040")
    assert said["sr-Latn"][:2] == ("12. septembra 2022.", "oktobar 2022.")
    assert said["zh-Hans"] == ("2022年9月12日", "2022年10月", "a、b 和 c", "12,040")


def test_a_text_without_a_translation_is_said_in_english():
    """A new text is read at once, and its translation follows."""
    with speaking("fr"):
        assert word("A text that nobody has translated, {number}.", number=1204).endswith("1\u00a0204.")


def test_a_language_that_is_not_spoken_is_english():
    """Whatever a caller asks for."""
    with speaking("tlh"):
        assert say("title.none") == str(messages()["title.none"])


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("fr-CH,fr;q=0.9,en;q=0.8", "fr"),
        ("pt-BR,en;q=0.5,de;q=0.9", "de"),
        ("sr-RS", "sr-Latn"),
        ("zh-TW;q=0.8,zh;q=0.7", "zh-Hans"),
        ("nl,ja", "en"),
        ("", "en"),
        ("de;q=x,it;q=0.1", "it"),
        ("en; q=0.5, FR ; Q=0.9", "fr"),
        ("de;q=0,it;q=0.1", "it"),
    ],
)
def test_a_reader_is_spoken_to_in_the_browsers_language(wanted: str, spoken: str):
    """The one that it prefers of those that there are."""
    assert best_of(wanted) == spoken


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åland", "Angola", "Côte d’Ivoire", "Cuba"]),
        ("fr", ["Égypte", "Émirats arabes unis", "Espagne", "États-Unis"]),
        ("de", ["Ägypten", "Albanien", "Österreich", "Portugal"]),
        ("sr-Latn", ["Crna Gora", "Čad", "Češka", "Danska", "Slovačka", "Španija", "Turska"]),
        ("zh-Hans", ["法国", "加拿大", "美国", "西班牙", "意大利"]),  # Fǎ, Jiā, Měi, Xī, Yì
    ],
)
def test_names_are_in_the_order_in_which_a_reader_looks_for_them(language: str, names: list[str]):
    """Not by the numbers of their letters, which put every accent behind z."""
    with speaking(language):
        assert sorted(set(names), key=sort_key) == names


def test_a_sentence_has_one_full_stop():
    """A Serbian date ends with one already."""
    with speaking("sr-Latn"):
        assert close(f"objava: {say_day(2022, 12, 5)}") == "objava: 5. decembra 2022."
    with speaking("zh-Hans"):
        assert close("已更正") == "已更正。"
    assert close("Corrected") == "Corrected."


SAID = """
import json, sys
from geo.record.cite import language_name
from geo.tables.codes import country_names, region_name
from geo.words.language import grouping, plural_of, say_day, say_month_alone, say_short_month, speaking
from geo.words.messages import plural_forms

def said(language):
    with speaking(language):
        days = [(say_day(2022, month), say_day(2022, month, 3), say_short_month(2022, month), say_month_alone(month))
                for month in range(1, 13)]
        names = [language_name(code) for code in ("no", "zh", "es")], region_name("Europe", language)
        numbers = grouping(language), [plural_of(n) for n in (1, 2, 5, 21)], plural_forms(language)
        return [days, names, sorted(country_names(language).items()), numbers]

print(json.dumps([said(language) for language in sys.argv[1:]]))
"""


def said_by_a_process(*languages: str) -> list[object]:
    """What a process of its own says in some languages, one after the other."""
    done = subprocess.run(
        [sys.executable, "-c", SAID, *languages], cwd=ROOT, capture_output=True, text=True, check=True
    )
    answer: list[object] = json.loads(done.stdout)
    return answer


def test_a_language_says_the_same_whatever_was_spoken_before_it():
    """Babel's data of languages are partly one and the same: who was first once lent all others its months."""
    alone = {language: said_by_a_process(language)[0] for language in LANGUAGES}

    for order in (tuple(LANGUAGES), tuple(reversed(LANGUAGES))):
        assert dict(zip(order, said_by_a_process(*order), strict=True)) == alone, order


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("es", ["España", "Irlanda"], "España e Irlanda"),
        ("es", ["España", "Hungría"], "España y Hungría"),
        ("es", ["agua", "hielo"], "agua y hielo"),
        ("it", ["Italia", "Ecuador"], "Italia ed Ecuador"),
        ("it", ["Italia", "Edimburgo"], "Italia e Edimburgo"),
        ("it", ["Italia", "Spagna"], "Italia e Spagna"),
        ("fr", ["Espagne", "Irlande"], "Espagne et Irlande"),
    ],
)
def test_a_link_does_not_sound_like_the_word_behind_it(language: str, words: list[str], said: str) -> None:
    """ "e Irlanda", "ed Ecuador"; say.js is held to the same by its vectors."""
    with speaking(language):
        assert join_words(words) == said


def test_the_first_of_a_month_is_written_as_the_language_does() -> None:
    """In French it has an ending of its own."""
    with speaking("fr"):
        assert [say_day(2022, 10, 1), say_day(2022, 10, 2)] == ["1er octobre 2022", "2 octobre 2022"]
    with speaking("es"):
        assert say_day(2022, 10, 1) == "1 de octubre de 2022"


def test_parts_meet_as_the_language_joins_them() -> None:
    """An Italian article before eight and eleven; no full stop of a Serbian date before another sign; a blank
    between Chinese characters and Latin words."""
    with speaking("it"):
        assert [say("filter.from", day=say_day(2023, 3, day)) for day in (8, 18, 1)] == [
            "divulgazione dall’8 marzo 2023",
            "divulgazione dal 18 marzo 2023",
            "divulgazione dal 1º marzo 2023",
        ]
    with speaking("sr-Latn"):
        day = say_day(2022, 9, 12)
        assert join_details(day, "Nantong") == "12. septembra 2022, Nantong"
        assert with_aside("Nantong", day) == "Nantong (12. septembra 2022)"
        assert labelled(day, "Nantong").startswith("12. septembra 2022:")
        assert close(day) == day
    with speaking("zh-Hans"):
        assert join_words(["Safeguard Defenders", "观察"]) == "Safeguard Defenders 和观察"
        assert join_words(["it-rome-1", "ca-toronto-12", "11 条"]) == "it-rome-1、ca-toronto-12 和 11 条"
        assert join_words([day := say_day(2022, 9, 12), day]) == "2022年9月12日和2022年9月12日"
    with speaking("de"):
        assert join_details("12. September", "2. Oktober") == "12. September, 2. Oktober"


def test_an_article_joins_the_preposition_before_it() -> None:
    """ "de + le signalement" is "du signalement"."""
    for language, expected in (("fr", "du seul"), ("es", "del único"), ("it", "dell’unica")):
        with speaking(language):
            share = say("share.one.reports")
            assert expected in word(ONE_COPY_OF, fact=word("bureau"), share=share, reason="")
