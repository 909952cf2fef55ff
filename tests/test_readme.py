"""The README's promises: its commands exist and every filter is explained."""

import re
import subprocess
from pathlib import Path

from geo.view import FILTERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_filter_has_its_row() -> None:
    """A key of the address that the README does not explain is a secret."""
    rows = re.findall(r"^\| `([a-z]+)` \|", README, flags=re.M)

    assert rows == [one.key for one in FILTERS] + ["v"]


def test_continuous_integration_runs_the_readme_s_own_test_command() -> None:
    """A stranger's test run and ours are the same."""
    command = "bash .ci/test"

    assert f"```\n{command}\n```" in README
    assert f"exec {command}" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_files_that_the_readme_names_exist() -> None:
    """No link of the README leads nowhere."""
    named = re.findall(r"\]\(([^)#:]+)\)|`((?:data|geo|\.ci)/[\w./]*)`", README)
    missing = [name for pair in named for name in pair if name and not (ROOT / name).exists()]

    assert missing == []


def test_nothing_at_the_top_but_what_belongs_there() -> None:
    """The visible top level is fixed; everything else is hidden or has a room."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}
    allowed = {"app.py", "data", "geo", "pages", "tests", "requirements.txt", "README.md", "LICENSE", "CHANGELOG.md"}

    assert {name for name in top if not name.startswith(".")} - allowed == set()
