"""Own the master: the formulation with columns for duties, and the value of duties under duals.

Both the LP of column generation and the MIP over chosen columns are built here, from the same rows
and the same coefficients, so that what is proved for one holds for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.core.instance import Instance
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.formulation import NO_ROW, Formulation
from mobilkontor.optimise.share_cuts import ShareCut, touching_duties
from mobilkontor.optimise.tour_graph import Arcs, TourGraph

__all__ = ["Fleet", "Prices", "column_entries", "duty_values", "make_fleet"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

FORBIDDEN_SEK = 1e12
"""Price of a visit that a lock gives to another vehicle, and of a closed road: no path pays it."""


TIE_BREAK = 1e-3
"""Weight of the cost where it does not count: of plans that meet as much the cheaper one."""


@dataclass(frozen=True, slots=True, eq=False)
class Fleet:
    """Vehicles with their pools and what their duties cost.

    Attributes
    ----------
    instance : Instance
        Problem.
    pools : tuple of DutyPool
        Duties by profile.
    rows : tuple of (ndarray of int64)
        Rows of the pool that each vehicle may use.
    cost_sek : tuple of (ndarray of float64)
        Cost of every duty of the pool by vehicle, one night included where it ends away.
    visits : tuple of csr_array
        Visits of every duty by profile, duties by options.
    cuts : tuple of ShareCut
        Share cuts of the master.
    cut_row : ndarray of int64
        Row of each cut in the model.
    touching : tuple of csr_array
        Which duties count in each cut, by profile.
    """

    instance: Instance
    pools: tuple[DutyPool, ...]
    rows: tuple[IntArray, ...]
    cost_sek: tuple[FloatArray, ...]
    visits: tuple[csr_array, ...]
    cuts: tuple[ShareCut, ...] = ()
    cut_row: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    touching: tuple[csr_array, ...] = ()

    def pool(self, vehicle: int) -> DutyPool:
        """Return the pool of a vehicle."""
        return self.pools[self.instance.vehicles[vehicle].profile]

    def night_sek(self, number: int) -> FloatArray:
        """Return the cost of a vehicle's night after every duty of its pool, 0 at its depot."""
        return _night_sek(self.instance, number)[self.pool(number).end]

    def cost_on(self, number: int, duty: IntArray, day: IntArray) -> FloatArray:
        """Return the cost of duties on days, with all nights up to the next working day."""
        cost_sek = self.cost_sek[number][duty]
        more = _more_nights(self.instance, number)[day]
        if not more.any():
            return cost_sek
        return cost_sek + more * self.night_sek(number)[duty]

    def charge_on(self, vehicle: int, duty: IntArray, day: IntArray) -> FloatArray:
        """Return what duties on days take off the objective: their cost, or nothing."""
        return self.instance.goal.cost_weight * self.cost_on(vehicle, duty, day)

    def plan_charge_sek(self, vehicle: int) -> FloatArray:
        """Return what duties take off while plans are made: at least so much that ties are rare."""
        return max(TIE_BREAK, self.instance.goal.cost_weight) * self.cost_sek[vehicle]

    def charge_sek(self, vehicle: int) -> FloatArray:
        """Return what every duty of a vehicle takes off the objective: its cost, or nothing."""
        return self.instance.goal.cost_weight * self.cost_sek[vehicle]

    def with_cuts(self, cuts: tuple[ShareCut, ...], cut_row: IntArray) -> Fleet:
        """Return the fleet with share cuts and the rows they have in a model."""
        touching = tuple(touching_duties(self.instance, pool, cuts) for pool in self.pools)
        return Fleet(
            self.instance,
            self.pools,
            self.rows,
            self.cost_sek,
            self.visits,
            cuts,
            cut_row,
            touching,
        )


def _cost_sek(instance: Instance, number: int, pool: DutyPool) -> FloatArray:
    """Return the cost of every duty for a vehicle, the night after it included."""
    vehicle = instance.vehicles[number]
    night = _night_sek(instance, number)
    return np.asarray(
        pool.distance_m / METRES_PER_KM * vehicle.cost_per_km_sek
        + pool.working_s / SECONDS_PER_HOUR * vehicle.cost_per_hour_sek
        + vehicle.cost_per_day_sek
        + night[pool.end]
    )


def _night_sek(instance: Instance, number: int) -> FloatArray:
    """Return the cost of a vehicle's night at every node."""
    night = np.zeros(len(instance.node_ids))
    night[instance.overnight_node] = instance.overnight_cost_sek
    night[instance.vehicles[number].depot] = 0.0
    return night


def _more_nights(instance: Instance, number: int) -> IntArray:
    """Return how many nights more than one a vehicle stands away after each day."""
    nights = [instance.nights_after(number, day) for day in range(instance.num_days)]
    return np.maximum(np.array(nights, dtype=np.int64) - 1, 0)


def make_fleet(instance: Instance, pools: tuple[DutyPool, ...]) -> Fleet:
    """Return the vehicles with the duties each may use and their costs.

    Parameters
    ----------
    instance : Instance
        Problem.
    pools : tuple of DutyPool
        Duties by profile.

    Returns
    -------
    Fleet
        Without share cuts.
    """
    rows, costs = [], []
    for number, vehicle in enumerate(instance.vehicles):
        pool = pools[vehicle.profile]
        places = np.append(instance.overnight_node, vehicle.depot)
        rows.append(np.nonzero(np.isin(pool.start, places) & np.isin(pool.end, places))[0])
        costs.append(_cost_sek(instance, number, pool))
    num_options = len(instance.option_stop)
    visits = tuple(pool.visits(num_options) for pool in pools)
    return Fleet(instance, pools, tuple(rows), tuple(costs), visits)


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
    more_nights = _more_nights(instance, number)
    used = _dual(duals, formulation.used_row[number])
    values: list[FloatArray] = []
    seen: dict[bytes, FloatArray] = {}
    for day in range(instance.num_days):
        week = instance.horizon.week_of(day)
        prices = _option_prices(fleet, formulation, duals, number, day)
        roads = instance.roads_on(day)
        of_week = np.array([working[week], driving[week], used[week], roads, more_nights[day]])
        key = prices.tobytes() + of_week.tobytes()
        if key not in seen:
            hours = working[week] * pool.working_s + driving[week] * pool.driving_s
            visits = profile, prices.tobytes()
            if visits not in known:
                known[visits] = fleet.visits[profile] @ prices
            total = known[visits] + same_all_days - hours / SECONDS_PER_HOUR
            seen[key] = total[rows] - used[week]
            if more_nights[day]:
                extra = more_nights[day] * fleet.night_sek(number)[rows]
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


def column_entries(
    fleet: Fleet, formulation: Formulation, number: int, arcs: Arcs
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the coefficients of a vehicle's columns in every row but the flow rows.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    formulation : Formulation
        Rows.
    number : int
        Vehicle.
    arcs : Arcs
        Columns.

    Returns
    -------
    row, arc : ndarray of int64
        Row, and position in ``arcs``, of each coefficient.
    value : ndarray of float64
        The coefficients.
    """
    instance, pool = fleet.instance, fleet.pool(number)
    vehicle, profile = instance.vehicles[number], instance.vehicles[number].profile
    parts: list[tuple[IntArray, IntArray, FloatArray]] = []

    def add(rows: IntArray, which: IntArray, coefficients: FloatArray) -> None:
        """Keep the coefficients whose row exists."""
        kept = rows != NO_ROW
        parts.append((rows[kept], which[kept], coefficients[kept]))

    arc, slot = np.nonzero(pool.options[arcs.duty] != NO_OPTION)
    option = pool.options[arcs.duty][arc, slot]
    add(formulation.visit_row[option, arcs.day[arc]], arc, np.ones(len(arc)))
    hours = instance.option_opening_s[option] / SECONDS_PER_HOUR
    stops = instance.option_stop[option]
    add(formulation.capacity_row[stops], arc, -vehicle.visitors_per_hour * hours)
    every = np.arange(len(arcs))
    week = np.array([instance.horizon.week_of(d) for d in range(instance.num_days)])[arcs.day]
    working_h = pool.working_s[arcs.duty] / SECONDS_PER_HOUR
    driving_h = pool.driving_s[arcs.duty] / SECONDS_PER_HOUR
    add(formulation.working_row[number, week], every, working_h)
    add(formulation.driving_row[number, week], every, driving_h)
    add(formulation.used_row[number, week], every, np.ones(len(arcs)))
    for row in formulation.cost_rows:
        add(np.full(len(arcs), row), every, fleet.cost_on(number, arcs.duty, arcs.day))
    end = pool.end[arcs.duty]
    away = np.nonzero(end != vehicle.depot)[0]
    nights = np.array([instance.nights_after(number, d) for d in range(instance.num_days)])
    stays = nights[arcs.day[away]].astype(np.float64)
    add(formulation.nights_row[number, week[away]], away, stays)
    overnight = np.full(len(instance.node_ids), NO_ROW, dtype=np.int64)
    overnight[instance.overnight_node] = np.arange(len(instance.overnight_node))
    add(formulation.room_row[arcs.day[away], overnight[end[away]]], away, np.ones(len(away)))
    if fleet.cuts:
        touched = fleet.touching[profile][arcs.duty].tocoo()
        add(fleet.cut_row[touched.col], touched.row.astype(np.int64), -touched.data)
    rows, which, values = (np.concatenate(part) for part in zip(*parts, strict=True))
    return rows, which, values


def add_cut_rows(
    formulation: Formulation, cuts: Sequence[ShareCut]
) -> tuple[Formulation, IntArray]:
    """Return a formulation that has grown by the rows of share cuts, and their numbers.

    Parameters
    ----------
    formulation : Formulation
        Rows without the cuts; it stays as it is.
    cuts : sequence of ShareCut
        Cuts to add.

    Returns
    -------
    formulation : Formulation
        The same rows and one for each cut.
    rows : ndarray of int64
        Number of each cut's row.
    """
    from_here = _with_model(formulation)
    model = from_here.model
    rows = model.add_rows(np.full(len(cuts), -np.inf), np.zeros(len(cuts)))
    for row, cut in zip(rows, cuts, strict=True):
        users = (formulation.share_place == cut.place) & np.isin(formulation.share_stop, cut.stops)
        weeks = formulation.share_weeks[users]
        model.add_entries(row, formulation.share_column[users], weeks)
    return from_here, rows


def _with_model(formulation: Formulation) -> Formulation:
    """Return the formulation with a model that can grow on its own."""
    names = Formulation.__slots__
    values = {name: getattr(formulation, name) for name in names}
    values["model"] = formulation.model.copy()
    return Formulation(**values)
