"""Check what an engine answered before any plan is made from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.travel_note import UnequalWays
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR, SECONDS_PER_MINUTE
from mobilkontor.network import service_texts as texts
from mobilkontor.network.engine import Position, Table
from mobilkontor.network.great_circle import circle_m

__all__ = ["check_answers", "unequal_ways"]

MAX_SPEED_KMH = 160.0
MIN_SPEED_KMH = 3.0
"""Mean speeds that no leg of some length is driven at."""

LEAST_LENGTH_M = 3_000
"""Length below which a mean speed says little."""

SHORTCUT_SHARE = 0.95
"""Share of the great circle below which a way is too short to be one; positions are rounded."""

UNEQUAL_RATIO, UNEQUAL_MIN = 2.0, 30
"""Legs that differ so much from their way back are told."""


def check_answers(
    place_ids: Sequence[str],
    positions: Sequence[Position],
    table: Table,
    provider: str,
    *,
    may_be_missing: bool = False,
) -> None:
    """Raise ``NetworkError`` for every leg that is missing or cannot be true.

    Parameters
    ----------
    place_ids : sequence of str
        Places.
    positions : sequence of (float, float)
        Where they lie [degrees].
    table : Table
        Travel between all of them.
    provider : str
        Who answered.
    may_be_missing : bool
        Whether some places may be cut off.

    Raises
    ------
    NetworkError
        With all the legs that are wrong, kind by kind.
    """
    elsewhere = ~np.eye(len(place_ids), dtype=np.bool_)
    is_missing = elsewhere & (np.isnan(table.time_s) | np.isnan(table.distance_m))
    problems = []
    if is_missing.any() and not may_be_missing:
        problems.append(texts.no_way(_pairs(place_ids, is_missing), provider))
    why = _absurdities(positions, table, elsewhere & ~is_missing)
    if why:
        legs = [
            f"{place_ids[a]} to {place_ids[b]} ({told})" for (a, b), told in sorted(why.items())
        ]
        problems.append(texts.absurd(legs, provider))
    if problems:
        raise NetworkError("\n".join(problems))


def unequal_ways(place_ids: Sequence[str], time_s: NDArray[np.int64]) -> UnequalWays | None:
    """Return the legs that take far longer one way than the other; ``None`` if there are none.

    Parameters
    ----------
    place_ids : sequence of str
        Places.
    time_s : ndarray of int64, shape (n, n)
        Travel times [s].

    Returns
    -------
    UnequalWays or None
        Which they are.
    """
    longer_s = time_s - time_s.T
    is_unequal = (time_s > UNEQUAL_RATIO * time_s.T) & (longer_s > UNEQUAL_MIN * SECONDS_PER_MINUTE)
    legs = tuple((place_ids[a], place_ids[b]) for a, b in np.argwhere(is_unequal))
    return UnequalWays(legs) if legs else None


def _pairs(place_ids: Sequence[str], is_named: NDArray[np.bool_]) -> list[str]:
    """Return the names of some legs."""
    return [f"{place_ids[a]} to {place_ids[b]}" for a, b in np.argwhere(is_named)]


def _absurdities(
    positions: Sequence[Position], table: Table, is_asked: NDArray[np.bool_]
) -> dict[tuple[int, int], str]:
    """Return what is wrong with each leg that cannot be true."""
    at = np.array(positions, dtype=np.float64).reshape(-1, 2)
    straight_m = circle_m(at[:, None, :], at[None, :, :])
    with np.errstate(divide="ignore", invalid="ignore"):
        speed_kmh = table.distance_m / METRES_PER_KM / (table.time_s / SECONDS_PER_HOUR)
        is_long = table.distance_m >= LEAST_LENGTH_M
        is_negative = (table.time_s < 0) | (table.distance_m < 0)
        is_fast = is_long & (speed_kmh > MAX_SPEED_KMH)
        is_slow = is_long & (speed_kmh < MIN_SPEED_KMH)
        reach_m = straight_m * SHORTCUT_SHARE - 2 * table.snap_m
        is_short = (straight_m >= LEAST_LENGTH_M) & (table.distance_m < reach_m)
    why: dict[tuple[int, int], str] = {}
    for a, b in np.argwhere(is_asked & (is_negative | is_fast | is_slow | is_short)):
        km = table.distance_m[a, b] / METRES_PER_KM
        if is_negative[a, b]:
            told = "negative"
        elif is_fast[a, b] or is_slow[a, b]:
            told = f"{speed_kmh[a, b]:.0f} km/h"
        else:
            told = f"{km:.1f} km, {straight_m[a, b] / METRES_PER_KM:.1f} km as the crow flies"
        why[int(a), int(b)] = told
    return why
