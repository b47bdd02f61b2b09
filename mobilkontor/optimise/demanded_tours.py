"""Make plain tours for what is demanded and no promising tour serves.

An LP may keep a floor by paths that visit a stop twice, and no tour does that. So for a floor
without a tour there are the cheapest that there can be: one duty that serves it, with a drive there
and back on the days before and after where it does not begin and end at the depot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.placed_tours import Tour
from mobilkontor.optimise.tours import NO_DUTY

__all__ = ["PlainTours", "demanded_first", "demanded_rows"]

IntArray = NDArray[np.int64]

TOURS = 4
"""Plain tours for one demand."""

TOURS_PER_DEMAND = 4
"""Tours for a floor or promised stop that are looked at before all others."""

NO_DRIVE = -1


def demanded_first(fleet: Fleet, number: int, tours: Sequence[Tour]) -> list[Tour]:
    """Return tours in a new order: in front a few for every floor and promised stop.

    A neighbourhood takes the first of the list, and what is demanded is seldom worth much.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    number : int
        Who drives them.
    tours : sequence of tuple of int
        Rows of the pool by day of the tour.

    Returns
    -------
    list of tuple of int
        All of them, and plain ones for what none serves.
    """
    instance, pool = fleet.instance, fleet.pool(number)
    demanded = _demanded(instance)
    stops = np.append(instance.option_stop, NO_OPTION)
    visited = [frozenset(stops[pool.options[list(tour)]].ravel().tolist()) for tour in tours]
    front: dict[int, None] = {}
    for wanted in demanded:
        serving = (position for position, own in enumerate(visited) if own & wanted)
        front.update(dict.fromkeys(islice(serving, TOURS_PER_DEMAND)))
    unserved = [own for own in demanded if not any(own & seen for seen in visited)]
    plain = _plain_tours(fleet, number, unserved)
    order = sorted(range(len(tours)), key=lambda position: position not in front)
    return list(dict.fromkeys([*plain, *(tours[position] for position in order)]))


def _demanded(instance: Instance) -> list[set[int]]:
    """Return the stops of every floor on visits, and every promised stop."""
    floors = [set(floor.stops) for floor in instance.floors if floor.min_visits]
    return floors + [{int(stop)} for stop in np.nonzero(instance.stop_is_promised)[0]]


def demanded_rows(fleet: Fleet, number: int, num_days: int) -> IntArray:
    """Return plain tours of a vehicle for all that is demanded.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    number : int
        Vehicle.
    num_days : int
        Days of a row.

    Returns
    -------
    ndarray of int64, shape (num_tours, num_days)
        Tours, filled up with ``NO_DUTY``.
    """
    found = _plain_tours(fleet, number, _demanded(fleet.instance))
    plain = np.full((len(found), num_days), NO_DUTY, dtype=np.int64)
    for row, tour in enumerate(found):
        plain[row, : len(tour)] = tour
    return plain


def _plain_tours(fleet: Fleet, number: int, demanded: Sequence[Iterable[int]]) -> list[Tour]:
    """Return plain tours of a vehicle for all that is demanded."""
    if not demanded:
        return []
    plain = PlainTours(fleet, number)
    return [tour for stops in demanded for tour in plain.to(stops)]


class PlainTours:
    """The plain tours of one vehicle.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    number : int
        Who drives them.
    """

    def __init__(self, fleet: Fleet, number: int) -> None:
        self.instance, self.pool = fleet.instance, fleet.pool(number)
        self.cost_sek, rows = fleet.cost_sek[number], fleet.rows[number]
        self.depot = fleet.instance.vehicles[number].depot
        self.is_own = np.zeros(len(self.cost_sek), dtype=np.bool_)
        self.is_own[rows] = True
        self.visits = csc_array(fleet.visits[fleet.instance.vehicles[number].profile])
        self.longest_run = _longest_run(fleet.instance)
        drives = rows[self.pool.num_stops[rows] == 0]
        self.there = np.full(len(fleet.instance.node_ids), NO_DRIVE, dtype=np.int64)
        self.back = self.there.copy()
        outward = drives[self.pool.start[drives] == self.depot]
        homeward = drives[self.pool.end[drives] == self.depot]
        self.there[self.pool.end[outward]] = outward
        self.back[self.pool.start[homeward]] = homeward

    def to(self, stops: Iterable[int]) -> list[Tour]:
        """Return the cheapest tours with one duty that visits any of some stops.

        Parameters
        ----------
        stops : iterable of int
            Stops of which one is to be visited.

        Returns
        -------
        list of tuple of int
            Rows of the pool by day of the tour; empty where the vehicle cannot reach any.
        """
        pool, cost_sek = self.pool, self.cost_sek
        options = np.nonzero(np.isin(self.instance.option_stop, list(stops)))[0]
        serving = np.unique(self.visits[:, options].indices).astype(np.int64)
        serving = serving[self.is_own[serving]]
        is_out, is_home = pool.start[serving] == self.depot, pool.end[serving] == self.depot
        first, last = self.there[pool.start[serving]], self.back[pool.end[serving]]
        can_be_driven = (is_out | (first != NO_DRIVE)) & (is_home | (last != NO_DRIVE))
        can_be_driven &= 3 - is_out.astype(np.int64) - is_home <= self.longest_run
        total_sek = cost_sek[serving] + np.where(is_out, 0.0, cost_sek[first])
        total_sek += np.where(is_home, 0.0, cost_sek[last])
        order = np.lexsort([np.where(can_be_driven, total_sek, np.inf)])
        return [
            (
                *(() if is_out[k] else (int(first[k]),)),
                int(serving[k]),
                *(() if is_home[k] else (int(last[k]),)),
            )
            for k in order[: min(TOURS, can_be_driven.sum())].tolist()
        ]


def _longest_run(instance: Instance) -> int:
    """Return how many working days follow each other at most."""
    days = range(instance.num_days)
    starts = [day for day in days if instance.horizon.is_run_start(day)]
    return int(np.diff([*starts, instance.num_days]).max(initial=0))
