r"""Times and ways on a road file, worked out by hand.

Everything lies on one meridian, 6 km from node to node, at 60 km/h (1 km takes 1 min)::

    0 --6 km-- 1 --6 km-- 2 --6 km-- 3 ..ferry 3 km.. 4 --6 km-- 5
"""

from __future__ import annotations

import dataclasses
import datetime

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.places import RoadClass
from mobilkontor.core.travel_note import RoadsOfDay
from mobilkontor.network.road_kind import FORWARD, RoadKind
from tests.network.road_files import COUNTY, USE, Position, north_of, provider, road_file

SOUTH = (66.0, 20.0)
GRAVEL = COUNTY._replace(is_unpaved=True)
FERRY = RoadKind(RoadClass.LOCAL, "ferry", forward_kmh=10, backward_kmh=10)
NODES = [north_of(SOUTH, 6000 * i) for i in range(6)]
EDGES = [
    (0, 1, 6000.0, COUNTY),
    (1, 2, 6000.0, COUNTY),
    (2, 3, 6000.0, COUNTY),
    (3, 4, 3000.0, FERRY),
    (4, 5, 6000.0, COUNTY),
]
PLACES = {"south": NODES[0], "middle": north_of(SOUTH, 9000), "north": NODES[5]}
MINUTE = 60


def times_min(edges: list[tuple[int, int, float, RoadKind]], **changes: object) -> list[float]:
    """Return the minutes from south to middle, middle to north, north to south."""
    use = dataclasses.replace(USE, **changes)  # type: ignore[arg-type]
    matrix = provider(road_file(NODES, edges), PLACES, use).travel(tuple(PLACES))
    return [matrix.time_s[pair] / MINUTE for pair in ((0, 1), (1, 2), (2, 0))]


def with_kind(edge: int, kind: RoadKind) -> list[tuple[int, int, float, RoadKind]]:
    """Return the edges, one of another kind."""
    changed = list(EDGES)
    changed[edge] = (*EDGES[edge][:3], kind)
    return changed


def test_times_are_those_of_the_roads() -> None:
    """A place in the middle of an edge takes its share of it; the ferry takes 18 min."""
    assert times_min(EDGES) == [9, 33, 42]


def test_distances_and_origin_go_with_the_times() -> None:
    """The matrix carries metres, date, credit and what was assumed of the season."""
    matrix = provider(road_file(NODES, EDGES), PLACES).travel(tuple(PLACES))
    assert matrix.distance_m.tolist() == [*([0, 9000, 27000], [9000, 0, 18000], [27000, 18000, 0])]
    assert (matrix.provider, matrix.date) == ("road_file", "2026-11-01")
    assert "OpenStreetMap" in matrix.attribution
    assert isinstance(matrix.note, RoadsOfDay)
    assert (matrix.note.as_on.month, matrix.note.as_on.day) == (7, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"speed_shares": dict.fromkeys(RoadClass, 0.5)}, [18, 48, 66]),
        ({"max_speed_kmh": 30}, [18, 48, 66]),
        ({"ferry_wait_s": 600}, [9, 43, 52]),
        ({"unpaved_share": 0.5}, [9, 33, 42]),
    ],
)
def test_speed_follows_the_user(changes: dict[str, object], expected: list[float]) -> None:
    """Shares and limits slow roads down, not ferries; a wait counts once a crossing."""
    assert times_min(EDGES, **changes) == expected


def test_gravel_is_slower_by_its_share() -> None:
    """Half the speed on the 6 km from 2 to 3."""
    gravel = COUNTY._replace(is_unpaved=True)
    assert times_min(with_kind(2, gravel), unpaved_share=0.5) == [9, 39, 48]


def test_the_wait_counts_once_however_the_crossing_is_cut() -> None:
    """A ferry in two edges with a node at sea has one wait."""
    nodes = [*NODES, north_of(SOUTH, 20_000)]
    edges = [*EDGES[:3], (3, 6, 1000.0, FERRY), (6, 4, 2000.0, FERRY), EDGES[4]]
    use = dataclasses.replace(USE, ferry_wait_s=600)
    matrix = provider(road_file(nodes, edges), PLACES, use).travel(tuple(PLACES))
    assert matrix.time_s[0, 2] == 52 * MINUTE


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (COUNTY._replace(max_weight_kg=4000), {"weight_kg": 4001}),
        (COUNTY._replace(max_height_cm=300), {"height_cm": 301}),
        (COUNTY._replace(is_hgv_forbidden=True), {"weight_kg": 3501}),
        (COUNTY._replace(conditions="no @ (Nov-Apr)"), {"date": datetime.date(2027, 2, 1)}),
        (COUNTY, {"speed_shares": {**USE.speed_shares, RoadClass.COUNTY: 0}}),
        (GRAVEL, {"weight_kg": 4001, "unpaved_max_kg": {RoadClass.COUNTY: 4000}}),
        (
            COUNTY._replace(weight_conditions="9000 @ (Jan); 4000 @ (Apr 15-May 31)"),
            {"weight_kg": 4001, "date": datetime.date(2027, 5, 31)},
        ),
    ],
)
def test_a_road_that_may_not_be_taken_cuts_places_off(
    kind: RoadKind, changes: dict[str, object]
) -> None:
    """All places beyond it are named, with the vehicle and the date."""
    with pytest.raises(NetworkError, match=r"E2(25|26) hand\.osm\.pbf: .*(north|south)") as told:
        times_min(with_kind(2, kind), **changes)
    assert told.value.exit_code == 3


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (COUNTY._replace(max_weight_kg=4000), {"weight_kg": 4000}),
        (COUNTY._replace(max_height_cm=300), {"height_cm": 300}),
        (COUNTY._replace(is_hgv_forbidden=True), {"weight_kg": 3500}),
        (COUNTY._replace(conditions="no @ (Nov-Apr)"), {"date": datetime.date(2027, 5, 1)}),
        (GRAVEL, {"weight_kg": 4000, "unpaved_max_kg": {RoadClass.COUNTY: 4000}}),
        (GRAVEL, {"weight_kg": 9000, "unpaved_max_kg": {RoadClass.LOCAL: 4000}}),
        (COUNTY, {"weight_kg": 9000, "unpaved_max_kg": {RoadClass.COUNTY: 4000}}),
        (
            COUNTY._replace(weight_conditions="4000 @ (Apr 15-May 31)"),
            {"weight_kg": 9000, "date": datetime.date(2027, 6, 1)},
        ),
        (
            COUNTY._replace(weight_conditions="4000 @ (Apr-May)"),
            {"weight_kg": 4000, "date": datetime.date(2027, 5, 1)},
        ),
        # What no road file of ours holds has no effect.
        (COUNTY._replace(weight_conditions="odd @ (Jul)"), {"weight_kg": 9000}),
    ],
)
def test_a_road_that_just_may_be_taken_is(kind: RoadKind, changes: dict[str, object]) -> None:
    """A limit allows what is as heavy or as high as it says."""
    assert times_min(with_kind(2, kind), **changes) == [9, 33, 42]


def test_soft_gravel_is_told_with_what_to_do() -> None:
    """Whom a limit of the season cuts off reads where it stands."""
    limits = {"weight_kg": 12_000, "unpaved_max_kg": {RoadClass.COUNTY: 4000}}
    told = r"E226 .*a vehicle of 12 t .* north on .*, raise network\.unpaved_max_weight_t, or take"
    with pytest.raises(NetworkError, match=told):
        times_min([*with_kind(2, GRAVEL), (4, 5, 6000.0, COUNTY)], **limits)


def test_a_one_way_road_makes_the_way_back_longer() -> None:
    """From 2 to 3 one way only, back by a road of 12 km."""
    back = (3, 2, 12_000.0, COUNTY._replace(direction=FORWARD))
    edges = [*with_kind(2, COUNTY._replace(direction=FORWARD)), back]
    assert times_min(edges) == [9, 33, 48]


def test_a_way_that_leads_nowhere_back_cuts_off() -> None:
    """Who can be reached but not left is told like any place cut off."""
    with pytest.raises(NetworkError, match=r"E226 hand\.osm\.pbf: a car cannot drive .* north on"):
        times_min(with_kind(4, COUNTY._replace(direction=FORWARD)))


def test_places_far_from_roads_are_named_at_once() -> None:
    """All of them, with how far was looked."""
    places = {**PLACES, "lake": (66.0, 20.5), "fell": (66.1, 19.0)}
    roads = provider(road_file(NODES, EDGES), places)
    with pytest.raises(NetworkError, match=r"E225 .*within 2 km of lake, fell that a car may "):
        roads.travel(tuple(places))
    joined = roads.travel_where_joined(tuple(places)).is_joined
    is_on = np.array([place in PLACES for place in places])
    assert np.array_equal(joined, np.outer(is_on, is_on) | np.eye(len(places), dtype=bool))
    assert np.array_equal(
        roads.travel(tuple(PLACES)).time_s,
        provider(road_file(NODES, EDGES), PLACES).travel(tuple(PLACES)).time_s,
    )


def test_no_place_stands_on_a_ferry_or_a_motorway() -> None:
    """A place beside a crossing stands on the nearest road of its shore."""
    at_sea = north_of(SOUTH, 19_400)
    matrix = provider(road_file(NODES, EDGES), {**PLACES, "pier": at_sea}).travel(("south", "pier"))
    assert matrix.time_s[0, 1] == 18 * MINUTE


def test_places_on_one_edge_reach_each_other() -> None:
    """Three places on one edge, in any order, and two on one spot, which are 1 s apart."""
    places: dict[str, Position] = {
        "c": north_of(SOUTH, 5000),
        "a": north_of(SOUTH, 1000),
        "b": north_of(SOUTH, 2000),
        "b2": north_of(SOUTH, 2000),
    }
    matrix = provider(road_file(NODES, EDGES), places).travel(("a", "b", "c", "b2"))
    assert (matrix.time_s[0] / MINUTE).round(1).tolist() == [0, 1, 4, 1]
    assert matrix.time_s[1, 3] == 1


def test_dead_ends_are_left_out_unless_a_place_stands_there() -> None:
    """A village at the end of a road keeps its road."""
    nodes = [*NODES, (66.0, 20.1), (66.0, 20.2)]
    edges = [*EDGES, (0, 6, 4500.0, COUNTY), (6, 7, 4500.0, COUNTY)]
    matrix = provider(road_file(nodes, edges), {**PLACES, "end": nodes[7]}).travel(("south", "end"))
    assert matrix.time_s[0, 1] == 9 * MINUTE


def test_the_path_follows_the_bends() -> None:
    """Junctions, bends and the places themselves, each once and in order."""
    bend = (NODES[1][0] + 0.01, 20.05)
    roads = road_file(NODES, EDGES, inner={1: [bend]})
    places = {"south": NODES[0], "aside": (NODES[3][0], 20.01), "north": NODES[5]}
    path = provider(roads, places).path("south", "north")
    rounded = [tuple(round(value, 5) for value in node) for node in NODES]
    assert [tuple(round(value, 5) for value in point) for point in path] == [
        *rounded[:2],
        tuple(round(value, 5) for value in bend),
        *rounded[2:],
    ]
    back = provider(roads, places).path("north", "south")
    assert back == path[::-1]
    aside = provider(roads, places).path("south", "aside")
    assert aside[-1] == (NODES[3][0], 20.01)


def test_a_path_begins_in_the_middle_of_an_edge() -> None:
    """A place beside a road is joined to the point nearest to it."""
    places = {**PLACES, "middle": (north_of(SOUTH, 9000)[0], 20.01)}
    path = provider(road_file(NODES, EDGES), places).path("middle", "north")
    assert path[0] == places["middle"]
    assert path[1] == pytest.approx(north_of(SOUTH, 9000), abs=2e-5)
    assert path[2] == pytest.approx(NODES[2], abs=1e-5)


def test_of_parallel_roads_the_fastest_counts() -> None:
    """A detour of the same ends at twice the speed is taken, also drawn."""
    fast = COUNTY._replace(forward_kmh=120, backward_kmh=120)
    roads = road_file(NODES, [*EDGES, (2, 3, 8000.0, fast)], inner={5: [(NODES[2][0], 20.02)]})
    found = provider(roads, PLACES)
    assert found.travel(tuple(PLACES)).time_s[0, 2] == 40 * MINUTE
    assert any(np.isclose(lon, 20.02) for _, lon in found.path("south", "north"))
