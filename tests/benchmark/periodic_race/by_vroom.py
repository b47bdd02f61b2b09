"""Let VROOM plan a cycle through pyvroom. It has no periods (VROOM-Project/vroom#902) nor prizes.

Prizes become priorities from 0 to 100; VROOM serves the greatest sum of priorities, then the
cheapest way. It cannot weigh a prize against kilometres, so it is asked again and again with only
the dearest 100, 90 .. 30 % of the visits, and `mending` leaves out what does not pay. Three ways
to state the cycle are tried with each: one week that is driven every week, every village at most
once in the cycle, and a copy per week with a skill for its day (`copied_visits`). VROOM is
deterministic: one seed is enough, and it ends before the limit.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np
import vroom

from tests.benchmark.periodic_race.copied_visits import Copy, copied_visits
from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, worth_sek
from tests.benchmark.periodic_race.mending import mended
from tests.benchmark.periodic_race.simpler import driven_again, simpler

__all__ = ["plan"]

EXPLORATION = 5
MOST_PRIORITY = 100
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
ANY_DAY = -1
PROFILE = "car"
S_PER_MIN, M_PER_KM = 60, 1000


def plan(problem: CycleTrips, *, limit_s: float) -> list[Trip]:
    """Return the best answer over all ways and shares."""
    end_s = time.perf_counter() + limit_s
    best: list[Trip] = []
    best_sek = 0
    for share in SHARES:
        for jobs, num_days, times in _ways(problem):
            left_s = end_s - time.perf_counter()
            if left_s <= 0:
                return best
            dearest = sorted(jobs, key=lambda job: -job.prize_sek)[: round(share * len(jobs))]
            trips = driven_again(_solved(problem, dearest, num_days, left_s), times)
            worth = worth_sek(problem, mended(problem, trips))
            if worth > best_sek:
                best, best_sek = trips, worth
    return best


def _ways(problem: CycleTrips) -> Iterator[tuple[list[Copy], int, int]]:
    """Yield jobs, the number of days to lay them on, and how often these days are driven."""
    for simple, times in simpler(problem):
        yield _any_day(simple.prize_sek[:, 0]), simple.num_days, times
    if problem.weeks > 1:
        yield copied_visits(problem, turn=0.0), problem.num_days, 1


def _any_day(prize_sek: np.ndarray) -> list[Copy]:
    """Return one visit to each village that may lie on any day."""
    return [Copy(village, ANY_DAY, int(prize)) for village, prize in enumerate(prize_sek)]


def _solved(problem: CycleTrips, jobs: Sequence[Copy], num_days: int, limit_s: float) -> list[Trip]:
    """Return what VROOM finds for some jobs; a vehicle has the skill of its day."""
    asked = vroom.Input()
    asked.set_durations_matrix(PROFILE, problem.leg_min * S_PER_MIN)
    asked.set_distances_matrix(PROFILE, problem.leg_km * M_PER_KM)
    kinds = [(vehicle, day) for day in range(num_days) for vehicle in range(problem.num_vehicles)]
    costs = vroom.VehicleCosts(
        per_hour=60 * problem.cost_per_min_sek, per_km=problem.cost_per_km_sek
    )
    for number, (vehicle, day) in enumerate(kinds):
        asked.add_vehicle(
            vroom.Vehicle(
                number,
                start=vehicle,
                end=vehicle,
                profile=PROFILE,
                skills={day + 1},
                time_window=vroom.TimeWindow(0, problem.max_working_min * S_PER_MIN),
                costs=costs,
            )
        )
    most_sek = max(job.prize_sek for job in jobs)
    for number, job in enumerate(jobs):
        asked.add_job(
            vroom.Job(
                number,
                location=problem.node_of(job.village),
                default_service=int(problem.visit_min[job.village]) * S_PER_MIN,
                skills=set() if job.day == ANY_DAY else {job.day + 1},
                priority=MOST_PRIORITY * job.prize_sek // max(1, most_sek),
            )
        )
    answer = asked.solve(
        exploration_level=EXPLORATION, nb_threads=1, timeout=timedelta(seconds=limit_s)
    )
    return _trips(answer, jobs, kinds)


def _trips(
    answer: vroom.Solution, jobs: Sequence[Copy], kinds: Sequence[tuple[int, int]]
) -> list[Trip]:
    """Return the routes of an answer as trips."""
    steps = answer.routes
    steps = steps[steps["type"] == "job"]
    return [
        Trip(*kinds[int(number)], tuple(jobs[int(job)].village for job in route["id"]))
        for number, route in steps.groupby("vehicle_id", sort=True)
    ]
