"""Own tours put on days: what a plan of a cycle is made of, and the columns of its master."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import Fleet, column_entries
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.tour_graph import Arcs

__all__ = [
    "PlacedTour",
    "Tour",
    "TourColumns",
    "add_placed_tours",
    "by_length",
    "placed_tours",
    "roster_of",
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
    """Columns of tours of one vehicle and length: one per first day and tour.

    Attributes
    ----------
    vehicle : int
        Who drives them.
    first_days : ndarray of int64, shape (num_starts,)
        Days on which they may begin.
    duties : ndarray of int64, shape (num_tours, num_days)
        Rows of the pool by day of the tour.
    columns : ndarray of int64, shape (num_starts, num_tours)
        Their columns in the model.
    """

    vehicle: int
    first_days: IntArray
    duties: IntArray
    columns: IntArray

    def chosen(self, values: NDArray[np.float64]) -> Iterable[PlacedTour]:
        """Yield the tours that a solution drives."""
        for start, tour in np.argwhere(values[self.columns] > CHOSEN):
            yield PlacedTour(
                self.vehicle, int(self.first_days[start]), tuple(self.duties[tour].tolist())
            )


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
    is_free: NDArray[np.bool_],
) -> TourColumns:
    """Add the columns of some tours of one length on every first day that they fit.

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
    is_free : ndarray of bool, shape (num_days,)
        Days on which the vehicle may drive them.

    Returns
    -------
    TourColumns
        The new columns.
    """
    length = duties.shape[1]
    first_days = _first_days(fleet.instance, is_free, length)
    num_starts, num_tours = len(first_days), len(duties)
    worth = -fleet.cost_sek[vehicle][duties].sum(axis=1)
    columns = model.add_columns(np.tile(worth, num_starts), is_integer=True)
    day = (first_days[:, None, None] + np.arange(length)[None, None, :]).repeat(num_tours, axis=1)
    duty = np.broadcast_to(duties[None], (num_starts, num_tours, length))
    states = np.zeros(day.size, dtype=np.int64)
    arcs = Arcs(day.ravel(), duty.ravel(), states, states)
    rows, which, values = column_entries(fleet, formulation, vehicle, arcs)
    model.add_entries(rows, columns[which // length], values)
    model.add_entries(day_row[vehicle, arcs.day], columns[np.arange(len(arcs)) // length], 1.0)
    return TourColumns(vehicle, first_days, duties, columns.reshape(num_starts, num_tours))


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
