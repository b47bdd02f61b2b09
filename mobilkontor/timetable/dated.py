"""Own the values of a timetable with dates: the period, its duties and visits, and parts of it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.plan import Duty
from mobilkontor.core.units import DAYS_PER_WEEK
from mobilkontor.timetable.closed_dates import Closure

__all__ = [
    "ZONE",
    "DatedDuty",
    "DatedTimetable",
    "DatedVisit",
    "Period",
    "Standing",
    "at_clock",
    "for_the_public",
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
