"""Plans to be laid onto dates."""

from __future__ import annotations

import dataclasses
import datetime

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.timetable.dated import DatedTimetable, Period
from mobilkontor.timetable.dates import lay_on_dates
from tests.outputs import example

DEPOTS = {"ett": "alfa", "tva": "alfa"}


def date(text: str) -> datetime.date:
    """Return a date, such as ``2027-01-11``."""
    return datetime.date.fromisoformat(text)


def to_zeta(weekdays: tuple[str, ...], weeks: int = 1) -> Plan:
    """Return a plan in which bus ``tva`` opens in zeta, 9:05 to 11:05, on every working day."""
    horizon = make_horizon(weeks, weekdays)
    trip = next(duty for duty in example.two_weeks().duties if duty.vehicle == "tva")
    duties = tuple(dataclasses.replace(trip, day=day) for day in range(len(horizon)))
    return Plan(horizon, duties, services=(), access=(), unserved=())


def laid(plan: Plan, start: str, weeks: int, *closed: str, first_week: int = 0) -> DatedTimetable:
    """Return a plan on dates; closed are spans such as ``2027-01-11..2027-01-12``."""
    spans = [text.split("..") for text in closed]
    period = Period(
        date(start), weeks, first_week, tuple((date(first), date(last)) for first, last in spans)
    )
    return lay_on_dates(plan, DEPOTS, period)
