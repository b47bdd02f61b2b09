"""Views hold what the map draws, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from mobilkontor.core.places import RoadClass, RoadLine
from mobilkontor.outputs.names import map_names
from mobilkontor.outputs.tabulate import (
    municipality_rows,
    population_rows,
    unserved_groups,
)
from mobilkontor.outputs.vehicle_tables import vehicle_tables
from mobilkontor.outputs.views import MapView, NightView, view_map
from tests.outputs import example


def view() -> MapView:
    """Return the view of the example."""
    return view_map(example.plan(), example.facts())


def test_a_place_tells_its_visits_by_day() -> None:
    """Beta is visited on Monday by the first bus and on Tuesday by the second."""
    beta = view().places["beta"]
    assert [(visit.vehicle, visit.day) for visit in beta.visits] == [(0, 0), (1, 1)]
    assert beta.service is not None
    assert [share.place for share in beta.users] == ["delta"]


def test_travel_times_before_and_after() -> None:
    """Epsilon is 40 minutes from the office, and has a stop of its own."""
    epsilon = view().places["epsilon"]
    assert (epsilon.before_s, epsilon.after_s) == (2_400, 0)
    assert epsilon.is_estimate


def test_nights_and_depots_are_told_apart() -> None:
    """A night away is a night; the depot is where both buses belong."""
    places = view().places
    assert places["delta"].nights == (NightView(0, 0),)
    assert places["alfa"].nights == ()
    assert places["alfa"].depot_of == (0, 1)
    assert places["zeta"].overnight is not None


def test_routes_follow_the_roads() -> None:
    """The route of Monday runs through every place on the way, the shared part in two lanes."""
    monday, tuesday, other = view().duties
    rows = example.places()
    assert {point for line in monday.lines for point in line.points} == {
        (place.lat, place.lon) for place in rows[:4]
    }
    assert {point for line in tuesday.lines for point in line.points} == {
        (place.lat, place.lon) for place in rows[:5]
    }
    assert [abs(line.lane) for line in other.lines] == [0.5]
    assert (other.vehicle, other.duty.vehicle) == (1, "tva")


def test_roads_are_asked_for_behind_the_legs_of_the_plan() -> None:
    """Each leg once and in order, none that stays in place; the roads come after the table's."""
    asked: list[tuple[str, str]] = []
    line = RoadLine("E10", RoadClass.EUROPEAN, 1_000, ((66.0, 20.0), (66.1, 20.0)))

    def backdrop(legs: Iterable[tuple[str, str]]) -> tuple[RoadLine, ...]:
        asked.extend(legs)
        return (line,)

    plan, facts = example.plan(), example.facts()
    drawn = view_map(plan, replace(facts, backdrop=backdrop))
    assert asked == sorted(set(asked))
    assert all(start != end for start, end in asked)
    places = [
        [duty.start, *(visit.place for visit in duty.stops), duty.end] for duty in plan.duties
    ]
    assert {frozenset(leg) for leg in asked} == {
        frozenset(leg) for of_duty in places for leg in pairwise(of_duty) if leg[0] != leg[1]
    }
    assert len(drawn.roads) == len(facts.roads) + 1
    assert (drawn.roads[-1].name, drawn.roads[-1].points) == (line.name, line.points)


def test_important_names_come_first() -> None:
    """The town with an office, then signs of large roads, then stops, then other places."""
    names = [(name[2], name[4]) for name in map_names(view())]
    assert names == [
        ("Alfa", "town"),
        *[("E10", "road")] * 3,
        ("Beta", "stop"),
        ("Gamma", "stop"),
        ("Epsilon", "stop"),
        ("Delta", "place"),
        ("Zeta", "place"),
    ]


def test_timetables_of_all_vehicles() -> None:
    """Each vehicle has a table with its sums, one block of lines per day."""
    first, second = vehicle_tables(example.plan(), view())
    (week,) = first.weeks
    assert [len(lines) for lines in week.days] == [4, 3]
    assert first.sums == week.sums
    assert (first.sums.visits, first.sums.distance_m, first.sums.driving_s) == (3, 80_000, 4_800)
    assert [line.place for line in second.weeks[0].days[0]] == ["alfa", "beta", "alfa"]


def test_weeks_that_are_alike_are_one_table() -> None:
    """The second bus has one table for both weeks, with the sums of one; the first bus has two."""
    plan = example.two_weeks()
    first, second = vehicle_tables(plan, view_map(plan, example.facts()))
    assert [(week.weeks, week.sums.visits) for week in first.weeks] == [((0,), 3), ((1,), 1)]
    assert [week.weeks for week in second.weeks] == [(0, 1)]
    assert (second.weeks[0].sums.distance_m, second.sums.distance_m) == (100_000, 200_000)
    assert [line.place for line in second.weeks[0].days[0]] == ["alfa", "zeta", "alfa"]


def test_municipalities_add_up() -> None:
    """The last row is the sum of the others."""
    *rows, total = municipality_rows(example.plan(), view(), example.setting())
    assert [row.name for row in rows] == ["Söder", "Norr"]
    for name in ("residents", "stops", "visits", "reached", "far_before", "far_after", "outside"):
        assert sum(getattr(row, name) for row in rows) == getattr(total, name)
    assert (total.far_before, total.far_after) == (100, 0)
    assert total.met_visits == example.plan().met_visits


def test_unserved_places_by_reason() -> None:
    """Those left out come first; a place with an office is not among them."""
    groups = [(reason, [e.place.id for e in found]) for reason, found in unserved_groups(view())]
    assert groups == [("no_time", ["zeta"]), ("uses_stop", ["delta"])]


def test_how_sure_the_residents_are() -> None:
    """Places and residents are counted by confidence, with their sources."""
    found = [(str(row[0]), *row[1:]) for row in population_rows(view())]
    source = "made up for a test (2020)"
    assert found == [("official", 5, 1_640, [source]), ("estimate", 1, 60, [source])]
