"""Own the restricted master as LP: it grows by columns and keeps its basis between solutions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from mobilkontor.optimise.backend import StopRequest, run_interruptibly
from mobilkontor.optimise.columns import FlowRows, add_columns, add_idle_days, join_arcs, only_new
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import Fleet
from mobilkontor.optimise.tour_graph import Arcs, TourGraph

__all__ = ["LpSolution", "MasterLp"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LpSolution:
    """An optimal solution of the restricted master.

    Attributes
    ----------
    objective_sek : float
        Its value.
    values : ndarray of float64, shape (num_columns,)
        Value of every column.
    duals : ndarray of float64, shape (num_rows,)
        Dual of every row.
    """

    objective_sek: float
    values: FloatArray
    duals: FloatArray


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
        self.flow = FlowRows(fleet.instance.num_days, tuple(graph.home for graph in graphs))
        self.arcs: list[list[Arcs]] = [[] for _ in graphs]
        self.columns: list[list[IntArray]] = [[] for _ in graphs]
        self._known: list[set[tuple[int, int, int]]] = [set() for _ in graphs]
        self._model = formulation.model.copy()
        for graph in graphs:
            add_idle_days(self._model, self.flow, graph, is_integer=False)
        self._solver: mathopt.IncrementalSolver | None = None
        self._mathopt: mathopt.Model | None = None

    @property
    def num_columns(self) -> int:
        """Number of duties on days known so far."""
        return sum(len(known) for known in self._known)

    @property
    def num_model_columns(self) -> int:
        """Number of all columns, those of the formulation included."""
        return self._model.num_columns

    def add(self, number: int, arcs: Arcs) -> int:
        """Add the columns of a vehicle that are new, and return how many they are."""
        new = only_new(arcs, self._known[number])
        if not len(new):
            return 0
        piece = self._model.piece()
        columns = add_columns(
            piece, self.fleet, self.formulation, self.flow, number, new, is_integer=False
        )
        self.arcs[number].append(new)
        self.columns[number].append(columns)
        self._model.append(piece)
        if self._mathopt is not None:
            _append(self._mathopt, piece)
        return len(new)

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
        if self._mathopt is None or self._solver is None:
            self._mathopt = self._model.to_mathopt(is_relaxed=True)
            self._solver = mathopt.IncrementalSolver(self._mathopt, mathopt.SolverType.GLOP)
        solver = self._solver
        parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
        result = run_interruptibly(lambda: solver.solve(params=parameters), stop)
        reason = result.termination.reason
        if reason in (
            mathopt.TerminationReason.INFEASIBLE,
            mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
        ):
            return None
        if reason != mathopt.TerminationReason.OPTIMAL:
            msg = f"the LP of the master ended with {reason}: {result.termination.detail}"
            raise RuntimeError(msg)
        values = np.zeros(self._model.num_columns)
        for variable, value in result.variable_values().items():
            values[variable.id] = value
        duals = np.zeros(self._model.num_rows)
        for row, dual in result.dual_values().items():
            duals[row.id] = dual
        return LpSolution(result.objective_value(), values, duals)


def _append(model: mathopt.Model, piece: LinearModel) -> None:
    """Add new rows and columns to a model the solver already holds."""
    low, high = piece.row_limits
    for lower, upper in zip(low.tolist(), high.tolist(), strict=True):
        model.add_linear_constraint(lb=lower, ub=upper)
    for worth in piece.objective.tolist():
        variable = model.add_variable(lb=0.0, ub=1.0)
        model.objective.set_linear_coefficient(variable, worth)
    entries = piece.matrix().tocoo()
    for row, column, value in zip(
        entries.row.tolist(), entries.col.tolist(), entries.data.tolist(), strict=True
    ):
        variable = model.get_variable(column, validate=False)
        model.get_linear_constraint(row, validate=False).set_coefficient(variable, value)
