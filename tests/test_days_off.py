"""What is left of a plan beside closed dates keeps every rule of driving, work and nights.

The verifier judges it, by a scenario in which the closed dates are days off of the cycle.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mobilkontor import api
from mobilkontor.core.calendar import WEEKDAYS, make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import ClosedDay
from mobilkontor.timetable.dates import DatedTimetable, Period, Standing, lay_on_dates
from tests.timetable.plans import date

ROOT = Path(__file__).parent.parent
CLOSED = ("2027-01-12..2027-01-12", "2027-01-20..2027-01-21", "2027-02-05..2027-02-05")


def with_days_off(scenario: Scenario, timetable: DatedTimetable) -> Scenario:
    """Return the scenario with the closed dates of one cycle as its days off."""
    closed = tuple(
        ClosedDay(week=(day - timetable.period.monday).days // 7, weekday=WEEKDAYS[day.weekday()])
        for day, _ in timetable.closures
    )
    cycle = scenario.file.cycle.model_copy(update={"closed_days": closed})
    return dataclasses.replace(scenario, file=scenario.file.model_copy(update={"cycle": cycle}))


def what_is_driven(plan: Plan, scenario: Scenario, timetable: DatedTimetable) -> Plan:
    """Return the duties of one cycle that are driven, as a plan with days off."""
    cycle = scenario.file.cycle
    closed = frozenset((day.week, day.weekday) for day in cycle.closed_days)
    horizon = make_horizon(cycle.weeks, cycle.weekdays, closed)
    monday = timetable.period.monday
    position = {horizon.ordinal(day): day for day in range(len(horizon))}
    duties = [
        dataclasses.replace(it.duty, day=position[(it.date - monday).days])
        for it in timetable.duties
        if it.runs
    ]
    duties.sort(key=lambda duty: (duty.vehicle, duty.day))
    return dataclasses.replace(plan, horizon=horizon, duties=tuple(duties))


def codes(scenario: Scenario, plan: Plan) -> set[str]:
    """Return the rules of duties, clocks, driving and nights that a plan breaks."""
    travel = api.travel(scenario)
    report = api.verify(scenario, travel, api.build(scenario, travel), plan, None)
    return {it.code for it in report.violations if it.code.startswith(("V1", "V2"))}


@pytest.mark.parametrize("name", ["norrbotten-four-weeks"])
def test_the_verifier_stands_behind_what_is_left(name: str) -> None:
    """A Tuesday, two days of the next week, and a Friday are closed: some tours go, none is cut."""
    reopened = api.reopen(ROOT / "maps" / "gallery" / name / "plan.json", None)
    plan, scenario = reopened.plan_file.plan, reopened.scenario
    depots = {vehicle.id: vehicle.depot for vehicle in scenario.file.vehicles}
    spans = tuple(tuple(map(date, text.split(".."))) for text in CLOSED)
    period = Period(date("2027-01-11"), plan.horizon.weeks, 0, spans)
    timetable = lay_on_dates(plan, depots, period)
    variant = with_days_off(scenario, timetable)
    assert codes(variant, what_is_driven(plan, variant, timetable)) == set()

    # Were only the duties of the closed dates left out, vehicles would start where they are not.
    closed = {day for day, _ in timetable.closures}
    careless = dataclasses.replace(
        timetable,
        duties=tuple(
            dataclasses.replace(
                it, standing=Standing.CANCELLED if it.date in closed else Standing.HELD
            )
            for it in timetable.duties
        ),
    )
    assert codes(variant, what_is_driven(plan, variant, careless)) & {"V202", "V203"}
