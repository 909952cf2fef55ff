"""The keeper of the data: the last good version of what stands in files, read anew when the files change.

A reader never sees half of a change: what does not pass the check is refused as a whole, is told in the log, and the
version before it stays. What the check said is kept until the files change again, so a visit never waits for a check
that was made before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock, Thread
from time import monotonic
from typing import Final, Generic, TypeVar

from geo.errors import AtlasError, DataError
from pages.ui.journal import in_utc, tell

LOOK_EVERY: Final = 2.0  # seconds between two looks at the files
Kept = TypeVar("Kept")
TOLD: Final = 50  # problems of refused data; all of them are told by `python -m geo check`


class Keeper(Generic[Kept]):
    """load: reads and checks; raises AtlasError. sign: something that differs when the files do; reads no content.
    name: what a version is called in the log. spare: reads what was good before this process began, None without it;
    raises as load."""

    def __init__(
        self,
        load: Callable[[], Kept],
        sign: Callable[[], object],
        name: Callable[[Kept], str],
        spare: Callable[[], Kept | None] = lambda: None,
    ) -> None:
        self._load, self._sign, self._name, self._spare = load, sign, name, spare
        self._turn = Lock()
        self._good: Kept | None = None
        self._refused: AtlasError | None = None
        self._since = ""
        self._seen: object = None
        self._looked = -LOOK_EVERY
        self._reading: Thread | None = None

    def get(self) -> Kept:
        """The last good version, of before a restart, too. Raises the AtlasError of the files when there is none."""
        with self._turn:
            if self._good is None:
                if self._changed():
                    self._read()
            elif (self._reading is None or not self._reading.is_alive()) and self._changed():
                self._reading = Thread(target=self._read, name="read-data", daemon=True)
                self._reading.start()
            if self._good is not None:
                return self._good
            if self._refused is None:
                raise RuntimeError("nothing was read")
            raise self._refused

    @property
    def refused(self) -> AtlasError | None:
        """Why the files as they are now are not what is shown; None while they are."""
        return self._refused

    @property
    def since(self) -> str:
        """When the version that is shown was read, in UTC: "2026-11-30T10:54:51Z"; "" before there is one."""
        return self._since

    def wait(self) -> None:
        """Until a reading that has begun has ended."""
        if self._reading is not None:
            self._reading.join()

    def _changed(self) -> bool:
        """Whether the files differ from what was read last; looks at them every two seconds at most."""
        now = monotonic()
        if now - self._looked < LOOK_EVERY:
            return False
        self._looked = now
        signed = self._sign()
        changed = signed != self._seen
        self._seen = signed
        return changed

    def _read(self) -> None:
        try:
            good = self._load()
        except AtlasError as error:
            self._refused = error
            if self._good is None:
                self._fall_back()
            _tell(error, kept=self._name(self._good) if self._good is not None else "")
        except BaseException:
            self._seen = None  # a defect is no verdict on the files: the next visit tries again
            raise
        else:
            self._good, self._refused = good, None
            self._since = in_utc(datetime.now(UTC))
            tell(logging.INFO, "data-shown", version=self._name(good))

    def _fall_back(self) -> None:
        """To what was shown before a restart, so that refused files close no door."""
        try:
            self._good = self._spare()
        except AtlasError:  # this program asks for more than the one that kept it: there is nothing to show
            return
        if self._good is not None:
            self._since = in_utc(datetime.now(UTC))


def _tell(error: AtlasError, *, kept: str) -> None:
    """One line that says what happened, then one for the place of each problem. What stands there is for `geo check` to
    show: it may be a private person's. kept: the last good version, which stays; "" when nothing can be shown."""
    shown: dict[str, object] = {"kept": kept} if kept else {"shown": "nothing"}
    if not isinstance(error, DataError):
        tell(logging.ERROR, "data-refused", **shown, reason=error)
        return
    errors = [problem for problem in error.problems if problem.level == "error"]
    tell(logging.ERROR, "data-refused", **shown, errors=len(errors), run="python -m geo check")
    for problem in errors[:TOLD]:
        tell(logging.ERROR, "data-problem", **problem.whereabouts())
