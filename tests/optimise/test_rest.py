"""Chains of duties without enough rest are found, and the rows against them are valid."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.core.instance import Instance
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import hours_to_s
from mobilkontor.duties.clock import earliest_starts
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.rest import find_clashes, runs_of_duties
from tests import named
from tests.duties.pools import pool_of

WEEK = ("mon", "tue", "wed", "fri")


def working(rest_h: float) -> Instance:
    """Return an instance of Monday to Wednesday, and Friday, between 06:00 and 18:00."""
    return named.build(
        ("depot", "A"),
        {("depot", "A"): 30},
        {("A", "A"): 1.0},
        rules=WorkRules(daily_rest_s=hours_to_s(rest_h)),
        earliest_start_h=6,
        latest_end_h=18,
        weekdays=WEEK,
    )


def test_two_duties_clash() -> None:
    """16:00 and 17 h of rest is 09:00; a duty that must start by 08:00 clashes with it."""
    pool = pool_of([[0]] * 3, earliest_h=[8, 6, 8], latest_h=[8, 8, 9], elapsed_h=[8, 8, 8])
    (clash,) = find_clashes(working(17), 0, pool, {0: 0, 1: 1})
    assert clash.days == (0, 1)
    assert [bad.tolist() for bad in clash.is_as_bad] == [[True, False, True], [True, True, False]]
    assert find_clashes(working(17), 0, pool, {0: 0, 1: 2}) == []


def test_a_chain_of_three_clashes_together() -> None:
    """At 8, 9 and 10 the third day starts after 09:30; any two of the days can be clocked."""
    pool = pool_of([[0]], earliest_h=[8], latest_h=[9.5], elapsed_h=[8])
    (clash,) = find_clashes(working(17), 0, pool, {0: 0, 1: 0, 2: 0})
    assert clash.days == (0, 1, 2)
    assert len(clash.is_as_bad) == 3
    assert find_clashes(working(17), 0, pool, {0: 0, 1: 0}) == []


def test_the_chain_is_as_short_as_it_can_be() -> None:
    """Where Tuesday and Wednesday clash on their own, Monday is left out."""
    pool = pool_of([[0]] * 2, earliest_h=[6, 8], latest_h=[6, 8], elapsed_h=[2, 8])
    (clash,) = find_clashes(working(17), 0, pool, {0: 0, 1: 1, 2: 1})
    assert clash.days == (1, 2)


def test_an_idle_day_or_a_day_off_is_rest_enough() -> None:
    """Duties with a day between them never clash, be it idle or off."""
    pool = pool_of([[0]], earliest_h=[8], latest_h=[8], elapsed_h=[8])
    assert find_clashes(working(17), 0, pool, {0: 0, 2: 0, 3: 0}) == []
    assert runs_of_duties(working(17), {0: 0, 2: 0, 3: 0}) == [[0], [2], [3]]
    assert runs_of_duties(working(17), {0: 0, 1: 0, 2: 0, 3: 0}) == [[0, 1, 2], [3]]


def test_where_the_night_is_long_enough_nothing_clashes() -> None:
    """Between 06:00 and 18:00 there are always 12 h of rest, so nobody looks."""
    pool = pool_of([[0]], earliest_h=[8], latest_h=[7], elapsed_h=[8])
    assert find_clashes(working(12), 0, pool, {0: 0, 1: 0}) == []


@st.composite
def pools(draw: st.DrawFn) -> DutyPool:
    """Draw duties within the crew's day, on the hour."""
    rows = []
    for _ in range(draw(st.integers(3, 8))):
        elapsed = draw(st.integers(2, 12))
        earliest = draw(st.integers(6, 18 - elapsed))
        rows.append((earliest, draw(st.integers(earliest, 18 - elapsed)), elapsed))
    table = np.array(rows)
    return pool_of(
        [[0]] * len(rows), earliest_h=table[:, 0], latest_h=table[:, 1], elapsed_h=table[:, 2]
    )


@given(pools(), st.integers(13, 20), st.lists(st.integers(0, 7), min_size=3, max_size=3))
def test_duties_as_bad_clash_too(pool: DutyPool, rest_h: int, choice: list[int]) -> None:
    """A plan is clocked or told of; a chain of duties as bad as a clash can never be clocked."""
    instance = working(rest_h)
    chosen = {day: duty % len(pool) for day, duty in enumerate(choice)}
    profile = instance.profiles[0]
    clashes = find_clashes(instance, 0, pool, chosen)
    fits = earliest_starts(pool, list(chosen.values()), profile)[1] is None
    assert fits == (not clashes)
    for clash in clashes:
        assert all(bad[chosen[day]] for day, bad in zip(clash.days, clash.is_as_bad, strict=True))
        grids = np.meshgrid(*(np.flatnonzero(bad) for bad in clash.is_as_bad))
        for duties in np.column_stack([grid.ravel() for grid in grids])[:50]:
            assert earliest_starts(pool, duties.tolist(), profile)[1] is not None


def test_rest_of_another_profile_is_its_own() -> None:
    """A clash names the profile of its vehicle."""
    instance = working(17)
    loose = dataclasses.replace(instance.profiles[0], rules=WorkRules())
    bus = instance.vehicles[0]
    fleet = instance.replace(
        profiles=(loose, instance.profiles[0]),
        vehicles=(bus, dataclasses.replace(bus, id="second", profile=1)),
    )
    pool = pool_of([[0]], earliest_h=[8], latest_h=[8], elapsed_h=[8])
    assert find_clashes(fleet, 0, pool, {0: 0, 1: 0}) == []
    assert [clash.profile for clash in find_clashes(fleet, 1, pool, {0: 0, 1: 0})] == [1]
