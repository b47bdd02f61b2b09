"""Give the scripts and styles of pages, our own and Leaflet's, as text to write into a page.

Leaflet comes from its XStatic package. Its pictures are left out: nothing on the pages uses them,
and a picture's address would be a page's only request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

__all__ = ["FOLDER", "Asset", "leaflet_script", "leaflet_style", "own_assets"]

FOLDER = Path(__file__).parent / "page_assets"


@dataclass(frozen=True, slots=True)
class Asset:
    """A script or style of a page: what its file is called, and its text."""

    name: str
    text: str


@cache
def leaflet_script() -> Asset:
    """Return Leaflet's script without the address of its source map."""
    text = _leaflet_text("leaflet.js")
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    return Asset("leaflet.js", text.strip())


@cache
def leaflet_style() -> Asset:
    """Return Leaflet's styles without pictures."""
    text = re.sub(r"url\([^)]*\)", "none", _leaflet_text("leaflet.css"))
    return Asset("leaflet.css", text.strip())


@cache
def own_assets(*names: str) -> tuple[Asset, ...]:
    """Return files of this package, such as ``base.css``, in the order that a page needs."""
    return tuple(Asset(name, (FOLDER / name).read_text("utf-8").strip()) for name in names)


def _leaflet_text(name: str) -> str:
    """Return the text of a file of the Leaflet package."""
    return (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")
