"""Overnight places come to remember the stops that an LP solution visits twice on a tour."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.core.rules import WorkRules
from mobilkontor.optimise.memory import grow_memory, repeats
from mobilkontor.optimise.tour_graph import MAX_MEMORY, Arcs, TourGraph
from tests import named
from tests.optimise.parts import fleet_of, graph_of

DEPOT, X = 0, 1
STOP_X, STOP_Y = 0, 1


def three_days() -> Instance:
    """Return the island with three days."""
    return named.build(
        ("depot", "X", "Y"),
        {("depot", "X"): 120, ("depot", "Y"): 150, ("X", "Y"): 60},
        {("X", "X"): 50.0, ("Y", "Y"): 60.0},
        rules=WorkRules(),
        earliest_start_h=8,
        latest_end_h=17,
        overnights=("X",),
        weekdays=("mon", "tue", "wed"),
    )


def path_of(
    instance: Instance, days: list[tuple[int, int, int]], memory: dict[int, tuple[int, ...]]
) -> tuple[TourGraph, Arcs]:
    """Return the graph and the arcs of one path, given (start, only stop, end) for each day."""
    fleet = fleet_of(instance)
    graph, pool = graph_of(fleet, 0, memory), fleet.pool(0)
    duties = [
        int(
            np.flatnonzero(
                (pool.start == start)
                & (pool.end == end)
                & (pool.options == stop).any(axis=1)
                & (pool.num_stops == 1)
            )[0]
        )
        for start, stop, end in days
    ]
    state_of = {node: int(graph.first_state[place]) for place, node in enumerate(graph.places)}
    return graph, Arcs(
        day=np.arange(len(days)),
        duty=np.array(duties),
        tail=np.array([state_of[start] for start, _, _ in days]),
        head=np.array([state_of[end] for _, _, end in days]),
    )


def found_on(
    instance: Instance, days: list[tuple[int, int, int]], weight: float = 0.5
) -> dict[tuple[int, int], float]:
    """Return the repeats of one path with a weight."""
    graph, arcs = path_of(instance, days, {})
    return repeats(instance, graph, fleet_of(instance).pool(0), arcs, np.full(len(days), weight))


def test_a_stop_visited_twice_on_a_tour_is_found() -> None:
    """Y on Monday and on Wednesday, with nights at X: X is to remember Y."""
    days = [(DEPOT, STOP_Y, X), (X, STOP_X, X), (X, STOP_Y, DEPOT)]
    assert found_on(three_days(), days) == {(X, STOP_Y): pytest.approx(0.5)}


def test_two_tours_may_visit_a_stop_each() -> None:
    """Home in between, the second visit to Y is none of the memory's business."""
    days = [(DEPOT, STOP_Y, DEPOT), (DEPOT, STOP_X, DEPOT), (DEPOT, STOP_Y, DEPOT)]
    assert found_on(three_days(), days) == {}


def test_nothing_is_found_where_no_stop_repeats() -> None:
    """A tour of different stops needs no memory."""
    assert found_on(three_days(), [(DEPOT, STOP_X, X), (X, STOP_Y, X)]) == {}


def test_a_level_of_two_visits_may_be_visited_twice_on_a_tour() -> None:
    """A stop that may get two visits per cycle is never remembered: a plan may do the same."""
    instance = three_days()
    patterns = instance.pattern_days.copy()
    patterns[np.nonzero(instance.pattern_level == 1)[0][0]] = [True, False, True]
    twice = instance.replace(level_visits=np.array([1, 2]), pattern_days=patterns)
    days = [(DEPOT, STOP_Y, X), (X, STOP_X, X), (X, STOP_Y, DEPOT)]
    assert found_on(twice, days) == {}


def test_memory_forbids_the_repeated_path() -> None:
    """With the memory grown by what was found, no path visits Y twice on a tour."""
    instance = three_days()
    days = [(DEPOT, STOP_Y, X), (X, STOP_X, X), (X, STOP_Y, DEPOT)]
    memory = grow_memory({}, found_on(instance, days))
    assert memory == {X: (STOP_Y,)}
    fleet = fleet_of(instance)
    pool = fleet.pool(0)
    values = np.where((pool.options == STOP_Y).any(axis=1), 10.0, -1000.0)
    values[pool.num_stops != 1] = -1000.0
    prices = np.zeros((3, 2))
    without = graph_of(fleet).longest((values,) * 3, prices)
    # With memory, at most one visit to Y on any tour; three day trips visit it three times.
    assert without.best == pytest.approx(30.0)
    values[pool.start == pool.end] = -1000.0
    assert graph_of(fleet).longest((values,) * 3, prices).best == pytest.approx(20.0)
    assert graph_of(fleet, 0, memory).longest((values,) * 3, prices).best == 0.0


def test_heaviest_repeats_come_first_and_room_is_limited() -> None:
    """A place remembers the stops repeated most, in that order, as many as it can."""
    found = {(X, stop): float(stop) for stop in range(MAX_MEMORY + 3)}
    memory = grow_memory({}, found)
    assert memory == {X: tuple(range(MAX_MEMORY + 2, 2, -1))}
    assert grow_memory(memory, found) == memory


def test_known_stops_are_not_added_again() -> None:
    """A stop that is remembered already is added nowhere a second time; others go on after it."""
    memory = {X: (3,)}
    assert grow_memory(memory, {(X, 3): 1.0, (X, 4): 0.5, (7, 3): 0.1}) == {X: (3, 4), 7: (3,)}
    assert memory == {X: (3,)}
