"""Choose breaks: the solver's one statement of the stretch rules.

A duty of n stops is a row of 2n + 1 segments: leg, service, leg, service, ..., leg. Breaks lie on
the 2n boundaries between segments, that is at stops. Break plans are tried in the order of
preference (least total, then least between first opening and last closing, then earliest), so the
first plan that keeps the rules is the best one.

**How many breaks.** In the best plan no break can be left out, and only a stretch rule can need it:
opening hours never do, although a break can serve to wait until noon. Without it, let what comes
before move later and what comes after move earlier, by the length of the break together. Where all
offices have the same hours, either move alone will do. Where some close by noon and others open at
noon, move first what comes before, until the last of the morning closes at noon: then what comes
after it opens past noon wherever it is. Nobody leaves earlier or returns later for it, so daily
rest is no worse. If a break of a stretch rule cannot be left out, the
two stretches beside it are longer than S together; of p such breaks every other one has stretches
of its own, so ceil(p / 2) S is less than the W that a day may hold, and p is at most
2 (ceil(W / S) - 1). A plan with more breaks than that for every rule need not be tried, which is
what keeps days of many short stops in bounds: two breaks in 10 h of work, not one on each boundary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import SECONDS_PER_DAY

__all__ = ["BreakPlan", "Stretches", "break_plans", "stretches_of"]

IntArray = NDArray[np.int64]
EndArray = NDArray[np.int8]

NO_BREAK_IS_LONG_ENOUGH_S = 10**9


@dataclass(frozen=True, slots=True)
class BreakPlan:
    """Length of the break on each boundary [s]; 0 is none.

    Attributes
    ----------
    lengths_s : tuple of int
        One length per boundary, two boundaries per stop.
    """

    lengths_s: tuple[int, ...]

    @property
    def total_s(self) -> int:
        """Time of all breaks [s]."""
        return sum(self.lengths_s)

    @property
    def until_s(self) -> tuple[int, ...]:
        """Time of all breaks up to each boundary, its own included [s]."""
        return tuple(accumulate(self.lengths_s))

    @property
    def in_span_s(self) -> int:
        """Breaks between the first opening and the last closing [s]."""
        return sum(self.lengths_s[1:-1])


@lru_cache(maxsize=64)
def break_plans(num_stops: int, rules: WorkRules) -> tuple[BreakPlan, ...]:
    """Return every break plan of a duty in which no break need be left out, best first.

    Parameters
    ----------
    num_stops : int
        Stops of the duty.
    rules : WorkRules
        Rules whose breaks are used.

    Returns
    -------
    tuple of BreakPlan
        Plans in order of preference, the best of every duty among them.
    """
    useful = {0}
    if rules.max_work_stretch_s is not None and rules.work_break_s is not None:
        useful.add(rules.work_break_s)
    if rules.max_driving_stretch_s is not None and rules.driving_break_s is not None:
        useful.add(rules.driving_break_s)
    most = min(2 * num_stops, _most_breaks(rules))
    plans = [
        BreakPlan(lengths)
        for count in range(most + 1)
        for lengths in _lengths(2 * num_stops, count, sorted(useful - {0}))
    ]

    def preference(plan: BreakPlan) -> tuple[int, int, tuple[int, ...]]:
        """Return least total, least within the opening hours, earliest."""
        return plan.total_s, plan.in_span_s, tuple(-length for length in plan.lengths_s)

    return tuple(sorted(plans, key=preference))


def _most_breaks(rules: WorkRules) -> int:
    """Return the number of breaks that the best plan has at most."""
    day_s = rules.max_working_s or SECONDS_PER_DAY
    driving_s = min(day_s, rules.max_driving_s or day_s)
    return sum(
        2 * (-(-most_s // stretch_s) - 1)
        for most_s, stretch_s in (
            (day_s, rules.max_work_stretch_s),
            (driving_s, rules.max_driving_stretch_s),
        )
        if stretch_s is not None
    )


def _lengths(num_boundaries: int, count: int, useful: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield every way to put so many breaks of useful lengths on the boundaries."""
    for places in combinations(range(num_boundaries), count):
        for lengths in product(useful, repeat=count):
            found = dict(zip(places, lengths, strict=True))
            yield tuple(found.get(boundary, 0) for boundary in range(num_boundaries))


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """How far duties can go on without a break, which does not depend on the break plan.

    Attributes
    ----------
    ends : tuple of (int, ndarray of int8, shape (2 * num_stops + 1, num_duties))
        Per stretch rule the shortest break that ends a stretch [s], and for each segment the
        boundary that a stretch from it can go to at most.
    num_duties : int
        Number of duties.
    """

    ends: tuple[tuple[int, EndArray], ...]
    num_duties: int

    def take(self, is_taken: NDArray[np.bool_]) -> Stretches:
        """Return the stretches of some of the duties."""
        ends = tuple((break_s, end[:, is_taken]) for break_s, end in self.ends)
        return Stretches(ends, int(is_taken.sum()))

    def kept(self, plan: BreakPlan) -> NDArray[np.bool_]:
        """Tell which duties keep the stretch rules with a break plan.

        Parameters
        ----------
        plan : BreakPlan
            Breaks on the boundaries.

        Returns
        -------
        ndarray of bool, shape (num_duties,)
            True where no stretch is too long.
        """
        fine = np.ones(self.num_duties, dtype=bool)
        for break_s, end in self.ends:
            breaks = [k + 1 for k, length in enumerate(plan.lengths_s) if length >= break_s]
            for begin, until in pairwise([0, *breaks, len(end)]):
                fine &= end[begin] >= until
        return fine


def stretches_of(segments_s: IntArray, rules: WorkRules) -> Stretches:
    """Return how far each duty can go on without a break.

    Parameters
    ----------
    segments_s : ndarray of int64, shape (num_duties, 2 * num_stops + 1)
        Leg, service, leg, ..., leg [s].
    rules : WorkRules
        Longest stretches and the breaks that end them.

    Returns
    -------
    Stretches
        The ends of the longest stretches from every segment.
    """
    work_s = np.ascontiguousarray(segments_s.T)
    driving_s = work_s.copy()
    driving_s[1::2] = 0
    ends = tuple(
        (break_s or NO_BREAK_IS_LONG_ENOUGH_S, _furthest_ends(stretch_s, max_stretch_s))
        for stretch_s, max_stretch_s, break_s in (
            (work_s, rules.max_work_stretch_s, rules.work_break_s),
            (driving_s, rules.max_driving_stretch_s, rules.driving_break_s),
        )
        if max_stretch_s is not None
    )
    return Stretches(ends, len(segments_s))


def _furthest_ends(segments_s: IntArray, max_stretch_s: int) -> EndArray:
    """Return how far a stretch from each segment can go; one row per segment."""
    num_segments = len(segments_s)
    ends = np.empty(segments_s.shape, dtype=np.int8)
    for begin in range(num_segments):
        ends[begin] = begin
        stretch_s = np.zeros(segments_s.shape[1], dtype=np.int64)
        for segment in range(begin, num_segments):
            stretch_s += segments_s[segment]
            ends[begin] += stretch_s <= max_stretch_s
    return ends
