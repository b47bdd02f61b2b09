"""Mend an answer the most generous way, before it is judged.

Only we know patterns; a peer that is told to make copies of visits may serve half of one. Such a
village keeps the best level whose pattern lies within the days on which it is visited, and its
other visits are left out, which shortens their routes. Then visits that cost more than they bring
are left out as well, village by village, because some peers cannot weigh prizes against costs. Our
own answers are judged as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, patterns

__all__ = ["mended"]

Routes = dict[tuple[int, int], list[int]]


def mended(problem: CycleTrips, trips: Sequence[Trip]) -> list[Trip]:
    """Return an answer in which every village is visited by a pattern, or not at all.

    Parameters
    ----------
    problem : CycleTrips
        The instance.
    trips : sequence of Trip
        An answer whose trips are short enough, one per vehicle and day.

    Returns
    -------
    list of Trip
        The same with fewer visits.
    """
    routes: Routes = {(trip.vehicle, trip.day): [] for trip in trips}
    seen: set[tuple[int, int]] = set()
    for trip in trips:
        for village in trip.villages:
            if (village, trip.day) not in seen:
                seen.add((village, trip.day))
                routes[trip.vehicle, trip.day].append(village)
    levels = {village: _best_level(problem, village, seen) for village, _ in seen}
    for (_, day), route in routes.items():
        route[:] = [village for village in route if day in levels[village][1]]
    _leave_out_what_does_not_pay(problem, routes, {v: prize for v, (prize, _) in levels.items()})
    return [Trip(*key, tuple(route)) for key, route in sorted(routes.items()) if route]


def _best_level(
    problem: CycleTrips, village: int, seen: set[tuple[int, int]]
) -> tuple[int, tuple[int, ...]]:
    """Return the highest prize that the visits to a village can win, and their days."""
    days = {day for visited, day in seen if visited == village}
    return max(
        (int(problem.prize_sek[village, level]), pattern)
        for level, visits in enumerate(problem.level_visits)
        for pattern in patterns(problem.weeks, visits)
        if days.issuperset(pattern)
    )


def _leave_out_what_does_not_pay(
    problem: CycleTrips, routes: Routes, prize_of: Mapping[int, int]
) -> None:
    """Leave out the village whose visits lose most, until every one pays."""
    served = dict(prize_of)
    while served:
        loss_sek, village = max(
            (_saving_sek(problem, routes, village) - prize, village)
            for village, prize in served.items()
        )
        if loss_sek <= 0:
            return
        del served[village]
        for route in routes.values():
            if village in route:
                route.remove(village)


def _saving_sek(problem: CycleTrips, routes: Routes, village: int) -> int:
    """Return what it saves to visit a village no more [SEK]."""
    return sum(
        problem.cost_sek(vehicle, route)
        - problem.cost_sek(vehicle, [other for other in route if other != village])
        for (vehicle, _), route in routes.items()
        if village in route
    )
