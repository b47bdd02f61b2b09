"""Collect the timetable of each vehicle, week by week; weeks that are alike are told once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.repeats import alike_weeks
from mobilkontor.outputs.views import MapView
from mobilkontor.timetable.cycle import Line, lay_out

__all__ = ["Sums", "VehicleTable", "WeekTable", "vehicle_tables"]


@dataclass(frozen=True, slots=True)
class Sums:
    """Number of visits, distance [m], driving time and working time [s] of some duties."""

    visits: int
    distance_m: int
    driving_s: int
    working_s: int


@dataclass(frozen=True, slots=True)
class WeekTable:
    """What one vehicle does in a week, or in each of several weeks that are alike.

    Attributes
    ----------
    weeks : tuple of int
        The weeks, from 0.
    days : tuple of tuple of Line
        Lines of each duty of the first of them, in order of days.
    sums : Sums
        Sums over one of the weeks.
    """

    weeks: tuple[int, ...]
    days: tuple[tuple[Line, ...], ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class VehicleTable:
    """The timetable of one vehicle, with its sums.

    Attributes
    ----------
    vehicle : int
        Position of the vehicle.
    weeks : tuple of WeekTable
        What it does in each week; weeks that are alike are one.
    sums : Sums
        Sums over the cycle.
    """

    vehicle: int
    weeks: tuple[WeekTable, ...]
    sums: Sums

    @property
    def is_used(self) -> bool:
        """Whether the vehicle has a duty."""
        return any(week.days for week in self.weeks)


def vehicle_tables(plan: Plan, view: MapView) -> list[VehicleTable]:
    """Return the timetable of every vehicle, also of those that are not used.

    Parameters
    ----------
    plan : Plan
        The plan.
    view : MapView
        The map, for the order of the vehicles.

    Returns
    -------
    list of VehicleTable
        One table per vehicle.
    """
    tables = []
    for number, vehicle in enumerate(view.vehicles):
        duties = [duty for duty in plan.duties if duty.vehicle == vehicle.id]
        weeks = tuple(
            _week_table(plan, weeks, [d for d in duties if view.week(d.day) == weeks[0]])
            for weeks in alike_weeks(plan, vehicle.id)
        )
        tables.append(VehicleTable(number, weeks, _sums(duties)))
    return tables


def _week_table(plan: Plan, weeks: tuple[int, ...], duties: list[Duty]) -> WeekTable:
    """Return what one vehicle does in some weeks that are alike."""
    lines = lay_out(dataclasses.replace(plan, duties=tuple(duties)))
    days = tuple(tuple(line for line in lines if line.day == duty.day) for duty in duties)
    return WeekTable(weeks, days, _sums(duties))


def _sums(duties: list[Duty]) -> Sums:
    """Return the sums over some duties."""
    return Sums(
        visits=sum(len(duty.stops) for duty in duties),
        distance_m=sum(duty.distance_m for duty in duties),
        driving_s=sum(duty.driving_s for duty in duties),
        working_s=sum(duty.working_s for duty in duties),
    )
