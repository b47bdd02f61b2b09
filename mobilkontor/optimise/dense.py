"""Let the duties of a dense pocket grow by those that an LP over the ones listed asks for.

Where duties are too many to list, chains of stops are thinned out by what visits are worth. The
duals of the LP know that better than the residents do: they tell which visits are still to be had,
and at what price. So labels are extended again with these prices, the new duties join the pool, and
so on while the LP gains by it. The pool is what bounds speak of from then on
(`Scope.GENERATED_DUTIES`): no bound is told before it has stopped growing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import enumerate_duties, joined_pools
from mobilkontor.duties.pool import DutyPool

__all__ = ["Priced", "grown_pools"]

FloatArray = NDArray[np.float64]

Priced = Callable[[tuple[DutyPool, ...]], tuple[float, FloatArray] | None]
"""Value of the LP over some pools and the worth of a visit to each option; None at the end."""

MAX_GROWTHS = 6

LEAST_GAIN = 1e-3
"""Relative gain of the LP below which the pools stay as they are."""


def grown_pools(
    instance: Instance, pools: tuple[DutyPool, ...], priced: Priced
) -> tuple[DutyPool, ...]:
    """Return the pools with the duties that the LP over them asks for.

    Parameters
    ----------
    instance : Instance
        Problem.
    pools : tuple of DutyPool
        Duties by profile.
    priced : callable
        Solves the LP; None ends the growth.

    Returns
    -------
    tuple of DutyPool
        All duties of the pools given, but those that new ones make needless, and new ones.
    """
    last_sek = -np.inf
    for _ in range(MAX_GROWTHS):
        found = priced(pools)
        if found is None:
            break
        value_sek, worth = found
        if value_sek - last_sek < LEAST_GAIN * max(1.0, abs(value_sek)):
            break
        last_sek = value_sek
        pools = tuple(
            pool
            if pool.is_complete
            else joined_pools(instance, number, pool, enumerate_duties(instance, number, worth))
            for number, pool in enumerate(pools)
        )
    return pools
