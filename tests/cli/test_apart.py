"""Work beside this process: the same bytes as here, and an error is told where it can be heard."""

import os
import sys
import threading
from multiprocessing import connection

import pytest

from geo.cli.apart import begin_apart


def lone(monkeypatch: pytest.MonkeyPatch, processors: int, threads: int = 1) -> None:
    """A process on Linux with so many threads and processors."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)


def whose() -> bytes:
    """The process that works."""
    return str(os.getpid()).encode()


def test_another_process_does_the_work_where_that_is_safe(monkeypatch):
    """And hands over all of it, however long."""
    lone(monkeypatch, processors=2)

    assert begin_apart(whose)() != whose()
    assert begin_apart(lambda: b"x" * 3_000_000)() == b"x" * 3_000_000


@pytest.mark.parametrize(("threads", "processors"), [(2, 2), (1, 1)])
def test_beside_other_threads_or_alone_the_work_is_done_here(monkeypatch, threads, processors):
    """A copy of a process with threads may wait for ever for what one of them held."""
    lone(monkeypatch, processors, threads)

    assert begin_apart(whose)() == whose()


def test_what_fails_there_is_told_here(monkeypatch):
    """Not swallowed with the process that failed."""
    lone(monkeypatch, processors=2)

    def fail() -> bytes:
        raise ValueError("no such font")

    with pytest.raises(ValueError, match="no such font"):
        begin_apart(fail)()


def test_a_process_that_dies_leaves_the_work_to_this_one(monkeypatch):
    """Killed, for want of memory say."""
    lone(monkeypatch, processors=2)
    here = os.getpid()

    def die_there() -> bytes:
        if os.getpid() != here:
            os._exit(9)
        return b"made here"

    assert begin_apart(die_there)() == b"made here"


def test_a_process_that_dies_in_the_middle_of_its_answer_leaves_the_work_to_this_one(monkeypatch):
    """Half of a file is none."""
    lone(monkeypatch, processors=2)

    def send_half(self: connection.Connection, content: bytes) -> None:
        os.write(self.fileno(), len(content).to_bytes(4, "big") + content[: len(content) // 2])
        os._exit(9)

    monkeypatch.setattr(connection.Connection, "send_bytes", send_half)

    assert begin_apart(lambda: b"made here")() == b"made here"


def test_no_room_for_another_process_is_no_error(monkeypatch):
    """The work is done here."""
    lone(monkeypatch, processors=2)
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError("no more processes")))

    assert begin_apart(whose)() == whose()
