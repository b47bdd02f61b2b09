"""Give the page its own and its libraries' assets as text to write into the page.

Leaflet comes from its XStatic package. Its pictures are left out: nothing on the page uses them,
and a picture's address would be the page's only request.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

__all__ = ["FOLDER", "leaflet_css", "leaflet_js", "page_asset"]

FOLDER = Path(__file__).parent / "page_assets"


@cache
def leaflet_js() -> str:
    """Return Leaflet's script without the address of its source map."""
    text = _leaflet_file("leaflet.js")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE).strip()


@cache
def leaflet_css() -> str:
    """Return Leaflet's styles without pictures."""
    return re.sub(r"url\([^)]*\)", "none", _leaflet_file("leaflet.css")).strip()


@cache
def page_asset(name: str) -> str:
    """Return the text of a file of this package, such as ``page.js``."""
    return (FOLDER / name).read_text(encoding="utf-8").strip()


def _leaflet_file(name: str) -> str:
    """Return the text of a file of the Leaflet package."""
    return (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")
