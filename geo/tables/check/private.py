"""Private data that a pattern can tell: street addresses, telephone numbers, e-mail addresses, names after a title.

What no pattern can tell, a bare personal name above all, is left to the curator: finding nothing here is no proof
that nothing is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.errors import Problem
from geo.tables.address import split_address

_LONGEST = 2_000
# Words of a page's address that name a street; Wall Street and Downing Street stand for others than an address.
_STREET_IN_PATH = re.compile(
    r"[-_/](?!wall-|downing-)[a-z]+-(?:street|road|avenue|lane|boulevard|strasse|straat|gasse)(?=[-_/.]|$)"
    r"|[-_/](?:rue|calle|avenida|rua|via|viale|piazza|plaza|ulica|jalan)-[a-z]+-\d"
)

_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]{0,30}"
# A house number; four digits that look like a year are taken for one.
_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,5}\s?[A-Za-z]?(?:[-/]\d{1,4})?\b"

# Street words that stand after the name. The second group also ends the names of squares, courts and shops,
# so it needs a house number of up to three digits before it.
_AFTER = (
    r"(?:Street|Road|Avenue|Lane|Boulevard|Terrace|Crescent|Highway|St\.|Rd\.?|Ave\.?|Blvd\.?"
    r"|STREET|ROAD|AVENUE|LANE|BOULEVARD|TERRACE|CRESCENT|HIGHWAY|ST\.|RD\.?|AVE\.?|BLVD\.?)"
)
# In small letters the same words are no name: "on the road", "3 men in the street".
_SMALL = r"(?!(?:in|on|at|of|the|a|and|from|to|along|off|across|by|per|or|main)\b)[a-z]{3,}"
_AFTER_UNSURE = r"(?:Square|Court|Close|Drive|Place|Parade|Way|Row)"
# Street words that stand before the name in Romance and Slavic languages, Greek, Indonesian and Turkish.
_BEFORE = (
    r"(?:Calle|C/|Avenida|Avda?\.|Plaza|Paseo|Carrer|Passeig|Rua|R\.|Travessa|Praça|Largo|Estrada|Via|Viale|Piazza"
    r"|Corso|Vicolo|[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Qq]uai|[Ii]mpasse|[Pp]lace(?=\s+d)"
    r"|[Ss]trada|[Ss]tr\.|[Bb]ulevardul|[Bb]d\.|[Ss]oseaua|[Șș]oseaua|[Uu]l\.|[Uu]lica|[Uu]lice"
    r"|[Οο]δός|[Λλ]εωφόρος|[Уу]лица|[Уу]л\.|[Вв]улиця|[Вв]ул\.|[Пп]роспект|Jalan|Jl\.)"
)
# Endings of one word that is a street: German, Dutch, Nordic.
_ENDING = r"(?:straße|strasse|str\.|gasse|allee|platz|straat|laan|gracht|plein|kade|gatan|vägen|gade|vej|gata)"
_INFLECTED = (
    r"[Uu]lici|[Uu]licy|[Aa]leja|[Aa]l\.|[Tt]řída|[Nn]áměstí|[Уу]лице|[Уу]лици|[Уу]лицы|[Вв]улиці|[Бб]ул\.|[Бб]улевард"
    r"|[Οο]δού|[Gg]atvė|[Ii]ela|[Ii]elā|[Tt]änav|[Đđ]ường|[Pp]hố|[Kk]alye"
)
_STREET = "|".join(
    (
        rf"\b{_NUMBER},?\s+(?:{_CAP}\s+){{1,4}}{_AFTER}(?=\W|$)",
        rf"(?<![\w.,])\d{{1,3}}[A-Za-z]?\s+(?:{_CAP}\s+){{1,3}}{_AFTER_UNSURE}\b",
        rf"(?<![\w.,-]){_NUMBER}\s+(?:main|{_SMALL}(?:\s+{_SMALL})?)\s+(?:street|avenue|boulevard)\b",
        rf"\b(?:{_CAP}\s+){{1,4}}{_AFTER},?\s+(?:[Nn]o\.?\s*)?{_NUMBER}",
        rf"(?<![\w/]){_BEFORE}(?:\s+|(?<=[./])\s*)(?:[\w’'.-]+\s+){{0,4}}[\w’'.-]+,?\s+(?:n[.º°o]*\s*|nr\.?\s*|№\s*)?{_NUMBER}",
        r"\b\d{1,4}(?:\s?bis|\s?ter)?,?\s+(?:rue|avenue|boulevard|place|quai|impasse)\s+(?:d\w*\s+)?[\w’'-]+",
        rf"\b\w{{2,30}}{_ENDING}\s+{_NUMBER}",
        # Street word after the name: Hungarian, Finnish, Turkish.
        rf"\b{_CAP}(?:\s+\w+)?\s+(?:utca|út|tér|körút|katu|tie|Sokak|Caddesi)\s*(?:No:?\s*)?{_NUMBER}",
        r"[\u4e00-\u9fff](?:路|街|道|巷|弄)[\u4e00-\u9fff]{0,10}\s{0,2}\d{1,5}\s?[号號]",
        r"\d\s?丁目|\d\s?番地",
        # Broadway has no street word; in these languages the word is inflected or stands in another script.
        rf"\b{_NUMBER}\s+(?:(?:East|West|North|South|E\.|W\.|N\.|S\.)\s+)?(?:Broadway|Bowery|Strand)\b",
        rf"\b\w{{2,30}}(?:katu|kadulla|tie|tiellä|kuja|polku|väylä|veien|vegen|gaten|stræde|allé|utca|köz)\s+{_NUMBER}",
        rf"(?<!\w)(?:{_INFLECTED})\s+(?:[\w’'.-]+\s+){{0,4}}[\w’'.-]*,?\s*(?:n[.º°o]*\s*|số\s*|№\s*)?{_NUMBER}",
        rf"\b{_NUMBER}\s+(?:[Đđ]ường|[Pp]hố)\s+\w+",
        r"(?:ถนน|ซอย)\s?[\u0e00-\u0e7f]+(?:\s?\d{1,4})?|\d{1,4}(?:/\d{1,4})?\s?(?:ถนน|ซอย)",
        r"(?:شارع|خیابان|جاده)\s+[\u0600-\u06ff]+|רחוב\s+[\u0590-\u05ff]+\s+\d{1,4}",
        r"[\u0900-\u097f]+\s+(?:मार्ग|रोड|सड़क)",
        r"[\uac00-\ud7a3](?:로|길)\s?\d{1,4}(?:번길)?(?!\d)",
        r"\b(?:Suite|Apt\.?|Apartment|Flat)\s+\d+\w?\b",
        r"\bP\.?\s?O\.?\s?Box\s+\d+",
    )
)
_STREET_NAME = rf"\b(?:on|in|at|off)\s+(?:{_CAP}\s+){{1,3}}(?:Street|Road|Avenue|Lane|Boulevard)\b"

_CALL = (
    r"\b(?:tel|phone|telephone|mobile|fax|whatsapp|tlf|tél|telefon|telefono|teléfono|telefone|wechat|qq)\b"
    r"|电话|電話|微信|手机|전화"
)
_DAY = r"[0-3]?\d[./-][0-3]?\d[./-](?:19|20)\d{2}(?!\d)"  # "05.12.2022" is a day
_PHONE = "|".join(
    (
        r"(?<![\w+])(?:\+|00)\d{1,3}(?:[\s().\-/]*\d){7,12}(?!\w)",
        rf"(?<![\w.\-/])(?!{_DAY})\(?\b0\d{{1,4}}\)?[\s\-/.](?:\d{{2,4}}[\s\-.]?){{2,4}}(?!\w)",
        r"(?<![\w.])\(\d{3}\)\s?\d{3}[-.\s]\d{4}(?!\w)",
        r"(?<![\w.\-/])\d{3}[-.]\d{3}[-.]\d{4}(?!\w)",
        rf"(?i:{_CALL})[.:：]*\s*(?:no\.?\s*)?\+?\(?\d(?:[\s().\-/]?\d){{4,}}",
    )
)

_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"

_TITLED = (
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Herr|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Sra?|Srta"
    r"|Doña|Senhora?|Dona|Signora?|Signorina|Sig|Sig\.ra|Dott|Dottor|Mevrouw|Meneer|Dhr|Mevr|Pán|Paní|Domnul|Doamna"
    r"|Gospodin|Gospođa|Kyrios|Kyria|Bapak|Ibu|Bwana)"
)
# Don is a title of persons and a part of the names of places and rivers.
_PLACE_OR_NAME = rf"\bDon\s+{_CAP}"
_POINT = (
    r"(?<![\d.])-?\d{1,2}\.\d{3,}°?\s?[NSns]?\s?[,;/ ]\s?-?\d{1,3}\.\d{3,}"
    r"|\d{1,3}\s?[°o]\s?\d{1,2}(?:\.\d+)?\s?['’′]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:[\"”″]|''|’’|′′)\s?)?[NSEWO]\b"
)
_NAME = "|".join(
    (
        rf"\b{_TITLED}(?:\.\s*|\s+){_CAP}",
        r"\b(?:MRS?|MISS|PROF)(?:\.\s*|\s+)[A-Z]{2,}\b",
        rf"(?<!\w)M\.\s+{_CAP}",
        r"[\u4e00-\u9fff]{1,4}(?:先生|女士|小姐)",
        r"[\u4e00-\u9fff\u30a0-\u30ff]{1,6}(?:さん|氏)",
        r"[\uac00-\ud7a3]{2,4}\s?씨(?![\uac00-\ud7a3])",
    )
)


@dataclass(frozen=True)
class PrivatePassage:
    """A passage that looks like private data: the rule it breaks, the passage, what to do.

    unsure: it may as well be a part of another name, as in Don Benito or "on Abbey Road".
    """

    rule: str
    passage: str
    advice: str
    unsure: bool = False


_PATTERNS = (
    ("private-address", re.compile(_STREET), "Leave the street address out; a city is the finest place allowed."),
    ("private-phone", re.compile(_PHONE), "Leave the telephone number out."),
    ("private-email", re.compile(_EMAIL), "Leave the e-mail address out."),
    ("private-point", re.compile(_POINT), "Leave the coordinate out; a point is finer than a city."),
    ("private-name", re.compile(_NAME), "Leave the name of the person out; say the office instead."),
)
_UNSURE_PATTERNS = (
    ("street-name", re.compile(_STREET_NAME), "Leave the street out unless it is part of another name."),
    ("name-in-doubt", re.compile(_PLACE_OR_NAME), "Leave the name out if it is a person's; a place may stand."),
)


def private_passages(text: str) -> Iterator[PrivatePassage]:
    """Passages of a text that look like private data, at most one for each rule.

    Full-width and other compatibility forms are read as the plain characters. Only the first 2,000 characters
    are searched: no column allows more, and some of the patterns take time that grows with the square.
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST])
    for patterns, unsure in ((_PATTERNS, False), (_UNSURE_PATTERNS, True)):
        for rule, pattern, advice in patterns:
            match = pattern.search(plain)
            if match:
                yield PrivatePassage(rule, match[0], advice, unsure)


def masked(problem: Problem) -> Problem:
    """The problem with its value masked where private data stand in it, whatever else is wrong with the cell."""
    value = problem.value or ""
    hides = not problem.rule.startswith("private-") and any(not one.unsure for one in private_passages(value))
    return replace(problem, value=mask(value)) if hides else problem


def mask(passage: str) -> str:
    """ "M… (12 characters)": enough to find a private passage on its line, too little to learn it."""
    return f"{passage[:1]}… ({len(passage)} characters)"


def names_street(address: str) -> bool:
    """Whether the path of a web address has words that name a street: "…-station-on-high-street/"."""
    return bool(_STREET_IN_PATH.search(split_address(address).path.casefold()))
