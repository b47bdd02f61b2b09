"""Find fastest ways on the roads of a road file, many to many, with their lines for drawing.

A place stands on the nearest point of a road that its users may take, in the middle of an edge if
need be; the gap between the two is not driven. Ways are searched for by a weight that holds the
time in front and the length behind, so of equally fast ways the shorter counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components, dijkstra

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Leg, RoadLine
from mobilkontor.core.travel_note import RoadsOfDay
from mobilkontor.network import texts
from mobilkontor.network.dead_ends import needed_nodes
from mobilkontor.network.provider import Line
from mobilkontor.network.road_arcs import LENGTH_LIMIT_DM, cut_edges, make_arcs
from mobilkontor.network.road_closing import RoadClosing, closed_pieces
from mobilkontor.network.road_file import DM_PER_METRE, RoadFile
from mobilkontor.network.road_lines import numbered_roads
from mobilkontor.network.road_shapes import DECIMALS, RoadShapes
from mobilkontor.network.road_use import CLOSED, CS_PER_SECOND, RoadUse, edge_times

__all__ = ["RoadFileProvider", "has_stops"]

BLOCK = 64
"""Places searched from at once: a county's row of weights takes a megabyte."""

KEPT_TREES = 64
WITHOUT_STOPS = ("ferry", "motorway", "motorway_link")
DATE_LENGTH = len("2026-11-01")


class RoadFileProvider:
    """Fastest ways on the roads of a road file.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    shapes : RoadShapes
        Their lines.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place [degrees].
    use : RoadUse
        Who drives, when, and how fast.
    closings : sequence of RoadClosing
        Roads that cannot be taken besides; places stand where they would without.

    Raises
    ------
    NetworkError
        If a road to close is not there; names them all.
    """

    def __init__(
        self,
        roads: RoadFile,
        shapes: RoadShapes,
        positions: Mapping[str, tuple[float, float]],
        use: RoadUse,
        closings: Sequence[RoadClosing] = (),
    ) -> None:
        self._roads = roads
        self._shapes = shapes
        self._positions = dict(positions)
        self._use = use
        times_cs = edge_times(roads, use)
        edge, share, _ = shapes.nearest(
            self._positions.values(), has_stops(roads, times_cs), use.max_snap_m
        )
        self._is_off = dict(zip(self._positions, (edge < 0).tolist(), strict=True))
        pieces = cut_edges(roads, edge, share)
        if closings:
            max_snap_m = use.max_snap_m
            closed = closed_pieces(roads, shapes, pieces, self._positions, closings, max_snap_m)
            pieces = pieces.only(~closed)
        self._arcs = make_arcs(roads, pieces, times_cs, len(edge))
        first = len(roads.node_lat)
        self._node = {place: first + i for i, place in enumerate(self._positions)}
        terminals = np.arange(first, first + len(self._positions))
        self._nodes = np.flatnonzero(needed_nodes(self._arcs.graph, terminals))
        self._graph = self._arcs.graph[self._nodes][:, self._nodes]
        self._tree = lru_cache(maxsize=KEPT_TREES)(self._grow_tree)

    def travel(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return the fastest ways between some places.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of places, each once.

        Returns
        -------
        TravelMatrix
            Times, rounded up to seconds [s], and distances [m], with date and credit of the roads.

        Raises
        ------
        NetworkError
            If some of the places lie too far from any road, or one cannot drive between all;
            names those, or those apart from the most.
        """
        self._check_gaps(place_ids)
        nodes = self._kept_nodes(place_ids)
        self._check_joined(place_ids, nodes)
        time_s, distance_m = _times_and_distances(self._weights(nodes))
        made_from = self._roads.provenance
        date = made_from.data_date[:DATE_LENGTH]
        return TravelMatrix(
            place_ids,
            time_s,
            distance_m,
            "road_file",
            RoadsOfDay(made_from.source, date, self._use.date),
            date,
            made_from.attribution,
        )

    def travel_where_joined(self, place_ids: tuple[str, ...]) -> PartialMatrix:
        """Return the fastest ways between some places, of which some may be cut off.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of places, each once.

        Returns
        -------
        PartialMatrix
            Times [s] and distances [m] where there is a way.
        """
        weight = self._weights(self._kept_nodes(place_ids))
        is_joined = np.isfinite(weight)
        time_s, distance_m = _times_and_distances(np.where(is_joined, weight, 0))
        return PartialMatrix(place_ids, time_s, distance_m, is_joined)

    def path(self, start: str, end: str) -> Line:
        """Return the line of the fastest way between two places.

        Parameters
        ----------
        start, end : str
            Ids of places.

        Returns
        -------
        tuple of (float, float)
            Latitude and longitude along the roads, the places themselves at both ends [degrees].

        Raises
        ------
        NetworkError
            If one cannot drive from one to the other.
        """
        source, node = self._kept_nodes((start, end)).tolist()
        before = self._tree(source)
        steps = []
        while node != source:
            if before[node] < 0:
                raise NetworkError(self._unreachable((end,)))
            steps.append((int(self._nodes[before[node]]), int(self._nodes[node])))
            node = int(before[node])
        pieces = [self._shapes.piece(*self._arcs.between(*step)) for step in reversed(steps)]
        ends = (self._positions[start],), (self._positions[end],)
        return _without_repeats(chain(ends[0], *pieces, ends[1]))

    def backdrop(self, legs: Iterable[Leg]) -> tuple[RoadLine, ...]:
        """Return the numbered roads around the places, whatever is driven; for the map."""
        del legs
        return numbered_roads(self._roads, self._shapes, self._positions.values())

    def _weights(self, nodes: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the weights of the fastest ways between nodes; infinite where there is none."""
        weight = np.zeros((len(nodes), len(nodes)))
        for begin in range(0, len(nodes), BLOCK):
            block = slice(begin, begin + BLOCK)
            weight[block] = dijkstra(self._graph, indices=nodes[block])[:, nodes]
        return weight

    def _grow_tree(self, source: int) -> NDArray[np.int32]:
        """Return for each node the one before it on the fastest way from a place."""
        _, before = dijkstra(self._graph, indices=source, return_predecessors=True)
        kept: NDArray[np.int32] = before
        return kept

    def _kept_nodes(self, place_ids: tuple[str, ...]) -> NDArray[np.intp]:
        """Return the nodes of places in the graph without dead ends."""
        nodes = np.array([self._node[place_id] for place_id in place_ids], dtype=np.intp)
        return np.searchsorted(self._nodes, nodes)

    def _check_gaps(self, place_ids: tuple[str, ...]) -> None:
        """Raise ``NetworkError`` if a place is on no road."""
        far = [place_id for place_id in place_ids if self._is_off[place_id]]
        if far:
            source, max_snap_m = self._roads.provenance.source, self._use.max_snap_m
            raise NetworkError(texts.off_road(source, far, max_snap_m, self._user()))

    def _check_joined(self, place_ids: tuple[str, ...], nodes: NDArray[np.intp]) -> None:
        """Raise ``NetworkError`` unless one can drive from each place to each other."""
        if not len(nodes):
            return
        _, part_of = connected_components(self._graph, directed=True, connection="strong")
        parts = part_of[nodes]
        apart = np.flatnonzero(parts != np.bincount(parts).argmax())
        if len(apart):
            raise NetworkError(self._unreachable([place_ids[i] for i in apart]))

    def _unreachable(self, places: list[str] | tuple[str, ...]) -> str:
        source = self._roads.provenance.source
        return texts.cut_off(
            source, places, self._user(), is_unpaved_limited=bool(self._use.unpaved_max_kg)
        )

    def _user(self) -> tuple[str, str]:
        """Return who drives and when, in words."""
        return texts.road_user(self._use.weight_kg, self._use.height_cm, self._use.date)


def _times_and_distances(
    weight: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return times [s] and distances [m] of weights, at least 1 between two places."""
    time_cs, length_dm = np.divmod(weight.astype(np.int64), LENGTH_LIMIT_DM)
    # Rounded up: a detour of two ways then never looks faster than the way itself.
    time_s = -(-time_cs // CS_PER_SECOND)
    distance_m = (length_dm + DM_PER_METRE // 2) // DM_PER_METRE
    elsewhere = ~np.eye(len(weight), dtype=bool)
    return np.maximum(time_s, elsewhere), np.maximum(distance_m, elsewhere)


def _without_repeats(points: Iterable[tuple[float, float]]) -> Line:
    """Return a line without points on the spot, to a metre, of the one before; its ends stay."""
    line: list[tuple[float, float]] = []
    last = None
    for lat, lon in points:
        rounded = (round(lat, DECIMALS), round(lon, DECIMALS))
        if rounded != last:
            line.append((lat, lon))
        elif len(line) > 1:
            line[-1] = (lat, lon)
        last = rounded
    return tuple(line)


def has_stops(
    roads: RoadFile, times_cs: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> NDArray[np.bool_]:
    """Tell which edges a place can stand on: roads that may be taken, but no ferry or motorway."""
    is_street = np.array([kind.highway not in WITHOUT_STOPS for kind in roads.kinds], dtype=bool)
    is_open: NDArray[np.bool_] = (times_cs[0] != CLOSED) | (times_cs[1] != CLOSED)
    usable: NDArray[np.bool_] = is_open & is_street[roads.edge_kind]
    return usable
