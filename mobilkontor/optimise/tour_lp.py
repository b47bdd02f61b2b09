"""Solve the LP over listed tours, tighten it by share cuts, and price every tour exactly.

All tours are known, so their reduced costs are one sparse product: a *restricted* LP holds those
worth having, the others enter when their reduced cost is positive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.bounds import BaseBound
from mobilkontor.optimise.effort import SECONDS, Clock
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpSolution
from mobilkontor.optimise.share_cuts import separate_share_cuts
from mobilkontor.optimise.tour_master import TourMaster

__all__ = ["RestrictedTourLp", "TourPricing", "solve_tour_lp"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

FIRST_TOURS = 1000
TOURS_PER_ROUND = 400
MAX_ROUNDS = 200

MAX_CUT_ROUNDS = 12
MAX_CUTS_PER_ROUND = 60

TOLERANCE = 1e-7
"""Reduced cost, relative to the bound, above which a tour enters the LP."""

LEAST_GAIN = 1e-5
"""Relative fall of the bound below which cuts end."""

IN_USE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class TourPricing:
    """Reduced costs of all tours under one set of duals, and the bound they prove.

    Attributes
    ----------
    bound_sek : float
        Proved bound on every plan made of the tours (`bounds`, weak duality; a tour is a column
        between 0 and the times it can be driven).
    reduced : ndarray of float64, shape (num_tours,)
        Reduced cost of every tour [SEK]; at most 0 where the LP is solved.
    """

    bound_sek: float
    reduced: FloatArray


def solve_tour_lp(
    lp: RestrictedTourLp,
    *,
    incumbent_sek: float,
    stop: StopRequest,
    is_over: Callable[[], bool],
) -> TourPricing | None:
    """Solve the LP over tours, tightened by share cuts; its master grows by these.

    Parameters
    ----------
    lp : RestrictedTourLp
        The LP over some of the tours.
    incumbent_sek : float
        Bound below which nothing more is of use [SEK].
    stop : StopRequest
        Ends the wait for the solver.
    is_over : callable
        Tells that time is up; the best bound so far stays proved.

    Returns
    -------
    TourPricing or None
        None proves that no plan exists.
    """
    best: TourPricing | None = None
    for _ in range(MAX_CUT_ROUNDS + 1):
        solved = lp.solve(stop, is_over)
        if solved is None:
            return None
        gain = np.inf if best is None else best.bound_sek - solved.bound_sek
        if gain > 0.0:
            best = solved
        assert best is not None
        is_slow = gain < LEAST_GAIN * max(1.0, abs(best.bound_sek))
        if is_slow or best.bound_sek <= incumbent_sek or is_over() or not lp.add_cuts():
            break
    return best


class RestrictedTourLp:
    """The LP of a master over the tours worth having, of which it takes more as it is solved.

    Parameters
    ----------
    master : TourMaster
        Rows and tours.
    duals : ndarray of float64 or None
        Duals of the formulation's rows that tell good tours from bad ones, if there are any.
    clock : Clock
        Counts the work.

    Attributes
    ----------
    duals : ndarray of float64, shape (num_rows,)
        Duals of the last solution, with the signs that their rows allow.
    """

    def __init__(
        self, master: TourMaster, duals: FloatArray | None, clock: Clock = SECONDS
    ) -> None:
        self.master = master
        self.lp = IncrementalLp(master.model, clock)
        self.is_known = np.zeros(len(master), dtype=bool)
        self.tours = np.empty(0, dtype=np.int64)
        self.columns = np.empty(0, dtype=np.int64)
        self.solution: LpSolution | None = None
        self.duals = np.zeros(master.model.num_rows)
        reduced = master.worth
        if duals is not None:
            every = np.zeros(master.model.num_rows)
            every[: len(duals)] = duals
            reduced = master.worth - master.entries.T @ every
        self._add(np.argsort(-reduced, kind="stable")[:FIRST_TOURS])

    def _add(self, tours: IntArray) -> None:
        """Add tours to the LP."""
        piece = self.lp.piece()
        columns = self.master.add_tours(piece, tours, is_integer=False)
        self.lp.grow(piece)
        self.is_known[tours] = True
        self.tours = np.concatenate([self.tours, tours])
        self.columns = np.concatenate([self.columns, columns])

    def solve(self, stop: StopRequest, is_over: Callable[[], bool]) -> TourPricing | None:
        """Solve the LP over all tours of the master, None if it has no solution."""
        master = self.master
        more = len(master) - len(self.is_known)
        self.is_known = np.append(self.is_known, np.zeros(more, dtype=bool))
        base = BaseBound(master.model, master.formulation.missing_columns)
        best: TourPricing | None = None
        for _ in range(MAX_ROUNDS):
            solution = self.lp.solve(stop)
            if solution is None:
                return None
            self.solution = solution
            self.duals = base.legal(solution.duals)
            reduced = master.worth - master.entries.T @ self.duals
            bound = base.value(self.duals) + float((np.maximum(reduced, 0.0) * master.most).sum())
            if best is None or bound < best.bound_sek:
                best = TourPricing(bound, reduced)
            entering = np.nonzero((reduced > TOLERANCE * max(1.0, abs(bound))) & ~self.is_known)[0]
            if not len(entering) or is_over():
                break
            order = np.argsort(-reduced[entering], kind="stable")
            self._add(entering[order[:TOURS_PER_ROUND]])
        assert best is not None
        return best

    def add_cuts(self) -> bool:
        """Add the share cuts that the last solution breaks, and tell whether there are any."""
        master, solution = self.master, self.solution
        assert solution is not None
        weight = np.zeros(len(self.columns))
        is_solved = self.columns < len(solution.values)
        weight[is_solved] = solution.values[self.columns[is_solved]]
        used = np.nonzero(weight > IN_USE)[0]
        stops = master.stops_of(self.tours[used])
        cuts = separate_share_cuts(
            master.formulation,
            solution.values,
            list(zip(weight[used].tolist(), stops, strict=True)),
            frozenset(master.cuts),
            MAX_CUTS_PER_ROUND,
        )
        if not cuts:
            return False
        rows = master.add_cuts(cuts)
        piece = self.lp.piece()
        master.add_cut_rows(piece, cuts)
        touched = master.entries[:, self.tours].tocsr()[rows].tocoo()
        piece.add_entries(rows[touched.row], self.columns[touched.col], touched.data)
        self.lp.grow(piece)
        return True
