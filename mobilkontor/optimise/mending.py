"""Tell who can add to a plan what is demanded and missing in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.placed_tours import PlacedTour, Tour

__all__ = ["mending_vehicles", "missing_stops"]

VEHICLES_PER_DEMAND = 3
"""Vehicles that may try to add one missing visit, the cheapest first."""


def missing_stops(fleet: Fleet, now: Sequence[PlacedTour]) -> list[frozenset[int]]:
    """Return the stops of every floor on visits and promise that some tours do not keep.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    now : sequence of PlacedTour
        Tours of a plan.

    Returns
    -------
    list of frozenset of int
        Stops of which some need more visits, for each demand.
    """
    instance = fleet.instance
    visits = np.zeros(instance.num_stops, dtype=np.int64)
    for tour in now:
        options = fleet.pool(tour.vehicle).options[list(tour.duties)]
        np.add.at(visits, instance.option_stop[options[options != NO_OPTION]], 1)
    demands = [
        frozenset(floor.stops)
        for floor in instance.floors
        if visits[list(floor.stops)].sum() < floor.min_visits
    ]
    promised = np.nonzero(instance.stop_is_promised & (visits == 0))[0]
    return demands + [frozenset([stop]) for stop in promised.tolist()]


def mending_vehicles(
    fleet: Fleet, tours: Sequence[Sequence[Tour]], now: Sequence[PlacedTour]
) -> list[int]:
    """Return the vehicles that can add what is missing, those who do it at the least cost first.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    tours : sequence of sequence of tuple of int
        Tours to choose from by vehicle.
    now : sequence of PlacedTour
        Tours of a plan.

    Returns
    -------
    list of int
        A few for every demand that is not met; empty where nothing is missing.
    """
    of_option = np.append(fleet.instance.option_stop, NO_OPTION)
    found: dict[int, None] = {}
    for stops in missing_stops(fleet, now):
        wanted = np.isin(of_option, list(stops))
        least: list[tuple[float, int]] = []
        for number, own in enumerate(tours):
            cost_sek = fleet.cost_sek[number]
            is_serving = np.asarray(wanted[fleet.pool(number).options].any(axis=1))
            costs = [cost_sek[list(t)].sum() for t in own if is_serving[list(t)].any()]
            if costs:
                least.append((float(min(costs)), number))
        found.update((number, None) for _, number in sorted(least)[:VEHICLES_PER_DEMAND])
    return list(found)
