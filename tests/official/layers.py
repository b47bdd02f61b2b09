"""Write files of shapes as Statistics Sweden does: areas with names and numbers, SWEREF 99 TM."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely

__all__ = ["area", "square", "write_layer"]

TO_METRES = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True).transform


def area(lat: float, lon: float, *, radius_m: float = 500) -> shapely.Geometry:
    """Return an octagon around a position, in SWEREF 99 TM."""
    return shapely.Point(*TO_METRES(lon, lat)).buffer(radius_m, quad_segs=2)


def square(lat: float, lon: float) -> shapely.Geometry:
    """Return the square kilometre whose middle is at a position."""
    x, y = TO_METRES(lon, lat)
    return shapely.box(x - 500, y - 500, x + 500, y + 500)


def write_layer(
    path: Path,
    areas: Sequence[shapely.Geometry],
    columns: Mapping[str, Sequence[Any]],
    crs: str | None = "EPSG:3006",
) -> Path:
    """Write areas with columns to a GeoPackage, and return its path."""
    kinds = {int: np.int64, float: np.float64}
    with warnings.catch_warnings():
        # A file without a coordinate system is what one of the tests is about.
        warnings.simplefilter("ignore", UserWarning)
        pyogrio.raw.write(
            path,
            geometry=shapely.to_wkb(np.array(areas, dtype=object)),
            field_data=[
                np.array(values, dtype=kinds.get(type(values[0]), object))
                for values in columns.values()
            ],
            fields=np.array(list(columns), dtype=object),
            geometry_type=areas[0].geom_type,
            crs=crs,
            layer="layer",
            driver="GPKG",
        )
    return path
