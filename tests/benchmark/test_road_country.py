"""The made-up country is an extract as others are, small or large."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import osmium

from mobilkontor.roads.build import build_roads
from tests.benchmark.pbf_blocks import Strings, header_blob, node_blobs, way_blobs
from tests.benchmark.road_country import NODES_PER_BUILDING, write_country

EXTREMES = np.array([1, 127, 128, 2**31, 2**35 + 1], dtype=np.int64)


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    """Ids, positions, tags and nodes of ways, also with many bytes and below zero."""
    gate, road, name = {"barrier": "gate"}, {"highway": "primary"}, {"name": "Storgatan åt öster"}
    strings = Strings((gate, road, name))
    lat = np.array([0, -900_000_000, 900_000_000, 1, -1], dtype=np.int64)
    lon = np.array([1_800_000_000, -1_800_000_000, 0, -1, 63], dtype=np.int64)
    refs = np.array([EXTREMES[[0, 4, 1]], EXTREMES[[3, 2, 3]], EXTREMES[[4, 4, 0]]])
    path = tmp_path / "few.osm.pbf"
    blobs = (
        header_blob(),
        *node_blobs(strings, EXTREMES, lat, lon, ((np.array([1, 3]), gate),)),
        *way_blobs(strings, 126, refs, (road, name)),
    )
    path.write_bytes(b"".join(blobs))
    found = [
        (type(one).__name__, one.id, dict(one.tags)) for one in osmium.FileProcessor(str(path))
    ]
    assert found == [
        *(("Node", int(node), gate if i in (1, 3) else {}) for i, node in enumerate(EXTREMES)),
        *(("Way", 126 + i, name if i % 2 else road) for i in range(3)),
    ]
    nodes = osmium.FileProcessor(str(path), osmium.osm.NODE)
    assert [(one.location.y, one.location.x) for one in nodes] == list(zip(lat, lon, strict=True))
    ways = osmium.FileProcessor(str(path), osmium.osm.WAY)
    assert [[node.ref for node in one.nodes] for one in ways] == refs.tolist()


def test_the_country_is_whole_and_told_as_it_is(tmp_path: Path) -> None:
    """Sorted, every way with its nodes, as many as told; and its roads can be built."""
    path = tmp_path / "country.osm.pbf"
    country = write_country(path, 900)
    counts: Counter[str] = Counter()
    nodes: set[int] = set()
    roads: set[int] = set()
    last = 0
    for one in osmium.FileProcessor(str(path)):
        is_first = not counts[type(one).__name__]
        assert is_first or one.id > last
        last = one.id
        counts[type(one).__name__] += 1
        if isinstance(one, osmium.osm.Node):
            nodes.add(one.id)
            continue
        if isinstance(one, osmium.osm.Relation):
            continue
        refs = [node.ref for node in one.nodes]
        assert nodes.issuperset(refs)
        if "building" in one.tags:
            assert len(refs) == NODES_PER_BUILDING + 1
        if "highway" in one.tags:
            roads.update(refs)
    assert counts == {"Node": country.num_nodes, "Way": country.num_ways, "Relation": 289}
    # A junction that chance left without a road is no node of a road.
    assert country.num_road_nodes - 30 < len(roads) <= country.num_road_nodes
    built = build_roads(path, tmp_path / "out", box=country.county(0.5), observe=lambda *_: None)
    assert built.report.length_km > 300
    assert built.report.num_missing == 0


def test_its_municipalities_are_whole(tmp_path: Path) -> None:
    """Squares that share sides, one beside the other."""
    path = tmp_path / "country.osm.pbf"
    write_country(path, 900)
    west, both = (
        build_roads(
            path, tmp_path / "out", municipalities=names, margin_km=0, observe=lambda *_: None
        ).report
        for names in (("0101",), ("0101", "Ort 0-1"))
    )
    assert both.municipalities == ("Ort 0-0s kommun 0101", "Ort 0-1s kommun 0102")
    assert 0 < west.num_segments < both.num_segments
