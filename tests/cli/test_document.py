"""`python -m geo document` writes what the page shows, as PDF or web page, and the file can be traced."""

from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from geo.cli import main
from geo.documents.catalogue import DOCUMENTS

DAY = ("--date", "2026-11-23", "--base-url", "https://atlas.example/")


def run(*arguments: str) -> Result:
    """What the command did."""
    return CliRunner().invoke(main, arguments)


def test_every_page_of_the_record_is_a_document() -> None:
    """Each page but the map, the briefing, which makes files of the map, and the curators' own."""
    pages = {path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py")}

    assert set(DOCUMENTS) == pages - {"overview", "briefing", "curate"}


def test_a_dossier_is_written_and_traced(tmp_path: Path) -> None:
    """A country's panel in the view asks for its dossier; the file says which view it shows."""
    out = tmp_path / "spain.pdf"
    done = run("document", "countries", "--view", "open=ESP", "--out", str(out), *DAY)

    assert done.exit_code == 0
    assert done.output.startswith(f"{out}: Spain: ")
    with pikepdf.open(out) as pdf:
        assert "/StructTreeRoot" in pdf.Root
    traced = run("trace", str(out))
    assert traced.exit_code == 0, traced.output
    assert "country=ESP" in traced.output


def test_a_web_page_leads_back_to_the_atlas(tmp_path: Path) -> None:
    """Its links begin with the address that was given."""
    out = tmp_path / "gaps.html"
    assert run("document", "reconciliation", "--format", "html", "--out", str(out), *DAY).exit_code == 0

    assert 'href="https://atlas.example/sources?source=' in out.read_text(encoding="utf-8")


def test_a_page_is_text_or_markdown_by_the_name_of_its_file(tmp_path: Path) -> None:
    """What it is follows from the name; a name of another kind is refused."""
    text, markdown, odd = (tmp_path / name for name in ("about.txt", "about.md", "about.doc"))
    for out in (text, markdown):
        assert run("document", "about", "--out", str(out), *DAY).exit_code == 0

    assert text.read_text().splitlines()[1].startswith("====")
    assert markdown.read_text().startswith("# ")
    assert run("document", "about", "--out", str(odd), *DAY).exit_code == 2
    assert not odd.exists()


@pytest.mark.parametrize("arguments", [("nonsense",), ("about", "--view", "wave=w9"), ("about", "--date", "tomorrow")])
def test_a_wrong_question_ends_with_2_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """No file, no traceback."""
    out = tmp_path / "no.pdf"
    done = run("document", *arguments, "--out", str(out))

    assert done.exit_code == 2
    assert not out.exists()
