"""Make cycles of several weeks out of named weeks, and search them over tours."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence

import numpy as np

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import AccessTable, Instance
from mobilkontor.core.result import Progress
from mobilkontor.optimise.backend import StopRequestedError
from mobilkontor.optimise.cycle_search import CycleSearch
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.relaxation import ProvedInfeasibleError
from mobilkontor.optimise.watch import Watch
from tests.optimise.parts import proved
from tests.strategies import instance_of

__all__ = [
    "all_tours",
    "best_worth",
    "cycle_of",
    "day_of",
    "even_patterns",
    "plain_week",
    "searched",
    "with_second_vehicle",
]

REPORTS = 25
"""Reports from neighbourhoods after which a search is stopped."""


def even_patterns(instance: Instance, visits: int) -> list[list[int]]:
    """Return the days of every pattern of so many visits, evenly spaced on one weekday."""
    days = instance.horizon.days
    apart = instance.horizon.weeks // visits
    weekdays = dict.fromkeys(weekday for _, weekday in days)
    wanted = [
        [(week, weekday) for week in range(first, instance.horizon.weeks, apart)]
        for first in range(apart)
        for weekday in weekdays
    ]
    return [[days.index(d) for d in own] for own in wanted if all(d in days for d in own)]


def cycle_of(
    week: Instance,
    weeks: int,
    visits: Sequence[int] = (),
    closed: frozenset[tuple[int, str]] = frozenset(),
) -> Instance:
    """Return a named week as a cycle in which every stop may get so many visits or so many.

    A visit brings the same whether it is one of many or of few: no week of the cycle is worth more
    than the named one, and where weekly visits may be chosen, it is worth as much.
    """
    weekdays = tuple(dict.fromkeys(weekday for _, weekday in week.horizon.days))
    cycle = week.replace(horizon=make_horizon(weeks, weekdays, closed))
    of_level = visits or (weeks,)
    levels = [(level, n) for level in range(len(week.level_stop)) for n in of_level]
    old = np.array([level for level, _ in levels])
    patterns = [
        (number, days) for number, (_, n) in enumerate(levels) for days in even_patterns(cycle, n)
    ]
    rows = np.zeros((len(patterns), cycle.num_days), dtype=np.bool_)
    for row, (_, days) in enumerate(patterns):
        rows[row, days] = True
    table = week.access
    pairs = [
        (int(place), number, met * levels[number][1])
        for place, level, met in zip(
            table.pair_place, table.pair_level, table.pair_met_visits, strict=True
        )
        for number in np.flatnonzero(old == level).tolist()
    ]
    return cycle.replace(
        level_stop=week.level_stop[old],
        level_option=week.level_option[old],
        level_visits=np.array([n for _, n in levels]),
        pattern_level=np.array([number for number, _ in patterns]),
        pattern_days=rows,
        access=AccessTable(
            place_ids=table.place_ids,
            pair_place=np.array([place for place, _, _ in pairs]),
            pair_level=np.array([level for _, level, _ in pairs]),
            pair_met_visits=np.array([met for _, _, met in pairs], dtype=np.float64),
        ),
    )


def plain_week(seed: int) -> Instance:
    """Return a random week of three days that are alike, in which nothing is demanded."""
    return instance_of(
        seed,
        num_stops=4,
        weeks=1,
        weekdays=("mon", "tue", "wed"),
        closed=frozenset(),
        has_rest=False,
        has_lock=False,
        has_vehicle_lock=False,
        has_promise=False,
        has_visit_floor=False,
        has_met_floor=False,
        has_budget=False,
    )


def with_second_vehicle(instance: Instance) -> Instance:
    """Return an instance with one more vehicle like the first."""
    first = instance.vehicles[0]
    return instance.replace(vehicles=(*instance.vehicles, dataclasses.replace(first, id="second")))


def best_worth(instance: Instance) -> float | None:
    """Return the optimum that the exact search proves day by day, None if there is no plan."""
    try:
        return proved(instance).objective_sek
    except InfeasibleError:
        return None


def searched(instance: Instance, *, reports: int = REPORTS, seed: int = 0) -> tuple[Watch, bool]:
    """Search a cycle over tours; return what the watch knows, and whether it proved there is none.

    The search is stopped after so many reports from neighbourhoods: no clock has a say.
    """
    stop, count = threading.Event(), 0

    def observe(progress: Progress) -> None:
        nonlocal count
        count += progress.phase.startswith("improve")
        if count > reports:
            stop.set()

    watch = Watch(600.0, 0.0, stop, observe)
    try:
        CycleSearch(instance, watch, seed, 1).run()
    except StopRequestedError:
        pass
    except ProvedInfeasibleError:
        return watch, True
    return watch, False


def all_tours(fleet: Fleet, number: int) -> list[tuple[int, ...]]:
    """Return every tour of a vehicle that fits into some run of days, whatever it visits."""
    instance, pool = fleet.instance, fleet.pool(number)
    depot = instance.vehicles[number].depot
    lengths = [
        length
        for length in range(1, instance.num_days + 1)
        if any(
            not any(instance.horizon.is_run_start(day) for day in range(first + 1, first + length))
            for first in range(instance.num_days - length + 1)
        )
    ]
    begun = [(int(row),) for row in fleet.rows[number] if pool.start[row] == depot]
    tours: list[tuple[int, ...]] = []
    for _ in lengths:
        tours += [tour for tour in begun if pool.end[tour[-1]] == depot]
        begun = [
            (*tour, int(row))
            for tour in begun
            if pool.end[tour[-1]] != depot
            for row in fleet.rows[number]
            if pool.start[row] == pool.end[tour[-1]]
        ]
    return tours


def day_of(instance: Instance, week: int) -> int:
    """Return the first day of a week."""
    return [instance.horizon.week_of(day) for day in range(instance.num_days)].index(week)
