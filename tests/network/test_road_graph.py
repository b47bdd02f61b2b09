"""The road graph finds the fastest ways, and only those that exist."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Road, RoadClass
from mobilkontor.network.road_graph import RoadGraphProvider
from tests.small_scenario import junction, place, road

FULL_SPEED = dict.fromkeys(RoadClass, 1.0)
NAMES = "abcdef"


def provider(roads: list[Road], names: str = NAMES) -> RoadGraphProvider:
    """Return the graph of some places in a row, at the speed limit."""
    places = [place(name, lat=66 + i / 10) for i, name in enumerate(names)]
    return RoadGraphProvider(places, [], roads, FULL_SPEED)


def travel(roads: list[Road], names: str = NAMES) -> TravelMatrix:
    """Return the matrix between all of the places."""
    return provider(roads, names).travel(tuple(names))


@dataclass(frozen=True)
class Region:
    """Roads that join all places, and one road more."""

    roads: list[Road]
    extra: Road


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """Draw a tree of roads over the places, further roads, parallel ones too, and an extra one."""

    def drawn_road(a: str, b: str) -> Road:
        length_m = draw(st.integers(1, 60_000))
        return road(a, b, length_m, speed_limit_kmh=draw(st.sampled_from([30, 50, 70, 110])))

    tree = [drawn_road(NAMES[draw(st.integers(0, i - 1))], NAMES[i]) for i in range(1, len(NAMES))]
    pairs = st.sampled_from(list(itertools.combinations(NAMES, 2)))
    more = [drawn_road(*draw(pairs)) for _ in range(draw(st.integers(0, 6)))]
    return Region(tree + more, drawn_road(*draw(pairs)))


def whole_seconds(stretch: Road) -> int:
    """Return the time of a road at the speed limit [s]."""
    return max(1, round(stretch.length_m * 3.6 / stretch.speed_limit_kmh))


def floyd_warshall(roads: list[Road]) -> dict[tuple[str, str], tuple[float, float]]:
    """Return least (time, distance) by the textbook, to compare with."""
    best = {(a, b): (0.0, 0.0) if a == b else (np.inf, np.inf) for a in NAMES for b in NAMES}
    for stretch in roads:
        for pair in ((stretch.a, stretch.b), (stretch.b, stretch.a)):
            best[pair] = min(best[pair], (whole_seconds(stretch), stretch.length_m))
    for via, a, b in itertools.product(NAMES, repeat=3):
        first, second = best[a, via], best[via, b]
        best[a, b] = min(best[a, b], (first[0] + second[0], first[1] + second[1]))
    return best


@given(regions())
def test_ways_are_the_fastest_and_of_those_the_shortest(region: Region) -> None:
    """Times and distances agree with an all-pairs search written from the textbook."""
    matrix, expected = travel(region.roads), floyd_warshall(region.roads)
    for (i, a), (j, b) in itertools.product(enumerate(NAMES), repeat=2):
        assert (matrix.time_s[i, j], matrix.distance_m[i, j]) == expected[a, b]


@given(regions())
def test_no_detour_is_faster(region: Region) -> None:
    """The way over a third place never takes less time than the way itself."""
    time_s = travel(region.roads).time_s
    assert (time_s[:, None, :] <= time_s[:, :, None] + time_s[None, :, :]).all()


@given(regions())
def test_two_way_roads_give_symmetric_travel(region: Region) -> None:
    """The way back takes as long and is as long as the way there."""
    matrix = travel(region.roads)
    assert (matrix.time_s == matrix.time_s.T).all()
    assert (matrix.distance_m == matrix.distance_m.T).all()


@given(regions())
def test_a_road_more_never_lengthens_and_a_road_less_never_shortens(region: Region) -> None:
    """Opening a road leaves every time as it was or lower; closing it leads back."""
    without, with_extra = travel(region.roads), travel([*region.roads, region.extra])
    assert (with_extra.time_s <= without.time_s).all()


@given(regions(), st.permutations(NAMES))
def test_the_order_of_the_roads_does_not_matter(region: Region, names: list[str]) -> None:
    """The same roads in another order, asked in another order of places, give the same travel."""
    again = provider(region.roads[::-1]).travel(tuple(names)).subset(tuple(NAMES))
    assert again.sha256 == travel(region.roads).sha256


@given(regions())
def test_the_path_is_made_of_roads_and_takes_the_time_of_the_matrix(region: Region) -> None:
    """The nodes along each path are joined by roads whose times add up to the matrix."""
    graph = provider(region.roads)
    matrix = graph.travel(tuple(NAMES))
    name_at = {(66 + i / 10, 20.0): name for i, name in enumerate(NAMES)}
    fastest: dict[frozenset[str], int] = {}
    for stretch in region.roads:
        ends = frozenset((stretch.a, stretch.b))
        fastest[ends] = min(whole_seconds(stretch), fastest.get(ends, 10**9))
    for a, b in itertools.permutations(NAMES, 2):
        nodes = [name_at[position] for position in graph.path(a, b)]
        assert (nodes[0], nodes[-1]) == (a, b)
        time_s = sum(fastest[frozenset(step)] for step in itertools.pairwise(nodes))
        assert time_s == matrix.time_s[matrix.index(a), matrix.index(b)]


def test_time_follows_from_length_limit_and_speed_share() -> None:
    """90 km at 90 % of 100 km/h take an hour; the road's class decides the share."""
    shares = FULL_SPEED | {RoadClass.EUROPEAN: 0.9}
    stretch = road("a", "b", 90_000, speed_limit_kmh=100, road_class=RoadClass.EUROPEAN)
    matrix = RoadGraphProvider([place("a"), place("b")], [], [stretch], shares).travel(("a", "b"))
    assert matrix.time_s.tolist() == [[0, 3600], [3600, 0]]
    assert matrix.distance_m.tolist() == [[0, 90_000], [90_000, 0]]


def test_of_parallel_roads_the_fastest_counts() -> None:
    """A longer, faster road beside a shorter, slower one gives time and distance of the way."""
    slow, fast = road("a", "b", 10_000), road("b", "a", 12_000, speed_limit_kmh=120)
    matrix = travel([slow, fast], "ab")
    assert (matrix.time_s[0, 1], matrix.distance_m[0, 1]) == (360, 12_000)


def test_a_junction_is_passed_but_not_asked_for() -> None:
    """A way over a junction is drawn over it, and the matrix holds the places alone."""
    graph = RoadGraphProvider(
        [place("a", lat=66), place("b", lat=67)],
        [junction("j", lat=66.5, lon=21)],
        [road("a", "j", 1000), road("j", "b", 2000)],
        FULL_SPEED,
    )
    assert graph.travel(("a", "b")).distance_m.tolist() == [[0, 3000], [3000, 0]]
    assert graph.path("b", "a") == ((67, 20), (66.5, 21), (66, 20))


def test_places_apart_are_all_named() -> None:
    """The places outside the largest part of the network are named with the remedy."""
    with pytest.raises(NetworkError, match="E201") as error:
        travel([road("a", "b", 1000), road("b", "c", 1000), road("d", "e", 1000)])
    assert str(error.value) == (
        "E201 roads: no road leads from most places to d, e, f. Add the missing roads, give their "
        "class a speed above 0, or take the places out of the places table."
    )


def test_very_many_places_apart_are_counted() -> None:
    """After ten names the rest are counted."""
    names = [f"p{i}" for i in range(14)]
    graph = RoadGraphProvider([place(name) for name in names], [], [], FULL_SPEED)
    with pytest.raises(NetworkError, match=r"to p1, .*, p10 and 3 more"):
        graph.travel(tuple(names))


def test_places_not_asked_for_may_be_apart() -> None:
    """A place without a road does not matter to the travel of the others."""
    assert provider([road("a", "b", 1000)]).travel(("b", "a")).distance_m[0, 1] == 1000


def test_a_class_without_speed_is_closed() -> None:
    """A road whose class has share 0 cannot be driven, so its end is apart."""
    shares = FULL_SPEED | {RoadClass.LOCAL: 0.0}
    roads = [road("a", "b", 1000), road("b", "c", 1000, road_class=RoadClass.LOCAL)]
    graph = RoadGraphProvider([place(name) for name in "abc"], [], roads, shares)
    with pytest.raises(NetworkError, match="to c"):
        graph.travel(("a", "b", "c"))


def test_a_path_between_parts_is_refused() -> None:
    """There is no path to draw between two parts of the network."""
    with pytest.raises(NetworkError, match=r"E201 .* c\."):
        provider([road("a", "b", 1000)]).path("a", "c")
