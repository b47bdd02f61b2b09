"""Enumerate all feasible duties of a profile, or say that there are too many.

Sparse regions make duties few: a stop takes hours, so chains end after three or four. Chains
(`chains`) are joined with every pair of terminals, given their best breaks (`breaks`), and cleared
of duties that another one makes needless (`dominance`), all on arrays.

In dense pockets, where stops are short and a few minutes apart, chains are many and long. Then
every length is thinned out to the chains that are worth most by the hour, and the pool says that it
is not complete; what visits are worth may come from the duals of an LP (`optimise.dense`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.core.units import SECONDS_PER_DAY
from mobilkontor.duties.breaks import BreakPlan, break_plans, stretches_of
from mobilkontor.duties.chains import (
    Chains,
    Reach,
    TooManyError,
    extend,
    reach_of,
    service_s,
    single_stops,
    thin,
)
from mobilkontor.duties.dominance import group_keys, undominated
from mobilkontor.duties.pool import NO_OPTION, DutyPool, concatenate, over_states

__all__ = [
    "MAX_CHAINS",
    "enumerate_duties",
    "joined_pools",
    "rest_can_bind",
    "terminals_of",
]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
_Seconds = int | IntArray

MAX_CHAINS = 1_500_000
"""Chains of one length beyond which a region counts as dense."""

MAX_DUTIES = 4_000_000
"""Duties of one profile beyond which a region counts as dense."""

MAX_CANDIDATES = 8_000_000
"""Chains of one length, joined with terminals, beyond which it does so too."""

NO_LIMIT = 2**62

THINNED_CHAINS = 6_000
"""Chains of one length in a dense region, about."""


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
    driving_s: IntArray
    working_s: IntArray
    distance_m: IntArray

    def take(self, rows: NDArray[np.bool_] | IntArray) -> _Joined:
        return _Joined(
            self.start[rows],
            self.end[rows],
            self.options[rows],
            self.segments_s[rows],
            self.driving_s[rows],
            self.working_s[rows],
            self.distance_m[rows],
        )


def _join(
    instance: Instance,
    profile: Profile,
    reach: Reach,
    chains: Chains,
    terminals: IntArray,
    is_allowed: NDArray[np.bool_],
    max_candidates: int,
) -> _Joined:
    """Return every chain with every pair of terminals that keeps the daily limits."""
    nodes = instance.stop_node[instance.option_stop]
    first, last = nodes[chains.options[:, 0]], nodes[chains.options[:, -1]]
    out_s = profile.leg_s[np.ix_(terminals, first)]
    back_s = profile.leg_s[np.ix_(last, terminals)]
    rows, starts, ends = [], [], []
    day_s = min(reach.max_working_s, reach.max_elapsed_s)
    least_s = chains.work_s + back_s.min(axis=1, initial=day_s)
    num_candidates = 0
    for t in range(len(terminals)):
        # Of a large region most stops are out of reach of a terminal.
        near = np.nonzero(out_s[t] + least_s <= day_s)[0]
        legs_s = out_s[t][near, None] + back_s[near]
        fits = legs_s + chains.work_s[near, None] <= day_s
        fits &= legs_s + chains.driving_s[near, None] <= reach.max_driving_s
        row, end = np.nonzero(fits & is_allowed[t])
        row = near[row]
        num_candidates += len(row)
        if num_candidates > max_candidates:
            raise TooManyError
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
    legs_s = segments_s[:, 0] + segments_s[:, -1]
    start, end = terminals[start], terminals[end]
    legs_m = profile.leg_m[start, first[row]] + profile.leg_m[last[row], end]
    return _Joined(
        start=start,
        end=end,
        options=options,
        segments_s=segments_s,
        driving_s=chains.driving_s[row] + legs_s,
        working_s=chains.work_s[row] + legs_s,
        distance_m=chains.distance_m[row] + legs_m,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Clocks:
    """When candidates would start, were there no breaks, to meet a bound of the day exactly.

    ``opening_s`` and ``closing_s`` hold one row per stop whose hours can bind, named in
    ``opening_stops`` and ``closing_stops``.
    """

    profile: Profile
    opening_stops: tuple[int, ...]
    closing_stops: tuple[int, ...]
    opening_s: IntArray
    closing_s: IntArray
    ending_s: IntArray

    def take(self, rows: NDArray[np.bool_] | IntArray) -> _Clocks:
        return _Clocks(
            self.profile,
            self.opening_stops,
            self.closing_stops,
            self.opening_s[:, rows],
            self.closing_s[:, rows],
            self.ending_s[rows],
        )

    def window(self, breaks_s: Sequence[_Seconds]) -> tuple[IntArray, IntArray]:
        """Return the earliest and latest start, given the breaks up to each boundary together."""
        earliest_s = np.full(len(self.ending_s), self.profile.earliest_start_s)
        latest_s = self.ending_s - breaks_s[-1]
        for stop, opening_s in zip(self.opening_stops, self.opening_s, strict=True):
            np.maximum(earliest_s, opening_s - breaks_s[2 * stop], out=earliest_s)
        for stop, closing_s in zip(self.closing_stops, self.closing_s, strict=True):
            np.minimum(latest_s, closing_s - breaks_s[2 * stop], out=latest_s)
        return earliest_s, latest_s


def _clocks(instance: Instance, profile: Profile, joined: _Joined) -> _Clocks:
    """Return the clocks of the candidates."""
    num_stops = joined.options.shape[1]
    # Where all offices have the same hours, the first to open and the last to close bind.
    openings = tuple(range(num_stops)) if instance.option_half else (0,)
    closings = tuple(range(num_stops)) if instance.option_half else (num_stops - 1,)
    open_from_s, open_to_s = instance.option_windows_s()
    since_start_s = np.cumsum(joined.segments_s, axis=1).T
    options = joined.options.T
    opening_s = [
        open_from_s[options[stop]] - instance.setup_s - since_start_s[2 * stop] for stop in openings
    ]
    closing_s = [
        open_to_s[options[stop]] + instance.packing_s - since_start_s[2 * stop + 1]
        for stop in closings
    ]
    return _Clocks(
        profile=profile,
        opening_stops=openings,
        closing_stops=closings,
        opening_s=np.array(opening_s),
        closing_s=np.array(closing_s),
        ending_s=profile.latest_end_s - joined.working_s,
    )


def _choose_breaks(instance: Instance, profile: Profile, joined: _Joined) -> DutyPool:
    """Return the candidates with their best break plan, or with all where rest can bind."""
    plans = break_plans(joined.options.shape[1], profile.rules)
    clocks = _clocks(instance, profile, joined)
    stretches = stretches_of(joined.segments_s, profile.rules)
    open_clocks, left = clocks, np.arange(len(joined.start))
    rows = []
    for plan in plans:
        earliest_s, latest_s = open_clocks.window(plan.until_s)
        feasible = (earliest_s <= latest_s) & stretches.kept(plan)
        rows.append(left[feasible])
        if len(rows[-1]) and not rest_can_bind(profile):
            left, open_clocks = left[~feasible], open_clocks.take(~feasible)
            stretches = stretches.take(~feasible)
        if not len(left):
            break
    numbers = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return _with_breaks(joined, clocks, plans, np.concatenate(rows), numbers)


def _with_breaks(
    joined: _Joined,
    clocks: _Clocks,
    plans: Sequence[BreakPlan],
    rows: IntArray,
    numbers: IntArray,
) -> DutyPool:
    """Return candidates as duties, each with the break plan of its number."""
    joined = joined.take(rows)
    until_s = list(np.array([plan.until_s for plan in plans])[numbers].T)
    earliest_s, latest_s = clocks.take(rows).window(until_s)
    return DutyPool(
        start=joined.start,
        end=joined.end,
        options=joined.options,
        num_stops=np.full(len(rows), joined.options.shape[1], dtype=np.int64),
        driving_s=joined.driving_s,
        working_s=joined.working_s,
        distance_m=joined.distance_m,
        elapsed_s=joined.working_s + until_s[-1],
        earliest_start_s=earliest_s,
        latest_start_s=latest_s,
        break_plan=numbers,
        roads=np.ones(len(rows), dtype=np.int64),
        is_complete=True,
    )


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
    fits = profile.leg_s[start, end] <= min(limits_s)
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


def enumerate_duties(
    instance: Instance, profile_number: int, worth: FloatArray | None = None
) -> DutyPool:
    """Enumerate every feasible duty of a profile, or the promising ones where there are too many.

    Parameters
    ----------
    instance : Instance
        Problem with the options.
    profile_number : int
        Position of the profile.
    worth : ndarray of float64, shape (num_options,), or None
        Worth of a visit to each option, which tells what is promising [SEK]; None asks for all
        duties, and if they are too many, takes the worth of the residents' visits.

    Returns
    -------
    DutyPool
        All duties that no other makes needless. ``is_complete`` is False if the region is too
        dense; then most duties are missing, and all that are there are feasible.
    """
    if worth is None:
        try:
            return _over_states(instance, profile_number, None)
        except TooManyError:
            worth = _worth_of_residents(instance)
    return _over_states(instance, profile_number, worth)


def _over_states(instance: Instance, profile_number: int, worth: FloatArray | None) -> DutyPool:
    """Enumerate the duties in every state of the roads."""
    profile = instance.profiles[profile_number]
    terminals, is_allowed = terminals_of(instance, profile_number)
    return over_states(
        {
            state: _enumerate(instance, profile.in_state(state), terminals, is_allowed, worth)
            for state in instance.road_states
        }
    )


def joined_pools(
    instance: Instance, profile_number: int, pool: DutyPool, other: DutyPool
) -> DutyPool:
    """Return the duties of two incomplete pools of a profile, needless ones left out.

    Parameters
    ----------
    instance : Instance
        Problem.
    profile_number : int
        Position of the profile.
    pool, other : DutyPool
        Duties.

    Returns
    -------
    DutyPool
        Incomplete as they are; duties are compared within each state of the roads.
    """
    both = concatenate([pool, other], is_complete=False)
    profile = instance.profiles[profile_number]
    return over_states(
        {
            state: _undominated(both.take(both.roads >> state & 1 == 1), profile)
            for state in instance.road_states
        }
    )


def _enumerate(
    instance: Instance,
    profile: Profile,
    terminals: IntArray,
    is_allowed: NDArray[np.bool_],
    worth: FloatArray | None,
) -> DutyPool:
    """Return all duties in a state of the roads, or those of chains thinned out at every length."""
    reach = reach_of(instance, profile, terminals)
    singles = single_stops(instance, reach)
    pools = [_drives(instance, profile, terminals, is_allowed)]
    chains, num_duties = singles, 0
    most_candidates = MAX_CANDIDATES if worth is None else NO_LIMIT
    while len(chains):
        joined = _join(instance, profile, reach, chains, terminals, is_allowed, most_candidates)
        pools.append(_undominated(_choose_breaks(instance, profile, joined), profile))
        num_duties += len(pools[-1])
        if worth is None and num_duties > MAX_DUTIES:
            raise TooManyError
        chains = extend(
            instance,
            profile,
            reach,
            chains,
            singles,
            max_chains=MAX_CHAINS if worth is None else NO_LIMIT,
        )
        if worth is not None:
            chains = thin(chains, worth, THINNED_CHAINS)
    return concatenate(pools, is_complete=worth is None)


def _worth_of_residents(instance: Instance) -> FloatArray:
    """Return what a visit to each option is worth to all who could use it, offices aside [SEK]."""
    table, levels = instance.access, len(instance.level_stop)
    met = np.bincount(table.pair_level, table.pair_met_visits, levels) / instance.level_visits
    worth = np.zeros(len(instance.option_stop))
    np.maximum.at(worth, instance.level_option, instance.value_per_met_visit_sek * met)
    return worth
