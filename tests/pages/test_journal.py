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


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_defect_that_a_library_tells_is_one_line_without_its_message(capsys, monkeypatch, style):
    """Its kind and the places it came through; what it says of itself may hold a reader's words."""
    monkeypatch.setenv("ATLAS_LOG", style)
    server = logging.getLogger("uvicorn.of_this_test")
    server.handlers.clear()
    server.propagate = False  # as uvicorn leaves one of its own, for which Python's last resort then speaks
    open_log()
    server.setLevel(logging.INFO)
    server.info("127.0.0.1:44330 - connection open")
    assert "127.0.0.1" not in capsys.readouterr().err
    try:
        raise KeyError("a reader's words")
    except KeyError:
        server.exception("Error deserializing\nback message")
    line = capsys.readouterr().err

    assert len(line.splitlines()) == 1
    assert "a reader's words" not in line
    assert "KeyError" in line
    assert "tests/pages/test_journal.py:" in line
    assert '"Error deserializing\\nback message"' in line
