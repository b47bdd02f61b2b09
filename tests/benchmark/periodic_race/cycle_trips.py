"""Own the problem of the periodic race, and the one judge of every answer to it.

A cycle has one, two or four weeks of five days. Every vehicle has one route a day, from its depot
and back. A village is visited 0 times in a cycle or as often as one of its levels says, in evenly
spaced weeks on the same weekday, and its prize grows with diminishing return. Nothing else is
asked, so that every racer can state it. All numbers are whole minutes, kilometres and SEK.

The judge uses nothing of the engine and nothing of the peers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["DAYS_PER_WEEK", "CycleTrips", "Trip", "patterns", "worth_sek"]

DAYS_PER_WEEK = 5


@dataclass(frozen=True, slots=True)
class Trip:
    """One day of one vehicle: the villages in order, counted from 0."""

    vehicle: int
    day: int
    villages: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CycleTrips:
    """An instance of the periodic race.

    Attributes
    ----------
    name : str
        What results and the table call it.
    weeks : int
        Weeks of the cycle: 1, 2 or 4.
    num_vehicles : int
        Vehicles; the depot of each is the node of the same number, the villages follow.
    position_km : ndarray of float64, shape (num_nodes, 2)
        Where the nodes lie, for those who choose days by compass.
    leg_min, leg_km : ndarray of int64, shape (num_nodes, num_nodes)
        Driving time [min] and distance [km] between nodes.
    visit_min : ndarray of int64, shape (num_villages,)
        Work of one visit to each village [min].
    level_visits : tuple of int
        Visits per cycle of each level, rising.
    prize_sek : ndarray of int64, shape (num_villages, num_levels)
        Worth of each level of each village per cycle [SEK].
    max_working_min : int
        Longest driving and visits of a day [min].
    cost_per_km_sek, cost_per_min_sek : int
        Cost of driving and of working time [SEK].
    """

    name: str
    weeks: int
    num_vehicles: int
    position_km: NDArray[np.float64]
    leg_min: NDArray[np.int64]
    leg_km: NDArray[np.int64]
    visit_min: NDArray[np.int64]
    level_visits: tuple[int, ...]
    prize_sek: NDArray[np.int64]
    max_working_min: int = 9 * 60
    cost_per_km_sek: int = 6
    cost_per_min_sek: int = 0

    @property
    def num_villages(self) -> int:
        """Number of villages."""
        return len(self.visit_min)

    @property
    def num_days(self) -> int:
        """Days of the cycle."""
        return DAYS_PER_WEEK * self.weeks

    def node_of(self, village: int) -> int:
        """Return the node of a village."""
        return self.num_vehicles + village

    def nodes_of(self, vehicle: int, villages: Sequence[int]) -> tuple[int, ...]:
        """Return the nodes of a route, with its depot at both ends."""
        return (vehicle, *map(self.node_of, villages), vehicle)

    def working_min(self, vehicle: int, villages: Sequence[int]) -> int:
        """Return driving and visits of a route [min]."""
        legs = pairwise(self.nodes_of(vehicle, villages))
        driving_min = sum(int(self.leg_min[leg]) for leg in legs)
        return driving_min + int(self.visit_min[list(villages)].sum())

    def cost_sek(self, vehicle: int, villages: Sequence[int]) -> int:
        """Return the cost of a route, nothing for staying at home [SEK]."""
        if not villages:
            return 0
        distance_km = sum(
            int(self.leg_km[leg]) for leg in pairwise(self.nodes_of(vehicle, villages))
        )
        working_min = self.working_min(vehicle, villages)
        return self.cost_per_km_sek * distance_km + self.cost_per_min_sek * working_min


def patterns(weeks: int, visits: int) -> Iterator[tuple[int, ...]]:
    """Yield the days of every pattern: evenly spaced weeks, the same weekday in each.

    Parameters
    ----------
    weeks : int
        Weeks of the cycle.
    visits : int
        Visits per cycle, a divisor of the weeks.

    Yields
    ------
    tuple of int
        Days of the cycle, rising.
    """
    weeks_apart = weeks // visits
    for weekday in range(DAYS_PER_WEEK):
        for first in range(weeks_apart):
            weeks_on = range(first, weeks, weeks_apart)
            yield tuple(week * DAYS_PER_WEEK + weekday for week in weeks_on)


def worth_sek(problem: CycleTrips, trips: Sequence[Trip]) -> int:
    """Return the prizes less the costs of an answer [SEK].

    Parameters
    ----------
    problem : CycleTrips
        The instance.
    trips : sequence of Trip
        The answer; the level of a village is the one whose pattern its days are.

    Returns
    -------
    int
        Its worth.

    Raises
    ------
    ValueError
        If it breaks a rule.
    """
    driven: set[tuple[int, int]] = set()
    days_of: dict[int, list[int]] = {}
    for trip in trips:
        _check_day(problem, trip)
        if (trip.vehicle, trip.day) in driven:
            msg = f"{problem.name}: vehicle {trip.vehicle} drives twice on day {trip.day}"
            raise ValueError(msg)
        driven.add((trip.vehicle, trip.day))
        for village in trip.villages:
            days_of.setdefault(village, []).append(trip.day)
    prizes = sum(_prize_sek(problem, village, days) for village, days in days_of.items())
    return prizes - sum(problem.cost_sek(trip.vehicle, trip.villages) for trip in trips)


def _check_day(problem: CycleTrips, trip: Trip) -> None:
    """Refuse a trip of a vehicle, day or village that is none, or one that is too long."""
    villages_are_some = all(0 <= village < problem.num_villages for village in trip.villages)
    is_one = 0 <= trip.vehicle < problem.num_vehicles and 0 <= trip.day < problem.num_days
    if not trip.villages or not villages_are_some or not is_one:
        msg = f"{problem.name}: {trip} is empty, or names what is not there"
        raise ValueError(msg)
    working_min = problem.working_min(trip.vehicle, trip.villages)
    if working_min > problem.max_working_min:
        msg = f"{problem.name}: {trip} takes {working_min} min of {problem.max_working_min}"
        raise ValueError(msg)


def _prize_sek(problem: CycleTrips, village: int, days: Sequence[int]) -> int:
    """Return the prize of a village for visits on some days, which must be a pattern [SEK]."""
    visited = tuple(sorted(days))
    for level, visits in enumerate(problem.level_visits):
        if visited in patterns(problem.weeks, visits):
            return int(problem.prize_sek[village, level])
    msg = f"{problem.name}: the days {visited} of village {village} are no pattern"
    raise ValueError(msg)
