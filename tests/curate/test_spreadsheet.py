"""Every table opened and saved by a spreadsheet program, unchanged, says what it said."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from geo.atlas import load_atlas
from geo.curate.compare import compare
from geo.tables.load import load_raw
from tests.real_atlas import DATA

CSV_IN = "CSV:44,34,76,1"  # commas, quotes, UTF-8, from line 1: what a person confirms in the dialogue
CSV_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder with each table opened, saved as XLSX, and from there as CSV."""
    place = tmp_path_factory.mktemp("office")
    folder = Path(shutil.copytree(DATA, place / "data"))
    profile = f"-env:UserInstallation=file://{place / 'profile'}"
    tables = sorted(folder.glob("*.csv"))
    office = ["soffice", profile, "--headless"]
    for arguments in (
        [f"--infilter={CSV_IN}", "--convert-to", "xlsx", "--outdir", place / "xlsx", *tables],
        ["--convert-to", CSV_OUT, "--outdir", folder, *(place / "xlsx" / f"{table.stem}.xlsx" for table in tables)],
    ):
        subprocess.run([*office, *arguments], check=True, capture_output=True, timeout=300)
    return folder


def test_nothing_is_lost(saved: Path) -> None:
    """The same rows, the same atlas, the same fingerprint; and the files were written anew."""
    today = date(2026, 11, 29)

    assert (saved / "claims.csv").read_bytes() != (DATA / "claims.csv").read_bytes()
    assert compare(load_raw(DATA), load_raw(saved)).empty
    assert load_atlas(saved, today=today).fingerprint == load_atlas(DATA, today=today).fingerprint
