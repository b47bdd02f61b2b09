"""Own the graph of one vehicle's days, on which columns are priced.

A *state* is a place after some day together with the stops that are remembered there; an *arc* is
a duty driven from one state to another. A duty that visits a remembered stop may not start from
that state, so a path of the graph does not visit a stop twice as long as every place between the
two visits remembers it (the ng-route relaxation; Baldacci, Mingozzi and Roberti 2011,
doi:10.1287/opre.1110.0975). With no memory at all this is the plain flow over overnight places.

Duties of equal start, end and remembered stops form a *class*; only the best of a class matters to
the longest path, so a few thousand arcs stand for hundreds of thousands of duties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION, DutyPool

__all__ = ["Arcs", "Memory", "Passage", "TourGraph"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

Memory = Mapping[int, tuple[int, ...]]
"""Stops that each overnight node remembers; the own depot remembers none."""

MAX_MEMORY = 7
"""Stops that one place can remember: 2 to this power are its states."""

UNREACHABLE = -1e15
"""Value of a state no path reaches; far below any sum of values, far above overflow."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Longest paths through the days of a vehicle, for one set of duals.

    Attributes
    ----------
    forward : ndarray of float64, shape (num_days + 1, num_states)
        Best value of a path from the depot to a state.
    backward : ndarray of float64, shape (num_days + 1, num_states)
        Best value from a state to the depot after the last day.
    best : float
        Best value of a whole path; at least 0, since a vehicle may stay at home.
    values : tuple of ndarray of float64
        Value of every duty, by day.
    arrival : ndarray of float64, shape (num_days, num_states)
        Value of ending a day in a state: minus the price of nights and rooms.
    class_best : tuple of ndarray of float64, shape (num_classes + 1,)
        Value of the best duty of every class, by day; 0 for the idle day.
    """

    forward: FloatArray
    backward: FloatArray
    best: float
    values: tuple[FloatArray, ...]
    arrival: FloatArray
    class_best: tuple[FloatArray, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Columns of one vehicle: duties on a day between two states.

    Attributes
    ----------
    day, duty, tail, head : ndarray of int64, shape (num_arcs,)
        Day, row of the duty in the pool, state before and after.
    """

    day: IntArray
    duty: IntArray
    tail: IntArray
    head: IntArray

    def __len__(self) -> int:
        """Return the number of arcs."""
        return len(self.day)


def _bits(places: IntArray, remembered: Sequence[tuple[int, ...]], num_stops: int) -> IntArray:
    """Return the bit of each stop in the memory of each place, 0 where it is not remembered."""
    bits = np.zeros((len(places), num_stops + 1), dtype=np.int64)
    for place, stops in enumerate(remembered):
        for number, stop in enumerate(stops):
            bits[place, stop] = 1 << number
    return bits


class TourGraph:
    """States and arcs of one vehicle.

    Parameters
    ----------
    instance : Instance
        Problem.
    vehicle : int
        Position of the vehicle.
    pool : DutyPool
        Duties of its profile.
    rows : ndarray of int64
        Rows of the pool that the vehicle may use.
    memory : Memory
        Stops that nodes remember.
    """

    def __init__(
        self, instance: Instance, vehicle: int, pool: DutyPool, rows: IntArray, memory: Memory
    ) -> None:
        self.vehicle = vehicle
        self.rows = rows
        self.num_days = instance.num_days
        depot = instance.vehicles[vehicle].depot
        self.places = np.unique(np.append(instance.overnight_node, depot))
        remembered = [
            () if node == depot else tuple(memory.get(int(node), ())) for node in self.places
        ]
        sizes = np.array([1 << len(stops) for stops in remembered])
        self.first_state = np.concatenate([[0], np.cumsum(sizes)])
        self.num_states = int(self.first_state[-1])
        self.place_of_state = np.repeat(np.arange(len(self.places)), sizes)
        self.home = int(self.first_state[np.searchsorted(self.places, depot)])
        self.may_end_away = np.array(
            [instance.nights_after(vehicle, day) > 0 for day in range(self.num_days)]
        )
        self._classify(instance, pool, remembered)
        self._connect(remembered, sizes)

    def _classify(
        self, instance: Instance, pool: DutyPool, remembered: Sequence[tuple[int, ...]]
    ) -> None:
        """Group the duties by start, end and the remembered stops they visit."""
        start = np.searchsorted(self.places, pool.start[self.rows])
        end = np.searchsorted(self.places, pool.end[self.rows])
        options = pool.options[self.rows]
        stops = np.where(options == NO_OPTION, instance.num_stops, instance.option_stop[options])
        bits = _bits(self.places, remembered, instance.num_stops)
        at_start = np.zeros(len(self.rows), dtype=np.int64)
        at_end = np.zeros(len(self.rows), dtype=np.int64)
        for column in range(stops.shape[1]):
            at_start |= bits[start, stops[:, column]]
            at_end |= bits[end, stops[:, column]]
        width = 1 << MAX_MEMORY
        keys = ((start * len(self.places) + end) * width + at_start) * width + at_end
        unique, self.class_of = np.unique(keys, return_inverse=True)
        self.num_classes = len(unique)
        self._by_class = np.argsort(self.class_of, kind="stable")
        self._class_begin = np.searchsorted(
            self.class_of[self._by_class], np.arange(self.num_classes + 1)
        )
        pair = unique // width // width
        self._class_start, self._class_end = pair // len(self.places), pair % len(self.places)
        self._class_blocks, self._class_leaves = unique // width % width, unique % width

    def _connect(self, remembered: Sequence[tuple[int, ...]], sizes: IntArray) -> None:
        """List the arcs of every class, and the idle day at the depot as the last class."""
        kept = self._kept_memory(remembered, sizes)
        start, end = self._class_start, self._class_end
        counts = sizes[start]
        arc_class = np.repeat(np.arange(self.num_classes), counts)
        before = np.arange(len(arc_class)) - np.repeat(np.cumsum(counts) - counts, counts)
        fits = (before & self._class_blocks[arc_class]) == 0
        arc_class, before = arc_class[fits], before[fits]
        a, b = start[arc_class], end[arc_class]
        after = kept[a, b, before] | self._class_leaves[arc_class]
        self.arc_class = np.append(arc_class, self.num_classes)
        self.arc_tail = np.append(self.first_state[a] + before, self.home)
        self.arc_head = np.append(self.first_state[b] + after, self.home)
        self._by_tail, self._tails, self._tail_begin = _groups(self.arc_tail)
        self._by_head, self._heads, self._head_begin = _groups(self.arc_head)
        self._arc_begin = np.searchsorted(self.arc_class, np.arange(self.num_classes + 2))

    def _kept_memory(self, remembered: Sequence[tuple[int, ...]], sizes: IntArray) -> IntArray:
        """Return which of the stops remembered at one place another place remembers too."""
        num_places = len(self.places)
        kept = np.zeros((num_places, num_places, int(sizes.max())), dtype=np.int64)
        for a, stops in enumerate(remembered):
            memories = np.arange(1 << len(stops))
            for b, others in enumerate(remembered):
                for bit, stop in enumerate(stops):
                    if stop in others:
                        here = (memories >> bit & 1) << others.index(stop)
                        kept[a, b, : len(memories)] |= here
        return kept

    def node_of_state(self, state: int) -> int:
        """Return the node at which a state stands."""
        return int(self.places[self.place_of_state[state]])

    def _class_best(self, values: FloatArray) -> FloatArray:
        """Return the best value of each class, and 0 for the idle day."""
        best = np.zeros(self.num_classes + 1)
        if self.num_classes:
            ordered = values[self._by_class]
            best[:-1] = np.maximum.reduceat(ordered, self._class_begin[:-1])
        return best

    def longest(self, values: tuple[FloatArray, ...], arrival_of_place: FloatArray) -> Passage:
        """Return the longest paths for one set of duals.

        Parameters
        ----------
        values : tuple of ndarray of float64, shape (num_rows,)
            Value of each duty by day; days of equal duals may share one array.
        arrival_of_place : ndarray of float64, shape (num_days, num_places)
            Value of standing at a place after a day, for places away from the depot.

        Returns
        -------
        Passage
            Longest paths forward and backward.
        """
        arrival = arrival_of_place[:, self.place_of_state].copy()
        arrival[:, self.home] = 0.0
        away = np.arange(self.num_states) != self.home
        arrival[np.ix_(~self.may_end_away, away)] = UNREACHABLE
        forward = np.full((self.num_days + 1, self.num_states), UNREACHABLE)
        backward = np.full((self.num_days + 1, self.num_states), UNREACHABLE)
        forward[0, self.home] = backward[-1, self.home] = 0.0
        best_of: dict[int, FloatArray] = {}
        worth = []
        for day in range(self.num_days):
            key = id(values[day])
            if key not in best_of:
                best_of[key] = self._class_best(values[day])
            worth.append(best_of[key][self.arc_class] + arrival[day, self.arc_head])
        for day in range(self.num_days):
            reached = forward[day, self.arc_tail] + worth[day]
            forward[day + 1, self._heads] = np.maximum.reduceat(
                reached[self._by_head], self._head_begin
            )
        for day in reversed(range(self.num_days)):
            ahead = worth[day] + backward[day + 1, self.arc_head]
            backward[day, self._tails] = np.maximum.reduceat(ahead[self._by_tail], self._tail_begin)
        best = float(backward[0, self.home])
        class_best = tuple(best_of[id(own)] for own in values)
        return Passage(forward, backward, best, values, arrival, class_best)

    def _through(self, passage: Passage, day: int) -> FloatArray:
        """Return the best value of a path through each arc, without the duty's own value."""
        head, tail = self.arc_head, self.arc_tail
        ahead = passage.arrival[day, head] + passage.backward[day + 1, head]
        return np.asarray(passage.forward[day, tail] + ahead)

    def path_values(self, passage: Passage, day: int) -> FloatArray:
        """Return the best value of a whole path through each duty on a day.

        Parameters
        ----------
        passage : Passage
            Longest paths.
        day : int
            Day of the duty.

        Returns
        -------
        ndarray of float64, shape (num_rows,)
            The bound loses at least ``passage.best`` minus this if a plan uses the duty.
        """
        best = self._best_through(passage, day)
        return np.asarray(passage.values[day] + best[self.class_of])

    def _best_through(self, passage: Passage, day: int) -> FloatArray:
        """Return the best value of a path through each class, without the duty's own value."""
        through = self._through(passage, day)[:-1]
        return np.asarray(np.maximum.reduceat(through, self._arc_begin[: self.num_classes]))

    def duties_within(
        self, passage: Passage, day: int, slack: float
    ) -> tuple[IntArray, FloatArray]:
        """Return the duties on a day whose best path is within a slack of the best.

        Parameters
        ----------
        passage : Passage
            Longest paths.
        day : int
            Day of the duties.
        slack : float
            How much less than the best a path may be worth [SEK].

        Returns
        -------
        duties : ndarray of int64
            Positions in ``rows``, increasing.
        worth : ndarray of float64
            Best value of a whole path through each [SEK].
        """
        least, best = passage.best - slack, self._best_through(passage, day)
        # Most classes have no duty that is good enough, and need not be looked into.
        classes = np.nonzero(best + passage.class_best[day][:-1] > least)[0]
        begin, end = self._class_begin[classes], self._class_begin[classes + 1]
        size = end - begin
        first = np.repeat(begin - np.cumsum(size) + size, size)
        duties = np.sort(self._by_class[first + np.arange(int(size.sum()))])
        worth = passage.values[day][duties] + best[self.class_of[duties]]
        kept = worth > least
        return duties[kept], worth[kept]

    def best_arcs(self, passage: Passage, day: int, duties: IntArray) -> Arcs:
        """Return the arc of the best path through each of some duties on a day.

        Parameters
        ----------
        passage : Passage
            Longest paths.
        day : int
            Day of the duties.
        duties : ndarray of int64
            Positions in ``rows``.

        Returns
        -------
        Arcs
            One arc per duty.
        """
        through = self._through(passage, day)
        arcs = np.empty(len(duties), dtype=np.int64)
        for position, number in enumerate(self.class_of[duties]):
            begin, end = self._arc_begin[number], self._arc_begin[number + 1]
            arcs[position] = begin + np.argmax(through[begin:end])
        return Arcs(
            np.full(len(duties), day, dtype=np.int64),
            self.rows[duties],
            self.arc_tail[arcs],
            self.arc_head[arcs],
        )

    def arcs_within(self, passage: Passage, day: int, slack: float) -> Arcs:
        """Return every arc on a day whose best path is within a slack of the best.

        Parameters
        ----------
        passage : Passage
            Longest paths.
        day : int
            Day of the arcs.
        slack : float
            How much less than the best a path may be worth [SEK].

        Returns
        -------
        Arcs
            All such arcs.
        """
        # Days that no path connects to the depot are far below any plan, whatever the slack.
        least = max(passage.best - slack, UNREACHABLE / 2)
        through = self._through(passage, day)[:-1]
        class_best = passage.class_best[day]
        chosen = np.nonzero(through + class_best[self.arc_class[:-1]] >= least)[0]
        duties, arcs = [], []
        for arc in chosen:
            number = self.arc_class[arc]
            members = self._by_class[self._class_begin[number] : self._class_begin[number + 1]]
            members = members[passage.values[day][members] + through[arc] >= least]
            duties.append(members)
            arcs.append(np.full(len(members), arc))
        if not duties:
            empty = np.empty(0, dtype=np.int64)
            return Arcs(empty, empty, empty, empty)
        duty, of_duty = np.concatenate(duties), np.concatenate(arcs)
        return Arcs(
            np.full(len(duty), day, dtype=np.int64),
            self.rows[duty],
            self.arc_tail[of_duty],
            self.arc_head[of_duty],
        )


def _groups(keys: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return an order that puts equal keys together, the keys, and where each begins."""
    order = np.argsort(keys, kind="stable")
    unique, begin = np.unique(keys[order], return_index=True)
    return order, unique, begin
