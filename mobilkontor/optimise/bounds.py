r"""Own every bound that is printed, each with its proof.

**Weak duality.** Let :math:`\lambda` be any duals of the rows of the formulation and of the share
cuts, each of the sign its row allows. Moving these rows into the objective leaves every column of
the formulation free between 0 and its upper bound, and every vehicle :math:`m_k` paths through
the days (one, unless the cycle was folded or vehicles are alike):

.. math:: B(\lambda) = \sum_i (\lambda_i^+ b_i^{high} - \lambda_i^- b_i^{low})
    + \sum_j u_j \max(0, c_j - \lambda^T A_j)
    + \sum_k m_k \max_{paths\ P} \sum_{r \in P} \bar c_{krd}

No plan is worth more: it satisfies the rows, so the first sum is at least what it pays for them,
and its own columns and paths are among those maximised over. This holds for every
:math:`\lambda`, however the LP was solved and however exact its duals are; only the longest path
must be exact over all duties, and a path may repeat a stop, which loosens the bound but keeps it
true. Columns for missing visits are no part of a plan and are left out.

**Filter.** A plan that uses a column whose best path is worth :math:`\delta` less than the best
path of its vehicle is worth at most :math:`B(\lambda) - \delta`: replace one of the vehicle's
paths in the last sum. So the plans with such a column are bounded by :math:`B - \delta`, all
others by a MIP over the remaining columns, and both together by the larger of the two.
"""

from __future__ import annotations

import copy

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.linear_model import LinearModel

__all__ = ["BaseBound", "filtered_bound"]

FloatArray = NDArray[np.float64]


class BaseBound:
    """The part of the bound that the rows and the columns y and z give.

    Parameters
    ----------
    model : LinearModel
        Rows, those of the share cuts included, and columns y and z.
    missing_columns : ndarray of int64
        Columns that are no part of a plan.
    """

    def __init__(self, model: LinearModel, missing_columns: NDArray[np.int64]) -> None:
        self._low, self._high = model.row_limits
        self._matrix = model.matrix()
        self._objective = model.objective
        self._upper = model.upper
        self._upper[missing_columns] = 0.0

    @property
    def num_rows(self) -> int:
        """Number of rows."""
        return len(self._low)

    def limited(self, rows: NDArray[np.int64], low: FloatArray, high: FloatArray) -> BaseBound:
        """Return the same with other limits of some rows: a bound on the plans within them."""
        other = copy.copy(self)
        other.limit(rows, low, high)
        return other

    def limit(self, rows: NDArray[np.int64], low: FloatArray, high: FloatArray) -> None:
        """Put some rows between new limits."""
        self._low, self._high = self._low.copy(), self._high.copy()
        self._low[rows], self._high[rows] = low, high

    def legal(self, duals: FloatArray) -> FloatArray:
        """Return the duals of these rows with the signs their rows allow."""
        duals = duals[: len(self._low)].copy()
        duals[(duals > 0) & ~np.isfinite(self._high)] = 0.0
        duals[(duals < 0) & ~np.isfinite(self._low)] = 0.0
        return duals

    def value(self, duals: FloatArray) -> float:
        """Return the first two sums of the bound.

        Parameters
        ----------
        duals : ndarray of float64, shape (num_rows,)
            Duals from ``legal``.

        Returns
        -------
        float
            To be completed by the longest path of every vehicle [SEK].
        """
        limits = np.where(duals > 0, self._high, self._low)
        rows = float((duals * np.where(duals == 0, 0.0, limits)).sum())
        reduced = self._objective - self._matrix.T @ duals
        return rows + float((np.maximum(reduced, 0.0) * self._upper).sum())


def filtered_bound(bound_sek: float, slack_sek: float, mip_bound_sek: float) -> float:
    """Return the bound on all plans from a MIP over the columns within a slack.

    Parameters
    ----------
    bound_sek : float
        Bound on all plans from weak duality, whose duals chose the columns [SEK].
    slack_sek : float
        Every column within this slack is in the MIP [SEK].
    mip_bound_sek : float
        Proved bound of the MIP [SEK].

    Returns
    -------
    float
        Bound on all plans [SEK].
    """
    return min(bound_sek, max(mip_bound_sek, bound_sek - slack_sek))
