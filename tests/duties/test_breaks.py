"""Breaks are chosen as the rules in words say, and the stretches end where they must."""

from __future__ import annotations

import dataclasses
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobilkontor.core.rules import ARBETSTIDSLAGEN, EU_561_2006, WorkRules, strictest
from mobilkontor.core.units import minutes_to_s
from mobilkontor.duties.breaks import BreakPlan, break_plans, stretches_of

MEAL_S = minutes_to_s(30)
DRIVING_BREAK_S = minutes_to_s(45)


def chosen(minutes: list[float], rules: WorkRules) -> tuple[int, ...] | None:
    """Return the first break plan that a row of segments [min] keeps the rules with."""
    segments_s = np.array([[minutes_to_s(m) for m in minutes]])
    for plan in break_plans(len(minutes) // 2, rules):
        if stretches_of(segments_s, rules).kept(plan)[0]:
            return plan.lengths_s
    return None


def test_five_hours_of_driving_need_45_minutes() -> None:
    """3 h there and 2 h back exceed 4.5 h, so the break of 45 min is taken on arrival."""
    assert chosen([180, 120, 120], EU_561_2006) == (DRIVING_BREAK_S, 0)


def test_a_driving_stretch_may_equal_its_limit() -> None:
    """4.5 h of driving in a row need no break; one minute more does."""
    assert chosen([135, 60, 135], EU_561_2006) == (0, 0)
    assert chosen([136, 60, 135], EU_561_2006) == (DRIVING_BREAK_S, 0)


def test_a_work_stretch_may_equal_its_limit() -> None:
    """5 h of work need no break; one minute more needs 30 min at the stop."""
    assert chosen([60, 180, 60], ARBETSTIDSLAGEN) == (0, 0)
    assert chosen([60, 181, 60], ARBETSTIDSLAGEN) == (MEAL_S, 0)


def test_a_leg_longer_than_a_stretch_cannot_be_driven() -> None:
    """No break is taken on the road, so a leg of more than 4.5 h keeps the rules in no way."""
    assert chosen([271, 60, 30], EU_561_2006) is None
    assert chosen([270, 60, 30], EU_561_2006) == (DRIVING_BREAK_S, 0)


def test_a_meal_does_not_end_a_driving_stretch() -> None:
    """30 min of meal leave the driving stretch as it was, 45 min end both stretches."""
    rules = strictest(ARBETSTIDSLAGEN, EU_561_2006)
    segments_s = np.array([[minutes_to_s(m) for m in (150, 90, 150)]])
    stretches = stretches_of(segments_s, rules)
    assert not stretches.kept(BreakPlan((MEAL_S, 0)))[0]
    assert stretches.kept(BreakPlan((DRIVING_BREAK_S, 0)))[0]
    assert chosen([150, 90, 150], rules) == (DRIVING_BREAK_S, 0)


def test_a_short_meal_is_preferred_where_it_is_enough() -> None:
    """With both rules, 5.5 h of work and 3 h of driving take 30 min and not 45."""
    rules = strictest(ARBETSTIDSLAGEN, EU_561_2006)
    assert chosen([90, 150, 90], rules) == (MEAL_S, 0)


def test_the_opening_block_is_never_interrupted() -> None:
    """A visit of more than 5 h cannot be made, whatever the breaks around it."""
    assert chosen([0, 301, 0], ARBETSTIDSLAGEN) is None


def test_plans_come_in_the_order_of_preference() -> None:
    """Least break, then least between first opening and last closing, then earliest."""
    plans = [plan.lengths_s for plan in break_plans(2, ARBETSTIDSLAGEN)]
    m = MEAL_S
    assert plans[:6] == [
        (0, 0, 0, 0),
        (m, 0, 0, 0),
        (0, 0, 0, m),
        (0, m, 0, 0),
        (0, 0, m, 0),
        (m, 0, 0, m),
    ]
    assert len(plans) == len(set(plans)) == 16


def test_a_break_outside_the_opening_span_is_preferred() -> None:
    """Where a break before the first opening is enough, none is taken between two stops."""
    assert chosen([200, 80, 20, 80, 100], ARBETSTIDSLAGEN) == (MEAL_S, 0, 0, 0)
    assert chosen([100, 80, 20, 80, 200], ARBETSTIDSLAGEN) == (0, 0, 0, MEAL_S)


def test_without_stretch_rules_there_are_no_breaks() -> None:
    """Rules without stretches know one plan, the one without breaks."""
    assert [plan.lengths_s for plan in break_plans(3, WorkRules())] == [(0,) * 6]


@pytest.mark.parametrize(
    ("rules", "longest_min"),
    [
        (WorkRules(max_work_stretch_s=3600), 60),
        (WorkRules(max_driving_stretch_s=3600), 60),
    ],
)
def test_a_stretch_without_a_break_length_never_ends(rules: WorkRules, longest_min: int) -> None:
    """A longest stretch without a break that ends it holds for the whole duty."""
    assert chosen([longest_min - 10, 0, 10], rules) == (0, 0)
    assert chosen([longest_min - 10, 0, 11], rules) is None


def test_rows_are_judged_on_their_own() -> None:
    """One call judges every duty by its own segments."""
    segments_s = np.array([[60, 180, 60], [60, 181, 60], [300, 0, 300]]) * 60
    plan = BreakPlan((0, 0))
    stretches = stretches_of(segments_s, ARBETSTIDSLAGEN)
    assert stretches.kept(plan).tolist() == [True, False, False]
    assert stretches.take(np.array([False, True, True])).kept(plan).tolist() == [False, False]


def goes_on_too_long(minutes: list[int], plan: BreakPlan, stretch_min: int, break_s: int) -> bool:
    """Walk along a duty with a watch that a long enough break sets back; tell if it says more."""
    watch_min = 0
    for number, segment_min in enumerate(minutes):
        watch_min += segment_min
        if watch_min > stretch_min:
            return True
        if number < len(plan.lengths_s) and plan.lengths_s[number] >= break_s:
            watch_min = 0
    return False


def test_every_plan_of_three_stops_is_judged_as_by_walking_along() -> None:
    """With two breaks on six boundaries, each of 729 plans keeps the rules as a walk says."""
    rules = strictest(ARBETSTIDSLAGEN, EU_561_2006)
    rows = np.random.default_rng(1).integers(0, 13, size=(40, 7)) * 15
    stretches = stretches_of(rows * 60, rules)
    plans = break_plans(3, rules)
    assert len(plans) == 3**6
    num_kept = 0
    for plan in plans:
        kept = [
            not goes_on_too_long(work, plan, 300, MEAL_S)
            and not goes_on_too_long(
                [m if k % 2 == 0 else 0 for k, m in enumerate(work)], plan, 270, DRIVING_BREAK_S
            )
            for work in rows.tolist()
        ]
        assert stretches.kept(plan).tolist() == kept, plan
        num_kept += sum(kept)
    assert 0 < num_kept < len(plans) * len(rows)


def test_a_duty_of_no_stops_has_one_plan() -> None:
    """A drive without stops has no boundary to take a break on."""
    (plan,) = break_plans(0, EU_561_2006)
    assert (plan.lengths_s, plan.total_s, plan.until_s, plan.in_span_s) == ((), 0, (), 0)


@settings(max_examples=60)
@given(
    minutes=st.lists(st.integers(1, 200), min_size=3, max_size=7).filter(lambda m: len(m) % 2),
    rules=st.sampled_from([ARBETSTIDSLAGEN, EU_561_2006, strictest(ARBETSTIDSLAGEN, EU_561_2006)]),
)
def test_plans_left_out_are_never_the_best(minutes: list[int], rules: WorkRules) -> None:
    """Within 10 h of work, the first plan of the few is that of all plans there are."""
    if sum(minutes) > 600:
        return
    day = dataclasses.replace(rules, max_working_s=minutes_to_s(600))
    few, every = chosen(minutes, day), None
    lengths = sorted({0, day.work_break_s or 0, day.driving_break_s or 0})
    stretches = stretches_of(np.array([[minutes_to_s(m) for m in minutes]]), day)
    for plan in product(lengths, repeat=len(minutes) - 1):
        if stretches.kept(BreakPlan(plan))[0]:
            worth = sum(plan), sum(plan[1:-1]), tuple(-length for length in plan)
            every = worth if every is None else min(every, worth)
    assert (few is None) == (every is None)
    if few is not None:
        assert (sum(few), sum(few[1:-1]), tuple(-length for length in few)) == every


def test_a_day_of_many_short_stops_has_few_plans() -> None:
    """Ten stops in 10 h need two breaks of 20 boundaries at most, not a million plans."""
    rules = dataclasses.replace(ARBETSTIDSLAGEN, max_working_s=minutes_to_s(600))
    assert len(break_plans(10, rules)) == 1 + 20 + 190
