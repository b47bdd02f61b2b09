"""Draw the plan as one picture that prints: roads, routes, stops, offices, nights, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mobilkontor.core.terminal import for_terminal
from mobilkontor.outputs import symbols
from mobilkontor.outputs.facts import Point
from mobilkontor.outputs.lanes import LaneLine
from mobilkontor.outputs.palette import VehicleStyle
from mobilkontor.outputs.report.labels import Box, Label, Wish, place_labels
from mobilkontor.outputs.report.projection import Sheet, beside, sheet_around
from mobilkontor.outputs.templates import templates
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import MapView, PlaceView

__all__ = ["draw_plan_map"]

LANE_PX = 2.6
STOP_SCALE = 0.5
SYMBOL_SCALE = 0.62
SMALL_SCALE, SMALL_STEP_PX = 0.46, 11.0
DRAWINGS = {
    "office": (28.0, symbols.office_symbol(is_open=True)),
    "new_office": (28.0, symbols.office_symbol(is_open=True, is_new=True)),
    "depot": (24.0, symbols.depot_symbol()),
    "moon": (22.0, symbols.moon_symbol(is_used=True)),
    "unserved": (14.0, symbols.unserved_symbol(is_left_out=True)),
}
"""Side [px] and drawing of the symbols that are the same everywhere."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol on the sheet: its room, its scale, its drawing; small ones lie below the rest."""

    box: Box
    scale: float
    drawing: Markup
    is_small: bool


@dataclass(frozen=True, slots=True)
class Route:
    """All ways of one vehicle in the cycle, as one path."""

    style: VehicleStyle
    path: str


def draw_plan_map(view: MapView, texts: Texts, label: str | None = None) -> Markup:
    """Return the picture of a plan.

    Parameters
    ----------
    view : MapView
        What is where.
    texts : Texts
        The language.
    label : str or None
        What a screen reader says of it; None for what the decision paper says.

    Returns
    -------
    Markup
        An ``svg`` element.
    """
    entries = list(view.places.values())
    sheet = sheet_around([(entry.place.lat, entry.place.lon) for entry in entries])
    drawn = [symbol for entry in entries for symbol in _symbols(entry, view, sheet)]
    drawn.sort(key=lambda symbol: not symbol.is_small)
    html = (
        templates()
        .get_template("plan_map.svg")
        .render(
            sheet=sheet,
            roads=_path([[sheet.at(point) for point in road.points] for road in view.roads]),
            routes=_routes(view, sheet),
            symbols=drawn,
            labels=_labels(view, sheet, drawn),
            label=label if label is not None else texts("report.map.label"),
        )
    )
    return Markup(html)


def _routes(view: MapView, sheet: Sheet) -> list[Route]:
    """Return the ways of each vehicle that drives, each stretch once."""
    lines: dict[int, dict[LaneLine, None]] = {}
    for duty in view.duties:
        lines.setdefault(duty.vehicle, {}).update(dict.fromkeys(duty.lines))
    return [
        Route(
            symbols.vehicle_style(vehicle),
            _path(
                [
                    beside([sheet.at(point) for point in line.points], line.lane * LANE_PX)
                    for line in lines[vehicle]
                ]
            ),
        )
        for vehicle in sorted(lines)
    ]


def _path(lines: Sequence[Sequence[Point]]) -> str:
    """Return lines as the data of one SVG path."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) for line in lines if len(line) > 1
    )


def _symbols(entry: PlaceView, view: MapView, sheet: Sheet) -> list[Symbol]:
    """Return the symbols of a place: the main one, then what it is besides, at its shoulder."""
    x, y = sheet.at((entry.place.lat, entry.place.lon))
    kinds = _kinds(entry)
    if entry.visits:
        main = _stop(entry, view, x, y)
    elif kinds:
        main = _placed(kinds.pop(0), SYMBOL_SCALE, x, y)
    else:
        return []
    shoulder_x, shoulder_y = main.box.right + 1, main.box.top + 1
    return [
        main,
        *(
            _placed(kind, SMALL_SCALE, shoulder_x + number * SMALL_STEP_PX, shoulder_y)
            for number, kind in enumerate(kinds)
        ),
    ]


def _kinds(entry: PlaceView) -> list[str]:
    """Return what a place is besides a stop, the most important first."""
    kinds = []
    if entry.new_office:
        kinds.append("new_office")
    elif entry.office is not None and entry.office.is_open:
        kinds.append("office")
    if entry.depot_of:
        kinds.append("depot")
    if entry.nights:
        kinds.append("moon")
    if not kinds and not entry.visits and entry.unserved and entry.unserved.lost_visits > 0:
        kinds.append("unserved")
    return kinds


def _stop(entry: PlaceView, view: MapView, x: float, y: float) -> Symbol:
    """Return the symbol of a stop, in the style of the vehicle that comes first."""
    most = max((it.service.met_visits for it in view.places.values() if it.service), default=0.0)
    met = entry.service.met_visits if entry.service else 0.0
    radius = symbols.stop_radius_px(met, most)
    style = symbols.vehicle_style(entry.visits[0].vehicle)
    drawing = symbols.stop_symbol(style, radius, "", is_estimate=entry.is_estimate)
    return _centred(drawing, symbols.symbol_size_px(radius), STOP_SCALE, x, y, is_small=False)


def _placed(kind: str, scale: float, x: float, y: float) -> Symbol:
    """Return a symbol of a kind with its middle at a point."""
    size, drawing = DRAWINGS[kind]
    return _centred(drawing, size, scale, x, y, is_small=kind == "unserved")


def _centred(
    drawing: str, size: float, scale: float, x: float, y: float, *, is_small: bool
) -> Symbol:
    """Return a drawing with its middle at a point."""
    half = size * scale / 2
    return Symbol(Box(x - half, y - half, x + half, y + half), scale, Markup(drawing), is_small)


def _labels(view: MapView, sheet: Sheet, drawn: Sequence[Symbol]) -> list[Label]:
    """Return the names that have room: towns with an office, then stops by size."""
    named = [entry for entry in view.places.values() if entry.visits or _is_town(entry)]
    named.sort(key=lambda entry: (not _is_town(entry), -entry.place.residents, entry.place.id))
    wishes = []
    for entry in named:
        x, y = sheet.at((entry.place.lat, entry.place.lon))
        box = _symbols(entry, view, sheet)[0].box
        radius = (box.right - box.left) / 2
        wishes.append(Wish(x, y, radius, for_terminal(entry.place.name), _is_town(entry)))
    return place_labels(
        wishes,
        [symbol.box for symbol in drawn if not symbol.is_small],
        [symbol.box for symbol in drawn if symbol.is_small],
        Box(2, 2, sheet.width_px - 2, sheet.height_px - 2),
    )


def _is_town(entry: PlaceView) -> bool:
    """Tell whether a place has a fixed office, open already or by the plan."""
    return (entry.office is not None and entry.office.is_open) or entry.new_office is not None
