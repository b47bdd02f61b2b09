"""State a cycle without patterns, in the two ways in which anybody can."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from tests.benchmark.periodic_race.cycle_trips import DAYS_PER_WEEK, CycleTrips, Trip

__all__ = ["driven_again", "simpler"]


def simpler(problem: CycleTrips) -> Iterator[tuple[CycleTrips, int]]:
    """Yield a problem with one level, and how often in a row its days are driven.

    Parameters
    ----------
    problem : CycleTrips
        A cycle.

    Yields
    ------
    tuple of CycleTrips and int
        One week that is driven every week; then, if there are more, the whole cycle with every
        village at most once.
    """
    every_week = problem.prize_sek[:, -1:] // problem.weeks
    yield (
        dataclasses.replace(problem, weeks=1, level_visits=(1,), prize_sek=every_week),
        problem.weeks,
    )
    if problem.weeks > 1:
        yield dataclasses.replace(problem, level_visits=(1,), prize_sek=problem.prize_sek[:, :1]), 1


def driven_again(trips: Sequence[Trip], times: int) -> list[Trip]:
    """Return the trips of a week as those of as many weeks."""
    return [
        Trip(trip.vehicle, trip.day + week * DAYS_PER_WEEK, trip.villages)
        for trip in trips
        for week in range(times)
    ]
