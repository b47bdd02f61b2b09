"""Put positions of the region on a sheet of paper, and move lines aside into lanes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mobilkontor.outputs.facts import Point

__all__ = ["Sheet", "beside", "sheet_around"]

WIDTH_PX = 680.0
LEAST_HEIGHT_PX, MOST_HEIGHT_PX = 240.0, 820.0
MARGIN_PX = 34.0
LEAST_DEGREES = 1e-3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with the region on it, north up.

    Attributes
    ----------
    height_px : float
        Height; the width is ``WIDTH_PX``.
    west, north : float
        Corner that lies at the left and upper edge [degrees].
    lon_px, lat_px : float
        Pixels per degree.
    """

    height_px: float
    west: float
    north: float
    lon_px: float
    lat_px: float

    width_px: float = WIDTH_PX

    def at(self, point: Point) -> Point:
        """Return where a position lies, from the left and from above [px]."""
        lat, lon = point
        return (lon - self.west) * self.lon_px, (self.north - lat) * self.lat_px


def sheet_around(points: Sequence[Point]) -> Sheet:
    """Return the sheet that all positions fit on.

    Parameters
    ----------
    points : sequence of Point
        Positions, at least one.

    Returns
    -------
    Sheet
        As wide as a page; its height follows the region within limits.
    """
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    mid_lat, mid_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    # Away from the poles a degree of longitude is shorter by the cosine of the latitude.
    squeeze = max(0.05, math.cos(math.radians(mid_lat)))
    wide = max(LEAST_DEGREES, (max(lons) - min(lons)) * squeeze)
    high = max(LEAST_DEGREES, max(lats) - min(lats))
    lat_px = min((WIDTH_PX - 2 * MARGIN_PX) / wide, (MOST_HEIGHT_PX - 2 * MARGIN_PX) / high)
    height_px = max(LEAST_HEIGHT_PX, high * lat_px + 2 * MARGIN_PX)
    lon_px = lat_px * squeeze
    return Sheet(
        height_px=height_px,
        west=mid_lon - WIDTH_PX / 2 / lon_px,
        north=mid_lat + height_px / 2 / lat_px,
        lon_px=lon_px,
        lat_px=lat_px,
    )


def beside(line: Sequence[Point], aside_px: float) -> list[Point]:
    """Return a line moved to its right.

    Parameters
    ----------
    line : sequence of Point
        Points on the sheet [px].
    aside_px : float
        How far to the right, seen along it; negative to the left [px].

    Returns
    -------
    list of Point
        The line beside it, corner by corner.
    """
    line = [point for number, point in enumerate(line) if not number or point != line[number - 1]]
    if len(line) < 2:
        return list(line)
    normals = []
    for (x, y), (next_x, next_y) in pairwise(line):
        length = math.hypot(next_x - x, next_y - y)
        normals.append((-(next_y - y) / length, (next_x - x) / length))
    moved = []
    for number, (x, y) in enumerate(line):
        before, after = normals[max(0, number - 1)], normals[min(number, len(normals) - 1)]
        across = (before[0] + after[0], before[1] + after[1])
        size = max(0.5, math.hypot(*across))
        moved.append((x + aside_px * across[0] / size, y + aside_px * across[1] / size))
    return moved
