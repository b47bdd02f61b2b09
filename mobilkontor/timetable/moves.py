"""Move day trips of closed dates to other days of their week, where that keeps the rules.

A duty may move whole, with its clock times, if it begins and ends at the vehicle's depot, to a
working day of the same week that is not closed and on which the vehicle has nothing to do; it
stands at its depot then, since a vehicle that is away works every day. No place gets two visits
on a day. Whether rest, hours, allowed weekdays and all else hold is for a judge to say, who is
asked about the whole cycle with the duty moved. All that a move gives up is that a place is visited
on the same weekday every time.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.units import DAYS_PER_WEEK
from mobilkontor.timetable.closed_dates import Closure, ClosureKind
from mobilkontor.timetable.dated import DatedDuty, Period, Standing
from mobilkontor.timetable.dates import Mover

__all__ = ["Judge", "mover"]

Judge = Callable[[datetime.date, tuple[DatedDuty, ...], frozenset[datetime.date]], bool]
"""Tells whether the duties that are driven in a cycle keep the rules.

It is given the first Monday of the cycle, its duties, and the closed dates.
"""


def mover(horizon: Horizon, depots: Mapping[str, str], judge: Judge) -> Mover:
    """Return what moves day trips of closed dates.

    Parameters
    ----------
    horizon : Horizon
        The cycle.
    depots : mapping of str to str
        Depot of each vehicle.
    judge : callable
        Tells whether a cycle keeps the rules.

    Returns
    -------
    callable
        For ``lay_on_dates``.
    """

    def move(
        duties: tuple[DatedDuty, ...], closures: Mapping[datetime.date, Closure], period: Period
    ) -> tuple[DatedDuty, ...]:
        """Return the duties, with those that can be moved on their new dates."""
        closed = frozenset(closures)
        cycles: dict[datetime.date, list[DatedDuty]] = defaultdict(list)
        for it in duties:
            cycles[period.cycle_start(it.planned, horizon.weeks)].append(it)
        return tuple(
            it
            for start, cycle in cycles.items()
            for it in _moved(start, cycle, horizon, depots, closed, period, judge)
        )

    return move


def _moved(
    start: datetime.date,
    duties: list[DatedDuty],
    horizon: Horizon,
    depots: Mapping[str, str],
    closed: frozenset[datetime.date],
    period: Period,
    judge: Judge,
) -> list[DatedDuty]:
    """Return the duties of one cycle, day trips of closed dates moved one by one."""
    found = list(duties)
    for position, it in enumerate(duties):
        is_own_day = it.closure is not None and it.closure.kind is not ClosureKind.TOUR
        is_day_trip = it.duty.start == it.duty.end == depots[it.duty.vehicle]
        if it.runs or not (is_own_day and is_day_trip and period.start <= it.planned <= period.end):
            continue
        for date in _free_dates(it, start, horizon, found):
            if date in closed or date < period.start:
                continue
            changed = dataclasses.replace(it, date=date, standing=Standing.MOVED)
            attempt = [*found[:position], changed, *found[position + 1 :]]
            if judge(start, tuple(attempt), closed):
                found = attempt
                break
    return found


def _free_dates(
    it: DatedDuty, start: datetime.date, horizon: Horizon, duties: Iterable[DatedDuty]
) -> Iterator[datetime.date]:
    """Yield working days of a duty's week on which vehicle and places are free, nearest first."""
    places = {visit.place for visit in it.duty.stops}
    taken = {
        other.date
        for other in duties
        if other.runs
        and (other.duty.vehicle == it.duty.vehicle or places & {v.place for v in other.duty.stops})
    }
    days = range(len(horizon))
    if horizon.goes_round:
        # The judge sees one cycle, and cannot tell what its first and last days lie beside.
        days = days[1:-1]
    dates = (start + datetime.timedelta(days=horizon.ordinal(day)) for day in days)
    monday = it.planned - datetime.timedelta(days=it.planned.weekday())
    week = [date for date in dates if 0 <= (date - monday).days < DAYS_PER_WEEK]
    week.sort(key=lambda date: (abs((date - it.planned).days), date < it.planned))
    yield from (date for date in week if date not in taken)
