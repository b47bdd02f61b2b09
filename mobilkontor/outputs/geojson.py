"""Turn views into GeoJSON, one collection per layer: longitude first, five decimals (about 1 m).

Properties are what the page script draws from: ``place`` opens that place's popup, ``html`` is a
symbol, ``size`` its box [px], ``radius`` its reach [px] if it may hide others, ``shift`` where the
symbol stands from the place [px]. ``on`` names the vehicles and days for which a feature holds, as
in ``[[0, [1, 6]]]``; without it, it always does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mobilkontor.core.places import RoadClass
from mobilkontor.outputs.facts import Point
from mobilkontor.outputs.symbols import office_symbol, unserved_symbol
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import MapView, PlaceView
from mobilkontor.outputs.words import COVERED_REASONS, access_band

__all__ = [
    "Collection",
    "access_layer",
    "collection",
    "feature",
    "office_layer",
    "position",
    "road_layer",
    "symbol",
    "unserved_layer",
]

Collection = dict[str, Any]

DECIMALS = 5
OFFICE_PX = 28

ROAD_STYLES = {
    RoadClass.LOCAL: ("#c0c8c3", 1.1),
    RoadClass.COUNTY: ("#b6beb9", 1.5),
    RoadClass.NATIONAL: ("#a9b1ad", 2.0),
    RoadClass.EUROPEAN: ("#98a19d", 2.8),
}
"""Colour and width [px] of each road class, thinnest first."""


def position(point: Point) -> list[float]:
    """Return a position as GeoJSON writes it."""
    lat, lon = point
    return [round(lon, DECIMALS), round(lat, DECIMALS)]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
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
            [position(point) for point in road.points]
            for road in view.roads
            if road.road_class is road_class
        ]
        style = {"color": colour, "weight": width_px}
        features.append(feature("MultiLineString", lines, style=style))
    return collection(features)


def symbol(
    entry: PlaceView,
    html: str,
    size_px: float,
    *,
    label: str = "",
    shift: list[float],
    **properties: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Return a symbol at a place; one with a label can be reached by keyboard."""
    return feature(
        "Point",
        position((entry.place.lat, entry.place.lon)),
        place=entry.place.id,
        html=html,
        size=size_px,
        label=label,
        shift=shift,
        **properties,
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
            OFFICE_PX,
            radius=OFFICE_PX / 2,
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
    """Return all places, coloured and shaped by travel time, large ones first.

    Parameters
    ----------
    view : MapView
        The whole map.
    seconds : callable
        Travel time of a place [s].

    Returns
    -------
    dict
        Marks whose area grows with the residents.
    """

    def look(entry: PlaceView) -> dict[str, Any]:
        """Return shape and colour of a place's travel time."""
        band = access_band(seconds(entry))
        dash = "3 2" if entry.is_estimate else ""
        return {"shape": band.shape, "style": {"fillColor": band.colour, "dashArray": dash}}

    ordered = sorted(view.places.values(), key=lambda entry: -entry.place.residents)
    return collection(
        feature(
            "Point",
            position((entry.place.lat, entry.place.lon)),
            place=entry.place.id,
            radius=round(min(30.0, 4.5 + entry.place.residents**0.5 / 6), 1),
            **look(entry),
        )
        for entry in ordered
    )
