"""The operator's log: one line an event, in UTC, whatever it has to tell."""

import json
import logging
import re
import sys

import pytest

from pages.ui.journal import log, open_log, tell

HOSTILE = 'a\nb\u2028c \x85 “d” \u202e "e"'


@pytest.fixture(autouse=True)
def _as_it_was():
    """The log of the other tests."""
    handlers, level = log.handlers[:], log.level
    yield
    log.handlers[:] = handlers
    log.setLevel(level)


def written(capsys: pytest.CaptureFixture[str], **facts: object) -> str:
    """What an event writes to standard error."""
    open_log()
    tell(logging.ERROR, "data-refused", **facts)
    sys.stderr.flush()
    return capsys.readouterr().err


def test_an_event_is_one_line_with_its_time(capsys, monkeypatch):
    """What is not known is left out, what has a space is quoted."""
    monkeypatch.delenv("ATLAS_LOG", raising=False)
    line = written(capsys, kept="2026.11.29-20959d0f", errors=2, column=None, run="python -m geo check")

    at, _, rest = line.partition(" ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at)
    assert rest == 'error data-refused kept=2026.11.29-20959d0f errors=2 run="python -m geo check"\n'


@pytest.mark.parametrize("style", ["text", "json"])
def test_nothing_breaks_a_line_or_turns_it_round(capsys, monkeypatch, style):
    """Such as the name of a folder."""
    monkeypatch.setenv("ATLAS_LOG", style)
    line = written(capsys, reason=HOSTILE)

    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    assert "\u202e" not in line
    if style == "json":
        assert json.loads(line)["reason"] == HOSTILE
        assert json.loads(line)["event"] == "data-refused"


def test_an_unknown_style_is_text(capsys, monkeypatch):
    """The setting itself is refused elsewhere; that it is, has to be readable."""
    monkeypatch.setenv("ATLAS_LOG", "xml")

    assert " error data-refused errors=1\n" in written(capsys, errors=1)
