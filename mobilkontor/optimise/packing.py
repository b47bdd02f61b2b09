"""Own who drives what: tours of vehicles that are alike, shared out so that each keeps its limits.

A tour takes days, nights, hours and driving of the one week of the vehicle that drives it. So this
is a packing into bins of several sizes; a week holds few tours, and backtracking settles it.

**Rows for what cannot be packed.** Fewer tours, or smaller ones, can be packed where more or larger
ones can. So if some tours cannot be packed there is a smallest set S of them that cannot, and with
E, S and all tours that take no less of anything than any of S does, every plan drives at most
|S| - 1 tours of E: of |S| tours of E, those outside S can be exchanged one by one for the missing
ones of S, which take no more, and S would be packed. A tour of S must not be driven twice for this.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAX_STEPS", "Packing", "pack", "smallest_unpackable"]

IntArray = NDArray[np.int64]

MAX_STEPS = 20_000
"""Tries after which a packing is given up."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Who drives what.

    Attributes
    ----------
    vehicle_of : tuple of int, or None
        Vehicle of every tour, None if there is no packing or none was found.
    is_proved : bool
        Whether it is settled that there is one, or none.
    """

    vehicle_of: tuple[int, ...] | None
    is_proved: bool


def pack(sizes: IntArray, limits: IntArray, num_vehicles: int) -> Packing:
    """Share tours out among vehicles.

    Parameters
    ----------
    sizes : ndarray of int64, shape (num_tours, num_limits)
        What every tour takes.
    limits : ndarray of int64, shape (num_limits,)
        What every vehicle has.
    num_vehicles : int
        Vehicles.

    Returns
    -------
    Packing
        The first found; the largest tours are given out first.
    """
    if (sizes > limits).any() or (sizes.sum(axis=0) > limits * num_vehicles).any():
        return Packing(None, is_proved=True)
    share = (sizes / np.maximum(limits, 1)).max(axis=1, initial=0.0)
    order = np.argsort(-share, kind="stable")
    search = _Search(sizes[order], limits, num_vehicles)
    if not search.place(0):
        return Packing(None, is_proved=search.steps < MAX_STEPS)
    vehicle_of = np.empty(len(order), dtype=np.int64)
    vehicle_of[order] = search.vehicle_of
    return Packing(tuple(vehicle_of.tolist()), is_proved=True)


def smallest_unpackable(sizes: IntArray, limits: IntArray, num_vehicles: int) -> list[int]:
    """Return tours that cannot be packed though all but any one of them can.

    Parameters
    ----------
    sizes : ndarray of int64, shape (num_tours, num_limits)
        What every tour takes; they cannot be packed.
    limits : ndarray of int64, shape (num_limits,)
        What every vehicle has.
    num_vehicles : int
        Vehicles.

    Returns
    -------
    list of int
        Their positions; more than needed where a packing was given up.
    """
    kept = list(range(len(sizes)))
    # Small ones first, so that few and large ones are left.
    for tour in np.argsort((sizes / np.maximum(limits, 1)).max(axis=1), kind="stable").tolist():
        fewer = [other for other in kept if other != tour]
        packing = pack(sizes[fewer], limits, num_vehicles)
        if packing.is_proved and packing.vehicle_of is None:
            kept = fewer
    return kept


class _Search:
    """Backtracking over the tours in their order."""

    def __init__(self, sizes: IntArray, limits: IntArray, num_vehicles: int) -> None:
        self.sizes = [tuple(row) for row in sizes.tolist()]
        self.left = [tuple(limits.tolist())] * num_vehicles
        self.vehicle_of: list[int] = []
        self.steps = 0

    def place(self, tour: int) -> bool:
        """Place a tour and all after it, and tell whether they fit."""
        if tour == len(self.sizes):
            return True
        size, tried = self.sizes[tour], set[tuple[int, ...]]()
        for vehicle, left in enumerate(self.left):
            # Vehicles with as much left are alike.
            if left in tried or any(own > room for own, room in zip(size, left, strict=True)):
                continue
            tried.add(left)
            self.steps += 1
            if self.steps >= MAX_STEPS:
                return False
            self.left[vehicle] = tuple(room - own for own, room in zip(size, left, strict=True))
            self.vehicle_of.append(vehicle)
            if self.place(tour + 1):
                return True
            self.vehicle_of.pop()
            self.left[vehicle] = left
        return False
