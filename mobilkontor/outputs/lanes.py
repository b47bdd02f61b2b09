"""Lay routes side by side where several vehicles use the same road.

Each stretch of road gets one lane per vehicle that uses it. Lanes are counted across a direction
that all vehicles share, so two vehicles never lie on top of each other whichever way they drive; a
stretch that a duty drives out and back is drawn once.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from mobilkontor.outputs.facts import Point

__all__ = ["LaneLine", "lay_lanes"]

Route = tuple[int, int]
"""Position of the vehicle, and day."""

Edge = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class LaneLine:
    """A connected part of a route in one lane.

    Attributes
    ----------
    lane : float
        Lanes to the right of the road's middle, seen along the points; negative to the left.
    points : tuple of Point
        Positions in order of travel.
    """

    lane: float
    points: tuple[Point, ...]


def lay_lanes(ways: Mapping[Route, Iterable[Point]]) -> dict[Route, tuple[LaneLine, ...]]:
    """Return the lines to draw for each route.

    Parameters
    ----------
    ways : mapping of (int, int) to iterable of Point
        Positions along the way of each vehicle on each day.

    Returns
    -------
    dict of (int, int) to tuple of LaneLine
        Lines of each route.
    """
    edges = {route: _edges_once(points) for route, points in ways.items()}
    vehicles: dict[Edge, set[int]] = defaultdict(set)
    for (vehicle, _), route_edges in edges.items():
        for edge in route_edges:
            vehicles[_undirected(edge)].add(vehicle)
    hops = _hops(vehicles)
    lines = {}
    for (vehicle, day), route_edges in edges.items():
        lanes = [_lane(edge, vehicle, vehicles[_undirected(edge)], hops) for edge in route_edges]
        lines[vehicle, day] = _chain(route_edges, lanes)
    return lines


def _undirected(edge: Edge) -> Edge:
    """Return the same edge whichever way it is driven."""
    start, end = edge
    return (start, end) if start <= end else (end, start)


def _edges_once(points: Iterable[Point]) -> list[Edge]:
    """Return the edges of a way in order, each once."""
    way = list(points)
    seen: set[Edge] = set()
    edges = []
    for edge in pairwise(way):
        if edge[0] != edge[1] and _undirected(edge) not in seen:
            seen.add(_undirected(edge))
            edges.append(edge)
    return edges


def _hops(edges: Iterable[Edge]) -> dict[Point, tuple[int, Point]]:
    """Return an order of the points that rises along every way out from one root."""
    neighbours: dict[Point, list[Point]] = defaultdict(list)
    for start, end in edges:
        neighbours[start].append(end)
        neighbours[end].append(start)
    order: dict[Point, tuple[int, Point]] = {}
    for root in sorted(neighbours):
        queue = deque([] if root in order else [(0, root)])
        while queue:
            count, point = queue.popleft()
            if point not in order:
                order[point] = (count, point)
                queue.extend((count + 1, other) for other in sorted(neighbours[point]))
    return order


def _lane(
    edge: Edge, vehicle: int, users: set[int], order: Mapping[Point, tuple[int, Point]]
) -> float:
    """Return the lane of a vehicle on an edge, to the right of its own direction."""
    lane = sorted(users).index(vehicle) - (len(users) - 1) / 2
    is_along = order[edge[0]] < order[edge[1]]
    return lane if is_along or not lane else -lane


def _chain(edges: list[Edge], lanes: list[float]) -> tuple[LaneLine, ...]:
    """Join edges that follow each other in the same lane."""
    lines: list[tuple[float, list[Point]]] = []
    for (start, end), lane in zip(edges, lanes, strict=True):
        if lines and lines[-1][0] == lane and lines[-1][1][-1] == start:
            lines[-1][1].append(end)
        else:
            lines.append((lane, [start, end]))
    return tuple(LaneLine(lane, tuple(points)) for lane, points in lines)
