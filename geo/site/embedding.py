"""The page that explains how the map stands in somebody else's page, with code to copy."""

from __future__ import annotations

from typing import Final

from geo.atlas import Atlas
from geo.render.html.markup import escape, join, tag
from geo.site.addresses import home_of
from geo.site.explorer import EMBED
from geo.site.manual import NOWHERE
from geo.site.shell import SitePage
from geo.tables.dates import say_date
from geo.words.captions import CLAIM
from geo.words.language import speaking
from geo.words.messages import word

PATH: Final = "embedding/"
TITLE: Final = "Embed the map"
CARRIES: Final = (
    "The frame carries its claim, its reply, its source and its data version, so it can be quoted as it stands. It "
    "fetches nothing from any other host, sets no cookie, and does not say who looks at it."
)
KEYS: Final = (
    "Its address takes the keys of a view, such as wave=, country= or until=. On the map, “Embed” copies the code of "
    "what you see."
)
AN_EARLY_DAY: Final = "2022-10-20"
SAMPLES: Final = (
    ("The map", "", "It follows the data: what is corrected here is corrected in your story."),
    ("With filters and days", "?controls=1", "Readers choose for themselves."),
    ("One view", f"?country=ESP&until={AN_EARLY_DAY}", "Spain as known on {day}."),
)
FIXED: Final = ("Fixed to a data version", "?asof={version}", "Your story keeps the numbers that it quotes.")
HEIGHT: Final = """<script>
addEventListener("message", (event) => {
  if (event.origin !== "{origin}" || event.data.type !== "station-atlas-height") return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === event.source) frame.style.height = event.data.height + "px";
  }
});
</script>"""
HEIGHT_HEADING: Final = "A frame as high as its content"
HEIGHT_NOTE: Final = "The frame tells its height whenever it changes. With this in your page, once, it never scrolls."


def embed_code(address: str) -> str:
    """A frame with the map at an address, for somebody else's page, its title in the language that is spoken."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(word(CLAIM))}"\n'
        '  width="100%" height="640" style="border:0" loading="lazy"></iframe>'
    )


def embedding_page(atlas: Atlas, base: str) -> SitePage:
    """The page at embedding/, in the language of the atlas; so are the frames that it offers."""
    home = home_of(atlas.language)
    samples = [*SAMPLES, *([FIXED] if atlas.releases else [])]
    latest = atlas.releases[-1] if atlas.releases else ""
    origin = "/".join((base or NOWHERE).split("/")[:3])
    with speaking(atlas.language):
        coded = [
            (heading, embed_code(f"{base or NOWHERE}{home}{EMBED}{query.format(version=latest)}"), why)
            for heading, query, why in samples
        ]
        coded.append((HEIGHT_HEADING, HEIGHT.replace("{origin}", origin), HEIGHT_NOTE))
        return SitePage(
            path=f"{home}{PATH}",
            title=word(TITLE),
            description=word(
                "Code that puts the map of reported stations into a story, with its claim, reply and version."
            ),
            body=tag(
                '<article class="document"><header><h1>{title}</h1></header>{intro}{samples}'
                '<p><a href="../{embed}">{alone}</a></p></article>',
                title=word(TITLE),
                intro=join(tag("<p>{text}</p>", text=word(text)) for text in (CARRIES, KEYS)),
                samples=join(
                    tag(
                        '<h2>{heading}</h2><p>{why}</p><pre tabindex="0"><code lang="en">{code}</code></pre>',
                        heading=word(heading),
                        why=word(why, day=say_date(AN_EARLY_DAY)),
                        code=code,
                    )
                    for heading, code, why in coded
                ),
                embed=EMBED,
                alone=word("See the frame alone"),
            ),
            language=atlas.language,
            spoken=True,
        )
