"""Read areas with numbers from a file of shapes, such as a GeoPackage.

Statistics Sweden has named the same columns differently over the years, so each is looked for
under several names. The only file of this layer that imports pyogrio, pyproj
and shapely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import ScenarioError
from mobilkontor.official import problems as told
from mobilkontor.official.years import columns_by_year

try:
    import pyproj
    import shapely
except ImportError:
    pyproj = None  # type: ignore[assignment]

__all__ = ["Box", "Column", "Layer", "contains", "read_layer"]

WGS_84 = "EPSG:4326"
"""Latitude and longitude, as places have them."""

METRIC = "EPSG:3006"
"""SWEREF 99 TM, in which distances are metres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of latitudes and longitudes [degrees]."""

    south: float
    west: float
    north: float
    east: float

    def __str__(self) -> str:
        """Return the box as a user reads it."""
        return f"lat {self.south:g} to {self.north:g}, lon {self.west:g} to {self.east:g}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column to look for.

    Attributes
    ----------
    meaning : str
        What it holds, in words.
    names : tuple of str
        Names it may have, the likeliest first; case does not matter.
    is_needed : bool
        Whether a layer without it cannot be used.
    is_by_year : bool
        Whether there may be one for each year, such as ``bef_2024``, of which the latest counts.
    """

    meaning: str
    names: tuple[str, ...]
    is_needed: bool = True
    is_by_year: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Areas with values, within a box.

    Attributes
    ----------
    areas : ndarray of object, shape (n,)
        Polygons in SWEREF 99 TM.
    lat, lon : ndarray of float64, shape (n,)
        A point in each area, its centroid if that lies inside [degrees].
    values : tuple of (ndarray or None)
        Values of the columns asked for; None for one that the layer lacks.
    fields : tuple of str
        Names of all columns of the layer.
    """

    areas: NDArray[np.object_]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    values: tuple[NDArray[Any] | None, ...]
    fields: tuple[str, ...]


def read_layer(path: Path, columns: Sequence[Column], box: Box) -> Layer:
    """Return the areas of a file's first layer that lie in a box.

    Parameters
    ----------
    path : Path
        GeoPackage, or any other file of shapes that GDAL reads.
    columns : sequence of Column
        What is asked for.
    box : Box
        Where to look.

    Returns
    -------
    Layer
        The areas whose point lies in the box.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file.
    """
    try:
        # It takes half a second to import, which only those pay who use it.
        import pyogrio
    except ImportError:
        raise ScenarioError((told.no_library(path.name),)) from None
    if pyproj is None:
        raise ScenarioError((told.no_library(path.name),))
    try:
        info = pyogrio.read_info(path)
        names = _column_names(path, columns, list(info["fields"]), info)
        given = [name for name in names if name is not None]
        # Only what is near the box is read: the grid of Sweden has 100,000 squares.
        bounds = pyproj.Transformer.from_crs(WGS_84, info["crs"], always_xy=True).transform_bounds(
            box.west, box.south, box.east, box.north
        )
        _, _, geometry, fields = pyogrio.raw.read(path, columns=given, bbox=bounds)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        reason = str(error).removeprefix(f"{path}: ")
        raise ScenarioError((told.not_readable(path.name, reason),)) from None
    order = [str(name) for name in info["fields"] if name in given]
    shapes = shapely.from_wkb(geometry)
    kind = str(info["geometry_type"])
    if "Polygon" not in kind and kind != "Unknown":
        raise ScenarioError((told.wrong_shapes(path.name, kind),))
    areas = _moved(shapes, info["crs"], METRIC)
    points = _points(areas)
    at = _moved(points, METRIC, WGS_84)
    lat, lon = shapely.get_y(at), shapely.get_x(at)
    is_inside = (box.south <= lat) & (lat <= box.north) & (box.west <= lon) & (lon <= box.east)
    if not is_inside.any():
        raise ScenarioError((told.not_in_region(path.name, str(box)),))
    values = {name: fields[position][is_inside] for position, name in enumerate(order)}
    return Layer(
        areas[is_inside],
        lat[is_inside],
        lon[is_inside],
        tuple(values[name] if name is not None else None for name in names),
        tuple(str(name) for name in info["fields"]),
    )


def contains(
    areas: NDArray[np.object_],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    *,
    within_m: float,
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return which positions lie in or near which areas.

    Parameters
    ----------
    areas : ndarray of object, shape (num_areas,)
        Polygons in SWEREF 99 TM.
    lat, lon : ndarray of float64, shape (num_positions,)
        Positions [degrees].
    within_m : float
        How far outside an area still counts [m].

    Returns
    -------
    tuple of two ndarray of intp, shape (num_pairs,)
        Positions and areas that belong together.
    """
    at = _moved(shapely.points(lon, lat), WGS_84, METRIC)
    positions, found = shapely.STRtree(areas).query(at, predicate="dwithin", distance=within_m)
    return np.asarray(positions), np.asarray(found)


def _column_names(
    path: Path, columns: Sequence[Column], found: list[str], info: dict[str, Any]
) -> list[str | None]:
    """Return the layer's own names of the columns asked for; tell all that is missing."""
    given = [_names_of(column, found) for column in columns]
    chosen = [names[0] if names else None for names in given]
    problems = [
        told.several_columns(path.name, column.meaning, names)
        for column, names in zip(columns, given, strict=True)
        if len(names) > 1
    ]
    problems += [
        told.no_column(path.name, column.meaning, column.names, found)
        for column, name in zip(columns, chosen, strict=True)
        if name is None and column.is_needed
    ]
    if not info["crs"]:
        problems.append(told.no_system(path.name))
    if problems:
        raise ScenarioError(tuple(problems))
    return chosen


def _names_of(column: Column, found: Sequence[str]) -> list[str]:
    """Return the layer's own name of a column; none if it lacks it, several if none is surer."""
    by_lower = {name.lower(): name for name in found}
    plain = [by_lower[name] for name in column.names if name in by_lower][:1]
    years = columns_by_year(column.names, found) if column.is_by_year else {}
    # Of which year a column without one is cannot be told where others have one.
    return plain + (years[max(years)] if years else [])


def _moved(shapes: NDArray[np.object_], source: str, target: str) -> NDArray[np.object_]:
    """Return shapes in another coordinate system."""
    move = pyproj.Transformer.from_crs(source, target, always_xy=True).transform
    moved: NDArray[np.object_] = shapely.transform(
        shapes, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1]))
    )
    return moved


def _points(areas: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return a point in each area: its centroid, or one inside where that lies outside."""
    centroids = shapely.centroid(areas)
    inside: NDArray[np.object_] = shapely.point_on_surface(areas)
    return np.where(shapely.covers(areas, centroids), centroids, inside)
