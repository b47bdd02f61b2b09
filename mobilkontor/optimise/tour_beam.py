"""Search tours of great value under some duals, the best few beginnings of each kind at a time.

A longest path of `tour_graph` may visit a stop twice, and where the best ones all do, no tour lies
near them. Here only tours grow: from every place, after every day, the most valuable beginnings are
kept, so what is found are tours, though not always the best. Nothing is proved by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.master import Fleet, duty_values
from mobilkontor.optimise.tour_graph import TourGraph
from mobilkontor.optimise.tours import NO_DUTY

__all__ = ["TourBeam"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BitArray = NDArray[np.uint64]

WIDTH = 40
"""Beginnings kept at each place after each day."""

DUTIES_PER_LEG = 60
"""Duties from one place to another that they grow by."""

WORD = 64


@dataclass(frozen=True, slots=True, eq=False)
class _Beginnings:
    """Tours begun that stand at one place.

    Attributes
    ----------
    value : ndarray of float64, shape (num,)
        What they are worth so far [SEK].
    visited : ndarray of uint64, shape (num, num_words)
        Stops visited, one bit each.
    working_s, driving_s : ndarray of int64, shape (num,)
        What they use of a week.
    duties : ndarray of int64, shape (num, num_days)
        Rows of the pool, filled up with ``NO_DUTY``.
    """

    value: FloatArray
    visited: BitArray
    working_s: IntArray
    driving_s: IntArray
    duties: IntArray


class TourBeam:
    """The duties of one vehicle, ready to be made tours of.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties of a week whose days are alike.
    graph : TourGraph
        The vehicle's places and duties.
    """

    def __init__(self, fleet: Fleet, graph: TourGraph) -> None:
        instance, pool = fleet.instance, fleet.pool(graph.vehicle)
        vehicle = instance.vehicles[graph.vehicle]
        rules = instance.profiles[vehicle.profile].rules
        self.fleet, self.graph, self.pool = fleet, graph, pool
        self.num_words = -(-instance.num_stops // WORD)
        self.start = np.searchsorted(graph.places, pool.start[graph.rows])
        self.end = np.searchsorted(graph.places, pool.end[graph.rows])
        self.leg = self.start * len(graph.places) + self.end
        self.home = int(np.searchsorted(graph.places, vehicle.depot))
        self.stop_of_option = np.append(instance.option_stop, NO_OPTION)
        self.max_working_s = rules.max_weekly_working_s or np.iinfo(np.int64).max
        self.max_driving_s = rules.max_weekly_driving_s or np.iinfo(np.int64).max
        nights = vehicle.max_nights_per_week
        self.max_days = min(graph.num_days, graph.num_days if nights is None else nights + 1)

    def best(
        self, formulation: Formulation, duals: FloatArray, day_sek: float, count: int
    ) -> tuple[IntArray, FloatArray]:
        """Return the most valuable tours found.

        Parameters
        ----------
        formulation : Formulation
            Rows.
        duals : ndarray of float64
            Their duals.
        day_sek : float
            Price of a day of the vehicle [SEK].
        count : int
            Tours wanted.

        Returns
        -------
        duties : ndarray of int64, shape (num_tours, num_days)
            Rows of the pool by day of the tour, filled up with ``NO_DUTY``; the best first.
        value : ndarray of float64, shape (num_tours,)
            Reduced cost of each [SEK].
        """
        prices = duty_values(self.fleet, formulation, self.graph, duals)
        value = prices.values[0] + prices.arrival[0][self.end] * (self.end != self.home) - day_sek
        legs = self._legs(value)
        standing = {self.home: self._nothing()}
        duties, worth = [self._nothing().duties[:0]], [np.empty(0)]
        for day in range(self.max_days):
            grown: dict[int, list[_Beginnings]] = {}
            for place, begun in standing.items():
                for end, rows in legs.get(place, {}).items():
                    if end != self.home and day + 1 >= self.max_days:
                        continue
                    grown.setdefault(end, []).append(self._grow(begun, rows, value[rows], day))
            standing = {end: self._kept(parts, WIDTH) for end, parts in grown.items()}
            finished = grown.get(self.home)
            if finished is not None:
                tours = self._kept(finished, count)
                duties.append(tours.duties)
                worth.append(tours.value)
                del standing[self.home]
        every = np.concatenate(worth)
        order = np.argsort(-every, kind="stable")[:count]
        return np.concatenate(duties)[order], every[order]

    def _legs(self, value: FloatArray) -> dict[int, dict[int, IntArray]]:
        """Return the most valuable duties from each place to each other."""
        order = np.lexsort([-value, self.leg])
        leg = self.leg[order]
        first = np.searchsorted(leg, leg, side="left")
        order = order[np.arange(len(leg)) - first < DUTIES_PER_LEG]
        legs: dict[int, dict[int, IntArray]] = {}
        if len(order):
            changes = np.nonzero(np.diff(self.leg[order]))[0] + 1
            for rows in np.split(order, changes):
                legs.setdefault(int(self.start[rows[0]]), {})[int(self.end[rows[0]])] = rows
        return legs

    def _nothing(self) -> _Beginnings:
        """Return the one beginning without duties."""
        zero = np.zeros(1, dtype=np.int64)
        return _Beginnings(
            np.zeros(1),
            np.zeros((1, self.num_words), dtype=np.uint64),
            zero,
            zero,
            np.full((1, self.graph.num_days), NO_DUTY, dtype=np.int64),
        )

    def _bits(self, duties: IntArray) -> BitArray:
        """Return the stops of duties of the pool, one bit each."""
        bits = np.zeros((len(duties), self.num_words), dtype=np.uint64)
        for stop in self.stop_of_option[self.pool.options[duties]].T:
            row = np.nonzero(stop != NO_OPTION)[0]
            bit = np.uint64(1) << (stop[row] % WORD).astype(np.uint64)
            bits[row, stop[row] // WORD] |= bit
        return bits

    def _grow(self, begun: _Beginnings, rows: IntArray, value: FloatArray, day: int) -> _Beginnings:
        """Return the most valuable beginnings after one of some duties."""
        duties = self.graph.rows[rows]
        bits = self._bits(duties)
        working_s = begun.working_s[:, None] + self.pool.working_s[duties]
        driving_s = begun.driving_s[:, None] + self.pool.driving_s[duties]
        fits = (working_s <= self.max_working_s) & (driving_s <= self.max_driving_s)
        for word in range(self.num_words):
            fits &= (begun.visited[:, word, None] & bits[None, :, word]) == 0
        first, then = np.nonzero(fits)
        total = begun.value[first] + value[then]
        after = begun.duties[first]
        after[:, day] = duties[then]
        return _Beginnings(
            total,
            begun.visited[first] | bits[then],
            working_s[first, then],
            driving_s[first, then],
            after,
        )

    def _kept(self, parts: list[_Beginnings], count: int) -> _Beginnings:
        """Return the most valuable of some beginnings, of equal visits the best one."""
        value = np.concatenate([part.value for part in parts])
        visited = np.concatenate([part.visited for part in parts])
        order = np.argsort(-value, kind="stable")[: 4 * count]
        _, first = np.unique(visited[order], axis=0, return_index=True)
        kept = order[np.sort(first)[:count]]
        return _Beginnings(
            value[kept],
            visited[kept],
            np.concatenate([part.working_s for part in parts])[kept],
            np.concatenate([part.driving_s for part in parts])[kept],
            np.concatenate([part.duties for part in parts])[kept],
        )
