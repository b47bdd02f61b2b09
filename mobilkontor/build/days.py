"""Own the days: the working days of the cycle, and on which of them a place may get visits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from mobilkontor.core.calendar import WEEKDAYS, Horizon, make_horizon
from mobilkontor.core.places import Place
from mobilkontor.scenario import schema, stop_schema
from mobilkontor.scenario.model import Scenario

__all__ = ["Days", "closed_days", "horizon_of", "locked_days", "patterns_of"]

Days = tuple[int, ...]


def horizon_of(scenario: Scenario) -> Horizon:
    """Return the working days of the scenario's cycle."""
    cycle = scenario.file.cycle
    closed = frozenset((day.week, day.weekday) for day in cycle.closed_days)
    return make_horizon(cycle.weeks, cycle.weekdays, closed)


def closed_days(place: Place, file: schema.ScenarioFile, horizon: Horizon) -> set[int]:
    """Return the days on which a place gets no visit: forbidden ones and those not allowed."""
    allowed = [entry.weekdays for entry in file.allowed_days if entry.place == place.id]
    forbidden = {
        (week, weekday)
        for entry in file.forbidden_days
        if entry.place == place.id
        for week in entry.weeks or range(horizon.weeks)
        for weekday in entry.weekdays
    }
    return {
        day
        for day, (week, weekday) in enumerate(horizon.days)
        if (week, weekday) in forbidden or any(weekday not in weekdays for weekdays in allowed)
    }


def locked_days(place: Place, file: schema.ScenarioFile, horizon: Horizon) -> set[int]:
    """Return the days on which a place must get a visit."""
    return {
        horizon.days.index((lock.week, lock.weekday))
        for lock in file.locks
        if lock.place == place.id
    }


def patterns_of(level: stop_schema.Level, horizon: Horizon) -> Iterator[Days]:
    """Yield the visit patterns of a level: evenly spaced weeks, the same weekdays in each."""
    visits, weeks = level.visits_per_cycle, horizon.weeks
    per_week, weeks_apart = max(1, visits // weeks), max(1, weeks // visits)
    position = {day: number for number, day in enumerate(horizon.days)}
    weekdays = [w for w in WEEKDAYS if any(weekday == w for _, weekday in horizon.days)]
    for chosen in combinations(weekdays, per_week):
        ordinals = [WEEKDAYS.index(weekday) for weekday in chosen]
        if any(later - sooner < level.min_gap_days for sooner, later in pairwise(ordinals)):
            continue
        for first in range(weeks_apart):
            days = [(week, w) for week in range(first, weeks, weeks_apart) for w in chosen]
            if all(day in position for day in days):
                yield tuple(position[day] for day in days)
