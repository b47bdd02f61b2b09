"""Own tours that go around closed roads.

The folded week ranks tours as if all roads were open, since most weeks have them so. In a week with
a closed road a plan wants the same visits on another way, if there is one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.duties.dominance import group_keys
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.placed_tours import Tour

__all__ = ["with_detours"]

IntArray = NDArray[np.int64]

NO_ROW = -1


def with_detours(
    fleet: Fleet, number: int, tours: Sequence[Tour], states: Sequence[int]
) -> Sequence[Tour]:
    """Return tours, each followed by the ways to drive it in other states of the roads.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    number : int
        Who drives them.
    tours : sequence of tuple of int
        Rows of the pool by day of the tour.
    states : sequence of int
        States that the roads are in on some day.

    Returns
    -------
    sequence of tuple of int
        None twice. A tour on another way has the cheapest duties that start, end and visit the
        same; it is left out where a day has none.
    """
    if len(states) < 2:
        return tours
    duties = np.unique(np.array([duty for tour in tours for duty in tour], dtype=np.int64))
    ways = []
    for state in states:
        around = _cheapest_in_state(fleet, number, duties, state)
        ways.append(dict(zip(duties.tolist(), around.tolist(), strict=True)))
    # A tour stands beside its detours, as a neighbourhood may take the first of the list alone.
    every = [
        way
        for tour in tours
        for way in (tour, *(tuple(around[duty] for duty in tour) for around in ways))
        if NO_ROW not in way
    ]
    return list(dict.fromkeys(every))


def _cheapest_in_state(fleet: Fleet, number: int, duties: IntArray, state: int) -> IntArray:
    """Return the cheapest duty of a state that does as each of some does, ``NO_ROW`` if none."""
    pool, rows = fleet.pool(number), fleet.rows[number]
    rows = rows[(pool.roads[rows] >> state & 1) == 1]
    keys = group_keys(list(np.concatenate([_work(pool, rows), _work(pool, duties)]).T))
    _, kinds = np.unique(keys, return_inverse=True)
    cheapest = np.full(int(kinds.max(initial=-1)) + 1, NO_ROW, dtype=np.int64)
    dearest_first = np.lexsort([rows, fleet.cost_sek[number][rows]])[::-1]
    cheapest[kinds[: len(rows)][dearest_first]] = rows[dearest_first]
    return np.asarray(cheapest[kinds[len(rows) :]])


def _work(pool: DutyPool, rows: IntArray) -> IntArray:
    """Return start, end and options of duties as numbers from 0, options by their numbers."""
    options = np.sort(pool.options[rows], axis=1) - NO_OPTION
    return np.column_stack([pool.start[rows], pool.end[rows], options]).astype(np.int64)
