"""Read from the reports of a search when it knew what."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.core.result import Progress
from mobilkontor.optimise.watch import PROOF_TOLERANCE

__all__ = ["bound_s", "gap_at", "gap_s", "proof_s"]

BEFORE_THE_BOUND = ("enumerate", "bound")


def bound_s(trace: Sequence[Progress]) -> float | None:
    """Return when the first LP was solved: the first report with a bound of a later phase [s].

    Bounds come earlier, on the way there, but they are weak.
    """
    bounded = [p for p in trace if p.bound_sek is not None]
    return next((p.time_s for p in bounded if p.phase not in BEFORE_THE_BOUND), None)


def gap_s(trace: Sequence[Progress], gap: float) -> float | None:
    """Return when the gap was first no larger than this [s]."""
    return next((p.time_s for p in trace if p.gap is not None and p.gap <= gap), None)


def proof_s(trace: Sequence[Progress]) -> float | None:
    """Return when the gap was closed [s]."""
    return gap_s(trace, PROOF_TOLERANCE)


def gap_at(trace: Sequence[Progress], time_s: float) -> float | None:
    """Return the gap at a time."""
    return next((p.gap for p in reversed(trace) if p.time_s <= time_s), None)
