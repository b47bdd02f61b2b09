"""Let the verifier judge the duties of one cycle on dates.

The closed dates become days off of the scenario's cycle. Asked for are the rules of driving, work,
rest and nights, and those of single visits; not those that say what stops get in a whole cycle,
which a cancelled visit breaks anyhow.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Sequence

from mobilkontor.core.calendar import WEEKDAYS, make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.core.units import DAYS_PER_WEEK
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import ClosedDay
from mobilkontor.timetable.dated import DatedDuty
from mobilkontor.timetable.moves import Judge
from mobilkontor.travel import Travel
from mobilkontor.verify.verify import CODES_OF_DAYS, RoadsLeft, verify

__all__ = ["broken_rules", "judge_of"]


def judge_of(scenario: Scenario, travel: Travel, plan: Plan) -> Judge:
    """Return the judge of the cycles of a plan.

    Parameters
    ----------
    scenario : Scenario
        The scenario of the plan.
    travel : Travel
        Its travel times.
    plan : Plan
        The plan.

    Returns
    -------
    callable
        For ``timetable.moves``.
    """
    roads_left = RoadsLeft(scenario)

    def judge(
        start: datetime.date, duties: tuple[DatedDuty, ...], closed: frozenset[datetime.date]
    ) -> bool:
        """Tell whether the verifier has nothing against a cycle."""
        return not broken_rules(scenario, travel, plan, start, duties, closed, roads_left)

    return judge


def broken_rules(
    scenario: Scenario,
    travel: Travel,
    plan: Plan,
    start: datetime.date,
    duties: Sequence[DatedDuty],
    closed: Collection[datetime.date],
    roads_left: RoadsLeft | None = None,
) -> tuple[str, ...]:
    """Return what the verifier says against the duties that are driven in one cycle.

    Parameters
    ----------
    scenario : Scenario
        The scenario of the plan.
    travel : Travel
        Its travel times.
    plan : Plan
        The plan.
    start : date
        First Monday of the cycle.
    duties : sequence of DatedDuty
        Duties of the cycle; those that are cancelled count as not there.
    closed : collection of date
        Closed dates.
    roads_left : RoadsLeft or None
        Ways while roads are closed, which several cycles share; None to ask for them.

    Returns
    -------
    tuple of str
        Each broken rule in a line that begins with its code; empty if none is.
    """
    variant = _with_days_off(scenario, start, closed)
    driven = _what_is_driven(plan, variant, start, duties)
    # What visits are worth is not asked for, so no benefit is given.
    mobile = travel.by_vehicle(vehicle.id for vehicle in scenario.file.vehicles)
    report = verify(variant, mobile, travel.residents, {}, driven, None, roads_left)
    return tuple(f"{it.code} {it.text}" for it in report.violations if it.code in CODES_OF_DAYS)


def _with_days_off(
    scenario: Scenario, start: datetime.date, closed: Collection[datetime.date]
) -> Scenario:
    """Return the scenario with the closed dates of one cycle as days off."""
    cycle = scenario.file.cycle
    numbers = sorted((date - start).days for date in closed)
    off = tuple(
        ClosedDay.model_validate(
            {"week": number // DAYS_PER_WEEK, "weekday": WEEKDAYS[number % DAYS_PER_WEEK]}
        )
        for number in numbers
        if 0 <= number < cycle.weeks * DAYS_PER_WEEK
    )
    changed = cycle.model_copy(update={"closed_days": (*cycle.closed_days, *off)})
    return dataclasses.replace(scenario, file=scenario.file.model_copy(update={"cycle": changed}))


def _what_is_driven(
    plan: Plan, scenario: Scenario, start: datetime.date, duties: Sequence[DatedDuty]
) -> Plan:
    """Return the duties that are driven, as a plan of the cycle with days off."""
    cycle = scenario.file.cycle
    off = frozenset((day.week, day.weekday) for day in cycle.closed_days)
    horizon = make_horizon(cycle.weeks, cycle.weekdays, off)
    day_of = {horizon.ordinal(day): day for day in range(len(horizon))}
    # A date that is no working day becomes one that no horizon has, which is told.
    driven = [
        dataclasses.replace(it.duty, day=day_of.get((it.date - start).days, len(horizon)))
        for it in duties
        if it.runs
    ]
    driven.sort(key=lambda duty: (duty.vehicle, duty.day))
    return dataclasses.replace(plan, horizon=horizon, duties=tuple(driven))
