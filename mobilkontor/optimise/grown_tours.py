"""Grow a list of tours by column generation over tours themselves.

Tours near the longest paths of a week are few, or serve little, where paths that visit a stop twice
are longer. The LP over a list of tours has duals of its own, and a beam (`tour_beam`) finds the
tours that are worth most under these; so list and LP grow until hardly anything is gained. The list
is what plans are made of. It proves nothing: bounds come from elsewhere.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.demanded_tours import plain_tours
from mobilkontor.optimise.effort import pricing_work
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpFailedError
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.tour_beam import TourBeam
from mobilkontor.optimise.tour_master import TourMaster, tour_entries
from mobilkontor.optimise.tours import NO_DUTY
from mobilkontor.optimise.watch import Watch

__all__ = ["grow_tours"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

TOURS_PER_ROUND = 150
"""Tours added by vehicle and round."""

MAX_ROUNDS = 20
PATIENCE = 2
LEAST_GAIN = 1e-3
"""Relative gain in so many rounds below which the list has grown enough."""

FAR = 0.02
"""Distance of the LP over tours from the bound, as a share of it, from which the list is poor."""

LEAST_WORTH_SEK = 0.5
"""Reduced cost from which a tour is added."""


def grow_tours(
    lp: MasterLp, tours: list[IntArray], bound_sek: float, watch: Watch
) -> tuple[list[IntArray], FloatArray | None]:
    """Return some tours and those that the LP over them asks for, if it is far below a bound.

    Parameters
    ----------
    lp : MasterLp
        LP of a week whose days are alike, with its fleet and rows.
    tours : list of ndarray of int64, shape (num_tours, num_days)
        Tours by vehicle, filled up with ``NO_DUTY``.
    bound_sek : float
        Bound that the LP over tours could come near to [SEK].
    watch : Watch
        Time and stop.

    Returns
    -------
    tours : list of ndarray of int64, shape (num_tours, num_days)
        These tours and more; the same where they will do.
    duals : ndarray of float64 or None
        Duals of the rows and of the vehicles' days in the LP over more tours, if there are more.
    """
    growth = _Growth(lp, tours, watch)
    values: list[float] = []
    while len(values) < MAX_ROUNDS and not watch.is_over():
        value_sek = growth.solve()
        if value_sek is None:
            break
        if not values and value_sek >= bound_sek - FAR * max(1.0, abs(bound_sek)):
            return tours, None
        values.append(value_sek)
        before = values[-1 - PATIENCE] if len(values) > PATIENCE else -np.inf
        if value_sek - before < LEAST_GAIN * max(1.0, abs(value_sek)) or not growth.add():
            break
    return growth.tours, growth.duals


class _Growth:
    """The LP over tours as it grows."""

    def __init__(self, lp: MasterLp, tours: list[IntArray], watch: Watch) -> None:
        self.fleet, self.formulation, self.watch = lp.fleet, lp.formulation, watch
        self.tours = [
            np.unique(np.concatenate([own, self._plain(number, own.shape[1])]), axis=0)
            for number, own in enumerate(tours)
        ]
        master = TourMaster(self.fleet, self.formulation, self.tours)
        self.day_row = master.day_row
        self.lp = IncrementalLp(lp.at_first_price(master.model), watch.clock)
        piece = self.lp.piece()
        master.add_tours(piece, np.arange(len(master)), is_integer=False)
        self.lp.grow(piece)
        self.known = [set(map(tuple, own.tolist())) for own in self.tours]
        self.duals: FloatArray | None = None
        self._graphs = lp.graphs

    def _plain(self, number: int, num_days: int) -> IntArray:
        """Return plain tours of a vehicle for all that is demanded."""
        instance = self.fleet.instance
        demands = [floor.stops for floor in instance.floors if floor.min_visits]
        demands += [(int(stop),) for stop in np.nonzero(instance.stop_is_promised)[0]]
        found = [tour for stops in demands for tour in plain_tours(self.fleet, number, stops)]
        plain = np.full((len(found), num_days), NO_DUTY, dtype=np.int64)
        for row, tour in enumerate(found):
            plain[row, : len(tour)] = tour
        return plain

    @cached_property
    def beams(self) -> list[TourBeam]:
        """Searches for more tours by vehicle, made once there is something to add."""
        return [TourBeam(self.fleet, graph) for graph in self._graphs]

    def solve(self) -> float | None:
        """Solve the LP, and return its value; None where the solver gives up."""
        try:
            solution = self.lp.solve(self.watch.stop)
        except LpFailedError:
            return None
        if solution is None:
            return None
        self.duals = solution.duals
        return solution.objective_sek

    def add(self) -> int:
        """Add the tours that are worth most, and return how many are new."""
        assert self.duals is not None
        duals, num_new = self.duals[: self.formulation.model.num_rows], 0
        for number, beam in enumerate(self.beams):
            self.watch.clock.spend(pricing_work(len(beam.graph.rows)))
            day_sek = float(self.duals[self.day_row[number]])
            found, worth_sek = beam.best(self.formulation, duals, day_sek, TOURS_PER_ROUND)
            num_new += self._add(number, found[worth_sek > LEAST_WORTH_SEK])
        return num_new

    def _add(self, number: int, tours: IntArray) -> int:
        """Add the tours of a vehicle that are new, and return how many they are."""
        is_new = [tour not in self.known[number] for tour in map(tuple, tours.tolist())]
        new = tours[is_new]
        if not len(new):
            return 0
        self.known[number].update(map(tuple, new.tolist()))
        self.tours[number] = np.concatenate([self.tours[number], new])
        piece = self.lp.piece()
        charge_sek = self.fleet.charge_sek(number)
        worth = -np.where(new == NO_DUTY, 0.0, charge_sek[new]).sum(axis=1)
        most = np.full(len(new), float(self.fleet.instance.paths_of(number)))
        columns = piece.add_columns(worth, upper=most)
        rows, which, values = tour_entries(
            self.fleet, self.formulation, number, new, int(self.day_row[number])
        )
        piece.add_entries(rows, columns[which], values)
        self.lp.grow(piece)
        return len(new)
