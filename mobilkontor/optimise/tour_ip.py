"""Own the MIP over tours: reduced-cost filter, and rows for tours that cannot be shared out.

The LP over tours (`tour_lp`) leaves few of them: one whose reduced cost is below the gap is in no
better plan. The MIP takes the best of the rest first, since a better plan narrows the gap, and
`bounds.filtered_bound` bounds what it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.master_ip import CHOSEN, MipAnswer, Roster, run_mip
from mobilkontor.optimise.tour_lp import TourPricing
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tour_rosters import Cover, cover_of, roster_of_tours
from mobilkontor.optimise.watch import Watch

__all__ = ["TourAnswer", "solve_tour_ip"]

IntArray = NDArray[np.int64]

FIRST_COLUMNS = 400
"""Tours of the first MIP where a proof is in reach: a good plan leaves few to the last one."""

MOST_COLUMNS = 2_000
"""Tours of the only MIP where it is not, since others may be better."""

COLUMN_GROWTH = 4

MAX_COVERS = 12
"""Rows of tours that cannot be shared out among vehicles that are alike, in one MIP."""

HAIR = 1e-6
"""Relative rounding of reduced costs."""


@dataclass(frozen=True, slots=True)
class TourAnswer:
    """What the MIP over tours says.

    Attributes
    ----------
    bound_sek : float
        Proved bound on every plan made of these tours.
    is_proved : bool
        Whether no plan made of them is better than the incumbent, or none exists.
    is_on_days : bool
        Whether the tours chosen could be put on days.
    """

    bound_sek: float
    is_proved: bool
    is_on_days: bool


def solve_tour_ip(
    master: TourMaster,
    pricing: TourPricing,
    watch: Watch,
    *,
    others_sek: float,
    seed: int,
    end_s: float,
    offer: Callable[[Roster], None],
    on_bound: Callable[[float], None],
) -> TourAnswer:
    """Solve the master over tours.

    Parameters
    ----------
    master : TourMaster
        Rows and tours.
    pricing : TourPricing
        Reduced costs of the tours, and the bound they prove.
    watch : Watch
        Incumbent, time, gap limit and stop.
    others_sek : float
        Bound on every plan that uses other tours; while it is above the incumbent, the best tours
        alone are looked at: others may be better still, and nothing can be proved [SEK].
    seed : int
        Seed of the solver.
    end_s : float
        Time of the run at which to end [s].
    offer : callable
        Takes every roster found.
    on_bound : callable
        Takes every better bound on the plans made of these tours [SEK].

    Returns
    -------
    TourAnswer
        Bound over these tours.
    """
    bound = pricing.bound_sek
    count = FIRST_COLUMNS if others_sek <= watch.best_sek else MOST_COLUMNS
    driven: dict[int, float] = {}
    while True:
        best = watch.best_sek
        chosen, slack = _nearest(pricing, best, count)
        if pricing.bound_sek <= best or not len(chosen):
            return TourAnswer(min(bound, best), is_proved=True, is_on_days=True)
        if watch.is_over() or watch.elapsed_s >= end_s:
            return TourAnswer(bound, is_proved=False, is_on_days=True)
        is_last = slack >= pricing.bound_sek - best
        left_out = best if is_last else pricing.bound_sek - slack
        tolerance = watch.tolerance(left_out)
        answer, roster, driven = _solve_over(master, chosen, watch, driven, seed, end_s, tolerance)
        bound = min(bound, max(answer.bound_sek, left_out))
        if roster is not None:
            offer(roster)
        on_bound(bound)
        is_on_days = roster is not None or answer.values is None
        if is_last or not is_on_days or others_sek > watch.best_sek:
            return TourAnswer(bound, is_last and answer.is_proved and is_on_days, is_on_days)
        count *= COLUMN_GROWTH


def _nearest(pricing: TourPricing, best_sek: float, count: int) -> tuple[IntArray, float]:
    """Return the tours a plan better than the best can use, at most about so many, and the slack.

    A tour left out is in no plan worth more than the bound less the slack.
    """
    gap = pricing.bound_sek - best_sek
    loss = -pricing.reduced
    chosen = np.nonzero(loss <= gap + HAIR * max(1.0, abs(pricing.bound_sek)))[0]
    if len(chosen) <= count:
        return chosen, np.inf
    slack = max(0.0, float(np.partition(loss[chosen], count)[count]))
    return np.nonzero(loss <= slack)[0], slack


def _solve_over(
    master: TourMaster,
    chosen: IntArray,
    watch: Watch,
    driven: dict[int, float],
    seed: int,
    end_s: float,
    tolerance: float,
) -> tuple[MipAnswer, Roster | None, dict[int, float]]:
    """Solve the MIP over some tours; no roster where they cannot be put on days.

    It begins with the tours driven in the solution before, and returns those of its own.
    """
    covers: list[Cover] = []
    while True:
        model = master.model.copy()
        columns = master.add_tours(model, chosen, is_integer=True)
        for cover in covers:
            row = model.add_rows([-np.inf], [float(cover.most)])
            model.add_entries(row, columns[np.isin(chosen, cover.tours)], 1.0)
        answer = run_mip(
            model,
            master.formulation,
            time_limit_s=min(watch.left_s, end_s - watch.elapsed_s),
            gap_limit=tolerance,
            seed=seed,
            stop=watch.stop,
            clock=watch.clock,
            known={
                column: driven[tour]
                for column, tour in zip(columns.tolist(), chosen.tolist(), strict=True)
                if tour in driven
            },
        )
        if answer.values is None:
            return answer, None, driven
        times = answer.values[columns]
        roster = roster_of_tours(master, chosen, answer.values, times)
        if roster is not None:
            driven = {int(chosen[i]): float(times[i]) for i in np.nonzero(times > CHOSEN)[0]}
        broken = None if roster is not None else cover_of(master, chosen, times)
        if broken is None or len(covers) == MAX_COVERS or watch.elapsed_s >= end_s:
            return answer, roster, driven
        covers.append(broken)
