"""Find the place nearest to each of many positions, by a routing engine or as the crow flies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.network.blocks import ask_in_blocks
from mobilkontor.network.engine import Engine, Position
from mobilkontor.network.great_circle import circle_m

__all__ = ["NONE", "Nearest", "nearest_as_the_crow_flies", "nearest_by_engine"]

NONE = -1
"""Stands for the place of a position from which no road leads to any."""

Nearest = tuple[NDArray[np.intp], NDArray[np.float64]]
"""Position of the nearest place, -1 if there is none, and the time to it [s]."""


def nearest_by_engine(
    engine: Engine, positions: Sequence[Position], places: Sequence[Position], *, max_snap_m: float
) -> Nearest:
    """Return the place that each position reaches first by road.

    Parameters
    ----------
    engine : Engine
        Whom to ask.
    positions, places : sequence of (float, float)
        Where from and where to [degrees].
    max_snap_m : float
        How far a position may lie from a road [m].

    Returns
    -------
    tuple of ndarray
        Position of the place, -1 where no road leads to any, and the time [s].

    Raises
    ------
    NetworkError
        If the engine does not answer.
    """
    table = ask_in_blocks(engine, positions, places)
    is_usable = np.isfinite(table.time_s) & (np.nan_to_num(table.snap_m) <= max_snap_m)
    time_s = np.where(is_usable, table.time_s, np.inf)
    return _least(time_s)


def nearest_as_the_crow_flies(
    positions: Sequence[Position], places: Sequence[Position]
) -> NDArray[np.intp]:
    """Return the place nearest to each position, as the crow flies.

    Parameters
    ----------
    positions, places : sequence of (float, float)
        Where from and where to [degrees].

    Returns
    -------
    ndarray of intp, shape (num_positions,)
        Position of the place.
    """
    here, there = (np.array(side, dtype=np.float64) for side in (positions, places))
    return np.asarray(circle_m(here[:, None, :], there[None, :, :]).argmin(axis=1), dtype=np.intp)


def _least(time_s: NDArray[np.float64]) -> Nearest:
    """Return the least time of each row and where it stands."""
    place = time_s.argmin(axis=1)
    best_s = time_s[np.arange(len(time_s)), place]
    return (
        np.where(np.isfinite(best_s), place, NONE).astype(np.intp),
        np.where(np.isfinite(best_s), best_s, np.nan),
    )
