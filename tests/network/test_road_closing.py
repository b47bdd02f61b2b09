r"""Roads of a number that are closed, in full, near a place or between two, worked out by hand.

Road 97 runs north, 6 km from node to node; a local road without a number runs beside its middle::

    0 --97-- 1 --97-- 2 --97-- 3 --97-- 4
             |                 |
             5 ------ 30 km ---6
"""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_closing import RoadClosing
from mobilkontor.network.road_kind import FORWARD, RoadKind
from tests.network.road_files import COUNTY, Position, north_of, provider, road_file

SOUTH = (66.0, 20.0)
WEST = (66.0, 19.9)
ROAD_97 = RoadKind(RoadClass.NATIONAL, "primary", number="97", forward_kmh=60, backward_kmh=60)
E10 = ROAD_97._replace(number="E10")
NODES = [
    *(north_of(SOUTH, 6000 * i) for i in range(5)),
    *(north_of(WEST, 6000 * i) for i in (1, 3)),
]
EDGES = [
    *((i, i + 1, 6000.0, ROAD_97) for i in range(4)),
    (1, 5, 1000.0, COUNTY),
    (5, 6, 30_000.0, COUNTY),
    (6, 3, 1000.0, COUNTY),
]
PLACES = {
    "south": NODES[0],
    "near": north_of(SOUTH, 9000),
    "far": north_of(SOUTH, 15_000),
    "north": NODES[4],
    "west": NODES[5],
    "side": (NODES[1][0], 19.97),
}
APART = -1


def minutes(
    closing: RoadClosing,
    edges: list[tuple[int, int, float, RoadKind]] = EDGES,
    nodes: list[Position] = NODES,
) -> dict[str, float]:
    """Return the minutes between neighbours from south to north while something is closed."""
    roads = provider(road_file(nodes, edges), PLACES, closings=[closing])
    travel = roads.travel_where_joined(tuple(PLACES))
    found = np.where(travel.is_joined, travel.time_s / 60, APART)
    pairs = (("south", "near"), ("near", "far"), ("far", "north"), ("south", "north"))
    ids = list(PLACES)
    return {f"{a} {b}": float(found[ids.index(a), ids.index(b)]) for a, b in pairs}


OPEN = {"south near": 9, "near far": 6, "far north": 9, "south north": 24}


@pytest.mark.parametrize(
    ("closing", "changed"),
    [
        # All of it: only west is left, on another road.
        (RoadClosing("97"), dict.fromkeys(OPEN, APART)),
        # From place to place: both stay on their side of it.
        (RoadClosing("97", between=("far", "near")), {"near far": 38, "south north": 44}),
        # From the place to the junction beyond, and on: near is cut off from the south only.
        (
            RoadClosing("97", between=("south", "near")),
            {"south near": APART, "south north": APART},
        ),
        # On both sides of a place: it is cut off, and the others drive around it.
        (
            RoadClosing("97", near="near", within_m=100),
            {"south near": APART, "near far": APART, "south north": 44},
        ),
        # A place off the road: its nearest junction is where the stretch begins.
        (
            RoadClosing("97", between=("side", "far")),
            {"south near": APART, "near far": APART, "south north": 44},
        ),
    ],
)
def test_a_stretch_is_closed_from_one_node_to_the_next(
    closing: RoadClosing, changed: dict[str, float]
) -> None:
    """Places and junctions part the road; those at the ends of what is closed are not cut off."""
    assert minutes(closing) == OPEN | changed


def test_a_closed_road_shows_the_one_beside_it() -> None:
    """Of two roads between the same junctions the slower is there when the faster is closed."""
    beside = [*EDGES, (3, 4, 18_000.0, COUNTY)]
    roads = provider(
        road_file(NODES, beside), {"a": NODES[3], "b": NODES[4]}, closings=[RoadClosing("97")]
    )
    assert roads.travel_where_joined(("a", "b")).time_s[0, 1] == 18 * 60
    assert roads.path("a", "b")[0] == NODES[3]


def test_both_carriageways_are_closed() -> None:
    """The road back lies beside the road there; a road of the number elsewhere stays open."""
    there = ROAD_97._replace(direction=FORWARD)
    aside = [(lat, lon + 0.001) for lat, lon in NODES[2:4]]
    nodes = [*NODES, *aside]
    edges = [
        *EDGES[:2],
        (2, 3, 6000.0, there),
        (8, 7, 6000.0, there),
        *((i, j, 50.0, E10) for i, j in ((2, 7), (3, 8))),
        *EDGES[3:],
    ]
    closing = RoadClosing("97", between=("near", "side"))
    places = {"near": PLACES["near"], "side": (NODES[3][0], 19.97), "north": NODES[4]}
    found = [
        provider(road_file(nodes, edges), places, closings=closed).travel_where_joined(
            tuple(places)
        )
        for closed in ((), (closing,))
    ]
    around_s = (3 + 1 + 30 + 0.7) * 60
    assert [travel.time_s[1, 0] for travel in found] == pytest.approx([564, around_s], abs=2)
    assert [travel.time_s[0, 1] for travel in found] == pytest.approx([558, around_s], abs=2)
    assert [travel.time_s[1, 2] for travel in found] == pytest.approx([378, 378], abs=2)


def test_a_place_that_is_cut_off_has_no_way() -> None:
    """Whoever asks for one is told, and the matrix of all is refused."""
    closed = provider(road_file(NODES, EDGES), PLACES, closings=[RoadClosing("97")])
    told = r"^E226 hand.osm.pbf: a car cannot drive between most"
    with pytest.raises(NetworkError, match=told):
        closed.path("south", "north")
    with pytest.raises(NetworkError, match=told):
        closed.travel(tuple(PLACES))


@pytest.mark.parametrize(
    ("closing", "told"),
    [
        (
            RoadClosing("98"),
            r"^E227 hand.osm.pbf: closed_roads closes road 98, but no road has that number. Its "
            r"roads are 97. Correct",
        ),
        (
            RoadClosing("97", near="west", within_m=2000),
            r"^E228 hand.osm.pbf: closed_roads closes road 97 at west, but it comes no nearer "
            r"than 4.5 km; looked within 2 km. Name",
        ),
        (
            RoadClosing("97", between=("west", "north")),
            r"^E228 hand.osm.pbf: closed_roads closes road 97 at west, but it comes no nearer "
            r"than 4.5 km; looked within 2 km. Name",
        ),
        (
            RoadClosing("E10", between=("south", "north")),
            r"^E229 hand.osm.pbf: closed_roads closes road E10 between south and north, but it "
            r"does not lead from the one to the other without a gap. Close",
        ),
    ],
)
def test_a_road_that_is_not_there_is_told(closing: RoadClosing, told: str) -> None:
    """A closing that closes nothing is a mistake, not a plan without detours."""
    gap = [(i, j, m, E10 if i in (0, 3) and j == i + 1 else kind) for i, j, m, kind in EDGES]
    edges = gap if closing.number == "E10" else EDGES
    with pytest.raises(NetworkError, match=told):
        minutes(closing, edges)
