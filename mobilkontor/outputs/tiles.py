"""Own background maps from a tile server: opt-in, with credit, one host, and what it is told.

A page asks no server for anything unless its maker names one here. The server then learns the
reader's address and which part of the map is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urlsplit

from mobilkontor.core.errors import Problem, ScenarioError

__all__ = ["Tiles", "read_tiles"]

OSM_URL = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_CREDIT = "© OpenStreetMap contributors"
LANTMATERIET_URL = (
    "https://api.lantmateriet.se/open/topowebb-ccby/v1/wmts/token/YOUR-KEY"
    "/1.0.0/topowebb/default/3857/{z}/{y}/{x}.png"
)
FIELDS = ("{z}", "{x}", "{y}")
MAX_SHOWN_CHARS = 120


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server that a map may ask.

    Attributes
    ----------
    url : str
        Address of a tile, with ``{z}``, ``{x}`` and ``{y}``.
    credit : str
        Whom the map names as its source; not yet escaped.
    source : str
        Scheme, host and port, as a content security policy names them.
    referrer : str
        What the server is told of the page: its referrer policy.
    """

    url: str
    credit: str
    source: str
    referrer: str


def read_tiles(text: str) -> Tiles:
    """Return the tile server that a user names.

    Parameters
    ----------
    text : str
        ``osm``, or the address of a tile.

    Returns
    -------
    Tiles
        The server; OpenStreetMap is told which site asks, as its rules want, others nothing.

    Raises
    ------
    ScenarioError
        If no tile can be asked for by that name.
    """
    if text == "osm":
        return Tiles(OSM_URL, OSM_CREDIT, "https://tile.openstreetmap.org", "strict-origin")
    if text == "lantmateriet":
        _refuse(
            "E441",
            "Lantmäteriet's map needs a key of your own, and it would stand in the page for "
            "everyone to read. Order one for Topografisk webbkarta Visning, then give the address "
            f'with the key in it: --tiles "{LANTMATERIET_URL}".',
        )
    problem = _problem_of(text)
    if problem:
        example = OSM_URL.replace("tile.openstreetmap.org", "tiles.example.org")
        shown = "".join(c if c.isprintable() else "?" for c in text[:MAX_SHOWN_CHARS])
        _refuse(
            "E440",
            f'"{shown}" {problem}. Give osm, or the address of a tile, such as "{example}".',
        )
    parts = urlsplit(text)
    return Tiles(text, parts.netloc, f"{parts.scheme}://{parts.netloc}", "no-referrer")


def _problem_of(text: str) -> str:
    """Return what is wrong with an address, or nothing."""
    # Only characters that mean nothing in a policy, an attribute or a script.
    if not re.fullmatch(r"[A-Za-z0-9{}:/.?&=_~%+@-]+", text):
        return "has characters that no tile address needs"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in ("https", "http"):
        return "does not begin with https:// or http://"
    if not host or not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]+)?", parts.netloc):
        return "has no plain host name, such as tiles.example.org; {s} is not used"
    missing = [field for field in FIELDS if field not in text]
    if missing:
        return f"lacks {' and '.join(missing)}"
    left = re.sub(r"\{[xyz]\}", "", text)
    if "{" in left or "}" in left:
        return "has a field other than {z}, {x} and {y}"
    return ""


def _refuse(code: str, text: str) -> NoReturn:
    """Raise the error of one wrong tile server."""
    raise ScenarioError((Problem("--tiles", 0, code, text),))
