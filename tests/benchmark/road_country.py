"""Write the OpenStreetMap extract of a made-up country, as large as wanted.

Junctions stand on a crooked lattice of about a kilometre, two of three roads between neighbours are
there, each a way with bends; every second junction has a lane that leads nowhere, a third of them
for walkers. Three of four nodes belong to no road: to buildings, shores and woods, one of fifty
with an address. Ids grow from row to row of the lattice, with roads and others in each, and are
spread as wide as those of Sweden, which is what the memory of a filter by id depends on. So a
country of 1.8 million junctions has Sweden's 100 million nodes and 10 million ways. Its
municipalities are squares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmark.country_borders import Borders
from tests.benchmark.pbf_blocks import Strings, header_blob, node_blobs, relation_blob, way_blobs

__all__ = ["Country", "write_country"]

DEGREE = 10_000_000
SOUTH, WEST = 55.0, 11.0
LAT_STEP, LON_STEP = 0.010, 0.018
BENDS = 8
LANE_BENDS = 4
ROAD_SHARE = 2 / 3
OTHER_NODES_PER_ROAD_NODE = 3
BUILDING_SHARE = 0.55
NODES_PER_BUILDING, BUILDING_SIZE = 6, 0.0002
NODES_PER_SHORE, SHORE_SIZE = 120, 0.005
GATES_PER_ROAD_NODE, ADDRESSES_PER_NODE = 0.002, 0.02
HIGHEST_ID = 12_000_000_000
ROADS = (
    {"highway": "primary", "ref": "97", "maxspeed": "90"},
    {"highway": "secondary", "ref": "374", "maxspeed": "80", "surface": "asphalt"},
    {"highway": "tertiary", "maxspeed": "70", "surface": "gravel"},
    {"highway": "unclassified", "surface": "gravel", "name": "Bygdevägen"},
    {"highway": "residential", "name": "Storgatan", "maxspeed": "40"},
    {"highway": "unclassified", "maxweight": "12"},
)
LANES = ({"highway": "service"}, {"highway": "track", "tracktype": "grade3"}, {"highway": "path"})
BUILDINGS = ({"building": "yes"}, {"building": "house"})
SHORES = ({"natural": "water", "water": "lake"}, {"natural": "wood"}, {"natural": "coastline"})
GATE, ADDRESS = {"barrier": "gate"}, {"addr:street": "Storgatan", "addr:housenumber": "7"}


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


class _Lattice:
    """Junctions, roads and the numbers of all nodes; a row of the lattice at a time."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        generator = np.random.default_rng(11)
        self.there = generator.random((2, rows, rows)) < ROAD_SHARE
        self.there[0, :, -1] = self.there[1, -1, :] = False
        crooked = generator.uniform(-0.3, 0.3, (2, rows, rows))
        steps = np.arange(rows)
        self.lat = _whole(SOUTH + (steps[:, None] + crooked[0]) * LAT_STEP)
        self.lon = _whole(WEST + (steps[None, :] + crooked[1]) * LON_STEP)
        self.num_roads = self.there.sum(axis=(0, 2))
        self.num_road_nodes = rows + self.num_roads * BENDS + rows // 2 * LANE_BENDS
        num_others = self.num_road_nodes * OTHER_NODES_PER_ROAD_NODE
        self.num_buildings = (num_others * BUILDING_SHARE).astype(np.int64) // NODES_PER_BUILDING
        rest = num_others - self.num_buildings * NODES_PER_BUILDING
        self.num_shores = rest // NODES_PER_SHORE
        self.num_nodes = (
            self.num_road_nodes
            + self.num_buildings * NODES_PER_BUILDING
            + self.num_shores * NODES_PER_SHORE
        )
        self.first = np.cumsum(self.num_nodes) - self.num_nodes + 1
        box = (SOUTH, WEST, SOUTH + rows * LAT_STEP, WEST + rows * LON_STEP)
        self.borders = Borders(box, int(self.num_nodes.sum()) + 1)
        self.spread = HIGHEST_ID // (self.borders.first + self.borders.num_nodes)

    def ends(self, row: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the row and column where each road of a row begins, and whether it goes north."""
        east, north = (np.flatnonzero(self.there[way, row]) for way in (0, 1))
        goes_north = np.repeat([0, 1], [len(east), len(north)])
        return np.full(len(goes_north), row), np.concatenate((east, north)), goes_north

    def nodes(self, row: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return latitudes and longitudes of a row: junctions, bends, lanes, buildings, shores."""
        generator = np.random.default_rng((11, row))
        y, x, goes_north = self.ends(row)
        share = np.arange(1, BENDS + 1) / (BENDS + 1)
        lane = np.arange(1, LANE_BENDS + 1) / LANE_BENDS / 3
        parts = [[], []]
        for at, step, found in ((self.lat, LAT_STEP, parts[0]), (self.lon, LON_STEP, parts[1])):
            begin, end = at[y, x], at[y + goes_north, x + 1 - goes_north]
            bends = begin[:, None] + (end - begin)[:, None] * share
            lanes = at[row, 1::2, None] + lane * step * DEGREE
            wiggle = generator.normal(0, 0.0004 * DEGREE, bends.shape)
            found += at[row], (bends + wiggle).ravel(), lanes.ravel()
        for count, nodes, size in (
            (int(self.num_buildings[row]), NODES_PER_BUILDING, BUILDING_SIZE),
            (int(self.num_shores[row]), NODES_PER_SHORE, SHORE_SIZE),
        ):
            round_about = np.linspace(0, 2 * np.pi, nodes, endpoint=False)
            lat = SOUTH + (row + generator.random((count, 1))) * LAT_STEP
            lon = WEST + generator.random((count, 1)) * self.rows * LON_STEP
            size = size * generator.uniform(0.5, 1.5, (count, nodes))
            parts[0].append(((lat + size * np.sin(round_about)) * DEGREE).ravel())
            parts[1].append(((lon + 2 * size * np.cos(round_about)) * DEGREE).ravel())
        lat_all, lon_all = (np.rint(np.concatenate(part)).astype(np.int64) for part in parts)
        return lat_all, lon_all

    def ways(self, row: int) -> Iterator[tuple[NDArray[np.int64], tuple[dict[str, str], ...]]]:
        """Yield the ways of a row as numbers of nodes, with the sets of tags that take turns."""
        y, x, goes_north = self.ends(row)
        begin, end = self.first[y] + x, self.first[y + goes_north] + x + 1 - goes_north
        at = int(self.first[row]) + self.rows
        bends, at = _next(at, len(x), BENDS)
        # A road stays of its class along a row or column of the lattice, so that it runs on.
        number = np.where(goes_north, x, row) % len(ROADS)
        for road, tags in enumerate(ROADS):
            here = number == road
            yield np.column_stack((begin[here], bends[here], end[here])), (tags,)
        lanes, at = _next(at, self.rows // 2, LANE_BENDS)
        yield np.column_stack((self.first[row] + np.arange(1, self.rows, 2), lanes)), LANES
        buildings, at = _next(at, int(self.num_buildings[row]), NODES_PER_BUILDING)
        yield np.column_stack((buildings, buildings[:, 0])), BUILDINGS
        shores, at = _next(at, int(self.num_shores[row]), NODES_PER_SHORE)
        yield np.column_stack((shores, shores[:, 0])), SHORES


def write_country(path: Path, num_junctions: int) -> Country:
    """Write a country of about so many junctions."""
    lattice = _Lattice(max(2, round(num_junctions**0.5)))
    borders = lattice.borders
    tags = (*ROADS, *LANES, *BUILDINGS, *SHORES, GATE, ADDRESS, *borders.tags)
    strings = Strings(tags, borders.roles)
    num_ways = 0
    with open(path, "wb") as stream:
        stream.write(header_blob())
        for row in range(lattice.rows):
            stream.writelines(_row_of_nodes(lattice, strings, row))
        numbers = borders.first + np.arange(borders.num_nodes)
        stream.writelines(node_blobs(strings, numbers * lattice.spread, *borders.nodes(), ()))
        for row in range(lattice.rows):
            for refs, tags in lattice.ways(row):
                stream.writelines(way_blobs(strings, num_ways + 1, refs * lattice.spread, tags))
                num_ways += len(refs)
        refs = borders.refs() * lattice.spread
        stream.writelines(way_blobs(strings, num_ways + 1, refs, borders.tags[:1]))
        stream.write(relation_blob(strings, borders.relations(num_ways + 1)))
        num_ways += len(refs)
    return Country(
        borders.first + borders.num_nodes - 1,
        int(lattice.num_road_nodes.sum()),
        num_ways,
        borders.box,
    )


def _row_of_nodes(lattice: _Lattice, strings: Strings, row: int) -> Iterator[bytes]:
    """Yield the nodes of a row as they stand in the file."""
    generator = np.random.default_rng((12, row))
    num_nodes, num_road_nodes = int(lattice.num_nodes[row]), int(lattice.num_road_nodes[row])
    gates = np.flatnonzero(generator.random(num_road_nodes) < GATES_PER_ROAD_NODE)
    num_others = num_nodes - num_road_nodes
    addresses = np.flatnonzero(generator.random(num_others) < ADDRESSES_PER_NODE) + num_road_nodes
    ids = (lattice.first[row] + np.arange(num_nodes)) * lattice.spread
    return node_blobs(strings, ids, *lattice.nodes(row), ((gates, GATE), (addresses, ADDRESS)))


def _next(first: int, count: int, nodes: int) -> tuple[NDArray[np.int64], int]:
    """Return the numbers of the next nodes, a way's in a row, and the number after them."""
    after = first + count * nodes
    return np.arange(first, after).reshape(count, nodes), after


def _whole(degrees: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return degrees as whole numbers [1e-7 degrees]."""
    return np.rint(degrees * DEGREE).astype(np.int64)
