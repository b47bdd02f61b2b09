"""Tell where roads are wanted: in a box, or in municipalities and some way around them.

The only file of this layer that imports shapely.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError, ScenarioError
from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.network.road_file import DEGREE
from mobilkontor.network.road_shapes import METRES_PER_DEGREE
from mobilkontor.roads import texts
from mobilkontor.roads.borders import Border

try:
    import shapely
except ImportError:  # the extra `roads` is not installed
    shapely = None

__all__ = ["Box", "IsWanted", "in_box", "in_municipalities"]

CORNER_SEGMENTS = 4
"""Straight lines per quarter of the circle around a corner of a border."""

Box = tuple[float, float, float, float]
"""South, west, north and east edge [degrees]."""

IsWanted = Callable[[NDArray[np.int32], NDArray[np.int32]], NDArray[np.bool_]]
"""Takes latitudes and longitudes [1e-7 degrees], and tells at which of them roads are wanted."""


def in_box(box: Box) -> IsWanted:
    """Return what tells which points lie in a box.

    Parameters
    ----------
    box : tuple of float
        South, west, north and east edge [degrees].

    Returns
    -------
    callable
        Tells it.
    """
    south, west, north, east = (round(edge * DEGREE) for edge in box)

    def is_wanted(lat: NDArray[np.int32], lon: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Tell which points lie in the box."""
        return (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)

    return is_wanted


def in_municipalities(extract: str, borders: Sequence[Border], margin_km: float) -> IsWanted:
    """Return what tells which points lie in municipalities or near them.

    Parameters
    ----------
    extract : str
        Name of the extract, for messages.
    borders : sequence of Border
        Their borders.
    margin_km : float
        How far outside a point may lie [km].

    Returns
    -------
    callable
        Tells it.

    Raises
    ------
    ScenarioError
        If a border does not close.
    NetworkError
        If the library of shapes is not installed.
    """
    if shapely is None:
        raise NetworkError(texts.no_shapes())
    areas = [_area_around(border, margin_km) for border in borders]
    problems = tuple(
        texts.open_border(extract, border.name)
        for border, area in zip(borders, areas, strict=True)
        if area is None
    )
    if problems:
        raise ScenarioError(problems)
    around = shapely.union_all(areas)
    west, south, east, north = shapely.bounds(around)
    is_near = in_box((south, west, north, east))
    shapely.prepare(around)

    def is_wanted(lat: NDArray[np.int32], lon: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Tell which points lie in the area; most of a country does not lie near it."""
        found = is_near(lat, lon)
        near = np.flatnonzero(found)
        found[near] = shapely.intersects_xy(around, lon[near] / DEGREE, lat[near] / DEGREE)
        return found

    return is_wanted


def _area_around(border: Border, margin_km: float) -> shapely.Geometry | None:
    """Return the area within a border and near it [degrees], or None if its lines do not close."""
    lines = [np.array(line)[:, ::-1] for line in border.lines]
    # A margin in metres needs a plane, in which a degree of longitude is as wide as in the middle.
    # At both ends of Sweden's longest municipality the margin is a twentieth off, no more.
    lat = np.concatenate(lines)[:, 1]
    widest = np.cos(np.radians((lat.min() + lat.max()) / 2))
    per_degree = METRES_PER_DEGREE * np.array([widest, 1.0])
    drawn = [shapely.linestrings(line * per_degree) for line in lines]
    _, *rest = shapely.polygonize_full(drawn)
    area = shapely.build_area(shapely.geometrycollections(drawn))
    if shapely.is_empty(area) or not all(shapely.is_empty(part) for part in rest):
        return None
    around = shapely.buffer(area, margin_km * METRES_PER_KM, quad_segs=CORNER_SEGMENTS)
    return shapely.transform(around, lambda xy: xy / per_degree)
