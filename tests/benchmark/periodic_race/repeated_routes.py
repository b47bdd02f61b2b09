"""Let peers without patterns drive whole routes again: every week, every second, or once.

A route that is driven f times a cycle is one route of a fleet of its own, f times as dear, and
serves villages at the level of f visits. A village chooses one level. What is found is laid on the
days, and every pattern is whole. Only how many routes of each kind a vehicle drives must be chosen
beforehand, and that a route's villages have one level is a loss; both are named in README.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, patterns

__all__ = ["MIXES", "Repeated", "laid_out"]

MIXES: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((5,),),
    2: ((10, 0), (8, 1), (6, 2), (4, 3), (0, 5)),
    4: ((20, 0, 0), (14, 3, 0), (10, 5, 0), (10, 3, 1), (6, 5, 1), (6, 3, 2), (0, 0, 5)),
}
"""By weeks of the cycle: routes of each level that one vehicle drives, as many as fit its days."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A route of a vehicle that is driven as often as a level says."""

    vehicle: int
    level: int
    villages: tuple[int, ...]


def laid_out(problem: CycleTrips, routes: Iterable[Repeated]) -> list[Trip]:
    """Return repeated routes as trips, each on the first pattern of days that is free.

    Parameters
    ----------
    problem : CycleTrips
        The instance.
    routes : iterable of Repeated
        No more of them than one of `MIXES` allows.

    Returns
    -------
    list of Trip
        One trip for every time that a route is driven.
    """
    taken: set[tuple[int, int]] = set()
    trips: list[Trip] = []
    for route in sorted(routes, key=lambda route: -route.level):
        days = next(
            days
            for days in patterns(problem.weeks, problem.level_visits[route.level])
            if taken.isdisjoint((route.vehicle, day) for day in days)
        )
        taken.update((route.vehicle, day) for day in days)
        trips.extend(Trip(route.vehicle, day, route.villages) for day in days)
    return trips
