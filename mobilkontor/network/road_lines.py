"""Draw numbered roads as the backdrop of a map: those of a road file, or those that ways follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.places import RoadClass, RoadLine
from mobilkontor.network.contract import Segments, contract
from mobilkontor.network.engine import Stretch
from mobilkontor.network.great_circle import circle_m
from mobilkontor.network.road_file import DEGREE, RoadFile
from mobilkontor.network.road_number import class_of_number
from mobilkontor.network.road_shapes import METRES_PER_DEGREE, RoadShapes
from mobilkontor.network.simplify import kept_points

__all__ = ["driven_roads", "numbered_roads"]

TOLERANCE_M = 100.0
"""How far the backdrop may lie off the road: less than a pixel where a county fills the map."""

MARGIN_DEGREES = 0.3
DECIMALS = 4

POINT_DECIMALS = 5
"""Decimals up to which the points of two ways are one, about a metre."""

Sign = tuple[int, str]
"""Position of a class, and a number."""


def numbered_roads(
    roads: RoadFile, shapes: RoadShapes, positions: Iterable[tuple[float, float]]
) -> tuple[RoadLine, ...]:
    """Return the numbered roads around some places, each as few lines as its junctions allow.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    shapes : RoadShapes
        Their lines.
    positions : iterable of (float, float)
        Latitude and longitude of the places [degrees].

    Returns
    -------
    tuple of RoadLine
        The lines, largest class first.
    """
    signs = [
        _sign(kind.road_class, kind.number if not kind.is_ferry else "") for kind in roads.kinds
    ]
    known = sorted({sign for sign in signs if sign[1]})
    sign_of_kind = np.array([known.index(sign) if sign[1] else -1 for sign in signs], np.int32)
    sign_of_edge = sign_of_kind[roads.edge_kind]
    is_wanted = (sign_of_edge >= 0) & _is_around(roads, positions)
    segments, points = shapes.segments_of(roads, is_wanted)
    return _lines(replace(segments, kind=sign_of_edge[segments.kind]), points, known)


def driven_roads(stretches: Iterable[Stretch]) -> tuple[RoadLine, ...]:
    """Return numbered roads as far as ways follow them, each stretch once.

    Parameters
    ----------
    stretches : iterable of Stretch
        The roads along all ways.

    Returns
    -------
    tuple of RoadLine
        The lines, largest class first.
    """
    found = sorted({(stretch.number, stretch.points) for stretch in stretches})
    if not found:
        return ()
    known = sorted({_sign(class_of_number(number), number) for number, _ in found})
    ends = np.array([pair for _, points in found for pair in pairwise(points)]).round(
        POINT_DECIMALS
    )
    kinds = [
        known.index(_sign(class_of_number(number), number))
        for number, points in found
        for _ in pairwise(points)
    ]
    points, place = np.unique(ends.reshape(-1, 2), axis=0, return_inverse=True)
    a_b = np.sort(place.reshape(-1, 2), axis=1)
    a, b, kind = np.unique(np.column_stack((a_b, kinds)), axis=0).T
    kept = a != b
    a, b, kind = a[kept], b[kept], kind[kept]
    length_m = circle_m(points[a], points[b])
    return _lines(Segments(a, b, kind.astype(np.int32), length_m), points, known)


def _sign(road_class: RoadClass, number: str) -> Sign:
    """Return a class and a number so that larger classes come first."""
    return list(RoadClass).index(road_class), number


def _lines(
    segments: Segments, points: NDArray[np.float64], known: Sequence[Sign]
) -> tuple[RoadLine, ...]:
    """Return the lines that segments form, whose kinds are signs; it matters not which way."""
    edges = contract(segments, len(points), np.ones(len(known), dtype=bool))
    lat, lon = points[edges.points].T
    x_m = lon * METRES_PER_DEGREE * np.cos(np.radians(lat))
    is_kept = kept_points(x_m, lat * METRES_PER_DEGREE, edges.start, TOLERANCE_M)
    lines = []
    for line in np.argsort(edges.kind, kind="stable").tolist():
        of_line = np.arange(edges.start[line], edges.start[line + 1])
        kept = of_line[is_kept[of_line]]
        drawn = np.stack((lat[kept], lon[kept]), axis=1).round(DECIMALS).tolist()
        number, name = known[edges.kind[line]]
        length_m = round(float(edges.length_m[line]))
        lines.append(
            RoadLine(name, list(RoadClass)[number], length_m, tuple((y, x) for y, x in drawn))
        )
    return tuple(lines)


def _is_around(roads: RoadFile, positions: Iterable[tuple[float, float]]) -> NDArray[np.bool_]:
    """Tell which edges begin in the box of some places, with a margin."""
    places = np.array(list(positions), dtype=np.float64).reshape(-1, 2)
    if not len(places):
        return np.zeros(len(roads.edge_from), dtype=bool)
    (south, west), (north, east) = places.min(axis=0), places.max(axis=0)
    lat, lon = roads.node_lat / DEGREE, roads.node_lon / DEGREE
    is_in = (lat >= south - MARGIN_DEGREES) & (lat <= north + MARGIN_DEGREES)
    is_in &= (lon >= west - 2 * MARGIN_DEGREES) & (lon <= east + 2 * MARGIN_DEGREES)
    around: NDArray[np.bool_] = is_in[roads.edge_from]
    return around
