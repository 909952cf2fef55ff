"""What stands around every page of the site: head, masthead, foot. Every text is escaped on its way in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from geo.curate.feeds import TITLES
from geo.render.html.markup import Markup, join, tag
from geo.site.addresses import LANGUAGE, folder, home_of, up
from geo.words.captions import CLAIM, LICENCE, NAME, PAGE_TITLES
from geo.words.language import ENGLISH, LANGUAGES, speaking
from geo.words.messages import word

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Own files only. Style attributes are allowed for the widths of columns and bars, which are numbers of ours."""

FOOT: Final = (
    "Everything here is reported or alleged by the sources named; China denies it. Data version {version}, {licence}."
)
FOOT_LINKS: Final = {"quoting/": "How to quote", "api/": "Data and API", "embedding/": "Embed the map"}
_MAP_IN_ENGLISH: Final = f"?{LANGUAGE}={ENGLISH}"  # who comes there without a word is led to the browser's language
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
    languages: those besides English in which pages that are read lie in a folder of their own. plain: what of them is
    in English only, see is_plain.
    """

    base: str
    version: str
    files: Mapping[str, str]
    languages: tuple[str, ...] = ()
    plain: frozenset[str] = frozenset()

    def asset(self, name: str, root: str) -> str:
        """The address of one of `files`."""
        return f"{root}assets/{self.files[name]}"


@dataclass(frozen=True)
class SitePage:
    """One page. path: its folder, "" for the front page; that of another language begins with its code. page: which of
    PAGE_TITLES it belongs to, None for none. spoken: it lies in every language of the site.

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
    language: str = ENGLISH
    spoken: bool = False

    @property
    def inner(self) -> str:
        """Its folder among the pages of its language."""
        return self.path.removeprefix(home_of(self.language))

    @property
    def file(self) -> str:
        """Its file below the site's root."""
        return "404.html" if self.lost else f"{self.path}index.html"


def write_shell(one: SitePage, site: Site) -> bytes:
    """The page as UTF-8, in its language; the same page gives the same bytes."""
    with speaking(one.language):
        return _write(one, site)


def _write(one: SitePage, site: Site) -> bytes:
    root = site.base if one.lost else up(one.path)
    own = root if one.lost else up(one.inner)
    head = tag(
        _HEAD,
        language=one.language,
        policy=POLICY,
        description=one.description,
        title=one.title if one.inner == "" else f"{one.title} · {NAME}",
        links=_links(one, site, root, own),
    )
    around = tag(
        ' data-root="{own}" data-home="{root}" data-languages="{languages}"',
        own=own,
        root=root,
        languages=" ".join(_languages(one, site)),
    )
    if one.bare:
        return (head + tag('<body class="bare"{around}>{body}</body></html>\n', around=around, body=one.body)).encode()
    return (
        head
        + tag(
            '<body{around} data-plain="{plain}"{words}><a class="skip" href="#content">{skip}</a>{masthead}'
            '<main id="content" tabindex="-1">{body}</main>{foot}</body></html>\n',
            around=around,
            plain=" ".join(sorted(one.rstrip("/") for one in site.plain)) if one.inner == "" else "",
            words=_script_words(one),
            skip=word("To the content"),
            masthead=_masthead(one, site, root, own),
            body=one.body,
            foot=_foot(site, own),
        )
    ).encode()


def _links(one: SitePage, site: Site, root: str, own: str) -> Markup:
    parts = [
        tag('<link rel="stylesheet" href="{to}">', to=site.asset(name, root)) for name in ("site.css", *one.styles)
    ]
    parts.append(tag('<link rel="icon" href="{to}">', to=site.asset("icon.png", root)))
    parts += [
        tag('<link rel="alternate" type="application/atom+xml" title="{title}" href="{own}{name}">',
            title=word(title), own=own, name=name)
        for name, title in TITLES.items()
    ]  # fmt: skip
    if one.bare or one.lost:
        parts.append(Markup('<meta name="robots" content="noindex">'))  # a part of somebody's page, or none at all
    elif site.base:
        parts.append(tag('<link rel="canonical" href="{base}{path}">', base=site.base, path=one.path))
    if one.spoken and not one.bare:
        others = {code: _other(one, root, code) for code in _languages(one, site)}
        if (
            site.base
        ):  # who reads these asks for whole addresses, those that the pages call canonical, and for a default
            others = {code: f"{site.base}{home_of(code)}{one.inner}" for code in others}
            others |= {"x-default": others[ENGLISH]} if ENGLISH in others else {}
        parts += [
            tag('<link rel="alternate" hreflang="{code}" href="{to}">', code=code, to=to) for code, to in others.items()
        ]
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


def _languages(one: SitePage, site: Site) -> tuple[str, ...]:
    """The languages in which a page can be asked for; () where it is in English only."""
    return (ENGLISH, *site.languages) if site.languages and one.spoken else ()


def _other(one: SitePage, root: str, code: str) -> str:
    """The same page in another language. root: the way from the page to the site's root."""
    return f"{root}{home_of(code)}{one.inner}{_MAP_IN_ENGLISH if code == ENGLISH and one.inner == '' else ''}"


def _script_words(one: SitePage) -> Markup:
    """What the page's script says, in another language than English: English words → the page's."""
    if one.language == ENGLISH:
        return Markup("")
    return tag(
        ' data-words="{words}"', words=json.dumps({text: word(text) for text in site_words()}, ensure_ascii=False)
    )


@cache
def site_words() -> tuple[str, ...]:
    """The English texts that site.js says, as `word("…")`."""
    source = (files("geo.site") / "assets" / "site.js").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(re.findall(r'\bword\("([^"]+)"', source)))


def _menu(one: SitePage, site: Site, root: str) -> Markup:
    """The way to the same page in each language."""
    if not one.spoken or not site.languages:
        return Markup("")
    links = join(
        tag(
            '<li><a href="{to}" lang="{code}" hreflang="{code}"{current}>{name}</a></li>',
            to=_other(one, root, code),
            code=code,
            current=Markup(' aria-current="true"') if code == one.language else "",
            name=LANGUAGES[code],
        )
        for code in _languages(one, site)
    )
    return tag(
        '<details class="languages"><summary aria-label="{label}: {name}">{name}</summary><ul>{links}</ul></details>',
        label=word("Language"),
        name=LANGUAGES[one.language],
        links=links,
    )


def _masthead(one: SitePage, site: Site, root: str, own: str) -> Markup:
    """root: the way to the site's root; own: that to the pages in this language."""
    home = f"{own}{_MAP_IN_ENGLISH if site.languages and one.language == ENGLISH else ''}"
    links = join(
        tag(
            '<li><a href="{to}"{here}>{title}</a></li>',
            to=f"{own}{folder(page)}" if page else home,
            here=Markup(' aria-current="page"') if page == one.page else "",
            title=title,
        )
        for page, title in PAGE_TITLES.items()
    )
    return tag(
        '<header class="masthead"><p><a href="{home}"><strong>{name}</strong></a> <span>{claim}</span></p>'
        '<nav aria-label="{pages}"><ul>{links}</ul></nav>{menu}</header>',
        home=home,
        name=NAME,
        claim=word(CLAIM),
        pages=word("Pages"),
        links=links,
        menu=_menu(one, site, root),
    )


def _foot(site: Site, own: str) -> Markup:
    ways = FOOT_LINKS | TITLES
    links = join(
        (tag('<a href="{own}{to}">{text}</a>', own=own, to=to, text=word(text)) for to, text in ways.items()), " · "
    )
    return tag(
        '<footer class="foot"><p><span>{claim}</span> {links}</p></footer>',
        claim=word(FOOT, version=site.version, licence=LICENCE),
        links=links,
    )
