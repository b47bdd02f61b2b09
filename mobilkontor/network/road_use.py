"""Own how somebody uses roads, a mobile office or residents' cars, and the times that follow."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_conditions import is_open, values_on
from mobilkontor.network.road_file import RoadFile
from mobilkontor.network.road_kind import BACKWARD, FORWARD, RoadKind

__all__ = ["CLOSED", "CS_PER_SECOND", "RoadUse", "edge_times"]

CS_PER_SECOND = 100
"""Edges take whole hundredths of a second: seconds would add up to minutes over short edges."""

CLOSED = -1
"""Time of an edge that cannot be taken."""

HEAVY_ABOVE_KG = 3_500
_CS_PER_DM_AND_KMH = 36.0
"""Hundredths of a second for a decimetre at 1 km/h."""


@dataclass(frozen=True, slots=True)
class RoadUse:
    """Who drives, when, and how fast.

    Attributes
    ----------
    speed_shares : mapping of RoadClass to float
        Driving speed as a share of the speed limit; a class with share 0 cannot be driven.
    unpaved_share : float
        Driving speed on unpaved roads, as a share of that on paved ones.
    max_speed_kmh : float
        Highest speed on any road [km/h].
    weight_kg, height_cm : int
        Gross weight and height of the vehicle [kg, cm]; 0 for one that no limit stops.
    ferry_wait_s : int
        Wait for a ferry [s].
    date : date
        Day on which seasonal roads, ferries and bans count; its year does not matter.
    max_snap_m : float
        How far from a road a place may lie [m].
    unpaved_max_kg : mapping of RoadClass to int
        Heaviest vehicle that unpaved roads bear on the day, where it is limited [kg].
    """

    speed_shares: Mapping[RoadClass, float]
    unpaved_share: float
    max_speed_kmh: float
    weight_kg: int
    height_cm: int
    ferry_wait_s: int
    date: datetime.date
    max_snap_m: float
    unpaved_max_kg: Mapping[RoadClass, int] = field(default_factory=dict)


def edge_times(roads: RoadFile, use: RoadUse) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the times of all edges.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    use : RoadUse
        Who drives, when, and how fast.

    Returns
    -------
    tuple of ndarray of int64
        Times along the edges and against them [cs]; ``CLOSED`` where nobody may drive so.
    """
    is_usable = np.array([_may_take(kind, use) for kind in roads.kinds], dtype=bool)
    direction = np.array([kind.direction for kind in roads.kinds], dtype=np.int64)
    wait_cs = _ferry_waits_cs(roads, use)
    times = []
    for bit, limits in (
        (FORWARD, [kind.forward_kmh for kind in roads.kinds]),
        (BACKWARD, [kind.backward_kmh for kind in roads.kinds]),
    ):
        kmh = np.array(
            [_speed_kmh(kind, limit, use) for kind, limit in zip(roads.kinds, limits, strict=True)]
        )
        is_open_so = is_usable & (direction & bit > 0) & (kmh > 0)
        pace = _CS_PER_DM_AND_KMH / np.where(is_open_so, kmh, 1)
        time_cs = np.maximum(np.rint(roads.length_dm * pace[roads.edge_kind]), 1).astype(np.int64)
        times.append(np.where(is_open_so[roads.edge_kind], time_cs + wait_cs, CLOSED))
    return times[0], times[1]


def _may_take(kind: RoadKind, use: RoadUse) -> bool:
    """Tell whether a vehicle may take roads of a kind on the day."""
    is_too_heavy = any(0 < limit_kg < use.weight_kg for limit_kg in _weight_limits_kg(kind, use))
    is_too_high = 0 < kind.max_height_cm < use.height_cm
    is_kept_out = kind.is_hgv_forbidden and use.weight_kg > HEAVY_ABOVE_KG
    if is_too_heavy or is_too_high or is_kept_out:
        return False
    return is_open(kind.conditions, use.date, is_closed_else=kind.is_closed_else)


def _weight_limits_kg(kind: RoadKind, use: RoadUse) -> tuple[int, ...]:
    """Return the limits on weight that hold on the day [kg]; 0 is none."""
    soft_kg = use.unpaved_max_kg.get(kind.road_class, 0) if kind.is_unpaved else 0
    return kind.max_weight_kg, soft_kg, *values_on(kind.weight_conditions, use.date)


def _speed_kmh(kind: RoadKind, limit_kmh: float, use: RoadUse) -> float:
    """Return the driving speed on roads of a kind [km/h]; a ferry goes at its own."""
    if kind.is_ferry:
        return limit_kmh
    share = use.speed_shares[kind.road_class] * (use.unpaved_share if kind.is_unpaved else 1)
    return min(limit_kmh * share, use.max_speed_kmh)


def _ferry_waits_cs(roads: RoadFile, use: RoadUse) -> NDArray[np.int64]:
    """Return the wait on each edge [cs]: half at each shore, however the crossing is cut."""
    is_ferry = np.array([kind.is_ferry for kind in roads.kinds], dtype=bool)[roads.edge_kind]
    is_shore = np.zeros(len(roads.node_lat), dtype=bool)
    is_shore[roads.edge_from[~is_ferry]] = is_shore[roads.edge_to[~is_ferry]] = True
    num_shores = is_shore[roads.edge_from].astype(np.int64) + is_shore[roads.edge_to]
    return np.where(is_ferry, num_shores * (use.ferry_wait_s * CS_PER_SECOND // 2), 0)
