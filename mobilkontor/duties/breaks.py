"""Choose breaks: the solver's one statement of the stretch rules.

A duty of n stops is a row of 2n + 1 segments: leg, service, leg, service, ..., leg. Breaks lie on
the 2n boundaries between segments, that is at stops. Break plans are tried in the order of
preference (least total, then least between first opening and last closing, then earliest), so the
first plan that keeps the rules is the best one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.rules import WorkRules

__all__ = ["BreakPlan", "break_plans", "keeps_stretches"]

IntArray = NDArray[np.int64]

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
    def before_opening_s(self) -> int:
        """Break before the first office opens [s]."""
        return self.lengths_s[0] if self.lengths_s else 0

    @property
    def in_span_s(self) -> int:
        """Breaks between the first opening and the last closing [s]."""
        return sum(self.lengths_s[1:-1])


@lru_cache(maxsize=64)
def break_plans(num_stops: int, rules: WorkRules) -> tuple[BreakPlan, ...]:
    """Return every break plan of a duty, best first.

    Parameters
    ----------
    num_stops : int
        Stops of the duty.
    rules : WorkRules
        Rules whose breaks are used.

    Returns
    -------
    tuple of BreakPlan
        All plans in order of preference.
    """
    useful = {0}
    if rules.max_work_stretch_s is not None and rules.work_break_s is not None:
        useful.add(rules.work_break_s)
    if rules.max_driving_stretch_s is not None and rules.driving_break_s is not None:
        useful.add(rules.driving_break_s)
    plans = [BreakPlan(lengths) for lengths in product(sorted(useful), repeat=2 * num_stops)]

    def preference(plan: BreakPlan) -> tuple[int, int, tuple[int, ...]]:
        """Return least total, least within the opening hours, earliest."""
        return plan.total_s, plan.in_span_s, tuple(-length for length in plan.lengths_s)

    return tuple(sorted(plans, key=preference))


def _keeps_stretch(
    segments_s: IntArray, lengths_s: tuple[int, ...], max_stretch_s: int, break_s: int
) -> NDArray[np.bool_]:
    """Tell which rows never go on for longer than a stretch without a long enough break."""
    ends = [k + 1 for k, length in enumerate(lengths_s) if length >= break_s]
    edges = [0, *ends, segments_s.shape[1]]
    fine = np.ones(len(segments_s), dtype=bool)
    for begin, end in pairwise(edges):
        fine &= segments_s[:, begin:end].sum(axis=1) <= max_stretch_s
    return fine


def keeps_stretches(segments_s: IntArray, plan: BreakPlan, rules: WorkRules) -> NDArray[np.bool_]:
    """Tell which duties keep the stretch rules with a break plan.

    Parameters
    ----------
    segments_s : ndarray of int64, shape (num_duties, 2 * num_stops + 1)
        Leg, service, leg, ..., leg [s].
    plan : BreakPlan
        Breaks on the boundaries.
    rules : WorkRules
        Longest stretches and the breaks that end them.

    Returns
    -------
    ndarray of bool, shape (num_duties,)
        True where no stretch is too long.
    """
    fine = np.ones(len(segments_s), dtype=bool)
    if rules.max_work_stretch_s is not None:
        needed_s = rules.work_break_s or NO_BREAK_IS_LONG_ENOUGH_S
        fine &= _keeps_stretch(segments_s, plan.lengths_s, rules.max_work_stretch_s, needed_s)
    if rules.max_driving_stretch_s is not None:
        needed_s = rules.driving_break_s or NO_BREAK_IS_LONG_ENOUGH_S
        driving_s = segments_s.copy()
        driving_s[:, 1::2] = 0
        fine &= _keeps_stretch(driving_s, plan.lengths_s, rules.max_driving_stretch_s, needed_s)
    return fine
