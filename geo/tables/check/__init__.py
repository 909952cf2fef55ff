"""Everything that can be wrong with the tables, found at once.

`check` judges tables that were read; `check_read` also their folder, which is what `python -m geo check` runs;
`check_folder` reads it first.
Generic rules (types, limits, keys) come from `frictionless` (tableschema.py), the others from the modules beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import DataError, Problem, in_order, without_consequences
from geo.tables.check.cells import cell_problems
from geo.tables.check.claims import claim_problems
from geo.tables.check.corrections import correction_problems
from geo.tables.check.order import order_problems
from geo.tables.check.private import masked
from geo.tables.check.records import record_problems
from geo.tables.check.tableschema import generic_problems
from geo.tables.check.wording import wording_problems
from geo.tables.labels import label_problems
from geo.tables.load import BROKEN, Raw, read_folder, type_problems
from geo.tables.needs import NEEDED
from geo.tables.package import is_whole, open_package, release_path, released, same_content
from geo.tables.schema import DESCRIPTOR, RELEASES

if TYPE_CHECKING:
    import geopandas as gpd

SHAPES_FILES = ("countries_low.parquet", "countries_medium.parquet")  # the finer one last
LIMITS = ("minimum", "maximum")
STEPS = 6  # parts that a check tells of
Step = Callable[[str], object]
VERSION = re.compile(r"[0-9]{4}\.(0?[1-9]|1[0-2])\.(0?[1-9]|[12][0-9]|3[01])(\.[0-9]{1,3})?")


def check(
    raw: Raw, *, today: date, shapes: gpd.GeoDataFrame | None = None, step: Step = lambda done: None
) -> tuple[Problem, ...]:
    """Problems of the tables that could be read, by table, line, column and rule; () if there is none.

    today: the day that counts as now; a date after it is an error. shapes: country shapes, EPSG:4326 with iso_a3;
    without them coordinates are not compared with countries and cities, which takes seconds.
    """
    broken = {(problem.table, problem.row) for problem in raw.told if problem.rule == BROKEN}
    found = (problem for problem in _problems(raw, today, shapes, step) if (problem.table, problem.row) not in broken)
    return in_order(masked(problem) for problem in without_consequences([*raw.told, *found]))


def check_folder(folder: Path, *, today: date, shapes: Path | None = None) -> tuple[Problem, ...]:
    """Problems of a data folder, those of files that can't be read included.

    shapes: a shapes file; by default both of the folder.
    """
    try:
        raw, _ = read_folder(folder)
    except DataError as error:
        return error.problems
    return check_read(raw, folder, today=today, shapes=shapes)


def check_read(
    raw: Raw, folder: Path, *, today: date, shapes: Path | None = None, step: Step = lambda done: None
) -> tuple[Problem, ...]:
    """Problems of a data folder of which the tables are read already. step: is told of each part that begins."""
    # Imported here because shapes and their libraries are needed by no other check.
    from geo.maps.earth.shapes import read_shapes
    from geo.tables.check.borders import policy_problems
    from geo.tables.check.places import host_problems

    problems: list[Problem] = []
    ground = None
    stations = raw.tables.get("stations")
    # The product draws both levels of detail: coordinates are compared with the finer one.
    for path in [shapes] if shapes else [folder / name for name in SHAPES_FILES]:
        try:
            ground = read_shapes(path)
        except DataError as error:
            problems += error.problems
            continue
        if stations is not None and "countries" in raw.tables:  # a code that no country has is told already
            hosts = set(stations["country_iso3"]) & set(raw.tables["countries"]["iso_a3"])
            problems += host_problems(ground, hosts, path.name)
        if not shapes:
            problems += policy_problems(raw, ground, path.name)
    if shapes and ground is not None:
        problems += _against_own(shapes, ground, folder)
    problems += _against_release(raw, folder)
    return in_order([*problems, *check(raw, today=today, shapes=ground, step=step)])


def check_upload(raw: Raw, unread: tuple[Problem, ...], *, today: date, shapes: Path) -> tuple[Problem, ...]:
    """Problems of a package that stands in no folder, coordinates included; unread: what of it can't be read.

    shapes: the folder whose shapes its coordinates are compared with.
    """
    from geo.maps.earth.shapes import read_shapes

    return in_order([*unread, *check(raw, today=today, shapes=read_shapes(shapes / SHAPES_FILES[-1]))])


def _against_release(raw: Raw, folder: Path) -> Iterator[Problem]:
    """Data that changed under the version of a release: two tables of one name can't both be cited by it. And releases
    that can't be read, which are not shown."""
    for version in released(folder):
        path = release_path(folder, version)
        if not is_whole(path):
            told = "Put the file back as it was published; until then no page can show that version."
            yield Problem(f"{RELEASES}/{path.name}", None, None, version, "release-damaged", told, "warning")
        elif version == raw.schema.version and not same_content(open_package(str(path), folder), raw):
            told = (
                f"“python -m geo release” raises it; “python -m geo diff {version} {folder}” says what changed since."
            )
            yield Problem(DESCRIPTOR, None, "version", version, "version-not-raised", told)


def _against_own(path: Path, theirs: gpd.GeoDataFrame, folder: Path) -> Iterator[Problem]:
    """What a deployer's shapes do with disputed areas against the folder's, and whether they say whose they are."""
    from geo.maps.earth.shapes import NOTE_KEY, read_note, read_shapes
    from geo.tables.check.borders import border_problems

    if not read_note(path):
        advice = f"Say whose borders these are, as {NOTE_KEY} in the file's metadata; maps then print it."
        yield Problem(path.name, None, None, None, "shapes-note-missing", advice, "warning")
    own = folder / SHAPES_FILES[-1]
    if own.is_file() and own.resolve() != path.resolve():
        yield from border_problems(theirs, read_shapes(own), path.name)


def _problems(raw: Raw, today: date, shapes: gpd.GeoDataFrame | None, step: Step) -> Iterator[Problem]:
    step("columns and keys")
    found = [*generic_problems(raw)]
    step("cells")
    found += cell_problems(raw, today)
    # What the library lets pass and the program can't read, such as 0 for false or NaN, which is beyond any limit too.
    unread = {one.place: one for one in [*type_problems(raw), *found] if one.rule == "type"}
    found = [one for one in found if one.rule not in LIMITS or one.place not in unread]
    told = {one.place for one in found}
    yield from found
    yield from (problem for place, problem in unread.items() if place not in told)
    step("wording")
    yield from wording_problems(raw)
    yield from label_problems(raw.schema)
    if not VERSION.fullmatch(raw.schema.version):
        advice = "Write the day of the data as YYYY.MM.DD, with .2 behind it for a second version of one day."
        yield Problem(DESCRIPTOR, None, "version", raw.schema.version, "version", advice)
    lacking = list(_core_problems(raw))
    yield from lacking
    if lacking:
        return
    step("records")
    yield from record_problems(raw)
    yield from order_problems(raw)
    step("claims")
    yield from claim_problems(raw, today)
    yield from correction_problems(raw)
    if shapes is not None:
        from geo.tables.check.places import geonames, place_problems

        step("places")
        for problem in place_problems(raw, shapes, geonames):  # each city is looked for in the country of its row
            yield replace(problem, follows=(("stations", problem.row, "country_iso3"),))


def _core_problems(raw: Raw) -> Iterator[Problem]:
    """Tables and columns that the program needs and the descriptor does not state."""
    for name, columns in NEEDED.items():
        table = raw.schema.tables.get(name)
        if table is None:
            advice = f"Describe the table {name} in {DESCRIPTOR} and put its file beside it."
            yield Problem(name, None, None, None, "table-missing", advice)
            continue
        for column in columns:
            if column not in table.names:
                advice = f"Describe the column in {DESCRIPTOR} and add it to {table.path}."
                yield Problem(name, None, column, None, "column-missing", advice)
