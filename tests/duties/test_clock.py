"""Clocks are as early as possible, and later only where the daily rest asks for it."""

from __future__ import annotations

import dataclasses

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import clock_s, hours_to_s
from mobilkontor.duties.clock import clocked_duty, earliest_starts
from mobilkontor.duties.enumeration import enumerate_duties
from tests.duties.pools import pool_of


def test_clock_of_a_and_b(tiny: Instance) -> None:
    """A and B with a meal between them run from 08:00 to 15:30 as worked out by hand."""
    pool = enumerate_duties(tiny, 0)
    (row,) = np.flatnonzero(pool.num_stops == 2)
    duty = clocked_duty(tiny, 0, pool, int(row), 1, clock_s("08:00"), 3300.0)
    assert (duty.vehicle, duty.day, duty.start, duty.end) == ("bus", 1, "depot", "depot")
    assert [(v.place, v.arrive_s, v.open_s, v.close_s, v.depart_s) for v in duty.stops] == [
        ("A", clock_s("08:30"), clock_s("08:45"), clock_s("10:45"), clock_s("11:30")),
        ("B", clock_s("12:00"), clock_s("12:15"), clock_s("14:15"), clock_s("14:30")),
    ]
    assert [(b.place, b.start_s, b.end_s, b.kind) for b in duty.breaks] == [
        ("A", clock_s("11:00"), clock_s("11:30"), "meal")
    ]
    assert (duty.start_s, duty.end_s) == (clock_s("08:00"), clock_s("15:30"))
    assert (duty.driving_s, duty.working_s, duty.distance_m) == (7200, 25_200, 120_000)
    assert duty.cost_sek == 3300.0


def test_a_break_on_arrival_lies_before_setting_up(tiny: Instance) -> None:
    """C is reached at 09:30 and opens at 10:15 after the meal; a later start moves everything."""
    pool = enumerate_duties(tiny, 0)
    (row,) = np.flatnonzero((pool.options == 2).any(axis=1))
    duty = clocked_duty(tiny, 0, pool, int(row), 0, clock_s("08:10"), 0.0)
    (visit,) = duty.stops
    assert (visit.arrive_s, visit.open_s) == (clock_s("09:40"), clock_s("10:25"))
    assert (visit.close_s, visit.depart_s) == (clock_s("12:25"), clock_s("12:40"))
    assert (duty.breaks[0].start_s, duty.breaks[0].end_s) == (clock_s("09:40"), clock_s("10:10"))
    assert duty.end_s == clock_s("14:10")


def test_a_long_break_is_a_driving_break(tiny: Instance) -> None:
    """A break as long as the driving break is named for it."""
    rules = WorkRules(max_driving_stretch_s=hours_to_s(2), driving_break_s=45 * 60)
    instance = tiny.replace(profiles=(dataclasses.replace(tiny.profiles[0], rules=rules),))
    pool = enumerate_duties(instance, 0)
    row = int(np.flatnonzero((pool.options == 2).any(axis=1) & (pool.num_stops == 1))[0])
    duty = clocked_duty(instance, 0, pool, row, 0, clock_s("08:00"), 0.0)
    assert [(b.kind, b.end_s - b.start_s) for b in duty.breaks] == [("driving", 45 * 60)]


def test_a_late_evening_moves_the_morning(tiny: Instance) -> None:
    """Days of 8 h with 17 h of rest start at 8, 9 and 10; the fourth would start too late."""
    rules = WorkRules(daily_rest_s=hours_to_s(17))
    profile = dataclasses.replace(tiny.profiles[0], rules=rules)
    pool = pool_of([[0]], earliest_h=[8], latest_h=[10], elapsed_h=[8])
    hours = [hours_to_s(8), hours_to_s(9), hours_to_s(10)]
    assert earliest_starts(pool, [0, 0, 0], profile) == (hours, None)
    assert earliest_starts(pool, [0, 0, 0, 0], profile) == (hours, 3)


def test_without_rest_every_day_starts_early(tiny: Instance) -> None:
    """Rules without a daily rest let every duty start at its earliest."""
    profile = dataclasses.replace(tiny.profiles[0], rules=WorkRules())
    pool = pool_of([[0], [0]], earliest_h=[8, 7], latest_h=[10, 7], elapsed_h=[12, 12])
    assert earliest_starts(pool, [0, 1], profile) == ([hours_to_s(8), hours_to_s(7)], None)


def test_a_short_day_lets_the_morning_be_early_again(tiny: Instance) -> None:
    """Rest counts from the last duty only: after a short day the start is the earliest again."""
    rules = WorkRules(daily_rest_s=hours_to_s(17))
    profile = dataclasses.replace(tiny.profiles[0], rules=rules)
    pool = pool_of([[0], [1]], earliest_h=[8, 8], latest_h=[10, 10], elapsed_h=[8, 2])
    starts, clash = earliest_starts(pool, [0, 1, 0], profile)
    assert (starts, clash) == ([hours_to_s(8), hours_to_s(9), hours_to_s(8)], None)
