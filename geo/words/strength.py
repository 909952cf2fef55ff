"""Claim strength: words that say more than "reported", with what to write instead.

For titles that people write themselves, and for the sentences of the tables, where a speaker in the same sentence may
carry a strong word. It knows English words, not meaning: a sentence without a finding may still overstate, and a
quotation may rightly hold a strong word, so findings advise and never forbid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geo.words.messages import word


@dataclass(frozen=True)
class StrongWord:
    """A strong word at text[start:end], why it is too strong, and what the record supports instead."""

    word: str
    start: int
    end: int
    reason: str
    instead: str


_OPERATES: Final = "A report says that a station was listed; whether it works or worked is not established."
_RULES: Final = (
    (r"operat(?:e|es|ed|ing|ions?)|runs?|running|ran", _OPERATES, "“reported in”, “listed by”"),
    (r"is|are", _OPERATES, "“is reported”, “are reported”"),
    (
        r"confirm(?:s|ed|ing)?|prove[sdn]?|proving|establish(?:ed|es)?|verif(?:y|ied|ies)",
        "No source in this view confirms the claim; a government statement confirms only what it says.",
        "“reported”, “alleged”, or name who confirmed what and when",
    ),
    (
        r"secret(?:ly)?|illegal(?:ly)?|unlawful(?:ly)?|clandestine(?:ly)?|spy|spying|spies",
        "This is a judgement of some sources, not of the record.",
        "“reported”, or a quotation with its author",
    ),
    (
        r"police stations?",
        "The reports speak of overseas police service stations; China denies that they are police stations.",
        "“reported stations”, “police service stations”",
    ),
    (
        r"shut(?:s|ting)? down|closed down|dismantled",
        "Most closures are announced or reported, not checked.",
        "“reported closed”, “ordered to close”",
    ),
    (r"kidnap\w*|abduct\w*|rendition\w*", "The record speaks of persuasion to return.", "“persuasion to return”"),
    (
        r"guilty|convicted|criminals?",
        "A charge or a plea concerns one case, not the stations of a map.",
        "“charged”, with country and date",
    ),
)

# A copula is strong only where nothing weakens it: "stations are in Spain", but not "stations are reported in Spain".
_WEAK: Final = r"(?!\s+(?:reported|alleged|said|listed|denied|disputed|not|based|shown|placed|counted|known)\b)"
_PLACE: Final = r"(?=\s+(?:in|at|across|active|open|located|present)\b)"


# Language → words that say more than “reported”, by their stems; what weakens them stands before (“not confirmed”).
_OTHER_LANGUAGES: Final = {
    "es": r"oper(?:a|an|aba|aban)|funciona[n]?|ilegal(?:es)?|clandestin[oa]s?|secret[oa]s?|espías?|secuestr\w*|"
    r"confirmad[oa]s?",
    "it": r"oper(?:a|ano|ava|avano)|funziona(?:no)?|illegal[ei]|clandestin[oaei]|segret[oaei]|spi[ae]|rapi\w+|"
    r"confermat[oaei]",
    "fr": r"op[éè]r(?:e|ent|ait|aient)|fonctionn(?:e|ent)|illég(?:al|ale|aux|ales)|clandestin(?:e|s|es)?|"
    r"secr(?:et|ète)s?|espions?|enlev\w+|confirmé(?:e|s|es)?",
    "de": r"betreib(?:t|en)|arbeite(?:t|n)|illegal(?:e|en|er)?|geheim(?:e|en|er)?|spion\w*|entführ\w*|"
    r"bestätigt(?:e|en)?",
    "sr-Latn": r"delu(?:je|ju)|ilegaln(?:a|e|i|o)|tajn(?:a|e|i|o)|špijun\w*|otmic\w*|potvrđen(?:a|e|i|o)?",
    "zh-Hans": r"运营|运作|非法|秘密|间谍|绑架|证实",
}
_WEAKENED: Final = re.compile(
    r"(?:\b(?:sin|no|non|nicht unabhängig|nicht|nije nezavisno|nije)\s+|未经独立|未|没有)$", re.IGNORECASE
)


def check_claim_strength(text: str, language: str = "en") -> tuple[StrongWord, ...]:
    """Words of a text that claim more than "reported", in text order; () when there is none.

    "Police service stations" is the field's term and passes; "not confirmed" and "unconfirmed" pass too. Other
    languages than English have shorter lists, of the same kinds of words.
    """
    if language in _OTHER_LANGUAGES:
        bounds = r"{}" if language == "zh-Hans" else r"\b(?:{})\b"
        return tuple(
            StrongWord(found.group(), found.start(), found.end(), word(_OPERATES), word("“reported”"))
            for found in re.finditer(bounds.format(_OTHER_LANGUAGES[language]), text, flags=re.IGNORECASE)
            if not _WEAKENED.search(text[: found.start()])
        )
    findings = []
    for words, reason, instead in _RULES:
        pattern = rf"\b(?:{words})\b"
        if words == "is|are":
            pattern += _WEAK + _PLACE
        for match in re.finditer(pattern, text, flags=re.IGNORECASE):
            if not re.search(
                r"\b(?:not|never|un)\s*(?:independently\s+|been\s+)?$", text[: match.start()], re.IGNORECASE
            ):
                findings.append(StrongWord(match.group(), match.start(), match.end(), reason, instead))
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end)))


@dataclass(frozen=True)
class HouseWord:
    """A word of a curator's own list. word: as it is written, a star at its end for any ending."""

    word: str
    reason: str
    instead: str


_JUDGED: Final = "A judgement needs its speaker in the same sentence."
_ALWAYS: Final = (
    (r"prove[sdn]?|proving", "Nothing in this record is a proof.", "“said”, “reported”, with who and when"),
)
_WITHOUT_SPEAKER: Final = (
    (r"illegal(?:ly)?|unlawful(?:ly)?|clandestine(?:ly)?|secret(?:ly)?", _JUDGED, "“said to be …”, “called … by …”"),
    (r"operates?|operating|operated|runs?|running", _OPERATES, "“is reported”, “is said to be run from”"),
    (r"spy|spying|spies|kidnap\w*|abduct\w*|rendition\w*", _JUDGED, "“alleged …”, “… as … called it”"),
    (
        r"(?:confirm(?:s|ed)?|verif(?:y|ies|ied)|establish(?:es|ed)?)(?=\s+(?:that|the existence|the stations?|it)\b)",
        "A government confirms what it did or said; no source confirms the claim.",
        "“said that …”, with who and when",
    ),
)
_SPEAKER: Final = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|call(?:ed|s)|according|alleg\w+|accus\w+|report(?:s|ed|edly)?|relay\w*|claim\w*|"
    r"den(?:y|ies|ied)|spoke|courts?|jury|prosecutors?|charged?|plead\w*|pleaded|convict\w+|asked|examin\w+|whether|"
    r"suspect\w*|looking into|in the words of)\b|[“”\"«»]",
    re.IGNORECASE,
)
_NEGATED: Final = re.compile(r"\b(?:no|not|never|neither|nor|without|un)\b[^.;]*$", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.!?]+[.!?]*")


def check_prose(text: str, house: Iterable[HouseWord] = ()) -> tuple[StrongWord, ...]:
    """Strong words of a table's prose, in text order: those that no speaker in their sentence carries, and those of a
    house list wherever they stand."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        rules = [*_ALWAYS, *(() if _SPEAKER.search(sentence[0]) else _WITHOUT_SPEAKER)]
        rules += [(re.escape(one.word).replace(r"\*", r"\w*"), one.reason, one.instead) for one in house]
        for words, reason, instead in rules:
            for match in re.finditer(rf"\b(?:{words})(?!\w)", sentence[0], re.IGNORECASE):
                if not _NEGATED.search(sentence[0][: match.start()]):
                    start = sentence.start() + match.start()
                    found.append(StrongWord(match[0], start, start + len(match[0]), reason, instead))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))
