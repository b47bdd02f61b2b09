"""Road files hold the roads of an extract, and bad extracts end in one clear error."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import osmium
import pytest
from osmium.osm.mutable import Node

from mobilkontor.core.errors import NetworkError, OutputError, ScenarioError
from mobilkontor.network.road_file import RoadFile, read_road_file
from mobilkontor.roads import build as building
from mobilkontor.roads import extract as reading
from mobilkontor.roads.build import Built, build_roads
from mobilkontor.roads.work import forget_work
from tests.roads.extracts import DATE, position, write_extract

PRIMARY = {"highway": "primary", "ref": "97", "maxspeed": "90"}
GRAVEL = {"highway": "unclassified", "surface": "gravel"}
VILLAGE = (
    ((10, 11, 12), PRIMARY),
    ((12, 13), PRIMARY),
    ((10, 20, 21), GRAVEL),
    ((12, 22, 21), GRAVEL),
    ((1, 11), {**GRAVEL, "maxweight": "4"}),
)


def build(extract: Path, *, box: tuple[float, float, float, float] | None = None) -> Built:
    """Build the roads of an extract, without progress."""
    return build_roads(extract, extract.parent / "out", box=box, observe=lambda *_: None)


def edges(roads: RoadFile) -> set[tuple[int, int, str]]:
    """Return the edges as numbers of the grid's nodes, the lesser first, with their highway."""
    grid = {
        (round(lat * 1e7), round(lon * 1e7)): node
        for node in range(100)
        for lat, lon in [position(node)]
    }
    node = [grid[lat, lon] for lat, lon in zip(roads.node_lat, roads.node_lon, strict=True)]
    return {
        (*sorted((node[a], node[b])), roads.kinds[kind].highway)  # type: ignore[misc]
        for a, b, kind in zip(roads.edge_from, roads.edge_to, roads.edge_kind, strict=True)
    }


def test_the_village_is_contracted(tmp_path: Path) -> None:
    """Junctions and changes of kind stay: the gravel ring around the north is one edge."""
    built = build(write_extract(tmp_path / "v.osm.pbf", VILLAGE))
    roads = built.roads
    assert edges(roads) == {
        (10, 11, "primary"),
        (11, 12, "primary"),
        (12, 13, "primary"),
        (10, 12, "unclassified"),
        (1, 11, "unclassified"),
    }
    assert (built.report.num_segments, built.report.num_edges) == (8, 5)
    assert built.report.num_lost_parts == 0
    north = [roads.kinds[kind].highway for kind in roads.edge_kind].index("unclassified")
    lengths = {
        roads.kinds[kind].max_weight_kg: length / 10
        for kind, length in zip(roads.edge_kind, roads.length_dm, strict=True)
    }
    degree_m = math.radians(1) * 6_371_009
    assert lengths[4000] == pytest.approx(0.01 * degree_m, abs=0.1)
    assert roads.length_dm[north] > 0
    assert roads.provenance.data_date == DATE
    assert roads.provenance.source == "v.osm.pbf"
    assert "OpenStreetMap" in roads.provenance.attribution


def test_the_shape_of_a_road_keeps_its_bends(tmp_path: Path) -> None:
    """The ring around the north bends at three nodes of the grid, to a metre."""
    roads = build(write_extract(tmp_path / "v.osm.pbf", VILLAGE)).roads
    longest = int(roads.length_dm.argmax())
    inner = slice(roads.shape_start[longest], roads.shape_start[longest + 1])
    points = set(zip(roads.shape_lat[inner], roads.shape_lon[inner], strict=True))
    bends = [position(node) for node in (20, 22)]
    assert points == {(round(lat * 1e5), round(lon * 1e5)) for lat, lon in bends}


def test_a_file_reads_back_as_it_was(tmp_path: Path) -> None:
    """Writing and reading changes nothing, and the same roads give the same bytes."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE)
    roads = build(extract).roads
    (tmp_path / "roads.npz").write_bytes(roads.to_bytes())
    again = read_road_file(tmp_path / "roads.npz")
    assert again.kinds == roads.kinds
    assert again.provenance == roads.provenance
    for name in ("node_lat", "edge_from", "edge_to", "length_dm", "shape_lat", "shape_lon"):
        np.testing.assert_array_equal(getattr(again, name), getattr(roads, name))
    assert again.to_bytes() == roads.to_bytes() == build(extract).roads.to_bytes()


def test_a_box_cuts_the_roads(tmp_path: Path) -> None:
    """Only segments with an end in the box are taken."""
    south, north = position(0)[0] + 0.005, position(10)[0] + 0.005
    box = (south, position(0)[1] - 0.005, north, position(3)[1])
    built = build(write_extract(tmp_path / "v.osm.pbf", VILLAGE), box=box)
    assert built.roads.provenance.box == box
    assert {edge[:2] for edge in edges(built.roads)} == {
        *((10, 11), (11, 12), (12, 13), (1, 11), (10, 20), (12, 22))
    }


def test_one_way_roads_keep_their_direction(tmp_path: Path) -> None:
    """A ring of one-way roads is kept, a one-way road that leads nowhere is reported."""
    ways = (
        *VILLAGE,
        ((13, 23, 22), {**GRAVEL, "oneway": "yes"}),
        ((13, 14), {**GRAVEL, "oneway": "yes"}),
    )
    built = build(write_extract(tmp_path / "v.osm.pbf", ways))
    assert (13, 22, "unclassified") in edges(built.roads)
    assert not {edge for edge in edges(built.roads) if 14 in edge}
    assert built.report.num_lost_parts == 1
    assert built.report.lost_km == pytest.approx(built.report.lost_parts[0].length_km)


def test_an_island_is_reported(tmp_path: Path) -> None:
    """Roads that no bridge and no ferry joins to the rest are left out, and told with a place."""
    island = ((55, 56, 57), {**GRAVEL, "access:conditional": "no @ (Mo-Fr)"})
    built = build(write_extract(tmp_path / "v.osm.pbf", (*VILLAGE, island)))
    (part,) = built.report.lost_parts
    assert (part.lat, part.lon) in [pytest.approx(position(node)) for node in (55, 57)]
    assert built.report.unread == (("Mo-Fr", 1),)


def test_a_ferry_joins_an_island_at_its_own_speed(tmp_path: Path) -> None:
    """A crossing of 4 steps in 20 min, split at a pier, keeps its time in all."""
    island = ((55, 56, 57), GRAVEL)
    ferry = ((13, 33, 55), {"route": "ferry", "motor_vehicle": "yes", "duration": "00:20"})
    roads = build(write_extract(tmp_path / "v.osm.pbf", (*VILLAGE, island, ferry))).roads
    (kind,) = [kind for kind in roads.kinds if kind.is_ferry]
    length_m = sum(
        length / 10
        for length, of in zip(roads.length_dm, roads.edge_kind, strict=True)
        if roads.kinds[of].is_ferry
    )
    assert length_m / (kind.forward_kmh / 3.6) == pytest.approx(1200, rel=1e-3)
    assert (13, 55, "ferry") in edges(roads)


def test_a_bollard_parts_a_road(tmp_path: Path) -> None:
    """Nobody passes a bollard; the roads on both its sides stay."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE, node_tags={21: {"barrier": "bollard"}})
    built = build(extract)
    assert {(10, 21, "unclassified"), (12, 21, "unclassified")} <= edges(built.roads)
    assert len(built.roads.node_lat) == 7
    assert built.report.num_blocked == 1


def test_missing_points_are_told(tmp_path: Path) -> None:
    """A lost point costs its segments; too many are an error."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE, missing=(1,))
    with pytest.raises(ScenarioError, match=r"E253 .*1 of 8 points .* \(12 %\)"):
        build(extract)
    long = ((30, 31, 32, 33, 34, 35, 36), GRAVEL)
    bridge = ((20, 30), GRAVEL)
    extract = write_extract(tmp_path / "w.osm.pbf", (*VILLAGE, long, bridge), missing=(1,))
    built = build(extract)
    assert built.report.num_missing == 1
    assert not {edge for edge in edges(built.roads) if 1 in edge}


def truncated(folder: Path) -> Path:
    """Return the first half of an extract."""
    ways = [((i % 90, i % 90 + 1), {**GRAVEL, "name": f"Väg {i}"}) for i in range(20_000)]
    whole = write_extract(folder / "whole.osm.pbf", ways).read_bytes()
    (folder / "half.osm.pbf").write_bytes(whole[: len(whole) // 2])
    return folder / "half.osm.pbf"


def not_a_pbf(folder: Path) -> Path:
    """Return a text with the name of an extract."""
    (folder / "text.osm.pbf").write_text("<osm/>\n" * 1000)
    return folder / "text.osm.pbf"


def empty(folder: Path) -> Path:
    """Return an empty file."""
    (folder / "empty.osm.pbf").touch()
    return folder / "empty.osm.pbf"


def no_file(folder: Path) -> Path:
    """Return the name of no file."""
    return folder / "no.osm.pbf"


def a_folder(folder: Path) -> Path:
    """Return a folder."""
    return folder


def only_footways(folder: Path) -> Path:
    """Return an extract without a road for cars."""
    return write_extract(folder / "foot.osm.pbf", [((1, 2), {"highway": "footway"})])


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (truncated, r"E252 .*half\.osm\.pbf: .* \(PBF error.*\)\. Download it again"),
        (not_a_pbf, r"E252 .*text\.osm\.pbf"),
        (empty, r"E252 .*empty\.osm\.pbf"),
        (no_file, r"E251 .*no\.osm\.pbf: cannot be read \(No such file"),
        (a_folder, r"E251 .*: cannot be read \(Is a directory\)"),
        (only_footways, r"E254 .*foot\.osm\.pbf: it holds no road for cars at all"),
    ],
)
def test_a_bad_extract_is_told(tmp_path: Path, make: object, text: str) -> None:
    """What, where, why, and what to do; the status is that of bad input."""
    with pytest.raises(ScenarioError, match=text) as told:
        build(make(tmp_path))  # type: ignore[operator]
    assert told.value.exit_code == 2


def test_a_box_without_roads_is_told(tmp_path: Path) -> None:
    """The box is named as what to correct."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE)
    with pytest.raises(ScenarioError, match=r"E254 .* where roads are wanted\. Correct --bbox"):
        build(extract, box=(10, 10, 11, 11))


def test_without_the_reader_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named; nothing else of the program needs it."""
    monkeypatch.setattr(reading, "osmium", None)
    with pytest.raises(NetworkError, match=r"E250 .*pip install 'mobilkontor\[roads\]'"):
        build(write_extract(tmp_path / "v.osm.pbf", VILLAGE))


def test_finished_passes_are_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build of the same extract reads no pass again; another extract reads all."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE)
    first = build(extract).roads.to_bytes()
    monkeypatch.setattr(building, "read_ways", None)
    monkeypatch.setattr(building, "read_points", None)
    assert build(extract).roads.to_bytes() == first
    write_extract(extract, VILLAGE[:3])
    with pytest.raises(TypeError, match="not callable"):
        build(extract)


def test_a_broken_pass_is_read_again(tmp_path: Path) -> None:
    """What a kill or a full disk left half-written is not trusted."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE)
    first = build(extract).roads.to_bytes()
    for kept in (tmp_path / ".out.building").iterdir():
        kept.write_bytes(kept.read_bytes()[:-50])
    assert build(extract).roads.to_bytes() == first
    forget_work(tmp_path / "out")
    assert not (tmp_path / ".out.building").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Passes that cannot be kept are an error of the output, with the reason."""
    extract = write_extract(tmp_path / "v.osm.pbf", VILLAGE)
    (tmp_path / ".out.building").touch()
    with pytest.raises(OutputError, match=r"E255 .*\.out\.building: .* \(File exists\)"):
        build(extract)


def test_no_road_file_is_told(tmp_path: Path) -> None:
    """Other files, cut files and files of arrays that do not fit are refused."""
    path = tmp_path / "roads.npz"
    with pytest.raises(NetworkError, match=r"E224 .*No such file"):
        read_road_file(path)
    path.write_text("no archive")
    with pytest.raises(NetworkError, match=r"E224 .*not a zip file.*roads build"):
        read_road_file(path)
    np.savez(path, node_lat=np.zeros(2, np.int32))
    with pytest.raises(NetworkError, match=r"E224 .*node_lon"):
        read_road_file(path)
    roads = build(write_extract(tmp_path / "v.osm.pbf", VILLAGE)).roads
    roads.edge_to[0] = 99
    path.write_bytes(roads.to_bytes())
    with pytest.raises(NetworkError, match=r"E224 .*edge_to does not fit the rest"):
        read_road_file(path)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(NetworkError, match="E224"):
        read_road_file(path)


def test_an_extract_need_not_be_sorted(tmp_path: Path) -> None:
    """Points in any order give the same roads, and the bollard stays where it is."""
    bollard = {21: {"barrier": "bollard"}}
    whole = write_extract(tmp_path / "v.osm.pbf", VILLAGE, node_tags=bollard)
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "v.osm.pbf"
    with osmium.SimpleWriter(str(other), overwrite=True) as writer:
        nodes = [
            Node(id=node.id, location=(node.lon, node.lat), tags=dict(node.tags))
            for node in osmium.FileProcessor(str(whole), osmium.osm.NODE)
        ]
        for node in reversed(nodes):
            writer.add_node(node)
        for way in osmium.FileProcessor(str(whole), osmium.osm.WAY):
            writer.add_way(way)
    assert edges(build(other).roads) == edges(build(whole).roads)
    assert build(other).report.num_blocked == 1
