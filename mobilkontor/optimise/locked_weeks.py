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
from mobilkontor.optimise.clashes import Clash, Verdict
from mobilkontor.optimise.seen_clash import ask
from mobilkontor.optimise.watch import Watch

__all__ = ["clash_of_locks", "locked_week"]


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
        Problem whose crews are at home between weeks, and whose rest never binds.
    watch : Watch
        Clock of the run.
    seed : int
        Seed of the searches.
    pools : tuple of DutyPool
        Duties of the cycle without promises, by profile.

    Returns
    -------
    Clash or None
        Proved to have no plan. What the rest of the cycle asks for is not looked at, so nothing
        is claimed of what would be enough.
    """
    for week in sorted({cycle.horizon.week_of(lock.day) for lock in cycle.locks}):
        problem = locked_week(cycle, week)
        watch.enter("locks")
        clash = ask(problem, rules_of(problem), watch, seed, pools).clash
        if clash is not None:
            rules = tuple(_of_cycle(cycle, week, rule) for rule in clash.rules)
            unknown = tuple(Verdict.UNKNOWN for _ in rules)
            return Clash(rules, is_irreducible=False, is_smallest=False, without=unknown)
    return None


def _of_cycle(cycle: Instance, week: int, rule: Rule) -> Rule:
    """Return a rule of a week as that of the cycle it stands for."""
    part = rule.part
    if not isinstance(part, Lock):
        return rule
    _, weekday = locked_week(cycle, week).horizon.days[part.day]
    lock = dataclasses.replace(part, day=cycle.horizon.days.index((week, weekday)))
    return next(own for own in rules_of(cycle) if own.part == lock)
