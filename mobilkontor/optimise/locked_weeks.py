"""Find locks of a cycle that clash within one of its weeks.

The folded cycle knows no locks, so the search over it never proves that they clash. A week on its
own does: take any plan of the cycle and look at one week. Crews are at their depots before and
after it, its locks are kept, so are the limits of the week, and every stop is visited on the days
that some pattern of a level has in it. So if a week with nothing but its locks and limits has no
plan, the cycle has none. Promises, floors and budget are left out, which only loosens it; whether
they clash with locks too is not asked.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.instance import Instance, Lock
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.clash_rules import Rule, rules_of
from mobilkontor.optimise.clashes import ANY_GAP, Clash, Verdict, find_clash
from mobilkontor.optimise.search import ProvedInfeasibleError, Search
from mobilkontor.optimise.watch import Watch

__all__ = ["clash_of_locks", "has_options_of", "locked_week"]

LIMIT_S = 20.0
"""Time for the question whether one week has a plan."""


def locked_week(cycle: Instance, week: int) -> Instance:
    """Return one week of a cycle with its locks and the limits of the week.

    Parameters
    ----------
    cycle : Instance
        Problem whose crews are at home between weeks.
    week : int
        Week from 0.

    Returns
    -------
    Instance
        It has a plan if the cycle has one. A level is so many visits within the week; nothing is
        worth anything.
    """
    base = cycle.unpromised or cycle
    days = [day for day in range(len(cycle.horizon)) if cycle.horizon.week_of(day) == week]
    in_week = base.pattern_days[:, days]
    seen = in_week.any(axis=1)
    keyed = np.column_stack([base.pattern_level, in_week.sum(axis=1), in_week])[seen]
    keyed = np.unique(keyed.astype(np.int64), axis=0)
    levels, pattern_level = np.unique(keyed[:, :2], axis=0, return_inverse=True)
    table, none = base.access, np.empty(0, dtype=np.int64)
    return base.replace(
        horizon=Horizon(1, tuple((0, cycle.horizon.days[day][1]) for day in days)),
        level_stop=base.level_stop[levels[:, 0]],
        level_option=base.level_option[levels[:, 0]],
        level_visits=levels[:, 1],
        pattern_level=pattern_level.ravel(),
        pattern_days=keyed[:, 2:].astype(np.bool_),
        access=dataclasses.replace(
            table, pair_place=none, pair_level=none, pair_met_visits=np.empty(0)
        ),
        locks=tuple(
            dataclasses.replace(lock, day=days.index(lock.day))
            for lock in cycle.locks
            if lock.day in days
        ),
        stop_is_promised=np.zeros(base.num_stops, dtype=np.bool_),
        floors=(),
        budget_sek=None,
        promises=(),
        unpromised=None,
        roads_of_week=base.roads_of_week[week : week + 1],
    )


def clash_of_locks(
    cycle: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...]
) -> Clash | None:
    """Return locks of one week, and limits, that no plan of a cycle keeps; None if none are found.

    Parameters
    ----------
    cycle : Instance
        Problem whose crews are at home between weeks.
    watch : Watch
        Clock of the run.
    seed : int
        Seed of the searches.
    pools : tuple of DutyPool
        Duties of the cycle by profile.

    Returns
    -------
    Clash or None
        Proved to have no plan. What the rest of the cycle asks for is not looked at, so nothing
        is claimed of what would be enough.
    """
    for week in sorted({cycle.horizon.week_of(lock.day) for lock in cycle.locks}):
        problem = locked_week(cycle, week)
        watch.enter("locks")
        own = pools if has_options_of(problem, cycle) else None
        if not _has_no_plan(problem, watch, seed, own):
            continue
        clash = find_clash(problem, watch, seed, _day_by_day)
        rules = tuple(_of_cycle(cycle, week, rule) for rule in clash.rules)
        unknown = tuple(Verdict.UNKNOWN for _ in rules)
        return Clash(rules, is_irreducible=False, is_smallest=False, without=unknown)
    return None


def has_options_of(problem: Instance, cycle: Instance) -> bool:
    """Tell whether duties of a cycle are duties of a problem: promises take options away.

    Parameters
    ----------
    problem : Instance
        Problem without promises.
    cycle : Instance
        Problem whose duties are listed.

    Returns
    -------
    bool
        Whether their options are the same.
    """
    return (
        np.array_equal(problem.option_stop, cycle.option_stop)
        and np.array_equal(problem.option_opening_s, cycle.option_opening_s)
        and problem.option_half == cycle.option_half
    )


def _has_no_plan(
    problem: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...] | None
) -> bool:
    """Tell whether it is proved that a week has no plan."""
    limit_s = min(LIMIT_S, watch.left_s)
    own = Watch(limit_s, ANY_GAP, watch.stop, lambda progress: None, clock=watch.clock)
    search = Search(problem, own, seed, 1, pools)
    try:
        search.run()
    except ProvedInfeasibleError:
        return own.incumbent is None and search.is_complete
    return False


def _day_by_day(
    problem: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...] | None
) -> Search:
    """Return the exact search for a week."""
    return Search(problem, watch, seed, 1, pools)


def _of_cycle(cycle: Instance, week: int, rule: Rule) -> Rule:
    """Return a rule of a week as that of the cycle it stands for."""
    part = rule.part
    if not isinstance(part, Lock):
        return rule
    _, weekday = locked_week(cycle, week).horizon.days[part.day]
    lock = dataclasses.replace(part, day=cycle.horizon.days.index((week, weekday)))
    return next(own for own in rules_of(cycle) if own.part == lock)
