"""Own what places are found by: name, municipality, and what the plan gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mobilkontor.outputs.views import MapView, PlaceView

__all__ = ["MunicipalityChoice", "PlaceFacts", "municipalities", "place_facts"]

DECIMALS = 5

PlaceFacts = tuple[float, float, str, str, int, str, tuple[str, ...]]
"""Latitude, longitude, popup as HTML, name, position of the municipality, kind of hit,
names in other languages."""


@dataclass(frozen=True, slots=True)
class MunicipalityChoice:
    """A municipality with places on the map: its name, and how many of them have a stop."""

    name: str
    places: int
    stops: int


def municipalities(view: MapView) -> list[MunicipalityChoice]:
    """Return the municipalities, in the order of the table of places.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    list of MunicipalityChoice
        Each that has a place.
    """
    groups: dict[str, list[PlaceView]] = {}
    for entry in view.places.values():
        groups.setdefault(entry.place.municipality, []).append(entry)
    return [
        MunicipalityChoice(name, len(entries), sum(1 for entry in entries if entry.service))
        for name, entries in groups.items()
    ]


def place_facts(view: MapView, popups: Iterable[str]) -> dict[str, PlaceFacts]:
    """Return what the page's scripts know of each place.

    Parameters
    ----------
    view : MapView
        The map.
    popups : iterable of str
        Popup of each place, as HTML.

    Returns
    -------
    dict of str to PlaceFacts
        By id of the place.
    """
    position = {entry.name: number for number, entry in enumerate(municipalities(view))}
    return {
        place: (
            round(entry.place.lat, DECIMALS),
            round(entry.place.lon, DECIMALS),
            popup,
            entry.place.name,
            position[entry.place.municipality],
            _kind(entry),
            tuple(name for _, name in entry.place.other_names),
        )
        for (place, entry), popup in zip(view.places.items(), popups, strict=True)
    }


def _kind(entry: PlaceView) -> str:
    """Return what a search says of a place: ``stop``, ``office`` or ``none``."""
    if entry.service:
        return "stop"
    has_open = entry.office is not None and entry.office.is_open
    return "office" if has_open or entry.new_office else "none"
