"""Plan the districts of a large region one by one; together their plans are one of the region.

Districts share no vehicle, stop or overnight place, and every floor is asked of one of them, so
their duties fit together. What is lost are the visits across their borders, which the
neighbourhoods of `improve` look for afterwards; a floor that its district misses is added there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.districts import District, district_instance, district_pool
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.watch import Watch

__all__ = ["PlanDistrict", "plan_districts"]

IntArray = NDArray[np.int64]

PlanDistrict = Callable[[Instance, Watch, tuple[DutyPool, ...]], Roster]
"""Searches a plan of a district until its watch is over. Where it finds none it returns the duties
it has by then, which lack something that the region may add."""

GAP = 0.005
"""Gap at which a district is planned well enough."""


def plan_districts(
    instance: Instance,
    pools: Sequence[DutyPool],
    districts: Sequence[District],
    watch: Watch,
    plan: PlanDistrict,
    *,
    end_s: float,
) -> Roster:
    """Return the duties of all districts, those of the best plan found of each.

    Parameters
    ----------
    instance : Instance
        Problem of the region.
    pools : sequence of DutyPool
        Duties by profile.
    districts : sequence of District
        Parts of the region.
    watch : Watch
        Time and stop.
    plan : callable
        Plans one district.
    end_s : float
        Time of the run at which to end [s].

    Returns
    -------
    tuple of dict of int to int
        Duty by day, for every vehicle; what is demanded may be missing.
    """
    roster: Roster = tuple({} for _ in instance.vehicles)
    for number, district in enumerate(districts):
        if watch.is_over():
            break
        share_s = (end_s - watch.elapsed_s) * _share(districts, number)
        own = [district_pool(instance, district, pool) for pool in pools]
        gap = max(GAP, watch.gap_limit)
        quiet = Watch(share_s, gap, watch.stop, lambda _: None, clock=watch.clock)
        part = district_instance(instance, district)
        found = plan(part, quiet, tuple(pool for pool, _ in own))
        _take(roster, instance, district, found, [rows for _, rows in own])
    return roster


def _share(districts: Sequence[District], number: int) -> float:
    """Return the share of the time left that a district gets: by its stops and vehicles."""
    sizes = [len(district.stops) * len(district.vehicles) for district in districts[number:]]
    return sizes[0] / max(1, sum(sizes))


def _take(
    roster: Roster,
    instance: Instance,
    district: District,
    found: Roster,
    rows: Sequence[IntArray],
) -> None:
    """Take the duties of a district into the roster of the region."""
    for vehicle, duties in zip(district.vehicles.tolist(), found, strict=True):
        row = rows[instance.vehicles[vehicle].profile]
        roster[vehicle].update((day, int(row[duty])) for day, duty in duties.items())
