"""What a deployer may set: every environment variable that the program reads, in one place.

`read_settings()` gives all of them at once, for the app; a command reads one of SETTINGS where its line does not say
otherwise. An empty variable counts as not set. A value that can't be used raises UsageError, which names the variable.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar
from urllib.parse import urlsplit

from geo.errors import UsageError

Value = TypeVar("Value")
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w-]+(\.[\w-]+)*\.?)(:[0-9]+)?")
_PATH: Final = re.compile(r"([^\s\"<>\\^`{|}\[\]%]|%[0-9A-Fa-f]{2})*")


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One variable. default: its value when not set; default_words: how that is told; convert raises UsageError."""

    name: str
    meaning: str
    default: Value
    default_words: str
    convert: Callable[[str, str], Value]

    def written(self, environ: Mapping[str, str] = os.environ) -> str:
        """The value as it stands in an environment, the process's own unless given; "" when not set."""
        return environ.get(self.name, "").strip()

    def read(self, environ: Mapping[str, str] = os.environ) -> Value:
        """The value, ready for use. Raises UsageError when it can't be used."""
        text = self.written(environ)
        return self.convert(self.name, text) if text else self.default


@dataclass(frozen=True)
class Settings:
    """data: folder of tables. shapes: a deployer's own file, or None. borders: a border policy, or "".

    url: what printed links begin with, or "".
    curate: whether the page for curators is served. embed: whose pages may frame the atlas, besides its own. contact:
    where errors are told, or "".
    """

    data: Path
    shapes: Path | None
    borders: str
    url: str
    curate: bool
    embed: tuple[str, ...]
    contact: str


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """All settings of an environment. Raises UsageError with every variable that can't be used."""
    problems = []
    for setting in SETTINGS:
        try:
            setting.read(environ)
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError(" ".join(problems))
    url, curate = URL.read(environ), CURATE.read(environ)
    serve = not url if curate is None else curate
    return Settings(
        DATA.read(environ),
        SHAPES.read(environ),
        BORDERS.read(environ),
        url,
        serve,
        EMBED.read(environ),
        CONTACT.read(environ),
    )


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where this user's programs keep what can be made again (XDG): nobody else can put a file there."""
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "station-atlas"


def _folder(name: str, text: str) -> Path:
    if not Path(text).is_dir():
        raise UsageError(f"{name} names the folder “{text}”, which is not there.")
    return Path(text)


def _file(name: str, text: str) -> Path:
    if not Path(text).is_file():
        raise UsageError(f"{name} names the file “{text}”, which is not there.")
    return Path(text)


def _name(name: str, text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise UsageError(f"{name} is “{text}”; write the name of a policy, such as hatched.")
    return text


def _address(name: str, text: str) -> str:
    """An address that a link can begin with: it ends with "/", so that what follows is a path below it."""
    if re.match("[^/?#@]*/*[^/?#]*@", text):  # not repeated: what is told may end in a log
        raise UsageError(
            f"{name} holds the name or password of a user before “@”, and every link would show it; write the address "
            "alone, such as https://atlas.example/."
        )
    if not _is_address(text):
        raise UsageError(
            f"{name} is “{text}”; write a whole address, such as https://atlas.example/ or "
            "https://host.example:8443/atlas/, with a port up to 65535 and any odd character of the path as in %20."
        )
    return text if text.endswith("/") else f"{text}/"


def _is_address(text: str) -> bool:
    """Whether a text names scheme, host and path, of characters that those may hold, and nothing behind them."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # looked at only when it is asked for
    except ValueError:  # such as a broken IPv6 host, or a port beyond 65535
        return False
    whole = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) and _PATH.fullmatch(parts.path)
    return bool(whole) and text.isprintable() and not set("?#") & set(text)


def _hosts(name: str, text: str) -> tuple[str, ...]:
    """Hosts as a policy names them: "https://news.example", or "*" for any."""
    hosts = tuple(text.split())
    for host in hosts:
        if host != "*" and not re.fullmatch(r"https?://[A-Za-z0-9*.-]+(:\d{1,5})?", host):
            raise UsageError(f"{name} holds “{host}”; write hosts as https://news.example with a space between, or *.")
    return hosts


def _contact(name: str, text: str) -> str:
    """Where errors are told: an address of the web or of mail, and nothing that a page would run."""
    if not (_is_address(text) or re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text, re.ASCII)):
        raise UsageError(
            f"{name} is “{text}”; write an address such as https://news.example/contact or atlas@news.example."
        )
    return text


def _log_style(name: str, text: str) -> str:
    if text not in ("text", "json"):
        raise UsageError(f"{name} is “{text}”; write text or json.")
    return text


def _switch(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise UsageError(f"{name} is “{text}”; write 1 or 0.")
    return text == "1"


DATA: Final = Setting(
    "ATLAS_DATA",
    "Folder of tables.",
    Path(__file__).parents[1] / "data",
    "the data that came with the program",
    _folder,
)
SHAPES: Final[Setting[Path | None]] = Setting(
    "ATLAS_SHAPES",
    "File of country shapes, for the world map and for single countries.",
    None,
    "those of the data folder",
    _file,
)
BORDERS: Final = Setting(
    "ATLAS_BORDERS",
    "Border policy of the table border_policies, for disputed places: source, hatched, un or one of your own.",
    "",
    "the shapes as they are, which is source",
    _name,
)
URL: Final = Setting(
    "ATLAS_URL",
    "What printed links begin with.",
    "",
    "the address in the reader’s browser; on the command line, only the view",
    _address,
)
CURATE: Final[Setting[bool | None]] = Setting(
    "ATLAS_CURATE",
    "Whether the page for curators is served: 1 or 0.",
    None,
    "1 while ATLAS_URL is not set, that is on a curator’s own machine, else 0",
    _switch,
)
EMBED: Final[Setting[tuple[str, ...]]] = Setting(
    "ATLAS_EMBED",
    "Hosts whose pages may frame the atlas, with a space between them; * for any.",
    (),
    "none but the atlas’s own",
    _hosts,
)
CONTACT: Final = Setting(
    "ATLAS_CONTACT",
    "Where readers tell an error, on the page About: an office's address of the web or of mail, not a person's.",
    "",
    "whoever runs this copy, without an address",
    _contact,
)
INDEX: Final = Setting("ATLAS_INDEX", "Whether search engines may list the app's pages: 1 or 0.", True, "1", _switch)
LOG: Final = Setting(
    "ATLAS_LOG", "How the operator's log is written: text or json, a line for each event.", "text", "text", _log_style
)
SIGN_CHAIN: Final[Setting[Path | None]] = Setting(
    "ATLAS_SIGN_CHAIN",
    "File of certificates (PEM), the signer’s own first, for Content Credentials in PNG, SVG and PDF.",
    None,
    "files are not signed",
    _file,
)
SIGN_KEY: Final[Setting[Path | None]] = Setting(
    "ATLAS_SIGN_KEY", "File of the private key (PEM) for the same.", None, "files are not signed", _file
)
SETTINGS: Final = (DATA, SHAPES, BORDERS, URL, CURATE, EMBED, CONTACT, INDEX, LOG, SIGN_CHAIN, SIGN_KEY)
