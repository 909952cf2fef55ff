"""A site is the same however many processes make it, and what one of them meets is told."""

from functools import partial
from multiprocessing import active_children
from os import getpid
from pathlib import Path

import pytest

from geo.site.publish import Publication
from geo.site.sharing import share
from tests.site.conftest import BASE, ROOT
from tests.world.record import tiny_record


def opened(folder: Path) -> Publication:
    """The invented world's publication, made by each process in a folder of its own: none reads what another writes."""
    own = folder / str(getpid())
    own.mkdir(exist_ok=True)
    return Publication(tiny_record(own), ROOT / "data", BASE, ("fr",))


def test_two_processes_make_the_same_files_in_the_same_order(tiny_publication, tiny_site, tmp_path):
    """Pages, previews and the site map."""
    shared = partial(share, opened=partial(opened, tmp_path), processes=2)

    assert list(tiny_publication.files(shared=shared)) == list(tiny_site.items())


def test_what_a_process_meets_ends_the_whole(tmp_path):
    """Nothing is written of a site that lacks a page."""
    with pytest.raises(KeyError, match="no such page"):
        list(share([("document", "about"), ("document", "no such page")], partial(opened, tmp_path), 2))


def test_the_processes_end_when_nobody_takes_their_pages(tmp_path):
    """A disk that is full before the first page is written must not leave them at work."""
    others = set(active_children())
    made = share([("document", "about")] * 200, partial(opened, tmp_path), 2)
    begun = set(active_children()) - others
    made.close()

    assert begun
    assert not set(active_children()) & begun
