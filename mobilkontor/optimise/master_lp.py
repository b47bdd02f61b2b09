"""Own the restricted master as LP over the duties known so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.columns import add_columns, add_idle_days, flow_rows, join_arcs, only_new
from mobilkontor.optimise.effort import SECONDS, Clock, pricing_work
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.incremental_lp import LpSolution
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.share_lp import ShareLp
from mobilkontor.optimise.tour_graph import Arcs, TourGraph

__all__ = ["MasterLp"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

PRICE_OF_MISSING = 4.0
"""First price of a missing visit, by what the best place is worth and the dearest duty costs."""

PRICE_GROWTH = 10.0
IN_USE = 1e-7


class MasterLp:
    """The restricted master over the columns known so far.

    Parameters
    ----------
    fleet : Fleet
        Vehicles, duties and share cuts.
    formulation : Formulation
        Rows, those of the cuts included.
    graphs : tuple of TourGraph
        One per vehicle.
    clock : Clock
        Counts the work.
    """

    def __init__(
        self,
        fleet: Fleet,
        formulation: Formulation,
        graphs: tuple[TourGraph, ...],
        clock: Clock = SECONDS,
    ) -> None:
        self.fleet, self.formulation, self.graphs = fleet, formulation, graphs
        self._clock = clock
        self.flow = flow_rows(fleet.instance, graphs)
        self.arcs: list[list[Arcs]] = [[] for _ in graphs]
        self.columns: list[list[IntArray]] = [[] for _ in graphs]
        self._known: list[set[tuple[int, int, int]]] = [set() for _ in graphs]
        model = formulation.model.copy()
        self._missing = formulation.missing_columns
        self._full_price_sek = -float(model.objective[self._missing].min(initial=0.0))
        self._price_sek = min(self._full_price_sek, self._first_price_sek())
        model.change_objective(self._missing, -self._price_sek)
        for graph in graphs:
            add_idle_days(model, self.flow, graph, is_integer=False)
        self._lp = ShareLp(model, formulation, clock)

    def _first_price_sek(self) -> float:
        """Return a price that a missing visit is rarely worth: more than a duty and a place."""
        worth = self.formulation.model.objective[self.formulation.share_column]
        costs = [float(cost.max(initial=0.0)) for cost in self.fleet.cost_sek]
        return PRICE_OF_MISSING * (float(worth.max(initial=0.0)) + max(costs, default=0.0) + 1.0)

    def raise_price(self, solution: LpSolution) -> bool:
        """Raise the price of what is missing if a solution pays it, and tell whether it rose.

        Duals are no larger than the price, and the full one, at which nothing is missing unless
        there is no plan, makes wild ones.

        Parameters
        ----------
        solution : LpSolution
            Last solution, from ``solve``.

        Returns
        -------
        bool
            Whether to solve again.
        """
        is_missing = bool((solution.values[self._missing] > IN_USE).any())
        if not is_missing or self._price_sek >= self._full_price_sek:
            return False
        self._price_sek = min(self._full_price_sek, PRICE_GROWTH * self._price_sek)
        self._lp.reward(self._missing, -self._price_sek)
        return True

    @property
    def num_columns(self) -> int:
        """Number of duties on days known so far."""
        return sum(len(known) for known in self._known)

    @property
    def num_model_columns(self) -> int:
        """Number of all columns, those of the formulation included."""
        return self._lp.num_columns

    @property
    def model(self) -> LinearModel:
        """The LP as it has grown, with all shares, and what is missing at its full price."""
        model = self._lp.model.copy()
        model.change_objective(self._missing, -self._full_price_sek)
        return model

    def at_first_price(self, model: LinearModel) -> LinearModel:
        """Return a model with these columns, in which what is missing has its first price."""
        priced = model.copy()
        priced.change_objective(self._missing, -min(self._full_price_sek, self._first_price_sek()))
        return priced

    @property
    def is_settled(self) -> bool:
        """Whether the last solution is one with all shares."""
        return self._lp.is_settled

    def add(self, number: int, arcs: Arcs) -> int:
        """Add the columns of a vehicle that are new, and return how many they are."""
        new = only_new(arcs, self._known[number])
        if not len(new):
            return 0
        piece = self._lp.piece()
        columns = add_columns(
            piece, self.fleet, self.formulation, self.flow, number, new, is_integer=False
        )
        self.arcs[number].append(new)
        self.columns[number].append(columns)
        self._lp.grow(piece)
        return len(new)

    def limit_rows(self, rows: IntArray, low: FloatArray, high: FloatArray) -> None:
        """Put some rows of the formulation between new limits; the LP has been solved before."""
        self._lp.limit_rows(rows, low, high)

    def known_arcs(self, number: int) -> tuple[Arcs, IntArray]:
        """Return all columns of a vehicle, and their numbers in the LP."""
        empty = np.empty(0, dtype=np.int64)
        return join_arcs(self.arcs[number]), np.concatenate([empty, *self.columns[number]])

    def solve(self, stop: StopRequest) -> LpSolution | None:
        """Solve the LP from the last basis; None if it has no solution.

        Parameters
        ----------
        stop : StopRequest
            Ends the wait for the solver.

        Returns
        -------
        LpSolution or None
            None proves that no plan exists, since columns for missing visits keep the rows of
            visits feasible.
        """
        # Every solution is priced, over all duties.
        priced = sum(len(graph.rows) * graph.num_days for graph in self.graphs)
        self._clock.spend(pricing_work(priced))
        return self._lp.solve(stop)
