"""Turn tours that a MIP has chosen into rosters: who drives them, and on which days of the week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import NO_ROW
from mobilkontor.optimise.master_ip import CHOSEN, Roster
from mobilkontor.optimise.packing import pack, smallest_unpackable
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY

__all__ = ["Cover", "cover_of", "roster_of_tours"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

Tour = tuple[int, ...]
"""Duties of a vehicle on days that follow each other, from the depot to the depot."""


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """A row of tours that cannot all be driven (`packing`).

    Attributes
    ----------
    tours : ndarray of int64
        Tours of the master.
    most : int
        How many of them a plan drives at most.
    """

    tours: IntArray
    most: int


def _sizes(master: TourMaster, number: int, tours: IntArray) -> tuple[IntArray, IntArray]:
    """Return what some tours of a vehicle take, and what its week has; exact, in seconds."""
    instance, pool = master.fleet.instance, master.fleet.pool(number)
    vehicle = instance.vehicles[number]
    rules = instance.profiles[vehicle.profile].rules
    duties = master.duties[tours]
    is_duty = duties != NO_DUTY
    days = is_duty.sum(axis=1)
    columns, limits = [days], [instance.num_days]
    if vehicle.max_nights_per_week is not None:
        columns.append(days - 1)
        limits.append(vehicle.max_nights_per_week)
    for used_s, limit_s in (
        (pool.working_s, rules.max_weekly_working_s),
        (pool.driving_s, rules.max_weekly_driving_s),
    ):
        if limit_s is not None:
            columns.append(np.where(is_duty, used_s[duties], 0).sum(axis=1))
            limits.append(limit_s)
    return np.column_stack(columns).astype(np.int64), np.array(limits, dtype=np.int64)


def _driven(master: TourMaster, tours: IntArray, values: FloatArray) -> list[IntArray]:
    """Return the tours of a solution by vehicle, each as often as it is driven."""
    driven = np.repeat(tours, np.round(values).astype(np.int64))
    return [driven[master.vehicle[driven] == n] for n in range(len(master.fleet.rows))]


def cover_of(master: TourMaster, tours: IntArray, values: FloatArray) -> Cover | None:
    """Return a row that a solution breaks since its tours cannot be shared out.

    Parameters
    ----------
    master : TourMaster
        Tours.
    tours : ndarray of int64
        Some of them.
    values : ndarray of float64
        How often each is driven.

    Returns
    -------
    Cover or None
        None if they can be shared out, or no row is proved.
    """
    for number, driven in enumerate(_driven(master, tours, values)):
        sizes, limits = _sizes(master, number, driven)
        count = master.fleet.instance.vehicles[number].count
        packing = pack(sizes, limits, count)
        if packing.vehicle_of is not None or not packing.is_proved:
            continue
        smallest = driven[smallest_unpackable(sizes, limits, count)]
        if (master.most[smallest] > 1.0 + CHOSEN).any():
            continue
        own = np.nonzero(master.vehicle == number)[0]
        every, most = _sizes(master, number, own)[0], _sizes(master, number, smallest)[0]
        no_less = own[(every >= most.max(axis=0)).all(axis=1)]
        return Cover(np.union1d(smallest, no_less), len(smallest) - 1)
    return None


def roster_of_tours(
    master: TourMaster, tours: IntArray, answer: FloatArray, values: FloatArray
) -> Roster | None:
    """Return who drives the tours of a solution on which days.

    Parameters
    ----------
    master : TourMaster
        Tours.
    tours : ndarray of int64
        Some of them.
    answer : ndarray of float64
        Values of all columns of the solution.
    values : ndarray of float64
        How often each tour is driven.

    Returns
    -------
    tuple of dict of int to int, or None
        Duty by day of every vehicle, those that are taken as one after each other; None where
        they cannot be shared out, or rooms are too few however they lie.
    """
    shared = []
    for number, driven in enumerate(_driven(master, tours, values)):
        sizes, limits = _sizes(master, number, driven)
        count = master.fleet.instance.vehicles[number].count
        column = master.formulation.used_column[number]
        num_used = count if column == NO_ROW else round(float(answer[column]))
        packing = pack(sizes, limits, num_used)
        if packing.vehicle_of is None:
            return None
        own: list[list[Tour]] = [[] for _ in range(count)]
        for vehicle, duties in zip(packing.vehicle_of, master.duties[driven], strict=True):
            own[vehicle].append(tuple(duties[duties != NO_DUTY].tolist()))
        shared += [(number, chosen) for chosen in own]
    return _on_days(master.fleet, shared)


def _arrangements(tours: Sequence[Tour], num_days: int) -> Iterator[dict[int, int]]:
    """Yield the ways to put a vehicle's tours on the days of a week, idle days among them."""
    idle = num_days - sum(len(tour) for tour in tours)
    parts = [*tours, *[()] * idle]
    for order in dict.fromkeys(permutations(parts)):
        chosen: dict[int, int] = {}
        day = 0
        for duties in order:
            for duty in duties:
                chosen[day] = duty
                day += 1
            day += not duties
        yield chosen


def _on_days(fleet: Fleet, shared: Sequence[tuple[int, Sequence[Tour]]]) -> Roster | None:
    """Return the tours of all vehicles on days that keep the rooms; None if there is no such."""
    instance = fleet.instance
    rooms = dict(
        zip(instance.overnight_node.tolist(), instance.overnight_rooms.tolist(), strict=True)
    )

    def place(position: int, taken: dict[tuple[int, int], int]) -> list[dict[int, int]] | None:
        if position == len(shared):
            return []
        number, tours = shared[position]
        ends = fleet.pool(number).end
        depot = instance.vehicles[number].depot
        for days in _arrangements(tours, instance.num_days):
            now = dict(taken)
            for day, duty in days.items():
                if ends[duty] != depot:
                    now[day, int(ends[duty])] = now.get((day, int(ends[duty])), 0) + 1
            if all(count <= rooms[node] for (_, node), count in now.items()):
                rest = place(position + 1, now)
                if rest is not None:
                    return [days, *rest]
        return None

    found = place(0, {})
    return None if found is None else tuple(found)
