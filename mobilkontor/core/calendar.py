"""Own the horizon: the working days of a cycle and which of them follow each other.

A *day* is a position in the horizon from 0. A *run* is a longest sequence of days without a day
off between them; vehicles start and end every run at their depot, unless they may stand elsewhere
over days off.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mobilkontor.core.units import DAYS_PER_WEEK

__all__ = ["WEEKDAYS", "HalfDay", "Horizon", "make_horizon"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HalfDay(StrEnum):
    """The half of the day that all visits of a stop keep to."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Horizon:
    """Working days of one cycle.

    Attributes
    ----------
    weeks : int
        Length of the cycle [weeks].
    days : tuple of (int, str)
        Week from 0 and weekday of each working day, in order of time.
    """

    weeks: int
    days: tuple[tuple[int, str], ...]

    def __len__(self) -> int:
        """Return the number of working days."""
        return len(self.days)

    def ordinal(self, day: int) -> int:
        """Return the calendar day from the Monday of week 0."""
        week, weekday = self.days[day]
        return week * DAYS_PER_WEEK + WEEKDAYS.index(weekday)

    def is_run_start(self, day: int) -> bool:
        """Tell whether the day before this one is a day off."""
        return day == 0 or self.ordinal(day) != self.ordinal(day - 1) + 1

    def is_run_end(self, day: int) -> bool:
        """Tell whether the day after this one is a day off."""
        return day == len(self.days) - 1 or self.is_run_start(day + 1)

    def nights_after(self, day: int) -> int:
        """Return the nights from a day to the next working day; 0 after the last of the cycle."""
        return 0 if day == len(self.days) - 1 else self.ordinal(day + 1) - self.ordinal(day)

    @property
    def goes_round(self) -> bool:
        """Whether the last day of a cycle and the first of the next follow each other."""
        if not self.days:
            return False
        return self.ordinal(0) + DAYS_PER_WEEK * self.weeks == self.ordinal(len(self) - 1) + 1

    def week_of(self, day: int) -> int:
        """Return the week of a day, from 0."""
        return self.days[day][0]


def make_horizon(
    weeks: int, weekdays: tuple[str, ...], closed: frozenset[tuple[int, str]] = frozenset()
) -> Horizon:
    """Return the horizon of a cycle.

    Parameters
    ----------
    weeks : int
        Length of the cycle [weeks].
    weekdays : tuple of str
        Working weekdays, such as ``("mon", "tue")``.
    closed : frozenset of (int, str)
        Week and weekday of days off.

    Returns
    -------
    Horizon
        The working days in order of time.
    """
    ordered = [weekday for weekday in WEEKDAYS if weekday in weekdays]
    days = [(week, weekday) for week in range(weeks) for weekday in ordered]
    return Horizon(weeks=weeks, days=tuple(day for day in days if day not in closed))
