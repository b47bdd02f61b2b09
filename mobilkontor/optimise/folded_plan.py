"""Plan the folded week first: how often each tour is driven, before anybody asks when.

Which tours a cycle is made of is a MIP over the tours of the folded week (`tour_master`), with a
column for every tour in place of one for every vehicle and day. Tours are driven every week here:
that is nearly as good and leaves a fraction of the choice. Where vehicles are many, those of one
depot are planned after each other, and then each with its neighbours, while the others keep their
tours. The tours are then put on days (`place_folded`). What is driven less often, and what does not
fit, is left to `improve`, which takes this as its start. Nothing is proved by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.cycle_master import CycleMaster, Rearranged
from mobilkontor.optimise.fold import Fold
from mobilkontor.optimise.master_ip import run_mip
from mobilkontor.optimise.placed_tours import Tour
from mobilkontor.optimise.ranked_tours import RankedTours
from mobilkontor.optimise.tours import NO_DUTY
from mobilkontor.optimise.watch import Watch

__all__ = ["place_folded", "plan_folded"]

IntArray = NDArray[np.int64]

TOURS = 1_000
"""Tours of a vehicle to choose from."""

MOST_TOGETHER = 2
"""Vehicles of the folded week that are planned together."""

LIMIT_S = 25.0
"""Time for one MIP."""

MIP_GAP = 2e-3

LEAST_GAIN = 1e-5
"""Relative gain of a round over all vehicles below which the plan is left to `improve`."""


def plan_folded(ranked: RankedTours, watch: Watch, *, seed: int, end_s: float) -> NDArray[np.int64]:
    """Return how often every tour is driven in a cycle.

    Parameters
    ----------
    ranked : RankedTours
        Tours of the folded week, and their reduced costs.
    watch : Watch
        Time and stop.
    seed : int
        Seed of the solver.
    end_s : float
        Time of the run at which to end [s].

    Returns
    -------
    ndarray of int64, shape (num_tours,)
        Times by tour of the master; what is demanded may be missing.
    """
    plan = _FoldedPlan(ranked, watch, seed, end_s)
    number = len(ranked.master.day_row)
    if number <= MOST_TOGETHER:
        plan.solve(range(number))
        return plan.times
    for vehicle in range(number):
        plan.solve([vehicle])
    before = -np.inf
    while plan.worth_sek > before + LEAST_GAIN * abs(plan.worth_sek) and not plan.is_over():
        before = plan.worth_sek
        for vehicle in range(number):
            plan.solve(plan.neighbours(vehicle))
    return plan.times


class _FoldedPlan:
    """Tours of the folded week as they are chosen."""

    def __init__(self, ranked: RankedTours, watch: Watch, seed: int, end_s: float) -> None:
        self.master, self.watch, self.seed, self.end_s = ranked.master, watch, seed, end_s
        self.step = self.master.fleet.instance.repeats
        self.times = np.zeros(len(self.master), dtype=np.int64)
        self.worth_sek = -np.inf
        rank = np.argsort(-ranked.pricing.reduced, kind="stable")
        self.best = [
            rank[self.master.vehicle[rank] == number][:TOURS]
            for number in range(len(self.master.day_row))
        ]

    def is_over(self) -> bool:
        """Tell whether time is up."""
        return self.watch.is_over() or self.watch.elapsed_s >= self.end_s

    def neighbours(self, vehicle: int) -> list[int]:
        """Return a vehicle and those based nearest to it."""
        instance = self.master.fleet.instance
        depots = np.array([other.depot for other in instance.vehicles])
        drive_s = instance.profiles[instance.vehicles[vehicle].profile].leg_s
        order = np.argsort(drive_s[depots[vehicle], depots], kind="stable")
        near = [other for other in order.tolist() if other != vehicle]
        return [vehicle, *near[: MOST_TOGETHER - 1]]

    def solve(self, vehicles: Iterable[int]) -> None:
        """Choose the tours of some vehicles anew, those of the others as they are."""
        if self.is_over():
            return
        master, chosen = self.master, np.concatenate([self.best[number] for number in vehicles])
        kept = self.times.copy()
        kept[np.isin(master.vehicle, master.vehicle[chosen])] = 0
        model = master.model.copy()
        model.shift_row_limits(-(master.entries @ kept.astype(np.float64)))
        step = float(self.step)
        columns = model.add_columns(
            step * master.worth[chosen],
            upper=np.floor(master.most[chosen] / step),
            is_integer=True,
        )
        entries = master.entries[:, chosen].tocoo()
        model.add_entries(entries.row, columns[entries.col], step * entries.data)
        answer = run_mip(
            model,
            master.formulation,
            time_limit_s=min(LIMIT_S, self.watch.left_s, self.end_s - self.watch.elapsed_s),
            gap_limit=MIP_GAP,
            seed=self.seed,
            stop=self.watch.stop,
            clock=self.watch.clock,
            may_miss=True,
        )
        if answer.values is None:
            return
        worth_sek = float(model.objective @ answer.values) + float(master.worth @ kept)
        if worth_sek <= self.worth_sek:
            return
        self.worth_sek, self.times = worth_sek, kept
        self.times[chosen] = self.step * np.round(answer.values[columns]).astype(np.int64)


def place_folded(
    ranked: RankedTours,
    times: IntArray,
    fold: Fold,
    master: CycleMaster,
    watch: Watch,
    *,
    seed: int,
    ways: Callable[[int, Sequence[Tour]], Sequence[Tour]],
) -> Rearranged | None:
    """Put the tours of a folded week on the days of the cycle, in even rhythms.

    Parameters
    ----------
    ranked : RankedTours
        Tours of the folded week.
    times : ndarray of int64, shape (num_tours,)
        How often each is driven.
    fold : Fold
        The folded cycle.
    master : CycleMaster
        Rows of the cycle.
    watch : Watch
        Time and stop.
    seed : int
        Seed of the solver.
    ways : callable
        Adds to tours of a vehicle of the folded week those that serve the same another way.

    Returns
    -------
    Rearranged or None
        Tours, and whether they lack what is demanded; None if there are none.
    """
    instance = master.fleet.instance
    placed: Rearranged | None = None
    for group, members in enumerate(fold.members):
        own = np.nonzero((times > 0) & (ranked.master.vehicle == group))[0]
        if not len(own) or watch.is_over():
            continue
        duties = ranked.master.duties[own]
        chosen = ways(group, [tuple(row[row != NO_DUTY].tolist()) for row in duties])
        is_free = np.zeros((len(instance.vehicles), instance.num_days), dtype=np.bool_)
        is_free[list(members)] = True
        found = master.rearrange(
            () if placed is None else placed.tours,
            [chosen if number in members else () for number in range(len(instance.vehicles))],
            is_free,
            time_limit_s=min(LIMIT_S, watch.left_s),
            gap_limit=MIP_GAP,
            seed=seed,
            stop=watch.stop,
            clock=watch.clock,
            is_regular=True,
        )
        if found is not None:
            placed = found
    return placed
