"""Let PyVRP search for the optimum of a race, and tell when it first reached it.

Import this module only where PyVRP is installed. Its search does not know the optimum; it is
stopped there because the question is answered.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyvrp

from tests.benchmark.day_trips import DayTrips, Route, worth_sek

__all__ = ["Reached", "search"]


@dataclass(frozen=True, slots=True)
class Reached:
    """The best that PyVRP found.

    Attributes
    ----------
    worth_sek : int
        Worth by the judge [SEK].
    time_s : float
        When it was found, from the start of the search [s].
    """

    worth_sek: int
    time_s: float


class _Look(pyvrp.IteratedLocalSearchCallbacks):
    """Judges every new best solution, and stops at the target or the limit."""

    def __init__(self, problem: DayTrips, target_sek: int, limit_s: float) -> None:
        self.problem, self.target_sek, self.limit_s = problem, target_sek, limit_s
        self.best = Reached(0, 0.0)
        self.begin_s = time.perf_counter()

    def on_start(self, ils: pyvrp.IteratedLocalSearch) -> None:
        """Judge the solution that the search starts from."""
        self.on_best(ils.initial_solution)

    def on_best(self, best: pyvrp.Solution) -> None:
        """Judge a new best solution; PyVRP may also tell of ones that break its own rules."""
        now_s = time.perf_counter() - self.begin_s
        if best.is_feasible():
            worth = worth_sek(self.problem, _routes(self.problem, best))
            if worth > self.best.worth_sek:
                self.best = Reached(worth, now_s)

    def __call__(self, best_cost: int) -> bool:
        """Tell PyVRP to stop; its own cost is not asked."""
        del best_cost
        is_late = time.perf_counter() - self.begin_s >= self.limit_s
        return is_late or self.best.worth_sek >= self.target_sek


def search(problem: DayTrips, *, seed: int, target_sek: int, limit_s: float) -> Reached:
    """Return the best that PyVRP finds until it reaches a target or its time is up.

    Parameters
    ----------
    problem : DayTrips
        The instance.
    seed : int
        Seed of the search.
    target_sek : int
        Worth at which the question is answered [SEK].
    limit_s : float
        Longest search [s].

    Returns
    -------
    Reached
        Its best answer, and when it had it.
    """
    data = _problem_data(problem)
    look = _Look(problem, target_sek, limit_s)
    params = pyvrp.SolveParams(ils=pyvrp.IteratedLocalSearchParams(callbacks=look))
    pyvrp.solve(data, look, seed=seed, collect_stats=False, params=params)
    return look.best


def _routes(problem: DayTrips, solution: pyvrp.Solution) -> list[Route]:
    """Return the routes of a solution with our nodes."""
    return [
        Route(
            route.start_depot(),
            tuple(problem.num_depots + step.idx for step in route if step.is_client()),
        )
        for route in solution.routes()
    ]


def _problem_data(problem: DayTrips) -> pyvrp.ProblemData:
    """Return the race in PyVRP's terms; its time windows are those of the start of a service."""
    nodes = range(len(problem.leg_min))
    clients = [
        pyvrp.Client(
            location=problem.num_depots + village,
            service_duration=problem.visit_min,
            tw_early=problem.open_from_min - problem.setup_min,
            tw_late=problem.open_to_min - problem.opening_min - problem.setup_min,
            prize=int(prize_sek),
            required=False,
        )
        for village, prize_sek in enumerate(problem.prize_sek)
    ]
    vehicle_types = [
        pyvrp.VehicleType(
            num_available=problem.num_days,
            start_depot=depot,
            end_depot=depot,
            tw_early=problem.earliest_start_min,
            tw_late=problem.latest_end_min,
            shift_duration=problem.max_working_min,
            unit_distance_cost=problem.cost_per_km_sek,
            unit_duration_cost=problem.cost_per_min_sek,
        )
        for depot in range(problem.num_depots)
    ]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in nodes],
        clients=clients,
        depots=[pyvrp.Depot(depot) for depot in range(problem.num_depots)],
        vehicle_types=vehicle_types,
        # Its stubs name another type of array than its documentation.
        distance_matrices=[problem.leg_km],  # type: ignore[list-item]
        duration_matrices=[problem.leg_min],  # type: ignore[list-item]
    )
