"""Drive around closed roads with a routing engine, never faster than while all are open."""

from __future__ import annotations

import numpy as np

from mobilkontor.core.matrix import PartialMatrix
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.provider import Line

__all__ = ["EngineDetours"]


class EngineDetours:
    """Travel over the roads that are left while some are closed.

    Parameters
    ----------
    every : EngineProvider
        All roads.
    left : EngineProvider
        Those that are left.
    """

    def __init__(self, every: EngineProvider, left: EngineProvider) -> None:
        self._every, self._left = every, left

    def travel_where_joined(self, place_ids: tuple[str, ...]) -> PartialMatrix:
        """Return the ways that are left; see `EngineProvider.travel_where_joined`."""
        around = self._left.travel_where_joined(place_ids)
        open_s = self._every.travel_where_joined(place_ids).time_s
        # Engines shorten their search by guesses, so with fewer roads they may find a faster way.
        time_s = np.where(around.is_joined, np.maximum(around.time_s, open_s), 0)
        return PartialMatrix(place_ids, time_s, around.distance_m, around.is_joined)

    def path(self, start: str, end: str) -> Line:
        """Return the way between two places; see `EngineProvider.path`."""
        return self._left.path(start, end)
