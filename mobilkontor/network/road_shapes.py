"""Lay the edges of a road file out as lines, find the nearest one, and cut pieces of them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from mobilkontor.network.contract import Segments
from mobilkontor.network.provider import Line
from mobilkontor.network.road_file import DEGREE, SHAPE_DEGREE, RoadFile

__all__ = ["DECIMALS", "METRES_PER_DEGREE", "RoadShapes", "gaps_to_steps"]

METRES_PER_DEGREE = 111_195.0
DECIMALS = 5


class RoadShapes:
    """Lines of all edges, from their first junction to their last.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    """

    def __init__(self, roads: RoadFile) -> None:
        num_inner = np.diff(roads.shape_start)
        self._start = np.concatenate(([0], np.cumsum(num_inner + 2)))
        self._lat = self._laid_out(roads.node_lat, roads.shape_lat, roads)
        self._lon = self._laid_out(roads.node_lon, roads.shape_lon, roads)
        # Every point but the last of an edge begins a segment.
        begins = np.ones(len(self._lat), dtype=bool)
        begins[self._start[1:] - 1] = False
        self._segment = np.flatnonzero(begins)
        self._edge = np.repeat(np.arange(len(num_inner)), num_inner + 1)

    def _laid_out(
        self, nodes: NDArray[np.int32], inner: NDArray[np.int32], roads: RoadFile
    ) -> NDArray[np.float64]:
        """Return one coordinate of all points, edge after edge [degrees]."""
        points = np.empty(self._start[-1])
        is_inner = np.ones(len(points), dtype=bool)
        first, last = self._start[:-1], self._start[1:] - 1
        is_inner[first] = is_inner[last] = False
        points[first] = nodes[roads.edge_from] / DEGREE
        points[last] = nodes[roads.edge_to] / DEGREE
        points[is_inner] = inner / SHAPE_DEGREE
        return points

    def segments_of(
        self, roads: RoadFile, is_wanted: NDArray[np.bool_]
    ) -> tuple[Segments, NDArray[np.float64]]:
        """Return the segments of some edges, joined where edges share a junction.

        Parameters
        ----------
        roads : RoadFile
            The roads of these shapes.
        is_wanted : ndarray of bool
            Which edges to take.

        Returns
        -------
        segments : Segments
            Their kind is the edge they lie on.
        points : ndarray of float64, shape (n, 2)
            Latitude and longitude of the points [degrees].
        """
        # A junction is one point for all its edges; every inner point is one of its own.
        number = np.arange(len(self._lat)) + len(roads.node_lat)
        number[self._start[:-1]] = roads.edge_from
        number[self._start[1:] - 1] = roads.edge_to
        chosen = is_wanted[self._edge]
        first = self._segment[chosen]
        ends = np.concatenate((number[first], number[first + 1]))
        _, at, numbered = np.unique(ends, return_index=True, return_inverse=True)
        where = np.concatenate((first, first + 1))[at]
        points = np.stack((self._lat[where], self._lon[where]), axis=1)
        north_m = (self._lat[first + 1] - self._lat[first]) * METRES_PER_DEGREE
        east_m = (self._lon[first + 1] - self._lon[first]) * METRES_PER_DEGREE
        length_m = np.hypot(north_m, east_m * np.cos(np.radians(self._lat[first])))
        a, b = numbered[: len(first)], numbered[len(first) :]
        kept = a != b
        edge = self._edge[chosen].astype(np.int32)
        return Segments(a[kept], b[kept], edge[kept], length_m[kept]), points

    def nearest(
        self,
        positions: Iterable[tuple[float, float]],
        is_usable: NDArray[np.bool_],
        max_snap_m: float,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Find the nearest point of a usable edge for each position.

        Parameters
        ----------
        positions : iterable of (float, float)
            Latitude and longitude [degrees].
        is_usable : ndarray of bool
            Which edges count.
        max_snap_m : float
            How far to look [m].

        Returns
        -------
        edge : ndarray of int64
            Nearest edge; -1 if there is none so near.
        share : ndarray of float64
            Share of the edge's length that lies before the point.
        gap_m : ndarray of float64
            Distance to the point [m].
        """
        chosen = self._segment[is_usable[self._edge]]
        edges = self._edge[is_usable[self._edge]]
        low_lat = np.minimum(self._lat[chosen], self._lat[chosen + 1])
        high_lat = np.maximum(self._lat[chosen], self._lat[chosen + 1])
        low_lon = np.minimum(self._lon[chosen], self._lon[chosen + 1])
        high_lon = np.maximum(self._lon[chosen], self._lon[chosen + 1])
        found = []
        for lat, lon in positions:
            reach_lat = max_snap_m / METRES_PER_DEGREE
            reach_lon = reach_lat / max(np.cos(np.radians(lat)), 1e-6)
            is_near = (low_lat <= lat + reach_lat) & (high_lat >= lat - reach_lat)
            is_near &= (low_lon <= lon + reach_lon) & (high_lon >= lon - reach_lon)
            near = np.flatnonzero(is_near)
            found.append(self._nearest_of(chosen[near], edges[near], lat, lon, max_snap_m))
        edge, share, gap_m = zip(*found, strict=True) if found else ((), (), ())
        return np.array(edge, np.int64), np.array(share, np.float64), np.array(gap_m, np.float64)

    def _nearest_of(
        self,
        segments: NDArray[np.intp],
        edges: NDArray[np.int64],
        lat: float,
        lon: float,
        max_snap_m: float,
    ) -> tuple[int, float, float]:
        """Return edge, share and gap of the nearest of some segments."""
        ends = self._points(segments), self._points(segments + 1)
        gap_m, along = gaps_to_steps((lat, lon), *ends)
        if not len(gap_m) or gap_m.min() > max_snap_m:
            return -1, 0.0, np.inf
        best = int(gap_m.argmin())
        edge, segment = int(edges[best]), int(segments[best])
        measured_m = self._measured_m(edge)
        at = segment - self._start[edge]
        step_m = measured_m[at + 1] - measured_m[at]
        share = (measured_m[at] + along[best] * step_m) / (measured_m[-1] or 1)
        return edge, float(share), float(gap_m[best])

    def _points(self, at: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return latitude and longitude of points."""
        return np.stack((self._lat[at], self._lon[at]), axis=1)

    def _measured_m(self, edge: int) -> NDArray[np.float64]:
        """Return how far each point of an edge lies from its beginning [m]."""
        points = slice(self._start[edge], self._start[edge + 1])
        lat, lon = self._lat[points], self._lon[points]
        north_m = np.diff(lat) * METRES_PER_DEGREE
        east_m = np.diff(lon) * METRES_PER_DEGREE * np.cos(np.radians(lat[:-1]))
        return np.concatenate(([0.0], np.cumsum(np.hypot(north_m, east_m))))

    def piece(self, edge: int, begin: float, end: float) -> Line:
        """Return the line of a piece of an edge.

        Parameters
        ----------
        edge : int
            The edge.
        begin, end : float
            Shares of its length; if the end comes first, the piece runs against the edge.

        Returns
        -------
        tuple of (float, float)
            Positions in the order driven, rounded to a metre [degrees].
        """
        measured_m = self._measured_m(edge)
        first, last = sorted((begin, end))
        at_m = measured_m[-1] * np.array([first, last])
        inner = (measured_m > at_m[0]) & (measured_m < at_m[1])
        measures = np.concatenate((at_m[:1], measured_m[inner], at_m[1:]))
        points = slice(self._start[edge], self._start[edge + 1])
        lat = np.interp(measures, measured_m, self._lat[points]).round(DECIMALS).tolist()
        lon = np.interp(measures, measured_m, self._lon[points]).round(DECIMALS).tolist()
        line = tuple(zip(lat, lon, strict=True))
        return line if begin <= end else line[::-1]


def gaps_to_steps(
    position: tuple[float, float], begin: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how far a position lies from straight steps, and where on each it is nearest.

    Parameters
    ----------
    position : (float, float)
        Latitude and longitude [degrees].
    begin, end : ndarray of float64, shape (n, 2)
        Latitude and longitude of both ends of each step [degrees].

    Returns
    -------
    gap_m : ndarray of float64
        Distance to the nearest point of each step [m].
    along : ndarray of float64
        Share of the step that lies before that point.
    """
    scale = METRES_PER_DEGREE * np.array([1, np.cos(np.radians(position[0]))])
    first = (begin - position) * scale
    chord = (end - position) * scale - first
    square = (chord**2).sum(axis=1)
    along = np.clip(-(first * chord).sum(axis=1) / np.where(square > 0, square, 1), 0, 1)
    return np.hypot(*(first + along[:, None] * chord).T), along
