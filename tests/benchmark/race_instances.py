"""Own the instances of the race: villages of Norrbotten, and invented ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor import api
from mobilkontor.core.units import METRES_PER_KM, MINUTES_PER_HOUR, SECONDS_PER_MINUTE
from tests.benchmark.day_trips import DayTrips

__all__ = ["norrbotten", "race_instances", "synthetic"]

WEEK = Path(__file__).parents[2] / "scenarios" / "norrbotten" / "week.yaml"
NUM_DAYS = 5
DEPOTS = ("overkalix", "jokkmokk", "kiruna", "lulea")
VISIT_H = 2


def race_instances() -> tuple[DayTrips, ...]:
    """Return the instances that are raced: few stops a route suit us, many the peer."""
    return (
        norrbotten(40, DEPOTS[:1]),
        norrbotten(60, DEPOTS[:2]),
        norrbotten(98, DEPOTS[:2]),
        norrbotten(98, DEPOTS),
        norrbotten(138, DEPOTS),
        synthetic(60, seed=9),
        synthetic(100, seed=10),
        synthetic(40, seed=8, opening_min=60),
        synthetic(40, seed=8, opening_min=30),
    )


def norrbotten(num_villages: int, depots: tuple[str, ...]) -> DayTrips:
    """Return the candidate stops of `week.yaml` with the highest prizes.

    Parameters
    ----------
    num_villages : int
        Villages.
    depots : tuple of str
        Places of the depots, one vehicle each.

    Returns
    -------
    DayTrips
        Legs and costs as planned there, in whole kilometres; the prize is the worth of the visits
        that a stop would meet if it were the only one.
    """
    scenario = api.load(WEEK)
    instance = api.build(scenario, api.travel(scenario))
    table, profile, vehicle = instance.access, instance.profiles[0], instance.vehicles[0]
    met = np.bincount(table.pair_level, table.pair_met_visits, len(instance.level_stop))
    _, first_level = np.unique(instance.level_stop, return_index=True)
    met = np.minimum(met[first_level], VISIT_H * vehicle.visitors_per_hour)
    depot_nodes = [instance.node_ids.index(depot) for depot in depots]
    villages = np.nonzero(~np.isin(instance.stop_node, depot_nodes))[0]
    chosen = np.sort(villages[np.argsort(-met[villages], kind="stable")[:num_villages]])
    nodes = [*depot_nodes, *instance.stop_node[chosen]]
    return DayTrips(
        name=f"Norrbotten, {len(depots)} depot{'s' * (len(depots) > 1)}",
        num_depots=len(depots),
        num_days=NUM_DAYS,
        leg_min=profile.leg_s[np.ix_(nodes, nodes)] // SECONDS_PER_MINUTE,
        leg_km=_rounded(profile.leg_m[np.ix_(nodes, nodes)] / METRES_PER_KM),
        prize_sek=_rounded(met[chosen] * instance.value_per_met_visit_sek),
        cost_per_km_sek=round(vehicle.cost_per_km_sek),
        cost_per_min_sek=round(vehicle.cost_per_hour_sek / MINUTES_PER_HOUR),
    )


SIDE_KM = 250
SPEED_KMH = 70
LEAST_PRIZE_SEK, MOST_PRIZE_SEK = 2_000, 32_000


def synthetic(num_villages: int, *, seed: int, opening_min: int = 120) -> DayTrips:
    """Return villages strewn over a square, two depots among them.

    Parameters
    ----------
    num_villages : int
        Villages.
    seed : int
        Seed of positions and prizes.
    opening_min : int
        Opening time of a visit [min]; a short one makes routes of many villages.

    Returns
    -------
    DayTrips
        Legs in a straight line, whole minutes rounded up.
    """
    random = np.random.default_rng(seed)
    position_km = random.uniform(0, SIDE_KM, size=(2 + num_villages, 2))
    legs_km = np.linalg.norm(position_km[:, None] - position_km[None, :], axis=2)
    return DayTrips(
        name=f"synthetic, {opening_min / MINUTES_PER_HOUR:g} h visits",
        num_depots=2,
        num_days=NUM_DAYS,
        leg_min=_rounded(np.ceil(legs_km / SPEED_KMH * MINUTES_PER_HOUR)),
        leg_km=_rounded(legs_km),
        prize_sek=random.integers(LEAST_PRIZE_SEK, MOST_PRIZE_SEK, num_villages),
        opening_min=opening_min,
    )


def _rounded(values: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """Return the nearest whole numbers."""
    rounded: NDArray[np.int64] = np.rint(values).astype(np.int64)
    return rounded
