r"""Own an LP that holds only the shares of residents that pay, and answers for all of them.

A place has a share z at every stop its residents could use, tens of them, and uses one to three.
Each share has a column and a row :math:`z \le \sum y`, so they are nine tenths of a master. Here a
share enters when it could raise the value, and the others are told apart by their duals:

**Why the answer is that of the whole LP.** A share s that is left out is 0, which keeps its row.
Give this row the dual :math:`\pi_s = \max(0, u_s - \text{what the other rows take})`; then the
column s is worth nothing under the duals. What is left to check are the columns y of the row: their
reduced costs fall behind by :math:`\pi_s`. If no column y with :math:`\pi_s > 0` in one of its rows
is in use or has a positive reduced cost, primal and dual solution are feasible for the whole LP and
complementary, so both are optimal: the LP is *settled*. Otherwise such shares enter and the LP is
solved again, at once or with the next columns. The bound of `bounds` needs none of this: it holds
for any duals.

All else is always in: rows that name shares (places, visitors, floors, cost and worth of earlier
goals), and the shares of new offices with theirs, which are few. What the other rows take is
whatever duals they have. With some shares left out the LP may have no solution although the whole
has one, as a new office that worth must pay for; so all shares enter before that is told.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.effort import SECONDS, Clock, pricing_work
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpSolution
from mobilkontor.optimise.linear_model import LinearModel

__all__ = ["ShareLp"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
NONE = -1

SHARES_PER_PLACE = 2
"""Shares of a place that enter at once: the best raise its dual, and the rest pay no more."""

TOLERANCE = 1e-7
"""Worth, relative to that of the best share, up to which a share pays nothing."""

IN_USE = 1e-9

LEAST_GAIN = 1e-3
"""Relative gain below which shares that enter wait for the next solution."""


class ShareLp:
    """The LP relaxation of a model that began with a formulation; rows and columns keep numbers.

    Parameters
    ----------
    model : LinearModel
        The model to begin with; the LP grows on its own.
    formulation : Formulation
        Tells which columns and rows are those of shares.
    clock : Clock
        Counts the work.

    Attributes
    ----------
    model : LinearModel
        The whole model as it has grown; new limits and worths do not reach it.
    is_settled : bool
        Whether the last solution is one of the whole LP, and not of a part that is worth less.
    """

    def __init__(
        self,
        model: LinearModel,
        formulation: Formulation,
        clock: Clock = SECONDS,
    ) -> None:
        self.model, self._clock = model.copy(), clock
        self._shares = _Shares(model, formulation)
        self._num_rows, self._num_columns = model.num_rows, model.num_columns
        self._row = np.full(model.num_rows, NONE, dtype=np.int64)
        self._column = np.full(model.num_columns, NONE, dtype=np.int64)
        self._row[np.delete(np.arange(model.num_rows), self._shares.row)] = 0
        self._column[np.delete(np.arange(model.num_columns), self._shares.column)] = 0
        inner = LinearModel()
        low, high = model.row_limits
        rows, columns = self._row != NONE, self._column != NONE
        self._row[rows] = inner.add_rows(low[rows], high[rows])
        self._column[columns] = inner.add_columns(
            model.objective[columns], upper=model.upper[columns]
        )
        self._copy_entries(model, inner)
        self._lp = IncrementalLp(inner, clock)
        self._enter(self._shares.best_of_places(formulation.share_met))
        self.is_settled = False

    @property
    def num_columns(self) -> int:
        """Number of columns, those left out included."""
        return self._num_columns

    def piece(self) -> LinearModel:
        """Return an empty model whose numbers go on where this one ends."""
        piece = LinearModel()
        piece.num_rows, piece.num_columns = self._num_rows, self._num_columns
        return piece

    def grow(self, piece: LinearModel) -> None:
        """Add the rows, columns and coefficients of a piece."""
        self.model.append(piece)
        self._num_rows, self._num_columns = piece.num_rows, piece.num_columns
        inner = self._lp.piece()
        low, high = piece.row_limits
        self._row = np.append(self._row, inner.add_rows(low, high))
        columns = inner.add_columns(piece.objective, upper=piece.upper)
        self._column = np.append(self._column, columns)
        self._shares.note(piece)
        self._copy_entries(piece, inner)
        self._lp.grow(inner)

    def limit(self, columns: Iterable[int], low: float, high: float) -> None:
        """Put some columns, none of them a share, between new limits."""
        self._lp.limit(self._column[list(columns)].tolist(), low, high)

    def limit_rows(self, rows: IntArray, low: FloatArray, high: FloatArray) -> None:
        """Put some rows, none of them of a share, between new limits, once the LP was solved."""
        self._lp.limit_rows(self._row[rows], low, high)

    def reward(self, columns: Iterable[int], worth_sek: float) -> None:
        """Give some columns, none of them a share, a new worth; the LP has been solved before."""
        self._lp.reward(self._column[list(columns)].tolist(), worth_sek)

    def solve(self, stop: StopRequest) -> LpSolution | None:
        """Solve the LP from the last basis.

        Parameters
        ----------
        stop : StopRequest
            Ends the wait for the solver.

        Returns
        -------
        LpSolution or None
            Values of all columns and duals of all rows; None if the LP has no solution.
        """
        last_sek = -np.inf
        while True:
            inner = self._lp.solve(stop)
            self._clock.spend(pricing_work(self._shares.takes.nnz))
            if inner is None and self._shares.is_in.all():
                return None
            if inner is None:
                self._enter(np.nonzero(~self._shares.is_in)[0])
                continue
            values = np.append(inner.values, 0.0)[self._column]
            duals = np.append(inner.duals, 0.0)[self._row]
            paying = self._shares.price(values, duals)
            entering = self._shares.best_of_places(paying)
            self._enter(entering)
            self.is_settled = not len(entering)
            gain = inner.objective_sek - last_sek
            if self.is_settled or gain < LEAST_GAIN * abs(inner.objective_sek):
                return LpSolution(inner.objective_sek, values, duals)
            last_sek = inner.objective_sek

    def _copy_entries(self, model: LinearModel, inner: LinearModel) -> None:
        """Copy the coefficients between rows and columns that are in."""
        rows, columns, values = model.entries
        rows, columns = self._row[rows], self._column[columns]
        is_in = (rows != NONE) & (columns != NONE)
        inner.add_entries(rows[is_in], columns[is_in], values[is_in])

    def _enter(self, entering: IntArray) -> None:
        """Add some shares, each with its row."""
        if not len(entering):
            return
        shares = self._shares
        shares.is_in[entering] = True
        piece = self._lp.piece()
        count = len(entering)
        self._row[shares.row[entering]] = piece.add_rows(np.full(count, -np.inf), np.zeros(count))
        self._column[shares.column[entering]] = piece.add_columns(shares.worth[entering])
        own = self._row[shares.row[entering]], self._column[shares.column[entering]]
        piece.add_entries(*own, 1.0)
        for matrix, is_of_row in ((shares.takes, False), (shares.levels, True)):
            part = matrix[entering].tocoo()
            if is_of_row:
                piece.add_entries(own[0][part.row], self._column[part.col], part.data)
            else:
                piece.add_entries(self._row[part.col], own[1][part.row], part.data)
        self._lp.grow(piece)


class _Shares:
    """What is known of all shares, and which of them are in the LP.

    Attributes
    ----------
    column, row : ndarray of int64, shape (num_shares,)
        Column and row of each.
    worth : ndarray of float64, shape (num_shares,)
        Worth of each [SEK].
    is_in : ndarray of bool, shape (num_shares,)
        Those in the LP.
    takes : csr_array, shape (num_shares, num_rows)
        Coefficients of the columns, those in the own rows left out.
    levels : csr_array, shape (num_shares, num_columns)
        Coefficients of the rows, the own column left out.
    """

    def __init__(self, model: LinearModel, formulation: Formulation) -> None:
        self.column, self.row = formulation.share_column, formulation.share_row
        self._place = formulation.share_place
        self.worth = model.objective[self.column]
        self.is_in = np.zeros(len(self.column), dtype=np.bool_)
        self._tolerance = TOLERANCE * max(1.0, float(self.worth.max(initial=0.0)))
        self._of_column = _positions(self.column, model.num_columns)
        self._of_row = _positions(self.row, model.num_rows)
        self._y = np.unique(np.concatenate([*formulation.level_columns, self.column[:0]]))
        self._objective = model.objective[self._y]
        rows, columns, values = model.entries
        of_y = _positions(self._y, model.num_columns)[columns]
        is_y = of_y != NONE
        shape = (len(self._y), model.num_rows)
        self._rows_of_y = csr_array((values[is_y], (of_y[is_y], rows[is_y])), shape=shape)
        share = self._of_row[rows]
        is_level = (share != NONE) & (self._of_column[columns] == NONE)
        shape = (len(self.column), model.num_columns)
        self.levels = csr_array(
            (values[is_level], (share[is_level], columns[is_level])), shape=shape
        )
        self._parts: list[tuple[IntArray, IntArray, FloatArray]] = []
        self.note(model)

    def note(self, piece: LinearModel) -> None:
        """Take note of a piece of the model: its rows may hold shares."""
        rows, columns, values = piece.entries
        is_old = columns < len(self._of_column)
        rows, columns, values = rows[is_old], columns[is_old], values[is_old]
        share = self._of_column[columns]
        is_own = np.append(self.row, NONE)[share] == rows
        kept = (share != NONE) & ~is_own
        self._parts.append((share[kept], rows[kept], values[kept]))
        share, rows, values = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        shape = (len(self.column), piece.num_rows)
        self.takes = csr_array((values, (share, rows)), shape=shape)

    def price(self, values: FloatArray, duals: FloatArray) -> FloatArray:
        """Set the duals of the rows left out, and return what each share could bring.

        Parameters
        ----------
        values : ndarray of float64
            Value of every column.
        duals : ndarray of float64
            Dual of every row; those of the rows left out are changed here.

        Returns
        -------
        ndarray of float64, shape (num_shares,)
            0 for shares that cannot raise the value of the LP [SEK].
        """
        excess = np.maximum(self.worth - self.takes @ duals[: self.takes.shape[1]], 0.0)
        excess[self.is_in] = 0.0
        out = ~self.is_in
        duals[self.row[out]] = excess[out]
        reduced = self._objective - self._rows_of_y @ duals[: self._rows_of_y.shape[1]]
        could_rise = np.zeros(self.levels.shape[1])
        could_rise[self._y] = (reduced > self._tolerance) | (values[self._y] > IN_USE)
        pays = (abs(self.levels) @ could_rise > 0) & (excess > self._tolerance)
        return np.where(pays, excess, 0.0)

    def best_of_places(self, worth: FloatArray) -> IntArray:
        """Return the shares of largest positive worth, a few of every place."""
        order = np.lexsort([-worth, self._place])
        order = order[worth[order] > 0.0]
        places = self._place[order]
        rank = np.arange(len(order)) - np.searchsorted(places, places)
        return order[rank < SHARES_PER_PLACE]


def _positions(numbers: IntArray, size: int) -> IntArray:
    """Return the position of each number in a list, ``NONE`` for those not in it."""
    positions = np.full(size, NONE, dtype=np.int64)
    positions[numbers] = np.arange(len(numbers))
    return positions
