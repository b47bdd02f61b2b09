"""Turn edges and the places on them into arcs, each driven one way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.network.road_file import RoadFile
from mobilkontor.network.road_use import CLOSED

__all__ = ["LENGTH_LIMIT_DM", "Arcs", "Pieces", "cut_edges", "make_arcs"]

LENGTH_LIMIT_DM = 10**8
"""A way stays below this, so that time and length share one float without touching: 2**53 leaves
room for 250 hours in hundredths of a second."""


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Ways between neighbouring nodes, the fastest of parallel ones.

    Nodes are the junctions of the road file, then the places.

    Attributes
    ----------
    graph : csr_array
        Weight of each arc: its time [cs] in front, its length [dm] behind.
    edge : ndarray of int64
        Edge that each arc lies on, in the order of the graph's entries.
    begin, end : ndarray of float64
        Shares of the edge's length at which the arc begins and ends.
    """

    graph: csr_array
    edge: NDArray[np.int64]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]

    def between(self, a: int, b: int) -> tuple[int, float, float]:
        """Return edge, begin and end of the arc from one node to the next."""
        row = slice(self.graph.indptr[a], self.graph.indptr[a + 1])
        entry = int(row.start + np.searchsorted(self.graph.indices[row], b))
        return int(self.edge[entry]), float(self.begin[entry]), float(self.end[entry])


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Edges cut at the places that lie on them.

    Attributes
    ----------
    a, b : ndarray of int64
        Nodes at the ends of each piece: junctions, and behind them places.
    edge : ndarray of int64
        Edge that it lies on.
    begin, end : ndarray of float64
        Shares of the edge's length at which it begins and ends.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    edge: NDArray[np.int64]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]

    def only(self, is_kept: NDArray[np.bool_]) -> Pieces:
        """Return some of the pieces."""
        return Pieces(
            self.a[is_kept],
            self.b[is_kept],
            self.edge[is_kept],
            self.begin[is_kept],
            self.end[is_kept],
        )


def make_arcs(
    roads: RoadFile,
    pieces: Pieces,
    times_cs: tuple[NDArray[np.int64], NDArray[np.int64]],
    num_places: int,
) -> Arcs:
    """Return the arcs of the roads, with places as nodes on their edges.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    pieces : Pieces
        Their edges, cut at the places; what is missing cannot be driven.
    times_cs : tuple of ndarray of int64
        Times of edges along and against them [cs]; ``CLOSED`` if they cannot be driven so.
    num_places : int
        Number of places.

    Returns
    -------
    Arcs
        The arcs, without those to a node itself.
    """
    rows, columns, weights, edges, begins, ends = [], [], [], [], [], []
    for time_cs, is_along in ((times_cs[0], True), (times_cs[1], False)):
        total_cs = time_cs[pieces.edge]
        driven = (total_cs != CLOSED) & (pieces.a != pieces.b)
        # Cut at rounded times, so that the pieces of an edge take as long as the whole.
        took_cs = np.rint(total_cs * pieces.end) - np.rint(total_cs * pieces.begin)
        total_dm = roads.length_dm[pieces.edge]
        length_dm = np.rint(total_dm * pieces.end) - np.rint(total_dm * pieces.begin)
        # A sparse graph has no weights of 0: a piece of no length counts a decimetre.
        weight = took_cs * LENGTH_LIMIT_DM + np.maximum(length_dm, 1)
        ahead, behind = (pieces.a, pieces.b), (pieces.begin, pieces.end)
        rows.append(ahead[not is_along][driven])
        columns.append(ahead[is_along][driven])
        begins.append(behind[not is_along][driven])
        ends.append(behind[is_along][driven])
        weights.append(weight[driven])
        edges.append(pieces.edge[driven])
    num_nodes = len(roads.node_lat) + num_places
    row, column, weight = (np.concatenate(part) for part in (rows, columns, weights))
    order = np.lexsort((weight, column, row))
    is_best = np.ones(len(order), dtype=bool)
    pair = row[order] * num_nodes + column[order]
    is_best[1:] = pair[1:] != pair[:-1]
    best = order[is_best]
    graph = csr_array((weight[best], (row[best], column[best])), shape=(num_nodes, num_nodes))
    edge, begin, end = (np.concatenate(part)[best] for part in (edges, begins, ends))
    return Arcs(graph, edge, begin, end)


def cut_edges(
    roads: RoadFile, place_edge: NDArray[np.int64], place_share: NDArray[np.float64]
) -> Pieces:
    """Return the edges, those with places on them as a chain of pieces.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    place_edge : ndarray of int64
        Edge that each place lies on; -1 for a place on none, whose node stays alone.
    place_share : ndarray of float64
        Share of the edge's length before it.

    Returns
    -------
    Pieces
        All edges, whole or cut.
    """
    is_whole = np.ones(len(roads.edge_from), dtype=bool)
    used = np.unique(place_edge[place_edge >= 0])
    is_whole[used] = False
    whole = np.flatnonzero(is_whole)
    order = np.lexsort((place_share, place_edge))
    chain: list[tuple[int, int, int, float, float]] = []
    for edge in used.tolist():
        places = order[place_edge[order] == edge]
        nodes = [roads.edge_from[edge], *(len(roads.node_lat) + places), roads.edge_to[edge]]
        shares = [0.0, *place_share[places], 1.0]
        chain += [
            (int(nodes[i]), int(nodes[i + 1]), edge, shares[i], shares[i + 1])
            for i in range(len(nodes) - 1)
        ]
    columns = list(zip(*chain, strict=True)) or [()] * 5
    a, b, edge_of, begin, end = columns
    return Pieces(
        np.concatenate((roads.edge_from[whole], np.array(a, np.int64))).astype(np.int64),
        np.concatenate((roads.edge_to[whole], np.array(b, np.int64))).astype(np.int64),
        np.concatenate((whole, np.array(edge_of, np.int64))),
        np.concatenate((np.zeros(len(whole)), np.array(begin, np.float64))),
        np.concatenate((np.ones(len(whole)), np.array(end, np.float64))),
    )
