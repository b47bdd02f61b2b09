"""Rank the tours near the longest paths by what the LP over them says: what plans are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.demanded_tours import demanded_rows
from mobilkontor.optimise.effort import enumeration_work
from mobilkontor.optimise.grown_tours import grow_tours
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.near_tours import TourTask, near_tours
from mobilkontor.optimise.placed_tours import Tour
from mobilkontor.optimise.tour_lp import RestrictedTourLp, TourPricing, solve_tour_lp
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY
from mobilkontor.optimise.watch import Watch

__all__ = ["NEAR_DUTIES", "RankedTours", "rank_tours"]

NEAR_DUTIES = 4_000
"""Duties on days within the slack that tours are first listed for."""

LIST_SHARE = 0.15
MIN_LIST_S = 8.0
"""Time for the list to grow and its LP, as a share of the time left and at least."""


@dataclass(frozen=True, slots=True, eq=False)
class RankedTours:
    """Tours, and what the LP over them says of each.

    Attributes
    ----------
    master : TourMaster
        Rows and tours.
    pricing : TourPricing
        Reduced costs of the tours.
    """

    master: TourMaster
    pricing: TourPricing

    def by_vehicle(self) -> list[list[Tour]]:
        """Return the duties of the tours of every vehicle, the smallest loss first."""
        ranked: list[list[Tour]] = [[] for _ in self.master.day_row]
        for position in np.argsort(-self.pricing.reduced, kind="stable"):
            duties = self.master.duties[position]
            tour = tuple(duties[duties != NO_DUTY].tolist())
            if tour:
                ranked[self.master.vehicle[position]].append(tour)
        return ranked


def rank_tours(
    lp: MasterLp,
    outcome: LpOutcome,
    slack: float,
    watch: Watch,
    *,
    are_all: bool = True,
    others_sek: float = -np.inf,
) -> RankedTours | None:
    """Return tours that plans are made of, with what the LP over them says of each.

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
    RankedTours or None
        None where no plan can be made of tours.
    """
    near = near_tours(lp, outcome, slack)
    task = _nothing_near(lp, outcome) if near is None else near[0]
    watch.clock.spend(enumeration_work(sum(len(own) for own in task.tours)))
    tours = [
        np.unique(np.concatenate([own, demanded_rows(task.fleet, number, own.shape[1])]), axis=0)
        for number, own in enumerate(task.tours)
    ]
    master = TourMaster(task.fleet, task.formulation, tours)
    restricted = RestrictedTourLp(master, task.duals, watch.clock)
    end_s = watch.elapsed_s + max(MIN_LIST_S, LIST_SHARE * watch.left_s)

    def is_over() -> bool:
        """Tell whether it is time to make plans of what is listed."""
        return watch.is_over() or watch.elapsed_s >= end_s

    grow_tours(restricted, lp.graphs, outcome.pricing.bound_sek, watch.clock, watch.stop, is_over)
    pricing = solve_tour_lp(
        restricted, incumbent_sek=watch.best_sek, stop=watch.stop, is_over=is_over
    )
    if pricing is None:
        return None
    if are_all:
        watch.offer_bound(max(pricing.bound_sek, task.left_out_sek, others_sek))
    return RankedTours(master, pricing)


def _nothing_near(lp: MasterLp, outcome: LpOutcome) -> TourTask:
    """Return no tours, where too many are next to the longest path to be listed."""
    none = [np.empty((0, graph.num_days), dtype=np.int64) for graph in lp.graphs]
    pricing = outcome.pricing
    return TourTask(lp.fleet, lp.formulation, none, pricing.duals, pricing.bound_sek)
