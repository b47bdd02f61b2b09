"""Let the duties of a dense pocket grow by those that an LP over the ones listed asks for.

Where duties are too many to list, chains of stops are thinned out by what visits are worth. The
duals of the LP know that better than the residents do: they tell which visits are still to be had,
and at what price. So labels are extended again with these prices, the new duties join the pool, and
so on while the LP gains by it. The pool is what bounds speak of from then on
(`Scope.GENERATED_DUTIES`): no bound is told before it has stopped growing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import MAX_CHAINS, enumerate_duties, joined_pools
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.column_generation import PartLp
from mobilkontor.optimise.effort import enumeration_work
from mobilkontor.optimise.watch import Watch

__all__ = ["grown_pools", "listing_work"]

FloatArray = NDArray[np.float64]

GROWTH_SHARE = 0.25
"""Share of the time limit in which pools may grow."""

MAX_GROWTHS = 6

LEAST_GAIN = 1e-3
"""Relative gain of the LP below which the pools stay as they are."""


def listing_work(pools: tuple[DutyPool, ...]) -> float:
    """Return the work of listing some pools, of which the incomplete ones were too large at first.

    Parameters
    ----------
    pools : tuple of DutyPool
        Duties by profile.

    Returns
    -------
    float
        Work [units of work].
    """
    given_up = sum(MAX_CHAINS for pool in pools if not pool.is_complete)
    return enumeration_work(given_up + sum(len(pool) for pool in pools))


def grown_pools(
    instance: Instance, pools: tuple[DutyPool, ...], watch: Watch, part_lp: PartLp
) -> tuple[DutyPool, ...]:
    """Return the pools with the duties that the LP over them asks for.

    Parameters
    ----------
    instance : Instance
        Problem.
    pools : tuple of DutyPool
        Duties by profile.
    watch : Watch
        Time and stop.
    part_lp : callable
        Solves the LP over some pools.

    Returns
    -------
    tuple of DutyPool
        All duties of the pools given, but those that new ones make needless, and new ones.
    """
    last_sek = -np.inf
    for _ in range(MAX_GROWTHS):
        left_s = GROWTH_SHARE * watch.time_limit_s - watch.elapsed_s
        if left_s <= 0.0 or watch.stop.is_set():
            break
        solved = part_lp(instance, pools, left_s)
        if solved is None:
            break
        lp, outcome = solved
        value_sek = outcome.solution.objective_sek
        if value_sek - last_sek < LEAST_GAIN * max(1.0, abs(value_sek)):
            break
        last_sek = value_sek
        prices = (-outcome.pricing.duals[lp.formulation.visit_row]).max(axis=1)
        pools = _grown(instance, pools, watch, np.maximum(prices, 0.0))
    return pools


def _grown(
    instance: Instance, pools: tuple[DutyPool, ...], watch: Watch, worth: FloatArray
) -> tuple[DutyPool, ...]:
    """Return the pools, the incomplete ones with the duties that some prices of visits ask for."""
    grown = []
    for number, pool in enumerate(pools):
        if pool.is_complete:
            grown.append(pool)
            continue
        more = enumerate_duties(instance, number, worth)
        watch.clock.spend(enumeration_work(len(more)))
        grown.append(joined_pools(instance, number, pool, more))
    return tuple(grown)
