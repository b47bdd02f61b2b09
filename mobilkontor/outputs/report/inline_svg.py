"""Turn a drawing of matplotlib into SVG that stands inside a page with a strict policy.

Matplotlib writes style attributes, which a content security policy refuses; they become
attributes of their own. Texts stay texts, in the page's font; ids carry the drawing's name, so
several drawings can stand on one page; nothing tells when it was drawn.
"""

from __future__ import annotations

import io
import warnings
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.figure import Figure

__all__ = ["drawing_style", "inline_svg"]

SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
UNUSED = ("metadata", "style")
WITHOUT_DATE = {"Date": None, "Creator": None, "Format": None, "Type": None}

# Typed loosely: the keys of rc parameters are literals in some releases and any text in others.
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "mobilkontor",
    "svg.fonttype": "none",
    "font.size": 9.0,
    "axes.edgecolor": "#9fb0bb",
    "axes.labelcolor": "#16212b",
    "xtick.color": "#4c5a66",
    "ytick.color": "#16212b",
    "text.color": "#16212b",
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def drawing_style() -> Any:  # noqa: ANN401
    """Return the context in which a figure is made and drawn."""
    return rc_context(_STYLE)


def inline_svg(figure: Figure, name: str, label: str) -> Markup:
    """Return a figure as an SVG element.

    Parameters
    ----------
    figure : Figure
        The figure, made within ``drawing_style``.
    name : str
        What its ids begin with.
    label : str
        What it shows, for those who do not see it; not yet escaped.

    Returns
    -------
    Markup
        An ``svg`` element.
    """
    written = io.StringIO()
    with drawing_style(), warnings.catch_warnings():
        # Letters that matplotlib's own font lacks are drawn by the reader's.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(written, format="svg", metadata=WITHOUT_DATE, transparent=True)
    root = ElementTree.fromstring(written.getvalue())
    _clean(root, name)
    for length in ("width", "height"):
        root.attrib[length] = root.attrib[length].removesuffix("pt")
    root.attrib.update({"class": "chart", "role": "img", "aria-label": label})
    return Markup(ElementTree.tostring(root, encoding="unicode", short_empty_elements=True).strip())


def _clean(element: ElementTree.Element, name: str) -> None:
    """Make an element and all below it fit for a page."""
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in UNUSED:
            element.remove(child)
        else:
            _clean(child, name)
    if element.text is not None and not element.text.strip():
        element.text = None
    if element.tail is not None and not element.tail.strip():
        element.tail = "\n"
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    for part in element.attrib.pop("style", "").split(";"):
        key, _, value = part.partition(":")
        if value and not key.strip().startswith("font"):
            element.set(key.strip(), value.strip())
    link = element.attrib.pop(LINK, None)
    if link is not None:
        element.set("href", f"#{name}-{link.removeprefix('#')}")
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.attrib['id']}")
    if element.get("clip-path", "").startswith("url(#"):
        element.set("clip-path", f"url(#{name}-{element.attrib['clip-path'].removeprefix('url(#')}")
