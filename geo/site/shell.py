"""What stands around every page of the site: head, masthead, foot. Every text is escaped on its way in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo.curate.feeds import TITLES
from geo.render.html.markup import Markup, join, tag
from geo.site.addresses import folder, up
from geo.words.captions import CLAIM, LICENCE, NAME, PAGE_TITLES
from geo.words.language import ENGLISH

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Own files only. Style attributes are allowed for the widths of columns and bars, which are numbers of ours."""

_HEAD: Final = (
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
    '<meta name="description" content="{description}"><title>{title}</title>{links}</head>'
)


@dataclass(frozen=True)
class Picture:
    """A picture that stands for a page where its link is shown. path: below the site's root; alt: the same in words."""

    path: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Site:
    """What all pages share. base: what their public addresses begin with, "" where nobody said; it ends with "/".

    version: of the data. files: name as the pages know it → name as it lies in the root's assets, with its hash.
    """

    base: str
    version: str
    files: Mapping[str, str]

    def asset(self, name: str, root: str) -> str:
        """The address of one of `files`."""
        return f"{root}assets/{self.files[name]}"


@dataclass(frozen=True)
class SitePage:
    """One page. path: its folder, "" for the front page. page: which of PAGE_TITLES it belongs to, None for none.

    scripts, styles: names of the site's files besides those of every page. told: schema.org JSON-LD, {} for none.
    bare: without masthead and foot, for a frame in somebody else's page. lost: shown at every address that leads to
    nothing, so that its own links need the site's whole address.
    """

    path: str
    title: str
    description: str
    body: Markup
    page: str | None = None
    picture: Picture | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    bare: bool = False
    lost: bool = False

    @property
    def file(self) -> str:
        """Its file below the site's root."""
        return "404.html" if self.lost else f"{self.path}index.html"


def write_shell(one: SitePage, site: Site) -> bytes:
    """The page as UTF-8; the same page gives the same bytes."""
    root = site.base if one.lost else up(one.path)
    head = tag(
        _HEAD,
        language=ENGLISH,
        policy=POLICY,
        description=one.description,
        title=one.title if one.path == "" else f"{one.title} · {NAME}",
        links=_links(one, site, root),
    )
    if one.bare:
        return (
            head + tag('<body class="bare" data-root="{root}">{body}</body></html>\n', root=root, body=one.body)
        ).encode()
    return (
        head
        + tag(
            '<body data-root="{root}"><a class="skip" href="#content">To the content</a>{masthead}'
            '<main id="content" tabindex="-1">{body}</main>{foot}</body></html>\n',
            root=root,
            masthead=_masthead(one, root),
            body=one.body,
            foot=_foot(site, root),
        )
    ).encode()


def _links(one: SitePage, site: Site, root: str) -> Markup:
    parts = [
        tag('<link rel="stylesheet" href="{to}">', to=site.asset(name, root)) for name in ("site.css", *one.styles)
    ]
    parts.append(tag('<link rel="icon" href="{to}">', to=site.asset("icon.png", root)))
    parts += [
        tag('<link rel="alternate" type="application/atom+xml" title="{title}" href="{root}{name}">', title=title,
            root=root, name=name)
        for name, title in TITLES.items()
    ]  # fmt: skip
    if one.bare or one.lost:
        parts.append(Markup('<meta name="robots" content="noindex">'))  # a part of somebody's page, or none at all
    elif site.base:
        parts.append(tag('<link rel="canonical" href="{base}{path}">', base=site.base, path=one.path))
    if site.base:
        parts += _preview(one, site)
    if one.told:
        parts.append(tag('<script type="application/ld+json">{told}</script>', told=_data_block(one.told)))
    names = ("site.js", *one.scripts)
    parts += [tag('<script src="{to}" defer></script>', to=site.asset(name, root)) for name in names]
    return join(parts)


def _preview(one: SitePage, site: Site) -> list[Markup]:
    """What is shown where somebody sends the page's link to others; addresses of it must be whole."""
    facts = {
        "og:type": "website",
        "og:site_name": NAME,
        "og:title": one.title,
        "og:description": one.description,
        "og:url": f"{site.base}{one.path}",
    }
    if one.picture:
        facts |= {
            "og:image": f"{site.base}{one.picture.path}",
            "og:image:width": str(one.picture.width),
            "og:image:height": str(one.picture.height),
            "og:image:alt": one.picture.alt,
        }
    card = tag('<meta name="twitter:card" content="{kind}">', kind="summary_large_image" if one.picture else "summary")
    return [*(tag('<meta property="{key}" content="{text}">', key=key, text=text) for key, text in facts.items()), card]


def _data_block(told: Mapping[str, Any]) -> Markup:
    """JSON that can't end the element it stands in; nothing of it is run."""
    text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _masthead(one: SitePage, root: str) -> Markup:
    links = join(
        tag(
            '<li><a href="{root}{path}"{here}>{title}</a></li>',
            root=root,
            path=folder(page),
            here=Markup(' aria-current="page"') if page == one.page else "",
            title=title,
        )
        for page, title in PAGE_TITLES.items()
    )
    return tag(
        '<header class="masthead"><p><a href="{root}"><strong>{name}</strong></a> <span>{claim}</span></p>'
        '<nav aria-label="Pages"><ul>{links}</ul></nav></header>',
        root=root,
        name=NAME,
        claim=CLAIM,
        links=links,
    )


def _foot(site: Site, root: str) -> Markup:
    feeds = join(
        (
            tag('<a href="{root}{name}">{title}</a>', root=root, name=name, title=title)
            for name, title in TITLES.items()
        ),
        " · ",
    )
    return tag(
        '<footer class="foot"><p>Everything here is reported or alleged by the sources named; China denies it. Data '
        'version {version}, {licence}. <a href="{root}quoting/">How to quote</a> · <a href="{root}api/">Data and'
        ' API</a> · <a href="{root}embedding/">Embed the map</a> · Feeds: {feeds}</p></footer>',
        version=site.version,
        licence=LICENCE,
        root=root,
        feeds=feeds,
    )
