"""What machines are told of the site: schema.org, DCAT, CITATION.cff, sitemap, robots. Claims, never verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

from geo.atlas import Atlas
from geo.documents.document import Document, number
from geo.record.rows import Report
from geo.site.api import API, COUNTS, FORMATS, pretty_json
from geo.tables.package import day_of as day_of_version
from geo.words.captions import CLAIM, NAME

LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
MEDIA: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def day_of(atlas: Atlas) -> str:
    """The day of the data version, YYYY-MM-DD."""
    return day_of_version(atlas.release)


def dataset(atlas: Atlas, base: str, description: str) -> dict[str, Any]:
    """The data as a schema.org Dataset. base: "" where the site's address is not known; then nothing is addressed."""
    days = sorted(set(atlas.tables["waves"]["disclosed_on"]))
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": CLAIM,
        "description": description,
        "version": atlas.release,
        "datePublished": day_of(atlas),
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": NAME},
        "temporalCoverage": f"{days[0]}/.." if days else "",
    }
    if base:
        told |= {
            "url": base,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": MEDIA[kind], "contentUrl": f"{base}{API}stations.{kind}"}
                for kind in FORMATS
            ],
        }
    return told


def claim(one: Report, publisher: str, document: Document, base: str, path: str) -> dict[str, Any]:
    """A report as a schema.org Claim with who made it and the works in which it appears, never whether it is true."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "name": document.title,
        "identifier": one.station_id,
        "text": f"Reported by {publisher}: {document.title}. {document.subtitle}.",
        "author": {"@type": "Organization", "name": publisher},
        "datePublished": one.disclosed_on,
        "license": LICENCE_URL,
        "spatialCoverage": {"@type": "Country", "name": one.country, "identifier": one.iso_a3},
        "appearance": [
            {"@type": "CreativeWork", "name": cited.title, **({"url": cited.url} if cited.url else {})}
            for cited in number(document).listed
            if cited.source_id in one.source_ids
        ],
    }
    return told | ({"url": f"{base}{path}"} if base else {})


def catalogue(atlas: Atlas, base: str, description: str) -> bytes:
    """The data as a DCAT catalogue in JSON-LD, with one distribution for each table and form."""
    return pretty_json(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
            },
            "@id": base or "./",
            "@type": "dcat:Catalog",
            "dct:title": NAME,
            "dct:publisher": {"@type": "foaf:Organization", "foaf:name": NAME},
            "dcat:dataset": {
                "@type": "dcat:Dataset",
                "dct:title": CLAIM,
                "dct:description": description,
                "dct:issued": day_of(atlas),
                "dcat:version": atlas.release,
                "dct:license": {"@id": LICENCE_URL},
                "dcat:distribution": [
                    {
                        "@type": "dcat:Distribution",
                        "dct:title": f"{table} ({kind})",
                        "dcat:downloadURL": {"@id": f"{base}{API}{table}.{kind}"},
                        "dcat:mediaType": MEDIA[kind],
                    }
                    for table in (*atlas.tables, COUNTS)
                    for kind in FORMATS
                ],
            },
        }
    )


def citation(atlas: Atlas, base: str, description: str) -> bytes:
    """CITATION.cff (format 1.2.0); texts are JSON strings, which are YAML as well."""
    facts: Mapping[str, str] = {
        "cff-version": "1.2.0",
        "message": "Cite the data version, and the source of each claim besides.",
        "type": "dataset",
        "title": f"{NAME}: {CLAIM}",
        "abstract": description,
        "version": atlas.release,
        "date-released": day_of(atlas),
        "license": "CC-BY-4.0",
    } | ({"url": base} if base else {})
    lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in facts.items()]
    return ("\n".join([*lines, "authors:", f"  - name: {json.dumps(NAME)}"]) + "\n").encode()


def sitemap(paths: Iterable[str], base: str, day: str) -> bytes:
    """Every page by its whole address."""
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP})
    for path in sorted(paths):
        page = etree.SubElement(root, f"{{{SITEMAP}}}url")
        etree.SubElement(page, f"{{{SITEMAP}}}loc").text = f"{base}{path}"
        etree.SubElement(page, f"{{{SITEMAP}}}lastmod").text = day
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def robots(base: str, *, is_listed: bool = True) -> bytes:
    """Everything may be read; is_listed: and found by search engines."""
    lines = [
        "User-agent: *",
        "Allow: /" if is_listed else "Disallow: /",
        *([f"Sitemap: {base}sitemap.xml"] if base else []),
    ]
    return ("\n".join(lines) + "\n").encode()
