"""Let OR-Tools' routing library plan a cycle with linked visits.

A level of f visits is f nodes of one village. The first one lies in the first weeks, the others
evenly spaced after it: an element constraint on their vehicles links both the days and whether
they are visited at all. A disjunction of the first nodes lets one level be chosen or none; what a
level is worth less than the best one is added to the arcs into its first node.

Linked visits cannot be inserted one by one, so local search alone finds few. The search therefore
starts from the better of two answers of the same library, each made in a sixth of the time: every
village at most once in a cycle, and one week that is driven every week. It goes on with guided
local search and large neighbourhoods. The library has no seed: one run is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from ortools.util import optional_boolean_pb2

from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, worth_sek
from tests.benchmark.periodic_race.simpler import driven_again, simpler

__all__ = ["plan"]

START_SHARE = 1 / 6
INACTIVE = -1
WORKING = "working"
LNS = ("path_lns", "full_path_lns", "tsp_lns", "inactive_lns")


@dataclass(frozen=True, slots=True)
class _Node:
    """A visit that may be made: which of the visits of which level of which village."""

    village: int
    level: int
    place: int


def plan(problem: CycleTrips, *, limit_s: float) -> list[Trip]:
    """Return the answer with linked visits, from the better of two starts without."""
    if problem.weeks == 1:
        return _Model(problem).solved(limit_s, start=None)
    answers = []
    for simple, times in simpler(problem):
        once = _Model(simple).solved(START_SHARE * limit_s, start=None)
        answers.append(driven_again(once, times))
    start = max(answers, key=lambda trips: worth_sek(problem, trips))
    return _Model(problem).solved((1 - 2 * START_SHARE) * limit_s, start=start)


class _Model:
    """The routing model of a cycle; vehicles are day by day the vehicles of the instance."""

    def __init__(self, problem: CycleTrips) -> None:
        self.problem = problem
        self.nodes = [
            _Node(village, level, place)
            for village in range(problem.num_villages)
            for level, visits in enumerate(problem.level_visits)
            for place in range(visits)
        ]
        depots = [
            vehicle for _ in range(problem.num_days) for vehicle in range(problem.num_vehicles)
        ]
        self.manager = pywrapcp.RoutingIndexManager(
            problem.num_vehicles + len(self.nodes), len(depots), depots, depots
        )
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._add_costs_and_working_time()
        self._link_visits()

    def index_of(self, number: int) -> int:
        """Return the index of a visit."""
        return int(self.manager.NodeToIndex(self.problem.num_vehicles + number))

    def solved(self, limit_s: float, *, start: Sequence[Trip] | None) -> list[Trip]:
        """Return the best answer found within a time."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        parameters.first_solution_strategy = (
            routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
        )
        parameters.local_search_metaheuristic = (
            routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        )
        for name in LNS:
            operators = parameters.local_search_operators
            setattr(operators, f"use_{name}", optional_boolean_pb2.BOOL_TRUE)
        parameters.time_limit.FromMilliseconds(round(1000 * limit_s))
        if start is None:
            found = self.routing.SolveWithParameters(parameters)
        else:
            self.routing.CloseModelWithParameters(parameters)
            begin = self.routing.ReadAssignmentFromRoutes(self._as_routes(start), True)
            found = self.routing.SolveFromAssignmentWithParameters(begin, parameters)
        if found is None:
            msg = f"{self.problem.name}: OR-Tools found nothing"
            raise ValueError(msg)
        return self._trips(found)

    def _add_costs_and_working_time(self) -> None:
        """Add what arcs cost, and how long a day may be."""
        problem, routing = self.problem, self.routing
        places = [*range(problem.num_vehicles), *(problem.node_of(n.village) for n in self.nodes)]
        visit_min = np.array([0] * problem.num_vehicles + [self._visit_min(n) for n in self.nodes])
        takes_min = visit_min[:, None] + problem.leg_min[np.ix_(places, places)]
        cost_sek = problem.cost_per_km_sek * problem.leg_km[np.ix_(places, places)]
        cost_sek += problem.cost_per_min_sek * takes_min + self._forgone_sek()[None, :]
        routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(cost_sek.tolist()))
        takes = routing.RegisterTransitMatrix(takes_min.tolist())
        routing.AddDimension(takes, 0, problem.max_working_min, True, WORKING)

    def _visit_min(self, node: _Node) -> int:
        """Return the work of a visit [min]."""
        return int(self.problem.visit_min[node.village])

    def _forgone_sek(self) -> NDArray[np.int64]:
        """Return what the level of a first visit is worth less than the best one [SEK]."""
        prize = self.problem.prize_sek
        best = prize.max(axis=1)
        own = [
            best[n.village] - prize[n.village, n.level] if n.place == 0 else 0 for n in self.nodes
        ]
        return np.array([0] * self.problem.num_vehicles + own)

    def _link_visits(self) -> None:
        """Let one level be chosen, and its visits be evenly spaced on one weekday."""
        first_of: dict[int, list[int]] = {}
        leader: dict[tuple[int, int], object] = {}
        for number, node in enumerate(self.nodes):
            rank = self._spaced_day(number, node)
            if node.place == 0:
                first_of.setdefault(node.village, []).append(self.index_of(number))
                leader[node.village, node.level] = rank
            else:
                self.routing.AddDisjunction([self.index_of(number)], 0)
                self.routing.solver().Add(rank == leader[node.village, node.level])
        for village, indices in first_of.items():
            most_sek = int(self.problem.prize_sek[village].max())
            self.routing.AddDisjunction(indices, most_sek, 1)

    def _spaced_day(self, number: int, node: _Node) -> object:
        """Return the day of a visit less that of the first one, or `INACTIVE`; days are limited."""
        problem = self.problem
        window_days = problem.num_days // problem.level_visits[node.level]
        first_day = node.place * window_days
        vehicle = self.routing.VehicleVar(self.index_of(number))
        days = range(first_day, first_day + window_days)
        allowed = [
            day * problem.num_vehicles + v for day in days for v in range(problem.num_vehicles)
        ]
        vehicle.SetValues([INACTIVE, *allowed])
        of_vehicle = [
            day - first_day for day in range(problem.num_days) for _ in range(problem.num_vehicles)
        ]
        return self.routing.solver().Element([INACTIVE, *of_vehicle], vehicle + 1).Var()

    def _as_routes(self, trips: Sequence[Trip]) -> list[list[int]]:
        """Return trips in patterns as routes of nodes, by vehicle."""
        problem = self.problem
        number_of = {(n.village, n.level, n.place): number for number, n in enumerate(self.nodes)}
        days_of: dict[int, list[int]] = {}
        for trip in trips:
            for village in trip.villages:
                days_of.setdefault(village, []).append(trip.day)
        routes: list[list[int]] = [[] for _ in range(self.routing.vehicles())]
        for trip in trips:
            for village in trip.villages:
                days = sorted(days_of[village])
                level = problem.level_visits.index(len(days))
                number = number_of[village, level, days.index(trip.day)]
                route = routes[trip.day * problem.num_vehicles + trip.vehicle]
                route.append(problem.num_vehicles + number)
        return routes

    def _trips(self, found: pywrapcp.Assignment) -> list[Trip]:
        """Return the routes of a solution as trips."""
        trips = []
        for number in range(self.routing.vehicles()):
            villages = []
            index = found.Value(self.routing.NextVar(self.routing.Start(number)))
            while not self.routing.IsEnd(index):
                node = self.manager.IndexToNode(index) - self.problem.num_vehicles
                villages.append(self.nodes[node].village)
                index = found.Value(self.routing.NextVar(index))
            day, vehicle = divmod(number, self.problem.num_vehicles)
            trips.append(Trip(vehicle, day, tuple(villages)))
        return [trip for trip in trips if trip.villages]
