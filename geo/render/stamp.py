"""What every file says about itself: which view of which data it shows, and its text for those who can't see it.

One stamp, written as an XMP packet (PNG, SVG, PDF), as JSON (HTML) or in core properties (PPTX). It holds the view's
query, the data's version and hash and the numbers shown, so that a file can be traced years later without this machine.
"""

from __future__ import annotations

import json
from typing import Final
from xml.sax.saxutils import escape

from geo.maps.model import MapModel

GENERATOR: Final = "Station Atlas"
SCHEME: Final = 1  # raised when a field of the stamp changes its meaning
NAMESPACE: Final = "urn:station-atlas:stamp:1#"
PNG_XMP: Final = "XML:com.adobe.xmp"  # the keyword under which PNG readers look for XMP


def stamp(model: MapModel) -> dict[str, object]:
    """The stamp as plain values: JSON in, JSON out, keys in this order."""
    return {
        "generator": GENERATOR,
        "scheme": SCHEME,
        "query": dict(model.query),
        "data_version": model.data_version,
        "data_sha256": model.fingerprint,
        "exported_on": model.exported_on,
        "pack_id": model.pack_id,
        "title": model.words.title,
        "link": model.words.link,
        "counts": dict(model.counts),
        "by_country": {row.country_iso3: int(row.reports) for row in model.tables["countries"].itertuples(index=False)},
    }


def stamp_json(model: MapModel) -> str:
    """The stamp as one line of ASCII JSON without < > & so that it can stand inside markup as it is."""
    text = json.dumps(stamp(model), ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def query_text(model: MapModel) -> str:
    """The view's query as it stands in an address: "wave=sd-2022-09&region=europe"."""
    return "&".join(f"{key}={value}" for key, value in model.query.items())


def xml_characters(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return "".join(
        c for c in text if c in "\t\n\r" or 0x20 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE or ord(c) > 0xFFFF
    )


def xml_text(text: str) -> str:
    """The text escaped for XML, without the characters that it forbids."""
    return escape(xml_characters(text))


def xmp_packet(model: MapModel, mime: str, more: str = "") -> str:
    """The stamp and the common descriptive fields as an XMP packet (ISO 16684-1). more: further elements, as XML."""
    words = model.words

    def alternative(tag: str, text: str) -> str:
        return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{xml_text(text)}</rdf:li></rdf:Alt></{tag}>'

    day = f"{model.exported_on}T00:00:00Z" if model.exported_on else ""
    dates = f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>" if day else ""
    fields = [
        f"<dc:format>{mime}</dc:format>",
        alternative("dc:title", words.title),
        alternative("dc:description", words.alt_text),
        f"<dc:creator><rdf:Seq><rdf:li>{GENERATOR}</rdf:li></rdf:Seq></dc:creator>",
        f"<dc:language><rdf:Bag><rdf:li>{model.language}</rdf:li></rdf:Bag></dc:language>",
        f"<dc:source>{xml_text(words.source_line)}</dc:source>",
        f"<dc:identifier>{xml_text(words.link)}</dc:identifier>",
        f"<xmp:CreatorTool>{GENERATOR}</xmp:CreatorTool>{dates}",
        alternative("Iptc4xmpCore:AltTextAccessibility", words.alt_text),
        f"<atlas:stamp>{stamp_json(model)}</atlas:stamp>",
        more,
    ]
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        f' xmlns:atlas="{NAMESPACE}">' + "".join(fields) + "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )
