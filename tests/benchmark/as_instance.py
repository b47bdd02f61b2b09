"""State a race as an instance: day trips, residents who use nothing but their own village."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.calendar import WEEKDAYS, make_horizon
from mobilkontor.core.instance import AccessTable, Instance, Profile, Vehicle
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import METRES_PER_KM, MINUTES_PER_HOUR, SECONDS_PER_MINUTE
from tests.benchmark.periodic_race.cycle_trips import DAYS_PER_WEEK, patterns

__all__ = ["Clock", "Roads", "Villages", "as_instance"]

NO_LIMIT = 1e9


@dataclass(frozen=True, slots=True)
class Clock:
    """Limits on a day, all in minutes; the defaults leave working time as the only one."""

    max_working_min: int
    setup_min: int = 0
    packing_min: int = 0
    open_from_min: int = 0
    open_to_min: int = 24 * 60
    earliest_start_min: int = 0
    latest_end_min: int = 24 * 60


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """Legs between nodes, depots first, one vehicle each, and what driving and working cost."""

    num_depots: int
    leg_min: NDArray[np.int64]
    leg_km: NDArray[np.int64]
    cost_per_km_sek: int
    cost_per_min_sek: int


@dataclass(frozen=True, slots=True, eq=False)
class Villages:
    """Opening time and prizes of the villages; a row of prizes has one level each [SEK]."""

    opening_min: NDArray[np.int64]
    level_visits: tuple[int, ...]
    prize_sek: NDArray[np.int64]


def as_instance(weeks: int, roads: Roads, clock: Clock, villages: Villages) -> Instance:
    """Return a race as an instance; the name of a place is its node.

    Parameters
    ----------
    weeks : int
        Weeks of the cycle.
    roads : Roads
        Legs and costs.
    clock : Clock
        Limits on a day.
    villages : Villages
        Openings, levels and prizes.

    Returns
    -------
    Instance
        The same problem.
    """
    num_villages, num_levels = villages.prize_sek.shape
    stops, levels = np.arange(num_villages), np.arange(num_villages * num_levels)
    nodes = tuple(str(node) for node in range(len(roads.leg_min)))
    pattern_level, pattern_days = _patterns(weeks, villages)
    none = np.empty(0, dtype=np.int64)
    return Instance(
        horizon=make_horizon(weeks, WEEKDAYS[:DAYS_PER_WEEK]),
        node_ids=nodes,
        profiles=(_profile(roads, clock),),
        vehicles=tuple(_vehicle(roads, depot) for depot in range(roads.num_depots)),
        overnight_node=none,
        overnight_rooms=none,
        overnight_cost_sek=np.empty(0),
        stop_node=roads.num_depots + stops,
        stop_is_promised=np.zeros(num_villages, dtype=np.bool_),
        option_stop=stops,
        option_opening_s=villages.opening_min * SECONDS_PER_MINUTE,
        setup_s=clock.setup_min * SECONDS_PER_MINUTE,
        packing_s=clock.packing_min * SECONDS_PER_MINUTE,
        open_from_s=clock.open_from_min * SECONDS_PER_MINUTE,
        open_to_s=clock.open_to_min * SECONDS_PER_MINUTE,
        level_stop=np.repeat(stops, num_levels),
        level_option=np.repeat(stops, num_levels),
        level_visits=np.tile(np.array(villages.level_visits, dtype=np.int64), num_villages),
        pattern_level=pattern_level,
        pattern_days=pattern_days,
        access=AccessTable(
            place_ids=nodes[roads.num_depots :],
            pair_place=np.repeat(stops, num_levels),
            pair_level=levels,
            pair_met_visits=villages.prize_sek.ravel().astype(np.float64),
        ),
        value_per_met_visit_sek=1.0,
    )


def _patterns(weeks: int, villages: Villages) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return level and days of every visit pattern, levels in the order of the villages."""
    num_villages, num_levels = villages.prize_sek.shape
    of_level = [list(patterns(weeks, visits)) for visits in villages.level_visits]
    rows = [
        (village * num_levels + level, days)
        for village in range(num_villages)
        for level in range(num_levels)
        for days in of_level[level]
    ]
    pattern_days = np.zeros((len(rows), DAYS_PER_WEEK * weeks), dtype=np.bool_)
    for row, (_, days) in enumerate(rows):
        pattern_days[row, list(days)] = True
    return np.array([level for level, _ in rows], dtype=np.int64), pattern_days


def _profile(roads: Roads, clock: Clock) -> Profile:
    """Return how all vehicles drive and work."""
    return Profile(
        leg_s=roads.leg_min * SECONDS_PER_MINUTE,
        leg_m=roads.leg_km * METRES_PER_KM,
        rules=WorkRules(max_working_s=clock.max_working_min * SECONDS_PER_MINUTE),
        earliest_start_s=clock.earliest_start_min * SECONDS_PER_MINUTE,
        latest_end_s=clock.latest_end_min * SECONDS_PER_MINUTE,
    )


def _vehicle(roads: Roads, depot: int) -> Vehicle:
    """Return the vehicle of a depot; it is home every night."""
    return Vehicle(
        id=str(depot),
        profile=0,
        depot=depot,
        cost_per_km_sek=roads.cost_per_km_sek,
        cost_per_hour_sek=roads.cost_per_min_sek * MINUTES_PER_HOUR,
        cost_per_day_sek=0.0,
        visitors_per_hour=NO_LIMIT,
        max_nights_per_week=None,
    )
