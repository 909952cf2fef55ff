"""A small invented world in the project's own tables, free of problems, to be spoiled one cell at a time.

Aland (AAA) has two like reports in its city Ax, disclosed by wave w1, and one in Ay by w2; Bland (BBB) has one report
without a city, by w2. Published: w1 2 stations in 1 country, w2 2 more in 1 more.
"""

import csv
import io
import json
from pathlib import Path

from geo.tables.schema import read_schema

DATA = Path(__file__).parents[2] / "data"
SCHEMA = read_schema(DATA)

CLEAN = {
    "countries": "AAA,Aland,Europe,North,Europe\nBBB,Bland,Asia,South,Asia\nCHN,China,Asia,East,Asia",
    "origins": "watch,Invented Watch,ngo,\nministry,Ministry of Aland,government,",
    "sources": (
        "s1,First list,recorded,Invented Watch,2001-01-10,https://watch.invalid/1,ngo-report,en,original,watch,,\n"
        "s2,Second list,recorded,Invented Watch,2001-03,https://watch.invalid/2,ngo-report,en,original,watch,,\n"
        "s3,A denial,recorded,Invented Press,2001,,news,en,copy,ministry,,"
    ),
    "waves": (
        "w1,First,2001-01-10,Invented Watch,2,2,1,1,s1,public sources,\n"  # the header is line 1, so this is line 2
        "w2,Second,2001-03-20,Invented Watch,2,4,1,2,s2,,"
    ),
    "stations": (
        "a-ax-1,AAA,Ax,5.00,5.00,Fuzhou,stated,w1,2001-01-10,listed,city,s1,\n"
        "a-ax-2,AAA,Ax,5.00,5.00,Fuzhou,stated,w1,2001-01-10,listed,city,s1,\n"
        "a-ay-1,AAA,Ay,7.00,7.00,Wenzhou,inferred,w2,2001-03-20,listed,city,s1;s2,Said to be new.\n"
        "b-unlocated-1,BBB,,,,unknown,unknown,w2,2001-03-20,inferred,country,s2,"
    ),
    "claims": (
        "a-ax-1.existence,a-ax-1,existence,reported,true,stated,s1,fact,\n"
        "a-ax-1.city,a-ax-1,city,Ax,true,stated,s1,fact,\n"
        "a-ax-1.bureau,a-ax-1,bureau,Fuzhou,true,stated,s1,fact,\n"
        "a-ax-1.date,a-ax-1,date,2001-01-10,true,stated,s1,fact,\n"
        "a-ax-2.existence,a-ax-2,existence,reported,true,stated,s1,fact,\n"
        "a-ax-2.city,a-ax-2,city,Ax,true,stated,s1,fact,\n"
        "a-ax-2.bureau,a-ax-2,bureau,Fuzhou,true,stated,s1,fact,\n"
        "a-ax-2.date,a-ax-2,date,2001-01-10,true,stated,s1,fact,\n"
        "a-ay-1.existence,a-ay-1,existence,reported,true,stated,s2,row,\n"
        "a-ay-1.city,a-ay-1,city,Ay,true,stated,s2,row,\n"
        "a-ay-1.city.2,a-ay-1,city,Az,false,stated,,fact,A paper that is not among the sources says so.\n"
        "a-ay-1.bureau,a-ay-1,bureau,Wenzhou,true,inferred,s2,fact,\n"
        "a-ay-1.date,a-ay-1,date,2001-03-20,true,stated,s2,fact,\n"
        "b-unlocated-1.existence,b-unlocated-1,existence,reported,true,inferred,s2,fact,\n"
        "b-unlocated-1.date,b-unlocated-1,date,2001-03-20,true,stated,s2,fact,"
    ),
    "bureau_totals": "w1-fuzhou,w1,Fuzhou,2,Invented Watch,s1,\nw2-wenzhou,w2,Wenzhou,1,Invented Watch,,",
    "country_counts": "aaa-w1-s1,country,AAA,w1,2,stated,whole,s1,\nworld-total-s2,world,,total,4,at-least,whole,s2,",
    "response_kinds": (
        "denied,position,Denied,denied,It was denied.\nopened,investigation,Opened,opened,It was looked into."
    ),
    "responses": (
        "r1,AAA,2001-02,,opened,host-government,An inquiry was opened.,s2,false,\n"
        "r2,AAA,2001-04-01,,denied,host-government,The ministry denied it.,s3,false,\n"
        "r3,CHN,,,denied,china,It was called false.,s3,false,"
    ),
    "operations": "op-1,AAA,Ax,2000,Fuzhou,A case is alleged.,s1",
    "disagreements": "d-1,d,AAA,How many,2,Invented Watch,s1,\nd-2,d,AAA,How many,3,Invented Press,s3,",
    "reconciliation": "r1,2 in Aland,met,yes,country=AAA,{reports} rows.,",
    "thin_sources": "a-ay-1.bureau,a-ay-1,bureau,One list only.,s2",
    "unplaced": "u1,w2,stated,Nothing is missing.,,",
    "context": "c1,comparisons,Another network exists.,Invented Press,2001,s3,",
    "corrections": (
        "c-1,2001-05-01,stations,a-ay-1,corrected,,City: Az.,City: Ay.,The list was read again.,s2,reader\n"
        "c-2,2001-05-02,stations,a-old-1,renamed,a-ax-1,Key: a-old-1.,Key: a-ax-1.,One form of keys.,,compiler\n"
        "c-3,2001-05-03,stations,b-gone-1,withdrawn,,A report in Bx.,,No source names it.,s2,publisher"
    ),
    "figures": "all,4,minimum,{reports},,,Title of the map\nhow-many,2,exact,,,disagreements.d-1.version,The dispute",
    "strong_words": "lair*,It judges a place.,“place”",
    "border_policies": "flat,flat,Borders of the invented world,,,Borders as invented.\nflat-a,flat,A,AAA,own,Apart.",
    "city_names": "aa-ax,AAA,Ax,,,Axe,Axen,,阿克斯",
    "curator_questions": "1,Is it so?,It is.",
}

Edit = tuple[str, int, str, str]  # table, line in the file, column, new text


def write_world(folder: Path, *edits: Edit) -> Path:
    """The folder, now holding the invented tables with some cells replaced."""
    (folder / "datapackage.json").write_text(json.dumps(SCHEMA.descriptor), encoding="utf-8")
    for name, text in CLEAN.items():
        table = SCHEMA.tables[name]
        rows = list(csv.reader(io.StringIO(text)))
        for edited, line, column, value in edits:
            if edited == name:
                rows[line - 2][table.names.index(column)] = value
        with (folder / table.path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([table.names, *rows])
    return folder


def add_line(folder: Path, table: str, line: str) -> None:
    """Append a record to a table of the folder."""
    path = folder / SCHEMA.tables[table].path
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
