"""Own an LP that grows by rows and columns and keeps its basis between solutions.

GLOP goes on from its last basis by itself where nothing but columns are new, or nothing but limits.
Where rows came too it begins from nothing, unless it is handed the basis: then a few dozen
iterations do what took thousands, since new rows begin slack and new columns at 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from mobilkontor.optimise.backend import StopRequest, run_interruptibly
from mobilkontor.optimise.effort import SECONDS, Clock, lp_work
from mobilkontor.optimise.linear_model import LinearModel

__all__ = ["IncrementalLp", "LpFailedError", "LpSolution"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


MAX_ITERATIONS = 30_000
ITERATIONS_PER_ROW = 10
"""Simplex iterations after which an LP counts as going round in circles, at least and by size."""

ASTRAY = (
    mathopt.TerminationReason.IMPRECISE,
    mathopt.TerminationReason.FEASIBLE,
    mathopt.TerminationReason.NO_SOLUTION_FOUND,
)

MISSING_ATTRIBUTE = "canonical_code"

MAX_WARM_ITERATIONS = 5_000
"""Iterations from the last basis after which an LP is solved from the start."""


class LpFailedError(RuntimeError):
    """The solver gave up on an LP; a defect unless a caller can do without."""


@dataclass(frozen=True, slots=True, eq=False)
class LpSolution:
    """An optimal solution.

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


class IncrementalLp:
    """The LP relaxation of a model that grows.

    Parameters
    ----------
    model : LinearModel
        The model to begin with; the LP grows on its own.
    clock : Clock
        Counts the work.
    keeps_basis : bool
        Whether later solves go on by the dual simplex, which suits an LP whose limits alone change;
        without it by the primal, which suits one that grows by columns.
    """

    def __init__(
        self, model: LinearModel, clock: Clock = SECONDS, *, keeps_basis: bool = False
    ) -> None:
        self._model, self._clock = model.copy(), clock
        self._keeps_basis = keeps_basis
        self._solver: mathopt.IncrementalSolver | None = None
        self._mathopt: mathopt.Model | None = None
        self._basis: mathopt.Basis | None = None

    @property
    def num_columns(self) -> int:
        """Number of columns."""
        return self._model.num_columns

    @property
    def model(self) -> LinearModel:
        """The model as it has grown."""
        return self._model

    def piece(self) -> LinearModel:
        """Return an empty model whose numbers go on where this one ends."""
        return self._model.piece()

    def grow(self, piece: LinearModel) -> None:
        """Add the rows, columns and coefficients of a piece."""
        self._model.append(piece)
        if self._mathopt is not None:
            _append(self._mathopt, piece)

    def limit(self, columns: Iterable[int], low: float, high: float) -> None:
        """Put some columns between new limits; the LP has been solved before."""
        assert self._mathopt is not None
        for column in columns:
            variable = self._mathopt.get_variable(int(column), validate=False)
            variable.lower_bound, variable.upper_bound = low, high

    def limit_rows(self, rows: IntArray, low: FloatArray, high: FloatArray) -> None:
        """Put some rows between new limits; the LP has been solved before."""
        assert self._mathopt is not None
        for row, least, most in zip(rows.tolist(), low.tolist(), high.tolist(), strict=True):
            constraint = self._mathopt.get_linear_constraint(row, validate=False)
            constraint.lower_bound, constraint.upper_bound = least, most

    def reward(self, columns: Iterable[int], worth_sek: float) -> None:
        """Give some columns a new worth; the LP has been solved before."""
        assert self._mathopt is not None
        for column in columns:
            variable = self._mathopt.get_variable(int(column), validate=False)
            self._mathopt.objective.set_linear_coefficient(variable, worth_sek)

    def solve(self, stop: StopRequest) -> LpSolution | None:
        """Solve the LP.

        Parameters
        ----------
        stop : StopRequest
            Ends the wait for the solver.

        Returns
        -------
        LpSolution or None
            None if the LP has no solution.

        Raises
        ------
        LpFailedError
            If the solver finds neither a solution nor that there is none.
        """
        try:
            result = self._first_or_next(stop)
        except LpFailedError:
            result = self._anew(mathopt.LPAlgorithm.DUAL_SIMPLEX, stop)
        if result.termination.reason in ASTRAY:
            # A basis that went astray, or goes round in circles: begin anew, the other way.
            result = self._anew(mathopt.LPAlgorithm.DUAL_SIMPLEX, stop)
        reason = result.termination.reason
        if reason in (
            mathopt.TerminationReason.INFEASIBLE,
            mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
        ):
            return None
        if reason != mathopt.TerminationReason.OPTIMAL:
            msg = f"the LP of the master ended with {reason}: {result.termination.detail}"
            raise LpFailedError(msg)
        values = np.zeros(self._model.num_columns)
        for variable, value in result.variable_values().items():
            values[variable.id] = value
        duals = np.zeros(self._model.num_rows)
        for row, dual in result.dual_values().items():
            duals[row.id] = dual
        return LpSolution(result.objective_value(), values, duals)

    def _first_or_next(self, stop: StopRequest) -> mathopt.SolveResult:
        """Return what the solver says of the LP, from the last basis if that is kept."""
        if self._mathopt is None:
            self._mathopt = self._model.to_mathopt(is_relaxed=True)
        if self._solver is None:
            return self._anew(mathopt.LPAlgorithm.PRIMAL_SIMPLEX, stop)
        if not self._keeps_basis:
            return self._attempt(
                mathopt.LPAlgorithm.PRIMAL_SIMPLEX, stop, basis=self._grown_basis()
            )
        result = self._attempt(mathopt.LPAlgorithm.DUAL_SIMPLEX, stop, MAX_WARM_ITERATIONS)
        if result.termination.limit is not None:
            # It may go in circles, which was seen once. GLOP does not say which limit it was.
            result = self._anew(mathopt.LPAlgorithm.PRIMAL_SIMPLEX, stop)
        return result

    def _grown_basis(self) -> mathopt.Basis | None:
        """Return the last basis with what is new beside it, None where GLOP needs no help."""
        model, last = self._mathopt, self._basis
        assert model is not None
        if last is None or len(last.constraint_status) == self._model.num_rows:
            return None
        rows, columns = dict(last.constraint_status), dict(last.variable_status)
        for row in range(len(rows), self._model.num_rows):
            rows[model.get_linear_constraint(row)] = mathopt.BasisStatus.BASIC
        for column in range(len(columns), self._model.num_columns):
            columns[model.get_variable(column)] = mathopt.BasisStatus.AT_LOWER_BOUND
        return mathopt.Basis(variable_status=columns, constraint_status=rows)

    def _anew(self, algorithm: mathopt.LPAlgorithm, stop: StopRequest) -> mathopt.SolveResult:
        """Return what a new solver says of the LP."""
        assert self._mathopt is not None
        self._solver = mathopt.IncrementalSolver(self._mathopt, mathopt.SolverType.GLOP)
        return self._attempt(algorithm, stop)

    def _attempt(
        self,
        algorithm: mathopt.LPAlgorithm,
        stop: StopRequest,
        iteration_limit: int | None = None,
        basis: mathopt.Basis | None = None,
    ) -> mathopt.SolveResult:
        """Return what the solver says of the LP, from a basis if there is one."""
        solver = self._solver
        assert solver is not None
        by_size = max(MAX_ITERATIONS, ITERATIONS_PER_ROW * self._model.num_rows)
        parameters = mathopt.SolveParameters(
            lp_algorithm=algorithm,
            # Presolve would throw the basis away.
            presolve=mathopt.Emphasis.OFF,
            iteration_limit=iteration_limit or by_size,
        )
        # Reading an answer takes as long as a few hundred iterations, so little is asked for.
        asked_for = mathopt.ModelSolveParameters(
            variable_values_filter=mathopt.SparseVectorFilter(skip_zero_values=True),
            dual_values_filter=mathopt.SparseVectorFilter(skip_zero_values=True),
            reduced_costs_filter=mathopt.SparseVectorFilter(filtered_items=()),
            initial_basis=basis,
        )
        try:
            result = run_interruptibly(
                lambda: solver.solve(params=parameters, model_params=asked_for), stop
            )
        except AttributeError as failure:
            # GLOP ended as "abnormal", which MathOpt 9.15 means to raise as an error of its own,
            # and fails to: the status that it reads has no such attribute.
            if MISSING_ATTRIBUTE not in str(failure):
                raise
            msg = f"the LP of the master ended: {failure.__context__}"
            raise LpFailedError(msg) from failure
        self._basis = result.solutions[0].basis if result.solutions else None
        iterations = result.solve_stats.simplex_iterations
        self._clock.spend(lp_work(iterations, self._model.num_entries))
        return result


def _append(model: mathopt.Model, piece: LinearModel) -> None:
    """Add new rows and columns to a model the solver already holds."""
    low, high = piece.row_limits
    for lower, upper in zip(low.tolist(), high.tolist(), strict=True):
        model.add_linear_constraint(lb=lower, ub=upper)
    for worth, most in zip(piece.objective.tolist(), piece.upper.tolist(), strict=True):
        variable = model.add_variable(lb=0.0, ub=most)
        model.objective.set_linear_coefficient(variable, worth)
    entries = piece.matrix().tocoo()
    for row, column, value in zip(
        entries.row.tolist(), entries.col.tolist(), entries.data.tolist(), strict=True
    ):
        variable = model.get_variable(column, validate=False)
        model.get_linear_constraint(row, validate=False).set_coefficient(variable, value)
