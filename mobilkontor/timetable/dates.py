"""Lay the cycle of a plan onto dates: which duty is driven when, which visit is made or cancelled.

The first week begins on the Monday of the week that holds the first date; days before the first
date are left out. A closed date cancels more than its own duties: a vehicle that is to sleep away
from its depot beside or over it could not be where its next duty starts, so the whole tour, from
depot to depot, is cancelled. What is left is a plan with days off, in which every vehicle starts
where it stands and no crew works more than before.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from mobilkontor.core.plan import Plan
from mobilkontor.timetable.closed_dates import Closure, ClosureKind, closed_dates, dates_between
from mobilkontor.timetable.dated import (
    DatedDuty,
    DatedTimetable,
    DatedVisit,
    Period,
    Standing,
    at_clock,
)

__all__ = ["Mover", "lay_on_dates"]

Mover = Callable[
    [tuple[DatedDuty, ...], Mapping[datetime.date, Closure], Period], tuple[DatedDuty, ...]
]
"""Moves cancelled duties to other dates, given all duties, the closed dates and the period."""


def lay_on_dates(
    plan: Plan, depots: Mapping[str, str], period: Period, move: Mover | None = None
) -> DatedTimetable:
    """Lay a plan onto the dates of a period.

    Parameters
    ----------
    plan : Plan
        The plan of a cycle.
    depots : mapping of str to str
        Depot of each vehicle.
    period : Period
        What to cover.
    move : callable, optional
        Moves cancelled duties to other dates; None to leave them cancelled.

    Returns
    -------
    DatedTimetable
        The duties and visits.
    """
    begin = period.monday - datetime.timedelta(weeks=period.first_week)
    num_cycles = -(-(period.first_week + period.weeks) // plan.horizon.weeks)
    end = begin + datetime.timedelta(weeks=num_cycles * plan.horizon.weeks)
    closures = closed_dates(begin, end, period.closed)
    planned = tuple(_dated(plan, begin, end))
    workdays = frozenset(_workdays(plan, begin, end))
    cut = frozenset(date for date in closures if date in workdays)
    duties = tuple(
        duty for tour in _tours(planned, depots) for duty in _with_days_off(tour, closures, cut)
    )
    if move is not None:
        duties = move(duties, closures, period)
    duties = tuple(sorted(duties, key=lambda it: (it.duty.vehicle, it.date, it.planned)))
    shown = tuple(it for it in duties if period.start <= it.planned <= period.end)
    return DatedTimetable(
        period=period,
        horizon=plan.horizon,
        closures=tuple(
            (date, it) for date, it in closures.items() if period.start <= date <= period.end
        ),
        duties=shown,
        visits=_with_next_dates(_visits(shown)),
        visits_per_cycle=Counter(stop.place for duty in plan.duties for stop in duty.stops),
    )


def _dated(plan: Plan, begin: datetime.date, end: datetime.date) -> Iterator[DatedDuty]:
    """Yield every duty of every cycle of a span."""
    for start in _cycle_starts(plan, begin, end):
        for duty in plan.duties:
            date = start + datetime.timedelta(days=plan.horizon.ordinal(duty.day))
            yield DatedDuty(duty, planned=date, date=date)


def _workdays(plan: Plan, begin: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    """Yield every working day of every cycle of a span."""
    for start in _cycle_starts(plan, begin, end):
        for day in range(len(plan.horizon)):
            yield start + datetime.timedelta(days=plan.horizon.ordinal(day))


def _cycle_starts(plan: Plan, begin: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    """Yield the first Monday of every cycle that begins before the end."""
    start = begin
    while start < end:
        yield start
        start += datetime.timedelta(weeks=plan.horizon.weeks)


def _tours(duties: tuple[DatedDuty, ...], depots: Mapping[str, str]) -> Iterator[list[DatedDuty]]:
    """Yield the duties of each vehicle from depot to depot."""
    by_vehicle: dict[str, list[DatedDuty]] = defaultdict(list)
    for it in sorted(duties, key=lambda it: (it.duty.vehicle, it.date)):
        by_vehicle[it.duty.vehicle].append(it)
    for vehicle, chain in by_vehicle.items():
        tour: list[DatedDuty] = []
        for it in chain:
            tour.append(it)
            if it.duty.end == depots[vehicle]:
                yield tour
                tour = []
        if tour:
            yield tour


def _with_days_off(
    tour: list[DatedDuty],
    closures: Mapping[datetime.date, Closure],
    cut: frozenset[datetime.date],
) -> list[DatedDuty]:
    """Return a tour, cancelled whole if a working day from its first to its last is closed."""
    if not any(date in cut for date in dates_between(tour[0].date, tour[-1].date)):
        return tour
    return [
        dataclasses.replace(
            it,
            standing=Standing.CANCELLED,
            closure=closures.get(it.date, Closure(ClosureKind.TOUR)),
        )
        for it in tour
    ]


def _visits(duties: Iterable[DatedDuty]) -> list[DatedVisit]:
    """Return the visits of duties, by date, clock and place."""
    numbers: dict[tuple[str, datetime.date], int] = defaultdict(int)
    pairs = sorted(
        ((it, visit) for it in duties for visit in it.duty.stops),
        key=lambda pair: (pair[0].planned, pair[1].open_s, pair[0].duty.vehicle),
    )
    visits = []
    for it, visit in pairs:
        number = numbers[visit.place, it.planned]
        numbers[visit.place, it.planned] += 1
        visits.append(
            DatedVisit(
                place=visit.place,
                vehicle=it.duty.vehicle,
                planned=it.planned,
                date=it.date,
                number=number,
                opens=at_clock(it.date, visit.open_s),
                closes=at_clock(it.date, visit.close_s),
                standing=it.standing,
                closure=it.closure,
            )
        )
    return sorted(visits, key=lambda visit: (visit.opens, visit.place, visit.vehicle))


def _with_next_dates(visits: list[DatedVisit]) -> tuple[DatedVisit, ...]:
    """Return the visits, each with the date of the next opening of its place."""
    next_date: dict[str, datetime.date] = {}
    found = []
    for visit in reversed(visits):
        found.append(dataclasses.replace(visit, next_date=next_date.get(visit.place)))
        if visit.is_made:
            next_date[visit.place] = visit.date
    return tuple(reversed(found))
