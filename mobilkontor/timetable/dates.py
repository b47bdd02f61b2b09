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
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.units import DAYS_PER_WEEK
from mobilkontor.timetable.closed_dates import Closure, ClosureKind, closed_dates, dates_between

__all__ = [
    "ZONE",
    "DatedDuty",
    "DatedTimetable",
    "DatedVisit",
    "Mover",
    "Period",
    "Standing",
    "at_clock",
    "for_the_public",
    "lay_on_dates",
    "only_places",
]

ZONE = ZoneInfo("Europe/Stockholm")


class Standing(StrEnum):
    """What becomes of a duty or visit of the cycle on its date."""

    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Period:
    """What a timetable covers.

    Attributes
    ----------
    start : date
        First date; its week is the first week.
    weeks : int
        Calendar weeks, from the Monday of the first week.
    first_week : int
        Week of the cycle that the first week is, from 0.
    closed : tuple of (date, date)
        First and last date of what is closed beside the holidays.
    """

    start: datetime.date
    weeks: int
    first_week: int = 0
    closed: tuple[tuple[datetime.date, datetime.date], ...] = ()

    @property
    def monday(self) -> datetime.date:
        """Monday of the first week."""
        return self.start - datetime.timedelta(days=self.start.weekday())

    @property
    def end(self) -> datetime.date:
        """Last date, a Sunday."""
        return self.monday + datetime.timedelta(days=self.weeks * DAYS_PER_WEEK - 1)

    @property
    def next_start(self) -> datetime.date:
        """Monday after the last date."""
        return self.end + datetime.timedelta(days=1)

    def cycle_start(self, date: datetime.date, cycle_weeks: int) -> datetime.date:
        """Return the first Monday of the cycle that a date lies in."""
        begin = self.monday - datetime.timedelta(weeks=self.first_week)
        days = (date - begin).days
        return date - datetime.timedelta(days=days % (cycle_weeks * DAYS_PER_WEEK))

    def week_after(self, cycle_weeks: int) -> int:
        """Return the week of the cycle that follows the last one, from 0."""
        return (self.first_week + self.weeks) % cycle_weeks


@dataclass(frozen=True, slots=True)
class DatedDuty:
    """One vehicle's day on a date.

    Attributes
    ----------
    duty : Duty
        As the plan has it.
    planned, date : date
        Where the cycle puts it, and when it is driven; the same unless it is moved.
    standing : Standing
        Whether it is driven.
    closure : Closure or None
        Why it is not, or is moved.
    """

    duty: Duty
    planned: datetime.date
    date: datetime.date
    standing: Standing = Standing.HELD
    closure: Closure | None = None

    @property
    def runs(self) -> bool:
        """Whether it is driven."""
        return self.standing is not Standing.CANCELLED


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """One opening at a place, made or not.

    Attributes
    ----------
    place, vehicle : str
        Where, and by which vehicle.
    planned, date : date
        Where the cycle puts it, and when it is made; the same unless it is moved.
    number : int
        Position among the openings of the place on the planned date, from 0.
    opens, closes : datetime
        When it opens and closes, in the zone of Stockholm.
    standing : Standing
        Whether it is made.
    closure : Closure or None
        Why it is not, or is moved.
    next_date : date or None
        Date of the next opening of the place within the period; None if there is none.
    """

    place: str
    vehicle: str
    planned: datetime.date
    date: datetime.date
    number: int
    opens: datetime.datetime
    closes: datetime.datetime
    standing: Standing
    closure: Closure | None
    next_date: datetime.date | None = None

    @property
    def is_made(self) -> bool:
        """Whether the place is open."""
        return self.standing is not Standing.CANCELLED


@dataclass(frozen=True, slots=True)
class DatedTimetable:
    """A plan on the dates of a period.

    Attributes
    ----------
    period : Period
        What it covers.
    horizon : Horizon
        The cycle.
    closures : tuple of (date, Closure)
        Closed dates of the period, in order.
    duties : tuple of DatedDuty
        By vehicle and date.
    visits : tuple of DatedVisit
        By date, clock and place.
    visits_per_cycle : mapping of str to int
        Openings per cycle of each place.
    """

    period: Period
    horizon: Horizon
    closures: tuple[tuple[datetime.date, Closure], ...]
    duties: tuple[DatedDuty, ...]
    visits: tuple[DatedVisit, ...]
    visits_per_cycle: Mapping[str, int]

    @property
    def open_places(self) -> tuple[str, ...]:
        """Places with at least one opening that is made, in order."""
        return tuple(sorted({visit.place for visit in self.visits if visit.is_made}))

    def is_workday(self, date: datetime.date) -> bool:
        """Tell whether a date of the period is a working day of the cycle."""
        ordinal = (date - self.period.cycle_start(date, self.horizon.weeks)).days
        return ordinal in {self.horizon.ordinal(day) for day in range(len(self.horizon))}

    def visits_at(self, place: str) -> tuple[DatedVisit, ...]:
        """Return the visits of a place, in order of time."""
        return tuple(visit for visit in self.visits if visit.place == place)


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


def for_the_public(timetable: DatedTimetable) -> DatedTimetable:
    """Return a timetable that holds nothing of vehicles and crews, nor places that stay closed."""
    is_open = frozenset(timetable.open_places)
    visits = tuple(
        dataclasses.replace(visit, vehicle="")
        for visit in timetable.visits
        if visit.place in is_open
    )
    return dataclasses.replace(timetable, duties=(), visits=visits)


def only_places(timetable: DatedTimetable, places: Iterable[str]) -> DatedTimetable:
    """Return a timetable with the visits of some places, and the duties that make them."""
    chosen = frozenset(places)
    duties = tuple(it for it in timetable.duties if chosen & {v.place for v in it.duty.stops})
    visits = tuple(visit for visit in timetable.visits if visit.place in chosen)
    return dataclasses.replace(timetable, duties=duties, visits=visits)


def at_clock(date: datetime.date, seconds: int) -> datetime.datetime:
    """Return a clock time [s after midnight] of a date, also where the clock is changed."""
    midnight = datetime.datetime.combine(date, datetime.time())
    return (midnight + datetime.timedelta(seconds=seconds)).replace(tzinfo=ZONE)


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
