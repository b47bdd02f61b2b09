r"""Fold a cycle: let a few weeks stand for all of them, each driven several times.

**Why the bound holds.** Take any plan of W weeks and lay its weeks over each other, w on
w modulo H. Every duty of the plan is then a duty of the folded horizon of H weeks, each vehicle
drives W / H paths through it, and a level of f visits keeps its f visits: on one day of the
horizon W / H of them for every pattern that the fold maps to itself, else f of them or one. Costs,
benefit, floors and budget are sums over the cycle and stay the same; limits per week and rooms per
night hold in sum. Where roads are closed in some weeks, a folded week takes the duties of all weeks
it stands for. So every plan is a solution of the folded master, and a bound on that is a bound
on every plan. Rows that name a week (locks, days off in one week) are dropped, which only loosens
it. For H = 1 this is the average week: if no row names a week, the LP is no weaker than the full
one, since the mean over all shifts of an optimal solution is another (`model.md`, section 5).

Vehicles that are alike become one that is driven as many times (`alike`).

**Any day.** Tours can be listed and put on days in any order only where no row tells days apart
(`tours`). ``on_any_day`` drops what does, forbidden days and gaps: one more relaxation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.calendar import WEEKDAYS, Horizon, make_horizon
from mobilkontor.core.instance import Instance
from mobilkontor.optimise.alike import group_alike

__all__ = ["Fold", "fold_cycle", "on_any_day"]

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A folded cycle, and what it was folded from.

    Attributes
    ----------
    instance : Instance
        The folded problem.
    members : tuple of tuple of int
        Vehicles of the cycle behind each vehicle of the folded problem.
    day_of : ndarray of int64, shape (num_days,)
        Folded day of each day of the cycle.
    """

    instance: Instance
    members: tuple[tuple[int, ...], ...]
    day_of: IntArray


def fold_cycle(cycle: Instance, weeks: int) -> Fold:
    """Return a cycle folded to a few weeks, vehicles that are alike as one.

    Parameters
    ----------
    cycle : Instance
        Problem of a whole cycle.
    weeks : int
        Weeks of the folded horizon; divides the weeks of the cycle.

    Returns
    -------
    Fold
        Problem of the same vehicles and stops; every plan of the cycle is a solution of it.
    """
    horizon = _folded_horizon(cycle.horizon, weeks)
    position = {day: number for number, day in enumerate(horizon.days)}
    day_of = np.array(
        [position[week % weeks, weekday] for week, weekday in cycle.horizon.days], dtype=np.int64
    )
    pattern_level, pattern_days = _folded_patterns(cycle, day_of, len(horizon))
    alike = group_alike(cycle)
    is_whole = weeks == cycle.horizon.weeks
    instance = cycle.replace(
        horizon=horizon,
        vehicles=alike.instance.vehicles,
        pattern_level=pattern_level,
        pattern_days=pattern_days,
        locks=alike.instance.locks if is_whole else (),
        repeats=cycle.horizon.weeks // weeks,
        roads_of_week=tuple(reduce(or_, cycle.roads_of_week[week::weeks]) for week in range(weeks))
        if cycle.roads_of_week
        else (),
    )
    return Fold(instance, alike.members, day_of)


def on_any_day(folded: Instance) -> Instance:
    """Return a folded problem in which the visits of a level may lie on any days.

    Parameters
    ----------
    folded : Instance
        Problem without locks, from ``fold_cycle``.

    Returns
    -------
    Instance
        A relaxation: only how many visits a level has counts, on whichever days.
    """
    levels, num_days = np.unique(folded.pattern_level), folded.num_days
    return folded.replace(
        pattern_level=np.repeat(levels, num_days),
        pattern_days=np.tile(np.eye(num_days, dtype=np.bool_), (len(levels), 1)),
    )


def _folded_horizon(horizon: Horizon, weeks: int) -> Horizon:
    """Return the days that are working days in any of the weeks laid over each other."""
    if weeks == horizon.weeks:
        return horizon
    days = {(week % weeks, weekday) for week, weekday in horizon.days}
    every = make_horizon(weeks, WEEKDAYS)
    return Horizon(weeks, tuple(day for day in every.days if day in days))


def _folded_patterns(
    cycle: Instance, day_of: IntArray, num_days: int
) -> tuple[IntArray, NDArray[np.bool_]]:
    """Return the distinct patterns of every level on the folded days."""
    folded = np.zeros((len(cycle.pattern_level), num_days), dtype=np.bool_)
    rows, days = np.nonzero(cycle.pattern_days)
    folded[rows, day_of[days]] = True
    keyed = np.column_stack([cycle.pattern_level, folded.astype(np.int64)])
    # In the order of the days, as patterns are made.
    unique = -np.unique(-keyed, axis=0)
    order = np.argsort(unique[:, 0], kind="stable")
    return unique[order, 0], unique[order, 1:].astype(np.bool_)
