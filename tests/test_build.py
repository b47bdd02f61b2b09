"""The instance says in integers what the scenario says in words.

Figures follow from the small scenario; see the docstring of ``tests.small_scenario``. Its
candidates are ``mid`` and ``far``: ``hub`` has an office, ``near`` is 10 min from it, ``dot`` and
``inn`` are too small.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobilkontor.access.candidates import PlaceKind, Standing
from mobilkontor.build.access_table import benefit_table
from mobilkontor.build.instance import build_instance
from mobilkontor.build.stops import classify_places
from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import NEVER_S, Floor, Instance, Lock, Promise
from mobilkontor.core.places import Service
from mobilkontor.core.rules import ARBETSTIDSLAGEN, EU_561_2006, WorkRules, strictest
from mobilkontor.scenario.load import load_scenario
from mobilkontor.travel import provide_travel
from mobilkontor.verify.need import Needs
from tests.small_scenario import keys, office, scenario

WEEK = Path(__file__).parent.parent / "scenarios" / "norrbotten" / "week.yaml"
MON, TUE, WED, THU, FRI = range(5)
MID, FAR = 0, 1
VAN = keys()["vehicles"][0]


def build(changes: dict[str, Any] | None = None, **tables: tuple[Any, ...]) -> Instance:
    """Return the instance of the small scenario with some keys and tables replaced."""
    changed = scenario(changes, **tables)
    return build_instance(changed, provide_travel(changed))


def with_stops(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the stops of the small scenario with some keys replaced."""
    return {"stops": keys()["stops"] | changes}


def levels(*entries: dict[str, int]) -> dict[str, Any]:
    """Return stops whose candidates all have these levels."""
    return with_stops(level_classes=[{"levels": list(entries)}])


def patterns(instance: Instance, stop: int, visits: int) -> list[tuple[int, ...]]:
    """Return the days of the patterns of a stop with so many visits."""
    return [
        tuple(np.flatnonzero(days).tolist())
        for level, days in zip(instance.pattern_level, instance.pattern_days, strict=True)
        if instance.level_stop[level] == stop and instance.level_visits[level] == visits
    ]


def test_nodes_are_depots_overnights_and_stops_each_once() -> None:
    """The depot comes first, then overnight places, then stops in order of the table."""
    instance = build()
    assert instance.node_ids == ("hub", "inn", "mid", "far")
    assert instance.overnight_node.tolist() == [1, 2]
    assert instance.overnight_rooms.tolist() == [2, 1]
    assert instance.overnight_cost_sek.tolist() == [1500, 900]
    assert instance.stop_node.tolist() == [2, 3]


def test_levels_are_those_of_the_last_class_reached() -> None:
    """Mid, of 100 residents, has two levels and two options; far, of 60, has the first class's."""
    instance = build()
    assert instance.option_stop.tolist() == [MID, MID, FAR]
    assert instance.option_opening_s.tolist() == [3600, 7200, 3600]
    assert instance.level_stop.tolist() == [MID, MID, FAR]
    assert instance.level_visits.tolist() == [1, 2, 1]
    assert instance.level_option.tolist() == [0, 1, 2]
    assert (instance.setup_s, instance.packing_s) == (1200, 600)
    assert (instance.open_from_s, instance.open_to_s) == (9 * 3600, 18 * 3600)


def test_two_levels_of_one_opening_time_share_an_option() -> None:
    """An option is a stop with an opening time, however often it is visited."""
    instance = build(levels({"opening_min": 60}, {"visits_per_cycle": 2, "opening_min": 60}))
    assert instance.option_stop.tolist() == [MID, FAR]
    assert instance.level_option.tolist() == [0, 0, 1, 1]


def test_patterns_keep_the_gap() -> None:
    """One visit may fall on any day; two visits lie at least two days apart."""
    instance = build()
    assert patterns(instance, FAR, 1) == [(MON,), (TUE,), (WED,), (THU,), (FRI,)]
    assert patterns(instance, MID, 2) == [
        (MON, WED),
        (MON, THU),
        (MON, FRI),
        (TUE, THU),
        (TUE, FRI),
        (WED, FRI),
    ]


def test_three_visits_keep_the_gap_one_by_one() -> None:
    """Monday, Wednesday and Friday are the only three days two days apart."""
    entry = {"visits_per_cycle": 3, "opening_min": 60, "min_gap_days": 2}
    assert patterns(build(levels(entry)), MID, 3) == [(MON, WED, FRI)]


def test_the_gap_counts_calendar_days() -> None:
    """With Wednesday closed, Tuesday and Thursday follow each other but lie two days apart."""
    instance = build({"cycle": {"closed_days": [{"weekday": "wed"}]}})
    # Days are now mon, tue, thu, fri.
    assert patterns(instance, MID, 2) == [(0, 2), (0, 3), (1, 2), (1, 3)]


def cycle(weeks: int, *weekdays: str, **closed: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a cycle of some weeks and weekdays."""
    return {"cycle": {"weeks": weeks, "weekdays": list(weekdays), **closed}}


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        # Days 0 and 1 are Monday and Wednesday of the first week, 2 and 3 of the second, and so on.
        (1, [(0,), (2,), (4,), (6,), (1,), (3,), (5,), (7,)]),
        (2, [(0, 4), (2, 6), (1, 5), (3, 7)]),
        (4, [(0, 2, 4, 6), (1, 3, 5, 7)]),
        (8, [(0, 1, 2, 3, 4, 5, 6, 7)]),
    ],
)
def test_visits_are_evenly_spaced_weeks_on_the_same_weekdays(
    visits: int, expected: list[tuple[int, ...]]
) -> None:
    """In four weeks one visit falls on any day, two a fortnight apart, four and more every week."""
    entry = {"visits_per_cycle": visits, "opening_min": 60, "min_gap_days": 2}
    instance = build(levels(entry) | cycle(4, "mon", "wed"))
    assert patterns(instance, MID, visits) == expected


def test_a_closed_day_takes_its_weekday_from_weekly_visits() -> None:
    """With the second Monday closed, weekly visits keep Wednesday and a single one three days."""
    closed = cycle(2, "mon", "wed", closed_days=[{"week": 1, "weekday": "mon"}])
    entries = [{"visits_per_cycle": visits, "opening_min": 60} for visits in (1, 2)]
    instance = build(levels(*entries) | closed)
    # Days are now mon, wed, wed.
    assert patterns(instance, MID, 1) == [(0,), (1,), (2,)]
    assert patterns(instance, MID, 2) == [(1, 2)]


def test_a_lock_in_a_later_week_fixes_the_days_of_all_weeks() -> None:
    """A weekly stop locked to the second Wednesday is visited on every Wednesday."""
    lock = {"locks": [{"place": "mid", "week": 1, "weekday": "wed", "vehicle": "van"}]}
    entry = {"visits_per_cycle": 2, "opening_min": 60}
    instance = build(levels(entry) | cycle(2, "mon", "wed") | lock)
    assert instance.locks == (Lock(stop=MID, day=3, vehicle=0),)
    assert patterns(instance, MID, 2) == [(1, 3)]


def test_need_and_frequency_are_those_of_the_cycle() -> None:
    """Two weeks need twice as much, and two visits in them meet the share of one a week."""
    entry = {"visits_per_cycle": 2, "opening_min": 60}
    fortnight = benefit_table(build(levels(entry) | cycle(2, "mon", "wed")))
    week = benefit_table(build(levels({"opening_min": 60})))
    assert fortnight == pytest.approx(
        {(place, stop, 2, opening): 2 * met for (place, stop, _, opening), met in week.items()}
    )


def test_forbidden_days_get_no_visit() -> None:
    """A place closed on three days keeps the patterns of the other two."""
    forbidden = [{"place": "mid", "weekdays": ["mon", "wed", "fri"]}]
    instance = build({"forbidden_days": forbidden})
    assert patterns(instance, MID, 1) == [(TUE,), (THU,)]
    assert patterns(instance, MID, 2) == [(TUE, THU)]
    assert len(patterns(instance, FAR, 1)) == 5


def test_allowed_days_get_all_visits() -> None:
    """A place with two allowed weekdays keeps their patterns; a forbidden one of them is out."""
    changes = {"allowed_days": [{"place": "mid", "weekdays": ["tue", "thu", "fri"]}]}
    assert patterns(build(changes), MID, 1) == [(TUE,), (THU,), (FRI,)]
    changes |= {"forbidden_days": [{"place": "mid", "weekdays": ["fri"]}]}
    instance = build(changes)
    assert patterns(instance, MID, 2) == [(TUE, THU)]
    assert len(patterns(instance, FAR, 1)) == 5


def test_days_forbidden_in_one_week_leave_the_other() -> None:
    """With Monday forbidden in the second week, one visit in two weeks may fall on the first."""
    forbidden = [{"place": "mid", "weekdays": ["mon"], "weeks": [1]}]
    entries = [{"visits_per_cycle": visits, "opening_min": 60} for visits in (1, 2)]
    instance = build(levels(*entries) | cycle(2, "mon", "wed") | {"forbidden_days": forbidden})
    assert patterns(instance, MID, 1) == [(0,), (1,), (3,)]
    assert patterns(instance, MID, 2) == [(1, 3)]


def test_a_level_without_pattern_is_dropped() -> None:
    """If two visits cannot lie far enough apart, one visit is what is left."""
    forbidden = [{"place": "mid", "weekdays": ["mon", "tue", "wed"]}]
    instance = build({"forbidden_days": forbidden})
    assert instance.level_visits.tolist() == [1, 1]
    assert instance.option_opening_s.tolist() == [3600, 3600]


def test_a_stop_without_pattern_is_dropped_and_counts_as_excluded() -> None:
    """A place closed on all days is no stop and no node."""
    week = ["mon", "tue", "wed", "thu", "fri"]
    closed = scenario({"forbidden_days": [{"place": "far", "weekdays": week}]})
    travel = provide_travel(closed)
    assert build_instance(closed, travel).node_ids == ("hub", "inn", "mid")
    assert classify_places(closed, travel)["far"] == Standing(PlaceKind.EXCLUDED)


def test_levels_alike_are_one_with_the_smaller_gap() -> None:
    """Of two levels with the same visits and opening the one that allows more days remains."""
    entry = {"visits_per_cycle": 2, "opening_min": 60}
    instance = build(levels(entry | {"min_gap_days": 3}, entry, entry | {"min_gap_days": 2}))
    assert instance.level_visits.tolist() == [2, 2]
    assert len(patterns(instance, MID, 2)) == 10


def test_a_level_of_half_days_is_one_in_the_morning_and_one_in_the_afternoon() -> None:
    """The plan chooses the half; a level that fits into one half only has that one."""
    half = {"visits_per_cycle": 1, "opening_min": 60, "half_day": True}
    instance = build(levels(half, {"visits_per_cycle": 1, "opening_min": 60}))
    mid = [option for option, stop in enumerate(instance.option_stop) if stop == MID]
    assert [instance.option_half[option] for option in mid] == [None, "afternoon", "morning"]
    assert instance.level_visits[instance.level_stop == MID].tolist() == [1, 1, 1]
    opens_s, closes_s = instance.option_windows_s()
    hours = [(opens_s[option] / 3600, closes_s[option] / 3600) for option in mid]
    assert hours == [(9, 18), (12, 18), (9, 12)]
    long = build(levels({"opening_min": 240, "half_day": True}))
    assert set(long.option_half) == {"afternoon"}


def test_without_half_days_no_option_has_one() -> None:
    """The opening hours of all options are those of the scenario."""
    instance = build()
    assert instance.option_half == ()
    opens_s, closes_s = instance.option_windows_s()
    assert (set(opens_s.tolist()), set(closes_s.tolist())) == ({9 * 3600}, {18 * 3600})


def test_a_promise_leaves_only_levels_that_keep_it() -> None:
    """A promise of two visits drops the level of one, and the stop must be served."""
    instance = build({"promises": [{"place": "mid", "min_visits": 2}]})
    assert instance.stop_is_promised.tolist() == [True, False]
    assert instance.level_visits.tolist() == [2, 1]
    instance = build({"promises": [{"place": "mid", "min_opening_min": 61}]})
    assert instance.option_opening_s.tolist() == [7200, 3600]


def test_an_exact_promise_leaves_no_level_that_gives_more() -> None:
    """One visit promised exactly drops the level of two, an exact opening the longer one."""
    instance = build({"promises": [{"place": "mid", "exactly": True}]})
    assert instance.level_visits.tolist() == [1, 1]
    assert instance.promises == (Promise(MID, 1, 0, is_exact=True),)
    both = levels({"opening_min": 60}, {"opening_min": 90})
    exact = {"place": "mid", "min_opening_min": 60, "exactly": True}
    instance = build(both | {"promises": [exact]})
    assert instance.option_opening_s[instance.option_stop == MID].tolist() == [3600]


def test_a_lock_fixes_day_and_vehicle() -> None:
    """All patterns of a locked stop have the day, and the stop must be served."""
    instance = build({"locks": [{"place": "mid", "weekday": "thu", "vehicle": "van"}]})
    assert instance.locks == (Lock(stop=MID, day=THU, vehicle=0),)
    assert instance.stop_is_promised.tolist() == [True, False]
    assert patterns(instance, MID, 1) == [(THU,)]
    assert patterns(instance, MID, 2) == [(MON, THU), (TUE, THU)]


def test_two_locks_leave_the_patterns_with_both() -> None:
    """Locks on Monday and Thursday leave one pattern; saying one twice changes nothing."""
    monday, thursday = ({"place": "mid", "weekday": day} for day in ("mon", "thu"))
    instance = build({"locks": [thursday, monday, monday | {"vehicle": "van"}]})
    assert instance.locks == (Lock(MID, MON, 0), Lock(MID, THU, None))
    assert instance.pattern_days[instance.pattern_level == 0].tolist() == [[1, 0, 0, 1, 0]]


def test_legs_have_factor_buffer_and_whole_minutes() -> None:
    """In winter 30 km take 120 min; the bus at 1.1 needs 132, each with 4.5 min rounded up."""
    vehicles = [VAN, VAN | {"id": "bus", "driving_time_factor": 1.1}]
    instance = build({"vehicles": vehicles, "season": "winter"})
    van, bus = (instance.profiles[vehicle.profile] for vehicle in instance.vehicles)
    assert van.leg_s[0, 2] == 125 * 60
    assert bus.leg_s[0, 2] == 137 * 60
    assert not van.leg_s.diagonal().any()
    # Nodes are hub, inn, mid, near (in winter 20 min from the office) and far.
    assert van.leg_m[0].tolist() == [0, 75_000, 30_000, 10_000, 60_000]
    assert build().profiles[0].leg_s[0, 2] == 60 * 60


@pytest.mark.parametrize("season", ["autumn", "thaw"])
def test_autumn_and_thaw_have_the_buffer_of_summer_unless_stated(season: str) -> None:
    """30 km at half the limit take 60 min; the allowance is the season's, else summer's."""
    buffers = {"summer": 2, "winter": 9}
    changes = {"season": season, "leg_buffer": buffers}
    assert build(changes).profiles[0].leg_s[0, 2] == 62 * 60
    stated = changes | {"leg_buffer": buffers | {season: 7}}
    assert build(stated).profiles[0].leg_s[0, 2] == 67 * 60


def test_vehicles_that_drive_and_work_alike_share_a_profile() -> None:
    """Cost, nights and visitors do not tell profiles apart; factor, rules and hours do."""
    crew = keys()["crews"][0]
    crews = [
        crew,
        crew | {"id": "other", "cost_per_hour_sek": 900, "max_nights_per_week": 2},
        crew | {"id": "early", "earliest_start": "06:30"},
    ]
    vehicles = [
        VAN,
        VAN | {"id": "same", "crew": "other", "cost_per_km_sek": 9, "cost_per_day_sek": 100},
        VAN | {"id": "slow", "driving_time_factor": 1.2},
        VAN | {"id": "heavy", "gross_weight_t": 7.5},
        VAN | {"id": "early", "crew": "early"},
    ]
    instance = build({"crews": crews, "vehicles": vehicles})
    assert [vehicle.profile for vehicle in instance.vehicles] == [0, 0, 1, 2, 3]
    same = instance.vehicles[1]
    assert (same.depot, same.max_nights_per_week, same.visitors_per_hour) == (0, 2, 8)
    costs = (same.cost_per_km_sek, same.cost_per_hour_sek, same.cost_per_day_sek)
    assert costs == (9, 900, 100)
    assert instance.profiles[3].earliest_start_s == 6 * 3600 + 1800
    assert instance.profiles[0].latest_end_s == 20 * 3600


def test_rules_are_the_strictest_of_crew_and_weight() -> None:
    """Own packs add to the law; above 3.5 t the regulation binds unless the vehicle is exempt."""
    pack = {
        "id": "own",
        "max_working_h": 9.5,
        "work_break_min": 40,
        "daily_rest_h": 10,
        "max_driving_h": 6,
    }
    crew = keys()["crews"][0] | {"rule_packs": ["arbetstidslagen", "own"]}
    vehicles = [
        VAN | {"gross_weight_t": 3.5},
        VAN | {"id": "heavy", "gross_weight_t": 3.6},
        VAN | {"id": "exempt", "gross_weight_t": 12, "exempt_from_eu_561": True},
    ]
    instance = build({"crews": [crew], "rule_packs": [pack], "vehicles": vehicles})
    own = WorkRules(
        max_working_s=34_200, work_break_s=2400, daily_rest_s=36_000, max_driving_s=21_600
    )
    light = strictest(ARBETSTIDSLAGEN, own)
    assert [instance.profiles[vehicle.profile].rules for vehicle in instance.vehicles] == [
        light,
        strictest(light, EU_561_2006),
        light,
    ]
    assert light.daily_rest_s == 11 * 3600
    assert light.work_break_s == 2400


def test_benefits_by_hand() -> None:
    """Every met visit follows from need, distance, frequency and what the office gives."""
    assert benefit_table(build()) == pytest.approx(
        {
            # Pension alone for one visit: 62.5 x 0.5 x 0.5. Tax is met by the office in hub.
            ("hub", "mid", 1, 3600): 15.625,
            ("hub", "mid", 2, 7200): 31.25,
            # 18.75 visits for pension, 20 min away; for tax the office gives 5/6.
            ("near", "mid", 1, 3600): 6.25,
            ("near", "mid", 2, 7200): 12.5,
            # 12.5 for tax, of which the office meets half, and 6.25 for pension.
            ("mid", "mid", 1, 3600): 3.125,
            ("mid", "mid", 2, 7200): 12.5,
            # 13.5 visits, 30 min away; nothing from the office.
            ("far", "mid", 1, 3600): 3.375,
            ("far", "mid", 2, 7200): 6.75,
            # 2.25 visits, 35 min away: 5/12 of the need.
            ("dot", "mid", 1, 3600): 0.46875,
            ("dot", "mid", 2, 7200): 0.9375,
            # At far: one visit meets half; hub is 60 min away and has nothing of it.
            ("near", "far", 1, 3600): 1.5625,
            ("mid", "far", 1, 3600): 1.5625,
            ("far", "far", 1, 3600): 6.75,
            ("dot", "far", 1, 3600): 1.03125,
        }
    )


def test_places_without_residents_have_no_row() -> None:
    """The inn, where nobody lives, is in no pair."""
    access = build().access
    assert access.place_ids == ("hub", "near", "mid", "far", "dot")
    assert (access.pair_met_visits > 1e-9).all()


def test_a_closed_office_leaves_its_place_to_the_mobile_ones() -> None:
    """Without an open office hub and near are candidates, and tax counts in full."""
    instance = build(offices=(office("hub", Service.TAX, is_open=False),))
    assert instance.node_ids == ("hub", "inn", "mid", "near", "far")
    assert benefit_table(instance)["hub", "hub", 1, 3600] == pytest.approx(187.5 / 2)


def test_places_are_classified_with_their_office() -> None:
    """Every place is a candidate or has the reason why it is none."""
    small = scenario(with_stops(include=["inn"], exclude=["mid"]))
    standings = classify_places(small, provide_travel(small))
    assert {place: (item.kind.value, item.other) for place, item in standings.items()} == {
        "hub": ("uses_office", "hub"),
        "near": ("uses_office", "hub"),
        "mid": ("excluded", ""),
        "far": ("candidate", ""),
        "dot": ("too_small", ""),
        "inn": ("candidate", ""),
    }


def test_places_outside_the_municipalities_to_be_served_get_no_stop() -> None:
    """Beta's places are excluded but the one that is named; its residents still count."""
    small = scenario(with_stops(municipalities=["Alfa"], include=["dot"]))
    travel = provide_travel(small)
    kinds = {place: item.kind.value for place, item in classify_places(small, travel).items()}
    assert kinds == {
        "hub": "uses_office",
        "near": "uses_office",
        "mid": "candidate",
        "far": "excluded",
        "dot": "candidate",
        "inn": "excluded",
    }
    instance = build_instance(small, travel)
    assert [instance.node_ids[node] for node in instance.stop_node] == ["mid", "dot"]
    assert ("far", "mid", 1, 3600) in benefit_table(instance)


def test_floors_count_stops_and_unmet_need() -> None:
    """All entries of a municipality are one floor; 40 % of 15.75 unmet visits in Beta are 6.3."""
    floors = [
        {"municipality": "each", "min_visits": 1},
        {"municipality": "Beta", "min_met_share": 0.4},
        {"municipality": "Alfa", "min_visits": 2},
    ]
    alfa, beta = build({"floors": floors}).floors
    assert alfa == Floor("Alfa", places=(0, 1, 2), stops=(MID,), min_visits=2, min_met_visits=0)
    assert (beta.places, beta.stops, beta.min_visits) == ((3, 4), (FAR,), 1)
    assert beta.min_met_visits == pytest.approx(6.3)


def test_unmet_need_is_what_the_office_leaves() -> None:
    """In Alfa the office leaves no tax of hub, 1/6 of near's, half of mid's, and all pension."""
    (alfa,) = build({"floors": [{"municipality": "Alfa", "min_met_share": 1}]}).floors
    assert alfa.min_met_visits == pytest.approx(37.5 / 6 + 6.25 + 62.5 + 18.75 + 6.25)


def test_each_skips_municipalities_without_candidate() -> None:
    """A floor for each municipality asks nothing of one where no place may have a stop."""
    changes = with_stops(exclude=["mid"]) | {"floors": [{"municipality": "each", "min_visits": 1}]}
    assert [floor.name for floor in build(changes).floors] == ["Beta"]


def test_a_floor_that_asks_nothing_is_none() -> None:
    """Floors of zero do not reach the solver."""
    assert build({"floors": [{"municipality": "each"}]}).floors == ()


def test_value_and_budget_are_handed_on() -> None:
    """Worth and budget stand in the instance as in the scenario."""
    instance = build({"objective": {"budget_sek": 12_345}})
    assert (instance.value_per_met_visit_sek, instance.budget_sek) == (2000, 12_345)
    assert build().budget_sek is None


def test_wishes_without_plan_are_all_named() -> None:
    """A promise too small, one beside an office, a lock without pattern and a floor: four lines."""
    changes = with_stops(exclude=["far"]) | {
        "promises": [{"place": "dot"}, {"place": "near"}, {"place": "mid", "min_visits": 2}],
        "locks": [{"place": "mid", "weekday": "mon"}],
        "forbidden_days": [{"place": "mid", "weekdays": ["wed", "thu", "fri"]}],
        "floors": [{"municipality": "Beta", "min_visits": 1}],
    }
    with pytest.raises(InfeasibleError, match="E321") as error:
        build(changes)
    assert str(error.value).splitlines() == [
        "E321 promises: dot must be served but is no candidate stop (too small). "
        "Add it to stops.include, or take the entry away.",
        "E321 promises: near must be served but is no candidate stop (uses office hub). "
        "Add it to stops.include, or take the entry away.",
        "E322 promises: mid must be served, and none of its levels keeps its promises, locks, "
        "allowed and forbidden days and gaps. Add a level, or loosen one of them.",
        "E322 locks: mid must be served, and none of its levels keeps its promises, locks, "
        "allowed and forbidden days and gaps. Add a level, or loosen one of them.",
        "E325 floors: Beta has no candidate stop. "
        "Add one of its places to stops.include, or take the floor away.",
    ]


def test_promises_are_named_and_what_they_take_away_is_kept() -> None:
    """Mid's promise of two visits leaves one level of two; beside it stands the problem without."""
    changes = {
        "promises": [{"place": "mid", "min_visits": 2, "min_opening_min": 90}],
        "locks": [{"place": "far", "weekday": "tue"}],
    }
    plain, instance = build(), build(changes)
    stops = [instance.node_ids[node] for node in instance.stop_node]
    assert instance.promises == (Promise(stops.index("mid"), 2, 90 * 60),)
    assert len(instance.level_stop) == len(plain.level_stop) - 1
    assert instance.unpromised is not None
    assert instance.unpromised.level_visits.tolist() == plain.level_visits.tolist()
    assert instance.unpromised.pattern_days.tolist() == plain.pattern_days.tolist()
    assert not instance.unpromised.stop_is_promised.any()
    assert (plain.promises, plain.unpromised) == ((), None)


def test_without_a_stop_the_arrays_are_empty_but_shaped() -> None:
    """A scenario whose places are all too small gives an instance without stops."""
    instance = build(with_stops(min_residents=5000))
    assert instance.num_stops == 0
    assert instance.pattern_days.shape == (0, 5)
    assert benefit_table(instance) == {}


def test_norrbotten_has_more_than_a_hundred_stops_and_benefits_as_verified() -> None:
    """The week's benefits agree pair by pair with the verifier's own reckoning."""
    week = load_scenario(WEEK)
    travel = provide_travel(week)
    instance = build_instance(week, travel)
    assert instance.num_stops >= 100
    assert len(instance.overnight_node) >= 10
    table = benefit_table(instance)
    needs = Needs(week, travel.residents)
    for place, stop, visits, opening_s in table:
        expected = needs.benefit(place, stop, visits)
        assert table[place, stop, visits, opening_s] == pytest.approx(expected, abs=1e-9)
    with_need = {place.id for place in week.places if place.residents}
    stops = {(stop, visits) for _, stop, visits, _ in table}
    left_out = {(p, s, f) for p in with_need for s, f in stops} - {k[:3] for k in table}
    assert all(needs.benefit(place, stop, visits) <= 1e-9 for place, stop, visits in left_out)


def test_closed_roads_give_the_legs_of_their_weeks() -> None:
    """In the second of two weeks no road leads from mid to far; other legs stay as they were."""
    closed = [{"road_from": "mid", "road_to": "far", "weeks": [1]}]
    instance = build(cycle(2, "mon", "tue") | {"closed_roads": closed})
    assert instance.roads_of_week == (0b01, 0b10)
    assert [instance.roads_on(day) for day in range(4)] == [1, 1, 2, 2]
    assert instance.road_states == (0, 1)
    (profile,) = instance.profiles
    (closed_s,) = profile.closed_leg_s
    hub, inn, mid, far = range(4)
    assert closed_s[mid, far] == closed_s[inn, hub] == NEVER_S
    assert closed_s[hub, mid] == profile.leg_s[hub, mid]
    assert closed_s[far, inn] == profile.leg_s[far, inn]
    assert profile.in_state(1).leg_s is closed_s


def test_without_closed_roads_all_weeks_are_alike() -> None:
    """No week has a state of its own."""
    instance = build(cycle(2, "mon", "tue"))
    assert (instance.roads_of_week, instance.road_states) == ((), (0,))
    assert instance.profiles[0].closed_leg_s == ()
