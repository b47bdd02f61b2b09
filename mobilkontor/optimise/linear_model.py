"""Own the arrays of a linear model while it is built, and hand them to MathOpt in one piece.

Adding columns one by one through the solver's own objects takes most of a minute for a master of
this size; arrays take less than a second.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from scipy.sparse import coo_array, csc_array

__all__ = ["NO_ROW", "LinearModel"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

NO_ROW = -1
"""Stands for a row or column that a model does not have."""


class LinearModel:
    """A maximisation over columns between 0 and their upper bounds."""

    def __init__(self) -> None:
        self._columns: list[tuple[FloatArray, FloatArray, NDArray[np.bool_]]] = []
        self._rows: list[tuple[FloatArray, FloatArray]] = []
        self._entries: list[tuple[IntArray, IntArray, FloatArray]] = []
        self.num_columns = 0
        self.num_rows = 0

    def add_columns(
        self, objective: ArrayLike, *, upper: ArrayLike = 1.0, is_integer: bool = False
    ) -> IntArray:
        """Add columns and return their numbers.

        Parameters
        ----------
        objective : array_like of float
            Worth of each new column.
        upper : float or array_like of float
            Upper bound of each, or of them all.
        is_integer : bool
            Whether they are integer.

        Returns
        -------
        ndarray of int64
            Numbers of the new columns.
        """
        worth = np.asarray(objective, dtype=np.float64)
        count = len(worth)
        most = np.array(np.broadcast_to(np.asarray(upper, dtype=np.float64), (count,)))
        self._columns.append((worth, most, np.full(count, is_integer)))
        self.num_columns += count
        return np.arange(self.num_columns - count, self.num_columns)

    def add_rows(self, lower: ArrayLike, upper: ArrayLike) -> IntArray:
        """Add rows between limits and return their numbers."""
        low = np.asarray(lower, dtype=np.float64)
        self._rows.append((low, np.asarray(upper, dtype=np.float64)))
        self.num_rows += len(low)
        return np.arange(self.num_rows - len(low), self.num_rows)

    def add_entries(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Add coefficients; a scalar stands for as many as there are rows."""
        row, column, value = np.broadcast_arrays(rows, columns, values)
        self._entries.append(
            (row.astype(np.int64), column.astype(np.int64), value.astype(np.float64))
        )

    def shift_row_limits(self, shift: FloatArray) -> None:
        """Add a number to both limits of every row that there is."""
        low, high = self.row_limits
        self._rows = [(low + shift, high + shift)]

    def limit_rows(self, rows: IntArray, low: ArrayLike, high: ArrayLike) -> None:
        """Put some rows between new limits."""
        lows, highs = self.row_limits
        lows[rows], highs[rows] = low, high
        self._rows = [(lows, highs)]

    def change_objective(self, columns: IntArray, worth: float) -> None:
        """Give some columns another worth."""
        objective = self.objective
        objective[columns] = worth
        integers = np.concatenate([np.empty(0, bool), *(part[2] for part in self._columns)])
        self._columns = [(objective, self.upper, integers)]

    def append(self, piece: LinearModel) -> None:
        """Take over the rows, columns and coefficients of a piece that began where this ends."""
        self._columns += piece._columns
        self._rows += piece._rows
        self._entries += piece._entries
        self.num_columns, self.num_rows = piece.num_columns, piece.num_rows

    def piece(self) -> LinearModel:
        """Return an empty model whose numbers go on where this one ends."""
        piece = LinearModel()
        piece.num_columns, piece.num_rows = self.num_columns, self.num_rows
        return piece

    @property
    def objective(self) -> FloatArray:
        """Worth of every column."""
        return np.concatenate([np.empty(0), *(part[0] for part in self._columns)])

    @property
    def upper(self) -> FloatArray:
        """Upper bound of every column."""
        return np.concatenate([np.empty(0), *(part[1] for part in self._columns)])

    @property
    def row_limits(self) -> tuple[FloatArray, FloatArray]:
        """Lower and upper limit of every row."""
        low = np.concatenate([np.empty(0), *(part[0] for part in self._rows)])
        high = np.concatenate([np.empty(0), *(part[1] for part in self._rows)])
        return low, high

    @property
    def num_entries(self) -> int:
        """Number of coefficients given, each as often as it is given."""
        return sum(len(part[0]) for part in self._entries)

    @property
    def entries(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Row, column and value of every coefficient."""
        rows = np.concatenate([np.empty(0, dtype=np.int64), *(e[0] for e in self._entries)])
        columns = np.concatenate([np.empty(0, dtype=np.int64), *(e[1] for e in self._entries)])
        values = np.concatenate([np.empty(0), *(e[2] for e in self._entries)])
        return rows, columns, values

    def matrix(self) -> csc_array:
        """Return the coefficients, rows by columns."""
        rows, columns, values = self.entries
        shape = (self.num_rows, self.num_columns)
        return csc_array(coo_array((values, (rows, columns)), shape=shape))

    def copy(self) -> LinearModel:
        """Return a model that can grow on its own."""
        other = LinearModel()
        other._columns = list(self._columns)
        other._rows = list(self._rows)
        other._entries = list(self._entries)
        other.num_columns, other.num_rows = self.num_columns, self.num_rows
        return other

    def to_mathopt(
        self, *, is_relaxed: bool = False, whole: IntArray | None = None
    ) -> mathopt.Model:
        """Return the model for a solver; ids are column and row numbers.

        Parameters
        ----------
        is_relaxed : bool
            Whether integer columns become continuous.
        whole : ndarray of int64 or None
            The columns that are integer, if they are others than the model says.

        Returns
        -------
        mathopt.Model
            A copy: later changes here do not reach it.
        """
        proto = model_pb2.ModelProto()
        variables, rows = proto.variables, proto.linear_constraints
        variables.ids.extend(range(self.num_columns))
        variables.lower_bounds.extend([0.0] * self.num_columns)
        variables.upper_bounds.extend(self.upper.tolist())
        is_integer = np.concatenate([np.empty(0, bool), *(part[2] for part in self._columns)])
        if whole is not None:
            is_integer = np.isin(np.arange(self.num_columns), whole)
        variables.integers.extend((is_integer & (not is_relaxed)).tolist())
        low, high = self.row_limits
        rows.ids.extend(range(self.num_rows))
        rows.lower_bounds.extend(low.tolist())
        rows.upper_bounds.extend(high.tolist())
        proto.objective.maximize = True
        objective = self.objective
        worth = np.nonzero(objective)[0]
        proto.objective.linear_coefficients.ids.extend(worth.tolist())
        proto.objective.linear_coefficients.values.extend(objective[worth].tolist())
        by_row = self.matrix().tocsr()
        by_row.eliminate_zeros()
        by_row.sort_indices()
        entries = by_row.tocoo()
        proto.linear_constraint_matrix.row_ids.extend(entries.row.tolist())
        proto.linear_constraint_matrix.column_ids.extend(entries.col.tolist())
        proto.linear_constraint_matrix.coefficients.extend(entries.data.tolist())
        return mathopt.Model.from_model_proto(proto)
