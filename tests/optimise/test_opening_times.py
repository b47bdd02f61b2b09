"""Duties start so that the visits of a place open at about the same time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobilkontor.core.plan import Duty
from mobilkontor.core.units import SECONDS_PER_DAY, hours_to_s
from mobilkontor.duties.clock import clocked_duty, earliest_starts
from mobilkontor.optimise.opening_times import (
    PER_EXCESS_MIN,
    PER_LATE_MIN,
    PER_SPREAD_MIN,
    StartWindow,
    regular_starts,
)
from mobilkontor.optimise.rest import runs_of_duties
from mobilkontor.optimise.restart import match_duties
from tests.optimise.parts import fleet_of, proved
from tests.strategies import CYCLES, instance_of

SEVEN_S = 7 * 3600
TOLERANCE_MIN = 2


def window(
    earliest_min: int, latest_min: int, *opens: tuple[str, int], rest_s: int | None = None
) -> StartWindow:
    """Return the window of a duty of 8 h, minutes counted from 07:00."""
    return StartWindow(
        earliest_s=SEVEN_S + 60 * earliest_min,
        latest_s=SEVEN_S + 60 * latest_min,
        elapsed_s=hours_to_s(8),
        opens=tuple((place, 60 * after_min) for place, after_min in opens),
        rest_s=rest_s,
    )


def starts_min(windows: Sequence[StartWindow], tolerance_min: int = TOLERANCE_MIN) -> list[int]:
    """Return the starts in minutes from 07:00."""
    return [(start - SEVEN_S) // 60 for start in regular_starts(windows, 60 * tolerance_min)]


def regret(windows: Sequence[StartWindow], starts: Sequence[int]) -> float:
    """Return what irregular openings and late starts weigh."""
    opens: dict[str, list[int]] = defaultdict(list)
    for one, start_s in zip(windows, starts, strict=True):
        for place, after_s in one.opens:
            opens[place].append((start_s + after_s) // 60)
    spreads = [max(times) - min(times) for times in opens.values()]
    late = sum(start_s - one.earliest_s for one, start_s in zip(windows, starts, strict=True)) / 60
    excess = sum(max(0, spread - TOLERANCE_MIN) for spread in spreads)
    return PER_EXCESS_MIN * excess + PER_SPREAD_MIN * sum(spreads) + PER_LATE_MIN * late


def test_the_early_duty_waits_for_the_late_one() -> None:
    """Two weeks that could open at 08:00 and 09:10 both open at 09:10."""
    windows = [window(0, 120, ("a", 60)), window(40, 200, ("a", 90))]
    assert starts_min(windows) == [70, 40]


def test_a_place_visited_once_asks_for_nothing() -> None:
    """Without a second visit every duty starts as early as it can."""
    assert starts_min([window(0, 120, ("a", 60)), window(40, 200, ("b", 90))]) == [0, 40]


def test_no_start_is_later_than_it_may_be() -> None:
    """Where windows do not reach each other, the openings come as near as they can."""
    assert starts_min([window(0, 30, ("a", 60)), window(100, 200, ("a", 60))]) == [30, 100]


def test_the_rest_of_the_night_is_kept() -> None:
    """A later start moves the next morning if the rest asks for it, and not beyond its latest."""
    rest_s = SECONDS_PER_DAY - hours_to_s(8)
    late, early = window(60, 200, ("a", 60)), window(0, 200, ("a", 60))
    assert starts_min([late, early, window(0, 90, rest_s=rest_s)]) == [60, 60, 60]
    assert starts_min([late, early, window(0, 40, rest_s=rest_s)]) == [60, 40, 40]


MINUTES = st.integers(0, 6)


@st.composite
def few_windows(draw: st.DrawFn) -> list[StartWindow]:
    """Draw up to four duties with windows of a few minutes; some are next days of others."""
    windows: list[StartWindow] = []
    for number in range(draw(st.integers(2, 4))):
        earliest = draw(MINUTES)
        follows = number > 0 and draw(st.booleans())
        if follows:
            earliest = max(earliest, (windows[-1].earliest_s - SEVEN_S) // 60)
        places = draw(st.lists(st.sampled_from("ab"), max_size=2, unique=True))
        windows.append(
            window(
                earliest,
                earliest + draw(MINUTES),
                *((place, draw(MINUTES)) for place in places),
                rest_s=SECONDS_PER_DAY - hours_to_s(8) if follows else None,
            )
        )
    return windows


@settings(max_examples=150, deadline=None)
@given(few_windows())
def test_no_other_starts_are_better(windows: list[StartWindow]) -> None:
    """Trying every minute of every window finds no starts of less regret."""
    found = regular_starts(windows, 60 * TOLERANCE_MIN)
    ranges = [range(one.earliest_s, one.latest_s + 1, 60) for one in windows]
    kept = [
        starts
        for starts in itertools.product(*ranges)
        if all(
            one.rest_s is None or starts[number] >= starts[number - 1]
            for number, one in enumerate(windows)
        )
    ]
    assert tuple(found) in kept
    assert regret(windows, found) == pytest.approx(min(regret(windows, s) for s in kept))


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_is_no_less_regular_than_one_that_starts_early(seed: int) -> None:
    """Over weeks, the openings of a plan differ no more than if all duties started early."""
    free = {f"has_{name}": False for name in ("promise", "lock", "vehicle_lock", "budget")}
    free |= {"has_visit_floor": False, "has_met_floor": False, "is_busy": True}
    instance = instance_of(seed, **CYCLES[seed % len(CYCLES)], **free)
    plan = proved(instance).plan
    fleet = fleet_of(instance)
    roster = match_duties(fleet, plan).roster
    early = []
    for number, chosen in enumerate(roster):
        pool = fleet.pool(number)
        profile = instance.profiles[instance.vehicles[number].profile]
        for run in runs_of_duties(instance, chosen):
            starts, _ = earliest_starts(pool, [chosen[day] for day in run], profile)
            for day, start_s in zip(run, starts, strict=True):
                early.append(clocked_duty(instance, number, pool, chosen[day], day, start_s, 0.0))
    assert spread_s(plan.duties) <= spread_s(early)


def spread_s(duties: Sequence[Duty]) -> int:
    """Return the differences of opening times of all places together [s]."""
    opens: dict[str, list[int]] = defaultdict(list)
    for duty in duties:
        for visit in duty.stops:
            opens[visit.place].append(visit.open_s)
    return sum(max(times) - min(times) for times in opens.values())
