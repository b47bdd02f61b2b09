"""Own tours put on days: what a plan of a cycle is made of, and the columns of its master."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import column_entries
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.tour_graph import Arcs

__all__ = [
    "PlacedTour",
    "Tour",
    "TourColumns",
    "add_placed_tours",
    "by_length",
    "placed_tours",
    "regular_starts",
    "roster_of",
    "single_starts",
]

IntArray = NDArray[np.int64]

CHOSEN = 0.5

Tour = tuple[int, ...]
"""Rows of the pool on days that follow each other, from the depot to the depot."""


@dataclass(frozen=True, slots=True, order=True)
class PlacedTour:
    """Duties of one vehicle on days that follow each other, from the depot to the depot.

    Attributes
    ----------
    vehicle, day : int
        Who drives it, and its first day.
    duties : tuple of int
        Rows of the pool, one per day.
    """

    vehicle: int
    day: int
    duties: Tour

    @property
    def days(self) -> range:
        """Days that it takes."""
        return range(self.day, self.day + len(self.duties))


@dataclass(frozen=True, slots=True, eq=False)
class TourColumns:
    """Columns of tours of one vehicle, length and rhythm: one per start and tour.

    Attributes
    ----------
    vehicle : int
        Who drives them.
    starts : ndarray of int64, shape (num_starts, num_times)
        First days of a tour that is driven so many times.
    duties : ndarray of int64, shape (num_tours, num_days)
        Rows of the pool by day of the tour.
    columns : ndarray of int64, shape (num_starts, num_tours)
        Their columns in the model.
    """

    vehicle: int
    starts: IntArray
    duties: IntArray
    columns: IntArray

    def chosen(self, values: NDArray[np.float64]) -> Iterable[PlacedTour]:
        """Yield the tours that a solution drives."""
        for start, tour in np.argwhere(values[self.columns] > CHOSEN):
            duties = tuple(self.duties[tour].tolist())
            for day in self.starts[start].tolist():
                yield PlacedTour(self.vehicle, day, duties)

    def columns_of(self, tours: Iterable[PlacedTour]) -> Iterable[int]:
        """Yield the columns of those tours that are driven once."""
        if self.starts.shape[1] > 1:
            return
        rows = {tuple(duties): row for row, duties in enumerate(self.duties.tolist())}
        starts = {day: row for row, day in enumerate(self.starts[:, 0].tolist())}
        for tour in tours:
            if tour.vehicle == self.vehicle and tour.duties in rows and tour.day in starts:
                yield int(self.columns[starts[tour.day], rows[tour.duties]])


def placed_tours(fleet: Fleet, roster: Roster) -> tuple[PlacedTour, ...]:
    """Return the tours of a roster.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    roster : tuple of dict of int to int
        Duty by day, for every vehicle.

    Returns
    -------
    tuple of PlacedTour
        By vehicle and day.
    """
    tours = []
    for number, chosen in enumerate(roster):
        ends, depot = fleet.pool(number).end, fleet.instance.vehicles[number].depot
        begin, duties = 0, list[int]()
        for day in sorted(chosen):
            if not duties:
                begin = day
            duties.append(chosen[day])
            if ends[chosen[day]] == depot:
                tours.append(PlacedTour(number, begin, tuple(duties)))
                duties = []
    return tuple(tours)


def roster_of(tours: Iterable[PlacedTour], num_vehicles: int) -> Roster:
    """Return the duty by day of every vehicle that drives some tours."""
    roster: tuple[dict[int, int], ...] = tuple({} for _ in range(num_vehicles))
    for tour in tours:
        roster[tour.vehicle].update(zip(tour.days, tour.duties, strict=True))
    return roster


def add_placed_tours(
    model: LinearModel,
    fleet: Fleet,
    formulation: Formulation,
    day_row: IntArray,
    vehicle: int,
    duties: IntArray,
    starts: IntArray,
) -> TourColumns:
    """Add the columns of some tours of one length for each of some starts.

    Parameters
    ----------
    model : LinearModel
        Model that starts with the rows of the formulation.
    fleet : Fleet
        Vehicles and duties.
    formulation : Formulation
        Rows of the cycle.
    day_row : ndarray of int64, shape (num_vehicles, num_days)
        Rows of vehicles on days.
    vehicle : int
        Who drives them.
    duties : ndarray of int64, shape (num_tours, num_days)
        Rows of the pool by day of the tour.
    starts : ndarray of int64, shape (num_starts, num_times)
        First days of a tour that is driven so many times.

    Returns
    -------
    TourColumns
        The new columns.
    """
    length, num_tours = duties.shape[1], len(duties)
    num_starts, num_times = starts.shape
    worth = -num_times * fleet.plan_charge_sek(vehicle)[duties].sum(axis=1)
    columns = model.add_columns(np.tile(worth, num_starts), is_integer=True)
    shape = (num_starts, num_tours, num_times, length)
    day = np.broadcast_to((starts[:, None, :, None] + np.arange(length)), shape).ravel()
    duty = np.broadcast_to(duties[None, :, None, :], shape).ravel()
    states = np.zeros(len(day), dtype=np.int64)
    rows, which, values = column_entries(
        fleet, formulation, vehicle, Arcs(day, duty, states, states)
    )
    of_arc = np.repeat(columns, num_times * length)
    model.add_entries(rows, of_arc[which], values)
    model.add_entries(day_row[vehicle, day], of_arc, 1.0)
    return TourColumns(vehicle, starts, duties, columns.reshape(num_starts, num_tours))


def single_starts(instance: Instance, is_free: NDArray[np.bool_], length: int) -> list[IntArray]:
    """Return the days on which a tour of a length can begin, each on its own.

    Parameters
    ----------
    instance : Instance
        Problem.
    is_free : ndarray of bool, shape (num_days,)
        Days on which the vehicle may drive it.
    length : int
        Its duties.

    Returns
    -------
    list of ndarray of int64, shape (num_starts, 1)
        One array, for tours driven once.
    """
    return [_first_days(instance, is_free, length)[:, None]]


def regular_starts(instance: Instance, is_free: NDArray[np.bool_], length: int) -> list[IntArray]:
    """Return the ways to drive a tour every week, every second week and so on, not just once.

    Parameters
    ----------
    instance : Instance
        Problem.
    is_free : ndarray of bool, shape (num_days,)
        Days on which the vehicle may drive it.
    length : int
        Its duties.

    Returns
    -------
    list of ndarray of int64, shape (num_starts, num_times)
        One array for every rhythm, the most frequent first.
    """
    horizon = instance.horizon
    first_days = {horizon.days[day]: day for day in _first_days(instance, is_free, length).tolist()}
    weekdays = dict.fromkeys(weekday for _, weekday in first_days)
    starts, weeks_apart = [], 1
    while weeks_apart < horizon.weeks or weeks_apart == 1:
        rhythm = [
            [(week, weekday) for week in range(first, horizon.weeks, weeks_apart)]
            for first in range(weeks_apart)
            for weekday in weekdays
        ]
        days = [[first_days[d] for d in own] for own in rhythm if all(d in first_days for d in own)]
        if days:
            starts.append(np.array(days, dtype=np.int64))
        weeks_apart *= 2
    return starts


def _first_days(instance: Instance, is_free: NDArray[np.bool_], length: int) -> IntArray:
    """Return the days on which a tour of a length can begin without a day off in it."""
    horizon = instance.horizon
    days = [
        day
        for day in range(instance.num_days - length + 1)
        if is_free[day : day + length].all()
        and not any(horizon.is_run_start(later) for later in range(day + 1, day + length))
    ]
    return np.array(days, dtype=np.int64)


def by_length(tours: Sequence[Tour]) -> list[IntArray]:
    """Return tours as one array for every length, in their order."""
    lengths = sorted({len(tour) for tour in tours})
    return [np.array([t for t in tours if len(t) == length], dtype=np.int64) for length in lengths]
