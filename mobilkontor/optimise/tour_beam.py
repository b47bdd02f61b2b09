"""Search the tours worth most under some duals, the most promising beginnings of each kind at once.

A longest path of `tour_graph` may visit a stop twice, and where the best ones all do, no tour lies
near them. It also counts in a share cut once for every duty that touches the cut, a tour but once.
Here tours grow duty by duty and know what they have visited and touched, so their values are exact.
How much they can still gain is estimated by a longest path from where they stand; after every day
the most promising are kept. So what is found are tours, though not always the best, and nothing is
proved by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.tour_graph import TourGraph
from mobilkontor.optimise.tours import NO_DUTY, WORD

__all__ = ["DutyPrices", "TourBeam"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BitArray = NDArray[np.uint64]

WIDTH = 60
"""Beginnings kept at each place after each day."""

DUTIES_PER_LEG = 150
"""Duties from one place to another that they grow by."""

MAX_PAIRS = 1_000_000
"""Beginnings times duties looked at in one piece."""


@dataclass(frozen=True, slots=True, eq=False)
class DutyPrices:
    """What the duties of a vehicle are worth under some duals.

    Attributes
    ----------
    value : ndarray of float64, shape (num_duties,)
        Worth of each duty in play, every cut that it touches included [SEK].
    touching : csr_array, shape (num_duties, num_cuts)
        1 where a duty touches a share cut.
    cut_sek : ndarray of float64, shape (num_cuts,)
        What touching each cut is worth [SEK].
    """

    value: FloatArray
    touching: csr_array
    cut_sek: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Beginnings:
    """Tours begun.

    Attributes
    ----------
    value, promise : ndarray of float64, shape (num,)
        What they are worth so far, and may be worth when they end [SEK].
    visited : ndarray of uint64, shape (num, num_words)
        Stops visited, one bit each.
    touched : ndarray of float64, shape (num, num_cuts)
        1 where they have touched a cut.
    working_s, driving_s : ndarray of int64, shape (num,)
        What they use of a week.
    duties : ndarray of int64, shape (num, num_days)
        Rows of the pool, filled up with ``NO_DUTY``.
    """

    value: FloatArray
    promise: FloatArray
    visited: BitArray
    touched: FloatArray
    working_s: IntArray
    driving_s: IntArray
    duties: IntArray

    def take(self, chosen: IntArray) -> _Beginnings:
        """Return some of them."""
        return _Beginnings(*(getattr(self, name)[chosen] for name in self.__slots__))

    @staticmethod
    def join(parts: list[_Beginnings]) -> _Beginnings:
        """Return all of them together."""
        names = _Beginnings.__slots__
        return _Beginnings(
            *(np.concatenate([getattr(own, name) for own in parts]) for name in names)
        )

    def best(self, count: int) -> _Beginnings:
        """Return the most promising; of those that visit the same stops the one worth most."""
        order = np.argsort(-self.value, kind="stable")
        _, first = np.unique(self.visited[order], axis=0, return_index=True)
        chosen = order[np.sort(first)]
        chosen = chosen[np.argsort(-self.promise[chosen], kind="stable")]
        return self.take(chosen[:count])


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
        self.rows, self.num_days, self.num_places = graph.rows, graph.num_days, len(graph.places)
        self.start = np.searchsorted(graph.places, pool.start[graph.rows])
        self.end = np.searchsorted(graph.places, pool.end[graph.rows])
        self.home = int(np.searchsorted(graph.places, vehicle.depot))
        self.working_s = pool.working_s[graph.rows]
        self.driving_s = pool.driving_s[graph.rows]
        self.visited = _visited(fleet, pool.options[graph.rows])
        self.max_working_s = rules.max_weekly_working_s or np.iinfo(np.int64).max
        self.max_driving_s = rules.max_weekly_driving_s or np.iinfo(np.int64).max
        nights = vehicle.max_nights_per_week
        self.max_days = min(graph.num_days, graph.num_days if nights is None else nights + 1)

    def best(self, prices: DutyPrices, count: int, least_sek: float) -> tuple[IntArray, FloatArray]:
        """Return the most valuable tours found.

        Parameters
        ----------
        prices : DutyPrices
            Worth of the duties.
        count : int
            Tours wanted of each length.
        least_sek : float
            Worth from which a tour is wanted [SEK].

        Returns
        -------
        duties : ndarray of int64, shape (num_tours, num_days)
            Rows of the pool by day of the tour, filled up with ``NO_DUTY``; the best first.
        value : ndarray of float64, shape (num_tours,)
            Worth of each [SEK].
        """
        to_end = self._most_to_end(prices.value)
        standing = {self.home: self._nothing(len(prices.cut_sek))}
        finished = [self._nothing(len(prices.cut_sek)).take(np.empty(0, dtype=np.int64))]
        for day in range(self.max_days):
            gain = prices.value + to_end[self.max_days - day - 1][self.end]
            grown: dict[int, list[_Beginnings]] = {}
            for place, begun in standing.items():
                for end, after in self._grow(begun, place, prices, gain, least_sek, day, count):
                    grown.setdefault(end, []).append(after)
            kept = {
                end: _Beginnings.join(parts).best(count if end == self.home else WIDTH)
                for end, parts in grown.items()
            }
            if self.home in kept:
                finished.append(kept.pop(self.home))
            standing = {end: begun for end, begun in kept.items() if len(begun.value)}
        every = _Beginnings.join(finished)
        order = np.argsort(-every.value, kind="stable")
        return every.duties[order], every.value[order]

    def _most_to_end(self, value: FloatArray) -> list[FloatArray]:
        """Return what duties add at most from each place to the end, by the days left for them."""
        at_home = np.full(self.num_places, -np.inf)
        at_home[self.home] = 0.0
        found = [at_home]
        for _ in range(self.max_days):
            most = at_home.copy()
            np.maximum.at(most, self.start, value + found[-1][self.end])
            most[self.home] = 0.0
            found.append(most)
        return found

    def _nothing(self, num_cuts: int) -> _Beginnings:
        """Return the one beginning without duties."""
        zero = np.zeros(1, dtype=np.int64)
        return _Beginnings(
            np.zeros(1),
            np.zeros(1),
            np.zeros((1, self.visited.shape[1]), dtype=np.uint64),
            np.zeros((1, num_cuts)),
            zero,
            zero,
            np.full((1, self.num_days), NO_DUTY, dtype=np.int64),
        )

    def _grow(
        self,
        begun: _Beginnings,
        place: int,
        prices: DutyPrices,
        gain: FloatArray,
        least_sek: float,
        day: int,
        count: int,
    ) -> list[tuple[int, _Beginnings]]:
        """Return the most promising beginnings after one duty more, by where they then stand."""
        own = np.nonzero((self.start == place) & (gain > least_sek - begun.value.max()))[0]
        own = own[_first_of_each(self.end[own], gain[own], DUTIES_PER_LEG)]
        grown = []
        size = max(1, MAX_PAIRS // max(1, len(own)))
        touching = prices.touching[own].toarray()
        for first in range(0, len(begun.value), size):
            some = begun.take(np.arange(first, min(first + size, len(begun.value))))
            twice_sek = (some.touched * prices.cut_sek) @ touching.T
            promise = some.value[:, None] + gain[own] - twice_sek
            fits = self._fits(some, own) & (promise > least_sek)
            for end in np.unique(self.end[own]).tolist():
                there = np.nonzero(self.end[own] == end)[0]
                before, then = np.nonzero(fits[:, there])
                then = there[then]
                most = 4 * (count if end == self.home else WIDTH)
                if len(then) > most:
                    best = np.argpartition(-promise[before, then], most)[:most]
                    before, then = before[best], then[best]
                after = self._after(some, before, own[then], day)
                value = some.value[before] + prices.value[own[then]] - twice_sek[before, then]
                touched = np.maximum(some.touched[before], touching[then])
                grown.append(
                    (end, _Beginnings(value, promise[before, then], after[0], touched, *after[1:]))
                )
        return grown

    def _fits(self, begun: _Beginnings, duties: IntArray) -> NDArray[np.bool_]:
        """Return which duties may follow which beginnings."""
        fits = begun.working_s[:, None] + self.working_s[duties] <= self.max_working_s
        fits &= begun.driving_s[:, None] + self.driving_s[duties] <= self.max_driving_s
        for word in range(self.visited.shape[1]):
            fits &= (begun.visited[:, word, None] & self.visited[duties, word]) == 0
        return fits

    def _after(
        self, begun: _Beginnings, before: IntArray, duties: IntArray, day: int
    ) -> tuple[BitArray, IntArray, IntArray, IntArray]:
        """Return what beginnings have visited, worked, driven and done after a duty each."""
        done = begun.duties[before]
        done[:, day] = self.rows[duties]
        return (
            begun.visited[before] | self.visited[duties],
            begun.working_s[before] + self.working_s[duties],
            begun.driving_s[before] + self.driving_s[duties],
            done,
        )


def _visited(fleet: Fleet, options: IntArray) -> BitArray:
    """Return the stops of some duties, one bit each."""
    instance = fleet.instance
    visited = np.zeros((len(options), -(-instance.num_stops // WORD)), dtype=np.uint64)
    for column in options.T:
        duties = np.nonzero(column != NO_OPTION)[0]
        stops = instance.option_stop[column[duties]]
        visited[duties, stops // WORD] |= np.uint64(1) << (stops % WORD).astype(np.uint64)
    return visited


def _first_of_each(kind: IntArray, worth: FloatArray, count: int) -> IntArray:
    """Return the positions of the few of each kind that are worth most."""
    order = np.lexsort([-worth, kind])
    sorted_kind = kind[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_kind, sorted_kind, side="left")
    return order[rank < count]
