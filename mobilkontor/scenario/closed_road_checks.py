"""Check that closed roads are named as the network names its roads, and closed in its weeks."""

from __future__ import annotations

from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import network as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.messages.names import unknown_place
from mobilkontor.scenario.messages.visits import week_outside_cycle
from mobilkontor.scenario.schema import ClosedRoad
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_closed_roads"]

WITHOUT_ROADS = ("great_circle", "matrix_file", "osrm")
"""Networks whose roads cannot be closed."""

ENDS = ("road_from", "road_to")


def check_closed_roads(case: Case) -> None:
    """Add a problem for each closed road that there is not, and each week outside the cycle.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    entry = case.entry.get("network", "provider")
    provider = None if entry is None else str(entry.value)
    for index, closed in case.draft.closed_roads.items():
        path: KeyPath = ("closed_roads", index)
        _check_weeks(case, path, closed)
        if provider in WITHOUT_ROADS:
            _tell(case, path, messages.closed_without_roads(key_text(path), provider))
        elif provider == "road_file":
            _check_numbered_road(case, path, closed)
        elif provider == "valhalla":
            _check_road_of_engine(case, path, closed)
        elif provider == "road_graph":
            _check_road_of_table(case, path, closed)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _check_weeks(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that the weeks lie in the cycle."""
    cycle = case.draft.cycle
    for position, week in enumerate(closed.weeks):
        if cycle is not None and week >= cycle.weeks:
            at = (*path, "weeks", position)
            _tell(case, at, week_outside_cycle(key_text(at), week, cycle.weeks))


def _given(closed: ClosedRoad, *keys: str) -> list[str]:
    """Return which keys a closed road gives; one without a value is not given."""
    given = closed.model_dump(include=closed.model_fields_set, exclude_none=True)
    return [key for key in keys if key in given]


def _check_numbered_road(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that a road of a road file is named by its number, at one place or between two."""
    missing = [] if closed.road else ["road"]
    if closed.near:
        needless = _given(closed, *ENDS)
    else:
        needless = _given(closed, "within_km")
        ends = _given(closed, *ENDS)
        missing += [key for key in ENDS if ends and key not in ends]
    if missing or needless:
        _tell(
            case,
            path,
            messages.closed_numbered_keys(key_text(path), "road_file", missing, needless),
        )
    _check_places(case, path, closed)


def _check_road_of_engine(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that a road of an engine is named by its number, between two places."""
    missing = [key for key in ("road", *ENDS) if getattr(closed, key) is None]
    needless = _given(closed, "near", "within_km")
    if missing or needless:
        _tell(
            case, path, messages.closed_numbered_keys(key_text(path), "valhalla", missing, needless)
        )
    _check_places(case, path, closed)


def _check_places(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that the places by a closed road are in the table."""
    if case.places is None or case.places.is_cut:
        return
    known = case.places.keys
    id_by_name = {row.value.name.casefold(): row.value.id for row in case.places.rows}
    for key in ("near", *ENDS):
        place = getattr(closed, key)
        if place is not None and place not in known:
            at = (*path, key)
            _tell(case, at, unknown_place(key_text(at), place, id_by_name, known))


def _check_road_of_table(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that a road of the table is named by its ends, and joins them."""
    missing = [key for key in ENDS if getattr(closed, key) is None]
    needless = _given(closed, "road", "near", "within_km")
    if missing or needless:
        _tell(case, path, messages.closed_table_keys(key_text(path), missing, needless))
    # In a table that could not be read whole, a road may be missing.
    elif case.roads is not None and case.roads.is_complete and not case.roads.is_cut:
        _check_ends(case, path, str(closed.road_from), str(closed.road_to))


def _check_ends(case: Case, path: KeyPath, road_from: str, road_to: str) -> None:
    """Check that a road of the table joins two ends."""
    assert case.roads is not None
    beside: dict[str, set[str]] = {}
    for road in case.roads.values:
        beside.setdefault(road.a, set()).add(road.b)
        beside.setdefault(road.b, set()).add(road.a)
    ends = {"road_from": road_from, "road_to": road_to}
    unknown = {key: end for key, end in ends.items() if end not in beside}
    for key, end in unknown.items():
        at = (*path, key)
        _tell(case, at, messages.closed_end_unknown(key_text(at), end, sorted(beside)))
    if not unknown and road_to not in beside[road_from]:
        message = messages.no_such_road(
            key_text(path), road_from, road_to, sorted(beside[road_from])
        )
        _tell(case, path, message)
