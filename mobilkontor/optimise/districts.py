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
    "are_apart",
    "can_cut",
    "cut_districts",
    "district_instance",
    "district_pool",
    "lay_duals",
]

IntArray = NDArray[np.int64]

STOPS_PER_DISTRICT = 50


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """A part of a region.

    Attributes
    ----------
    vehicles, stops, overnights : ndarray of int64
        Positions in the instance of the whole region, increasing.
    floors : tuple of int
        Floors on visits that are asked of it: those of which it has more stops than any other.
    """

    vehicles: IntArray
    stops: IntArray
    overnights: IntArray
    floors: tuple[int, ...] = ()


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


def cut_districts(instance: Instance) -> list[District]:
    """Return districts of depots side by side, each with the stops nearest to them.

    Parameters
    ----------
    instance : Instance
        Problem of a region.

    Returns
    -------
    list of District
        Every vehicle, stop and overnight place is in one of them.
    """
    depots = np.unique([vehicle.depot for vehicle in instance.vehicles])
    drive_s = instance.profiles[0].leg_s
    if len(depots) < 2:
        return []
    of_stop = np.argmin(drive_s[np.ix_(depots, instance.stop_node)], axis=0)
    of_overnight = np.argmin(drive_s[np.ix_(depots, instance.overnight_node)], axis=0)
    of_vehicle = np.searchsorted(depots, [vehicle.depot for vehicle in instance.vehicles])
    groups = _joined(drive_s[np.ix_(depots, depots)], np.bincount(of_stop, minlength=len(depots)))
    group_of = np.array([next(g for g, own in enumerate(groups) if d in own) for d in of_stop])
    most = [
        int(np.bincount(group_of[list(floor.stops)], minlength=1).argmax())
        for floor in instance.floors
    ]
    return [
        District(
            np.nonzero(np.isin(of_vehicle, own))[0],
            np.nonzero(np.isin(of_stop, own))[0],
            np.nonzero(np.isin(of_overnight, own))[0],
            tuple(number for number, asked in enumerate(most) if asked == group),
        )
        for group, own in enumerate(groups)
    ]


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
    pairs = [
        (own.visit_row, whole.visit_row[options]),
        (own.choice_row, whole.choice_row[district.stops]),
        (own.place_row, whole.place_row),
        (own.capacity_row, whole.capacity_row[district.stops]),
        (own.working_row, whole.working_row[district.vehicles]),
        (own.driving_row, whole.driving_row[district.vehicles]),
        (own.nights_row, whole.nights_row[district.vehicles]),
        (own.room_row, whole.room_row[:, district.overnights]),
        (own.share_row, whole.share_row[np.isin(whole.share_stop, district.stops)]),
    ]
    for here, there in pairs:
        both = (here != NO_ROW) & (there != NO_ROW)
        rows, found = there[both], duals[here[both]]
        onto[rows] = np.where(np.abs(found) > np.abs(onto[rows]), found, onto[rows])
