"""What the operating system allows the server, raised to what a crowd of readers needs."""

from __future__ import annotations

import sys
from typing import Final

FILES: Final = 65_536


def raise_file_limit() -> None:
    """Lets the process hold as many files open as its hard limit allows, FILES at most.

    A session holds four, and three of them for some minutes after its reader left (measured): with the usual soft limit
    of 1,024 the next reader is turned away at about 150.
    """
    if sys.platform == "win32":  # has no such limit
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
