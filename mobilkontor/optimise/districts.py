"""Cut a large region into districts.

A vehicle works around its depot, so the LP of a region is nearly that of its districts, which are
solved in a fraction of the time (`district_lp`), and so are their plans (`district_plans`).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import AccessTable, Floor, Instance
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.formulation import NO_ROW, Formulation

__all__ = [
    "District",
    "Leaning",
    "are_apart",
    "can_cut",
    "cut_districts",
    "district_instance",
    "district_pool",
    "lay_duals",
]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

STOPS_PER_DISTRICT = 25

UNVISITED = 1e-3
"""Visits in an LP that count as none."""


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """A part of a region.

    Attributes
    ----------
    vehicles, stops, overnights : ndarray of int64
        Positions in the instance of the whole region, increasing.
    places : ndarray of int64
        Places whose residents count here: those that a stop of it could do most for. Counted in
        two districts they would be met twice.
    floors : tuple of int
        Floors on visits that are asked of it: those of which it has more stops than any other.
    """

    vehicles: IntArray
    stops: IntArray
    overnights: IntArray
    places: IntArray
    floors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Leaning:
    """Who visits what in an LP of the region.

    Attributes
    ----------
    visits : ndarray of float64, shape (num_vehicles, num_stops)
        Visits by vehicle and stop.
    nights : ndarray of float64, shape (num_vehicles, num_overnights)
        Nights by vehicle and overnight place.
    """

    visits: FloatArray
    nights: FloatArray


def can_cut(instance: Instance) -> bool:
    """Tell whether districts of a region say anything of it.

    Locks, new offices, vehicles that cost something if used and what earlier goals reached belong
    to no district alone.

    Parameters
    ----------
    instance : Instance
        Problem of a region.

    Returns
    -------
    bool
        False where they matter.
    """
    has_fixed_cost = any(vehicle.fixed_cost_sek > 0 for vehicle in instance.vehicles)
    return not (instance.locks or instance.offices or instance.aims or has_fixed_cost)


def are_apart(instance: Instance) -> bool:
    """Tell whether plans of districts make one of the region: nothing but visits is asked of all.

    Floors on visits can be checked once all are made; a budget and floors on residents could fail
    on all sides.

    Parameters
    ----------
    instance : Instance
        Problem of a region.

    Returns
    -------
    bool
        False also for a region that cannot be cut.
    """
    wants_more = any(floor.min_met_visits or floor.min_covered for floor in instance.floors)
    return can_cut(instance) and instance.budget_sek is None and not wants_more


def cut_districts(instance: Instance, leaning: Leaning | None = None) -> list[District]:
    """Return districts of depots side by side, each with the stops that are theirs.

    Parameters
    ----------
    instance : Instance
        Problem of a region.
    leaning : Leaning or None
        What it says is a depot's own; everything else is that of the nearest.

    Returns
    -------
    list of District
        Every vehicle, stop, overnight place and place is in one of them.
    """
    depots = np.unique([vehicle.depot for vehicle in instance.vehicles])
    if len(depots) < 2:
        return []
    of_vehicle = np.searchsorted(depots, [vehicle.depot for vehicle in instance.vehicles])
    if leaning is None:
        shape = len(instance.vehicles), instance.num_stops + len(instance.overnight_node)
        leaning = Leaning(*np.split(np.zeros(shape), [instance.num_stops], axis=1))
    of_stop = _depot_of(instance, depots, of_vehicle, instance.stop_node, leaning.visits)
    of_overnight = _depot_of(instance, depots, of_vehicle, instance.overnight_node, leaning.nights)
    between_s = instance.profiles[0].leg_s[np.ix_(depots, depots)]
    groups = _joined(between_s, np.bincount(of_stop, minlength=len(depots)))
    group_of = np.array([next(g for g, own in enumerate(groups) if d in own) for d in of_stop])
    # A hair each, so that stops nobody visits count where no other does.
    visits = leaning.visits.sum(axis=0) + UNVISITED
    of_place = _districts_of_places(instance, group_of, visits, len(groups))
    most = [
        int(np.bincount(group_of[list(own.stops)], visits[list(own.stops)], minlength=1).argmax())
        for own in instance.floors
    ]
    return [
        District(
            np.nonzero(np.isin(of_vehicle, own))[0],
            np.nonzero(np.isin(of_stop, own))[0],
            np.nonzero(np.isin(of_overnight, own))[0],
            np.nonzero(of_place == group)[0],
            tuple(number for number, asked in enumerate(most) if asked == group),
        )
        for group, own in enumerate(groups)
    ]


def _depot_of(
    instance: Instance,
    depots: IntArray,
    of_vehicle: IntArray,
    nodes: IntArray,
    used: FloatArray,
) -> IntArray:
    """Return the depot whose vehicles use each node most, the nearest where none does."""
    of_depot = np.zeros((len(depots), len(nodes)))
    np.add.at(of_depot, of_vehicle, used)
    nearest = np.argmin(instance.profiles[0].leg_s[np.ix_(depots, nodes)], axis=0)
    is_used = of_depot.max(axis=0) > UNVISITED
    return np.asarray(np.where(is_used, of_depot.argmax(axis=0), nearest))


def _districts_of_places(
    instance: Instance, district_of: IntArray, visits: FloatArray, number: int
) -> IntArray:
    """Return the district of the stop that could meet most visits of each place."""
    table = instance.access
    most = np.zeros((len(table.place_ids), number))
    stops = instance.level_stop[table.pair_level]
    likely = np.minimum(visits, 1.0)[stops]
    np.maximum.at(most, (table.pair_place, district_of[stops]), table.pair_met_visits * likely)
    return np.asarray(np.argmax(most, axis=1))


def _joined(drive_s: IntArray, sizes: IntArray) -> list[list[int]]:
    """Return groups of depots: the smallest one joins the nearest until all are large enough."""
    groups = [[depot] for depot in range(len(sizes))]
    while len(groups) > 1:
        counts = [int(sizes[own].sum()) for own in groups]
        smallest = int(np.argmin(counts))
        if counts[smallest] >= STOPS_PER_DISTRICT:
            break
        own = groups.pop(smallest)
        near = min(groups, key=lambda other: int(drive_s[np.ix_(own, other)].min()))
        near += own
    return groups


def district_instance(instance: Instance, district: District) -> Instance:
    """Return the problem of a district on its own; nodes keep their numbers.

    Parameters
    ----------
    instance : Instance
        Problem of a region that one ``can_cut``.
    district : District
        Part of it.

    Returns
    -------
    Instance
        Floors are asked of the district that has most of a municipality's stops.
    """
    options = np.nonzero(np.isin(instance.option_stop, district.stops))[0]
    levels = np.nonzero(np.isin(instance.level_stop, district.stops))[0]
    patterns = np.isin(instance.pattern_level, levels)
    pairs = np.isin(instance.access.pair_level, levels)
    pairs &= np.isin(instance.access.pair_place, district.places)
    access = AccessTable(
        instance.access.place_ids,
        instance.access.pair_place[pairs],
        np.searchsorted(levels, instance.access.pair_level[pairs]),
        instance.access.pair_met_visits[pairs],
        instance.access.residents,
        instance.access.weights[pairs],
    )
    return instance.replace(
        vehicles=tuple(instance.vehicles[number] for number in district.vehicles),
        overnight_node=instance.overnight_node[district.overnights],
        overnight_rooms=instance.overnight_rooms[district.overnights],
        overnight_cost_sek=instance.overnight_cost_sek[district.overnights],
        stop_node=instance.stop_node[district.stops],
        stop_is_promised=instance.stop_is_promised[district.stops],
        option_stop=np.searchsorted(district.stops, instance.option_stop[options]),
        option_opening_s=instance.option_opening_s[options],
        level_stop=np.searchsorted(district.stops, instance.level_stop[levels]),
        level_option=np.searchsorted(options, instance.level_option[levels]),
        level_visits=instance.level_visits[levels],
        pattern_level=np.searchsorted(levels, instance.pattern_level[patterns]),
        pattern_days=instance.pattern_days[patterns],
        access=access,
        floors=tuple(_own_floors(instance, district)),
        budget_sek=None,
        promises=(),
        unpromised=None,
        option_half=tuple(instance.option_half[number] for number in options)
        if instance.option_half
        else (),
    )


def _own_floors(instance: Instance, district: District) -> list[Floor]:
    """Return the floors on visits that are asked of a district."""
    own, is_own = [], set(district.stops.tolist())
    for floor in (instance.floors[number] for number in district.floors):
        inside = [stop for stop in floor.stops if stop in is_own]
        if floor.min_visits and inside:
            stops = tuple(np.searchsorted(district.stops, inside).tolist())
            own.append(Floor(floor.name, floor.places, stops, min_visits=floor.min_visits))
    return own


def district_pool(
    instance: Instance, district: District, pool: DutyPool
) -> tuple[DutyPool, IntArray]:
    """Return the duties of a district, and their rows in the pool of the region.

    Parameters
    ----------
    instance : Instance
        Problem of the region.
    district : District
        Part of it.
    pool : DutyPool
        Duties of the region.

    Returns
    -------
    pool : DutyPool
        Duties whose stops and terminals all lie in the district.
    rows : ndarray of int64
        Row of each in the region's pool.
    """
    options = np.nonzero(np.isin(instance.option_stop, district.stops))[0]
    is_own = np.append(np.isin(instance.option_stop, district.stops), True)
    depots = [instance.vehicles[number].depot for number in district.vehicles]
    is_terminal = np.zeros(len(instance.node_ids), dtype=np.bool_)
    is_terminal[[*depots, *instance.overnight_node[district.overnights]]] = True
    inside = is_terminal[pool.start] & is_terminal[pool.end] & is_own[pool.options].all(axis=1)
    rows = np.nonzero(inside)[0]
    own = pool.take(rows)
    renumbered = np.append(np.searchsorted(options, np.arange(len(is_own) - 1)), NO_OPTION)
    return dataclasses.replace(own, options=renumbered[own.options]), rows


def lay_duals(
    instance: Instance,
    district: District,
    own: Formulation,
    duals: NDArray[np.float64],
    whole: Formulation,
    onto: NDArray[np.float64],
) -> None:
    """Lay the duals of a district onto those of the region, the larger one where both have one.

    Parameters
    ----------
    instance : Instance
        Problem of the region.
    district : District
        Part of it.
    own : Formulation
        Rows of the district.
    duals : ndarray of float64
        Duals of these rows.
    whole : Formulation
        Rows of the region.
    onto : ndarray of float64
        Duals of these rows, which are changed.
    """
    options = np.nonzero(np.isin(instance.option_stop, district.stops))[0]
    is_share = np.isin(whole.share_stop, district.stops)
    is_share &= np.isin(whole.share_place, district.places)
    pairs = [
        (own.visit_row, whole.visit_row[options]),
        (own.choice_row, whole.choice_row[district.stops]),
        (own.place_row, whole.place_row),
        (own.capacity_row, whole.capacity_row[district.stops]),
        (own.working_row, whole.working_row[district.vehicles]),
        (own.driving_row, whole.driving_row[district.vehicles]),
        (own.nights_row, whole.nights_row[district.vehicles]),
        (own.room_row, whole.room_row[:, district.overnights]),
        (own.share_row, whole.share_row[is_share]),
    ]
    for here, there in pairs:
        both = (here != NO_ROW) & (there != NO_ROW)
        rows, found = there[both], duals[here[both]]
        onto[rows] = np.where(np.abs(found) > np.abs(onto[rows]), found, onto[rows])
