"""The parts of a web address, whoever typed it."""

from urllib.parse import SplitResult, urlsplit

NOTHING = SplitResult("", "", "", "", "")


def split_address(text: str) -> SplitResult:
    """The parts of an address; none at all for what can't be one, such as a host with an open bracket or a port that is
    no number."""
    try:
        parts = urlsplit(text.strip())
        parts.port  # noqa: B018 -- read only when asked for, and then it may be none
    except ValueError:
        return NOTHING
    return parts
