"""Turn depots and overnight places into GeoJSON: all of them, the unused ones, or some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mobilkontor.outputs.geojson import Collection, collection, symbol
from mobilkontor.outputs.symbols import depot_symbol, moon_symbol
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import MapView, PlaceView

__all__ = ["idle_layer", "moon_layer", "night_layer"]


def night_layer(view: MapView, texts: Texts) -> Collection:
    """Return depots and overnight places, beside the place so that they hide no stop."""
    return collection(
        mark
        for entry in view.places.values()
        for mark in (*_depot(entry, texts), *_moon(entry, texts))
    )


def idle_layer(view: MapView, texts: Texts) -> Collection:
    """Return depots, and overnight places where no vehicle sleeps in any week."""
    return collection(
        mark
        for entry in view.places.values()
        for mark in (*_depot(entry, texts), *(() if entry.nights else _moon(entry, texts)))
    )


def moon_layer(entries: Iterable[PlaceView], texts: Texts) -> Collection:
    """Return some overnight places."""
    return collection(mark for entry in entries for mark in _moon(entry, texts))


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
    label = texts("symbol.night", place=entry.place.name) if entry.nights else ""
    html = moon_symbol(is_used=bool(entry.nights))
    return [symbol(entry, html, 22, label=label, shift=[17, -15])]
