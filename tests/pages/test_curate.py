"""The page for curators: an upload is judged and compared in its own session, and never written."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.curating import _is_typed
from tests.pages.without_browser import open_page
from tests.real_atlas import DATA


def said(app: AppTest) -> str:
    """All the text of its own."""
    return " ".join(str(one.proto.body) for one in app.get("html"))


def handed_in(name: str, content: bytes) -> AppTest:
    """The page after a file was handed in."""
    app = open_page("curate")
    app.file_uploader[0].upload(name, content)
    return app.run()


def test_the_page_says_what_it_takes_and_that_nothing_is_written() -> None:
    """Before anything is uploaded."""
    text = said(open_page("curate"))

    assert "nobody else sees it, and nothing is written" in text
    assert "stations.csv" in text


def test_a_public_copy_serves_no_page_for_curators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless whoever runs it says so."""
    monkeypatch.setenv("ATLAS_URL", "https://atlas.example/")
    assert "switches it on by ATLAS_CURATE=1" in said(open_page("curate"))
    monkeypatch.setenv("ATLAS_CURATE", "1")
    assert "nothing is written" in said(open_page("curate"))


def test_the_data_stay_as_they_are() -> None:
    """A visit changes no file."""
    before = {path: path.stat().st_mtime_ns for path in DATA.rglob("*") if path.is_file()}
    open_page("curate")

    assert {path: path.stat().st_mtime_ns for path in DATA.rglob("*") if path.is_file()} == before


def test_a_table_is_judged_and_compared() -> None:
    """What the check says of it, what it would change, and the computed value written into it by one press."""
    table = (DATA / "stations.csv").read_bytes()
    line = table.splitlines()[3].replace(b",ESP,", b",Spain,")
    app = handed_in("stations.csv", b"\n".join([*table.splitlines()[:3], line, *table.splitlines()[4:]]))

    assert "stations.csv is the table stations" in said(app)
    assert "What the check says: 1 error" in said(app)
    assert "country_iso3 ESP → Spain" in said(app)

    app.button(key="curate-apply").click().run()

    assert "What the check says: 0 errors" in said(app)
    assert "Nothing changed: both say the same." in said(app)


def test_an_upload_is_gone_with_its_session() -> None:
    """Another visitor sees nothing of it, and the atlas is what it was."""
    handed_in("stations.csv", (DATA / "stations.csv").read_bytes().replace(b"Madrid", b"Nowhere"))

    assert "Nowhere" not in said(open_page("curate"))
    assert "What the check says" not in said(open_page("curate"))


def test_hostile_cells_are_text() -> None:
    """What a table holds can't become part of the page."""
    hostile = b"<img src=x onerror=alert(1)>"
    app = handed_in("stations.csv", (DATA / "stations.csv").read_bytes().replace(b",Madrid,", b"," + hostile + b","))

    assert "<img src=x" not in said(app)
    assert "&lt;img src=x" in said(app)


def test_an_older_package_is_compared_though_it_lacks_tables() -> None:
    """What the program needs and the package has not is told; nothing is counted, nothing breaks."""
    app = handed_in("old.zip", (DATA / "releases" / "2026.11.23.zip").read_bytes())

    assert not app.exception
    assert "The figures are counted when the errors are mended" in said(app)


def test_what_cannot_be_opened_is_said() -> None:
    """In one sentence, never as an error of the program."""
    app = handed_in("list.csv", b"<html><table>")

    assert "list.csv is a web page" in said(app)
    assert not app.exception


def say_whose_it_is(app: AppTest) -> None:
    """Publisher, title and day of a list."""
    for key, text in (("publisher", "Example Watch"), ("title", "A list"), ("day", "10 May 2023")):
        app.text_input(key=f"curate-{key}").set_value(text)
    app.run()


def test_a_list_is_asked_about() -> None:
    """Whose it is, and what can mean two things; then it is judged like any table."""
    app = handed_in("list.csv", b"country,city,bureau\nNorway,Oslo,Fuzhou\nCongo,,Fuzhou\n")
    assert "What this list is" in said(app)
    say_whose_it_is(app)
    assert "Congo: which country?" in said(app)

    app.session_state["curate"]["answers"]["3", "country"] = "COD"
    app.run()

    assert "2 reports added in 2 countries" in said(app)
    assert "What the check says: 0 errors" in said(app)


def test_a_list_that_relays_other_waves_is_asked_about_as_a_whole() -> None:
    """The question is about no row, and is answered like the others."""
    content = (
        b"country,city,bureau\nSpain,Madrid,Fuzhou\nSpain,Barcelona,Fuzhou\nCzechia,Prague,Qingtian\nGhana,,Fuzhou\n"
    )
    app = handed_in("list.csv", content)
    say_whose_it_is(app)
    assert "The list, relays: 3 of its 4 reports" in said(app)

    app.session_state["curate"]["answers"]["list", "relays"] = "yes"
    app.run()

    assert "1 report added in 1 country" in said(app)


def test_a_cleared_cell_of_an_editor_is_no_text() -> None:
    """Streamlit hands it over as a missing number: it was written as the letters “nan”."""
    assert [_is_typed(cell) for cell in ("Oslo", "", None, float("nan"))] == [True, False, False, False]
