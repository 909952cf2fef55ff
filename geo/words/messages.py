"""Words in the language that is spoken now: sentences by name, short words by their English text, figures and lists.

catalogue/ holds one gettext file a language; messages.pot is the English one, with notes for translators. Sentences
that a browser says too have a name (`say`, say.js); what only stands on a page or in a file is found by its English
text (`word`), as gettext does. A text without a translation is said in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from babel.messages.pofile import read_po

from geo.words.language import ENGLISH, joints, locale_of, plural_of, say_figure, spoken

CATALOGUE: Final = Path(__file__).parent / "catalogue"
TEMPLATE: Final = "messages.pot"

Text = str | Mapping[str, str]
"""A message, or its forms by CLDR's name of a plural."""

_SINGULAR: Final = {"entries": "entry"}
_WIDE_ENDS: Final = ("。", "？", "！")  # of sentences; say.js has the same
_ENDS: Final = (".", "?", "!", "…", *_WIDE_ENDS)
# Names that take "the" after "in": unions, groups of islands, and the few that kept it.
_ARTICLE: Final = re.compile(
    r"United .+|.+ Republic|.+ Islands|.+ Territor(y|ies)|Netherlands|Americas|Bahamas|Comoros|Gambia|Maldives|"
    r"Philippines|Seychelles|Isle of Man|(Democratic )?Republic .+"
)


@cache
def messages(language: str = ENGLISH) -> Mapping[str, Text]:
    """Name → sentence with {parts} to be filled, all of those that have a name."""
    return _read(language)[0]


@cache
def texts(language: str) -> Mapping[str, str]:
    """English text → the same in a language, for the texts without a name."""
    return _read(language)[1]


@cache
def _read(language: str) -> tuple[Mapping[str, Text], Mapping[str, str]]:
    path = CATALOGUE / (TEMPLATE if language == ENGLISH else f"{language}.po")
    with path.open("rb") as file:
        catalogue = read_po(file, locale=None if language == ENGLISH else str(locale_of(language)))
    named: dict[str, Text] = {} if language == ENGLISH else dict(messages())
    plain: dict[str, str] = {}
    forms = plural_forms(language)
    for message in catalogue:
        if not message.id:
            continue  # the head
        own = message.id if language == ENGLISH else message.string
        if isinstance(own, tuple | list):
            said: Text = MappingProxyType(dict(zip(forms, own, strict=True)))
        else:
            said = str(own or "")
        if not said:
            continue
        if message.context:
            named[message.context] = said
        elif isinstance(message.id, str) and isinstance(said, str):
            plain[message.id] = said
    return MappingProxyType(named), MappingProxyType(plain)


def plural_forms(language: str) -> tuple[str, ...]:
    """The forms in which a language's file has a plural, in their order: "one", "few", "other".

    CLDR's "many" of Romance languages is that of whole millions, which no count of ours reaches.
    """
    known = locale_of(language).plural_form.tags | {"other"}
    return tuple(form for form in ("one", "few", "other") if form in known)


def say(message: str, **parts: object) -> str:
    """The message of this name with its parts filled in, numbers as the language writes them.

    Of a message with several forms the part `number` chooses one. Raises KeyError for a name or a part that is not
    there.
    """
    found = messages(spoken())[message]
    if not isinstance(found, str):
        number = parts["number"]
        if not isinstance(number, int):
            raise TypeError(f"{message} takes a whole number, not {number!r}")
        found = found.get(plural_of(number), found["other"])
    return _fill(found, parts)


def word(english: str, **parts: object) -> str:
    """A text of a page or a file by its English words, with its parts filled in."""
    found = english if spoken() == ENGLISH else texts(spoken()).get(english, english)
    return _fill(found, parts) if parts else found


class Worded(Mapping[str, str]):
    """Key → words in the language that is spoken when they are read; made of English ones."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = dict(english)

    def __getitem__(self, key: str) -> str:
        return word(self._english[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


_CONTRACTED: Final = {
    "es": {("de ", "el "): "del "},
    "fr": {("de ", "le "): "du ", ("de ", "les "): "des "},
    "it": {("di ", "l’"): "dell’", ("di ", "le "): "delle ", ("di ", "i "): "dei ", ("da ", "i "): "dai "},
}
"""Language → a preposition before a part, the article with which the part begins, what both become."""


def _contract(text: str, parts: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """ "de {country}" and "el Reino Unido" → "del {country}" and "Reino Unido", in languages that join the two."""
    for (preposition, article), both in _CONTRACTED.get(spoken(), {}).items():
        forms = ((preposition, both), (preposition.capitalize(), both.capitalize()))
        begun = {name: part for name, part in parts.items() if isinstance(part, str) and part.startswith(article)}
        for (name, part), (form, joined) in product(begun.items(), forms):
            if f"{form}{{{name}}}" in text:
                text = text.replace(f"{form}{{{name}}}", f"{joined}{{{name}}}")
                parts = {**parts, name: part.removeprefix(article)}
    return text, parts


def _fill(text: str, parts: Mapping[str, object]) -> str:
    """The text with its parts in their places, each joined to what stands around it as the language asks."""
    text, parts = _contract(text, parts)
    for name, part in parts.items():
        if isinstance(part, str) and part.endswith("."):  # a Serbian date, an abbreviation: it closes the sentence, too
            text = text.replace(f"{{{name}}}.", f"{{{name}}}")
    said = {name: say_figure(part) if isinstance(part, int) else part for name, part in parts.items()}
    return _meet(text.format(**said))


def _meet(text: str) -> str:
    """The text with its parts joined as the language joins them; say.js has the same."""
    for pattern, joined in joints(spoken()):
        text = re.sub(pattern, joined, text)
    return text


def with_article(name: str) -> str:
    """A country's name as it stands after "in": "the United States", "Spain"; other languages do without."""
    return f"the {name}" if spoken() == ENGLISH and _ARTICLE.fullmatch(name) else name


def say_number(number: int, plural: str) -> str:
    """ "1 report", "54 reports", "1 country", "1,204 cities"."""
    if f"number.{plural}" in messages():
        return say(f"number.{plural}", number=number)
    noun = plural if number != 1 else _SINGULAR.get(plural, plural.removesuffix("s"))
    return f"{say_figure(number)} {noun}"


def close(sentence: str) -> str:
    """The sentence with its full stop; one that ends with a Serbian date, or with another sign, has it already."""
    return sentence if sentence.endswith(_ENDS) else say("closed", sentence=sentence)


def in_sentence(heading: str) -> str:
    """A heading as it goes on behind a colon: a small first letter, but in German, where it may begin a noun."""
    return heading if spoken() == "de" else heading[:1].lower() + heading[1:]


def join_place(country: str, city: str) -> str:
    """ "Spain, Madrid", or that no city is named."""
    return join_details(country, city or word("no city named"))


def join_clauses(clauses: Iterable[str]) -> str:
    """ "a; b", where each may hold commas of its own."""
    return _meet(say("join.clauses").join(clauses))


def join_details(*parts: str) -> str:
    """ "Safeguard Defenders, 12 September 2022": something and what is told of it; empty parts are left out."""
    return _meet(say("join.details").join(part for part in parts if part))


def join_sentences(*sentences: str) -> str:
    """Whole sentences behind each other; empty ones are left out. Between Chinese ones stands no blank."""
    first, *rest = [sentence for sentence in sentences if sentence] or [""]
    for second in rest:
        first = f"{first}{gap_after(first)}{second}"
    return first


def gap_after(text: str) -> str:
    """The blank before what follows a text: none behind a Chinese sign, which brings its own room."""
    return "" if text.endswith((*_WIDE_ENDS, "：", "，", "）", "、", "；")) else " "


def labelled(label: str, text: str) -> str:
    """ "Spain: Investigation opened": a heading or label before what it is about."""
    return say("labelled", label=label, text=text)


def with_aside(text: str, aside: str) -> str:
    """ "Fuzhou (inferred)"; the text alone where there is nothing to add."""
    return say("aside", text=text, aside=aside) if aside else text


_LIKE_ITS_LINK: Final = {
    ("es", "and"): (re.compile(r"(?:hi|i|í)(?![ae])", re.IGNORECASE), "y", "e"),
    ("es", "or"): (re.compile(r"h?[oó]", re.IGNORECASE), "o", "u"),
    ("it", "and"): (re.compile(r"[eèé](?!d)", re.IGNORECASE), "e", "ed"),
}
"""Before which words a link sounds like the word: "España e Irlanda", "Italia ed Ecuador"; say.js has the same."""


def join_words(words: list[str], last: Literal["and", "or"] = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    joined = say(f"join.{last}", first=say("join.between").join(words[:-1]), last=words[-1])
    sound, plain, changed = _LIKE_ITS_LINK.get((spoken(), last), (None, "", ""))
    if sound and sound.match(words[-1]):
        return f"{joined.removesuffix(f' {plain} {words[-1]}')} {changed} {words[-1]}"
    return joined
