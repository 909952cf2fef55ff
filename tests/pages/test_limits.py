"""The server takes more open files than a shell gives it, and never fewer."""

import resource

import pytest

from pages.ui.server.limits import FILES, raise_file_limit


@pytest.mark.parametrize("given", [256, 1024, "hard"])
def test_the_soft_limit_is_raised_to_what_the_hard_one_allows(given: int | str):
    """And put back after the test."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else hard
    before = most if given == "hard" else min(int(given), most)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, hard))
        raise_file_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (max(before, min(FILES, most)), hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
