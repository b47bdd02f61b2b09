"""Enumerated duties are feasible, and no day's work they leave out could do better."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import hours_to_s, minutes_to_s
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from tests.oracle import DayTrip, day_trips
from tests.strategies import instance_of


@pytest.mark.parametrize("seed", range(60))
def test_pool_is_as_good_as_all_trips(seed: int) -> None:
    """For the same ends and options, each trip of the oracle has a duty that is no worse."""
    check(instance_of(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 2000))
def test_pool_is_as_good_as_all_trips_on_many(seed: int) -> None:
    """The same holds on a thousand instances."""
    check(instance_of(seed))


@pytest.mark.parametrize("seed", range(30))
def test_pool_is_as_good_where_there_are_many_breaks(seed: int) -> None:
    """The same holds where short stretches of work and of driving ask for breaks at most stops."""
    rules = WorkRules(
        max_work_stretch_s=hours_to_s(3),
        work_break_s=minutes_to_s(20),
        max_driving_stretch_s=hours_to_s(1.5),
        driving_break_s=minutes_to_s(35),
    )
    instance = instance_of(seed)
    check(
        instance.replace(
            profiles=tuple(dataclasses.replace(p, rules=rules) for p in instance.profiles)
        )
    )


@pytest.mark.parametrize("seed", range(40))
def test_pool_is_as_good_where_stops_keep_to_half_days(seed: int) -> None:
    """The same holds where an option is open in the morning only, or in the afternoon only."""
    check(instance_of(seed, has_half_days=True))


def check(instance: Instance) -> None:
    """Compare the pools of an instance with the trips of the oracle."""
    for number, profile in enumerate(instance.profiles):
        pool = enumerate_duties(instance, number)
        assert pool.is_complete
        rows: dict[tuple[int, int, frozenset[int]], list[int]] = {}
        for row in range(len(pool)):
            options = frozenset(pool.options[row][pool.options[row] != NO_OPTION].tolist())
            assert len(options) == pool.num_stops[row]
            rows.setdefault((int(pool.start[row]), int(pool.end[row]), options), []).append(row)
        for ends in sorted(pairs_of_ends(instance, number)):
            for options in choices_of_options(instance):
                trips = day_trips(instance, profile, *ends, options)
                duties = rows.pop((*ends, options), [])
                assert bool(trips) == bool(duties), (ends, options)
                for trip in trips:
                    assert any(serves_for(pool, row, trip, profile) for row in duties), trip
                for row in duties:
                    assert any(trip_serves_for(trip, pool, row) for trip in trips), (ends, row)
        assert not rows, "duties between ends that no vehicle can have"


def pairs_of_ends(instance: Instance, profile: int) -> set[tuple[int, int]]:
    """Return the pairs of nodes between which some vehicle of a profile can work."""
    pairs = set()
    for vehicle in instance.vehicles:
        if vehicle.profile == profile:
            own = sorted({vehicle.depot, *instance.overnight_node.tolist()})
            pairs |= set(itertools.product(own, own))
    return pairs


def choices_of_options(instance: Instance) -> list[frozenset[int]]:
    """Return every set of options of different stops."""
    per_stop = [
        [None, *np.flatnonzero(instance.option_stop == stop).tolist()]
        for stop in range(instance.num_stops)
    ]
    return [
        frozenset(option for option in chosen if option is not None)
        for chosen in itertools.product(*per_stop)
    ]


def serves_for(pool: DutyPool, row: int, trip: DayTrip, profile: Profile) -> bool:
    """Tell whether a duty is no worse than a trip; clocks count only where rest can bind."""
    is_cheap = pool.distance_m[row] <= trip.distance_m and pool.driving_s[row] <= trip.driving_s
    window_s = profile.latest_end_s - profile.earliest_start_s
    if profile.rules.daily_rest_s is None or window_s + profile.rules.daily_rest_s <= 86_400:
        return bool(is_cheap)
    earliest_end_s = pool.earliest_start_s[row] + pool.elapsed_s[row]
    return bool(
        is_cheap
        and pool.elapsed_s[row] <= trip.elapsed_s
        and earliest_end_s <= trip.earliest_s + trip.elapsed_s
        and pool.latest_start_s[row] >= trip.latest_s
    )


def trip_serves_for(trip: DayTrip, pool: DutyPool, row: int) -> bool:
    """Tell whether a trip is no worse than a duty, which is then no better than is possible."""
    return bool(
        trip.distance_m <= pool.distance_m[row]
        and trip.driving_s <= pool.driving_s[row]
        and trip.working_s <= pool.working_s[row]
        and trip.elapsed_s <= pool.elapsed_s[row]
        and trip.earliest_s + trip.elapsed_s <= pool.earliest_start_s[row] + pool.elapsed_s[row]
        and trip.latest_s >= pool.latest_start_s[row]
    )
