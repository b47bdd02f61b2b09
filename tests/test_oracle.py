"""The oracle is right where a person can check it, and agrees with slower ways to search."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict

import numpy as np
import pytest

from mobilkontor.core.instance import Floor, Instance, Lock
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import SECONDS_PER_DAY, hours_to_s, minutes_to_s
from tests.oracle import (
    DayTrip,
    all_day_trips,
    best_weeks,
    day_trips,
    find_optimum,
    most_met_visits,
)
from tests.strategies import FULL_ROOMS, instance_of

A, B, C, F = range(4)
NOTHING: frozenset[int] = frozenset()


def optimum_sek(instance: Instance) -> float | None:
    best = find_optimum(instance)
    return None if best is None else best.objective_sek


def with_rules(instance: Instance, **changes: int | None) -> Instance:
    """Return the instance with other working rules in its first profile."""
    profile = instance.profiles[0]
    rules = dataclasses.replace(profile.rules, **changes)
    return instance.replace(
        profiles=(dataclasses.replace(profile, rules=rules), *instance.profiles[1:])
    )


def promised(instance: Instance, stop: int) -> Instance:
    flags = instance.stop_is_promised.copy()
    flags[stop] = True
    return instance.replace(stop_is_promised=flags)


# ----------------------------------------------------------------------------- solved by hand: tiny


def test_tiny_is_solved(tiny: Instance) -> None:
    """The best plan of tiny visits A and B on one day and C on the other, as its table shows."""
    best = find_optimum(tiny)
    assert best is not None
    assert best.objective_sek == pytest.approx(2750)
    assert best.cost_sek == pytest.approx(3300 + 3450)
    assert best.met_visits == pytest.approx(95)
    assert best.levels == (A, B, C, None)
    assert sorted(sorted(day.trip.options) for day in best.worked_days) == [[A, B], [C]]


def test_tiny_takes_breaks(tiny: Instance) -> None:
    """A and B take 7.5 h with one break between them; either end of the way there will do."""
    trips = day_trips(tiny, tiny.profiles[0], 0, 0, frozenset({A, B}))
    assert {(trip.working_s, trip.elapsed_s) for trip in trips} == {
        (hours_to_s(7), hours_to_s(7.5))
    }
    assert trips[0].breaks in {((0, 1800), (0, 0)), ((0, 0), (1800, 0))}
    assert trips[0].earliest_s == hours_to_s(8)
    assert trips[0].latest_s == hours_to_s(8.5)


@pytest.mark.parametrize(
    ("budget_sek", "expected_sek"),
    [(6750, 2750), (6749, 2700), (5999, 2400), (5099, 1700), (3299, 1650), (1649, 0)],
)
def test_tiny_within_a_budget(tiny: Instance, budget_sek: float, expected_sek: float) -> None:
    """A budget leaves the best of the plans that cost no more.

    AB + C costs 6750, B + C 6000, A + C 5100, A and B on one day 3300, B 2550, A 1650.
    """
    assert optimum_sek(tiny.replace(budget_sek=float(budget_sek))) == pytest.approx(expected_sek)


def test_tiny_with_a_promise_out_of_reach(tiny: Instance) -> None:
    """F takes 8.5 h of work, so no plan keeps a promise to it."""
    assert find_optimum(promised(tiny, F)) is None


def test_tiny_with_a_longer_day(tiny: Instance) -> None:
    """With 9 h of work, F and A with C are in reach.

    F: 20000 - 3600 - 2550 = 13850. A and C: 240 km and 9 h, 30 + 45 visits: 7500 - 5100 = 2400.
    """
    profile = dataclasses.replace(
        tiny.profiles[0],
        latest_end_s=hours_to_s(17),
        rules=WorkRules(max_working_s=hours_to_s(9)),
    )
    assert optimum_sek(tiny.replace(profiles=(profile,))) == pytest.approx(13850 + 2400)


def test_tiny_with_floors(tiny: Instance) -> None:
    """On one day, floors for B (25 met visits) and C (1 visit) can each be kept, but not both.

    No plan meets more than 30 visits of B.
    """
    floor = Floor("B", places=(B,), stops=(B,), min_visits=0, min_met_visits=25.0)
    one_day = tiny.replace(pattern_days=tiny.pattern_days & np.array([True, False]))
    unused = one_day.pattern_days.any(axis=1)
    one_day = one_day.replace(
        pattern_level=one_day.pattern_level[unused], pattern_days=one_day.pattern_days[unused]
    )
    only_c = Floor("C", places=(C,), stops=(C,), min_visits=1, min_met_visits=0.0)
    too_much = dataclasses.replace(floor, min_met_visits=31.0)
    assert optimum_sek(one_day) == pytest.approx(1700)
    assert optimum_sek(one_day.replace(floors=(floor,))) == pytest.approx(1700)
    assert optimum_sek(one_day.replace(floors=(only_c,))) == pytest.approx(1050)
    assert optimum_sek(one_day.replace(floors=(floor, only_c))) is None
    assert optimum_sek(tiny.replace(floors=(too_much,))) is None


def test_tiny_with_locks(tiny: Instance) -> None:
    """Locking A and B on different days costs: 5000 - 1650 - 2550 = 800, and C has no day left."""
    locks = (Lock(stop=A, day=0, vehicle=None), Lock(stop=B, day=1, vehicle=0))
    assert optimum_sek(tiny.replace(locks=locks[:1])) == pytest.approx(2750)
    assert optimum_sek(tiny.replace(locks=locks)) == pytest.approx(800)


def test_tiny_with_a_week_too_short(tiny: Instance) -> None:
    """AB and C take 12.5 h of work in the week, B and C 10 h, A and C 9 h, B 4.5 h."""
    for hours, expected_sek in ((12.5, 2750), (12.4, 2700), (9.9, 2400), (8.9, 1700), (6.9, 1650)):
        shorter = with_rules(tiny, max_weekly_working_s=hours_to_s(hours))
        assert optimum_sek(shorter) == pytest.approx(expected_sek), hours


# --------------------------------------------------------------------------- solved by hand: island


def test_island_sleeps_away(island: Instance) -> None:
    """A night at X saves 210 km of driving, as the derivation of island shows."""
    best = find_optimum(island)
    assert best is not None
    assert best.objective_sek == pytest.approx(3950)
    assert [day.trip.end for day in best.worked_days] == [1, 0]


def test_island_without_nights(island: Instance) -> None:
    """Without nights away, two day trips are worth 1400 SEK."""
    vehicle = dataclasses.replace(island.vehicles[0], max_nights_per_week=0)
    assert optimum_sek(island.replace(vehicles=(vehicle,))) == pytest.approx(1400)


@pytest.mark.parametrize(("rest_min", "expected_sek"), [(22 * 60 + 30, 3950), (22 * 60 + 31, 750)])
def test_island_with_daily_rest(island: Instance, rest_min: int, expected_sek: float) -> None:
    """Daily rest binds to the minute: 22.5 h allow the two days, one minute more does not."""
    rested = with_rules(island, daily_rest_s=minutes_to_s(rest_min))
    assert optimum_sek(rested) == pytest.approx(expected_sek)


def test_island_with_two_buses_and_one_room(island: Instance) -> None:
    """A second bus with no night allowed cannot help; the room alone is no limit for one bus."""
    second = dataclasses.replace(island.vehicles[0], id="bus 2", max_nights_per_week=0)
    no_room = np.zeros(1, dtype=np.int64)
    both = island.replace(vehicles=(*island.vehicles, second))
    assert optimum_sek(both) == pytest.approx(3950)
    assert optimum_sek(both.replace(overnight_rooms=no_room)) == pytest.approx(1400)


def test_the_own_depot_is_home_even_if_it_is_an_overnight_place(island: Instance) -> None:
    """At its own depot a vehicle needs no room, pays no night and counts none."""
    at_depot = island.replace(
        overnight_node=np.array([0]), overnight_rooms=np.array([0]), overnight_cost_sek=np.ones(1)
    )
    vehicle = dataclasses.replace(island.vehicles[0], max_nights_per_week=0)
    assert optimum_sek(at_depot.replace(vehicles=(vehicle,))) == pytest.approx(1400)


def test_away_from_home_every_day_is_worked(island: Instance) -> None:
    """On three days with only Y left to visit there is no night away without a trip each day."""
    ways = best_weeks(island, 0, (NOTHING, frozenset({1})))
    assert set(ways) == {(None, None), (0, None)}
    assert [day.trip.options for day in ways[0, None].days] == [(), (1,)]
    assert ways[0, None].cost_sek == pytest.approx(1200 + 600 + 600 + 2100 + 1800)


# -------------------------------------------------------------------------- solved by hand: crowded


def test_crowded_sends_people_where_the_least_is_lost(crowded: Instance) -> None:
    """With room for 10 at each stop, 14.5 visits are met; with one stop, its 10."""
    assert most_met_visits(crowded, {0: 10.0, 1: 10.0}) == pytest.approx(14.5)
    assert most_met_visits(crowded, {0: 10.0}) == pytest.approx(10)
    assert most_met_visits(crowded, {1: 10.0}) == pytest.approx(8)
    assert most_met_visits(crowded, {0: 16.0, 1: 0.0}) == pytest.approx(16)


def test_crowded_with_a_floor(crowded: Instance) -> None:
    """A floor of 6 for P makes P stay at P more: P 3 and 3.75, Q 7 and 0.25, 14 in all.

    Let p be the share of P at P, q of Q at P, with 8p + 8q = 10 and the rest at Q. P meets
    8p + 6(1-p) = 6 + 2p, Q meets 8q + 2(1-q) = 2 + 6q. All in all 8 + 2p + 6q = 15.5 - 4p, if
    q <= 1, so p >= 1/4: 14.5. A floor of 6.75 for P is p >= 3/8: 14.
    """
    floor = Floor("P", places=(0,), stops=(0,), min_visits=0, min_met_visits=6.75)
    both = {0: 10.0, 1: 10.0}
    assert most_met_visits(crowded.replace(floors=(floor,)), both) == pytest.approx(14)
    most = dataclasses.replace(floor, min_met_visits=8.5)
    assert most_met_visits(crowded.replace(floors=(most,)), both) is None


def test_crowded_is_best_left_at_home(crowded: Instance) -> None:
    """No duty repays its cost; a promise to P costs 1650 and earns 1000 SEK."""
    assert optimum_sek(crowded) == 0
    assert optimum_sek(promised(crowded, 0)) == pytest.approx(-650)


# -------------------------------------------------------------------------- two ways to enumerate


SMALL_DAYS = {"num_stops": 3, "weekdays": ("mon", "tue"), "closed": frozenset()}


@pytest.mark.parametrize("seed", range(15))
def test_every_useful_trip_is_found(seed: int) -> None:
    """For every set of options, the short list holds a trip as good as any trip there is."""
    instance = instance_of(
        seed, **SMALL_DAYS, has_two_levels=False, has_breaks=True, is_heavy=seed % 2 == 0
    )
    profile = instance.profiles[0]
    ends = sorted({instance.vehicles[0].depot, *instance.overnight_node.tolist()})
    for start, end in itertools.product(ends, ends):
        by_options: dict[frozenset[int], list[DayTrip]] = defaultdict(list)
        for trip in all_day_trips(instance, profile, start, end):
            by_options[frozenset(trip.options)].append(trip)
        for size in range(4):
            for options in map(frozenset, itertools.combinations(range(3), size)):
                short = day_trips(instance, profile, start, end, options)
                full = by_options[options]
                assert bool(short) == bool(full)
                assert set(short) <= set(full)
                assert all(any(_serves_for(kept, trip) for kept in short) for trip in full)


def _serves_for(kept: DayTrip, trip: DayTrip) -> bool:
    """Tell whether a trip is as cheap as another and, after any rest, ends as early."""
    return (
        kept.distance_m <= trip.distance_m
        and kept.driving_s <= trip.driving_s
        and all(
            max(kept.earliest_s, rested_s) <= kept.latest_s
            and max(kept.earliest_s, rested_s) + kept.elapsed_s
            <= max(trip.earliest_s, rested_s) + trip.elapsed_s
            for rested_s in range(trip.earliest_s - 3600, trip.latest_s + 1, 60)
        )
    )


@pytest.mark.parametrize("seed", range(24))
def test_forward_search_finds_the_same_optimum(seed: int) -> None:
    """Chaining all trips day by day, and only then asking what was served, ends the same."""
    instance = instance_of(
        seed,
        **SMALL_DAYS | {"num_stops": 3 if seed % 2 else 2},
        num_vehicles=1 if seed % 2 else 2,
        num_overnights=1,
        has_two_levels=seed % 3 == 0,
        has_breaks=False,
        is_heavy=False,
        has_two_depots=False,
    )
    best = find_optimum(instance)
    expected = forward_optimum(instance)
    if best is None:
        assert expected is None
    else:
        assert best.objective_sek == pytest.approx(expected)


Chain = tuple[tuple[tuple[int, int], ...], tuple[int | None, ...], float]
"""Visits (day, option), node of each night away, cost [SEK]."""


def forward_chains(instance: Instance, vehicle: int) -> list[Chain]:
    """Return all that a vehicle can do on two days of one run."""
    crew = instance.vehicles[vehicle]
    profile = instance.profiles[crew.profile]
    rules = profile.rules
    night_sek = dict(
        zip(instance.overnight_node.tolist(), instance.overnight_cost_sek.tolist(), strict=True)
    )
    chains: list[Chain] = []
    for middle in sorted({crew.depot, *night_sek}):
        is_away = middle != crew.depot
        if is_away and crew.max_nights_per_week == 0:
            continue
        first: list[DayTrip | None] = [*all_day_trips(instance, profile, crew.depot, middle)]
        second: list[DayTrip | None] = [*all_day_trips(instance, profile, middle, crew.depot)]
        if not is_away:
            first.append(None)
            second.append(None)
        for pair in itertools.product(first, second):
            trips = [trip for trip in pair if trip is not None]
            if len(trips) == 2:
                earliest_end_s = trips[0].earliest_s + trips[0].elapsed_s
                rested_s = earliest_end_s + (rules.daily_rest_s or 0) - SECONDS_PER_DAY
                if rested_s > trips[1].latest_s:
                    continue
            working_s = sum(trip.working_s for trip in trips)
            driving_s = sum(trip.driving_s for trip in trips)
            if working_s > (rules.max_weekly_working_s or working_s):
                continue
            if driving_s > (rules.max_weekly_driving_s or driving_s):
                continue
            metres = sum(trip.distance_m for trip in trips)
            cost_sek = (
                metres / 1000 * crew.cost_per_km_sek
                + working_s / 3600 * crew.cost_per_hour_sek
                + len(trips) * crew.cost_per_day_sek
                + (night_sek[middle] if is_away else 0.0)
            )
            visits = tuple(
                (day, option) for day, trip in enumerate(pair) if trip for option in trip.options
            )
            chains.append((visits, (middle if is_away else None,), cost_sek))
    return chains


def forward_optimum(instance: Instance) -> float | None:
    """Return the best objective over all combinations of what the vehicles can do."""
    rooms = dict(
        zip(instance.overnight_node.tolist(), instance.overnight_rooms.tolist(), strict=True)
    )
    cheapest: dict[tuple[tuple[tuple[int, int], ...], ...], float] = {}
    chains = [forward_chains(instance, v) for v in range(len(instance.vehicles))]
    for combination in itertools.product(*chains):
        nodes = [nights[0] for _, nights, _ in combination]
        if any(nodes.count(node) > most for node, most in rooms.items()):
            continue
        key = tuple(tuple(sorted(visits)) for visits, _, _ in combination)
        cost_sek = sum(cost for _, _, cost in combination)
        cheapest[key] = min(cost_sek, cheapest.get(key, float("inf")))
    worths = [
        worth
        for visits, cost_sek in cheapest.items()
        if (worth := forward_worth(instance, visits, cost_sek)) is not None
    ]
    return max(worths, default=None)


def forward_worth(
    instance: Instance, visits: tuple[tuple[tuple[int, int], ...], ...], cost_sek: float
) -> float | None:
    """Return the objective of what the vehicles visit, or None if it is not a plan."""
    if instance.budget_sek is not None and cost_sek > instance.budget_sek:
        return None
    by_stop: dict[int, list[tuple[int, int, int]]] = {s: [] for s in range(instance.num_stops)}
    for vehicle, own in enumerate(visits):
        for day, option in own:
            by_stop[int(instance.option_stop[option])].append((day, option, vehicle))
    per_stop = [_levels_of(instance, stop, made) for stop, made in by_stop.items()]
    for lock in instance.locks:
        if not any(
            day == lock.day and lock.vehicle in (None, vehicle)
            for day, _, vehicle in by_stop[lock.stop]
        ):
            return None
    for floor in instance.floors:
        if sum(len(by_stop[stop]) for stop in floor.stops) < floor.min_visits:
            return None
    worths = []
    for levels in itertools.product(*per_stop):
        capacities = {
            level: sum(
                instance.option_opening_s[option]
                / 3600
                * instance.vehicles[vehicle].visitors_per_hour
                for _, option, vehicle in by_stop[stop]
            )
            for stop, level in enumerate(levels)
            if level is not None
        }
        met = most_met_visits(instance, capacities)
        if met is not None:
            worths.append(instance.value_per_met_visit_sek * met - cost_sek)
    return max(worths, default=None)


def _levels_of(instance: Instance, stop: int, made: list[tuple[int, int, int]]) -> list[int | None]:
    """Return the levels that the visits made at a stop are exactly right for."""
    if not made:
        return [] if instance.stop_is_promised[stop] else [None]
    days = sorted(day for day, _, _ in made)
    options = {option for _, option, _ in made}
    return [
        int(level)
        for pattern, level in enumerate(instance.pattern_level)
        if options == {int(instance.level_option[level])}
        and np.flatnonzero(instance.pattern_days[pattern]).tolist() == days
    ]


# -------------------------------------------------------------------------- the instances are good


def relaxed_rules(instance: Instance, **changes: int | None) -> Instance:
    """Return the instance with some rules changed for all crews."""
    return instance.replace(
        profiles=tuple(
            dataclasses.replace(profile, rules=dataclasses.replace(profile.rules, **changes))
            for profile in instance.profiles
        )
    )


def unlimited(instance: Instance, **changes: float | None) -> Instance:
    """Return the instance with something changed for all vehicles."""
    return instance.replace(
        vehicles=tuple(dataclasses.replace(vehicle, **changes) for vehicle in instance.vehicles)
    )


RELAXATIONS = {
    "has_breaks": lambda i: relaxed_rules(i, max_work_stretch_s=None),
    "is_heavy": lambda i: relaxed_rules(i, max_driving_stretch_s=None, max_driving_s=None),
    "has_rest": lambda i: relaxed_rules(i, daily_rest_s=None),
    "has_weekly_limits": lambda i: relaxed_rules(
        i, max_weekly_working_s=None, max_weekly_driving_s=None
    ),
    "has_few_nights": lambda i: unlimited(i, max_nights_per_week=None),
    "has_one_room": lambda i: i.replace(overnight_rooms=i.overnight_rooms + 5),
    "has_few_visitors": lambda i: unlimited(i, visitors_per_hour=1000.0),
    "has_visit_floor": lambda i: i.replace(floors=()),
    "has_met_floor": lambda i: i.replace(floors=()),
    "has_promise": lambda i: i.replace(stop_is_promised=np.zeros_like(i.stop_is_promised)),
    "has_lock": lambda i: i.replace(locks=()),
    "has_vehicle_lock": lambda i: i.replace(locks=()),
    "has_budget": lambda i: i.replace(budget_sek=None),
}


@pytest.mark.parametrize("knob", sorted(RELAXATIONS))
def test_random_instances_make_every_rule_bind(knob: str) -> None:
    """Among the first seeds, dropping the rule makes some optimum better (and none worse)."""
    small = FULL_ROOMS if knob == "has_one_room" else {"num_stops": 3, "has_two_levels": False}
    better = 0
    for seed in range(60):
        instance = instance_of(seed, **small | {knob: True})
        bound = optimum_sek(instance)
        free = optimum_sek(RELAXATIONS[knob](instance))
        if bound is not None:
            assert free is not None
            assert free >= bound - 1e-6
        if free is not None and (bound is None or free > bound + 1e-6):
            better += 1
        if better == 2:
            return
    pytest.fail(f"{knob} binds on {better} of 60 seeds")


def test_the_same_seed_gives_the_same_instance() -> None:
    """Random instances depend on nothing but the seed."""
    for seed in range(20):
        one, other = instance_of(seed), instance_of(seed)
        assert one.vehicles == other.vehicles
        assert one.floors == other.floors
        assert np.array_equal(one.access.pair_met_visits, other.access.pair_met_visits)
        assert all(
            np.array_equal(p.leg_s, q.leg_s)
            for p, q in zip(one.profiles, other.profiles, strict=True)
        )
        assert all((profile.leg_s % 60 == 0).all() for profile in one.profiles)
