"""The operator's log: one line for one event, with its time in UTC, written to standard error.

What the server's libraries log is written the same way: a message of theirs, and of a defect its kind and the places it
came through, where they would write forty lines for each junk message that somebody sends.

A line holds an event's name and short facts, as `key=value` or, with ATLAS_LOG=json, as one JSON object. It never holds
a value of a table, which may be a private person's, nor anything of a reader.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from geo.errors import UsageError
from geo.settings import LOG

log: Final = logging.getLogger("station_atlas")
SERVER: Final = ("streamlit", "uvicorn")
PROJECT: Final = Path(__file__).resolve().parents[2]
PLACES: Final = 6  # of a defect, the innermost ones


def tell(level: int, event: str, **facts: object) -> None:
    """Writes a line. level: of `logging`; event: its name in kebab-case; facts: what else is known, "" left out."""
    known = {name: fact for name, fact in facts.items() if fact not in ("", None)}
    log.log(level, "%s", _words(event, known), extra={"event": event, "facts": known})


def open_log() -> None:
    """From now on lines are written to standard error, as ATLAS_LOG says: as text where it says nothing of use.

    To be called when the server's libraries have their loggers, each with a handler of its own.
    """
    try:
        as_json = LOG.read() == "json"
    except UsageError:  # which whoever reads all settings tells
        as_json = False
    log.handlers[:] = [logging.StreamHandler()]
    log.setLevel(logging.INFO)
    others = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in SERVER]
    for logger in (log, *map(logging.getLogger, others)):
        if not (logger.handlers or logger.propagate or logger.name.endswith(".access")):
            spoken = logging.StreamHandler()  # in place of Python's last resort
            spoken.setLevel(logging.WARNING)  # below, a reader's address is told at each connection
            logger.addHandler(spoken)
        for handler in logger.handlers:
            if type(handler) is logging.StreamHandler:  # none that somebody has set for a purpose of their own
                handler.setFormatter(LineFormatter(as_json=as_json))


def in_utc(moment: datetime) -> str:
    """A moment, given in UTC, as a log and a watcher read it: "2026-11-30T10:54:51Z"."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class LineFormatter(logging.Formatter):
    """One line of a record, whatever its facts hold."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        if not hasattr(record, "event"):  # of a library
            return self._line(record, "server-message", _facts_of(record))
        return self._line(record, record.event, record.facts)  # type: ignore[attr-defined]

    def _line(self, record: logging.LogRecord, event: str, facts: Mapping[str, object]) -> str:
        at = in_utc(datetime.fromtimestamp(record.created, UTC))
        level = record.levelname.lower()
        if not self._as_json:
            return f"{at} {level} {_words(event, facts)}"
        return _one_line({"time": at, "level": level, "event": event, **facts})


def _words(event: str, facts: Mapping[str, object]) -> str:
    return " ".join([event, *(f"{name}={_quoted(fact)}" for name, fact in facts.items())])


def _facts_of(record: logging.LogRecord) -> dict[str, object]:
    """What a library has to say, and the kind and places of a defect: what it says of itself may hold a value."""
    facts: dict[str, object] = {"by": record.name, "says": record.getMessage().strip()}
    if record.exc_info and record.exc_info[0]:
        kind, _, trace = record.exc_info
        steps = [(Path(one.filename), one.lineno) for one in traceback.extract_tb(trace)]
        own = [f"{path.relative_to(PROJECT)}:{line}" for path, line in steps if _is_own(path)]
        last = [f"{path.name}:{line}" for path, line in steps[-1:] if not _is_own(path)]
        facts |= {"error": kind.__name__, "at": " ".join([*own, *last][-PLACES:])}
    return facts


def _is_own(path: Path) -> bool:
    return path.is_relative_to(PROJECT) and "site-packages" not in path.parts


def _quoted(fact: object) -> str:
    """A fact as it stands, or in quotes, with what would break the line written as in JSON."""
    text = str(fact)
    return text if re.fullmatch(r"[\w.,:/+@-]+", text, re.ASCII) else _one_line(text)


def _one_line(fact: object) -> str:
    """JSON without a sign that ends a line or turns its direction, which JSON itself lets stand beyond ASCII."""
    text = json.dumps(fact, ensure_ascii=False, default=str)
    return re.sub("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]", lambda sign: f"\\u{ord(sign[0]):04x}", text)
