"""Rank the tours near the longest paths by what the LP over them says: what plans are made of."""

from __future__ import annotations

import numpy as np

from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.effort import enumeration_work
from mobilkontor.optimise.grown_tours import grow_tours
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.near_tours import TourTask, near_tours
from mobilkontor.optimise.placed_tours import Tour
from mobilkontor.optimise.tour_lp import solve_tour_lp
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY
from mobilkontor.optimise.watch import Watch

__all__ = ["NEAR_DUTIES", "ranked_tours"]

NEAR_DUTIES = 4_000
"""Duties on days within the slack that tours are first listed for."""


def ranked_tours(
    lp: MasterLp,
    outcome: LpOutcome,
    slack: float,
    watch: Watch,
    *,
    are_all: bool = True,
    others_sek: float = -np.inf,
) -> list[list[Tour]]:
    """Return the tours of every vehicle, the smallest loss in the LP over tours first.

    Parameters
    ----------
    lp : MasterLp
        LP of a week whose days are alike.
    outcome : LpOutcome
        Its solution.
    slack : float
        How much less than the best a path may be worth, if not too many tours are so [SEK].
    watch : Watch
        Time and stop; takes the bound of the LP over tours.
    are_all : bool
        Whether plans are made of such tours only, so that the LP over them bounds every plan.
    others_sek : float
        Bound on the plans that the LP does not speak of [SEK].

    Returns
    -------
    list of list of tuple of int
        Rows of the pool by day of each tour.
    """
    ranked: list[list[Tour]] = [[] for _ in lp.graphs]
    near = near_tours(lp, outcome, slack)
    task = _nothing_near(lp, outcome) if near is None else near[0]
    watch.clock.spend(enumeration_work(sum(len(own) for own in task.tours)))
    tours, duals = grow_tours(lp, task.tours, outcome.pricing.bound_sek, watch)
    master = TourMaster(task.fleet, task.formulation, tours)
    pricing = solve_tour_lp(
        master,
        task.duals if duals is None else duals,
        incumbent_sek=watch.best_sek,
        stop=watch.stop,
        is_over=watch.is_over,
        clock=watch.clock,
    )
    if pricing is None:
        return ranked
    if are_all:
        watch.offer_bound(max(pricing.bound_sek, task.left_out_sek, others_sek))
    for position in np.argsort(-pricing.reduced, kind="stable"):
        duties = master.duties[position]
        tour = tuple(duties[duties != NO_DUTY].tolist())
        if tour:
            ranked[master.vehicle[position]].append(tour)
    return ranked


def _nothing_near(lp: MasterLp, outcome: LpOutcome) -> TourTask:
    """Return no tours, where too many are next to the longest path to be listed."""
    none = [np.empty((0, graph.num_days), dtype=np.int64) for graph in lp.graphs]
    pricing = outcome.pricing
    return TourTask(lp.fleet, lp.formulation, none, pricing.duals, pricing.bound_sek)
