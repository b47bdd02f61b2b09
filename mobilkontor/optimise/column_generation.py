"""Solve the LP of the master by column generation, with a proved bound from every pricing round.

Round: solve the restricted master; move the duals part of the way back towards those of the best
bound so far (Wentges 1997, doi:10.1016/S0969-6016(97)00001-4), since the raw ones jump; find the
longest path of every vehicle; add the duties on paths near the longest one. Every pricing is exact
over all duties, so every round gives a bound, and the LP is solved when bound and value meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.bounds import BaseBound
from mobilkontor.optimise.duty_values import duty_values
from mobilkontor.optimise.incremental_lp import LpSolution
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.tour_graph import Passage

__all__ = ["LpOutcome", "PartLp", "Pricing", "generate_columns", "price"]

FloatArray = NDArray[np.float64]

COLUMNS_PER_DAY = 60
"""Columns added per vehicle, day and round."""

SMOOTHING = 0.5
"""Weight of the best duals so far."""

PATH_WINDOW = 0.3
"""How much less than the longest path, as a share of it, a path may be worth to be added."""

MIN_PATH_WINDOW_SEK = 50.0

POOR_SHARE = 1.0
"""Distance of the bound from the value, as a share of it, from which the bound is a poor one."""

MIN_NEW_COLUMNS = 20
"""With fewer new columns from smoothed duals the raw duals are priced too."""

MAX_ROUNDS = 400


@dataclass(frozen=True, slots=True, eq=False)
class Pricing:
    """Longest paths of all vehicles under one set of duals, and the bound they prove.

    Attributes
    ----------
    duals : ndarray of float64
        Duals of the formulation's rows.
    passages : tuple of Passage
        Longest paths by vehicle.
    bound_sek : float
        Proved bound on every plan (`bounds`, weak duality).
    """

    duals: FloatArray
    passages: tuple[Passage, ...]
    bound_sek: float


@dataclass(frozen=True, slots=True, eq=False)
class LpOutcome:
    """What column generation ends with.

    Attributes
    ----------
    solution : LpSolution
        Last solution of the restricted master.
    pricing : Pricing
        Duals of the best bound.
    """

    solution: LpSolution
    pricing: Pricing


PartLp = Callable[[Instance, tuple[DutyPool, ...], float], tuple[MasterLp, LpOutcome] | None]
"""Solves the LP of a part of a problem, or over a part of its duties, within a time [s]; None if
that proves that there is no plan of the part."""


def price(master: MasterLp, base: BaseBound, duals: FloatArray) -> Pricing:
    """Return the longest path of every vehicle and the bound they prove.

    Parameters
    ----------
    master : MasterLp
        Fleet and formulation.
    base : BaseBound
        Rows of the formulation.
    duals : ndarray of float64
        Any duals; those of the wrong sign count as 0.

    Returns
    -------
    Pricing
        Exact over all duties of the master's graphs.
    """
    legal = base.legal(duals)
    passages = []
    known: dict[tuple[int, bytes], FloatArray] = {}
    for graph in master.graphs:
        prices = duty_values(master.fleet, master.formulation, graph, legal, known)
        passages.append(graph.longest(prices.values, prices.arrival))
    instance = master.fleet.instance
    bound = base.value(legal) + sum(
        instance.paths_of(graph.vehicle) * passage.best
        for graph, passage in zip(master.graphs, passages, strict=True)
    )
    return Pricing(legal, tuple(passages), bound)


def add_near_paths(master: MasterLp, pricing: Pricing, columns_per_day: int) -> int:
    """Add the duties on the best paths of every vehicle and day, and return how many are new."""
    new = 0
    for graph, passage in zip(master.graphs, pricing.passages, strict=True):
        if not len(graph.rows):
            continue
        window = max(MIN_PATH_WINDOW_SEK, PATH_WINDOW * abs(passage.best))
        for day in range(graph.num_days):
            top, worth = graph.duties_within(passage, day, window)
            if len(top) > columns_per_day:
                top = np.sort(top[np.argpartition(-worth, columns_per_day)[:columns_per_day]])
            new += master.add(graph.vehicle, graph.best_arcs(passage, day, top))
    return new


def generate_columns(
    master: MasterLp,
    base: BaseBound,
    *,
    start: FloatArray | None,
    tolerance: float,
    stop: StopRequest,
    on_bound: Callable[[float, int], None],
    is_over: Callable[[], bool],
) -> LpOutcome | None:
    """Solve the LP of the master.

    Parameters
    ----------
    master : MasterLp
        Restricted master; it grows.
    base : BaseBound
        Rows of the formulation.
    start : ndarray of float64 or None
        Duals to smooth towards from the first round.
    tolerance : float
        Relative gap between bound and value at which the LP counts as solved.
    stop : StopRequest
        Ends the wait for the solver.
    on_bound : callable
        Takes every better bound [SEK] and the number of columns.
    is_over : callable
        Tells that time is up; the best bound so far stays proved.

    Returns
    -------
    LpOutcome or None
        None proves that no plan exists.
    """
    best: Pricing | None = None
    if start is not None:
        best = price(master, base, start)
        add_near_paths(master, best, 3 * COLUMNS_PER_DAY)
        on_bound(best.bound_sek, master.num_columns)
    round_number = 0
    while True:
        round_number += 1
        solution = master.solve(stop)
        if solution is None:
            return None
        raw = base.legal(solution.duals)
        new = 0
        # Duals of a poor bound are nothing to smooth towards.
        is_poor = best is None or best.bound_sek - solution.objective_sek > POOR_SHARE * abs(
            solution.objective_sek
        )
        weights = [0.0] if is_poor else [SMOOTHING, 0.0]
        for weight in weights:
            duals = raw if best is None else weight * best.duals + (1.0 - weight) * raw
            pricing = price(master, base, duals)
            if best is None or pricing.bound_sek < best.bound_sek:
                best = pricing
                on_bound(best.bound_sek, master.num_columns)
            new += add_near_paths(master, pricing, COLUMNS_PER_DAY)
            if new >= MIN_NEW_COLUMNS:
                break
        assert best is not None
        gap = best.bound_sek - solution.objective_sek
        is_solved = gap <= tolerance * max(1.0, abs(best.bound_sek))
        is_solved |= not new and master.is_settled
        is_solved = is_solved and not master.raise_price(solution)
        if is_solved or is_over() or round_number == MAX_ROUNDS:
            return LpOutcome(solution, best)
