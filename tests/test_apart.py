"""Work beside this process: the same bytes as here, and an error is told where it can be heard."""

import os
import threading

import pytest

from geo.apart import begin_apart


def whose() -> bytes:
    """The process that works."""
    return str(os.getpid()).encode()


def test_another_process_does_the_work_where_that_is_safe(monkeypatch):
    """And hands over all of it, however long."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    assert begin_apart(whose)() != whose()
    assert begin_apart(lambda: b"x" * 3_000_000)() == b"x" * 3_000_000


@pytest.mark.parametrize(("threads", "processors"), [(2, 2), (1, 1), (1, None)])
def test_beside_other_threads_or_alone_the_work_is_done_here(monkeypatch, threads, processors):
    """A copy of a process with threads may wait for ever for what one of them held."""
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)

    assert begin_apart(whose)() == whose()


def test_what_fails_there_is_told_here(monkeypatch):
    """Not swallowed with the process that failed."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def fail() -> bytes:
        raise ValueError("no such font")

    with pytest.raises(ValueError, match="no such font"):
        begin_apart(fail)()


def test_a_process_that_dies_leaves_the_work_to_this_one(monkeypatch):
    """Killed, for want of memory say."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here = os.getpid()

    def die_there() -> bytes:
        if os.getpid() != here:
            os._exit(9)
        return b"made here"

    assert begin_apart(die_there)() == b"made here"
