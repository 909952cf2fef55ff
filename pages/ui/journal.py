"""The operator's log: one line for one event, with its time in UTC, written to standard error.

A line holds an event's name and short facts, as `key=value` or, with ATLAS_LOG=json, as one JSON object. It never holds
a value of a table, which may be a private person's, nor anything of a reader.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, Final

from geo.errors import UsageError
from geo.settings import LOG

log: Final = logging.getLogger("station_atlas")


def tell(level: int, event: str, **facts: object) -> None:
    """Writes a line. level: of `logging`; event: its name in kebab-case; facts: what else is known, "" left out."""
    known = {name: fact for name, fact in facts.items() if fact not in ("", None)}
    words = [event, *(f"{name}={_quoted(fact)}" for name, fact in known.items())]
    log.log(level, "%s", " ".join(words), extra={"event": event, "facts": known})


def open_log() -> None:
    """From now on lines are written to standard error, as ATLAS_LOG says: as text where it says nothing of use."""
    try:
        as_json = LOG.read() == "json"
    except UsageError:  # which whoever reads all settings tells
        as_json = False
    handler = logging.StreamHandler()
    handler.setFormatter(LineFormatter(as_json=as_json))
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)


class LineFormatter(logging.Formatter):
    """One line of a record, whatever its facts hold."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        level = record.levelname.lower()
        if not self._as_json:
            return f"{at} {level} {record.getMessage()}"
        facts: dict[str, Any] = getattr(record, "facts", {})
        return _one_line({"time": at, "level": level, "event": getattr(record, "event", ""), **facts})


def _quoted(fact: object) -> str:
    """A fact as it stands, or in quotes, with what would break the line written as in JSON."""
    text = str(fact)
    return text if re.fullmatch(r"[\w.,:/+@-]+", text, re.ASCII) else _one_line(text)


def _one_line(fact: object) -> str:
    """JSON without a sign that ends a line or turns its direction, which JSON itself lets stand beyond ASCII."""
    text = json.dumps(fact, ensure_ascii=False, default=str)
    return re.sub("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]", lambda sign: f"\\u{ord(sign[0]):04x}", text)
