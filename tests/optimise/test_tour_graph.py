"""Longest paths are those found by trying all of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.tour_graph import UNREACHABLE, Passage, TourGraph
from tests import named
from tests.optimise.parts import fleet_of, graph_of
from tests.strategies import instance_of

Path = tuple[int | None, ...]
"""Position in the graph's rows for each day, None for an idle day at the depot."""

FEW_DUTIES = 14


def stops_of(instance: Instance, pool: DutyPool, row: int) -> set[int]:
    """Return the stops of a duty."""
    options = pool.options[row]
    return set(instance.option_stop[options[options != NO_OPTION]].tolist())


def paths(fleet: Fleet, graph: TourGraph, memory: Mapping[int, tuple[int, ...]]) -> Iterator[Path]:
    """Yield every path: no stop twice where every night between the visits remembers it."""
    instance, pool = fleet.instance, fleet.pool(graph.vehicle)
    depot = instance.vehicles[graph.vehicle].depot
    choices = [None, *range(len(graph.rows))]
    for path in itertools.product(choices, repeat=graph.num_days):
        node, remembered, is_path = depot, set[int](), True
        for day, choice in enumerate(path):
            if choice is None:
                is_path &= node == depot
                continue
            row = int(graph.rows[choice])
            stops = stops_of(instance, pool, row)
            is_path &= int(pool.start[row]) == node and not remembered & stops
            node = int(pool.end[row])
            remembered = (remembered | stops) & set(memory.get(node, ()))
            if node == depot:
                remembered = set()
            is_path &= node == depot or not instance.horizon.is_run_end(day)
            if not is_path:
                break
        if is_path and node == depot:
            yield path


def value_of(
    fleet: Fleet, graph: TourGraph, passage: Passage, prices: np.ndarray, path: Path
) -> float:
    """Return the worth of a path."""
    pool = fleet.pool(graph.vehicle)
    depot = fleet.instance.vehicles[graph.vehicle].depot
    worth = 0.0
    for day, choice in enumerate(path):
        if choice is not None:
            end = int(pool.end[graph.rows[choice]])
            worth += float(passage.values[day][choice])
            if end != depot:
                worth += float(prices[day, np.searchsorted(graph.places, end)])
    return worth


def full_memory(instance: Instance) -> dict[int, tuple[int, ...]]:
    """Return the memory of all stops at all overnight places."""
    return {int(node): tuple(range(instance.num_stops)) for node in instance.overnight_node}


def memory_of(
    instance: Instance, kind: str, rng: np.random.Generator
) -> dict[int, tuple[int, ...]]:
    """Return no memory, some, or all."""
    full = full_memory(instance)
    if kind == "all":
        return full
    share = 0.0 if kind == "none" else 0.5
    return {
        node: tuple(stop for stop in rng.permutation(stops).tolist() if rng.random() < share)
        for node, stops in full.items()
    }


@pytest.mark.parametrize("kind", ["none", "some", "all"])
@pytest.mark.parametrize("seed", range(8))
def test_paths_are_those_of_brute_force(seed: int, kind: str) -> None:
    """Best path, best path through each duty, and arcs within a slack agree with all paths."""
    rng = np.random.default_rng(seed)
    instance = instance_of(
        seed, num_overnights=2, num_stops=3, num_vehicles=1, weekdays=("mon", "tue", "wed"),
        closed=frozenset(), has_lock=False, has_vehicle_lock=False, is_remote=False,
    )  # fmt: skip
    fleet = fleet_of(instance)
    own = fleet.rows[0]
    rows = np.sort(rng.choice(own, min(FEW_DUTIES, len(own)), replace=False))
    memory = memory_of(instance, kind, rng)
    graph = graph_of(fleet, 0, memory, rows)
    values = tuple(rng.normal(100, 200, len(rows)) for _ in range(graph.num_days))
    prices = -rng.uniform(0, 100, (graph.num_days, len(graph.places)))
    passage = graph.longest(values, prices)

    worth = {
        path: value_of(fleet, graph, passage, prices, path) for path in paths(fleet, graph, memory)
    }
    assert passage.best == pytest.approx(max(worth.values()))
    for day in range(graph.num_days):
        through = np.full(len(rows), -np.inf)
        for path, value in worth.items():
            if (choice := path[day]) is not None:
                through[choice] = max(through[choice], value)
        found = graph.path_values(passage, day)
        reached = np.isfinite(through)
        assert found[reached] == pytest.approx(through[reached])
        assert (found[~reached] < UNREACHABLE / 2).all()
        slack = float(rng.uniform(0, 600))
        arcs = graph.arcs_within(passage, day, slack)
        assert set(arcs.duty.tolist()) == set(rows[through >= passage.best - slack].tolist())
        assert not (arcs.day != day).any()
        near, near_worth = graph.duties_within(passage, day, slack)
        assert near.tolist() == np.flatnonzero(through > passage.best - slack).tolist()
        assert near_worth == pytest.approx(through[near])
        everything = graph.arcs_within(passage, day, np.inf)
        assert set(everything.duty.tolist()) == set(rows[reached].tolist())
        best = graph.best_arcs(passage, day, np.flatnonzero(reached))
        pool = fleet.pool(0)
        for arc in range(len(best)):
            duty = best.duty[arc]
            assert graph.node_of_state(int(best.tail[arc])) == pool.start[duty]
            assert graph.node_of_state(int(best.head[arc])) == pool.end[duty]
            ahead = passage.arrival[day, best.head[arc]] + passage.backward[day + 1, best.head[arc]]
            own_worth = values[day][np.searchsorted(rows, duty)]
            assert passage.forward[day, best.tail[arc]] + own_worth + ahead == pytest.approx(
                through[np.searchsorted(rows, duty)]
            )


def test_full_memory_forbids_a_stop_twice(island: Instance) -> None:
    """Without memory both days visit X for 10 each; with memory one of them has to visit Y."""
    fleet = fleet_of(island)
    pool = fleet.pool(0)
    values = np.full(len(pool), -1000.0)
    visits_x = (pool.options == 0).any(axis=1) & (pool.num_stops == 1)
    visits_y = (pool.options == 1).any(axis=1) & (pool.num_stops == 1)
    away = pool.start != pool.end
    values[visits_x & away], values[visits_y & away] = 10.0, 4.0
    prices = np.zeros((2, 2))
    assert graph_of(fleet).longest((values, values), prices).best == 20.0
    memory = full_memory(island)
    assert graph_of(fleet, 0, memory).longest((values, values), prices).best == 14.0
    assert graph_of(fleet, 0, {1: (1,)}).longest((values, values), prices).best == 20.0


def test_the_depot_forgets(island: Instance) -> None:
    """Two day trips to X stay possible with full memory, since the depot remembers nothing."""
    fleet = fleet_of(island)
    pool = fleet.pool(0)
    values = np.full(len(pool), -1000.0)
    values[(pool.options == 0).any(axis=1) & (pool.start == 0) & (pool.end == 0)] = 10.0
    graph = graph_of(fleet, 0, full_memory(island))
    assert graph.longest((values, values), np.zeros((2, 2))).best == 20.0


def test_staying_at_home_is_worth_nothing(tiny: Instance) -> None:
    """Where every duty loses money, the best path is to stay at home."""
    fleet = fleet_of(tiny)
    values = np.full(len(fleet.rows[0]), -1.0)
    assert graph_of(fleet).longest((values, values), np.zeros((2, 1))).best == 0.0


def test_a_run_ends_at_the_depot() -> None:
    """Over a day off, nobody stands away: Monday and Wednesday have no night between them."""
    instance = named.island()
    apart = named.build(
        ("depot", "X", "Y"),
        {("depot", "X"): 120, ("depot", "Y"): 150, ("X", "Y"): 60},
        {("X", "X"): 50.0},
        rules=instance.profiles[0].rules,
        earliest_start_h=8,
        latest_end_h=17,
        overnights=("X",),
        weekdays=("mon", "wed"),
    )
    for case, is_away_possible in ((instance, True), (apart, False)):
        fleet = fleet_of(case)
        graph = graph_of(fleet)
        values = np.zeros(len(graph.rows))
        passage = graph.longest((values, values), np.zeros((2, 2)))
        arcs = graph.arcs_within(passage, 0, np.inf)
        assert (fleet.pool(0).end[arcs.duty] != 0).any() == is_away_possible


def test_a_vehicle_without_duties_stays_at_home(tiny: Instance) -> None:
    """A graph over no duties at all has a best path of 0 and no arcs."""
    fleet = fleet_of(tiny)
    graph = graph_of(fleet, rows=np.empty(0, dtype=np.int64))
    passage = graph.longest((np.empty(0), np.empty(0)), np.zeros((2, 1)))
    assert passage.best == 0.0
    assert len(graph.arcs_within(passage, 0, np.inf)) == 0
    assert len(graph.path_values(passage, 0)) == 0
