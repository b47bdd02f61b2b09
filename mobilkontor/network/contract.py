"""Contract chains of short segments to edges between junctions.

A point where exactly two segments of one kind meet is no junction: nothing can be chosen there, and
nothing changes. All of it is done on whole arrays: a county has a million segments, Sweden 25.

Every segment has two halves, ``2 * i`` along it and ``2 * i + 1`` against it. A half is linked to
the half that follows it through such a point; a chain of linked halves is an edge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

__all__ = ["Edges", "Segments", "contract"]

Ints = NDArray[np.int64]
NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Straight stretches of road between two points.

    Attributes
    ----------
    a, b : ndarray of int64
        Its ends, as positions of points.
    kind : ndarray of int32
        Its kind.
    length_m : ndarray of float64
        Its length [m].
    """

    a: Ints
    b: Ints
    kind: NDArray[np.int32]
    length_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Roads between junctions.

    Attributes
    ----------
    points : ndarray of int64
        Points of all edges, both ends included, one edge after the other.
    start : ndarray of int64, shape (n + 1,)
        Where the points of each edge begin.
    kind : ndarray of int32, shape (n,)
        Kind of each edge.
    length_m : ndarray of float64, shape (n,)
        Length of each edge [m].
    """

    points: Ints
    start: Ints
    kind: NDArray[np.int32]
    length_m: NDArray[np.float64]


def contract(segments: Segments, num_points: int, is_same_both_ways: NDArray[np.bool_]) -> Edges:
    """Return the edges that the segments form.

    Parameters
    ----------
    segments : Segments
        The segments; parallel ones stay apart.
    num_points : int
        Number of points.
    is_same_both_ways : ndarray of bool
        For each kind, whether its roads may be turned around without a change.

    Returns
    -------
    Edges
        Each segment is in one edge, and no edge can be joined to another.
    """
    may_turn = is_same_both_ways[segments.kind]
    following = _linked(segments, num_points, may_turn)
    head, rank = _head_and_rank(following)
    # Each chain stands there twice, once from either end.
    tail_turned = np.empty_like(head)
    is_last = following == NONE
    tail_turned[head[is_last]] = np.flatnonzero(is_last) ^ 1
    is_head = np.flatnonzero(head == np.arange(len(head)))
    is_kept = np.zeros(len(head), dtype=bool)
    is_kept[is_head] = np.where(
        may_turn[is_head >> 1], is_head < tail_turned[is_head], is_head & 1 == 0
    )
    half = np.flatnonzero(is_kept[head])
    half = half[np.lexsort((rank[half], head[half]))]
    return _edges(segments, half, rank[half] == 0)


def _edges(segments: Segments, half: Ints, is_first: NDArray[np.bool_]) -> Edges:
    """Return the edges of kept halves, which stand edge by edge and in order."""
    segment, turned = half >> 1, half & 1 == 1
    begin = np.where(turned, segments.b[segment], segments.a[segment])
    end = np.where(turned, segments.a[segment], segments.b[segment])
    first = np.flatnonzero(is_first)
    size = np.diff(np.append(first, len(half)))
    start = np.concatenate(([0], np.cumsum(size + 1)))
    points = np.empty(len(half) + len(first), dtype=np.int64)
    is_end = np.zeros(len(points), dtype=bool)
    is_end[start[1:] - 1] = True
    points[~is_end] = begin
    points[is_end] = end[np.append(first[1:], len(half)) - 1] if len(first) else end[:0]
    length_m = np.add.reduceat(segments.length_m[segment], first) if len(first) else np.zeros(0)
    return Edges(points, start, segments.kind[segment[first]], length_m)


def _linked(segments: Segments, num_points: int, may_turn: NDArray[np.bool_]) -> Ints:
    """Return for each half the half that follows it, or ``NONE`` where it ends at a junction."""
    num_halves = 2 * len(segments.a)
    begins_at = np.empty(num_halves, dtype=np.int64)
    begins_at[0::2], begins_at[1::2] = segments.a, segments.b
    order = np.argsort(begins_at, kind="stable")
    degree = np.bincount(begins_at, minlength=num_points)
    first_at = np.cumsum(degree) - degree
    point = np.flatnonzero(degree == 2)
    one, two = order[first_at[point]], order[first_at[point] + 1]
    same_kind = segments.kind[one >> 1] == segments.kind[two >> 1]
    runs_on = (one & 1 != two & 1) | may_turn[one >> 1]
    joins = same_kind & runs_on & (one >> 1 != two >> 1)
    joins[_ring_breaks(segments, num_points, point, joins)] = False
    one, two = one[joins], two[joins]
    following = np.full(num_halves, NONE, dtype=np.int64)
    following[one ^ 1] = two
    following[two ^ 1] = one
    return following


def _ring_breaks(
    segments: Segments, num_points: int, point: Ints, joins: NDArray[np.bool_]
) -> Ints:
    """Return one position in ``point`` for each ring without a junction, to break it there."""
    graph = coo_array(
        (np.ones(len(segments.a), dtype=np.int8), (segments.a, segments.b)),
        shape=(num_points, num_points),
    )
    num_parts, part = connected_components(graph, directed=False)
    is_joint = np.zeros(num_points, dtype=bool)
    is_joint[point[joins]] = True
    is_used = np.zeros(num_points, dtype=bool)
    is_used[segments.a] = is_used[segments.b] = True
    num_junctions = np.bincount(part[is_used & ~is_joint], minlength=num_parts)
    in_ring = np.flatnonzero(joins & (num_junctions[part[point]] == 0))
    _, first = np.unique(part[point[in_ring]], return_index=True)
    return in_ring[first]


def _head_and_rank(following: Ints) -> tuple[Ints, Ints]:
    """Return the first half of each half's chain, and how many come before it.

    Each round looks twice as far back as the one before (Wyllie's list ranking).
    """
    num_halves = len(following)
    head = np.arange(num_halves)
    has_next = following != NONE
    head[following[has_next]] = np.flatnonzero(has_next)
    rank = (head != np.arange(num_halves)).astype(np.int64)
    while True:
        further = head[head]
        if np.array_equal(further, head):
            return head, rank
        rank += rank[head]
        head = further
