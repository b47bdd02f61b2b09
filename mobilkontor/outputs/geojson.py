"""Turn views into GeoJSON, one collection per layer: longitude first, five decimals (about 1 m).

Properties are what the page script draws from: ``place`` opens that place's popup, ``html`` is a
symbol, ``size`` its box [px], ``shift`` where the symbol stands from the place [px].
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mobilkontor.core.places import RoadClass
from mobilkontor.core.units import clock_text
from mobilkontor.outputs.facts import Point
from mobilkontor.outputs.lanes import LaneLine
from mobilkontor.outputs.rhythm import repeated_visits, same_openings
from mobilkontor.outputs.symbols import (
    office_symbol,
    stop_radius_px,
    stop_symbol,
    strip_width_px,
    symbol_size_px,
    unserved_symbol,
    vehicle_style,
)
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import DutyView, MapView, PlaceView, VisitView
from mobilkontor.outputs.words import COVERED_REASONS, Words, access_band

__all__ = [
    "Collection",
    "access_layer",
    "collection",
    "duty_layer",
    "office_layer",
    "road_layer",
    "route_layer",
    "stop_layer",
    "symbol",
    "unserved_layer",
]

Collection = dict[str, Any]

DECIMALS = 5
LANE_PX = 4.5

ROAD_STYLES = {
    RoadClass.LOCAL: ("#c0c8c3", 1.1),
    RoadClass.COUNTY: ("#b6beb9", 1.5),
    RoadClass.NATIONAL: ("#a9b1ad", 2.0),
    RoadClass.EUROPEAN: ("#98a19d", 2.8),
}
"""Colour and width [px] of each road class, thinnest first."""


def _position(point: Point) -> list[float]:
    """Return a position as GeoJSON writes it."""
    lat, lon = point
    return [round(lon, DECIMALS), round(lat, DECIMALS)]


def _feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return one feature."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(features: Iterable[dict[str, Any]]) -> Collection:
    """Return a layer."""
    return {"type": "FeatureCollection", "features": list(features)}


def road_layer(view: MapView) -> Collection:
    """Return the backdrop: one line bundle per road class, thinnest first."""
    features = []
    for road_class, (colour, width_px) in ROAD_STYLES.items():
        lines = [
            [_position(point) for point in road.points]
            for road in view.roads
            if road.road_class is road_class
        ]
        style = {"color": colour, "weight": width_px}
        features.append(_feature("MultiLineString", lines, style=style))
    return collection(features)


def duty_layer(view: MapView, duty: DutyView, texts: Texts) -> Collection:
    """Return the route and the stops of one duty, in a cycle of one week.

    Parameters
    ----------
    view : MapView
        The whole map.
    duty : DutyView
        The duty.
    texts : Texts
        The language.

    Returns
    -------
    dict
        Lines first, then the stops in order.
    """
    return collection([*_route(duty), *_stops(view, duty, texts)])


def route_layer(duty: DutyView) -> Collection:
    """Return the route of one duty without its stops."""
    return collection(_route(duty))


def _route(duty: DutyView) -> list[dict[str, Any]]:
    """Return the lines of a route."""
    return [
        _feature(
            "LineString",
            [_position(point) for point in line.points],
            style=_line_style(duty, line, dash),
        )
        for line in duty.lines
        for dash in sorted({"", vehicle_style(duty.vehicle).dash})
    ]


def _line_style(duty: DutyView, line: LaneLine, dash: str) -> dict[str, Any]:
    """Return the style of a route: a full thin line, and dashes on it if the vehicle has them."""
    style = vehicle_style(duty.vehicle)
    is_thin = bool(style.dash) and not dash
    return {
        "color": style.colour,
        "weight": 1.6 if is_thin else 4,
        "lineCap": "butt",
        "dashArray": dash,
        "offset": line.lane * LANE_PX,
    }


def _stops(view: MapView, duty: DutyView, texts: Texts) -> list[dict[str, Any]]:
    """Return the stops of a duty; later visits to the same place stand beside the first."""
    words = Words(view, texts)
    most = _most_met(view)
    features = []
    for visit in duty.duty.stops:
        entry = view.places[visit.place]
        radius_px = stop_radius_px(entry.service.met_visits if entry.service else 0.0, most)
        size_px = symbol_size_px(radius_px)
        earlier = [v for v in entry.visits if (v.day, v.vehicle) < (duty.duty.day, duty.vehicle)]
        label = texts(
            "symbol.stop",
            place=entry.place.name,
            day=words.days([duty.duty.day]),
            open=clock_text(visit.open_s),
            close=clock_text(visit.close_s),
            vehicle=words.vehicle(duty.vehicle),
        )
        html = stop_symbol(
            vehicle_style(duty.vehicle),
            radius_px,
            words.day_short(duty.duty.day),
            is_estimate=entry.is_estimate,
        )
        shift = [round(len(earlier) * 1.6 * radius_px, 1), 0]
        features.append(symbol(entry, html, size_px, label=label, shift=shift))
    return features


def stop_layer(view: MapView, entry: PlaceView, number: int, texts: Texts) -> Collection:
    """Return one stop symbol of a cycle of several weeks, with the weeks in which it holds.

    Parameters
    ----------
    view : MapView
        The whole map.
    entry : PlaceView
        The place.
    number : int
        Position among the place's repeated visits; later ones stand beside the first.
    texts : Texts
        The language.

    Returns
    -------
    dict
        One symbol.
    """
    words = Words(view, texts)
    visits = repeated_visits(entry.visits, view)[number]
    first, weeks = visits[0], {view.week(visit.day) for visit in visits}
    radius_px = stop_radius_px(entry.service.met_visits if entry.service else 0.0, _most_met(view))
    html = stop_symbol(
        vehicle_style(first.vehicle),
        radius_px,
        words.day_short(first.day),
        is_estimate=entry.is_estimate,
        weeks=[week in weeks for week in range(view.weeks)],
    )
    label = texts(
        "symbol.stop_in_cycle",
        place=entry.place.name,
        openings=", ".join(_opening(same, words) for same in same_openings(visits, view)),
        vehicle=words.vehicle(first.vehicle),
    )
    size_px = symbol_size_px(radius_px, view.weeks)
    shift = [round(number * max(1.6 * radius_px, strip_width_px(view.weeks)), 1), 0]
    return collection([symbol(entry, html, size_px, label=label, shift=shift)])


def _opening(visits: tuple[VisitView, ...], words: Words) -> str:
    """Return days and opening times of visits at the same clock times."""
    return words.texts(
        "symbol.opening",
        days=words.days([visit.day for visit in visits]),
        open=clock_text(visits[0].visit.open_s),
        close=clock_text(visits[0].visit.close_s),
    )


def _most_met(view: MapView) -> float:
    """Return the visits met at the stop that meets most of them."""
    return max((p.service.met_visits for p in view.places.values() if p.service), default=0.0)


def symbol(
    entry: PlaceView, html: str, size_px: float, *, label: str = "", shift: list[float]
) -> dict[str, Any]:
    """Return a symbol at a place; one with a label can be reached by keyboard."""
    return _feature(
        "Point",
        _position((entry.place.lat, entry.place.lon)),
        place=entry.place.id,
        html=html,
        size=size_px,
        label=label,
        shift=shift,
    )


def office_layer(view: MapView, texts: Texts) -> Collection:
    """Return the fixed offices: closed ones first, new ones last so that they lie on top."""

    def rank(entry: PlaceView) -> tuple[bool, bool]:
        """Return whether an office is new, and whether it is open."""
        return entry.new_office is not None, bool(entry.office and entry.office.is_open)

    entries = [entry for entry in view.places.values() if entry.office or entry.new_office]
    return collection(
        symbol(
            entry,
            office_symbol(is_open=any(rank(entry)), is_new=rank(entry)[0]),
            28,
            label=_office_label(entry, texts),
            shift=[0, 0],
        )
        for entry in sorted(entries, key=rank)
    )


def _office_label(entry: PlaceView, texts: Texts) -> str:
    """Return what a screen reader calls an office."""
    if entry.new_office:
        return texts("symbol.new_office", place=entry.place.name)
    return texts("symbol.office", place=entry.place.name)


def unserved_layer(view: MapView) -> Collection:
    """Return the places without a stop or an office."""
    return collection(
        symbol(
            entry,
            unserved_symbol(is_left_out=entry.unserved.reason not in COVERED_REASONS),
            14,
            shift=[0, 0],
        )
        for entry in view.places.values()
        if entry.unserved and not entry.office and not entry.new_office
    )


def access_layer(view: MapView, seconds: Callable[[PlaceView], int | None]) -> Collection:
    """Return all places as circles coloured by travel time, large ones first.

    Parameters
    ----------
    view : MapView
        The whole map.
    seconds : callable
        Travel time of a place [s].

    Returns
    -------
    dict
        Circles whose area grows with the residents.
    """
    ordered = sorted(view.places.values(), key=lambda entry: -entry.place.residents)
    return collection(
        _feature(
            "Point",
            _position((entry.place.lat, entry.place.lon)),
            place=entry.place.id,
            radius=round(min(30.0, 4.5 + entry.place.residents**0.5 / 6), 1),
            style={
                "fillColor": access_band(seconds(entry)).colour,
                "dashArray": "3 2" if entry.is_estimate else "",
            },
        )
        for entry in ordered
    )
