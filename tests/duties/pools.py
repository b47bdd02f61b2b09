"""Build pools by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mobilkontor.core.units import hours_to_s
from mobilkontor.duties.pool import DutyPool

__all__ = ["pool_of"]


def pool_of(
    options: Sequence[Sequence[int]],
    *,
    start: Sequence[int] | None = None,
    end: Sequence[int] | None = None,
    earliest_h: Sequence[float] | None = None,
    latest_h: Sequence[float] | None = None,
    elapsed_h: Sequence[float] | None = None,
) -> DutyPool:
    """Return a pool of duties with these options, filled up with -1; the rest is 0 unless given."""
    count = len(options)
    zero = np.zeros(count, dtype=np.int64)

    def nodes(values: Sequence[int] | None) -> np.ndarray:
        return zero if values is None else np.array(values, dtype=np.int64)

    def seconds(hours: Sequence[float] | None) -> np.ndarray:
        return zero if hours is None else np.array([hours_to_s(h) for h in hours])

    table = np.array(options, dtype=np.int64).reshape(count, -1)
    return DutyPool(
        start=nodes(start),
        end=nodes(end),
        options=table,
        num_stops=(table >= 0).sum(axis=1),
        driving_s=zero,
        working_s=zero,
        distance_m=zero,
        elapsed_s=seconds(elapsed_h),
        earliest_start_s=seconds(earliest_h),
        latest_start_s=seconds(latest_h),
        break_plan=zero,
        roads=zero + 1,
        is_complete=True,
    )
