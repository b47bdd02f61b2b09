"""Check that places lie in the region and can reach each other by road."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.core.places import Junction, Place
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import network as messages
from mobilkontor.scenario.schema import Region
from mobilkontor.scenario.tables import Located

__all__ = ["check_network"]


def check_network(case: Case) -> None:
    """Add a problem for each place outside the region, off the roads or cut off.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    region = case.draft.region
    if region is not None and region.min_lat < region.max_lat and region.min_lon < region.max_lon:
        for table in (case.places, case.junctions):
            _check_region(case, region, table.rows if table is not None else ())
    _check_valhalla(case)
    _check_junction_ids(case)
    if case.roads is None or case.places is None or case.places.is_cut:
        return
    has_all_nodes = _check_road_ends(case)
    junctions_complete = case.junctions is None or case.junctions.is_complete
    if has_all_nodes and case.roads.is_complete and junctions_complete:
        _check_connected(case)


def _check_region(
    case: Case, region: Region, rows: Iterable[Located[Place] | Located[Junction]]
) -> None:
    """Check that positions lie in the region's box."""

    def is_inside(lat: float, lon: float) -> bool:
        is_lat_inside = region.min_lat <= lat <= region.max_lat
        return is_lat_inside and region.min_lon <= lon <= region.max_lon

    lat_range = f"lat {region.min_lat:g} to {region.max_lat:g}"
    box = f"{lat_range}, lon {region.min_lon:g} to {region.max_lon:g}"
    for row in rows:
        found = row.value
        if not is_inside(found.lat, found.lon):
            is_swapped = is_inside(found.lon, found.lat)
            message = messages.outside_region(
                found.id, found.lat, found.lon, box, is_swapped=is_swapped
            )
            case.problems.add(row.position, message)


def _check_valhalla(case: Case) -> None:
    """Check that Valhalla runs in one place."""
    provider = case.entry.get("network", "provider")
    if provider is None or provider.value != "valhalla":
        return
    given = [case.entry.get("network", key) is not None for key in ("url", "config")]
    if sum(given) != 1:
        message = messages.url_or_config("network", has_both=all(given))
        case.problems.add(case.entry.position_at(("network",)), message)


def _check_junction_ids(case: Case) -> None:
    """Check that no junction has the id of a place."""
    if case.places is None or case.junctions is None:
        return
    for row in case.junctions.rows:
        if row.value.id in case.places.keys:
            case.problems.add(row.position, messages.junction_is_place(row.value.id))


def _check_road_ends(case: Case) -> bool:
    """Tell whether every road joins two places or junctions; add a problem for each other."""
    assert case.roads is not None
    assert case.places is not None
    if case.junctions is None and case.entry.get("network", "junctions") is not None:
        return False
    if case.junctions is not None and case.junctions.is_cut:
        return False
    known = case.places.keys | (case.junctions.keys if case.junctions is not None else frozenset())
    before = len(case.problems)
    for row in case.roads.rows:
        road = row.value
        for column, end in (("from", road.a), ("to", road.b)):
            if end not in known:
                case.problems.add(row.position, messages.unknown_road_end(column, end, known))
        if road.a == road.b:
            case.problems.add(row.position, messages.road_to_itself(road.a))
    return len(case.problems) == before


def _check_connected(case: Case) -> None:
    """Check that every place can be reached from most of them."""
    assert case.roads is not None
    assert case.places is not None
    neighbours: dict[str, list[str]] = {}
    for road in case.roads.values:
        neighbours.setdefault(road.a, []).append(road.b)
        neighbours.setdefault(road.b, []).append(road.a)
    parts = _connected_parts(neighbours)
    places_in = [sum(row.value.id in part for row in case.places.rows) for part in parts]
    largest = parts[places_in.index(max(places_in))] if parts else set()
    for row in case.places.rows:
        place = row.value.id
        if place not in neighbours:
            case.problems.add(row.position, messages.place_off_network(place))
        elif place not in largest:
            case.problems.add(row.position, messages.place_cut_off(place, max(places_in)))


def _connected_parts(neighbours: dict[str, list[str]]) -> list[set[str]]:
    """Return the nodes of each part of the network, each part as far as its roads lead."""
    parts: list[set[str]] = []
    unseen = dict.fromkeys(neighbours)
    while unseen:
        start = next(iter(unseen))
        part, waiting = {start}, [start]
        while waiting:
            new = [node for node in neighbours[waiting.pop()] if node not in part]
            part.update(new)
            waiting.extend(new)
        parts.append(part)
        for node in part:
            del unseen[node]
    return parts
