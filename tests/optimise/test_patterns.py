"""Patterns tell how many weeks a level is visited in, and how often in one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mobilkontor.core.calendar import WEEKDAYS, make_horizon
from mobilkontor.core.instance import Instance
from mobilkontor.optimise.fold import fold_cycle, on_any_day
from mobilkontor.optimise.patterns import is_once_a_week, visits_on_each_day, weeks_visited
from tests.optimise.cycles import cycle_of
from tests.strategies import CYCLES, instance_of

LEVELS = (1, 2, 4)


@pytest.fixture
def four_weeks(tiny: Instance) -> Instance:
    """Return tiny over four weeks, every stop visited in one, two or all of them."""
    return cycle_of(tiny, 4, LEVELS)


def twice_a_week(instance: Instance, weeks: int) -> Instance:
    """Return a cycle of Mondays and Tuesdays in which the first stop is visited on all of them."""
    cycle = cycle_of(instance, weeks)
    first = cycle.pattern_level == 0
    keep = np.append(np.flatnonzero(first)[:1], np.flatnonzero(~first))
    days = cycle.pattern_days[keep].copy()
    days[0] = True
    visits = cycle.level_visits.copy()
    visits[0] = 2 * weeks
    return cycle.replace(
        level_visits=visits, pattern_level=cycle.pattern_level[keep], pattern_days=days
    )


def test_each_day_of_a_cycle_has_one_visit(four_weeks: Instance) -> None:
    """Before folding, every pattern has one visit on each of its days."""
    assert set(visits_on_each_day(four_weeks).tolist()) == {1}


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_weeks_visited_are_the_visits_of_even_levels(four_weeks: Instance, weeks: int) -> None:
    """One, two and four visits are in as many weeks, folded or not, and one in each."""
    folded = fold_cycle(four_weeks, weeks).instance
    assert weeks_visited(folded).tolist() == list(LEVELS) * four_weeks.num_stops
    assert is_once_a_week(folded).all()


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_two_visits_a_week_are_in_every_week(tiny: Instance, weeks: int) -> None:
    """Eight visits in four weeks are in four weeks, two in each, folded to any weeks or days."""
    folded = fold_cycle(twice_a_week(tiny, 4), weeks).instance
    assert weeks_visited(folded).tolist() == [4] * 4
    assert is_once_a_week(folded).tolist() == [False, True, True, True]


def test_two_visits_a_week_on_any_day_are_in_every_week(tiny: Instance) -> None:
    """The same where the folded week does not tell its days apart."""
    folded = on_any_day(fold_cycle(twice_a_week(tiny, 4), 1).instance)
    assert weeks_visited(folded).tolist() == [4] * 4
    assert is_once_a_week(folded).tolist() == [False, True, True, True]


def test_two_visits_in_one_of_two_weeks_are_two_in_a_week(tiny: Instance) -> None:
    """Two visits in the same week are in one week, though there are as many weeks as visits."""
    cycle = cycle_of(tiny, 2)
    days = cycle.pattern_days.copy()
    days[0] = [True, True, False, False]
    changed = cycle.replace(pattern_days=days)
    assert weeks_visited(changed).tolist() == [1, 2, 2, 2]
    assert is_once_a_week(changed).tolist() == [False, True, True, True]


def test_a_level_without_a_pattern_counts_its_visits(four_weeks: Instance) -> None:
    """A level that no days allow claims no fewer weeks than its visits, and is no matter."""
    some = four_weeks.pattern_level != 1
    changed = four_weeks.replace(
        pattern_level=four_weeks.pattern_level[some], pattern_days=four_weeks.pattern_days[some]
    )
    assert weeks_visited(changed)[:3].tolist() == [1, 2, 4]


@pytest.mark.parametrize("seed", range(30))
def test_folding_changes_neither_weeks_nor_visits(seed: int) -> None:
    """On random even cycles, what patterns tell of each level is the same before and after."""
    cycle = instance_of(seed, **CYCLES[seed % len(CYCLES)])
    has_pattern = np.isin(np.arange(len(cycle.level_stop)), cycle.pattern_level)
    for folded in (fold_cycle(cycle, 1).instance, on_any_day(fold_cycle(cycle, 1).instance)):
        assert (weeks_visited(folded) == weeks_visited(cycle))[has_pattern].all()
        assert (is_once_a_week(folded) == is_once_a_week(cycle))[has_pattern].all()
        visits = visits_on_each_day(folded) * folded.pattern_days.sum(axis=1)
        assert (visits == folded.level_visits[folded.pattern_level]).all()


def test_a_tour_over_a_whole_cycle_can_visit_a_weekly_stop_twice(tiny: Instance) -> None:
    """Where every day is worked a tour goes on into the next week, to the same weekday again.

    It was taken to lie within a week, which cut off plans that visit a stop twice on one tour.
    """
    every_day = make_horizon(2, WEEKDAYS)
    pattern_days = np.zeros((1, len(every_day)), dtype=np.bool_)
    pattern_days[0, [0, 7]] = True
    weekly = tiny.replace(
        horizon=every_day,
        level_stop=np.array([0]),
        level_option=np.array([0]),
        level_visits=np.array([2]),
        pattern_level=np.array([0]),
        pattern_days=pattern_days,
    )
    assert is_once_a_week(weekly).tolist() == [False]
    with_sundays_off = make_horizon(2, WEEKDAYS[:6])
    fewer_days = np.zeros((1, len(with_sundays_off)), dtype=np.bool_)
    fewer_days[0, [0, 6]] = True
    weekly = weekly.replace(horizon=with_sundays_off, pattern_days=fewer_days)
    assert is_once_a_week(weekly).tolist() == [True]
    away = dataclasses.replace(tiny.vehicles[0], is_home_on_days_off=False)
    assert is_once_a_week(weekly.replace(vehicles=(away,))).tolist() == [False]
