"""Own the duty pool: duties of one profile as arrays, and whether they are all."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.duties.dominance import group_keys

__all__ = ["NO_OPTION", "DutyPool", "concatenate", "over_states"]

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
    roads : ndarray of int64, shape (num_duties,)
        States of the roads in which the duty can be driven so, as a sum of ``1 << state``.
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
    roads: IntArray
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


def over_states(pools: dict[int, DutyPool]) -> DutyPool:
    """Return one pool of those of all states of the roads; duties alike in all become one.

    Parameters
    ----------
    pools : dict of int to DutyPool
        Duties by state, at least one state.

    Returns
    -------
    DutyPool
        Each duty with the states that it can be driven in.
    """
    if len(pools) == 1:
        ((state, pool),) = pools.items()
        return replace(pool, roads=np.full(len(pool), 1 << state))
    is_complete = all(pool.is_complete for pool in pools.values())
    every = concatenate(list(pools.values()), is_complete=is_complete)
    states = np.repeat(list(pools), [len(pool) for pool in pools.values()])
    columns = [getattr(every, name) for name in _ARRAYS if name not in ("options", "roads")]
    keys = group_keys([*columns, *(every.options - NO_OPTION).T])
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    roads = np.zeros(len(first), dtype=np.int64)
    np.bitwise_or.at(roads, number, np.left_shift(1, states))
    order = np.argsort(first)
    return replace(every.take(first[order]), roads=roads[order])
