"""Give candidates their breaks: the best plan that keeps the stretch rules and opening hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.duties.breaks import BreakPlan, break_plans, stretches_of
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.duties.joining import Joined
from mobilkontor.duties.pool import DutyPool

__all__ = ["choose_breaks"]

IntArray = NDArray[np.int64]
_Seconds = int | IntArray


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


def _clocks(instance: Instance, profile: Profile, joined: Joined) -> _Clocks:
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


def choose_breaks(instance: Instance, profile: Profile, joined: Joined) -> DutyPool:
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
    joined: Joined,
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
