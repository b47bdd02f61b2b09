"""Write small OpenStreetMap extracts: a grid with traps, signed roads, the roads of two scenarios.

The grid has twenty-one rows and columns of crossings, a kilometre apart, around 66° N 22° E. Each
row and column is a road of its own class. Place ``isle`` lies on a road that leads nowhere else,
and ``wild`` is twelve kilometres from any road. Between ``west`` and ``east`` the short way crosses
a bridge that bears 8 t; their row is road 395, and the northernmost E10. Place ``spur`` lies seven
kilometres east of the grid, behind such a bridge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from mobilkontor.core.places import Place, Road
from mobilkontor.scenario.load import load_scenario
from tests.roads.extracts import Tags, write_extract
from tests.small_scenario import PLACES, ROADS

__all__ = [
    "CHAIN",
    "DUAL",
    "GRID",
    "GRID_PLACES",
    "ISLE",
    "REFS",
    "SIGNED",
    "SIGNED_ENDS",
    "SPUR",
    "TINY",
    "WILD",
    "crossing",
    "write_chain",
    "write_dual",
    "write_grid",
    "write_signed",
    "write_tiny",
]

GRID, CHAIN, DUAL, SIGNED, TINY = "grid", "chain", "dual", "signed", "tiny"
TINY_FILE = Path(__file__).parents[2] / "scenarios" / "tiny" / "tiny.yaml"

SIDE = 21
STEPS = range(SIDE)
SOUTH, WEST_EDGE = 66.0, 22.0
KM_LAT = 1 / 111.195
KM_LON = KM_LAT / math.cos(math.radians(66.1))
CLASSES = ("primary", "secondary", "tertiary", "unclassified")
BRIDGE_ROW, BRIDGE_STEPS = 10, (9, 10)
ROW_REFS = {BRIDGE_ROW: {"ref": "395"}, 20: {"ref": "E 10"}}
ISLE_NODES = (9001, 9002)

REFS = ("E 10", "BD 515", "395")
"""Numbers of the roads of a scenario, in turn; the second stands on no sign."""

Position = tuple[float, float]


def crossing(row: float, column: float) -> Position:
    """Return latitude and longitude of a crossing [degrees]."""
    return (SOUTH + row * KM_LAT, WEST_EDGE + column * KM_LON)


SPUR_NODES = (9003, 9004)

ISLE = crossing(30, 5)
SPUR = crossing(0, 27)
WILD = crossing(-12, 10)
GRID_PLACES: dict[str, Position] = {
    "hub": crossing(10, 2),
    "west": crossing(BRIDGE_ROW, 9),
    "east": crossing(BRIDGE_ROW, 11),
    "north": crossing(20, 10),
    "south": crossing(0, 4),
    "corner": crossing(20, 20),
}
"""Places on the grid, with latitude and longitude [degrees]."""


def write_grid(file: Path) -> None:
    """Write the grid, the isle and the weak bridge."""
    at = {_node(row, column): crossing(row, column) for row in STEPS for column in STEPS}
    at |= {
        node: (ISLE[0], ISLE[1] + km * KM_LON) for node, km in zip(ISLE_NODES, (0, 2), strict=True)
    }
    at |= dict(zip(SPUR_NODES, (crossing(0, SIDE), SPUR), strict=True))
    ways: list[tuple[Sequence[int], Tags]] = []
    for line in STEPS:
        tags = {"highway": CLASSES[line % len(CLASSES)], "maxspeed": "70"}
        for step in STEPS[:-1]:
            is_weak = line == BRIDGE_ROW and step in BRIDGE_STEPS
            limit = {"maxweight": "8"} if is_weak else {}
            signed = tags | ROW_REFS.get(line, {}) | limit
            ways.append(((_node(line, step), _node(line, step + 1)), signed))
            ways.append(((_node(step, line), _node(step + 1, line)), tags))
    ways.append((ISLE_NODES, {"highway": "tertiary", "maxspeed": "50"}))
    spur = {"highway": "tertiary", "maxspeed": "70"}
    ways.append(((_node(0, SIDE - 1), SPUR_NODES[0]), spur | {"maxweight": "8"}))
    ways.append((SPUR_NODES, spur))
    write_extract(file, ways, at=at.__getitem__)


SIGNED_KM = 21
SIGNED_TAGS: tuple[Tags, ...] = (
    *({"ref": "E 10", "name": "Storgatan"}, {"ref": "E 10", "name": "Nygatan"}),
    *({"ref": "E 10"},) * 8,
    *({"name": "Utan nummer"}, {"ref": "BD 515"}, {"ref": "97"}, {"ref": "395"}),
)
"""Tags of stretches of ``SIGNED_KM`` from west to east, without a turn."""

SIGNED_ENDS = tuple(
    (SOUTH, WEST_EDGE + stretch * SIGNED_KM * KM_LON) for stretch in range(len(SIGNED_TAGS) + 1)
)


def write_signed(file: Path) -> None:
    """Write one long road, bent in the middle of each stretch, with side roads where it changes."""
    ends = {10 * i: end for i, end in enumerate(SIGNED_ENDS)}
    bends = {
        10 * i + 5: (lat + KM_LAT, lon + 10 * KM_LON) for i, (lat, lon) in enumerate(SIGNED_ENDS)
    }
    sides = {10 * i + 1: (lat - KM_LAT, lon) for i, (lat, lon) in enumerate(SIGNED_ENDS)}
    same = {"highway": "primary", "maxspeed": "90"}
    ways: list[tuple[Sequence[int], Tags]] = [
        ((10 * i, 10 * i + 5, 10 * i + 10), same | tags) for i, tags in enumerate(SIGNED_TAGS)
    ]
    ways += [((node, node + 1), {"highway": "tertiary", "name": "sida"}) for node in ends]
    write_extract(file, ways, at=(ends | bends | sides).__getitem__)


def write_dual(file: Path) -> None:
    """Write road 97, whose carriageways part for eight kilometres, and a longer way around it.

    It runs from column 0 to 10 of the southern row; every part of it has a side road.
    """
    east = {0: (0, 0), 1: (0, 1), 2: (0, 5), 3: (0, 9), 4: (0, 10)}
    west = {5: (0.03, 5), 6: (-1, 5), 7: (1, 5), 8: (3, 0), 9: (3, 10), 11: (4, 10)}
    road: Tags = {"highway": "primary", "maxspeed": "90", "ref": "97"}
    one_way, side = road | {"oneway": "yes"}, {"highway": "tertiary", "maxspeed": "70"}
    ways: list[tuple[Sequence[int], Tags]] = [
        ((0, 1), road),
        ((1, 2, 3), one_way),
        ((3, 5, 1), one_way),
        ((3, 4), road),
        ((2, 6), side),
        ((5, 7), side),
        # In two pieces: a table takes a single one from end to end unseen, however slow it is.
        ((0, 8, 9), side),
        ((9, 4), side),
        ((9, 11), side),
    ]
    write_extract(file, ways, at=lambda node: crossing(*(east | west)[node]))


def write_chain(file: Path) -> None:
    """Write the places and roads of the small scenario."""
    _write_roads(file, PLACES, ROADS)


def write_tiny(file: Path) -> None:
    """Write the places and roads of the tiny scenario."""
    scenario = load_scenario(TINY_FILE)
    _write_roads(file, scenario.places, scenario.roads)


def _write_roads(file: Path, places: Sequence[Place], roads: Sequence[Road]) -> None:
    """Write roads as straight lines between places."""
    number = {place.id: position for position, place in enumerate(places)}
    tags = {"highway": "secondary", "maxspeed": "60"}
    ways = [
        ((number[road.a], number[road.b]), tags | {"ref": REFS[position % len(REFS)]})
        for position, road in enumerate(roads)
    ]
    write_extract(file, ways, at=lambda node: (places[node].lat, places[node].lon))


def _node(row: int, column: int) -> int:
    """Return the id of a crossing."""
    return row * SIDE + column
