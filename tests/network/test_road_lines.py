"""The backdrop draws numbered roads, each in as few lines as its junctions allow."""

from __future__ import annotations

from mobilkontor.core.places import RoadClass
from mobilkontor.network.engine import Stretch
from mobilkontor.network.road_kind import RoadKind
from mobilkontor.network.road_lines import driven_roads
from tests.network.road_files import COUNTY, north_of, provider, road_file

SOUTH = (66.0, 20.0)
NODES = [north_of(SOUTH, 6000 * i) for i in range(5)]
E10 = RoadKind(RoadClass.EUROPEAN, "trunk", number="E10")
ROAD_97 = RoadKind(RoadClass.NATIONAL, "primary", number="97")


def test_a_road_is_one_line_whatever_meets_it() -> None:
    """Other roads and changes of speed cut no line; roads without a number are not drawn."""
    bend = (NODES[1][0], 20.2)
    edges = [
        (0, 1, 6000.0, ROAD_97),
        (2, 1, 6000.0, ROAD_97._replace(forward_kmh=70)),
        (2, 3, 6000.0, E10),
        (3, 4, 6000.0, COUNTY),
        (1, 4, 30_000.0, COUNTY),
    ]
    roads = road_file(NODES, edges, inner={2: [bend]})
    european, national = provider(roads, {"place": NODES[0]}).backdrop(())
    assert (european.name, european.road_class) == ("E10", RoadClass.EUROPEAN)
    assert european.points[1] == (round(bend[0], 4), 20.2)
    assert (national.name, national.road_class) == ("97", RoadClass.NATIONAL)
    ends = {national.points[0], national.points[-1]}
    assert ends == {(round(lat, 4), round(lon, 4)) for lat, lon in (NODES[0], NODES[2])}
    assert len(national.points) == 2
    assert abs(national.length_m - 12_000) <= 1


def test_roads_far_from_all_places_are_not_drawn() -> None:
    """A county's map does not carry the country's roads."""
    nodes = [*NODES, (60.0, 20.0), (60.1, 20.0)]
    edges = [(0, 1, 6000.0, ROAD_97), (5, 6, 11_000.0, ROAD_97)]
    (line,) = provider(road_file(nodes, edges), {"place": NODES[0]}).backdrop(())
    assert all(lat > 65 for lat, _ in line.points)
    roads = road_file(nodes, edges)
    assert provider(roads, {}).backdrop(()) == ()


def test_a_road_that_several_ways_follow_is_drawn_once() -> None:
    """There and back, and a part of it: one line, as long as the whole."""
    along = tuple(NODES[:4])
    ways = [
        Stretch("97", along),
        Stretch("97", along[::-1]),
        Stretch("97", along[1:3]),
        Stretch("E10", tuple(NODES[3:])),
    ]
    european, national = driven_roads(ways)
    assert (european.name, european.road_class) == ("E10", RoadClass.EUROPEAN)
    assert (national.name, national.road_class) == ("97", RoadClass.NATIONAL)
    assert {national.points[0], national.points[-1]} == {
        tuple(round(degree, 4) for degree in node) for node in (along[0], along[-1])
    }
    assert abs(national.length_m - 18_000) < 30
    assert driven_roads(reversed(ways)) == (european, national)


def test_ways_without_numbers_draw_no_road() -> None:
    """Nothing to draw, and a stretch of one point, are no error."""
    assert driven_roads(()) == ()
    assert driven_roads([Stretch("97", (NODES[0], NODES[0]))]) == ()
