"""The verifier as a whole: what it accepts, and that nothing makes it fail."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobilkontor.core.calendar import HalfDay, Horizon, make_horizon
from mobilkontor.core.plan import AccessShare, Break, Duty, Plan, Service, Unserved, Visit
from mobilkontor.verify.verify import ALL_CODES, Claim, verify
from tests.mutation.test_verify import close_roads, stay_over_the_day_off
from tests.verify.draft import (
    BUFFER_MIN,
    FRI,
    MON,
    NEXT_FRI,
    NEXT_MON,
    PLACES,
    TRAVEL_BY_VEHICLE,
    TRAVEL_RESIDENTS,
    VAN_NEXT_WED,
    VAN_WED,
    WED,
    Draft,
    Halt,
    lay,
    make_scenario,
    scenario_data,
)


def test_the_totals_are_those_worked_out_by_hand() -> None:
    """Cost, met visits and objective of the good plan are those derived in ``draft``."""
    report = Draft().judge()
    assert (report.cost_sek, report.met_visits, report.objective_sek) == (27_325, 19.0625, 10_800)


def test_every_limit_may_be_met_exactly() -> None:
    """A plan that reaches every limit to the minute, krona and visit breaks none."""
    draft = Draft()
    draft.data["rule_packs"] = (
        {
            "id": "long-day",
            "max_working_h": 419 / 60,
            "max_driving_h": 329 / 60,
            "max_work_stretch_h": 258 / 60,
            "work_break_min": 45,
            "max_driving_stretch_h": 258 / 60,
            "driving_break_min": 45,
            "daily_rest_h": 1046 / 60,
            "max_weekly_working_h": 805 / 60,
            "max_weekly_driving_h": 625 / 60,
        },
    )
    van_crew, bus_crew = draft.data["crews"]
    bus_crew |= {"earliest_start": "07:00", "latest_end": "15:21", "visitors_per_hour": 3.375}
    draft.data["crews"] = (van_crew, bus_crew)
    draft.data["stops"] |= {
        "open_from": "09:05",
        "open_to": "13:40",
        "min_residents": 52,
        "min_travel_from_office_min": 45,
    }
    draft.data["objective"] = {"budget_sek": 27_325.0}
    draft.data["floors"] = (
        {"municipality": "Alfa", "min_visits": 3},
        {"municipality": "Beta", "min_met_share": 5.0625 / 12.375},
    )
    draft.bound_sek = 10_800
    assert draft.judge().text == "The plan keeps every rule."


def test_one_minute_less_on_every_limit_is_seen() -> None:
    """Limits that are a minute tighter than the plan are all broken."""
    draft = Draft()
    draft.data["rule_packs"] = (
        {
            "id": "long-day",
            "max_working_h": 418 / 60,
            "max_driving_h": 328 / 60,
            "max_work_stretch_h": 257 / 60,
            "max_driving_stretch_h": 257 / 60,
            "daily_rest_h": 1047 / 60,
            "max_weekly_working_h": 804 / 60,
            "max_weekly_driving_h": 624 / 60,
        },
    )
    codes = [violation.code for violation in draft.judge().violations]
    # Both days of the bus hold a drive of 258 minutes: two findings for each kind of stretch.
    both = ["V103", "V103", "V104", "V104"]
    assert codes == ["V101", "V102", *both, "V207", "V209", "V210"]


def test_rest_counts_from_the_end_of_a_cycle_to_its_next_start() -> None:
    """A cycle that ends on Sunday goes on with Monday: rest between them is rest like any other."""
    draft = Draft()
    draft.data["cycle"] = {"weekdays": ("mon", "tue", "wed", "sun")}
    draft.data["rule_packs"] = ({"id": "long-day", "daily_rest_h": 15},)
    draft.horizon = make_horizon(1, ("mon", "tue", "wed", "sun"))
    draft.duties.append(lay("bus", FRI, "14:00", "dep", Halt("b", 60), "dep"))
    rests = [violation for violation in draft.judge().violations if violation.code == "V207"]
    assert [str(rest) for rest in rests] == [
        "V207 vehicle bus, mon: rest before the duty 12 h 46 min, at least 15 h 00 min (-134 min)."
    ]


def test_two_equal_weeks_keep_every_rule() -> None:
    """A good week that comes twice is a good plan: need, floors and budget count per cycle."""
    draft = Draft()
    draft.repeat()
    report = draft.judge()
    assert report.text == "The plan keeps every rule."
    assert (report.cost_sek, report.met_visits, report.objective_sek) == (54_650, 38.125, 21_600)


def test_limits_of_the_week_count_each_week_by_itself() -> None:
    """Hours and nights that one week uses up are there again in the next."""
    draft = Draft()
    limits = {"max_weekly_working_h": 805 / 60, "max_weekly_driving_h": 625 / 60}
    draft.data["rule_packs"] = ({"id": "long-day", **limits},)
    draft.repeat()
    assert draft.judge().is_clean
    draft.data["rule_packs"] = ({"id": "long-day", "max_weekly_working_h": 804 / 60},)
    lines = [violation.where for violation in draft.judge().violations]
    assert lines == ["vehicle bus, week 1", "vehicle bus, week 2"]
    draft.data["rule_packs"] = ({"id": "long-day"},)
    draft.data["crews"][1]["max_nights_per_week"] = 0
    assert draft.judge().text.splitlines() == [
        "V206 vehicle bus, week 1: nights away 1, at most 0.",
        "V206 vehicle bus, week 2: nights away 1, at most 0.",
    ]


def test_the_gap_counts_within_a_week_only() -> None:
    """Monday and Friday are 4 days apart, and it does not matter that Monday follows Friday."""
    draft = Draft()
    draft.repeat()
    draft.data["stops"]["level_classes"][1]["levels"][1]["min_gap_days"] = 4
    draft.data["locks"] = ()
    for index in (VAN_WED, VAN_NEXT_WED):
        draft.change("duties", index, day=draft.duties[index].day + 1)
    draft.change("services", 0, days=(MON, FRI, NEXT_MON, NEXT_FRI))
    assert draft.judge().is_clean


def test_an_exempt_heavy_vehicle_needs_no_driving_break() -> None:
    """The EU's driving rules bind a heavy vehicle unless it is exempt."""
    draft = Draft()
    draft.duties[3] = lay("bus", 1, "08:10", "inn", Halt("d", 60, after=30), "dep")
    assert [violation.code for violation in draft.judge().violations] == ["V104"]
    van, bus = draft.data["vehicles"]
    draft.data["vehicles"] = (van, {**bus, "exempt_from_eu_561": True})
    assert draft.judge().is_clean


def test_a_vehicle_may_idle_at_its_depot() -> None:
    """Days at the depot need no duty, cost nothing, and count as rest."""
    draft = Draft()
    assert {duty.day for duty in draft.duties if duty.vehicle == "van"} == {0, 2}
    assert draft.judge().is_clean


def test_standing_at_the_own_depot_is_being_at_home() -> None:
    """A depot that is an overnight place too uses no room and counts no night for its vehicles."""
    draft = Draft()
    (inn,) = draft.data["overnight_places"]
    draft.data["overnight_places"] = (inn, {"place": "dep", "rooms": 1, "cost_per_night_sek": 900})
    van, bus = draft.data["crews"]
    draft.data["crews"] = ({**van, "max_nights_per_week": 0}, bus)
    assert draft.judge().is_clean


def test_a_summer_plan_has_no_winter_buffer() -> None:
    """The buffer belongs to the season: in summer the same legs are five minutes shorter."""
    draft = Draft()
    draft.data["season"] = "summer"
    line = draft.judge().text.splitlines()
    assert (
        "V114 vehicle van, mon, a: arrives at 08:45, must be 08:40 after the drive (+5 min)."
        in line
    )


@pytest.mark.parametrize("season", ["autumn", "thaw"])
def test_the_buffer_of_autumn_and_thaw_is_their_own_or_that_of_summer(season: str) -> None:
    """A plan with five minutes a leg is right where the season has them, and only there."""
    draft = Draft()
    draft.data["season"] = season
    late = "V114 vehicle van, mon, a: arrives at 08:45, must be 08:40 after the drive (+5 min)."
    draft.data["leg_buffer"] = {"summer": 0, "winter": BUFFER_MIN}
    assert late in draft.judge().text.splitlines()
    draft.data["leg_buffer"] = {"summer": BUFFER_MIN, "winter": 0}
    assert draft.judge().is_clean
    draft.data["leg_buffer"] = {"summer": 0, "winter": 0, season: BUFFER_MIN}
    assert draft.judge().is_clean
    draft.data["leg_buffer"] = {"summer": BUFFER_MIN, "winter": BUFFER_MIN, season: 0}
    assert late in draft.judge().text.splitlines()


def test_without_a_claim_the_plan_alone_is_judged() -> None:
    """No claim, no violation of objective or bound."""
    draft = Draft()
    scenario = make_scenario(draft.data)
    report = verify(
        scenario, TRAVEL_BY_VEHICLE, TRAVEL_RESIDENTS, draft.benefit, draft.plan(), None
    )
    assert report.is_clean


def test_all_violations_are_returned_in_the_order_of_their_codes() -> None:
    """Several faults are all told, always in the same order."""
    draft = Draft()
    draft.change("duties", VAN_WED, distance_m=1, day=FRI)
    draft.change("services", 1, residents=1)
    draft.unserved.clear()
    report = draft.judge()
    codes = [violation.code for violation in report.violations]
    assert codes == ["V120", "V308", "V312", "V317", "V317", "V317", "V321"]
    assert report == draft.judge()


def test_codes_are_ordered_and_belong_to_their_families() -> None:
    """Codes are unique, three digits, and start with the family of their rule."""
    assert list(ALL_CODES) == sorted(set(ALL_CODES))
    assert {code[:2] for code in ALL_CODES} == {"V1", "V2", "V3", "V4"}


def test_the_whole_empty_plan_is_a_plan() -> None:
    """A plan without any duty is judged: it forgets promises, locks, floors and villages."""
    draft = Draft()
    for part in (draft.duties, draft.services, draft.access, draft.unserved):
        part.clear()
    codes = [violation.code for violation in draft.judge().violations]
    assert codes == ["V310"] * 2 + ["V312"] + ["V314"] * 2 + ["V315"] + ["V317"] * 7


def test_a_name_from_a_file_cannot_speak_to_the_terminal() -> None:
    """Control characters of ids are shown, never sent; long ids are cut."""
    draft = Draft()
    draft.change("duties", VAN_WED, vehicle="\x1b[2J" + "x" * 1000, day=WED)
    text = draft.judge().text
    assert "\x1b" not in text
    assert "x" * 100 not in text
    assert "'\\x1b[2J" in text


NAMES = st.one_of(st.sampled_from([*PLACES, "van", "bus", "meal", "driving"]), st.text(max_size=8))
USABLE_INTS = st.one_of(st.integers(-2, 5), st.integers(0, 100_000), st.integers(-(10**9), 10**9))
USABLE_FLOATS = st.one_of(st.floats(-2, 2), st.floats(-1e9, 1e9))


def plans(
    ints: st.SearchStrategy[int], floats: st.SearchStrategy[float]
) -> st.SearchStrategy[Plan]:
    """Return plans made of anything."""

    def some(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(items, max_size=4).map(tuple)

    visits = st.builds(Visit, NAMES, ints, ints, ints, ints)
    pauses = st.builds(Break, NAMES, ints, ints, NAMES)
    totals = (ints, ints, ints, ints, ints, floats)
    duties = st.builds(Duty, NAMES, ints, NAMES, NAMES, *totals, some(visits), some(pauses))
    services = st.builds(Service, NAMES, ints, ints, some(ints), ints, floats)
    shares = st.builds(AccessShare, NAMES, NAMES, floats, floats, ints)
    unserved = st.builds(Unserved, NAMES, NAMES, NAMES, floats)
    horizons = st.builds(Horizon, ints, some(st.tuples(ints, NAMES)))
    return st.builds(Plan, horizons, some(duties), some(services), some(shares), some(unserved))


def claims(floats: st.SearchStrategy[float]) -> st.SearchStrategy[Claim | None]:
    """Return claims of anything, or none."""
    return st.one_of(st.none(), st.builds(Claim, floats, st.one_of(st.none(), floats)))


SCENARIO = make_scenario(scenario_data())


def codes_of(plan: Plan, claim: Claim | None) -> set[str]:
    """Judge a senseless plan and print the report both ways."""
    report = verify(SCENARIO, TRAVEL_BY_VEHICLE, TRAVEL_RESIDENTS, {}, plan, claim)
    assert all(line.isprintable() for line in report.text.split("\n"))
    json.dumps(report.to_dict(), allow_nan=False)
    return {violation.code for violation in report.violations}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(plans(USABLE_INTS, USABLE_FLOATS), claims(USABLE_FLOATS))
def test_a_senseless_plan_has_violations_and_raises_nothing(
    plan: Plan, claim: Claim | None
) -> None:
    """Whatever a plan file holds, the verifier answers with violations of its rules."""
    codes = codes_of(plan, claim)
    assert codes
    assert "V100" not in codes


@settings(max_examples=100, deadline=None, derandomize=True)
@given(plans(st.integers(), st.floats()), claims(st.floats()))
def test_numbers_beyond_use_raise_nothing(plan: Plan, claim: Claim | None) -> None:
    """Endless, huge and undefined numbers are told, not added up."""
    assert codes_of(plan, claim)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_one_senseless_field_in_a_good_plan_raises_nothing(data: st.DataObject) -> None:
    """Any one field of the good plan may hold anything of its type."""
    draft = Draft()
    part = data.draw(st.sampled_from(["duties", "services", "access", "unserved"]))
    items = getattr(draft, part)
    index = data.draw(st.integers(0, len(items) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(items[index])]))
    old = getattr(items[index], name)
    kinds = {
        str: NAMES,
        int: USABLE_INTS,
        float: st.floats(-1e9, 1e9, allow_nan=False),
        type(None): st.sampled_from([None, *HalfDay]),
        bool: st.booleans(),
        tuple: st.lists(USABLE_INTS, max_size=3).map(tuple) if name == "days" else st.just(()),
    }
    items[index] = replace(items[index], **{name: data.draw(kinds[type(old)])})
    report = draft.judge()
    json.dumps(report.to_dict(), allow_nan=False)
    assert report.objective_sek is None or math.isfinite(report.objective_sek)


def test_a_detour_around_a_closed_road_is_driven_or_seen() -> None:
    """With the road from d to the depot closed, the bus has to go back over inn and c.

    Its old clocks are wrong then, and so is all that follows from the way. Closing a road that it
    does not take changes nothing.
    """
    draft = Draft()
    close_roads(draft, ("a", "hut"), ("dep", "hut"))
    assert draft.judge().text == "The plan keeps every rule."
    close_roads(draft, ("dep", "d"))
    codes = {violation.code for violation in draft.judge().violations}
    assert codes >= {"V117", "V118", "V119", "V120", "V121"}
    assert codes.isdisjoint({"V114", "V331"})


def test_a_vehicle_that_need_not_be_home_may_stay_over_days_off() -> None:
    """The bus stands at the inn from Wednesday to Friday, and pays for both nights."""
    draft = Draft()
    stay_over_the_day_off(draft, cost_sek=11_905)
    assert draft.judge().text == "The plan keeps every rule."
    draft.data["crews"][1]["home_at_weekends"] = True
    codes = [violation.code for violation in draft.judge().violations]
    assert {"V202", "V203"} <= {*codes}
