r"""Decide first what is bought at all: which new offices open, how many vehicles are used.

In the LP of a folded week half an office and two thirds of a vehicle may be bought, and a plan made
from that fits into no budget. So these few decisions are taken first, by a MIP over the columns of
the LP in which they alone are whole: a *region*, in which plans are made. The other regions are
bounded after, by branching on the decisions, each region by column generation with exact pricing.

**Why the bound holds.** The regions that are open or decided cover all plans, so the largest of
their bounds is one on every plan; what branching cuts away between two whole numbers holds none
(Land and Doig 1960, doi:10.2307/1910129; best first).
"""

from __future__ import annotations

import dataclasses
import heapq
import itertools
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.bounds import BaseBound
from mobilkontor.optimise.column_generation import LpOutcome, generate_columns
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.incremental_lp import LpFailedError
from mobilkontor.optimise.master_ip import run_mip
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.watch import Watch

__all__ = ["Region", "bound_regions", "decide", "keep_to", "whole_region"]

FloatArray = NDArray[np.float64]

WHOLE = 1e-5
"""Distance from a whole number at which a decision counts as taken."""

TOLERANCE = 2e-4
"""Relative gap to which the LP of a region is solved: any dual gives a bound."""

DECISION_GAP = 2e-3
"""Relative gap at which the MIP over decisions may stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Plans with some decisions taken.

    Attributes
    ----------
    low, high : ndarray of float64, shape (num_decisions,)
        Limits of the decisions, in the order of ``Formulation.decision_column``.
    others_sek : float
        Bound on every plan that is not among them [SEK].
    """

    low: FloatArray
    high: FloatArray
    others_sek: float


def whole_region(formulation: Formulation) -> Region:
    """Return the region of all plans."""
    low, high = formulation.model.row_limits
    rows = formulation.decision_row
    return Region(low[rows], high[rows], -np.inf)


def keep_to(formulation: Formulation, taken: FloatArray) -> Formulation:
    """Return a formulation in which every decision is taken.

    Parameters
    ----------
    formulation : Formulation
        Rows, which stay as they are.
    taken : ndarray of float64, shape (num_decisions,)
        What is decided.

    Returns
    -------
    Formulation
        The same with a model of its own.
    """
    model = formulation.model.copy()
    model.limit_rows(formulation.decision_row, taken, taken)
    return dataclasses.replace(formulation, model=model)


def decide(
    master: MasterLp, outcome: LpOutcome, watch: Watch, *, seed: int, time_limit_s: float
) -> Region:
    """Return the decisions that promise most.

    Parameters
    ----------
    master : MasterLp
        The LP of all plans, solved.
    outcome : LpOutcome
        Its solution, whose bound is that of all other plans.
    watch : Watch
        Stop.
    seed : int
        Seed of the solver.
    time_limit_s : float
        Time for the solver [s].

    Returns
    -------
    Region
        Every decision taken; those of the LP rounded down, which keeps limits on cost, if the
        solver finds nothing.
    """
    columns = master.formulation.decision_column
    answer = run_mip(
        master.model,
        master.formulation,
        time_limit_s=time_limit_s,
        gap_limit=DECISION_GAP,
        seed=seed,
        stop=watch.stop,
        may_miss=True,
        whole=columns,
        clock=watch.clock,
    )
    taken = outcome.solution.values[columns] if answer.values is None else answer.values[columns]
    taken = np.floor(taken + WHOLE)
    return Region(taken, taken, outcome.pricing.bound_sek)


@dataclass(order=True, frozen=True, slots=True)
class _Open:
    """A region with its LP, ordered by promise."""

    loss_sek: float
    number: int
    low: FloatArray = field(compare=False)
    high: FloatArray = field(compare=False)
    outcome: LpOutcome = field(compare=False)


def bound_regions(
    master: MasterLp, base: BaseBound, outcome: LpOutcome, watch: Watch, *, end_s: float
) -> None:
    """Branch on the decisions until no region promises more than the plan at hand, or time is up.

    Parameters
    ----------
    master : MasterLp
        The LP of all plans, solved; it grows, and is left as it was otherwise.
    base : BaseBound
        Rows of the formulation, all plans within their limits.
    outcome : LpOutcome
        Its solution.
    watch : Watch
        Incumbent and stop; takes the bounds.
    end_s : float
        Time of the run at which to end [s].
    """
    whole = whole_region(master.formulation)
    _Tree(master, base, watch, end_s).search(whole, outcome)
    master.limit_rows(master.formulation.decision_row, whole.low, whole.high)


class _Tree:
    """The regions that are open, and the largest bound of those that are decided."""

    def __init__(self, master: MasterLp, base: BaseBound, watch: Watch, end_s: float) -> None:
        self.master, self.base, self.watch, self.end_s = master, base, watch, end_s
        self.rows = master.formulation.decision_row
        self.columns = master.formulation.decision_column
        self.open: list[_Open] = []
        self.decided_sek = -np.inf
        self.numbers = itertools.count()

    def search(self, whole: Region, outcome: LpOutcome) -> None:
        """Branch, the most promising region first."""
        self._add(whole.low, whole.high, outcome)
        while self.open and not self._is_over() and self._promise_sek() > self.watch.best_sek:
            best = heapq.heappop(self.open)
            taken = best.outcome.solution.values[self.columns]
            fraction = np.abs(taken - np.round(taken))
            if fraction.max(initial=0.0) <= WHOLE:
                # The bound of its LP holds for all of the region, not for this decision alone.
                self.decided_sek = max(self.decided_sek, -best.loss_sek)
                continue
            number = int(np.argmax(fraction))
            for low, high in (
                (best.low[number], np.floor(taken[number])),
                (np.ceil(taken[number]), best.high[number]),
            ):
                self._branch(best, number, float(low), float(high))
            self.watch.offer_bound(max(self._promise_sek(), self.decided_sek))

    def _promise_sek(self) -> float:
        """Return the largest bound of an open region [SEK]."""
        return -self.open[0].loss_sek if self.open else -np.inf

    def _is_over(self) -> bool:
        """Tell whether time is up, or all that is left is decided."""
        is_late = self.watch.is_over() or self.watch.elapsed_s >= self.end_s
        return is_late or self.decided_sek >= self._promise_sek()

    def _add(self, low: FloatArray, high: FloatArray, outcome: LpOutcome) -> None:
        """Add a region whose LP is solved."""
        entry = _Open(-outcome.pricing.bound_sek, next(self.numbers), low, high, outcome)
        heapq.heappush(self.open, entry)

    def _branch(self, parent: _Open, number: int, low: float, high: float) -> None:
        """Add the part of a region with a decision between limits, unless it holds no plan."""
        lows, highs = parent.low.copy(), parent.high.copy()
        lows[number], highs[number] = low, high
        self.master.limit_rows(self.rows, lows, highs)
        self.watch.enter("decide")
        try:
            outcome = generate_columns(
                self.master,
                self.base.limited(self.rows, lows, highs),
                start=parent.outcome.pricing.duals,
                tolerance=TOLERANCE,
                stop=self.watch.stop,
                on_bound=lambda bound_sek, columns: None,
                is_over=self.watch.is_over,
            )
        except LpFailedError:
            # The bound of the region it is part of holds for it too.
            self.decided_sek = max(self.decided_sek, -parent.loss_sek)
            return
        if outcome is not None:
            self._add(lows, highs, outcome)
