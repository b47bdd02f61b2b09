"""Lay a plan out as the lines of a timetable: who is where from when to when.

One line per departure from the night's place, per visit, and per arrival at the next night's place;
tables and pages print these lines and compute no clock of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.plan import Break, Duty, Plan

__all__ = ["Line", "LineKind", "duty_lines", "lay_out"]


class LineKind(StrEnum):
    """What happens at the place of a line."""

    START = "start"
    VISIT = "visit"
    END = "end"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timetable; clocks are seconds after midnight, None where nothing happens.

    Attributes
    ----------
    vehicle : str
        Id of the vehicle.
    day, week : int
        Position in the horizon, and week from 0.
    weekday : str
        Weekday, such as ``tue``.
    kind : LineKind
        Start of the duty, visit, or end of the duty.
    place : str
        Where.
    arrive_s, open_s, close_s, depart_s : int or None
        Clock of the steps [s after midnight].
    breaks : tuple of Break
        Breaks taken here.
    next_place : str
        Where the vehicle goes from here; empty at the end.
    driving_s : int
        Driving time to the next place [s].
    """

    vehicle: str
    day: int
    week: int
    weekday: str
    kind: LineKind
    place: str
    arrive_s: int | None = None
    open_s: int | None = None
    close_s: int | None = None
    depart_s: int | None = None
    breaks: tuple[Break, ...] = ()
    next_place: str = ""
    driving_s: int = 0


def lay_out(plan: Plan) -> tuple[Line, ...]:
    """Return the lines of a plan, by vehicle, day and clock.

    Parameters
    ----------
    plan : Plan
        Duties in canonical order.

    Returns
    -------
    tuple of Line
        Start, visits and end of every duty.
    """
    return tuple(line for duty in plan.duties for line in duty_lines(plan.horizon, duty))


def duty_lines(horizon: Horizon, duty: Duty) -> list[Line]:
    """Return start, visits and end of one duty."""
    week, weekday = horizon.days[duty.day]
    line = partial(Line, duty.vehicle, duty.day, week, weekday)
    following = [(visit.place, visit.arrive_s) for visit in duty.stops] + [(duty.end, duty.end_s)]
    lines = [
        line(
            LineKind.START,
            duty.start,
            depart_s=duty.start_s,
            next_place=following[0][0],
            driving_s=following[0][1] - duty.start_s,
        )
    ]
    for visit, (next_place, next_arrive_s) in zip(duty.stops, following[1:], strict=True):
        lines.append(
            line(
                LineKind.VISIT,
                visit.place,
                arrive_s=visit.arrive_s,
                open_s=visit.open_s,
                close_s=visit.close_s,
                depart_s=visit.depart_s,
                breaks=tuple(break_ for break_ in duty.breaks if break_.place == visit.place),
                next_place=next_place,
                driving_s=next_arrive_s - visit.depart_s,
            )
        )
    return [*lines, line(LineKind.END, duty.end, arrive_s=duty.end_s)]
