"""List the tours near the longest paths, for weeks in which no day differs from another.

Where no row names a day, the days of a week can be exchanged: what counts of a tour, the duties
from leaving the depot to coming home, is how many days it takes, not on which it begins. The MIP
over tours (`tour_ip`) then has none of the flow's many equal solutions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import rest_can_bind
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.tour_graph import Arcs, Passage, TourGraph

__all__ = ["Tour", "days_are_alike", "tours_within"]

HAIR = 1e-6
"""Relative rounding of path values."""


@dataclass(frozen=True, slots=True)
class Tour:
    """Duties on days that follow each other, from the depot to the depot.

    Attributes
    ----------
    duties : tuple of int
        Rows of the pool, one per day.
    """

    duties: tuple[int, ...]


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
        True for one run of days without levels, locks or rests that tell days apart.
    """
    runs = sum(instance.horizon.is_run_start(day) for day in range(instance.num_days))
    is_free = not formulation.column_pattern and not instance.locks
    return runs == 1 and is_free and not any(rest_can_bind(p) for p in instance.profiles)


def _leaving(graph: TourGraph, passage: Passage, slack: float) -> dict[tuple[int, int], Arcs]:
    """Return the arcs within a slack by day and state."""
    leaving = {}
    for day in range(graph.num_days):
        arcs = graph.arcs_within(passage, day, slack)
        for state in np.unique(arcs.tail):
            rows = np.nonzero(arcs.tail == state)[0]
            leaving[day, int(state)] = Arcs(
                arcs.day[rows], arcs.duty[rows], arcs.tail[rows], arcs.head[rows]
            )
    return leaving


def tours_within(
    instance: Instance,
    graph: TourGraph,
    pool: DutyPool,
    passage: Passage,
    slack: float,
    *,
    max_tours: int,
) -> list[Tour] | None:
    """Return every tour on some path within a slack of the longest path.

    Parameters
    ----------
    instance : Instance
        Problem.
    graph : TourGraph
        States and arcs of one vehicle.
    pool : DutyPool
        Duties of its profile.
    passage : Passage
        Longest paths.
    slack : float
        How much less than the best a path may be worth [SEK].
    max_tours : int
        Tours beyond which there are too many.

    Returns
    -------
    list of Tour or None
        Tours that visit no stop twice, without repetition, in a fixed order; None if they are too
        many.
    """
    search = _TourSearch(instance, graph, pool, passage, slack)
    found: dict[Tour, None] = {}
    for tour in search.tours():
        found[tour] = None
        if len(found) > max_tours:
            return None
    return sorted(found, key=lambda tour: tour.duties)


class _TourSearch:
    """Depth-first search over the arcs within a slack, cut where no path is good enough."""

    def __init__(
        self,
        instance: Instance,
        graph: TourGraph,
        pool: DutyPool,
        passage: Passage,
        slack: float,
    ) -> None:
        self.instance, self.graph, self.pool, self.passage = instance, graph, pool, passage
        self.leaving = _leaving(graph, passage, slack)
        self.least = passage.best - slack - HAIR * max(1.0, abs(passage.best))
        self.value = np.full((graph.num_days, len(pool)), -np.inf)
        for day in range(graph.num_days):
            self.value[day, graph.rows] = passage.values[day]
        self._stops: dict[int, frozenset[int]] = {}

    def stops(self, duty: int) -> frozenset[int]:
        """Return the stops of a duty."""
        if duty not in self._stops:
            options = self.pool.options[duty]
            options = options[options != NO_OPTION]
            self._stops[duty] = frozenset(self.instance.option_stop[options].tolist())
        return self._stops[duty]

    def tours(self) -> Iterator[Tour]:
        """Yield every tour, once for each day on which it may begin."""
        home = self.graph.home
        for day in range(self.graph.num_days):
            worth = float(self.passage.forward[day, home])
            yield from self._go_on(day, home, worth, (), frozenset())

    def _go_on(
        self, day: int, state: int, worth: float, duties: tuple[int, ...], visited: frozenset[int]
    ) -> Iterator[Tour]:
        """Yield the tours that begin with some duties and stand at a state before a day."""
        arcs = self.leaving.get((day, state))
        if arcs is None:
            return
        passage, num_days = self.passage, self.graph.num_days
        for duty, head in zip(arcs.duty.tolist(), arcs.head.tolist(), strict=True):
            here = self.stops(duty)
            then = worth + self.value[day, duty] + passage.arrival[day, head]
            if then + passage.backward[day + 1, head] < self.least or here & visited:
                continue
            if head == self.graph.home:
                yield Tour((*duties, duty))
            elif day + 1 < num_days:
                yield from self._go_on(day + 1, head, then, (*duties, duty), visited | here)
