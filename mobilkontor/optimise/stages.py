"""Own the order of goals: each is solved over the plans that keep what the earlier ones reached.

What a goal reached is what the best plan found is worth, not the bound, so that the next goal has a
plan to begin with. It may give up a share of that, as the scenario says.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable

from mobilkontor.core.goals import LaterGoal, Reached
from mobilkontor.core.instance import Aim, Instance
from mobilkontor.core.result import Progress, Result, StopReason
from mobilkontor.optimise.restart import Start
from mobilkontor.optimise.solve import StopSignal, optimise

__all__ = ["optimise_goals"]

ROUNDING = 1e-6
"""Relative amount that is given up always, so that the plan at hand is not lost by rounding."""


def optimise_goals(
    instance: Instance,
    *,
    time_limit_s: float,
    gap_limit: float,
    seed: int,
    threads: int,
    observe: Callable[[Progress], None],
    stop: StopSignal,
    start: Start | None = None,
    on_plan: Callable[[Result], None] | None = None,
    work_limit: float | None = None,
) -> Result:
    """Return the best plan found for the last goal that time allowed for.

    Parameters
    ----------
    instance : Instance
        The planning problem with its goals.
    time_limit_s : float
        How long the search for all goals may take [s]; each has an equal share of what is left.
    gap_limit, seed, threads, observe, stop
        As for ``solve.optimise``.
    start : Start or None
        An earlier plan to go on from, and what its earlier goals reached.
    on_plan : callable or None
        Takes every better plan as it is found, with what the goals before its own reached.
    work_limit : float or None
        Ends the search in place of the time; each goal has an equal share of it.

    Returns
    -------
    Result
        Plan and bound for that goal, and what the goals before it reached.

    Raises
    ------
    InfeasibleError
        If it is proved that no plan exists.
    LimitReachedError
        If none was found before the end.
    """
    end_s = time.monotonic() + time_limit_s
    goals = (LaterGoal(instance.goal, 0.0), *instance.later_goals)
    reached: tuple[Reached, ...] = () if start is None else start.reached
    for number in range(len(reached), len(goals)):
        left_s = max(0.0, end_s - time.monotonic())
        result = optimise(
            _for_goal(instance, goals[number], reached),
            time_limit_s=left_s / (len(goals) - number),
            gap_limit=gap_limit,
            seed=seed,
            threads=threads,
            observe=observe,
            stop=stop,
            start=start,
            on_plan=None if on_plan is None else _after(reached, on_plan),
            work_limit=None if work_limit is None else work_limit / len(goals),
        )
        result = dataclasses.replace(result, earlier=reached)
        if result.stop_reason is StopReason.INTERRUPTED:
            break
        start = Start(result.plan, None, lambda lost: None)
        reached = (*reached, Reached(result.goal, result.objective_sek, result.bound_sek))
    return result


def _for_goal(instance: Instance, later: LaterGoal, reached: tuple[Reached, ...]) -> Instance:
    """Return the problem of one goal, with what earlier ones reached as aims."""
    aims = tuple(
        Aim(r.goal, r.least_sek(later.give_up) - ROUNDING * max(1.0, abs(r.objective_sek)))
        for r in reached
    )
    return instance.replace(goal=later.goal, later_goals=(), aims=(*instance.aims, *aims))


def _after(
    reached: tuple[Reached, ...], on_plan: Callable[[Result], None]
) -> Callable[[Result], None]:
    """Return a taker of plans that tells what the goals before reached."""
    return lambda result: on_plan(dataclasses.replace(result, earlier=reached))
