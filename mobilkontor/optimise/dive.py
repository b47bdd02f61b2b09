"""Dive to a first plan of a cycle: fix tours that the LP likes, solve it again, and so on.

Tours are driven every week, every second week and so on, as most villages are visited: the LP over
these alone is nearly as good as that over all, and it has a fraction of the columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.cycle_master import CycleMaster
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpFailedError
from mobilkontor.optimise.placed_tours import PlacedTour, Tour, TourColumns
from mobilkontor.optimise.watch import Watch

__all__ = ["dive"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

TOURS = 80
"""Tours by vehicle to choose from."""

SURE = 0.8
"""LP value from which a tour is fixed; else the largest is."""

IN_USE = 1e-4

MAX_LOSS = 0.02
"""Share of the value of the first LP that may be lost; tours that cost more do not fit."""

MAX_BARRED = 8
"""Tours that fit no more, after which the rest is left to `improve`."""


def dive(
    master: CycleMaster, tours: Sequence[Sequence[Tour]], watch: Watch, *, end_s: float
) -> tuple[PlacedTour, ...]:
    """Return tours that fit together, to be completed by `improve`.

    Parameters
    ----------
    master : CycleMaster
        Rows of the cycle.
    tours : sequence of sequence of tuple of int
        Tours to choose from by vehicle, the most promising first.
    watch : Watch
        Time and stop.
    end_s : float
        Time of the run at which to end [s].

    Returns
    -------
    tuple of PlacedTour
        May lack what is demanded.
    """
    instance = master.fleet.instance
    every_day = np.ones((len(instance.vehicles), instance.num_days), dtype=np.bool_)
    model, groups, _ = master.build([], [own[:TOURS] for own in tours], every_day, is_regular=True)
    lp = IncrementalLp(model, watch.clock)
    columns = _all_columns(groups)
    fixed: set[int] = set()
    barred: set[int] = set()
    batch: list[int] = []
    least = -np.inf
    while not watch.is_over() and watch.elapsed_s < end_s and len(barred) < MAX_BARRED:
        try:
            solution = lp.solve(watch.stop)
        except LpFailedError:
            break  # What is fixed so far is a start as well.
        if solution is not None and solution.objective_sek >= least:
            if least == -np.inf:
                least = solution.objective_sek - MAX_LOSS * abs(solution.objective_sek)
            fixed |= set(batch)
            batch = _next_batch(solution.values, columns, fixed | barred)
            if not batch:
                break
            lp.limit(batch, 1.0, 1.0)
        elif len(batch) > 1:
            # These do not fit together: the best of them alone may.
            lp.limit(batch[1:], 0.0, 1.0)
            batch = batch[:1]
        elif batch:
            lp.limit(batch, 0.0, 0.0)
            barred |= set(batch)
            batch = []
        else:
            break
    values = np.zeros(model.num_columns)
    values[sorted(fixed)] = 1.0
    return tuple(sorted(tour for group in groups for tour in group.chosen(values)))


def _all_columns(groups: Sequence[TourColumns]) -> IntArray:
    """Return the columns of all tours."""
    return np.concatenate([np.empty(0, dtype=np.int64), *(g.columns.ravel() for g in groups)])


def _next_batch(values: FloatArray, columns: IntArray, settled: set[int]) -> list[int]:
    """Return the columns to fix next, the largest first."""
    open_columns = columns[~np.isin(columns, list(settled))]
    worth = values[open_columns]
    order = np.argsort(-worth, kind="stable")
    sure = [int(open_columns[i]) for i in order if worth[i] >= SURE]
    if sure:
        return sure
    return [int(open_columns[i]) for i in order[:1] if worth[i] > IN_USE]
