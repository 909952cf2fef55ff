"""The descriptor is read into columns, keys and meanings, or refused with every problem."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.tables.load import load_raw
from geo.tables.schema import read_schema
from tests.world.tables import DESCRIPTOR, write_tiny


def test_columns_limits_and_keys_are_read(tmp_path: Path) -> None:
    """Everything a table states about itself can be asked for."""
    schema = read_schema(write_tiny(tmp_path))
    posts, papers = schema.tables["posts"], schema.tables["papers"]

    assert schema.version == "2001.2.3"
    assert posts.names == ("post_id", "lat", "year", "open", "paper_ids")
    assert posts.primary_key == ("post_id",)
    assert posts.column("lat").unit == "degrees"
    assert posts.column("paper_ids").list_of == "papers"
    assert papers.column("pages").minimum == 1
    assert papers.foreign_keys[0].table == "posts"
    with pytest.raises(KeyError):
        posts.column("nowhere")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_is_a_clear_problem(tmp_path: Path, content: bytes) -> None:
    """Broken text gives one problem that names the file."""
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_schema(tmp_path)

    assert [(p.table, p.rule) for p in caught.value.problems] == [("datapackage.json", "not-json")]


@pytest.mark.parametrize("read", [read_schema, load_raw])
def test_a_missing_descriptor_is_a_clear_problem(tmp_path: Path, read: Callable[[Path], object]) -> None:
    """A folder without a descriptor is no data package; it is named, as the folder that was meant may be another."""
    with pytest.raises(DataError) as caught:
        read(tmp_path / "nowhere")

    (told,) = caught.value.problems
    assert told.rule == "file-missing"
    assert f"Put a datapackage.json into {tmp_path / 'nowhere'} (No such file or directory)." in told.advice


@pytest.mark.parametrize("descriptor", [[], {}, {"resources": []}, {"resources": [1]}, {"resources": [{"name": "a"}]}])
def test_a_descriptor_without_tables_is_refused(tmp_path: Path, descriptor: object) -> None:
    """JSON that describes no table is a problem, not a traceback."""
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    with pytest.raises(DataError) as caught:
        read_schema(tmp_path)

    assert {p.rule for p in caught.value.problems} == {"descriptor"}


def test_all_problems_of_a_descriptor_are_told_at_once(tmp_path: Path) -> None:
    """Unknown types, unknown contents, repeated columns, odd keys and paths are found in one go."""
    broken = deepcopy(DESCRIPTOR)
    fields = broken["resources"][0]["schema"]["fields"]
    fields[0]["type"] = "geojson"
    fields[1]["content"] = "secret"
    fields[2]["constraints"] = {"pattern": "(["}
    fields.append({"name": "lat"})
    broken["resources"][1]["schema"]["foreignKeys"] = [{"fields": "post_id"}]
    broken["resources"].append({"name": "elsewhere", "path": "../elsewhere.csv"})
    (tmp_path / "datapackage.json").write_text(json.dumps(broken))
    with pytest.raises(DataError) as caught:
        read_schema(tmp_path)

    assert {p.value for p in caught.value.problems} == {
        "geojson",
        "secret",
        "([",
        "lat",
        "papers",
        "../elsewhere.csv",
    }


ODD = {
    "a profile elsewhere": lambda d: d.update(profile="http://127.0.0.1:9/profile.json"),
    "a profile on disk": lambda d: d.update(profile="/etc/passwd"),
    "a table's profile elsewhere": lambda d: d["resources"][0].update(profile="https://profile.invalid/"),
    "a schema elsewhere": lambda d: d["resources"][0].update(schema="http://127.0.0.1:9/schema.json"),
    "a dialect elsewhere": lambda d: d["resources"][0].update(dialect="dialect.json"),
    "a reference": lambda d: d["resources"][0]["schema"]["fields"][0].update({"$ref": "http://127.0.0.1:9/"}),
    "a key that is a number": lambda d: d["resources"][0]["schema"].update(primaryKey=7),
    "a key of numbers": lambda d: d["resources"][0]["schema"].update(primaryKey=[7]),
    "a key of no column": lambda d: d["resources"][0]["schema"].update(primaryKey=["nothing"]),
    "a foreign key to no table": lambda d: d["resources"][1]["schema"]["foreignKeys"][0]["reference"].update(
        resource="nowhere"
    ),
    "a path with NUL": lambda d: d["resources"][0].update(path="posts\0.csv"),
    "a limit of another type": lambda d: d["resources"][0]["schema"]["fields"][0].update(
        constraints={"maxLength": "eighty"}
    ),
    "an enum of numbers": lambda d: d["resources"][0]["schema"]["fields"][0].update(constraints={"enum": [1]}),
    "a pattern that is a number": lambda d: d["resources"][0]["schema"]["fields"][0].update(constraints={"pattern": 1}),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_descriptor_is_a_problem_and_opens_nothing(tmp_path: Path, name: str) -> None:
    """Nothing in a data folder may cause a request, open another file or end in a traceback."""
    broken = deepcopy(DESCRIPTOR)
    ODD[name](broken)
    (tmp_path / "datapackage.json").write_text(json.dumps(broken))
    with pytest.raises(DataError) as caught:
        read_schema(tmp_path)

    assert {p.rule for p in caught.value.problems} == {"descriptor"}


def test_a_number_of_thousands_of_digits_is_a_problem(tmp_path: Path) -> None:
    """Python refuses to read it, and says so with another error than for broken JSON."""
    (tmp_path / "datapackage.json").write_text('{"version": ' + "1" * 5000 + "}")
    with pytest.raises(DataError) as caught:
        read_schema(tmp_path)

    assert [p.rule for p in caught.value.problems] == ["not-json"]
