"""Own the duty pool: duties of one profile as arrays, and whether they are all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

__all__ = ["NO_OPTION", "DutyPool"]

IntArray = NDArray[np.int64]

NO_OPTION = -1


@dataclass(frozen=True, slots=True, eq=False)
class DutyPool:
    """Duties of one profile, one per row.

    Attributes
    ----------
    start, end : ndarray of int64, shape (num_duties,)
        Nodes where the duty starts and ends.
    options : ndarray of int64, shape (num_duties, max_stops)
        Options in order of visit, filled up with ``NO_OPTION``.
    num_stops : ndarray of int64, shape (num_duties,)
        Stops of each duty.
    driving_s, working_s, distance_m : ndarray of int64, shape (num_duties,)
        Driving time, working time without breaks, distance.
    elapsed_s : ndarray of int64, shape (num_duties,)
        Working time and breaks.
    earliest_start_s, latest_start_s : ndarray of int64, shape (num_duties,)
        Clock between which the duty can start.
    break_plan : ndarray of int64, shape (num_duties,)
        Position in ``break_plans(num_stops, rules)``.
    is_complete : bool
        Whether every feasible duty of the profile is here or dominated by one that is.
    """

    start: IntArray
    end: IntArray
    options: IntArray
    num_stops: IntArray
    driving_s: IntArray
    working_s: IntArray
    distance_m: IntArray
    elapsed_s: IntArray
    earliest_start_s: IntArray
    latest_start_s: IntArray
    break_plan: IntArray
    is_complete: bool

    def __len__(self) -> int:
        """Return the number of duties."""
        return len(self.start)

    def take(self, rows: IntArray | NDArray[np.bool_]) -> DutyPool:
        """Return a pool of some of the duties."""
        arrays = {name: getattr(self, name)[rows] for name in _ARRAYS}
        return DutyPool(**arrays, is_complete=self.is_complete)

    def visits(self, num_options: int) -> csr_array:
        """Return the matrix of visits, duties by options, for pricing by one product.

        Parameters
        ----------
        num_options : int
            Options of the instance.

        Returns
        -------
        csr_array of float64, shape (num_duties, num_options)
            1 where the duty visits the option.
        """
        row, column = np.nonzero(self.options != NO_OPTION)
        shape = (len(self), num_options)
        ones = np.ones(len(row))
        return csr_array((ones, (row, self.options[row, column])), shape=shape)


_ARRAYS = tuple(name for name in DutyPool.__slots__ if name != "is_complete")


def concatenate(pools: list[DutyPool], *, is_complete: bool) -> DutyPool:
    """Return one pool of several, in their order.

    Parameters
    ----------
    pools : list of DutyPool
        At least one pool.
    is_complete : bool
        Whether the whole is complete.

    Returns
    -------
    DutyPool
        All duties.
    """
    width = max(pool.options.shape[1] for pool in pools)

    def stacked(name: str) -> IntArray:
        """Return one array of all pools, options filled up to the longest duty."""
        arrays = [getattr(pool, name) for pool in pools]
        if name == "options":
            arrays = [
                np.pad(a, ((0, 0), (0, width - a.shape[1])), constant_values=NO_OPTION)
                for a in arrays
            ]
        return np.concatenate(arrays)

    return DutyPool(**{name: stacked(name) for name in _ARRAYS}, is_complete=is_complete)
