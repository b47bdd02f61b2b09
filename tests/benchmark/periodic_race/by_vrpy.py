"""Let vrpy plan a cycle by column generation, the nearest thing that it can state.

Its `periodic` option takes the number of visits to a village as given, knows no spacing
(romain-montagne/vrpy#28) and puts routes on days only after they are made. So it does not choose
how often, and its days are of no use here. It is asked for routes instead, in two ways: one week
that is driven every week, and every village at most once in the cycle; half of the time for each.
It has one source, so every depot gets the villages that are nearest to it. Its one penalty for all
villages becomes a prize of each by what it is larger, which is added to the arcs into the village.

The limit is for columns; the integer program over them comes on top. It is deterministic: one seed
is enough.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from vrpy import VehicleRoutingProblem

from tests.benchmark.periodic_race.copied_visits import nearest_depot
from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, worth_sek
from tests.benchmark.periodic_race.mending import mended
from tests.benchmark.periodic_race.simpler import driven_again, simpler

__all__ = ["plan"]

SOURCE, SINK = "Source", "Sink"


def plan(problem: CycleTrips, *, limit_s: float) -> list[Trip]:
    """Return the better answer of the two ways."""
    logging.disable(logging.INFO)
    ways = list(simpler(problem))
    limit_each_s = limit_s / len(ways)
    answers = [driven_again(_trips(simple, limit_each_s), times) for simple, times in ways]
    return max(answers, key=lambda trips: worth_sek(problem, mended(problem, trips)))


def _trips(problem: CycleTrips, limit_s: float) -> list[Trip]:
    """Return the routes of all depots, one a day."""
    depots = nearest_depot(problem)
    return [
        Trip(vehicle, day, route)
        for vehicle in range(problem.num_vehicles)
        for day, route in enumerate(
            _routes(
                problem,
                vehicle,
                np.nonzero(depots == vehicle)[0].tolist(),
                limit_s / problem.num_vehicles,
            )
        )
    ]


def _routes(
    problem: CycleTrips, vehicle: int, villages: Sequence[int], limit_s: float
) -> list[tuple[int, ...]]:
    """Return the routes of one depot that vrpy finds, as many as there are days at most."""
    prize_sek = problem.prize_sek[:, 0]
    most_sek = int(prize_sek.max()) + 1
    reached = [v for v in villages if problem.working_min(vehicle, [v]) <= problem.max_working_min]
    if not reached:
        return []
    asked = VehicleRoutingProblem(
        _graph(problem, vehicle, reached, most_sek - prize_sek),
        duration=problem.max_working_min,
        num_vehicles=problem.num_days,
        drop_penalty=most_sek,
    )
    asked.solve(time_limit=max(1, round(limit_s)))
    return [tuple(route[1:-1]) for route in asked.best_routes.values() if len(route) > 2]


def _graph(
    problem: CycleTrips, vehicle: int, villages: Sequence[int], short_of_most: NDArray[np.int64]
) -> nx.DiGraph:
    """Return the arcs of one depot; those into a village cost what its prize is short of."""
    graph = nx.DiGraph()
    nodes = {village: problem.node_of(village) for village in villages}
    for tail, head in _arcs(villages):
        leg = nodes.get(tail, vehicle), nodes.get(head, vehicle)
        cost_sek = problem.cost_per_km_sek * int(problem.leg_km[leg])
        # Its limit on duration does not count the service time of nodes, so arcs hold it.
        time_min = int(problem.leg_min[leg]) + (int(problem.visit_min[head]) if head != SINK else 0)
        cost_sek += problem.cost_per_min_sek * time_min
        cost_sek += int(short_of_most[head]) if head != SINK else 0
        graph.add_edge(tail, head, cost=cost_sek, time=time_min)
    return graph


def _arcs(villages: Sequence[int]) -> list[tuple[object, object]]:
    """Return all arcs between the depot and some villages."""
    between = [(tail, head) for tail in villages for head in villages if tail != head]
    return [*((SOURCE, v) for v in villages), *((v, SINK) for v in villages), *between]
