"""Enumerate all feasible duties of a profile, or say that there are too many.

Sparse regions make duties few: a stop takes hours, so chains end after three or four. Chains
(`chains`) are joined with every pair of terminals (`joining`), given their best breaks
(`break_choice`), and cleared of duties that another one makes needless (`needless`), all on arrays.

In dense pockets, where stops are short and a few minutes apart, chains are many and long. Then
every length is thinned out to the chains that are worth most by the hour, and the pool says that it
is not complete; what visits are worth may come from the duals of an LP (`optimise.dense`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.duties.break_choice import choose_breaks
from mobilkontor.duties.chains import TooManyError, extend, reach_of, single_stops, thin
from mobilkontor.duties.joining import join
from mobilkontor.duties.needless import without_needless
from mobilkontor.duties.pool import DutyPool, concatenate, over_states
from mobilkontor.duties.terminals import drives, terminals_of

__all__ = [
    "MAX_CHAINS",
    "enumerate_duties",
    "joined_pools",
]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

MAX_CHAINS = 1_500_000
"""Chains of one length beyond which a region counts as dense."""

MAX_DUTIES = 4_000_000
"""Duties of one profile beyond which a region counts as dense."""

MAX_CANDIDATES = 8_000_000
"""Chains of one length, joined with terminals, beyond which it does so too."""

NO_LIMIT = 2**62

THINNED_CHAINS = 6_000
"""Chains of one length in a dense region, about."""


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
            state: without_needless(both.take(both.roads >> state & 1 == 1), profile)
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
    pools = [drives(profile, terminals, is_allowed)]
    chains, num_duties = singles, 0
    most_candidates = MAX_CANDIDATES if worth is None else NO_LIMIT
    while len(chains):
        joined = join(instance, profile, reach, chains, terminals, is_allowed, most_candidates)
        pools.append(without_needless(choose_breaks(instance, profile, joined), profile))
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
