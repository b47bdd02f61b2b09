r"""Write small OpenStreetMap extracts whose roads can be worked out by hand.

The village, one step being 0.01 degrees (1.11 km along a meridian, 0.45 km along 66 degrees N)::

    north    20 -- 21 -- 22
             |           |
    middle   10 -- 11 -- 12 -- 13
             |
    south     1

Nodes of the extract are numbered ``10 * row + column``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

STEP = 0.01
SOUTH_WEST = (66.0, 20.0)
DATE = "2026-11-01T21:20:00Z"

Tags = Mapping[str, str]


def position(node: int) -> tuple[float, float]:
    """Return latitude and longitude of a node [degrees]."""
    row, column = divmod(node, 10)
    return SOUTH_WEST[0] + row * STEP, SOUTH_WEST[1] + column * STEP


def write_extract(
    path: Path,
    ways: Sequence[tuple[Sequence[int], Tags]],
    *,
    node_tags: Mapping[int, Tags] | None = None,
    missing: Sequence[int] = (),
    at: Callable[[int], tuple[float, float]] = position,
    relations: Sequence[tuple[Sequence[tuple[str, int, str]], Tags]] = (),
) -> Path:
    """Write an extract with ways over nodes, by default those of the village's grid.

    Members of relations are kind, number and role; the ways are numbered from 1.
    """
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", DATE)
    nodes = sorted({node for way, _ in ways for node in way} - set(missing))
    tags = node_tags or {}
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        for node in nodes:
            lat, lon = at(node)
            # Node 0 is no id of OpenStreetMap.
            writer.add_node(Node(id=node + 1, location=(lon, lat), tags=dict(tags.get(node, {}))))
        for number, (way, way_tags) in enumerate(ways, start=1):
            refs = [node + 1 for node in way]
            writer.add_way(Way(id=number, nodes=refs, tags=dict(way_tags)))
        for number, (members, relation_tags) in enumerate(relations, start=1):
            writer.add_relation(Relation(id=number, members=members, tags=dict(relation_tags)))
    return path
