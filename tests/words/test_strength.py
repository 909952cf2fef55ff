"""Strong words in a title are found, weak ones are left alone."""

import pytest

from geo.words.strength import check_claim_strength


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China operates 54 stations in Spain", ["operates"]),
        ("54 confirmed stations", ["confirmed"]),
        ("Secret Chinese police stations in Europe", ["Secret", "police stations"]),
        ("Nine stations are in Spain", ["are"]),
        ("Stations were shut down", ["shut down"]),
        ("Stations run by Nantong", ["run"]),
    ],
)
def test_a_word_stronger_than_reported_is_found(text: str, words: list[str]) -> None:
    """Each strong word is named where it stands."""
    findings = check_claim_strength(text)

    assert [finding.word for finding in findings] == words
    assert [text[finding.start : finding.end] for finding in findings] == words


@pytest.mark.parametrize(
    "text",
    [
        "54 reported stations in 30 countries",
        "Chinese overseas police service stations as reported by Safeguard Defenders",
        "Nine stations are reported in Spain",
        "Reported, not independently confirmed",
        "Unconfirmed reports from Serbia",
        "Nantong bureau, wave 2",
    ],
)
def test_the_record_s_own_words_pass(text: str) -> None:
    """The terms the atlas itself prints raise no finding."""
    assert check_claim_strength(text) == ()


def test_every_finding_says_what_to_write_instead() -> None:
    """Advice comes with a way out."""
    findings = check_claim_strength("China illegally operates secret police stations, confirmed by abductions")

    assert len(findings) == 6
    assert all(finding.reason and finding.instead for finding in findings)
