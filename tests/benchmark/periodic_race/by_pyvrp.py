"""Let PyVRP plan a cycle. It has no periods (PyVRP/PyVRP#892), so visits are copied.

Two ways, each a racer. ``plan_copies``: a copy of each village in each week, weekdays chosen
beforehand (`copied_visits`); half of the time for each of two sweeps. ``plan_repeated``: a copy of
each village for each level, of which a client group lets one be served, and a fleet for each
level (`repeated_routes`); every mix of fleets gets a short run, the best one the rest of the time.

Days and fleets lie one after the other on one line of time: windows keep copies to their vehicles,
and no arc has to be forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyvrp
import pyvrp.stop

from tests.benchmark.periodic_race.copied_visits import copied_visits
from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, worth_sek
from tests.benchmark.periodic_race.mending import mended
from tests.benchmark.periodic_race.repeated_routes import MIXES, Repeated, laid_out

__all__ = ["plan_copies", "plan_repeated"]

DAY_MIN = 1440
"""From the start of a day, or of a fleet, to that of the next [min]."""

TURNS = (0.0, 0.1)
TRIAL_SHARE = 0.04


def plan_copies(problem: CycleTrips, *, seed: int, limit_s: float) -> list[Trip]:
    """Return the better answer of two sweeps."""
    answers = [_with_sweep(problem, turn, seed, limit_s / len(TURNS)) for turn in TURNS]
    return max(answers, key=lambda trips: worth_sek(problem, mended(problem, trips)))


def plan_repeated(problem: CycleTrips, *, seed: int, limit_s: float) -> list[Trip]:
    """Return the best answer over all mixes of fleets, the best mix searched longest."""
    mixes = MIXES[problem.weeks]
    trial_s = TRIAL_SHARE * limit_s if len(mixes) > 1 else 0.0
    tried = {mix: _with_mix(problem, mix, seed, trial_s) for mix in mixes if trial_s}
    worth = {mix: worth_sek(problem, mended(problem, trips)) for mix, trips in tried.items()}
    best = max(worth, key=worth.__getitem__) if worth else mixes[0]
    answers = [_with_mix(problem, best, seed, limit_s - trial_s * len(tried)), *tried.values()]
    return max(answers, key=lambda trips: worth_sek(problem, mended(problem, trips)))


def _with_sweep(problem: CycleTrips, turn: float, seed: int, limit_s: float) -> list[Trip]:
    """Return the answer with the weekdays of one sweep; a vehicle type is a vehicle on a day."""
    copies = copied_visits(problem, turn=turn)
    clients = [_client(problem, copy.village, copy.day, copy.prize_sek) for copy in copies]
    types = [
        (vehicle, day, 1, 1) for day in range(problem.num_days) for vehicle in _depots(problem)
    ]
    best = _solved(
        problem, clients, [], [_vehicles(problem, *kind) for kind in types], seed, limit_s
    )
    return [
        Trip(*types[route.vehicle_type()][:2], _villages(route, lambda i: copies[i].village))
        for route in best.routes()
    ]


def _with_mix(problem: CycleTrips, mix: tuple[int, ...], seed: int, limit_s: float) -> list[Trip]:
    """Return the answer with one mix of fleets; a vehicle type is a vehicle on a level."""
    num_levels = len(mix)
    clients = [
        _client(problem, village, level, int(prize_sek), group=village)
        for village, prizes in enumerate(problem.prize_sek)
        for level, prize_sek in enumerate(prizes)
    ]
    groups = [
        pyvrp.ClientGroup(
            list(range(village * num_levels, (village + 1) * num_levels)), required=False
        )
        for village in range(problem.num_villages)
    ]
    kinds = [(v, level) for level in range(num_levels) if mix[level] for v in _depots(problem)]
    types = [_vehicles(problem, v, lv, mix[lv], problem.level_visits[lv]) for v, lv in kinds]
    best = _solved(problem, clients, groups, types, seed, limit_s)
    routes = [
        Repeated(*kinds[route.vehicle_type()], _villages(route, lambda i: i // num_levels))
        for route in best.routes()
    ]
    return laid_out(problem, routes)


def _depots(problem: CycleTrips) -> range:
    """Return the vehicles, which are their depots."""
    return range(problem.num_vehicles)


def _client(
    problem: CycleTrips, village: int, place: int, prize_sek: int, group: int | None = None
) -> pyvrp.Client:
    """Return a copy of a village that is served at a place on the line of time, or not at all."""
    return pyvrp.Client(
        location=problem.node_of(village),
        service_duration=int(problem.visit_min[village]),
        tw_early=place * DAY_MIN,
        tw_late=place * DAY_MIN + problem.max_working_min,
        prize=prize_sek,
        required=False,
        group=group,
    )


def _vehicles(
    problem: CycleTrips, vehicle: int, place: int, number: int, times: int
) -> pyvrp.VehicleType:
    """Return vehicles of a depot at a place on the line of time, whose routes are driven often."""
    return pyvrp.VehicleType(
        num_available=number,
        start_depot=vehicle,
        end_depot=vehicle,
        tw_early=place * DAY_MIN,
        tw_late=place * DAY_MIN + problem.max_working_min,
        unit_distance_cost=problem.cost_per_km_sek * times,
        unit_duration_cost=problem.cost_per_min_sek * times,
    )


def _villages(route: pyvrp.Route, village_of: Callable[[int], int]) -> tuple[int, ...]:
    """Return the villages of a route."""
    return tuple(village_of(step.idx) for step in route if step.is_client())


def _solved(
    problem: CycleTrips,
    clients: Iterable[pyvrp.Client],
    groups: list[pyvrp.ClientGroup],
    vehicle_types: list[pyvrp.VehicleType],
    seed: int,
    limit_s: float,
) -> pyvrp.Solution:
    """Return the best solution that PyVRP finds with its own parameters."""
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in problem.leg_min],
        clients=list(clients),
        depots=[pyvrp.Depot(vehicle) for vehicle in _depots(problem)],
        vehicle_types=vehicle_types,
        distance_matrices=[problem.leg_km],
        duration_matrices=[problem.leg_min],
        groups=groups,
    )
    stop = pyvrp.stop.MaxRuntime(limit_s)
    best = pyvrp.solve(data, stop, seed=seed, collect_stats=False).best
    if not best.is_feasible():
        msg = f"{problem.name}: PyVRP found no feasible solution"
        raise ValueError(msg)
    return best
