"""Solve the master over all tours near the longest paths, where days are alike.

Where nobody sleeps away, every duty is a tour, and all of them can be listed at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.effort import enumeration_work
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.tour_ip import TourAnswer, solve_tour_ip
from mobilkontor.optimise.tour_lp import RestrictedTourLp, solve_tour_lp
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY, tours_within
from mobilkontor.optimise.watch import Watch

__all__ = [
    "MAX_TOURS_PER_VEHICLE",
    "MOST_TOURS_PER_VEHICLE",
    "TourTask",
    "day_trips",
    "near_tours",
    "solve_over_tours",
]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

MAX_TOURS_PER_VEHICLE = 60_000
MOST_TOURS_PER_VEHICLE = 120_000
"""Tours that are listed at first, and where that leaves a gap that more of them could close; a
group has those of all its members at first, but never more than the most, which fill the memory."""

NARROWING = 4.0
"""How much narrower the next try is where there were too many tours."""

MAX_WIDENINGS = 3
WANTED_TOURS = 2_000
"""With fewer tours than this, a slack between the last two is tried."""

LEAST_SLACK_SEK = 1.0
"""Slack below which there are too many tours to list."""


@dataclass(frozen=True, slots=True)
class TourTask:
    """Tours to choose from, and what is known of all others.

    Attributes
    ----------
    fleet : Fleet
        Vehicles, duties and share cuts.
    formulation : Formulation
        Rows.
    tours : list of ndarray of int64, shape (num_tours, num_days)
        Tours by vehicle.
    duals : ndarray of float64 or None
        Duals of the formulation's rows, if there are any.
    left_out_sek : float
        Proved bound on every plan that uses another tour; ``-inf`` if there is no other.
    """

    fleet: Fleet
    formulation: Formulation
    tours: list[IntArray]
    duals: FloatArray | None
    left_out_sek: float


def day_trips(fleet: Fleet, formulation: Formulation) -> TourTask | None:
    """Return all duties as tours, None if crews may sleep away or duties are too many."""
    if len(fleet.instance.overnight_node):
        return None
    if max((len(rows) for rows in fleet.rows), default=0) > MAX_TOURS_PER_VEHICLE:
        return None
    tours = []
    for rows in fleet.rows:
        own = np.full((len(rows), fleet.instance.num_days), NO_DUTY, dtype=np.int64)
        own[:, 0] = rows
        tours.append(own)
    return TourTask(fleet, formulation, tours, None, -np.inf)


def near_tours(
    master: MasterLp,
    outcome: LpOutcome,
    slack: float,
    *,
    max_tours: int = MAX_TOURS_PER_VEHICLE,
) -> tuple[TourTask, float] | None:
    """Return the tours within a slack of the longest paths.

    Parameters
    ----------
    master : MasterLp
        Vehicles, rows and graphs.
    outcome : LpOutcome
        Longest paths.
    slack : float
        How much less than the best a path may be worth [SEK].
    max_tours : int
        Tours of one vehicle beyond which there are too many.

    Returns
    -------
    (TourTask, float) or None
        The tours, and the slack, smaller where there were too many; None if there are too many
        next to the longest path itself.
    """
    too_wide = np.inf
    while slack == 0.0 or slack >= LEAST_SLACK_SEK:
        tours = _within(master, outcome, slack, max_tours)
        if tours is not None:
            slack, tours = _widened(master, outcome, slack, tours, too_wide, max_tours)
            pricing = outcome.pricing
            left_out = pricing.bound_sek - slack
            return TourTask(master.fleet, master.formulation, tours, pricing.duals, left_out), slack
        if slack == 0.0:
            break
        too_wide = slack
        slack /= NARROWING
    return None


def _widened(
    master: MasterLp,
    outcome: LpOutcome,
    slack: float,
    tours: list[IntArray],
    too_wide: float,
    max_tours: int,
) -> tuple[float, list[IntArray]]:
    """Return a wider slack and its tours, if few were found and many are too many."""
    for _ in range(MAX_WIDENINGS):
        if sum(len(own) for own in tours) >= WANTED_TOURS or not np.isfinite(too_wide):
            break
        between = float(np.sqrt(slack * too_wide))
        wider = _within(master, outcome, between, max_tours)
        if wider is None:
            too_wide = between
        else:
            slack, tours = between, wider
    return slack, tours


def _within(
    master: MasterLp, outcome: LpOutcome, slack: float, max_tours: int
) -> list[IntArray] | None:
    """Return the tours of every vehicle within a slack, None if they are too many."""
    # A hair more, so that rounding leaves out nothing.
    slack = slack + 1e-6 * max(1.0, abs(slack))
    every, vehicles = [], master.fleet.instance.vehicles
    for graph, passage in zip(master.graphs, outcome.pricing.passages, strict=True):
        tours = tours_within(
            master.fleet,
            master.formulation,
            graph,
            passage,
            slack,
            max_tours=min(MOST_TOURS_PER_VEHICLE, max_tours * vehicles[graph.vehicle].count),
        )
        if tours is None:
            return None
        every.append(tours)
    return every


def solve_over_tours(
    task: TourTask, watch: Watch, *, seed: int, end_s: float, offer: Callable[[Roster], None]
) -> TourAnswer:
    """Solve the master over some tours; the watch takes the bounds on all plans.

    Parameters
    ----------
    task : TourTask
        Tours, and a bound on all others.
    watch : Watch
        Incumbent, bound, time and stop.
    seed : int
        Seed of the solver.
    end_s : float
        Time of the run at which to end [s].
    offer : callable
        Takes every roster found.

    Returns
    -------
    TourAnswer
        Bound over these tours.
    """

    def on_bound(bound_sek: float) -> None:
        """Tell the bound on all plans."""
        watch.offer_bound(max(bound_sek, task.left_out_sek))

    watch.columns = sum(len(own) for own in task.tours)
    watch.clock.spend(enumeration_work(watch.columns))
    master = TourMaster(task.fleet, task.formulation, task.tours)
    pricing = solve_tour_lp(
        RestrictedTourLp(master, task.duals, watch.clock),
        incumbent_sek=watch.best_sek,
        stop=watch.stop,
        is_over=lambda: watch.is_over() or watch.elapsed_s >= end_s,
    )
    if pricing is None:
        return TourAnswer(-np.inf, is_proved=True, is_on_days=True)
    on_bound(pricing.bound_sek)
    return solve_tour_ip(
        master,
        pricing,
        watch,
        others_sek=task.left_out_sek,
        seed=seed,
        end_s=end_s,
        offer=offer,
        on_bound=on_bound,
    )
