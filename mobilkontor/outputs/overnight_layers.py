"""Turn depots and overnight places into GeoJSON, with the nights in which vehicles sleep there."""

from __future__ import annotations

from typing import Any

from mobilkontor.outputs.geojson import Collection, collection, symbol
from mobilkontor.outputs.symbols import depot_symbol, moon_symbol
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import MapView, PlaceView

__all__ = ["night_layer"]


def night_layer(view: MapView, texts: Texts) -> Collection:
    """Return depots and overnight places, beside the place so that they hide no stop."""
    return collection(
        mark
        for entry in view.places.values()
        for mark in (*_depot(entry, texts), *_moon(entry, texts))
    )


def _depot(entry: PlaceView, texts: Texts) -> list[dict[str, Any]]:
    """Return the symbol of a depot, if the place is one."""
    if not entry.depot_of:
        return []
    label = texts("symbol.depot", place=entry.place.name)
    return [symbol(entry, depot_symbol(), 24, label=label, shift=[-17, 15])]


def _moon(entry: PlaceView, texts: Texts) -> list[dict[str, Any]]:
    """Return the symbol of an overnight place, if the place is one and not just a depot."""
    if not entry.overnight or (entry.depot_of and not entry.nights):
        return []
    html, shift = moon_symbol(is_used=bool(entry.nights)), [17.0, -15.0]
    if not entry.nights:
        return [symbol(entry, html, 22, shift=shift)]
    days: dict[int, list[int]] = {}
    for night in entry.nights:
        days.setdefault(night.vehicle, []).append(night.day)
    label = texts("symbol.night", place=entry.place.name)
    on = [[vehicle, nights] for vehicle, nights in sorted(days.items())]
    return [symbol(entry, html, 22, label=label, shift=shift, on=on)]
