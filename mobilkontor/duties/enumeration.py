"""Enumerate all feasible duties of a profile, or say that there are too many.

Sparse regions make duties few: a stop takes hours, so chains end after three or four. Chains
(`chains`) are joined with every pair of terminals, given their best breaks (`breaks`), and cleared
of duties that another one makes needless (`dominance`), all on arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.core.units import SECONDS_PER_DAY
from mobilkontor.duties.breaks import BreakPlan, break_plans, keeps_stretches
from mobilkontor.duties.chains import Chains, Reach, extend, reach_of, service_s, single_stops
from mobilkontor.duties.dominance import group_keys, undominated
from mobilkontor.duties.pool import NO_OPTION, DutyPool, concatenate

__all__ = ["MAX_CHAINS", "enumerate_duties", "rest_can_bind", "terminals_of"]

IntArray = NDArray[np.int64]

MAX_CHAINS = 1_500_000
"""Chains of one length beyond which a region counts as dense and enumeration stops."""

MAX_DUTIES = 4_000_000
"""Duties of one profile beyond which no longer chains are tried."""


def rest_can_bind(profile: Profile) -> bool:
    """Tell whether two duties inside the crew's window can leave too little daily rest."""
    night_s = SECONDS_PER_DAY - (profile.latest_end_s - profile.earliest_start_s)
    return profile.rules.daily_rest_s is not None and night_s < profile.rules.daily_rest_s


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


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """Chains joined with terminals: one candidate duty per row, breaks not yet chosen."""

    start: IntArray
    end: IntArray
    options: IntArray
    segments_s: IntArray
    distance_m: IntArray

    def take(self, rows: NDArray[np.bool_] | IntArray) -> _Joined:
        return _Joined(
            self.start[rows],
            self.end[rows],
            self.options[rows],
            self.segments_s[rows],
            self.distance_m[rows],
        )


def _join(
    instance: Instance,
    profile: Profile,
    reach: Reach,
    chains: Chains,
    terminals: IntArray,
    is_allowed: NDArray[np.bool_],
) -> _Joined:
    """Return every chain with every pair of terminals that keeps the daily limits."""
    nodes = instance.stop_node[instance.option_stop]
    first, last = nodes[chains.options[:, 0]], nodes[chains.options[:, -1]]
    out_s = profile.leg_s[np.ix_(terminals, first)]
    back_s = profile.leg_s[np.ix_(last, terminals)]
    rows, starts, ends = [], [], []
    for t in range(len(terminals)):
        legs_s = out_s[t][:, None] + back_s
        fits = legs_s + chains.work_s[:, None] <= min(reach.max_working_s, reach.max_elapsed_s)
        fits &= legs_s + chains.driving_s[:, None] <= reach.max_driving_s
        row, end = np.nonzero(fits & is_allowed[t])
        rows.append(row)
        ends.append(end)
        starts.append(np.full(len(row), t, dtype=np.int64))
    row, start, end = np.concatenate(rows), np.concatenate(starts), np.concatenate(ends)
    options = chains.options[row]
    length = options.shape[1]
    segments_s = np.empty((len(row), 2 * length + 1), dtype=np.int64)
    segments_s[:, 0] = out_s[start, row]
    segments_s[:, -1] = back_s[row, end]
    segments_s[:, 1::2] = service_s(instance)[options]
    stops = nodes[options]
    segments_s[:, 2:-1:2] = profile.leg_s[stops[:, :-1], stops[:, 1:]]
    start, end = terminals[start], terminals[end]
    legs_m = profile.leg_m[start, first[row]] + profile.leg_m[last[row], end]
    return _Joined(start, end, options, segments_s, chains.distance_m[row] + legs_m)


def _with_breaks(
    instance: Instance, profile: Profile, joined: _Joined, plan: BreakPlan, number: int
) -> tuple[DutyPool, NDArray[np.bool_]]:
    """Return the candidates that are feasible with one break plan, and which they are."""
    segments_s = joined.segments_s
    working_s = segments_s.sum(axis=1)
    elapsed_s = working_s + plan.total_s
    opening_s = segments_s[:, 0] + plan.before_opening_s + instance.setup_s
    after_s = plan.lengths_s[-1] if plan.lengths_s else 0
    closing_s = elapsed_s - segments_s[:, -1] - after_s - instance.packing_s
    earliest_s = np.maximum(profile.earliest_start_s, instance.open_from_s - opening_s)
    latest_s = np.minimum(profile.latest_end_s - elapsed_s, instance.open_to_s - closing_s)
    feasible = (earliest_s <= latest_s) & keeps_stretches(segments_s, plan, profile.rules)
    count = int(feasible.sum())
    pool = DutyPool(
        start=joined.start[feasible],
        end=joined.end[feasible],
        options=joined.options[feasible],
        num_stops=np.full(count, joined.options.shape[1], dtype=np.int64),
        driving_s=segments_s[feasible, 0::2].sum(axis=1),
        working_s=working_s[feasible],
        distance_m=joined.distance_m[feasible],
        elapsed_s=elapsed_s[feasible],
        earliest_start_s=earliest_s[feasible],
        latest_start_s=latest_s[feasible],
        break_plan=np.full(count, number, dtype=np.int64),
        is_complete=True,
    )
    return pool, feasible


def _choose_breaks(instance: Instance, profile: Profile, joined: _Joined) -> list[DutyPool]:
    """Return the candidates with their best break plan, or with all where rest can bind."""
    keep_all = rest_can_bind(profile)
    pools = []
    for number, plan in enumerate(break_plans(joined.options.shape[1], profile.rules)):
        pool, feasible = _with_breaks(instance, profile, joined, plan, number)
        pools.append(pool)
        if not keep_all:
            joined = joined.take(~feasible)
        if not len(joined.start):
            break
    return pools


def _undominated(pool: DutyPool, profile: Profile) -> DutyPool:
    """Return the pool without needless duties."""
    options = np.sort(pool.options + 1, axis=1)
    keys = group_keys([pool.start, pool.end, *options.T])
    resources = [pool.distance_m, pool.working_s]
    if rest_can_bind(profile):
        earliest_end_s = pool.earliest_start_s + pool.elapsed_s
        slack_s = pool.latest_start_s.max(initial=0) - pool.latest_start_s
        resources += [pool.elapsed_s, earliest_end_s, slack_s]
    return pool.take(undominated(keys, resources))


def _drives(
    instance: Instance, profile: Profile, terminals: IntArray, is_allowed: NDArray[np.bool_]
) -> DutyPool:
    """Return the duties without a stop: a drive between two different terminals."""
    start, end = np.nonzero(is_allowed & ~np.eye(len(terminals), dtype=bool))
    start, end = terminals[start], terminals[end]
    joined = _Joined(
        start,
        end,
        np.empty((len(start), 0), dtype=np.int64),
        profile.leg_s[start, end][:, None],
        profile.leg_m[start, end],
    )
    leg_s = joined.segments_s[:, 0]
    rules = profile.rules
    day_s = profile.latest_end_s - profile.earliest_start_s
    limits_s = [
        x
        for x in (
            rules.max_working_s,
            rules.max_driving_s,
            rules.max_work_stretch_s,
            rules.max_driving_stretch_s,
            day_s,
        )
        if x is not None
    ]
    fits = leg_s <= min(limits_s)
    joined = joined.take(fits)
    leg_s = leg_s[fits]
    zero = np.zeros(len(leg_s), dtype=np.int64)
    return DutyPool(
        start=joined.start,
        end=joined.end,
        options=np.full((len(leg_s), 1), NO_OPTION, dtype=np.int64),
        num_stops=zero,
        driving_s=leg_s,
        working_s=leg_s,
        distance_m=joined.distance_m,
        elapsed_s=leg_s,
        earliest_start_s=zero + profile.earliest_start_s,
        latest_start_s=profile.latest_end_s - leg_s,
        break_plan=zero,
        is_complete=True,
    )


def enumerate_duties(instance: Instance, profile_number: int) -> DutyPool:
    """Enumerate every feasible duty of a profile.

    Parameters
    ----------
    instance : Instance
        Problem.
    profile_number : int
        Position of the profile.

    Returns
    -------
    DutyPool
        All duties that no other makes needless. ``is_complete`` is False if the region is too
        dense, and then longer duties are missing.
    """
    profile = instance.profiles[profile_number]
    terminals, is_allowed = terminals_of(instance, profile_number)
    reach = reach_of(instance, profile, terminals)
    singles = single_stops(instance, reach)
    pools = [_drives(instance, profile, terminals, is_allowed)]
    chains, num_duties, is_complete = singles, 0, True
    while len(chains):
        joined = _join(instance, profile, reach, chains, terminals, is_allowed)
        found = concatenate(_choose_breaks(instance, profile, joined), is_complete=True)
        pools.append(_undominated(found, profile))
        num_duties += len(pools[-1])
        longer_possible = len(chains) <= MAX_CHAINS and num_duties <= MAX_DUTIES
        if not longer_possible:
            is_complete = False
            break
        chains = extend(instance, profile, reach, chains, singles)
    return concatenate(pools, is_complete=is_complete)
