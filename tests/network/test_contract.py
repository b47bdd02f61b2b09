"""Contracted roads lead everywhere that the segments lead, by the same distance."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from mobilkontor.network.contract import Edges, Segments, contract

NUM_POINTS = 12
TWO_WAY, ONE_WAY, SLOPED = 0, 1, 2
IS_SAME = np.array([True, False, False])


@st.composite
def segment_lists(draw: st.DrawFn) -> Segments:
    """Return roads that run on from point to point, with parallel ones, rings and dead ends."""
    walks = st.lists(st.integers(0, NUM_POINTS - 1), min_size=2, max_size=8)
    ends, kinds = [], []
    for walk in draw(st.lists(walks, min_size=1, max_size=6)):
        kind = draw(st.sampled_from((TWO_WAY, TWO_WAY, ONE_WAY, SLOPED)))
        for pair in itertools.pairwise(walk):
            if pair[0] != pair[1]:
                ends.append(pair)
                kinds.append(kind)
    pairs = np.array(ends, dtype=np.int64).reshape(-1, 2)
    length_m = np.array([draw(st.integers(1, 50)) for _ in kinds], dtype=np.float64)
    return Segments(pairs[:, 0], pairs[:, 1], np.array(kinds, dtype=np.int32), length_m)


def distances(a: np.ndarray, b: np.ndarray, kind: np.ndarray, length_m: np.ndarray) -> np.ndarray:
    """Return the shortest ways between all points; against a sloped road it is twice as far."""
    against = kind != ONE_WAY
    rows = np.concatenate((a, b[against]))
    columns = np.concatenate((b, a[against]))
    factor = np.where(kind == SLOPED, 2, 1)
    values = np.concatenate((length_m, (length_m * factor)[against]))
    best = np.full((NUM_POINTS, NUM_POINTS), np.inf)
    np.minimum.at(best, (rows, columns), values)
    return dijkstra(csr_array(np.where(np.isfinite(best), best, 0)))


def ends(edges: Edges) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and last point of each edge."""
    return edges.points[edges.start[:-1]], edges.points[edges.start[1:] - 1]


@given(segment_lists())
def test_contraction_changes_no_distance(segments: Segments) -> None:
    """Between junctions the shortest way is as long as over all the segments."""
    edges = contract(segments, NUM_POINTS, IS_SAME)
    a, b = ends(edges)
    nodes = np.unique(np.concatenate((a, b)))
    raw = distances(segments.a, segments.b, segments.kind, segments.length_m)
    short = distances(a, b, edges.kind, edges.length_m)
    np.testing.assert_allclose(short[np.ix_(nodes, nodes)], raw[np.ix_(nodes, nodes)])


@given(segment_lists())
def test_every_segment_is_in_one_edge(segments: Segments) -> None:
    """No segment is lost or doubled, and edges run along segments of their kind."""
    edges = contract(segments, NUM_POINTS, IS_SAME)
    found = []
    for i, kind in enumerate(edges.kind):
        points = edges.points[edges.start[i] : edges.start[i + 1]].tolist()
        for a, b in itertools.pairwise(points):
            found.append((min(a, b), max(a, b), kind) if IS_SAME[kind] else (a, b, kind))
    wanted = [
        (min(a, b), max(a, b), kind) if IS_SAME[kind] else (a, b, kind)
        for a, b, kind in zip(segments.a, segments.b, segments.kind, strict=True)
    ]
    assert sorted(found) == sorted(wanted)
    np.testing.assert_allclose(edges.length_m.sum(), segments.length_m.sum())


@given(segment_lists())
def test_no_two_edges_can_be_joined(segments: Segments) -> None:
    """Where just two edges of a two-way kind meet, they are the two ends of one ring."""
    edges = contract(segments, NUM_POINTS, IS_SAME)
    a, b = ends(edges)
    for point in range(NUM_POINTS):
        meeting = np.concatenate((np.flatnonzero(a == point), np.flatnonzero(b == point)))
        if len(meeting) == 2 and meeting[0] != meeting[1]:
            assert (
                edges.kind[meeting[0]] != edges.kind[meeting[1]]
                or not IS_SAME[edges.kind[meeting[0]]]
            )


def test_a_ring_alone_stays_a_ring() -> None:
    """Three segments in a ring without a junction are one edge from a point to itself."""
    ring = Segments(
        np.array([0, 1, 2]), np.array([1, 2, 0]), np.zeros(3, np.int32), np.array([1.0, 2, 4])
    )
    edges = contract(ring, 3, IS_SAME)
    assert edges.length_m.tolist() == [7]
    assert edges.points[0] == edges.points[-1]
    assert len(edges.points) == 4
