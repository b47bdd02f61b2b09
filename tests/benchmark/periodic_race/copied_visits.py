"""Copy visits for peers without patterns: a copy of a village per week, its weekday set before.

Weekdays are the sectors of a sweep around the nearest depot, so that neighbours share a day. The
prize of a copy is what its visit adds if they come in the order first, evenly spaced, all others;
which week is first goes round from village to village. So whatever copies a peer serves, the
prizes it counts are at least nearly those that its visits win.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.benchmark.periodic_race.cycle_trips import DAYS_PER_WEEK, CycleTrips

__all__ = ["Copy", "copied_visits", "nearest_depot"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One visit that may be made: only on this day, for this prize."""

    village: int
    day: int
    prize_sek: int


def nearest_depot(problem: CycleTrips) -> NDArray[np.int64]:
    """Return the vehicle whose depot is nearest to each village."""
    to_village = problem.leg_km[: problem.num_vehicles, problem.num_vehicles :]
    return np.asarray(to_village.argmin(axis=0))


def copied_visits(problem: CycleTrips, *, turn: float) -> list[Copy]:
    """Return a copy of every village in every week.

    Parameters
    ----------
    problem : CycleTrips
        The instance.
    turn : float
        Where the sweep begins, as a share of the circle.

    Returns
    -------
    list of Copy
        Village by village.
    """
    weekdays = _weekdays(problem, turn)
    copies = []
    for village, weekday in enumerate(weekdays):
        first = village % problem.weeks
        for place, prize_sek in enumerate(_added_sek(problem, village)):
            week = (first + _ORDER[problem.weeks][place]) % problem.weeks
            copies.append(Copy(village, week * DAYS_PER_WEEK + int(weekday), prize_sek))
    return copies


_ORDER = {1: (0,), 2: (0, 1), 4: (0, 2, 1, 3)}
"""Weeks after the first one in which visits are added, by weeks of the cycle."""


def _added_sek(problem: CycleTrips, village: int) -> list[int]:
    """Return what each visit to a village adds to its prize [SEK]."""
    added, before, visits_before = [], 0, 0
    for visits, prize in zip(problem.level_visits, problem.prize_sek[village], strict=True):
        more = visits - visits_before
        added.extend([max(0, int(prize) - before) // more] * more)
        before, visits_before = int(prize), visits
    return added


def _weekdays(problem: CycleTrips, turn: float) -> NDArray[np.int64]:
    """Return a weekday for every village: sectors around its depot with as much work in each."""
    depots = nearest_depot(problem)
    weekdays = np.zeros(problem.num_villages, dtype=np.int64)
    for depot in range(problem.num_vehicles):
        own = np.nonzero(depots == depot)[0]
        offset_km = problem.position_km[problem.num_vehicles + own] - problem.position_km[depot]
        angle = np.arctan2(offset_km[:, 1], offset_km[:, 0]) / (2 * np.pi)
        swept = own[np.argsort((angle - turn) % 1.0)]
        work = np.cumsum(problem.visit_min[swept])
        weekdays[swept] = np.minimum((work - 1) * DAYS_PER_WEEK // work[-1:], DAYS_PER_WEEK - 1)
    return weekdays
