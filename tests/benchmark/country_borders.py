"""Draw the borders of a made-up country's municipalities: squares that share their sides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Borders"]

SQUARES = 17
"""Rows and columns of municipalities, 289 in all: Sweden has 290."""

POINTS_PER_SIDE = 200
DEGREE = 10_000_000

Relation = tuple[int, dict[str, str], list[tuple[int, str]]]


class Borders:
    """Sides of squares, each a way of two municipalities.

    Parameters
    ----------
    box : tuple of float
        The country: south, west, north and east edge [degrees].
    first : int
        Number of the first point.
    """

    roles: Sequence[str] = ("outer",)

    def __init__(self, box: tuple[float, float, float, float], first: int) -> None:
        self.box = box
        self.first = first
        self.tags: list[dict[str, str]] = [{"boundary": "administrative"}]
        self.tags += [
            {
                "type": "boundary",
                "admin_level": "7",
                "name": f"Ort {row}-{column}s kommun",
                "ref": f"{row + 1:02}{column + 1:02}",
                **self.tags[0],
            }
            for row in range(SQUARES)
            for column in range(SQUARES)
        ]
        # Points lie on a grid so fine that all sides run along it.
        steps = np.arange(SQUARES * POINTS_PER_SIDE + 1)
        lines = np.arange(SQUARES + 1) * POINTS_PER_SIDE
        along, across = np.meshgrid(steps, lines)
        points = np.concatenate(
            (np.column_stack((across.flat, along.flat)), np.column_stack((along.flat, across.flat)))
        )
        self._points, at = np.unique(points, axis=0, return_inverse=True)
        east, north = at.reshape(2, len(lines), len(steps))
        self._sides = np.array(
            [
                line[first * POINTS_PER_SIDE : (first + 1) * POINTS_PER_SIDE + 1]
                for way in (east, north)
                for line in way
                for first in range(SQUARES)
            ]
        )
        self.num_nodes = len(self._points)

    def nodes(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return latitudes and longitudes of the points [1e-7 degrees]."""
        south, west, north, east = self.box
        share = self._points / (SQUARES * POINTS_PER_SIDE)
        lat, lon = south + share[:, 0] * (north - south), west + share[:, 1] * (east - west)
        return tuple(np.rint(degrees * DEGREE).astype(np.int64) for degrees in (lat, lon))  # type: ignore[return-value]

    def refs(self) -> NDArray[np.int64]:
        """Return the numbers of the points of each side: first those that run east, by row."""
        refs: NDArray[np.int64] = self.first + self._sides
        return refs

    def relations(self, first_way: int) -> list[Relation]:
        """Return the municipalities: number, tags, sides with roles."""
        num_east = SQUARES * (SQUARES + 1)
        found = []
        for number in range(SQUARES**2):
            row, column = divmod(number, SQUARES)
            south, west = row * SQUARES + column, num_east + column * SQUARES + row
            sides = (south, south + SQUARES, west, west + SQUARES)
            members = [(first_way + side, self.roles[0]) for side in sides]
            found.append((number + 1, self.tags[1 + number], members))
        return found
