"""Own the terminals, where duties start and end, and the duties that only drive between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.duties.pool import NO_OPTION, DutyPool

__all__ = ["drives", "terminals_of"]

IntArray = NDArray[np.int64]


def terminals_of(instance: Instance, profile: int) -> tuple[IntArray, NDArray[np.bool_]]:
    """Return the nodes where duties of a profile may start and end.

    Parameters
    ----------
    instance : Instance
        Problem.
    profile : int
        Position of the profile.

    Returns
    -------
    terminals : ndarray of int64, shape (num_terminals,)
        Depots of its vehicles and overnight places, increasing.
    is_allowed : ndarray of bool, shape (num_terminals, num_terminals)
        Pairs of start and end that one vehicle may use.
    """
    depots = np.array([v.depot for v in instance.vehicles if v.profile == profile], dtype=np.int64)
    terminals = np.unique(np.concatenate([depots, instance.overnight_node]))
    is_allowed = np.zeros((len(terminals), len(terminals)), dtype=bool)
    for depot in np.unique(depots):
        own = (terminals == depot) | np.isin(terminals, instance.overnight_node)
        is_allowed |= own[:, None] & own[None, :]
    return terminals, is_allowed


def drives(profile: Profile, terminals: IntArray, is_allowed: NDArray[np.bool_]) -> DutyPool:
    """Return the duties without a stop: a drive between two different terminals."""
    start, end = np.nonzero(is_allowed & ~np.eye(len(terminals), dtype=bool))
    start, end = terminals[start], terminals[end]
    fits = profile.leg_s[start, end] <= _longest_drive_s(profile)
    start, end = start[fits], end[fits]
    leg_s = profile.leg_s[start, end]
    zero = np.zeros(len(leg_s), dtype=np.int64)
    return DutyPool(
        start=start,
        end=end,
        options=np.full((len(leg_s), 1), NO_OPTION, dtype=np.int64),
        num_stops=zero,
        driving_s=leg_s,
        working_s=leg_s,
        distance_m=profile.leg_m[start, end],
        elapsed_s=leg_s,
        earliest_start_s=zero + profile.earliest_start_s,
        latest_start_s=profile.latest_end_s - leg_s,
        break_plan=zero,
        roads=zero + 1,
        is_complete=True,
    )


def _longest_drive_s(profile: Profile) -> int:
    """Return how long a crew may drive without stop or break [s]."""
    rules = profile.rules
    limits_s = (
        rules.max_working_s,
        rules.max_driving_s,
        rules.max_work_stretch_s,
        rules.max_driving_stretch_s,
        profile.latest_end_s - profile.earliest_start_s,
    )
    return min(limit_s for limit_s in limits_s if limit_s is not None)
