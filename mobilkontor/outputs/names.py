"""Choose the names written on the map: in order of importance, with the zoom they wait for."""

from __future__ import annotations

from itertools import groupby

from mobilkontor.core.places import RoadClass
from mobilkontor.outputs.views import MapView, PlaceView, RoadView

__all__ = ["MapName", "map_names"]

MapName = tuple[float, float, str, float, str, str]
"""Latitude, longitude, text, least zoom, kind (``town``, ``stop``, ``place``, ``road``), place."""

DECIMALS = 5
MAX_ROAD_NAME_CHARS = 6
MAX_NAME_CHARS = 40
"""A longer name would hide the map; it stands in full in the popup and the tables."""

LARGE_RESIDENTS, MEDIUM_RESIDENTS = 1_000, 200
ROAD_SIGNS = {
    RoadClass.EUROPEAN: (3, 5.5),
    RoadClass.NATIONAL: (2, 7.0),
    RoadClass.COUNTY: (1, 8.5),
}
"""Most signs per road, and the zoom they wait for."""


def map_names(view: MapView) -> list[MapName]:
    """Return the names to write on the map, most important first.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    list of MapName
        Towns with an office, stops, signs of large roads, then all other places by residents.
    """
    by_residents = sorted(
        view.places.values(), key=lambda entry: (-entry.place.residents, entry.place.id)
    )
    towns = [_place_name(entry) for entry in by_residents if _is_town(entry)]
    stops = [_place_name(entry) for entry in by_residents if entry.service and not _is_town(entry)]
    others = [
        _place_name(entry) for entry in by_residents if not entry.service and not _is_town(entry)
    ]
    return [*towns, *_road_signs(view), *stops, *others]


def _is_town(entry: PlaceView) -> bool:
    """Tell whether a place has an open office, or a new one."""
    has_open = entry.office is not None and entry.office.is_open
    return has_open or entry.new_office is not None


def _place_name(entry: PlaceView) -> MapName:
    """Return the name of a place."""
    place = entry.place
    is_large = place.residents >= LARGE_RESIDENTS
    is_medium = place.residents >= MEDIUM_RESIDENTS
    if _is_town(entry):
        kind, zoom = "town", 0.0
    elif entry.service:
        kind, zoom = "stop", 0.0 if is_large else (6.5 if is_medium else 7.0)
    else:
        kind, zoom = "place", 6.5 if is_large else (8.0 if is_medium else 8.5)
    lat, lon = round(place.lat, DECIMALS), round(place.lon, DECIMALS)
    return lat, lon, _shortened(place.name), zoom, kind, place.id


def _shortened(name: str) -> str:
    """Return a name that is short enough for the map."""
    return name if len(name) <= MAX_NAME_CHARS else f"{name[: MAX_NAME_CHARS - 1]}…"


def _road_signs(view: MapView) -> list[MapName]:
    """Return signs in the middle of the longest stretches of each numbered road."""
    named = [road for road in view.roads if road.road_class in ROAD_SIGNS and _is_number(road.name)]
    order = list(RoadClass)

    def key(road: RoadView) -> tuple[int, str]:
        """Return class and number, to group by."""
        return order.index(road.road_class), road.name

    signs: list[MapName] = []
    for _, group in groupby(sorted(named, key=key), key=key):
        stretches = sorted(group, key=lambda road: (-road.length_m, road.points))
        most, zoom = ROAD_SIGNS[stretches[0].road_class]
        for road in stretches[:most]:
            middle = len(road.points) // 2
            (lat_a, lon_a), (lat_b, lon_b) = road.points[middle - 1 : middle + 1]
            lat, lon = round((lat_a + lat_b) / 2, DECIMALS), round((lon_a + lon_b) / 2, DECIMALS)
            signs.append((lat, lon, road.name, zoom, "road", ""))
    return signs


def _is_number(name: str) -> bool:
    """Tell whether a road name is a number for a sign, such as ``E10`` or ``395``."""
    return len(name) <= MAX_ROAD_NAME_CHARS and any(char.isdigit() for char in name)
