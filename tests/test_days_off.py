"""What is driven beside closed dates keeps every rule of driving, work and nights.

The verifier judges it, by a scenario in which the closed dates are days off of the cycle.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from pathlib import Path

import pytest

from mobilkontor import api
from mobilkontor.core.calendar import WEEKDAYS
from mobilkontor.core.plan import Plan
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.wish_schema import Forbidden
from mobilkontor.timetable.dated import DatedDuty, DatedTimetable, Period, Standing
from mobilkontor.timetable_folder import dated_timetable
from mobilkontor.timetable_judge import broken_rules
from mobilkontor.timetable_request import Request
from mobilkontor.travel import Travel
from tests.timetable.plans import date

ROOT = Path(__file__).parent.parent
YEAR = Period(date("2027-01-11"), 52, 0, ((date("2027-07-12"), date("2027-08-01")),))

Case = tuple[Scenario, Travel, Plan]


@pytest.fixture(scope="module")
def four_weeks() -> Case:
    """Return the shipped plan of four weeks with its scenario."""
    reopened = api.reopen(ROOT / "maps" / "gallery" / "norrbotten-four-weeks" / "plan.json", None)
    scenario = reopened.scenario
    return scenario, api.travel(scenario), reopened.plan_file.plan


def on_dates(case: Case, *, moves_closed: bool = False, period: Period = YEAR) -> DatedTimetable:
    """Return the plan on the dates of a year, with closed weeks in summer."""
    scenario, travel, plan = case
    return dated_timetable(scenario, travel, plan, Request(period, ("csv",), None, moves_closed))


def broken(case: Case, timetable: DatedTimetable) -> set[str]:
    """Return the codes of all rules that some cycle of a timetable breaks."""
    closed = [day for day, _ in timetable.closures]
    cycles: dict[datetime.date, list[DatedDuty]] = defaultdict(list)
    for it in timetable.duties:
        cycles[timetable.period.cycle_start(it.planned, timetable.horizon.weeks)].append(it)
    return {
        text.split()[0]
        for start, duties in cycles.items()
        for text in broken_rules(*case, start, duties, closed)
    }


def test_the_verifier_stands_behind_what_is_left(four_weeks: Case) -> None:
    """A year with its holidays: some tours go, and none is cut."""
    timetable = on_dates(four_weeks)
    assert len(timetable.closures) > 20
    assert broken(four_weeks, timetable) == set()


def test_leaving_out_the_closed_days_alone_would_break_rules(four_weeks: Case) -> None:
    """Vehicles would start where they are not, or be left away, which the same judge sees."""
    timetable = on_dates(four_weeks)
    closed = {day for day, _ in timetable.closures}
    careless = tuple(
        dataclasses.replace(it, standing=Standing.CANCELLED if it.date in closed else Standing.HELD)
        for it in timetable.duties
    )
    found = broken(four_weeks, dataclasses.replace(timetable, duties=careless))
    # Which of the two depends on the days of the plan's tours.
    assert found & {"V202", "V203"}


def test_the_verifier_stands_behind_what_is_moved(four_weeks: Case) -> None:
    """Moved duties keep their week, and all rules but that of the same weekday hold."""
    timetable = on_dates(four_weeks, moves_closed=True)
    moved = [it for it in timetable.duties if it.standing is Standing.MOVED]
    assert len(moved) >= 5
    assert broken(four_weeks, timetable) == set()
    closed = {day for day, _ in timetable.closures}
    for it in moved:
        assert it.planned.isocalendar()[:2] == it.date.isocalendar()[:2]
        assert it.planned in closed
        assert it.date not in closed


def test_nothing_moves_to_a_forbidden_day(four_weeks: Case) -> None:
    """Where a stop of a moved duty may not be visited on its new weekday, it goes elsewhere."""
    scenario, travel, plan = four_weeks
    period = Period(date("2027-03-22"), 1)
    before = next(
        it
        for it in on_dates(four_weeks, moves_closed=True, period=period).duties
        if it.standing is Standing.MOVED
    )
    forbidden = Forbidden.model_validate(
        {"place": before.duty.stops[0].place, "weekdays": (WEEKDAYS[before.date.weekday()],)}
    )
    entries = (*scenario.file.forbidden_days, forbidden)
    changed = scenario.file.model_copy(update={"forbidden_days": entries})
    stricter = (dataclasses.replace(scenario, file=changed), travel, plan)
    after = next(
        it
        for it in on_dates(stricter, moves_closed=True, period=period).duties
        if (it.duty.vehicle, it.planned) == (before.duty.vehicle, before.planned)
    )
    assert after.date != before.date


def test_travel_is_asked_for_only_if_something_may_move(four_weeks: Case) -> None:
    """Without moves no travel time is needed."""
    scenario, _, plan = four_weeks
    request = Request(YEAR, ("csv",), None)
    assert dated_timetable(scenario, None, plan, request) == on_dates(four_weeks)
