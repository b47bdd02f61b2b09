"""Groups of residents reach services as often and as near as a count by hand says."""

from __future__ import annotations

import dataclasses
import random

import pytest

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Service
from mobilkontor.indicators.reach import (
    BANDS_MIN,
    all_residents,
    elderly_residents,
    longest_wait_weeks,
    nearest_s,
    reach_of,
    services_after,
)
from tests.outputs import example


@pytest.mark.parametrize(
    ("days", "wait"),
    [((0,), 4), ((0, 4), 2), ((1, 3, 5, 7), 1), ((0, 1), 4), ((0, 2), 3), ((2, 6), 2)],
)
def test_the_longest_wait_goes_over_the_end_of_the_cycle(days: tuple[int, ...], wait: int) -> None:
    """Four weeks of two days: two visits in one week are no more often than one."""
    horizon = make_horizon(4, ("mon", "tue"))
    assert longest_wait_weeks(Service("x", len(days), 60, days, 1, 0.0), horizon) == wait


def test_a_stop_counts_only_for_those_who_can_wait_so_long() -> None:
    """Beta and zeta are visited every week of the two, gamma and epsilon every second one."""
    plan, setting = example.two_weeks(), example.setting()
    assert set(services_after(plan, setting, 1)) == {"alfa", "beta", "zeta"}
    assert set(services_after(plan, setting, 2)) == {"alfa", "beta", "zeta", "gamma", "epsilon"}
    assert set(services_after(plan, setting)) == set(services_after(plan, setting, 2))


def test_the_elderly_are_the_share_of_their_municipality() -> None:
    """A fifth of Söder's residents and three tenths of Norr's."""
    elderly = elderly_residents(example.setting())
    assert elderly["beta"] == pytest.approx(300 * 0.2)
    assert elderly["zeta"] == pytest.approx(40 * 0.3)
    assert set(elderly_residents(example.setting(), "Norr")) == {"delta", "epsilon", "zeta"}
    assert sum(all_residents(example.setting(), "Norr").values()) == 200


def test_reach_by_hand() -> None:
    """Ten at the door, ten at 20 min, five at 61: the mean is 505/25, nine in ten within 61."""
    reach = reach_of({"a": 10, "b": 10, "c": 5}, {"a": 0, "b": 1_200, "c": 3_660})
    assert reach.within == {15: 10, 30: 20, 45: 20, 60: 20}
    assert reach.mean_min == pytest.approx(505 / 25)
    assert reach.p90_min == 61
    assert reach.gini == pytest.approx((10 * 10 * 20 + 10 * 5 * 61 + 10 * 5 * 41) / 25 / 505)


def test_a_group_without_service_has_no_mean() -> None:
    """Where some have no service at all, counts stay and averages do not exist."""
    reach = reach_of({"a": 1, "b": 1}, {"a": 60, "b": None})
    assert (reach.within[15], reach.mean_min, reach.p90_min) == (1, None, None)
    assert reach_of({}, {}).mean_min is None
    assert reach_of({"a": 0}, {"a": 60}).p90_min is None


@pytest.mark.parametrize("seed", range(20))
def test_reach_equals_a_count_one_by_one(seed: int) -> None:
    """Persons in a row, each with the time of the nearest target, give the same figures."""
    dice = random.Random(seed)
    setting = example.setting()
    places = tuple(
        dataclasses.replace(place, residents=dice.randrange(0, 30)) for place in setting.places
    )
    setting = dataclasses.replace(setting, places=places)
    targets = dice.sample(example.IDS, dice.randrange(1, 4))
    reach = reach_of(all_residents(setting), nearest_s(setting, targets))
    row = sorted(
        min(abs(example.IDS.index(place.id) - example.IDS.index(to)) * 10 for to in targets)
        for place in places
        for _ in range(place.residents)
    )
    assert reach.persons == len(row)
    assert reach.within == {limit: sum(t <= limit for t in row) for limit in BANDS_MIN}
    assert reach.mean_min == pytest.approx(sum(row) / len(row))
    assert reach.p90_min == row[-(-9 * len(row) // 10) - 1]
