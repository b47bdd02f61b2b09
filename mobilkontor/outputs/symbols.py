"""Draw the symbols of map and legend as inline SVG: no files, no fonts, no network."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mobilkontor.outputs.escape import for_html
from mobilkontor.outputs.palette import (
    GROUND,
    INK,
    VEHICLE_STYLES,
    AccessBand,
    VehicleStyle,
    nth_style,
)

__all__ = [
    "band_symbol",
    "depot_symbol",
    "line_symbol",
    "moon_symbol",
    "office_symbol",
    "stop_radius_px",
    "stop_symbol",
    "strip_width_px",
    "symbol_size_px",
    "unserved_symbol",
    "vehicle_number",
    "vehicle_style",
    "weeks_symbol",
    "year_symbol",
]

MIN_RADIUS_PX = 11.0
MIN_NUMBERED_RADIUS_PX = 13.5
MAX_RADIUS_PX = 21.0
NEW = "#0b6e4f"
"""Colour of what the plan adds."""

MOON = "M6 1a7 7 0 1 0 9 9 6 6 0 0 1-9-9z"
WHITE = "#ffffff"
WEEK_BOX_PX = 7.0
LOW_BOX_PX = 5.5
WEEKS_IN_ROW = 4
STRIP_OVERLAP_PX = 2.4
YEAR_BOX_PX = 11
STAR_DEPTH = 0.42
WEEKS_IN_QUARTER = 13


def vehicle_style(vehicle: int) -> VehicleStyle:
    """Return the style of a vehicle by its position."""
    return nth_style(vehicle)


def vehicle_number(vehicle: int, vehicles: int) -> str:
    """Return the number that tells a vehicle where there are more than colours; else nothing."""
    return str(vehicle + 1) if vehicles > len(VEHICLE_STYLES) else ""


def stop_radius_px(met_visits: float, most_met_visits: float, *, has_number: bool = False) -> float:
    """Return the radius of a stop's symbol: its area grows with the visits met [px]."""
    share = met_visits / most_met_visits if most_met_visits > 0 else 0.0
    least_px = MIN_NUMBERED_RADIUS_PX if has_number else MIN_RADIUS_PX
    radius = least_px + (MAX_RADIUS_PX - least_px) * math.sqrt(max(0.0, share))
    return round(radius, 1)


def symbol_size_px(radius_px: float, weeks: int = 0) -> float:
    """Return the side of the box that a stop's symbol needs, outline and week boxes included [px].

    Parameters
    ----------
    radius_px : float
        Radius of the symbol [px].
    weeks : int
        Number of week boxes below it.

    Returns
    -------
    float
        Side [px].
    """
    size = 2.24 * radius_px + 6
    if weeks:
        width, height = _strip_px(weeks)
        size = max(size, 2 * (radius_px - STRIP_OVERLAP_PX + height) + 4, width + 4)
    return round(size, 1)


def stop_symbol(
    style: VehicleStyle,
    radius_px: float,
    text: str,
    *,
    is_estimate: bool,
    number: str = "",
    weeks: Sequence[bool] = (),
) -> str:
    """Return the symbol of a stop.

    Parameters
    ----------
    style : VehicleStyle
        Colour and shape.
    radius_px : float
        Radius [px].
    text : str
        Short text inside, such as the weekday; not yet escaped.
    is_estimate : bool
        Whether to break the outline, for a number of residents that is an estimate.
    number : str
        Number of the vehicle, to stand below the text; empty for none.
    weeks : sequence of bool
        For each week of the cycle whether the vehicle comes; empty to draw no week boxes.

    Returns
    -------
    str
        An SVG element.
    """
    size = symbol_size_px(radius_px, len(weeks))
    middle = size / 2
    dash = ' stroke-dasharray="3 2.5"' if is_estimate else ""
    outline = f'fill="{style.colour}" stroke="{INK}" stroke-width="1.4"{dash}'
    halo = f'fill="none" stroke="{WHITE}" stroke-width="4"'
    label = _label(text, number, middle, style.text_colour)
    shapes = "".join(_shape(style.shape, middle, radius_px, paint) for paint in (halo, outline))
    boxes = _week_boxes(weeks, middle, middle + radius_px - STRIP_OVERLAP_PX)
    return _svg(size, f"{shapes}{label}{boxes}")


def _label(text: str, number: str, middle: float, colour: str) -> str:
    """Return a text in the middle of a symbol, or with a number below it."""
    lines = [(text, 0.0 if not number else -5.0), (number, 5.0 if text else 0.0)]
    return "".join(
        f'<text x="{middle:g}" y="{middle + down:g}" dy=".36em" text-anchor="middle" '
        f'fill="{colour}" font-size="11" font-weight="700">{for_html(line)}</text>'
        for line, down in lines
        if line
    )


def weeks_symbol(weeks: Sequence[bool]) -> str:
    """Return the week boxes alone, for the legend."""
    width, height = _strip_px(len(weeks))
    size = max(width, height) + 4
    return _svg(size, _week_boxes(weeks, size / 2, (size - height) / 2))


def year_symbol(weeks: Sequence[int]) -> str:
    """Return the weeks of a year as boxes, a quarter in a row.

    Parameters
    ----------
    weeks : sequence of int
        Weeks with a visit, from 1; their boxes are filled.

    Returns
    -------
    str
        An SVG element.
    """
    side, columns = YEAR_BOX_PX, WEEKS_IN_QUARTER
    width, height = columns * side, 4 * side
    lines = "".join(f"M0 {row * side}h{width}" for row in range(5))
    lines += "".join(f"M{column * side} 0v{height}" for column in range(columns + 1))
    filled = "".join(
        f"M{(week - 1) % columns * side} {(week - 1) // columns * side}h{side}v{side}h-{side}z"
        for week in weeks
    )
    return (
        f'<svg class="weeks-of-year" width="{width + 2}" height="{height + 2}" '
        f'viewBox="-1 -1 {width + 2} {height + 2}" aria-hidden="true" focusable="false">'
        f'<path d="{filled}" fill="{INK}"/><path d="{lines}" stroke="#75818a" fill="none"/></svg>'
    )


def strip_width_px(weeks: int) -> float:
    """Return how far apart two stops with week boxes stand at least [px]."""
    return _strip_px(weeks)[0] + 4


def _strip_px(weeks: int) -> tuple[float, float]:
    """Return width and height of the week boxes, four in a row [px]."""
    rows = math.ceil(weeks / WEEKS_IN_ROW)
    return min(weeks, WEEKS_IN_ROW) * WEEK_BOX_PX, WEEK_BOX_PX if rows == 1 else rows * LOW_BOX_PX


def _week_boxes(weeks: Sequence[bool], middle: float, top: float) -> str:
    """Return a box for each week, filled where the vehicle comes; empty without weeks."""
    if not weeks:
        return ""
    width, height = _strip_px(len(weeks))
    left, box_height = middle - width / 2, height / math.ceil(len(weeks) / WEEKS_IN_ROW)
    halo = (
        f'<rect x="{left - 1.6:.1f}" y="{top - 1.6:.1f}" width="{width + 3.2:.1f}" '
        f'height="{height + 3.2:.1f}" rx="1.5" fill="{WHITE}"/>'
    )
    boxes = []
    for number, is_visited in enumerate(weeks):
        row, column = divmod(number, WEEKS_IN_ROW)
        fill, stroke = (INK, WHITE) if is_visited else (WHITE, INK)
        boxes.append(
            f'<rect x="{left + column * WEEK_BOX_PX:.1f}" y="{top + row * box_height:.1f}" '
            f'width="{WEEK_BOX_PX:g}" height="{box_height:g}" fill="{fill}" stroke="{stroke}"/>'
        )
    return f'<g class="weeks">{halo}{"".join(boxes)}</g>'


def office_symbol(*, is_open: bool, is_new: bool = False) -> str:
    """Return the symbol of a fixed office: hollow if it counts as closed, with a plus if new."""
    fill, stroke = (INK, WHITE) if is_open else (WHITE, INK)
    roof = "M2 9 11 3l9 6v1.6H2z"
    body = "M4 12h2.6v5H4zm5.7 0h2.6v5H9.7zm5.7 0H18v5h-2.6zM2.5 18h17v2h-17z"
    drawing = f'<path d="{roof}{body}" fill="{WHITE if is_open else INK}"/>'
    frame = (
        f'<rect x="-2" y="-1" width="26" height="25" rx="4" fill="{fill}" stroke="{stroke}" '
        'stroke-width="1.2"/>'
    )
    plus = (
        f'<circle cx="22" cy="6" r="5.5" fill="{NEW}" stroke="{WHITE}"/>'
        f'<path d="M22 3v6M19 6h6" stroke="{WHITE}" stroke-width="1.8" fill="none"/>'
    )
    office = f'<g transform="translate(3 2.5)">{frame}{drawing}</g>'
    return _svg(28, office + (plus if is_new else ""))


def moon_symbol(*, is_used: bool) -> str:
    """Return the symbol of an overnight place: a moon, hollow if no vehicle sleeps there."""
    fill = "#ffd75e" if is_used else WHITE
    ground = "#232b52" if is_used else "#8a93a6"
    return _svg(
        22,
        f'<circle cx="11" cy="11" r="9.5" fill="{ground}" stroke="{WHITE}" stroke-width="1.5"/>'
        f'<path d="{MOON}" transform="translate(4.2 3.6) scale(.82)" fill="{fill}"/>',
    )


def depot_symbol() -> str:
    """Return the symbol of a depot: a bus in a frame."""
    return _svg(
        24,
        f'<rect x="1.5" y="3" width="21" height="18" rx="4" fill="{WHITE}" stroke="{INK}" '
        'stroke-width="1.4"/>'
        f'<path d="M5 7.5h13.5l1 5V16H5z" fill="{INK}"/>'
        f'<path d="M6.4 9h3.4v2.6H6.4zm4.8 0h3.2v2.6h-3.2zm4.6 0h1.4l.6 2.6h-2z" fill="{WHITE}"/>'
        f'<circle cx="8.4" cy="16.2" r="1.7" fill="{INK}" stroke="{WHITE}"/>'
        f'<circle cx="15.8" cy="16.2" r="1.7" fill="{INK}" stroke="{WHITE}"/>',
    )


def unserved_symbol(*, is_left_out: bool) -> str:
    """Return the symbol of a place without a stop: a cross if left out, else a small ring."""
    if is_left_out:
        return _svg(
            14,
            f'<path d="M3 3l8 8M11 3l-8 8" stroke="{WHITE}" stroke-width="4.4" fill="none"/>'
            '<path d="M3 3l8 8M11 3l-8 8" stroke="#8c1d18" stroke-width="2" fill="none"/>',
        )
    return _svg(14, f'<circle cx="7" cy="7" r="2.8" fill="{GROUND}" stroke="#75818a"/>')


def band_symbol(band: AccessBand) -> str:
    """Return the mark of a class of travel time for the legend."""
    return _svg(18, _shape(band.shape, 9, 7, f'fill="{band.colour}" stroke="{INK}"'))


def line_symbol(style: VehicleStyle) -> str:
    """Return a piece of a vehicle's route for the legend."""
    dashes = f'stroke-width="4" stroke-dasharray="{style.dash or "none"}"'
    lines = "".join(
        f'<path d="M0 5h44" stroke="{style.colour}" fill="none" {paint}/>'
        for paint in ('stroke-width="1.6"', dashes)
    )
    return f'<svg width="44" height="10" viewBox="0 0 44 10" aria-hidden="true">{lines}</svg>'


def _svg(size: float, content: str) -> str:
    """Return an SVG element of a square size."""
    return (
        f'<svg width="{size:g}" height="{size:g}" viewBox="0 0 {size:g} {size:g}" '
        f'aria-hidden="true" focusable="false">{content}</svg>'
    )


def _shape(shape: str, middle: float, radius: float, paint: str) -> str:
    """Return a shape of about equal area, whatever its number of corners."""
    if shape == "circle":
        return f'<circle cx="{middle:g}" cy="{middle:g}" r="{radius:g}" {paint}/>'
    corners, first_angle, depth = {
        "square": (4, math.pi / 4, 1.0),
        "diamond": (4, 0.0, 1.0),
        "hexagon": (6, 0.0, 1.0),
        "pentagon": (5, -math.pi / 2, 1.0),
        "triangle": (3, -math.pi / 2, 1.0),
        "star": (8, -math.pi / 2, STAR_DEPTH),
    }[shape]
    reach = [radius * 1.12, radius * 1.12 * depth]
    points = " ".join(
        f"{middle + reach[k % 2] * math.cos(first_angle + 2 * math.pi * k / corners):.1f},"
        f"{middle + reach[k % 2] * math.sin(first_angle + 2 * math.pi * k / corners):.1f}"
        for k in range(corners)
    )
    return f'<polygon points="{points}" stroke-linejoin="round" {paint}/>'
