"""Check that closed roads are roads of the table, closed in weeks of the cycle."""

from __future__ import annotations

from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import network as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.messages.visits import week_outside_cycle
from mobilkontor.scenario.schema import ClosedRoad
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_closed_roads"]

WITHOUT_ROADS = ("great_circle", "matrix_file", "osrm", "road_file", "valhalla")
"""Networks whose roads the scenario does not know by name."""


def check_closed_roads(case: Case) -> None:
    """Add a problem for each closed road that there is not, and each week outside the cycle.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    provider = case.entry.get("network", "provider")
    for index, closed in case.draft.closed_roads.items():
        path: KeyPath = ("closed_roads", index)
        _check_weeks(case, path, closed)
        if provider is not None and provider.value in WITHOUT_ROADS:
            _tell(case, path, messages.closed_without_roads(key_text(path), str(provider.value)))
        elif _knows_all_roads(case):
            _check_road(case, path, closed)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _check_weeks(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that the weeks lie in the cycle."""
    cycle = case.draft.cycle
    for position, week in enumerate(closed.weeks):
        if cycle is not None and week >= cycle.weeks:
            at = (*path, "weeks", position)
            _tell(case, at, week_outside_cycle(key_text(at), week, cycle.weeks))


def _knows_all_roads(case: Case) -> bool:
    """Tell whether the table of roads could be read whole; else a road may be missing in it."""
    return case.roads is not None and case.roads.is_complete and not case.roads.is_cut


def _check_road(case: Case, path: KeyPath, closed: ClosedRoad) -> None:
    """Check that a road of the table joins the two ends."""
    assert case.roads is not None
    beside: dict[str, set[str]] = {}
    for road in case.roads.values:
        beside.setdefault(road.a, set()).add(road.b)
        beside.setdefault(road.b, set()).add(road.a)
    ends = {"road_from": closed.road_from, "road_to": closed.road_to}
    unknown = {key: end for key, end in ends.items() if end not in beside}
    for key, end in unknown.items():
        at = (*path, key)
        _tell(case, at, messages.closed_end_unknown(key_text(at), end, sorted(beside)))
    if not unknown and closed.road_to not in beside[closed.road_from]:
        message = messages.no_such_road(
            key_text(path), closed.road_from, closed.road_to, sorted(beside[closed.road_from])
        )
        _tell(case, path, message)
