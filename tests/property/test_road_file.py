"""What is true of ways on any road file."""

from __future__ import annotations

import dataclasses
import datetime
import math

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_closing import RoadClosing
from mobilkontor.network.road_file import RoadFile
from mobilkontor.network.road_kind import FORWARD, RoadKind
from mobilkontor.network.road_use import CLOSED, RoadUse, edge_times
from tests.network.road_files import COUNTY, USE, provider, road_file

NUM_NODES = 8
NODES = [(66 + (node % 3) / 50, 20 + (node // 3) / 20) for node in range(NUM_NODES)]
PLACES = {f"p{node}": NODES[node] for node in range(0, NUM_NODES, 2)}
IDS = tuple(PLACES)
KINDS = (
    COUNTY,
    COUNTY._replace(forward_kmh=90, backward_kmh=70),
    COUNTY._replace(max_weight_kg=4000),
    COUNTY._replace(max_height_cm=300),
    COUNTY._replace(is_hgv_forbidden=True, is_unpaved=True),
    COUNTY._replace(conditions="no @ (Nov-Apr)"),
    COUNTY._replace(weight_conditions="8000 @ (Jan-Jun)", is_unpaved=True),
    COUNTY._replace(direction=FORWARD),
    RoadKind(RoadClass.LOCAL, "ferry", forward_kmh=12, backward_kmh=12),
)
ROAD_395 = COUNTY._replace(number="395")
NUMBERED = (*KINDS, *(kind._replace(number="395") for kind in KINDS[:-1]))
CLOSINGS = (
    RoadClosing("395"),
    RoadClosing("395", near="p0", within_m=1000),
    RoadClosing("395", near="p2", within_m=9000),
    RoadClosing("395", between=("p0", "p6")),
    RoadClosing("395", between=("p6", "p0")),
)
SAME_BOTH_WAYS = tuple(kind for kind in KINDS if kind.is_same_both_ways)
USES = st.builds(
    RoadUse,
    speed_shares=st.fixed_dictionaries(
        {road_class: st.sampled_from((0.5, 0.8, 1.0)) for road_class in RoadClass}
    ),
    unpaved_share=st.sampled_from((0.7, 1.0)),
    max_speed_kmh=st.sampled_from((50.0, 80.0, 130.0)),
    weight_kg=st.sampled_from((0, 3500, 4000, 12_000)),
    height_cm=st.sampled_from((0, 280, 350)),
    ferry_wait_s=st.sampled_from((0, 601)),
    date=st.dates(datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)),
    max_snap_m=st.just(2000),
    unpaved_max_kg=st.dictionaries(st.sampled_from(RoadClass), st.sampled_from((3500, 12_000))),
)


@st.composite
def edge_lists(
    draw: st.DrawFn, kinds: tuple[RoadKind, ...] = KINDS
) -> list[tuple[int, int, float, RoadKind]]:
    """Return a ring of roads open to all, so that places are joined, and more roads across it."""
    length = st.integers(1, 90_000).map(lambda dm: dm / 10)
    ring = [(node, (node + 1) % NUM_NODES, draw(length), COUNTY) for node in range(NUM_NODES)]
    ends = st.integers(0, NUM_NODES - 1)
    across = st.tuples(ends, ends, length, st.sampled_from(kinds))
    return [*ring, *draw(st.lists(across, max_size=12))]


def matrix(edges: list[tuple[int, int, float, RoadKind]], use: RoadUse = USE) -> TravelMatrix:
    """Return the matrix of the places."""
    return provider(road_file(NODES, edges), PLACES, use).travel(IDS)


def brute_force(roads: RoadFile, use: RoadUse) -> np.ndarray:
    """Return the fastest times between all nodes, by Floyd and Warshall, in whole hundredths."""
    best = np.full((NUM_NODES, NUM_NODES), math.inf)
    np.fill_diagonal(best, 0)
    along, against = edge_times(roads, use)
    for edge in range(len(along)):
        a, b = roads.edge_from[edge], roads.edge_to[edge]
        if along[edge] != CLOSED:
            best[a, b] = min(best[a, b], along[edge])
        if against[edge] != CLOSED:
            best[b, a] = min(best[b, a], against[edge])
    for middle in range(NUM_NODES):
        best = np.minimum(best, best[:, [middle]] + best[[middle], :])
    return best


@given(edge_lists(), USES)
def test_times_are_those_of_brute_force(
    edges: list[tuple[int, int, float, RoadKind]], use: RoadUse
) -> None:
    """Snapping, dead ends left out and blocks change nothing."""
    roads = road_file(NODES, edges)
    found = provider(roads, PLACES, use).travel(IDS).time_s
    wanted = brute_force(roads, use)[::2, ::2]
    np.testing.assert_array_equal(found, np.maximum(np.ceil(wanted / 100), wanted > 0))


@given(edge_lists(), USES)
def test_no_detour_is_faster(edges: list[tuple[int, int, float, RoadKind]], use: RoadUse) -> None:
    """The triangle inequality holds."""
    time_s = matrix(edges, use).time_s
    for middle in range(len(IDS)):
        assert (time_s <= time_s[:, [middle]] + time_s[[middle], :]).all()


@given(edge_lists(SAME_BOTH_WAYS), st.data())
def test_turning_two_way_roads_around_changes_nothing(
    edges: list[tuple[int, int, float, RoadKind]], data: st.DataObject
) -> None:
    """The order of a road's points is no direction; times back and forth are the same."""
    turned = [
        (b, a, length_m, kind) if data.draw(st.booleans()) else (a, b, length_m, kind)
        for a, b, length_m, kind in edges
    ]
    first, second = matrix(edges), matrix(turned)
    assert np.abs(first.time_s - second.time_s).max() == 0
    assert np.abs(first.time_s - first.time_s.T).max() == 0


@given(edge_lists(), st.data())
def test_closing_a_road_never_shortens(
    edges: list[tuple[int, int, float, RoadKind]], data: st.DataObject
) -> None:
    """Without one of the roads across, no way is faster."""
    assume(len(edges) > NUM_NODES)
    closed = data.draw(st.integers(NUM_NODES, len(edges) - 1))
    before = matrix(edges).time_s
    after = matrix([*edges[:closed], *edges[closed + 1 :]]).time_s
    assert (after >= before).all()


@given(edge_lists(NUMBERED), USES, st.lists(st.sampled_from(CLOSINGS), min_size=1, max_size=3))
def test_closing_numbered_roads_never_shortens(
    edges: list[tuple[int, int, float, RoadKind]], use: RoadUse, closings: list[RoadClosing]
) -> None:
    """All of a road, one spot of it or a stretch: no way is faster, none that was not is there.

    What is closed besides closes no less; places stand where they stood.
    """
    edges = [*edges, *((node, (node + 3) % NUM_NODES, 7_000.0, ROAD_395) for node in (0, 3, 6))]
    roads = road_file(NODES, edges)
    before = provider(roads, PLACES, use).travel_where_joined(IDS)
    one, every = (
        provider(roads, PLACES, use, closed).travel_where_joined(IDS)
        for closed in (closings[:1], closings)
    )
    for more, less in ((before, one), (one, every)):
        assert not (less.is_joined & ~more.is_joined).any()
        assert (less.time_s >= more.time_s)[less.is_joined].all()


@given(edge_lists(), USES, st.integers(0, 30_000))
def test_a_heavier_vehicle_is_never_faster(
    edges: list[tuple[int, int, float, RoadKind]], use: RoadUse, more_kg: int
) -> None:
    """Weight closes roads and opens none."""
    heavier = dataclasses.replace(use, weight_kg=use.weight_kg + more_kg)
    assert (matrix(edges, heavier).time_s >= matrix(edges, use).time_s).all()


@given(edge_lists(), USES, st.dictionaries(st.sampled_from(RoadClass), st.integers(1, 30_000)))
def test_a_stricter_season_is_never_faster(
    edges: list[tuple[int, int, float, RoadKind]], use: RoadUse, stricter_kg: dict[RoadClass, int]
) -> None:
    """Lower limits on unpaved roads, or limits where there were none, close roads and open none."""
    least_kg = {
        road_class: min(limit_kg, use.unpaved_max_kg.get(road_class, limit_kg))
        for road_class, limit_kg in stricter_kg.items()
    }
    stricter = dataclasses.replace(use, unpaved_max_kg={**use.unpaved_max_kg, **least_kg})
    assert (matrix(edges, stricter).time_s >= matrix(edges, use).time_s).all()


@given(edge_lists(), USES)
def test_a_path_is_as_long_as_the_matrix_says(
    edges: list[tuple[int, int, float, RoadKind]], use: RoadUse
) -> None:
    """Each way is drawn from its start to its end over junctions of the road file."""
    found = provider(road_file(NODES, edges), PLACES, use)
    try:
        path = found.path("p0", "p4")
    except NetworkError:
        assume(False)
    assert path[0] == PLACES["p0"]
    assert path[-1] == PLACES["p4"]
    assert {(round(lat, 5), round(lon, 5)) for lat, lon in path} <= {
        (round(lat, 5), round(lon, 5)) for lat, lon in NODES
    }
