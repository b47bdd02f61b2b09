r"""List the tours near the longest paths, for weeks in which no day differs from another.

Where no row names a day, the days of a week can be exchanged: what counts of a tour, the duties
from leaving the depot to coming home, is how many days it takes, not on which it begins. The MIP
over tours (`tour_ip`) then has none of the flow's many equal solutions.

Tours grow day by day from *labels*, the tours begun. Of labels with the same visits, days and
place to sleep, one that is nowhere cheaper or shorter than another is needless: put the other in
its place, and a plan stays a plan and is worth no less. The other may be outside the slack; then
the plan is so too, and the filter of `bounds` bounds it. So few tours stand for all.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.duties.dominance import group_keys, undominated
from mobilkontor.optimise.columns import join_arcs
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import NO_ROW, Formulation
from mobilkontor.optimise.tour_graph import Arcs, Passage, TourGraph

__all__ = ["NO_DUTY", "WORD", "days_are_alike", "tours_within"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BitArray = NDArray[np.uint64]

NO_DUTY = -1

HAIR = 1e-6
"""Relative rounding of path values."""

WORD = 64
"""Members in one word of a set."""

MAX_PAIRS = 4_000_000
"""Labels times duties that are looked at in one piece."""


def days_are_alike(instance: Instance, formulation: Formulation) -> bool:
    """Tell whether a week's tours can be put on its days in any order.

    Rooms are left to `tour_ip`, which puts the tours on days.

    Parameters
    ----------
    instance : Instance
        Problem.
    formulation : Formulation
        Its rows.

    Returns
    -------
    bool
        True for one run of days without levels, locks, closed roads or rests that tell days apart.
    """
    runs = sum(instance.horizon.is_run_start(day) for day in range(instance.num_days))
    is_free = not formulation.column_pattern and not instance.locks
    is_free &= len(set(instance.roads_of_week)) <= 1
    return runs == 1 and is_free and not any(rest_can_bind(p) for p in instance.profiles)


def tours_within(
    fleet: Fleet,
    formulation: Formulation,
    graph: TourGraph,
    passage: Passage,
    slack: float,
    *,
    max_tours: int,
) -> IntArray | None:
    """Return the tours on paths within a slack of the longest path, needless ones left out.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    formulation : Formulation
        Rows that tell which resources of a tour count.
    graph : TourGraph
        States and arcs of one vehicle, days alike.
    passage : Passage
        Longest paths.
    slack : float
        How much less than the best a path may be worth [SEK].
    max_tours : int
        Tours beyond which there are too many.

    Returns
    -------
    ndarray of int64, shape (num_tours, num_days), or None
        Rows of the pool by day of the tour, filled up with ``NO_DUTY``. No tour visits a stop
        twice. None if there are too many tours, or too many begun.
    """
    search = _TourSearch(fleet, formulation, graph, passage, slack)
    labels, finished, count = search.begin(), [search.nothing()], 0
    for _ in range(graph.num_days):
        grown = search.grow(labels, 8 * max_tours)
        if grown is None:
            return None
        is_finished = grown.state == graph.home
        tours = search.undominated(grown.take(is_finished))
        labels = search.undominated(grown.take(~is_finished))
        finished.append(tours)
        count += len(tours)
        if count > max_tours:
            return None
    return search.undominated(_joined(finished)).duties


def _packed_sets(sets: NDArray[np.bool_]) -> BitArray:
    """Return sets as words of bits.

    Parameters
    ----------
    sets : ndarray of bool, shape (num_sets, num_members)
        Who is in each.

    Returns
    -------
    ndarray of uint64, shape (num_sets, num_words)
        One bit for every member.
    """
    num_words = -(-sets.shape[1] // WORD)
    padded = np.zeros((len(sets), num_words * WORD), dtype=np.uint8)
    padded[:, : sets.shape[1]] = sets
    return np.packbits(padded, axis=1).view(np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class _Labels:
    """Tours begun, one per row.

    Attributes
    ----------
    duties : ndarray of int64, shape (num_labels, num_days)
        Duties so far, filled up with ``NO_DUTY``.
    visited : ndarray of uint64, shape (num_labels, num_words)
        Options visited, one bit each.
    state : ndarray of int64, shape (num_labels,)
        State of the graph.
    value : ndarray of float64, shape (num_labels, num_days)
        Best value of a path that ends with the label, by the day on which the tour begins.
    resources : ndarray of float64, shape (num_labels, num_resources)
        What the label uses up: less is better.
    """

    duties: IntArray
    visited: BitArray
    state: IntArray
    value: FloatArray
    resources: FloatArray

    def __len__(self) -> int:
        return len(self.state)

    def take(self, rows: IntArray | NDArray[np.bool_]) -> _Labels:
        """Return some of the labels."""
        return _Labels(*(getattr(self, field.name)[rows] for field in fields(self)))


def _joined(parts: list[_Labels]) -> _Labels:
    """Return several lists of labels as one."""
    return _Labels(
        *(np.concatenate([getattr(p, field.name) for p in parts]) for field in fields(_Labels))
    )


class _TourSearch:
    """Labels that grow by the arcs within a slack, dropped where no path is good enough."""

    def __init__(
        self,
        fleet: Fleet,
        formulation: Formulation,
        graph: TourGraph,
        passage: Passage,
        slack: float,
    ) -> None:
        self.graph, self.passage = graph, passage
        self.instance = fleet.instance
        self.num_days = graph.num_days
        self.options = fleet.pool(graph.vehicle).options
        self.ends = fleet.pool(graph.vehicle).end
        self.least = passage.best - slack - HAIR * max(1.0, abs(passage.best))
        self.value = np.full(len(self.options), -np.inf)
        self.value[graph.rows] = passage.values[0]
        self.rooms_count = bool((formulation.room_row != NO_ROW).any())
        nights = self.instance.vehicles[graph.vehicle].max_nights_per_week
        self.max_nights = graph.num_days if nights is None else nights
        self.resources, self.limits = self._resources(fleet)
        self._groups = self._group_arcs(slack)
        of_stop = self.instance.option_stop
        self.same_stop = self._bits(of_stop[:, None] == of_stop[None, :])
        self.itself = self._bits(np.eye(len(of_stop), dtype=bool))

    def _resources(self, fleet: Fleet) -> tuple[FloatArray, FloatArray]:
        """Return what every duty of the pool uses up, and how much a week has."""
        pool = fleet.pool(self.graph.vehicle)
        rules = self.instance.profiles[self.instance.vehicles[self.graph.vehicle].profile].rules
        columns, limits = [fleet.cost_sek[self.graph.vehicle]], [np.inf]
        for used_s, limit_s in (
            (pool.working_s, rules.max_weekly_working_s),
            (pool.driving_s, rules.max_weekly_driving_s),
        ):
            if limit_s is not None:
                columns.append(used_s.astype(np.float64))
                limits.append(float(limit_s))
        return np.column_stack(columns), np.array(limits)

    @staticmethod
    def _bits(sets: NDArray[np.bool_]) -> BitArray:
        """Return sets of options as words of bits, and the empty set as last row."""
        return _packed_sets(np.pad(sets, ((0, 1), (0, 0))))

    def _group_arcs(self, slack: float) -> list[tuple[int, int, IntArray]]:
        """Return the duties within a slack on any day, best first, by tail and head."""
        graph = self.graph
        every = join_arcs(
            [graph.arcs_within(self.passage, day, slack) for day in range(self.num_days)]
        )
        unique = np.unique(np.column_stack([every.tail, every.head, every.duty]), axis=0)
        tail, head, duty = unique.T
        order = np.lexsort([-self.value[duty], head, tail])
        arcs = Arcs(np.zeros_like(duty), duty[order], tail[order], head[order])
        changes = np.nonzero((np.diff(arcs.tail) != 0) | (np.diff(arcs.head) != 0))[0] + 1
        pieces = np.split(np.arange(len(arcs)), changes)
        return [
            (int(arcs.tail[p[0]]), int(arcs.head[p[0]]), arcs.duty[p]) for p in pieces if len(p)
        ]

    def nothing(self) -> _Labels:
        """Return no labels."""
        return self._at(np.empty(0, dtype=np.int64))

    def begin(self) -> _Labels:
        """Return the one label without duties, at the depot."""
        return self._at(np.array([self.graph.home]))

    def _at(self, states: IntArray) -> _Labels:
        """Return labels without duties at some states."""
        count = len(states)
        return _Labels(
            np.full((count, self.num_days), NO_DUTY, dtype=np.int64),
            np.zeros((count, self.itself.shape[1]), dtype=np.uint64),
            states,
            self.passage.forward[: self.num_days, states].T.copy(),
            np.zeros((count, self.resources.shape[1])),
        )

    def grow(self, labels: _Labels, max_labels: int) -> _Labels | None:
        """Return the labels one day longer, None if they are too many."""
        parts, count = [self.nothing()], 0
        if not len(labels):
            return parts[0]
        day = int((labels.duties[0] != NO_DUTY).sum())
        of_state = {int(s): np.nonzero(labels.state == s)[0] for s in np.unique(labels.state)}
        for tail, head, duties in self._groups:
            own = of_state.get(tail)
            may_sleep = day < self.max_nights or head == self.graph.home
            if own is None or not may_sleep:
                continue
            for grown in self._grow_by(labels.take(own), day, head, duties):
                parts.append(grown)
                count += len(grown)
                if count > max_labels:
                    return None
        return _joined(parts)

    def _ahead(self, day: int, head: int) -> FloatArray:
        """Return the best value after the day-th day of a tour, by the day it begins."""
        passage, last = self.passage, self.num_days - day
        ahead = np.full(self.num_days, -np.inf)
        ahead[:last] = passage.arrival[day:, head] + passage.backward[day + 1 :, head]
        return ahead

    def _grow_by(self, labels: _Labels, day: int, head: int, duties: IntArray) -> list[_Labels]:
        """Return the labels after each of some duties, best first, that lead to one state."""
        ahead = self._ahead(day, head)
        needed = self.least - (labels.value + ahead).max(axis=1)
        counts = np.searchsorted(-self.value[duties], -needed, side="right")
        begin = np.concatenate([[0], np.cumsum(counts)])
        grown = []
        first = 0
        while first < len(labels):
            last = int(np.searchsorted(begin, begin[first] + MAX_PAIRS, side="right")) - 1
            last = max(last, first + 1)
            which = np.repeat(np.arange(first, last), counts[first:last])
            duty = duties[np.arange(begin[first], begin[last]) - begin[which]]
            grown.append(self._after(labels, which, duty, day, head))
            first = last
        return [part for part in grown if len(part)]

    def _after(
        self, labels: _Labels, which: IntArray, duty: IntArray, day: int, head: int
    ) -> _Labels:
        """Return labels after one more duty each, those that visit a stop twice left out."""
        visited, more = labels.visited[which], np.zeros((len(duty), 1), dtype=np.uint64)
        resources = labels.resources[which] + self.resources[duty]
        kept = (resources <= self.limits).all(axis=1)
        for option in self.options[duty].T:
            kept &= ~(visited & self.same_stop[option]).any(axis=1)
            more = more | self.itself[option]
        which, duty = which[kept], duty[kept]
        duties = labels.duties[which]
        duties[:, day] = duty
        return _Labels(
            duties,
            (visited | more)[kept],
            np.full(len(duty), head, dtype=np.int64),
            labels.value[which] + self.value[duty][:, None] + self._arrival(day, head),
            resources[kept],
        )

    def _arrival(self, day: int, head: int) -> FloatArray:
        """Return the value of standing in a state after the day-th day, by the day it begins."""
        arrival = np.full(self.num_days, -np.inf)
        arrival[: self.num_days - day] = self.passage.arrival[day:, head]
        return arrival

    def undominated(self, labels: _Labels) -> _Labels:
        """Return the labels that no other makes needless."""
        if not len(labels):
            return labels
        columns = [np.unique(word, return_inverse=True)[1] for word in labels.visited.T]
        columns.append((labels.duties != NO_DUTY).sum(axis=1))
        columns.append(self.graph.place_of_state[labels.state])
        if self.rooms_count:
            nights = np.where(labels.duties == NO_DUTY, 0, self.ends[labels.duties] + 1)
            columns += list(nights.T)
        kept = undominated(group_keys(columns), list(np.round(labels.resources, 6).T))
        order = np.lexsort(labels.duties[kept].T[::-1])
        return labels.take(kept[order])
