"""Find fastest ways on a road graph, many to many, with the road kept for drawing.

Each road takes a whole number of seconds, so a way takes exactly the sum of its roads and no detour
is faster than the matrix. Of equally fast ways the shorter counts: both are searched for at once,
by a weight that holds the seconds in front and the metres behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Junction, Place, Road, RoadClass
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.network.provider import Line
from mobilkontor.network.texts import unreachable

__all__ = ["RoadGraphProvider"]

# Metres of a way stay below this, so seconds and metres share one float without touching: 2**53
# leaves room for 9 million seconds.
_WEIGHT_PER_SECOND = 10**9


class RoadGraphProvider:
    """Fastest ways on a road graph.

    Parameters
    ----------
    places : iterable of Place
        Nodes that can be asked for.
    junctions : iterable of Junction
        Further nodes.
    roads : iterable of Road
        Two-way stretches between nodes; of parallel ones the fastest counts.
    speed_shares : mapping of RoadClass to float
        Driving speed as a share of the speed limit; a class with share 0 cannot be driven.
    """

    def __init__(
        self,
        places: Iterable[Place],
        junctions: Iterable[Junction],
        roads: Iterable[Road],
        speed_shares: Mapping[RoadClass, float],
    ) -> None:
        nodes: list[Place | Junction] = [*places, *junctions]
        self._ids = tuple(node.id for node in nodes)
        self._node = {node_id: position for position, node_id in enumerate(self._ids)}
        self._lines = tuple((node.lat, node.lon) for node in nodes)
        self._graph = _graph(roads, self._node, speed_shares)

    def travel(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return the fastest ways between some places.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of nodes, each once.

        Returns
        -------
        TravelMatrix
            Times [s] and distances [m].

        Raises
        ------
        NetworkError
            If the roads do not join all of the places; names those apart from the most.
        """
        nodes = np.array([self._node[place_id] for place_id in place_ids], dtype=np.intp)
        self._check_joined(place_ids, nodes)
        weight = dijkstra(self._graph, indices=nodes)[:, nodes].astype(np.int64)
        time_s, distance_m = np.divmod(weight, _WEIGHT_PER_SECOND)
        return TravelMatrix(place_ids, time_s, distance_m, "road_graph")

    def travel_where_joined(self, place_ids: tuple[str, ...]) -> PartialMatrix:
        """Return the fastest ways between some places, of which some may be cut off.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of nodes, each once.

        Returns
        -------
        PartialMatrix
            Times [s] and distances [m] where there is a way.
        """
        nodes = np.array([self._node[place_id] for place_id in place_ids], dtype=np.intp)
        weight = dijkstra(self._graph, indices=nodes)[:, nodes]
        is_joined = np.isfinite(weight)
        whole = np.where(is_joined, weight, 0).astype(np.int64)
        time_s, distance_m = np.divmod(whole, _WEIGHT_PER_SECOND)
        return PartialMatrix(place_ids, time_s, distance_m, is_joined)

    def path(self, start: str, end: str) -> Line:
        """Return the nodes along the fastest way.

        Parameters
        ----------
        start, end : str
            Ids of nodes.

        Returns
        -------
        tuple of (float, float)
            Latitude and longitude of every node on the way, both ends included [degrees].

        Raises
        ------
        NetworkError
            If no road joins the two.
        """
        source, node = self._node[start], self._node[end]
        _, before = dijkstra(self._graph, indices=source, return_predecessors=True)
        backwards = [node]
        while node != source:
            node = int(before[node])
            if node < 0:
                raise NetworkError(unreachable((end,)))
            backwards.append(node)
        return tuple(self._lines[position] for position in reversed(backwards))

    def _check_joined(self, place_ids: tuple[str, ...], nodes: NDArray[np.intp]) -> None:
        """Raise ``NetworkError`` unless one part of the graph holds all of the nodes."""
        if not len(nodes):
            return
        _, part_of = connected_components(self._graph, directed=False)
        parts = part_of[nodes]
        largest = np.bincount(parts).argmax()
        apart = [place_ids[position] for position in np.flatnonzero(parts != largest)]
        if apart:
            raise NetworkError(unreachable(apart))


def _graph(
    roads: Iterable[Road], node: Mapping[str, int], speed_shares: Mapping[RoadClass, float]
) -> csr_array:
    """Return the symmetric graph of weights, the least one of parallel roads."""
    weights: dict[tuple[int, int], int] = {}
    for road in roads:
        speed_kmh = road.speed_limit_kmh * speed_shares[road.road_class]
        a, b = node[road.a], node[road.b]
        if speed_kmh <= 0 or a == b:
            continue
        weight = _road_time_s(road.length_m, speed_kmh) * _WEIGHT_PER_SECOND + road.length_m
        for pair in ((a, b), (b, a)):
            weights[pair] = min(weight, weights.get(pair, weight))
    pairs = np.array(sorted(weights), dtype=np.intp).reshape(-1, 2)
    values = np.array([weights[a, b] for a, b in pairs.tolist()], dtype=np.float64)
    return csr_array((values, (pairs[:, 0], pairs[:, 1])), shape=(len(node), len(node)))


def _road_time_s(length_m: int, speed_kmh: float) -> int:
    """Return the time of a road, at least 1 s because a sparse graph drops zeros [s]."""
    return max(1, round(length_m / METRES_PER_KM / speed_kmh * SECONDS_PER_HOUR))
