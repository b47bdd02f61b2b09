"""Write the OpenStreetMap extract of a made-up country, as large as wanted.

Junctions stand on a crooked lattice of about a kilometre, two of three roads between neighbours are
there, each a way with bends; every second junction has a lane that leads nowhere. Three of four
nodes belong to no road, as in Sweden, and ids are spread as wide as there, which is what the
memory of a filter by id depends on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
from osmium.osm.mutable import Node, Way

__all__ = ["Country", "write_country"]

SOUTH, WEST = 60.0, 14.0
LAT_STEP, LON_STEP = 0.010, 0.022
BENDS = 8
LANE_BENDS = 4
OTHER_NODES_PER_ROAD_NODE = 3
NODES_PER_BUILDING = 6
ROAD_SHARE = 2 / 3
HIGHEST_ID = 12_000_000_000
CLASSES = (
    {"highway": "primary", "ref": "97", "maxspeed": "90"},
    {"highway": "secondary", "ref": "374", "maxspeed": "80"},
    {"highway": "tertiary", "maxspeed": "70", "surface": "gravel"},
    {"highway": "unclassified", "surface": "gravel"},
    {"highway": "residential"},
    {"highway": "unclassified", "maxweight": "12"},
)
LANE = {"highway": "service"}


@dataclass(frozen=True, slots=True)
class Country:
    """What was written.

    Attributes
    ----------
    num_nodes, num_road_nodes, num_ways : int
        Nodes of all kinds, those of roads, and ways of all kinds.
    box : tuple of float
        South, west, north and east edge [degrees].
    """

    num_nodes: int
    num_road_nodes: int
    num_ways: int
    box: tuple[float, float, float, float]

    def county(self, share: float) -> tuple[float, float, float, float]:
        """Return a box that holds a share of the country's area."""
        south, west, north, east = self.box
        side = share**0.5
        return south, west, south + (north - south) * side, west + (east - west) * side


def write_country(path: Path, num_junctions: int) -> Country:
    """Write a country of about so many junctions."""
    rows = max(2, round(num_junctions**0.5))
    generator = np.random.default_rng(11)
    lines = list(_lines(rows, generator))
    bends = sum(num_bends for _, _, num_bends in lines)
    num_road_nodes = rows * rows + bends
    num_others = OTHER_NODES_PER_ROAD_NODE * num_road_nodes
    spread = HIGHEST_ID // (num_road_nodes + num_others)
    lat, lon = _junctions(rows, generator)
    country = (SOUTH, WEST, SOUTH + rows * LAT_STEP, WEST + rows * LON_STEP)
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-11-01T21:20:00Z")
    number = 0
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        for y, x in zip(lat.tolist(), lon.tolist(), strict=True):
            number += 1
            writer.add_node(Node(id=number * spread, location=(x, y)))
        for a, b, num_bends in lines:
            wiggle = generator.normal(0, 0.0004, (num_bends, 2)).tolist()
            end = (lat[b], lon[b]) if b >= 0 else (lat[a] + LAT_STEP / 3, lon[a] + LON_STEP / 3)
            for i, (dy, dx) in enumerate(wiggle):
                share = (i + 1) / (num_bends + (b >= 0))
                y, x = lat[a] + share * (end[0] - lat[a]), lon[a] + share * (end[1] - lon[a])
                number += 1
                writer.add_node(Node(id=number * spread, location=(x + dx, y + dy)))
        for y, x in generator.uniform(0, 1, (num_others, 2)).tolist():
            number += 1
            place = (WEST + x * rows * LON_STEP, SOUTH + y * rows * LAT_STEP)
            writer.add_node(Node(id=number * spread, location=place))
        num_ways = _write_ways(writer, lines, rows * rows, spread, num_others)
    return Country(number, num_road_nodes, num_ways, country)


def _junctions(rows: int, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return latitudes and longitudes of the lattice."""
    row, column = np.divmod(np.arange(rows * rows), rows)
    crooked = generator.uniform(-0.3, 0.3, (2, rows * rows))
    return SOUTH + (row + crooked[0]) * LAT_STEP, WEST + (column + crooked[1]) * LON_STEP


def _lines(rows: int, generator: np.random.Generator) -> Iterator[tuple[int, int, int]]:
    """Yield both ends of each road and its bends; a lane has no other end."""
    there = generator.random((2, rows * rows)) < ROAD_SHARE
    for junction in range(rows * rows):
        row, column = divmod(junction, rows)
        if column + 1 < rows and there[0, junction]:
            yield junction, junction + 1, BENDS
        if row + 1 < rows and there[1, junction]:
            yield junction, junction + rows, BENDS
        if junction % 2:
            yield junction, -1, LANE_BENDS


def _write_ways(
    writer: osmium.SimpleWriter,
    lines: list[tuple[int, int, int]],
    num_junctions: int,
    spread: int,
    num_others: int,
) -> int:
    """Write roads, then buildings over the other nodes; return how many ways that makes."""
    next_node, way = num_junctions + 1, 0
    for a, b, num_bends in lines:
        way += 1
        nodes = [a + 1, *range(next_node, next_node + num_bends), *([b + 1] if b >= 0 else [])]
        next_node += num_bends
        # One class per row of the lattice, so that large roads run on.
        tags = CLASSES[(a // 1000) % len(CLASSES)] if b >= 0 else LANE
        writer.add_way(Way(id=way, nodes=[node * spread for node in nodes], tags=tags))
    for first in range(next_node, next_node + num_others, NODES_PER_BUILDING):
        way += 1
        nodes = [node * spread for node in range(first, first + NODES_PER_BUILDING)]
        writer.add_way(Way(id=way, nodes=[*nodes, nodes[0]], tags={"building": "yes"}))
    return way
