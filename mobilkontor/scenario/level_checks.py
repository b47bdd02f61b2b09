"""Check the levels of stops: their classes stand in order, and their visits fit into the cycle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mobilkontor.core.calendar import WEEKDAYS
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import visits as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.schema import Cycle
from mobilkontor.scenario.stop_schema import Level
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_levels"]

CLASSES: KeyPath = ("stops", "level_classes")


def check_levels(case: Case) -> None:
    """Add a problem for each class out of order and each level that has no visit pattern.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    _check_order(case)
    cycle = case.draft.cycle
    if cycle is None or not _has_working_day(cycle):
        return
    for path, level in _levels(case):
        if _is_even(level.visits_per_cycle, cycle.weeks):
            _check_room(case, path, level, cycle)
        else:
            _tell_nearest(case, (*path, "visits_per_cycle"), level.visits_per_cycle, cycle.weeks)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _levels(case: Case) -> Iterator[tuple[KeyPath, Level]]:
    """Yield every level with its place in the file."""
    stops = case.draft.stops
    for number, level_class in enumerate(stops.level_classes if stops is not None else ()):
        for index, level in enumerate(level_class.levels):
            yield (*CLASSES, number, "levels", index), level


def _check_order(case: Case) -> None:
    """Check that each class is for larger places than the one before."""
    stops = case.draft.stops
    for number, (before, after) in enumerate(
        pairwise(stops.level_classes if stops is not None else ()), start=1
    ):
        if after.min_residents <= before.min_residents:
            path = (*CLASSES, number, "min_residents")
            message = messages.classes_not_increasing(
                key_text(path), after.min_residents, before.min_residents
            )
            _tell(case, path, message)


def _is_even(visits: int, weeks: int) -> bool:
    """Tell whether visits can be evenly spaced over the weeks."""
    return weeks % visits == 0 or visits % weeks == 0


def _tell_nearest(case: Case, path: KeyPath, visits: int, weeks: int) -> None:
    """Add the problem of a number of visits that cannot be evenly spaced."""
    # One visit and a multiple of the weeks always can, so there is one on either side.
    fewer = max(number for number in range(1, visits) if _is_even(number, weeks))
    more = min(number for number in range(visits, visits + weeks) if _is_even(number, weeks))
    _tell(case, path, messages.visits_not_even(key_text(path), visits, weeks, fewer, more))


def _check_room(case: Case, path: KeyPath, level: Level, cycle: Cycle) -> None:
    """Check that a week of the level has room for its visits, whichever week it begins in."""
    asked = max(1, level.visits_per_cycle // cycle.weeks)
    weeks_apart = max(1, cycle.weeks // level.visits_per_cycle)
    room = max(
        _most_visits(_open_weekdays(cycle, range(first, cycle.weeks, weeks_apart)), level)
        for first in range(weeks_apart)
    )
    if asked > room:
        message = messages.too_many_visits(key_text(path), asked, level.min_gap_days, room)
        _tell(case, path, message)


def _has_working_day(cycle: Cycle) -> bool:
    """Tell whether any day is open; if none is, that is the problem and not the levels."""
    return any(_open_weekdays(cycle, range(week, week + 1)) for week in range(cycle.weeks))


def _open_weekdays(cycle: Cycle, weeks: range) -> list[int]:
    """Return the working weekdays, from 0 for Monday, that are open in all of some weeks."""
    closed = {day.weekday for day in cycle.closed_days if day.week in weeks}
    return [
        ordinal
        for ordinal, weekday in enumerate(WEEKDAYS)
        if weekday in cycle.weekdays and weekday not in closed
    ]


def _most_visits(weekdays: list[int], level: Level) -> int:
    """Return how many visits fit on some weekdays, at least the level's gap apart."""
    visits, last = 0, -level.min_gap_days
    for weekday in weekdays:
        if weekday - last >= level.min_gap_days:
            visits, last = visits + 1, weekday
    return visits
