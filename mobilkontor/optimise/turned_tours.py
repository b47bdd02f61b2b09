"""Own tours driven the other way round.

Over a week whose days are alike, one of a tour and its reverse stands for both (`tours`). On the
days of a cycle they differ: a lock, a forbidden day or a weekday that visits share asks for one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.duties.dominance import group_keys
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.placed_tours import Tour

__all__ = ["with_turned_tours"]

IntArray = NDArray[np.int64]

NO_ROW = -1


def with_turned_tours(fleet: Fleet, number: int, tours: Sequence[Tour]) -> list[Tour]:
    """Return tours, and after them the same the other way round where that can be driven.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    number : int
        Who drives them.
    tours : sequence of tuple of int
        Rows of the pool by day of the tour.

    Returns
    -------
    list of tuple of int
        None twice. A tour the other way round has the cheapest duties
        that visit the same on every day.
    """
    duties = np.unique(np.array([duty for tour in tours for duty in tour], dtype=np.int64))
    turned = dict(zip(duties.tolist(), _turned_duties(fleet, number, duties).tolist(), strict=True))
    others = [tuple(turned[duty] for duty in reversed(tour)) for tour in tours if len(tour) > 1]
    driven = [other for other in others if NO_ROW not in other]
    # The first of the list are the most promising, and a neighbourhood may take them alone.
    return list(dict.fromkeys([*tours, *driven]))


def _turned_duties(fleet: Fleet, number: int, duties: IntArray) -> IntArray:
    """Return the cheapest duty that leads back from the end of each of some, ``NO_ROW`` if none."""
    pool, rows = fleet.pool(number), fleet.rows[number]
    there, back = _visits(pool, rows), _visits(pool, duties)
    back[:, [0, 1]] = back[:, [1, 0]]
    # Numbers from 0, as keys are made of them, though no option is -1.
    keys = group_keys(list((np.concatenate([there, back]) - NO_OPTION).T))
    _, kinds = np.unique(keys, return_inverse=True)
    cheapest = np.full(int(kinds.max(initial=-1)) + 1, NO_ROW, dtype=np.int64)
    dearest_first = np.lexsort([rows, fleet.cost_sek[number][rows]])[::-1]
    cheapest[kinds[: len(rows)][dearest_first]] = rows[dearest_first]
    return np.asarray(cheapest[kinds[len(rows) :]])


def _visits(pool: DutyPool, rows: IntArray) -> IntArray:
    """Return start, end, roads and options of duties, the options in the order of their numbers."""
    options = np.sort(pool.options[rows], axis=1)
    ends = (pool.start[rows], pool.end[rows], pool.roads[rows])
    return np.column_stack([*ends, options]).astype(np.int64)
