"""Grow a list of tours by column and cut generation over tours themselves.

Tours near the longest paths of a week are few, or serve little, where paths that visit a stop twice
are longer. The LP over a list of tours has duals of its own, and a beam (`tour_beam`) finds the
tours that are worth most under these. A tour counts in a share cut once, so cuts are tighter here,
and tours that are best without them are not those that plans are made of: the LP takes cuts and
tours in turn. So list and LP grow until hardly anything changes. It proves nothing: bounds come
from elsewhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.duty_values import duty_values
from mobilkontor.optimise.effort import Clock, pricing_work
from mobilkontor.optimise.incremental_lp import LpFailedError
from mobilkontor.optimise.share_cuts import touching_duties
from mobilkontor.optimise.tour_beam import DutyPrices, TourBeam
from mobilkontor.optimise.tour_graph import TourGraph
from mobilkontor.optimise.tour_lp import RestrictedTourLp

__all__ = ["grow_tours"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

TOURS_PER_ROUND = 100
"""Tours added by vehicle, length and round."""

MAX_ROUNDS = 12
"""Rounds of tours and cuts."""

PATIENCE = 3
LEAST_CHANGE = 2e-3
"""Relative change in so many rounds below which the list has grown enough."""

LEAST_WORTH = 1e-6
"""Reduced cost from which a tour is added, as a share of the bound."""

FAR = 0.002
"""Distance of the LP over tours from the bound, as a share of it, from which the list is poor."""

IN_USE_SEK = 1e-6
"""Dual from which a cut counts."""


def grow_tours(
    lp: RestrictedTourLp,
    graphs: tuple[TourGraph, ...],
    bound_sek: float,
    clock: Clock,
    stop: StopRequest,
    is_over: Callable[[], bool],
) -> None:
    """Add the tours to a master that the LP over its tours asks for, and the cuts it breaks.

    Parameters
    ----------
    lp : RestrictedTourLp
        LP over tours of a week whose days are alike.
    graphs : tuple of TourGraph
        Duties in play, by vehicle.
    bound_sek : float
        Bound that the LP over tours could come near to [SEK].
    clock : Clock
        Counts the work.
    stop : StopRequest
        Ends the wait for the solver.
    is_over : callable
        Tells that time is up.
    """
    growth = _Growth(lp, graphs, clock)
    values: list[float] = []
    while len(values) < MAX_ROUNDS and not is_over():
        try:
            pricing = lp.solve(stop, is_over)
        except LpFailedError:
            return
        if pricing is None:
            return
        if not values and pricing.bound_sek >= bound_sek - FAR * max(1.0, abs(bound_sek)):
            return
        values.append(pricing.bound_sek)
        last = values[-1 - PATIENCE :]
        is_still = max(last) - min(last) < LEAST_CHANGE * max(1.0, abs(last[-1]))
        if len(last) > PATIENCE and is_still:
            return
        num_new = growth.add(pricing.bound_sek)
        if not lp.add_cuts() and not num_new:
            return


class _Growth:
    """The tours of a master as they grow."""

    def __init__(self, lp: RestrictedTourLp, graphs: tuple[TourGraph, ...], clock: Clock) -> None:
        self.lp, self.master, self.graphs, self.clock = lp, lp.master, graphs, clock
        self.fleet = dataclasses.replace(self.master.fleet, cuts=(), touching=())
        self.beams = [TourBeam(self.fleet, graph) for graph in graphs]
        vehicle, duties = self.master.vehicle, self.master.duties
        self.known = [
            set(map(tuple, duties[vehicle == number].tolist())) for number in range(len(graphs))
        ]

    def add(self, bound_sek: float) -> int:
        """Add the tours that are worth most, and return how many are new."""
        num_new = 0
        least_sek = LEAST_WORTH * max(1.0, abs(bound_sek))
        duals = self.lp.duals
        for number, beam in enumerate(self.beams):
            self.clock.spend(pricing_work(len(beam.rows)))
            prices = self._prices(number, duals)
            found, _ = beam.best(prices, TOURS_PER_ROUND, least_sek)
            known = self.known[number]
            new = [tour for tour in map(tuple, found.tolist()) if tour not in known]
            known.update(new)
            if new:
                self.master.extend(number, np.array(new, dtype=np.int64))
            num_new += len(new)
        return num_new

    def _prices(self, number: int, duals: FloatArray) -> DutyPrices:
        """Return what the duties of a vehicle are worth, its day and the cuts included."""
        master, graph, beam = self.master, self.graphs[number], self.beams[number]
        plain = duty_values(self.fleet, master.formulation, graph, duals)
        cut_sek = duals[master.cut_row]
        used = np.nonzero(np.abs(cut_sek) > IN_USE_SEK)[0]
        cuts = [master.cuts[cut] for cut in used]
        pool = self.fleet.pool(number).take(graph.rows)
        touching = touching_duties(self.fleet.instance, pool, cuts)
        value = plain.values[0] + touching @ cut_sek[used] - duals[master.day_row[number]]
        value += np.where(beam.end == beam.home, 0.0, plain.arrival[0][beam.end])
        return DutyPrices(value, touching, cut_sek[used])
