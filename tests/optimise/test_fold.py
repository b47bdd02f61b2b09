"""A folded cycle bounds every plan of the cycle, and loses nothing that no row names a week for."""

from __future__ import annotations

import dataclasses
import threading

import numpy as np
import pytest
from hypothesis import given, settings

from mobilkontor.core.instance import Instance, Lock
from mobilkontor.optimise.fold import fold_cycle, on_any_day
from mobilkontor.optimise.relaxation import ProvedInfeasibleError, Relaxation
from mobilkontor.optimise.watch import Watch
from tests.optimise.cycles import best_worth, cycle_of, with_second_vehicle
from tests.strategies import CYCLES, instance_of, instances

FEW = settings(max_examples=15)


def watch_of() -> Watch:
    """Return a watch without an end."""
    return Watch(600.0, 0.0, threading.Event(), lambda progress: None)


def bound_of(instance: Instance, rounds: int = 0) -> float:
    """Return the bound of the LP after some strengthenings, ``-inf`` if it proves no plan."""
    search = Relaxation(instance, watch_of(), 0)
    try:
        outcome = search.first_bound()
        outcome = search.strengthen(outcome, rounds=rounds)
    except ProvedInfeasibleError:
        return float("-inf")
    return outcome.pricing.bound_sek


def at_least(bound_sek: float, worth_sek: float) -> bool:
    """Tell whether a bound is not below a worth, but for rounding."""
    return bound_sek >= worth_sek - max(0.01, 1e-4 * abs(worth_sek))


def patterns_of(instance: Instance, level: int) -> list[list[int]]:
    """Return the days of the patterns of a level."""
    rows = instance.pattern_days[instance.pattern_level == level]
    return [np.flatnonzero(row).tolist() for row in rows]


# ------------------------------------------------------------------------------ folded by hand


def test_two_weeks_fold_to_one(tiny: Instance) -> None:
    """Weekly visits on Mondays or Tuesdays are two visits on Monday or two on Tuesday."""
    cycle = cycle_of(tiny, 2)
    assert patterns_of(cycle, 0) == [[0, 2], [1, 3]]
    fold = fold_cycle(cycle, 1)
    assert fold.instance.horizon.days == ((0, "mon"), (0, "tue"))
    assert fold.instance.repeats == 2
    assert fold.instance.num_weeks == 2
    assert fold.day_of.tolist() == [0, 1, 0, 1]
    assert [patterns_of(fold.instance, level) for level in range(4)] == [[[0], [1]]] * 4
    assert fold.instance.level_visits.tolist() == [2] * 4
    assert fold.instance.paths_of(0) == 2


def test_four_weeks_fold_to_two(tiny: Instance) -> None:
    """One visit keeps its week modulo 2, two visits share one week, four are in both."""
    cycle = cycle_of(tiny, 4, (1, 2, 4))
    fold = fold_cycle(cycle, 2)
    assert fold.instance.repeats == 2
    assert fold.day_of.tolist() == [0, 1, 2, 3, 0, 1, 2, 3]
    assert patterns_of(fold.instance, 0) == [[0], [1], [2], [3]]
    assert patterns_of(fold.instance, 1) == [[0], [1], [2], [3]]
    assert patterns_of(fold.instance, 2) == [[0, 2], [1, 3]]


def test_four_weeks_fold_to_one(tiny: Instance) -> None:
    """Folded to one week, one, two and four visits are on Mondays or on Tuesdays."""
    fold = fold_cycle(cycle_of(tiny, 4, (1, 2, 4)), 1)
    assert fold.instance.repeats == 4
    for level in range(3):
        assert patterns_of(fold.instance, level) == [[0], [1]]
    assert fold.instance.level_visits[:3].tolist() == [1, 2, 4]


def test_a_cycle_folds_to_itself(tiny: Instance) -> None:
    """Folded to as many weeks as it has, a cycle keeps days, patterns and locks."""
    cycle = cycle_of(tiny, 2).replace(locks=(Lock(0, 1, 0),))
    fold = fold_cycle(cycle, 2)
    assert fold.instance.horizon == cycle.horizon
    assert fold.instance.locks == cycle.locks
    assert fold.instance.repeats == 1
    assert fold.instance.pattern_days.tolist() == cycle.pattern_days.tolist()


def test_a_day_off_in_one_week_stays_a_weekday(tiny: Instance) -> None:
    """Tuesday off in the second week is a day of the folded week; no weekly visit may use it."""
    cycle = cycle_of(tiny, 2, (1, 2), frozenset({(1, "tue")}))
    fold = fold_cycle(cycle, 1)
    assert fold.instance.horizon.days == ((0, "mon"), (0, "tue"))
    assert fold.day_of.tolist() == [0, 1, 0]
    assert patterns_of(fold.instance, 0) == [[0], [1]]
    assert patterns_of(fold.instance, 1) == [[0]]


def test_a_day_off_in_every_week_is_no_day(tiny: Instance) -> None:
    """Tuesday off in both weeks is no day of the folded week."""
    cycle = cycle_of(tiny, 2, (1, 2), frozenset({(0, "tue"), (1, "tue")}))
    assert fold_cycle(cycle, 1).instance.horizon.days == ((0, "mon"),)


def test_locks_are_dropped_with_their_weeks(tiny: Instance) -> None:
    """A lock names a week, so the folded week has none."""
    cycle = cycle_of(tiny, 2).replace(locks=(Lock(0, 1, None),))
    assert fold_cycle(cycle, 1).instance.locks == ()


def test_alike_vehicles_become_one(tiny: Instance) -> None:
    """Three buses, two of them alike, become one driven twice and one driven once, each week."""
    two = with_second_vehicle(cycle_of(tiny, 2))
    dear = dataclasses.replace(two.vehicles[0], id="dear", cost_per_km_sek=11.0)
    cycle = two.replace(vehicles=(two.vehicles[0], dear, two.vehicles[1]))
    fold = fold_cycle(cycle, 1)
    assert fold.members == ((0, 2), (1,))
    assert [vehicle.count for vehicle in fold.instance.vehicles] == [2, 1]
    assert [fold.instance.paths_of(number) for number in (0, 1)] == [4, 2]


def test_a_vehicle_named_in_a_lock_stays_alone(tiny: Instance) -> None:
    """Of three alike buses, the one that a lock names stays alone, its lock with its position."""
    two = with_second_vehicle(cycle_of(tiny, 2))
    third = dataclasses.replace(two.vehicles[0], id="third")
    cycle = two.replace(vehicles=(*two.vehicles, third), locks=(Lock(2, 0, 1), Lock(0, 1, None)))
    assert fold_cycle(cycle, 1).members == ((0, 2), (1,))
    whole = fold_cycle(cycle, 2)
    assert whole.members == ((0, 2), (1,))
    assert whole.instance.locks == (Lock(2, 0, 1), Lock(0, 1, None))
    last = cycle.replace(locks=(Lock(2, 0, 2),))
    assert fold_cycle(last, 2).instance.locks == (Lock(2, 0, 1),)


def test_on_any_day_every_level_has_every_day(tiny: Instance) -> None:
    """Days that only some visits may use are open to all; a level without a pattern stays so."""
    cycle = cycle_of(tiny, 2, (1, 2), frozenset({(1, "tue")}))
    folded = fold_cycle(cycle, 1).instance
    some = folded.pattern_level != 2
    folded = folded.replace(
        pattern_level=folded.pattern_level[some], pattern_days=folded.pattern_days[some]
    )
    free = on_any_day(folded)
    assert patterns_of(free, 1) == [[0], [1]]
    assert patterns_of(free, 2) == []
    assert patterns_of(free, 3) == [[0], [1]]


# -------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize("weeks", [2, 4])
def test_a_week_of_promised_weekly_visits_has_a_bound(tiny: Instance, weeks: int) -> None:
    """A promise of several visits on one folded day is no proof that there is no plan."""
    promised = np.array([False, False, True, False])
    cycle = cycle_of(tiny, weeks).replace(stop_is_promised=promised)
    assert best_worth(cycle) == pytest.approx(2750.0 * weeks)
    for folded in (fold_cycle(cycle, 1).instance, on_any_day(fold_cycle(cycle, 1).instance)):
        assert at_least(bound_of(folded), 2750.0 * weeks)


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_is_worth_more_than_the_folded_week(seed: int) -> None:
    """The bound of a folded random cycle is never below its optimum, strengthened or not."""
    cycle = instance_of(seed, **CYCLES[seed % len(CYCLES)])
    best = best_worth(cycle)
    if best is None:
        return
    folded = fold_cycle(cycle, 1).instance
    for instance in (folded, on_any_day(folded)):
        assert at_least(bound_of(instance), best)
        assert at_least(bound_of(instance, rounds=5), best)


@FEW
@given(instances(**CYCLES[2]))
def test_no_plan_is_worth_more_than_two_folded_weeks(cycle: Instance) -> None:
    """The same where four weeks are folded to two."""
    best = best_worth(cycle)
    if best is not None:
        folded = fold_cycle(cycle, 2).instance
        assert at_least(bound_of(folded), best)
        assert at_least(bound_of(folded, rounds=5), best)


ALIKE_WEEKS = {
    "closed": frozenset[tuple[int, str]](),
    "has_lock": False,
    "has_vehicle_lock": False,
    "has_forbidden_days": False,
}
"""Knobs for cycles in which no row names a week."""


@pytest.mark.parametrize("seed", range(60))
def test_the_average_week_is_as_strong_as_the_cycle(seed: int) -> None:
    """Where no row names a week, the LP of the folded week is worth that over all days."""
    cycle = instance_of(seed, **(CYCLES[seed % len(CYCLES)] | ALIKE_WEEKS))
    whole = bound_of(cycle)
    assert bound_of(fold_cycle(cycle, 1).instance) == pytest.approx(whole, rel=1e-4, abs=0.01)


@pytest.mark.parametrize("visits", [(1,), (2,), (4,), (1, 2, 4)])
def test_the_average_week_of_four_is_as_strong_as_the_cycle(
    island: Instance, visits: tuple[int, ...]
) -> None:
    """The same for tours with a night, whatever the visits, told on which days or not."""
    cycle = with_second_vehicle(cycle_of(island, 4, visits))
    folded = fold_cycle(cycle, 1).instance
    whole = bound_of(cycle)
    assert bound_of(folded) == pytest.approx(whole, rel=1e-4, abs=0.01)
    assert bound_of(on_any_day(folded)) == pytest.approx(whole, rel=1e-4, abs=0.01)
