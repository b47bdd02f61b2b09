"""Turn stops into GeoJSON: one symbol for each place, vehicle and weekday, with its weeks."""

from __future__ import annotations

from typing import Any

from mobilkontor.core.units import clock_text
from mobilkontor.outputs.geojson import Collection, collection, symbol
from mobilkontor.outputs.rhythm import repeated_visits, same_openings
from mobilkontor.outputs.symbols import (
    stop_radius_px,
    stop_symbol,
    strip_width_px,
    symbol_size_px,
    vehicle_number,
    vehicle_style,
)
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import MapView, PlaceView, VisitView
from mobilkontor.outputs.words import Words

__all__ = ["stop_layer"]


def stop_layer(view: MapView, texts: Texts) -> Collection:
    """Return the stops, in the order of vehicles and days, as a reader steps through them.

    Parameters
    ----------
    view : MapView
        The map.
    texts : Texts
        The language.

    Returns
    -------
    dict
        Symbols; ``on`` and ``times`` tell on which days a stop is open, and when on each of them.
    """
    stops = [
        (visits, entry, number)
        for entry in view.places.values()
        for number, visits in enumerate(repeated_visits(entry.visits, view))
    ]
    stops.sort(key=lambda stop: (stop[0][0].vehicle, stop[0][0].day, stop[0][0].visit.open_s))
    most = max((p.service.met_visits for p in view.places.values() if p.service), default=0.0)
    words = Words(view, texts)
    return collection(_stop(entry, visits, number, words, most) for visits, entry, number in stops)


def _stop(
    entry: PlaceView, visits: tuple[VisitView, ...], number: int, words: Words, most: float
) -> dict[str, Any]:
    """Return one stop; later ones at the same place stand beside the first."""
    view, first = words.view, visits[0]
    weeks = {view.week(visit.day) for visit in visits}
    boxes = [week in weeks for week in range(view.weeks)] if view.weeks > 1 else []
    mark = vehicle_number(first.vehicle, len(view.vehicles))
    radius_px = stop_radius_px(
        entry.service.met_visits if entry.service else 0.0, most, has_number=bool(mark)
    )
    html = stop_symbol(
        vehicle_style(first.vehicle),
        radius_px,
        words.day_short(first.day),
        number=mark,
        is_estimate=entry.is_estimate,
        weeks=boxes,
    )
    label = words.texts(
        "symbol.stop",
        place=entry.place.name,
        openings=", ".join(
            words.texts(
                "symbol.opening",
                days=words.days([visit.day for visit in same]),
                times=_times(same[0]),
            )
            for same in same_openings(visits, view)
        ),
        vehicle=words.vehicle(first.vehicle),
    )
    apart_px = max(1.6 * radius_px, strip_width_px(view.weeks) if boxes else 0.0)
    return symbol(
        entry,
        html,
        symbol_size_px(radius_px, len(boxes)),
        radius=radius_px,
        label=label,
        shift=[round(number * apart_px, 1), 0],
        on=[[first.vehicle, [visit.day for visit in visits]]],
        times=[_times(visit) for visit in visits],
    )


def _times(visit: VisitView) -> str:
    """Return when a visit opens and closes."""
    return f"{clock_text(visit.visit.open_s)}–{clock_text(visit.visit.close_s)}"
