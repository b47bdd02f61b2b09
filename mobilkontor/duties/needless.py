"""Leave out duties that another duty makes needless; `dominance` says why that is safe."""

from __future__ import annotations

import numpy as np

from mobilkontor.core.instance import Profile
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.duties.dominance import group_keys, undominated
from mobilkontor.duties.pool import DutyPool

__all__ = ["without_needless"]


def without_needless(pool: DutyPool, profile: Profile) -> DutyPool:
    """Return the pool without needless duties."""
    options = np.sort(pool.options + 1, axis=1)
    keys = group_keys([pool.start, pool.end, *options.T])
    resources = [pool.distance_m, pool.working_s]
    if rest_can_bind(profile):
        earliest_end_s = pool.earliest_start_s + pool.elapsed_s
        slack_s = pool.latest_start_s.max(initial=0) - pool.latest_start_s
        resources += [pool.elapsed_s, earliest_end_s, slack_s]
    return pool.take(undominated(keys, resources))
