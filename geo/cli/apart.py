"""Work in a process of its own, beside this one, for a command that has a second processor.

Knows nothing of what is worked on.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection


def begin_apart(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begins make() in a process of its own and returns what waits for its bytes.

    The process is a copy of this one. Elsewhere than on Linux, beside other threads of Python and on a single processor
    no copy is made: make itself is returned and works when it is called. What fails in the copy is tried again here,
    where its error can be told.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        return make
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(make, sender), daemon=True)
    try:
        process.start()
    except OSError:  # no room for another process: the work is done here
        receiver.close()
        return make
    finally:
        sender.close()

    def wait() -> bytes:
        try:
            content = receiver.recv_bytes()
        except (EOFError, OSError):  # it ended without an answer, or in the middle of it
            content = None
        receiver.close()
        process.join()
        return make() if content is None else content

    return wait


def _send(make: Callable[[], bytes], sender: Connection) -> None:
    try:
        sender.send_bytes(make())
    except Exception:  # whatever it is: who waits gets no answer, makes it again and tells the error there
        sender.close()
