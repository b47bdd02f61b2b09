"""Split routes, stops and nights of a cycle of several weeks into layers that hold in some weeks.

What repeats itself is drawn once: a route that a vehicle drives on the same weekday of several
weeks, a stop that it makes then, a place where it sleeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from mobilkontor.outputs import geojson
from mobilkontor.outputs.geojson import Collection
from mobilkontor.outputs.overnight_layers import moon_layer
from mobilkontor.outputs.rhythm import repeated_visits
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import DutyView, MapView, PlaceView

__all__ = ["WeekLayer", "night_layers", "route_layers", "stop_layers"]


@dataclass(frozen=True, slots=True)
class WeekLayer:
    """A layer that holds in some weeks.

    Attributes
    ----------
    name : str
        Kind, vehicle, position of the weekday, and a number; or kind and a number.
    weeks : tuple of int
        Weeks in which it is shown, from 0.
    data : dict
        GeoJSON.
    """

    name: str
    weeks: tuple[int, ...]
    data: Collection


def route_layers(view: MapView) -> list[WeekLayer]:
    """Return the routes, each once with the weeks in which it is driven.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    list of WeekLayer
        Layers named ``duty-<vehicle>-<weekday>-<number>``.
    """
    groups: dict[tuple[object, ...], list[DutyView]] = {}
    for duty in view.duties:
        key = (duty.vehicle, view.weekday_position(duty.duty.day), duty.lines)
        groups.setdefault(key, []).append(duty)
    return [
        WeekLayer(
            f"duty-{vehicle}-{weekday}-{number}",
            _weeks(view, (duty.duty.day for duty in duties)),
            geojson.route_layer(duties[0]),
        )
        for number, ((vehicle, weekday, _), duties) in enumerate(groups.items())
    ]


def stop_layers(view: MapView, texts: Texts) -> list[WeekLayer]:
    """Return the stops, in the order of vehicles and days, as a reader steps through them.

    Parameters
    ----------
    view : MapView
        The map.
    texts : Texts
        The language.

    Returns
    -------
    list of WeekLayer
        Layers named ``stops-<vehicle>-<weekday>-<number>``, one per vehicle, place and weekday.
    """
    stops = [
        (visits, entry, number)
        for entry in view.places.values()
        for number, visits in enumerate(repeated_visits(entry.visits, view))
    ]
    stops.sort(key=lambda stop: (stop[0][0].vehicle, stop[0][0].day, stop[0][0].visit.open_s))
    return [
        WeekLayer(
            f"stops-{visits[0].vehicle}-{view.weekday_position(visits[0].day)}-{position}",
            _weeks(view, (visit.day for visit in visits)),
            geojson.stop_layer(view, entry, number, texts),
        )
        for position, (visits, entry, number) in enumerate(stops)
    ]


def night_layers(view: MapView, texts: Texts) -> list[WeekLayer]:
    """Return the overnight places where vehicles sleep, by the weeks in which they do.

    Parameters
    ----------
    view : MapView
        The map.
    texts : Texts
        The language.

    Returns
    -------
    list of WeekLayer
        Layers named ``nights-<number>``.
    """

    def weeks(entry: PlaceView) -> tuple[int, ...]:
        """Return the weeks in which vehicles sleep at a place."""
        return _weeks(view, (night.day for night in entry.nights))

    used = sorted((entry for entry in view.places.values() if entry.nights), key=weeks)
    return [
        WeekLayer(f"nights-{number}", holds, moon_layer(entries, texts))
        for number, (holds, entries) in enumerate(groupby(used, key=weeks))
    ]


def _weeks(view: MapView, days: Iterable[int]) -> tuple[int, ...]:
    """Return the weeks of some days."""
    return tuple(sorted({view.week(day) for day in days}))
