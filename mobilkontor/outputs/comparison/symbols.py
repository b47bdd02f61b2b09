"""Draw the symbols of a comparison: four changes that differ in shape as well as in colour."""

from __future__ import annotations

import math

from mobilkontor.outputs.comparison.differences import Change
from mobilkontor.outputs.palette import INK
from mobilkontor.outputs.symbols import WHITE

__all__ = ["SIZE", "change_symbol", "radius_px", "visits_symbol"]

SIZE = "SIZE"
"""What the page's script fills a size into."""

LEAST_PX, MOST_PX, PER_ROOT = 9.0, 22.0, 6.0
BOX = 24

_SHAPES = {
    Change.GAINS: ("M12 1.5 23 22.5H1z", "#0b6e4f", "M12 10v9M7.5 14.5h9"),
    Change.LOSES: ("M12 1 23 12 12 23 1 12z", "#8c1d18", "M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6"),
    Change.MORE: ("M12 1 22.5 12H17v11H7V12H1.5z", "#5fc39a", ""),
    Change.FEWER: ("M12 23 1.5 12H7V1h10v11h5.5z", "#eb6410", ""),
}
"""Outline, colour, and white strokes on it."""


def radius_px(residents: int) -> float:
    """Return the radius of a place's symbol: its area grows with the residents [px]."""
    return round(min(MOST_PX, LEAST_PX + math.sqrt(residents) / PER_ROOT), 1)


def change_symbol(change: Change, size: float | str = SIZE) -> str:
    """Return the symbol of a change.

    Parameters
    ----------
    change : Change
        The change.
    size : float or str
        Side of its box [px], or what stands for it.

    Returns
    -------
    str
        An SVG element.
    """
    outline, colour, strokes = _SHAPES[change]
    halo = f'<path d="{outline}" fill="{WHITE}" stroke="{WHITE}" stroke-width="4"/>'
    shape = f'<path d="{outline}" fill="{colour}" stroke="{INK}" stroke-width="1.2"/>'
    mark = f'<path d="{strokes}" fill="none" stroke="{WHITE}" stroke-width="2.4"/>'
    return _svg(size, f"{halo}{shape}{mark if strokes else ''}")


def visits_symbol(visits: str, size: float | str = SIZE) -> str:
    """Return the symbol of a stop: a disc with the visits in four weeks; the text is escaped."""
    disc = f'<circle cx="12" cy="12" r="10.6" fill="#123682" stroke="{WHITE}" stroke-width="1.6"/>'
    text = (
        '<text x="12" y="12" dy=".36em" text-anchor="middle" font-size="11" font-weight="700" '
        f'fill="{WHITE}">{visits}</text>'
    )
    return _svg(size, disc + text)


def _svg(size: float | str, content: str) -> str:
    """Return an SVG element whose drawing fills a square of any size."""
    side = size if isinstance(size, str) else f"{size:g}"
    return (
        f'<svg width="{side}" height="{side}" viewBox="0 0 {BOX} {BOX}" aria-hidden="true" '
        f'focusable="false">{content}</svg>'
    )
