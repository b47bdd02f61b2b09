"""Leave out points of a road that lie almost on the line between others.

Douglas and Peucker's rule (1973, doi:10.3138/FM57-6770-U75U-7727), all edges at once: each round
splits every span whose farthest point lies too far off.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["kept_points"]

Floats = NDArray[np.float64]


def kept_points(
    x_m: Floats, y_m: Floats, start: NDArray[np.int64], tolerance_m: float
) -> NDArray[np.bool_]:
    """Tell which points of each edge are needed.

    Parameters
    ----------
    x_m, y_m : ndarray of float64
        Points of all edges, one edge after the other, on a plane [m].
    start : ndarray of int64, shape (n + 1,)
        Where the points of each edge begin.
    tolerance_m : float
        How far a point that is left out may lie off the line that stays [m].

    Returns
    -------
    ndarray of bool
        True for the points that stay; the ends always do.
    """
    is_kept = np.zeros(len(x_m), dtype=bool)
    first, last = start[:-1], start[1:] - 1
    is_kept[first] = is_kept[last] = True
    while True:
        is_open = last - first > 1
        first, last = first[is_open], last[is_open]
        if not len(first):
            return is_kept
        farthest, distance_m = _farthest(x_m, y_m, first, last)
        too_far = distance_m > tolerance_m
        first, last, farthest = first[too_far], last[too_far], farthest[too_far]
        is_kept[farthest] = True
        first, last = np.concatenate((first, farthest)), np.concatenate((farthest, last))


def _farthest(
    x_m: Floats, y_m: Floats, first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Floats]:
    """Return the inner point of each span farthest off its chord, and how far it lies [m]."""
    size = last - first - 1
    begin = np.cumsum(size) - size
    span = np.repeat(np.arange(len(first)), size)
    point = np.arange(len(span)) - begin[span] + first[span] + 1
    from_x, from_y = x_m[first], y_m[first]
    chord_x, chord_y = x_m[last] - from_x, y_m[last] - from_y
    square = chord_x**2 + chord_y**2
    off_x, off_y = x_m[point] - from_x[span], y_m[point] - from_y[span]
    along = off_x * chord_x[span] + off_y * chord_y[span]
    # A span that ends where it begins has no chord: the distance from that point counts.
    share = np.clip(along / np.where(square > 0, square, 1)[span], 0, 1)
    distance_m = np.hypot(off_x - share * chord_x[span], off_y - share * chord_y[span])
    most = np.maximum.reduceat(distance_m, begin)
    is_most = np.flatnonzero(distance_m == most[span])
    _, first_most = np.unique(span[is_most], return_index=True)
    return point[is_most[first_most]], most
