"""Value duties under duals: what their columns are worth beside the rows they use.

The coefficients are those of `master.column_entries`, so that what is proved of the one holds for
the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.optimise.fleet import Fleet, more_nights
from mobilkontor.optimise.formulation import NO_ROW, Formulation
from mobilkontor.optimise.tour_graph import TourGraph

__all__ = ["Prices", "duty_values"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

FORBIDDEN_SEK = 1e12
"""Price of a visit that a lock gives to another vehicle, and of a closed road: no path pays it."""


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Values of one vehicle's duties and nights under a set of duals.

    Attributes
    ----------
    values : tuple of (ndarray of float64, shape (num_rows,))
        Value of each duty by day; days of equal duals share one array.
    arrival : ndarray of float64, shape (num_days, num_places)
        Value of standing at each place of the vehicle's graph after a day.
    """

    values: tuple[FloatArray, ...]
    arrival: FloatArray


def _dual(duals: FloatArray, rows: IntArray) -> FloatArray:
    """Return the duals of rows, 0 where there is no row."""
    return np.where(rows == NO_ROW, 0.0, duals[rows])


def _option_prices(
    fleet: Fleet, formulation: Formulation, duals: FloatArray, number: int, day: int
) -> FloatArray:
    """Return what a visit to each option on a day is worth to a vehicle's duty."""
    instance = fleet.instance
    vehicle = instance.vehicles[number]
    hours = instance.option_opening_s / SECONDS_PER_HOUR
    room = _dual(duals, formulation.capacity_row)[instance.option_stop]
    prices = -duals[formulation.visit_row[:, day]] + room * vehicle.visitors_per_hour * hours
    for lock in instance.locks:
        if lock.day == day and lock.vehicle is not None and lock.vehicle != number:
            prices[instance.option_stop == lock.stop] -= FORBIDDEN_SEK
    return prices


def duty_values(
    fleet: Fleet,
    formulation: Formulation,
    graph: TourGraph,
    duals: FloatArray,
    known: dict[tuple[int, bytes], FloatArray] | None = None,
) -> Prices:
    """Return what every duty of a vehicle is worth under the duals, flow rows left out.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    formulation : Formulation
        Rows.
    graph : TourGraph
        Places and duties of the vehicle.
    duals : ndarray of float64, shape (num_rows,)
        Dual of every row but the flow rows.
    known : dict or None
        What visits and cuts are worth under these duals, which vehicles of one kind share; it
        grows.

    Returns
    -------
    Prices
        Values for the longest path.
    """
    instance, number, rows = fleet.instance, graph.vehicle, graph.rows
    profile = instance.vehicles[number].profile
    pool = fleet.pools[profile]
    known = {} if known is None else known
    limited = float(duals[formulation.cost_rows].sum())
    same_all_days = -fleet.cost_sek[number] * (instance.goal.cost_weight + limited)
    if fleet.cuts:
        touched = profile, b"cuts"
        if touched not in known:
            known[touched] = fleet.touching[profile] @ duals[fleet.cut_row]
        same_all_days = same_all_days + known[touched]
    working = _dual(duals, formulation.working_row[number])
    driving = _dual(duals, formulation.driving_row[number])
    away = more_nights(instance, number)
    used = _dual(duals, formulation.used_row[number])
    values: list[FloatArray] = []
    seen: dict[bytes, FloatArray] = {}
    for day in range(instance.num_days):
        week = instance.horizon.week_of(day)
        prices = _option_prices(fleet, formulation, duals, number, day)
        roads = instance.roads_on(day)
        of_week = np.array([working[week], driving[week], used[week], roads, away[day]])
        key = prices.tobytes() + of_week.tobytes()
        if key not in seen:
            hours = working[week] * pool.working_s + driving[week] * pool.driving_s
            visits = profile, prices.tobytes()
            if visits not in known:
                known[visits] = fleet.visits[profile] @ prices
            total = known[visits] + same_all_days - hours / SECONDS_PER_HOUR
            seen[key] = total[rows] - used[week]
            if away[day]:
                extra = away[day] * fleet.night_sek(number)[rows]
                seen[key] -= extra * (instance.goal.cost_weight + limited)
            if instance.roads_of_week:
                seen[key][(pool.roads[rows] & roads) == 0] -= FORBIDDEN_SEK
        values.append(seen[key])
    return Prices(tuple(values), _arrival(fleet, formulation, graph, duals))


def _arrival(
    fleet: Fleet, formulation: Formulation, graph: TourGraph, duals: FloatArray
) -> FloatArray:
    """Return minus the price of a night and a room, by day and place."""
    instance = fleet.instance
    arrival = np.zeros((instance.num_days, len(graph.places)))
    positions = np.searchsorted(graph.places, instance.overnight_node)
    nights = _dual(duals, formulation.nights_row[graph.vehicle])
    for day in range(instance.num_days):
        each = nights[instance.horizon.week_of(day)]
        arrival[day] -= each * instance.nights_after(graph.vehicle, day)
        arrival[day, positions] -= _dual(duals, formulation.room_row[day])
    return arrival
