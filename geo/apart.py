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

    The process is a copy of this one, which is safe only where nothing else runs in it, and not on every system; there,
    and with a single processor, make itself is returned and works when it is called. What fails in the copy is tried
    again here, where its error can be told.
    """
    if sys.platform in ("win32", "darwin") or threading.active_count() > 1 or (os.cpu_count() or 1) < 2:
        return make
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(make, sender), daemon=True)
    process.start()
    sender.close()

    def wait() -> bytes:
        try:
            content = receiver.recv_bytes()
        except EOFError:  # it ended without an answer
            content = None
        receiver.close()
        process.join()
        return make() if content is None else content

    return wait


def _send(make: Callable[[], bytes], sender: Connection) -> None:
    try:
        sender.send_bytes(make())
    except Exception:
        sender.close()
