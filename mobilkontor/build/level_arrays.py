"""Lay options, levels and patterns out as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.build.stops import Stop
from mobilkontor.core.calendar import HalfDay

__all__ = ["LevelArrays", "level_arrays"]

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class LevelArrays:
    """Options, levels and patterns as arrays, named as in ``Instance``."""

    option_stop: IntArray
    option_opening_s: IntArray
    option_half: tuple[HalfDay | None, ...]
    level_stop: IntArray
    level_option: IntArray
    level_visits: IntArray
    pattern_level: IntArray
    pattern_days: NDArray[np.bool_]


def level_arrays(stops: Sequence[Stop], num_days: int) -> LevelArrays:
    """Return options, levels and patterns in the order of the stops."""
    keys = [(stop, *key) for stop in range(len(stops)) for key in stops[stop].levels]
    options = sorted(
        {(stop, opening_s, half) for stop, _, opening_s, half in keys},
        key=lambda option: (option[0], option[1], option[2] or ""),
    )
    option = {key: position for position, key in enumerate(options)}
    patterns = [
        (level, days)
        for level, (stop, visits, opening_s, half) in enumerate(keys)
        for days in stops[stop].levels[visits, opening_s, half]
    ]
    pattern_days = np.zeros((len(patterns), num_days), dtype=np.bool_)
    for row, (_, days) in enumerate(patterns):
        pattern_days[row, list(days)] = True
    return LevelArrays(
        option_stop=_ints(stop for stop, _, _ in options),
        option_opening_s=_ints(opening_s for _, opening_s, _ in options),
        option_half=tuple(half for _, _, half in options),
        level_stop=_ints(stop for stop, _, _, _ in keys),
        level_option=_ints(option[stop, opening_s, half] for stop, _, opening_s, half in keys),
        level_visits=_ints(visits for _, visits, _, _ in keys),
        pattern_level=_ints(level for level, _ in patterns),
        pattern_days=pattern_days,
    )


def _ints(values: Iterable[int]) -> IntArray:
    """Return whole numbers as an array, also if there are none."""
    return np.fromiter(values, dtype=np.int64)
