"""Own the instances of the race: villages of Norrbotten, and invented ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mobilkontor import api
from mobilkontor.core.units import SECONDS_PER_HOUR
from tests.benchmark.day_trips import DayTrips

__all__ = ["norrbotten", "race_instances", "synthetic"]

WEEK = Path(__file__).parents[2] / "scenarios" / "norrbotten" / "week.yaml"
NUM_DAYS = 5
DEPOTS = ("overkalix", "jokkmokk", "kiruna", "lulea")
VISITORS = 16
"""Visitors that the crew of `week.yaml` receives in the two hours of a visit."""


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
        synthetic(40, seed=8, opening_s=3600),
        synthetic(40, seed=8, opening_s=1800),
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
        Legs as planned there; the prize is the worth of the visits that a stop would meet if it
        were the only one.
    """
    scenario = api.load(WEEK)
    instance = api.build(scenario, api.travel(scenario))
    table, profile = instance.access, instance.profiles[0]
    met = np.bincount(table.pair_level, table.pair_met_visits, len(instance.level_stop))
    _, first_level = np.unique(instance.level_stop, return_index=True)
    met = np.minimum(met[first_level], VISITORS)
    depot_nodes = [instance.node_ids.index(depot) for depot in depots]
    villages = np.nonzero(~np.isin(instance.stop_node, depot_nodes))[0]
    chosen = np.sort(villages[np.argsort(-met[villages], kind="stable")[:num_villages]])
    nodes = [*depot_nodes, *instance.stop_node[chosen]]
    return DayTrips(
        name=f"Norrbotten, {len(depots)} depot{'s' * (len(depots) > 1)}",
        num_depots=len(depots),
        num_days=NUM_DAYS,
        leg_s=profile.leg_s[np.ix_(nodes, nodes)],
        leg_m=profile.leg_m[np.ix_(nodes, nodes)],
        prize_sek=np.rint(met[chosen] * instance.value_per_met_visit_sek).astype(np.int64),
    )


SIDE_KM = 250
SPEED_KMH = 70
LEAST_PRIZE_SEK, MOST_PRIZE_SEK = 2_000, 32_000


def synthetic(num_villages: int, *, seed: int, opening_s: int = 7200) -> DayTrips:
    """Return villages strewn over a square, two depots among them.

    Parameters
    ----------
    num_villages : int
        Villages.
    seed : int
        Seed of positions and prizes.
    opening_s : int
        Opening time of a visit [s]; a short one makes routes of many villages.

    Returns
    -------
    DayTrips
        Legs in a straight line, in whole minutes rounded up.
    """
    random = np.random.default_rng(seed)
    position_km = random.uniform(0, SIDE_KM, size=(2 + num_villages, 2))
    legs_km = np.linalg.norm(position_km[:, None] - position_km[None, :], axis=2)
    return DayTrips(
        name=f"synthetic, {opening_s / SECONDS_PER_HOUR:g} h visits",
        num_depots=2,
        num_days=NUM_DAYS,
        leg_s=60 * np.ceil(legs_km / SPEED_KMH * 60).astype(np.int64),
        leg_m=np.rint(1000 * legs_km).astype(np.int64),
        prize_sek=random.integers(LEAST_PRIZE_SEK, MOST_PRIZE_SEK, num_villages),
        opening_s=opening_s,
    )
