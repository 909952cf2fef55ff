"""Where the reader has the atlas, as the browser says it: the server may lie below a path that it never sees."""

from types import SimpleNamespace

import pytest

from pages.ui import address


@pytest.mark.parametrize(
    ("url", "below", "home"),
    [
        ("http://host/", "", "http://host/"),
        ("http://host", "", "http://host/"),
        ("http://host/about?wave=w1", "", "http://host/"),
        ("http://host/atlas", "atlas", "http://host/atlas/"),
        ("http://host/atlas/", "/atlas/", "http://host/atlas/"),
        ("https://host:8443/atlas/about", "atlas", "https://host:8443/atlas/"),
        ("https://host/outer/about", "", "https://host/outer/"),  # a proxy takes "outer" away
        ("https://host/outer/", "", "https://host/outer/"),
        ("", "", ""),
    ],
)
def test_the_front_page_is_where_the_browser_has_it(
    url: str, below: str, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With and without a path of its own."""
    told = SimpleNamespace(context=SimpleNamespace(url=url), get_option=lambda _name: below)
    monkeypatch.setattr(address, "st", told)

    assert address.home() == home
