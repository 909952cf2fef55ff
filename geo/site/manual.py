"""The page that explains data and API: what lies where, and examples that run as they stand."""

from __future__ import annotations

from typing import Final

from geo.atlas import Atlas
from geo.render.html.markup import Markup, join, tag
from geo.site.addresses import home_of, up
from geo.site.api import API, COUNTS, FORMATS, HASHES, VERSIONS
from geo.site.shell import SitePage
from geo.words.captions import LICENCE
from geo.words.language import say_figure, speaking
from geo.words.messages import word

PATH: Final = "api/"
TITLE: Final = "Data and API"
NOWHERE: Final = "https://host/atlas/"  # what examples call the site's address where nobody said it
PROMISES: Final = (
    "What lies below {api} keeps its names and its meaning; what is new is added.",
    "A released version lies below {versions} and is never written again.",
    "Every row is a claim by somebody, or an answer to one. “Reported” and “alleged” belong to each number.",
    "In CSV a cell that a spreadsheet would run as a formula begins with an apostrophe; other forms have it as it is.",
    "Licence: {licence}. Name Station Atlas with the data version, and the source of the claim.",
)
BESIDE: Final = {
    "index.json": "version, counts and files, for a program that begins here",
    "stations.geojson": "the reports as points of their cities; one without a named city has none",
    "countries.geojson": "the countries with their outlines; rows of other tables have a country, no place",
    "datapackage.json": "every table and column described, as a Data Package",
    HASHES: "SHA-256 of each file",
}
"""What lies beside the tables → what it is."""
EXAMPLES: Final = (
    (
        "Python: reports by country, and what was published",
        "python",
        """import pandas as pd

site = "{base}"
stations = pd.read_parquet(site + "{api}stations.parquet")
print(stations.groupby("country_iso3").size().sort_values(ascending=False).head())
print(pd.read_json(site + "{api}waves.json")[["publisher", "disclosed_on", "stations_new"]])""",
    ),
    (
        "Python: how the record grew, day by day",
        "python",
        """import pandas as pd

days = pd.read_csv("{base}{api}counts.csv", parse_dates=["day"])
print(days.set_index("day")[["reports", "responses"]].tail())""",
    ),
    (
        "Shell: fetch a table and check that it came whole",
        "shell",
        """curl -sO {base}{api}stations.csv
curl -s {base}{api}sha256.txt | grep '  stations.csv$' | sha256sum --check""",
    ),
    (
        "JavaScript: what this version counts",
        "javascript",
        """const index = await (await fetch("{base}{api}index.json")).json();
console.log(index.version, index.counts);""",
    ),
)
"""Heading, language, code."""


def example(code: str, base: str) -> str:
    """An example for a site at an address."""
    return code.format(base=base or NOWHERE, api=API)


def manual_page(atlas: Atlas, base: str) -> SitePage:
    """The page at api/, in the language of the atlas."""
    path = f"{home_of(atlas.language)}{PATH}"
    files = f"{up(path)}{API}"
    with speaking(atlas.language):
        return SitePage(
            path=path,
            title=word(TITLE),
            description=word(
                "Every table of the atlas as CSV, JSON, GeoJSON and Parquet, data version {version}.",
                version=atlas.release,
            ),
            body=_body(atlas, base, files),
            language=atlas.language,
            spoken=True,
        )


def _body(atlas: Atlas, base: str, files: str) -> Markup:
    """files: the way to what the API holds."""
    return tag(
        '<article class="document"><header><h1>{title}</h1><p class="subtitle">{version}</p></header>{promises}'
        "<h2>{tables}</h2>{table}<ul>{others}</ul><p>{counts} {undated}</p><h2>{by_example}</h2>{examples}"
        "<h2>{released}</h2><ul>{versions}</ul></article>",
        title=word(TITLE),
        version=word("Data version {version}. No key, no limit: these are files.", version=atlas.release),
        promises=join(
            tag("<p>{text}</p>", text=word(text, api=API, versions=f"{API}{VERSIONS}", licence=LICENCE))
            for text in PROMISES
        ),
        tables=word("Tables"),
        table=_tables(atlas, files),
        others=join(
            tag('<li><a href="{files}{name}">{name}</a>: {what}</li>', files=files, name=name, what=word(what))
            for name, what in BESIDE.items()
        ),
        counts=word(
            "“{table}” has one row for each day on which something became known, with what was known by then.",
            table=COUNTS,
        ),
        undated=word("What has no date is in its table only, so the last day can count less than the tables hold."),
        by_example=word("Examples"),
        examples=join(
            tag(
                '<h3>{heading}</h3><pre tabindex="0"><code lang="en">{code}</code></pre>',
                heading=word(heading),
                code=example(code, base),
            )
            for heading, _, code in EXAMPLES
        ),
        released=word("Released versions"),
        versions=_versions(atlas, files) or tag("<li>{none}</li>", none=word("None yet.")),
    )


def _tables(atlas: Atlas, files: str) -> Markup:
    rows = {name: len(table) for name, table in atlas.tables.items()} | {COUNTS: 0}
    lines = join(
        tag(
            '<tr><th scope="row">{name}</th><td>{rows}</td><td>{forms}</td></tr>',
            name=name,
            rows=say_figure(number) if number else "",
            forms=join(
                (
                    tag('<a href="{files}{name}.{kind}">{kind}</a>', files=files, name=name, kind=kind)
                    for kind in FORMATS
                ),
                " · ",
            ),
        )
        for name, number in rows.items()
    )
    heads = join(tag('<th scope="col">{label}</th>', label=word(label)) for label in ("Table", "Rows", "Files"))
    return tag(
        '<div class="scroll"><table class="plain"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>',
        heads=heads,
        lines=lines,
    )


def _versions(atlas: Atlas, files: str) -> Markup:
    """Newest first."""
    return join(
        tag(
            '<li><a href="{files}{folder}{version}/index.json">{version}</a></li>',
            files=files,
            folder=VERSIONS,
            version=one,
        )
        for one in reversed(atlas.releases)
    )
