"""Write small OpenStreetMap extracts: a grid with traps, and the roads of two scenarios.

The grid has twenty-one rows and columns of crossings, a kilometre apart, around 66° N 22° E. Each
row and column is a road of its own class. Place ``isle`` lies on a road that leads nowhere else,
and ``wild`` is twelve kilometres from any road. Between ``west`` and ``east`` the short way crosses
a bridge that bears 8 t.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from mobilkontor.core.places import Place, Road
from mobilkontor.scenario.load import load_scenario
from tests.small_scenario import PLACES, ROADS

__all__ = [
    "CHAIN",
    "GRID",
    "GRID_PLACES",
    "ISLE",
    "TINY",
    "WILD",
    "write_chain",
    "write_grid",
    "write_tiny",
]

GRID, CHAIN, TINY = "grid", "chain", "tiny"
TINY_FILE = Path(__file__).parents[2] / "scenarios" / "tiny" / "tiny.yaml"

SIDE = 21
SOUTH, WEST_EDGE = 66.0, 22.0
KM_LAT = 1 / 111.195
KM_LON = KM_LAT / math.cos(math.radians(66.1))
CLASSES = ("primary", "secondary", "tertiary", "unclassified")
BRIDGE_ROW, BRIDGE_STEPS = 10, (9, 10)
ISLE_NODES = (9001, 9002)

Position = tuple[float, float]


def _crossing(row: int, column: int) -> Position:
    """Return latitude and longitude of a crossing [degrees]."""
    return (SOUTH + row * KM_LAT, WEST_EDGE + column * KM_LON)


ISLE = _crossing(30, 5)
WILD = _crossing(-12, 10)
GRID_PLACES: dict[str, Position] = {
    "hub": _crossing(10, 2),
    "west": _crossing(BRIDGE_ROW, 9),
    "east": _crossing(BRIDGE_ROW, 11),
    "north": _crossing(20, 10),
    "south": _crossing(0, 4),
    "corner": _crossing(20, 20),
}
"""Places on the grid, with latitude and longitude [degrees]."""


class _Writer:
    """An extract on its way to disk."""

    def __init__(self, file: Path) -> None:
        header = osmium.io.Header()
        header.set("osmosis_replication_timestamp", "2026-11-01T00:00:00Z")
        self._writer = osmium.SimpleWriter(str(file), header=header)
        self._ways = 0

    def node(self, number: int, position: Position) -> None:
        """Write a node; nodes come before ways."""
        lat, lon = position
        self._writer.add_node(Node(id=number, version=1, location=(lon, lat)))

    def way(self, refs: tuple[int, int], **tags: str) -> None:
        """Write a way."""
        self._ways += 1
        self._writer.add_way(Way(id=self._ways, version=1, nodes=list(refs), tags=tags))

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()


def write_grid(file: Path) -> None:
    """Write the grid, the isle and the weak bridge."""
    writer = _Writer(file)
    for row in range(SIDE):
        for column in range(SIDE):
            writer.node(_node(row, column), _crossing(row, column))
    for number, east_km in zip(ISLE_NODES, (0, 2), strict=True):
        writer.node(number, (ISLE[0], ISLE[1] + east_km * KM_LON))
    for line in range(SIDE):
        tags = {"highway": CLASSES[line % len(CLASSES)], "maxspeed": "70"}
        for step in range(SIDE - 1):
            is_weak = line == BRIDGE_ROW and step in BRIDGE_STEPS
            limit = {"maxweight": "8"} if is_weak else {}
            writer.way((_node(line, step), _node(line, step + 1)), **tags, **limit)
            writer.way((_node(step, line), _node(step + 1, line)), **tags)
    writer.way(ISLE_NODES, highway="tertiary", maxspeed="50")
    writer.close()


def write_chain(file: Path) -> None:
    """Write the places and roads of the small scenario."""
    _write_roads(file, PLACES, ROADS)


def write_tiny(file: Path) -> None:
    """Write the places and roads of the tiny scenario."""
    scenario = load_scenario(TINY_FILE)
    _write_roads(file, scenario.places, scenario.roads)


def _write_roads(file: Path, places: Sequence[Place], roads: Sequence[Road]) -> None:
    """Write roads as straight lines between places."""
    writer = _Writer(file)
    node = {place.id: number for number, place in enumerate(places, start=1)}
    for place in places:
        writer.node(node[place.id], (place.lat, place.lon))
    for road in roads:
        writer.way((node[road.a], node[road.b]), highway="secondary", maxspeed="60")
    writer.close()


def _node(row: int, column: int) -> int:
    """Return the id of a crossing."""
    return 1 + row * SIDE + column
