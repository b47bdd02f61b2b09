"""Let our engine plan a cycle, and prove how good the plan is."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from mobilkontor.optimise.solve import optimise
from tests.benchmark.as_instance import Clock, Roads, Villages, as_instance
from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip

__all__ = ["Planned", "plan"]


@dataclass(frozen=True, slots=True)
class Planned:
    """An answer with its proof.

    Attributes
    ----------
    trips : tuple of Trip
        The answer.
    bound_sek : float or None
        What no answer can be worth more than, if that is proved [SEK].
    time_s : float
        Time of the search, which ends with a proof or at the limit [s].
    """

    trips: tuple[Trip, ...]
    bound_sek: float | None
    time_s: float


def plan(problem: CycleTrips, *, seed: int, limit_s: float) -> Planned:
    """Return the best plan of our engine.

    Parameters
    ----------
    problem : CycleTrips
        The instance.
    seed : int
        Seed of the search.
    limit_s : float
        Longest search [s].

    Returns
    -------
    Planned
        Plan and bound.
    """
    instance = as_instance(
        problem.weeks,
        Roads(
            num_depots=problem.num_vehicles,
            leg_min=problem.leg_min,
            leg_km=problem.leg_km,
            cost_per_km_sek=problem.cost_per_km_sek,
            cost_per_min_sek=problem.cost_per_min_sek,
        ),
        Clock(max_working_min=problem.max_working_min),
        Villages(
            opening_min=problem.visit_min,
            level_visits=problem.level_visits,
            prize_sek=problem.prize_sek,
        ),
    )
    result = optimise(
        instance,
        time_limit_s=limit_s,
        gap_limit=0.0,
        seed=seed,
        threads=1,
        observe=lambda _: None,
        stop=threading.Event(),
    )
    trips = tuple(
        Trip(
            int(duty.vehicle),
            duty.day,
            tuple(int(visit.place) - problem.num_vehicles for visit in duty.stops),
        )
        for duty in result.plan.duties
    )
    return Planned(trips, result.bound_sek, result.runtime_s)
