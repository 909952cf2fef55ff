"""The page that explains data and API: what lies where, and examples that run as they stand."""

from __future__ import annotations

from typing import Final

from geo.atlas import Atlas
from geo.render.html.markup import join, tag
from geo.site.api import API, COUNTS, FORMATS, HASHES, VERSIONS
from geo.site.shell import SitePage

PATH: Final = "api/"
TITLE: Final = "Data and API"
NOWHERE: Final = "https://host/atlas/"  # what examples call the site's address where nobody said it
PROMISES: Final = (
    f"What lies below {API} keeps its names and its meaning; what is new is added.",
    f"A released version lies below {API}{VERSIONS} and is never written again.",
    "Every row is a claim by somebody, or an answer to one. “Reported” and “alleged” belong to each number.",
    "Licence: CC BY 4.0. Name Station Atlas with the data version, and the source of the claim.",
)
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
    """The page at api/."""
    tables = join(
        tag(
            '<tr><th scope="row">{name}</th><td>{rows}</td><td>{files}</td></tr>',
            name=name,
            rows=f"{number:,}" if number else "",
            files=join(
                (tag('<a href="../{api}{name}.{kind}">{kind}</a>', api=API, name=name, kind=kind) for kind in FORMATS),
                " · ",
            ),
        )
        for name, number in ({name: len(table) for name, table in atlas.tables.items()} | {COUNTS: 0}).items()
    )
    others = join(
        tag('<li><a href="../{api}{name}">{name}</a>: {what}</li>', api=API, name=name, what=what)
        for name, what in (
            ("index.json", "version, counts and files, for a program that begins here"),
            (
                "stations.geojson",
                "the reports as points of their cities; one without a named city has none",
            ),
            ("countries.geojson", "the countries with their outlines; rows of other tables have a country, no place"),
            ("datapackage.json", "every table and column described, as a Data Package"),
            (HASHES, "SHA-256 of each file"),
        )
    )
    versions = join(
        tag(
            '<li><a href="../{api}{folder}{version}/index.json">{version}</a></li>',
            api=API,
            folder=VERSIONS,
            version=one,
        )
        for one in reversed(atlas.releases)
    )
    return SitePage(
        path=PATH,
        title=TITLE,
        description=f"Every table of the atlas as CSV, JSON, GeoJSON and Parquet, data version {atlas.release}.",
        body=tag(
            '<article class="document"><header><h1>{title}</h1><p class="subtitle">Data version {version}. No key, no '
            "limit: these are files.</p></header>{promises}<h2>Tables</h2>"
            '<div class="scroll"><table class="plain"><thead><tr><th scope="col">Table</th><th scope="col">Rows</th>'
            '<th scope="col">Files</th></tr></thead><tbody>{tables}</tbody></table></div><ul>{others}</ul>'
            "<p><code>counts</code> has one row for each day on which something became known, with what was known by "
            "then.</p><h2>Examples</h2>{examples}<h2>Released versions</h2><ul>{versions}</ul></article>",
            title=TITLE,
            version=atlas.release,
            promises=join(tag("<p>{text}</p>", text=text) for text in PROMISES),
            tables=tables,
            others=others,
            examples=join(
                tag(
                    '<h3>{heading}</h3><pre tabindex="0"><code>{code}</code></pre>',
                    heading=heading,
                    code=example(code, base),
                )
                for heading, _, code in EXAMPLES
            ),
            versions=versions or tag("<li>None yet.</li>"),
        ),
    )
