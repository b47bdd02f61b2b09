"""Every tag that decides about a road does so."""

from __future__ import annotations

import pytest

from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_kind import BACKWARD, FORWARD, RoadKind
from mobilkontor.roads.kind_table import CANDIDATES, ROAD_KEYS, KindTable
from mobilkontor.roads.tags import is_blocked, kind_of, unread_conditions

BOTH = FORWARD | BACKWARD


def kind(**tags: str) -> RoadKind | None:
    """Return the kind of a tertiary road with more tags; ``__`` stands for a colon."""
    named = {key.replace("__", ":"): value for key, value in tags.items()}
    return kind_of({"highway": "tertiary", **named}, way=7)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "construction"},
        {"highway": "ferry"},
        {"highway": "track"},
        {"highway": "track", "tracktype": "grade4"},
        {"highway": "service", "service": "driveway"},
        {"area": "yes"},
        {"access": "private"},
        {"access": "yes", "motor_vehicle": "no"},
        {"oneway": "reversible"},
        {"access": "no", "access__conditional": "yes @ (Mo-Fr 07:00-09:00)"},
        {"access": "private", "winter_road": "yes"},
    ],
)
def test_a_way_that_no_car_may_take_is_no_road(tags: dict[str, str]) -> None:
    """Other classes, closed ways, ways whose direction or opening is never sure."""
    assert kind(**tags) is None


@pytest.mark.parametrize(
    ("tags", "direction"),
    [
        ({}, BOTH),
        ({"oneway": "yes"}, FORWARD),
        ({"oneway": "-1"}, BACKWARD),
        ({"oneway": "no", "junction": "roundabout"}, BOTH),
        ({"junction": "roundabout"}, FORWARD),
        ({"highway": "motorway"}, FORWARD),
        ({"highway": "motorway", "oneway": "no"}, BOTH),
    ],
)
def test_the_direction_is_read(tags: dict[str, str], direction: int) -> None:
    """One-way roads, stated and implied."""
    found = kind(**tags)
    assert found is not None
    assert found.direction == direction


@pytest.mark.parametrize(
    ("tags", "forward_kmh", "backward_kmh", "is_assumed"),
    [
        ({}, 70, 70, True),
        ({"maxspeed": "90"}, 90, 90, False),
        ({"maxspeed": "SE:urban"}, 50, 50, False),
        ({"maxspeed__type": "SE:rural"}, 70, 70, False),
        ({"maxspeed": "80", "maxspeed__backward": "60"}, 80, 60, False),
        ({"maxspeed__forward": "80"}, 80, 70, True),
        ({"ice_road": "yes"}, 30, 30, True),
    ],
)
def test_the_speed_is_read_or_assumed(
    tags: dict[str, str], forward_kmh: float, backward_kmh: float, *, is_assumed: bool
) -> None:
    """What is signed counts; else the class, marked as assumed."""
    found = kind(**tags)
    assert found is not None
    assert (found.forward_kmh, found.backward_kmh) == (forward_kmh, backward_kmh)
    assert found.is_speed_assumed is is_assumed


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"maxweight": "12"}, (12_000, 0, False)),
        ({"maxweight": "12", "maxweightrating": "7.5"}, (7_500, 0, False)),
        ({"access__conditional": "no @ (weight>4)"}, (4_000, 0, False)),
        ({"maxheight": "3.5"}, (0, 350, False)),
        ({"hgv": "no"}, (0, 0, True)),
        ({"hgv": "designated"}, (0, 0, False)),
    ],
)
def test_limits_are_read(tags: dict[str, str], expected: tuple[int, int, bool]) -> None:
    """The lowest weight, the height, and whether heavy vehicles are kept out."""
    found = kind(**tags)
    assert found is not None
    assert (found.max_weight_kg, found.max_height_cm, found.is_hgv_forbidden) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, ("", False, False)),
        ({"access__conditional": "no @ (Nov-Apr)"}, ("no @ (Nov-Apr)", False, False)),
        (
            {"motor_vehicle__conditional": "no @ (May)", "access__conditional": "no @ (Jun)"},
            ("no @ (May)", False, False),
        ),
        ({"access": "no", "access__conditional": "yes @ (Jul)"}, ("yes @ (Jul)", True, False)),
        ({"ice_road": "yes"}, ("yes @ (Jan-Mar)", True, True)),
        ({"seasonal": "yes"}, ("yes @ (summer)", True, True)),
        ({"seasonal": "summer;fall"}, ("yes @ (summer, autumn)", True, True)),
        ({"seasonal": "no"}, ("", False, False)),
        ({"winter_service": "no"}, ("no @ (Nov-Apr)", False, True)),
    ],
)
def test_seasons_are_read_or_guessed(
    tags: dict[str, str], expected: tuple[str, bool, bool]
) -> None:
    """Conditions, whether the road is closed else, and whether that is a guess."""
    found = kind(**tags)
    assert found is not None
    assert (found.conditions, found.is_closed_else, found.is_condition_assumed) == expected


@pytest.mark.parametrize(
    ("highway", "ref", "number", "road_class"),
    [
        ("trunk", "E 10", "E10", RoadClass.EUROPEAN),
        ("trunk", "E4;E10", "E4", RoadClass.EUROPEAN),
        ("primary", "97", "97", RoadClass.NATIONAL),
        ("secondary", "374", "374", RoadClass.COUNTY),
        ("tertiary", "BD 813", "", RoadClass.COUNTY),
        ("unclassified", "", "", RoadClass.LOCAL),
        ("primary_link", "", "", RoadClass.NATIONAL),
    ],
)
def test_the_class_comes_from_the_number(
    highway: str, ref: str, number: str, road_class: RoadClass
) -> None:
    """Swedish numbers tell the class: E roads, national below 100, county from 100."""
    found = kind(highway=highway, ref=ref)
    assert found is not None
    assert (found.number, found.road_class) == (number, road_class)


def test_the_surface_is_read() -> None:
    """Gravel is unpaved, and so is a track unless it says otherwise."""
    surfaces = [
        kind(surface="gravel"),
        kind(surface="asphalt"),
        kind(),
        kind(highway="track", tracktype="grade1"),
        kind(highway="track", tracktype="grade1", surface="asphalt"),
    ]
    assert [found is not None and found.is_unpaved for found in surfaces] == [
        *(True, False, False, True, False)
    ]


def test_a_ferry_has_to_carry_cars() -> None:
    """A crossing counts if it says that it carries cars; a duration makes it a kind of its own."""
    ferry = {"route": "ferry", "motor_vehicle": "yes"}
    assert kind_of({"route": "ferry"}, 7) is None
    assert kind_of({"route": "ferry", "motorcar": "no"}, 7) is None
    plain, timed = kind_of(ferry, 7), kind_of({**ferry, "duration": "00:20"}, 7)
    assert plain is not None
    assert timed is not None
    assert (plain.is_ferry, plain.is_speed_assumed, plain.way) == (True, True, 0)
    assert (timed.crossing_s, timed.is_speed_assumed, timed.way) == (1200, False, 7)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"barrier": "gate"}, False),
        ({"barrier": "gate", "access": "private"}, True),
        ({"barrier": "bollard"}, True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, False),
        ({"barrier": "cattle_grid"}, False),
        ({"highway": "crossing"}, False),
    ],
)
def test_a_barrier_blocks_or_not(tags: dict[str, str], *, expected: bool) -> None:
    """Bollards block, gates only if locked."""
    assert is_blocked(tags) is expected


def test_conditions_that_are_not_understood_are_told() -> None:
    """Hours and years are told; weights and seasons are understood."""
    text = "no @ (Mo-Fr 07:00-09:00); no @ (weight>7.5); no @ (winter)"
    assert unread_conditions({"access:conditional": text}) == ["Mo-Fr 07:00-09:00"]
    assert unread_conditions({"access:conditional": "odd"}) == ["odd"]
    weights = "4 @ (Apr-May); 8 @ (axles>2); none @ (Dec)"
    assert unread_conditions({"maxweight:conditional": weights}) == ["axles>2", "Dec"]
    assert unread_conditions({"maxweight:conditional": "odd"}) == ["odd"]
    assert unread_conditions({}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 @ (Apr 15-May 31)", "4000 @ (Apr 15-May 31)"),
        ("4.5t @ (Mar-May); 12 @ Jun", "4500 @ (Mar-May); 12000 @ (Jun)"),
        ("8 @ (axles>2); none @ (Dec)", ""),
        ("odd", ""),
    ],
)
def test_limits_on_weight_of_a_part_of_the_year(text: str, expected: str) -> None:
    """They are kept in kilograms, and leave the limit of the whole year as it is."""
    kind = kind_of({"highway": "tertiary", "maxweight": "12", "maxweight:conditional": text}, 1)
    assert kind is not None
    assert (kind.weight_conditions, kind.max_weight_kg) == (expected, 12_000)


class Asked(dict[str, str]):
    """Tags that remember which keys were asked for."""

    def __init__(self, tags: dict[str, str]) -> None:
        super().__init__(tags)
        self.keys_asked: set[object] = set()

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        """Return a value, and remember the key."""
        self.keys_asked.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.keys_asked.add(key)
        return super().__contains__(key)

    def __getitem__(self, key: str) -> str:
        self.keys_asked.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "tertiary"},
        {"highway": "track", "tracktype": "grade2"},
        {"highway": "service", "seasonal": "summer"},
        {"highway": "primary", "ref": "97", "hgv": "no", "oneway": "no"},
        {"highway": "unclassified", "access": "no", "access:conditional": "yes @ (May-Sep)"},
        {"route": "ferry", "motor_vehicle": "yes", "duration": "00:20"},
        {"highway": "footway"},
    ],
)
def test_no_key_decides_that_is_not_listed(tags: dict[str, str]) -> None:
    """Ways whose listed tags are equal are taken to be of one kind."""
    asked = Asked(tags)
    kind_of(asked, 7)
    unread_conditions(asked)
    assert asked.keys_asked <= ROAD_KEYS
    assert (kind_of(tags, 7) is not None) <= any(tags.get(key) == is_ for key, is_ in CANDIDATES)


def test_kinds_are_numbered_once() -> None:
    """A name makes no kind, a crossing is one of its own, and all that is not read is counted."""
    table = KindTable()
    road, path = {"highway": "tertiary"}, {"highway": "path"}
    ferry = {"route": "ferry", "motor_vehicle": "yes", "duration": "00:20"}
    odd = {**road, "access:conditional": "no @ (Mo-Fr)"}
    ways = (road, {**road, "name": "Storgatan"}, path, ferry, ferry, odd, odd, path, road)
    numbers = [table.number_of(tags.items(), way) for way, tags in enumerate(ways, start=1)]
    assert numbers == [0, 0, None, 1, 2, 0, 0, None, 0]
    assert [kind.way for kind in table.kinds] == [0, 4, 5]
    assert table.unread == {"Mo-Fr": 2}
