"""Dive towards a first plan of a cycle: fix tours that the LP likes, solve it again, and so on.

Tours are driven every week, every second week and so on, as most villages are visited: the LP over
these alone is nearly as good as that over all, and it has a fraction of the columns. The dive ends
while a third of the days is open: a MIP over these, with tours on any day, fills them better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

LIKELY = 0.45
"""LP value from which tours of other vehicles are fixed beside the largest, if nothing is demanded:
they leave less choice to the rest, which then may lack what is demanded."""

ENOUGH = 0.66
"""Share of all days at which the dive ends."""

IN_USE = 1e-4

MAX_LOSS = 0.01
"""Share of the value of the first LP that fixing a batch may lose; if more, it does not fit."""

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
    choice = _Choice.of(groups, LIKELY if not instance.demands_anything else SURE)
    lp = IncrementalLp(model, watch.clock, keeps_basis=True)
    fixed: set[int] = set()
    barred: set[int] = set()
    batch: list[int] = []
    least, loss = -np.inf, 0.0
    while not watch.is_over() and watch.elapsed_s < end_s and len(barred) < MAX_BARRED:
        try:
            solution = lp.solve(watch.stop)
        except LpFailedError:
            break  # What is fixed so far is a start as well.
        if solution is not None and (solution.objective_sek >= least or not batch):
            loss = loss or MAX_LOSS * abs(solution.objective_sek)
            least = solution.objective_sek - loss
            fixed |= set(batch)
            batch = choice.next_batch(solution.values, fixed | barred)
            if not batch or choice.days_of(fixed) >= ENOUGH * every_day.size:
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


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """The columns of all tours, the vehicle of each, and the days that it takes."""

    columns: IntArray
    vehicle: IntArray
    num_days: IntArray
    likely: float

    @classmethod
    def of(cls, groups: Sequence[TourColumns], likely: float) -> _Choice:
        """Return the columns of some groups; from ``likely`` on some are fixed together."""
        sizes = [group.columns.size for group in groups]
        empty = np.empty(0, dtype=np.int64)
        return cls(
            np.concatenate([empty, *(group.columns.ravel() for group in groups)]),
            np.repeat(np.array([g.vehicle for g in groups], dtype=np.int64), sizes),
            np.repeat(
                np.array([g.starts.shape[1] * g.duties.shape[1] for g in groups], dtype=np.int64),
                sizes,
            ),
            likely,
        )

    def days_of(self, columns: set[int]) -> int:
        """Return the days that some columns take together."""
        return int(self.num_days[np.isin(self.columns, list(columns))].sum())

    def next_batch(self, values: FloatArray, settled: set[int]) -> list[int]:
        """Return the columns to fix next, the largest first."""
        worth = values[self.columns]
        is_open = np.nonzero((worth > IN_USE) & ~np.isin(self.columns, list(settled)))[0]
        batch: list[int] = []
        taken: set[int] = set()
        for position in is_open[np.argsort(-worth[is_open], kind="stable")].tolist():
            vehicle, value = int(self.vehicle[position]), worth[position]
            if not batch or value >= SURE or (value >= self.likely and vehicle not in taken):
                batch.append(int(self.columns[position]))
                taken.add(vehicle)
        return batch
