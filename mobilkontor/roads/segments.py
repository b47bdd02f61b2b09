"""Cut the ways of an extract into straight segments, as far as wanted, and at blocked points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.network.contract import Segments
from mobilkontor.network.great_circle import EARTH_RADIUS_M
from mobilkontor.network.road_file import DEGREE
from mobilkontor.roads.clip import IsWanted
from mobilkontor.roads.extract import Points, Ways

__all__ = ["Cut", "cut_segments"]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Segments where roads are wanted.

    Attributes
    ----------
    segments : Segments
        The segments, with ends as positions in ``lat`` and ``lon``.
    lat, lon : ndarray of int32
        Positions of points [1e-7 degrees]; a blocked point stands there once per segment.
    crossing_m : ndarray of float64
        Length of each kind's ferries with a duration, also where it is not wanted [m].
    num_blocked : int
        Number of points on them that no car passes.
    """

    segments: Segments
    lat: NDArray[np.int32]
    lon: NDArray[np.int32]
    crossing_m: NDArray[np.float64]
    num_blocked: int


def cut_segments(ways: Ways, points: Points, is_wanted: IsWanted | None) -> Cut:
    """Return the segments of the ways, as far as their points are known and wanted.

    Parameters
    ----------
    ways : Ways
        The ways.
    points : Points
        Their points; a segment that lacks one is left out.
    is_wanted : callable or None
        Tells where roads are wanted; a segment with one end there is in. Everywhere if None.

    Returns
    -------
    Cut
        The segments.
    """
    at = np.searchsorted(points.ids, ways.refs)
    at = np.minimum(at, max(len(points.ids) - 1, 0))
    is_known = points.ids[at] == ways.refs if len(points.ids) else np.zeros(len(at), dtype=bool)
    is_start = np.ones(max(len(at) - 1, 0), dtype=bool)
    inner_ends = ways.start[1:-1]
    is_start[inner_ends[(inner_ends > 0) & (inner_ends < len(at))] - 1] = False
    is_start &= is_known[:-1] & is_known[1:] & (at[:-1] != at[1:])
    first = np.flatnonzero(is_start)
    a, b = at[first], at[first + 1]
    way = np.searchsorted(ways.start, first, side="right") - 1
    kind = ways.kind[way]
    # What is wanted comes before all that is counted: a county is a small part of a country.
    # Crossings are measured whole all the same, because their duration is that of the whole.
    is_timed = np.array([kind.crossing_s > 0 for kind in ways.kinds], dtype=bool)[kind]
    crossing_m = np.bincount(
        kind[is_timed],
        weights=_lengths_m(points, a[is_timed], b[is_timed]),
        minlength=len(ways.kinds),
    ).astype(np.float64)
    if is_wanted is not None:
        is_in = is_wanted(points.lat, points.lon)
        chosen = is_in[a] | is_in[b]
        a, b, kind = a[chosen], b[chosen], kind[chosen]
    length_m = _lengths_m(points, a, b)
    a, b, used, num_blocked = _split_at_blocks(points, a, b)
    segments = Segments(a, b, kind, length_m)
    return Cut(segments, points.lat[used], points.lon[used], crossing_m, num_blocked)


def _lengths_m(points: Points, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the great circles between pairs of points [m]."""
    lat_a, lat_b = np.radians(points.lat[a] / DEGREE), np.radians(points.lat[b] / DEGREE)
    half_lat = np.sin((lat_a - lat_b) / 2) ** 2
    half_lon = np.sin(np.radians(points.lon[a] / DEGREE - points.lon[b] / DEGREE) / 2) ** 2
    haversine = half_lat + np.cos(lat_a) * np.cos(lat_b) * half_lon
    length_m: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(haversine))
    return length_m


def _split_at_blocks(
    points: Points, a: NDArray[np.int64], b: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], int]:
    """Return the segments' ends renumbered, each at a blocked point an end of its own."""
    ends = np.concatenate((a, b))
    used, numbered = np.unique(ends, return_inverse=True)
    at_block = np.flatnonzero(points.is_blocked[ends])
    numbered[at_block] = len(used) + np.arange(len(at_block))
    num_blocked = len(np.unique(ends[at_block]))
    used = np.concatenate((used, ends[at_block]))
    return numbered[: len(a)], numbered[len(a) :], used, num_blocked
