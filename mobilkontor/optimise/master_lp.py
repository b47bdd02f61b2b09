"""Own the restricted master as LP over the duties known so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.columns import add_columns, add_idle_days, flow_rows, join_arcs, only_new
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpSolution
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import Fleet
from mobilkontor.optimise.tour_graph import Arcs, TourGraph

__all__ = ["MasterLp"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


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
    """

    def __init__(
        self, fleet: Fleet, formulation: Formulation, graphs: tuple[TourGraph, ...]
    ) -> None:
        self.fleet, self.formulation, self.graphs = fleet, formulation, graphs
        self.flow = flow_rows(fleet.instance, graphs)
        self.arcs: list[list[Arcs]] = [[] for _ in graphs]
        self.columns: list[list[IntArray]] = [[] for _ in graphs]
        self._known: list[set[tuple[int, int, int]]] = [set() for _ in graphs]
        model = formulation.model.copy()
        for graph in graphs:
            add_idle_days(model, self.flow, graph, is_integer=False)
        self._lp = IncrementalLp(model)

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
        """The LP as it has grown."""
        return self._lp.model

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
        return self._lp.solve(stop)
