"""Find the place that each of many positions reaches first on the roads of a road file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse.csgraph import dijkstra

from mobilkontor.network.engine import Position
from mobilkontor.network.nearest_place import NONE, Nearest
from mobilkontor.network.road_arcs import LENGTH_LIMIT_DM, cut_edges, make_arcs
from mobilkontor.network.road_file import RoadFile
from mobilkontor.network.road_file_provider import has_stops
from mobilkontor.network.road_shapes import RoadShapes
from mobilkontor.network.road_use import CS_PER_SECOND, RoadUse, edge_times

__all__ = ["nearest_on_roads"]


def nearest_on_roads(
    roads: RoadFile,
    use: RoadUse,
    positions: Sequence[Position],
    places: Sequence[Position],
) -> Nearest:
    """Return the place that each position reaches first.

    One search from all places at once, against the direction of the roads.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    use : RoadUse
        Who drives, when, and how fast.
    positions, places : sequence of (float, float)
        Where from and where to [degrees].

    Returns
    -------
    tuple of ndarray
        Position of the place, -1 where no road leads to any, and the time [s].
    """
    times_cs = edge_times(roads, use)
    edge, share, _ = RoadShapes(roads).nearest(
        [*positions, *places], has_stops(roads, times_cs), use.max_snap_m
    )
    on_road = np.flatnonzero(edge >= 0)
    pieces = cut_edges(roads, edge[on_road], share[on_road])
    graph = make_arcs(roads, pieces, times_cs, len(on_road)).graph
    node = len(roads.node_lat) + np.arange(len(on_road))
    is_place = on_road >= len(positions)
    weight, _, source = dijkstra(
        graph.T.tocsr(), indices=node[is_place], min_only=True, return_predecessors=True
    )
    nearest = np.full(len(positions), NONE, dtype=np.intp)
    time_s = np.full(len(positions), np.nan)
    reached = np.isfinite(weight[node]) & ~is_place
    place_of_node = on_road[source[node[reached]] - len(roads.node_lat)] - len(positions)
    nearest[on_road[reached]] = place_of_node
    time_s[on_road[reached]] = weight[node[reached]] // LENGTH_LIMIT_DM / CS_PER_SECOND
    return nearest, time_s
