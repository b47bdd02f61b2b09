"""Indicators are what their formulas say, on a plan small enough to reckon by hand."""

from __future__ import annotations

import dataclasses

import pytest

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.indicators.reach import nearest_s
from mobilkontor.indicators.registry import INDICATORS, measure
from mobilkontor.indicators.residents import reached_places
from tests.outputs import example

EXPECTED = {
    "met_visits": 5.75,
    "value_sek": 11_500.0,
    "cost_sek": 12_020.0,
    "cost_of_driving_sek": 600.0,
    "cost_of_work_sek": 9_120.0,
    "cost_of_days_sek": 300.0,
    "cost_of_nights_sek": 2_000.0,
    "stops": 3.0,
    "visits": 4.0,
    "opening_h": 9.0,
    "opening_spread_min": 25.0,
    "regular_opening_share": 0.0,
    "residents_reached": 660.0,
    "residents_within_15_min_before": 1_300.0,
    "residents_within_15_min_after": 1_700.0,
    "residents_within_30_min_before": 1_600.0,
    "residents_within_30_min_after": 1_700.0,
    "residents_within_45_min_before": 1_660.0,
    "residents_within_45_min_after": 1_700.0,
    "residents_within_60_min_before": 1_700.0,
    "residents_within_60_min_after": 1_700.0,
    "mean_travel_min_before": (300 * 10 + 200 * 20 + 100 * 30 + 60 * 40 + 40 * 50) / 1_700,
    "mean_travel_min_after": (100 * 10 + 40 * 10) / 1_700,
    "p90_travel_min_before": 30.0,
    "p90_travel_min_after": 0.0,
    "distance_km": 100.0,
    "driving_h": 6_000 / 3_600,
    "working_h": 45_600 / 3_600,
    "nights_away": 1.0,
    "open_of_work_share": 32_400 / 45_600,
    "driving_of_work_share": 6_000 / 45_600,
    "received_of_room_share": 5.75 / (9 * 8),
    "estimated_share": 60 / 660,
    "residents_outside_places": 130.0,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_indicator_is_what_its_formula_says(name: str) -> None:
    """Each value equals the one reckoned by hand from the example's figures."""
    assert measure(example.plan(), example.setting())[name] == pytest.approx(EXPECTED[name])


def test_costs_by_kind_add_up() -> None:
    """Driving, work, days and nights together are the cost of the plan."""
    values = measure(example.plan(), example.setting())
    kinds = ("driving", "work", "days", "nights")
    parts = [values[f"cost_of_{kind}_sek"] or 0.0 for kind in kinds]
    assert sum(parts) == pytest.approx(values["cost_sek"])


def test_regular_openings_over_two_weeks() -> None:
    """Beta opens 20 min later in the second week, zeta at the same time: half are regular."""
    values = measure(example.two_weeks(), example.setting())
    assert values["opening_spread_min"] == 20.0
    assert values["regular_opening_share"] == 0.5


def test_a_quarter_of_an_hour_is_still_regular() -> None:
    """An opening 15 min later counts as the same time, one 16 min later does not."""
    for later_min, share in ((15, 1.0), (16, 0.5)):
        plan = example.two_weeks()
        first, tuesday, second, *others = plan.duties
        (visit,) = second.stops
        opens_s = first.stops[0].open_s + later_min * 60
        moved = dataclasses.replace(second, stops=(dataclasses.replace(visit, open_s=opens_s),))
        shifted = dataclasses.replace(plan, duties=(first, tuesday, moved, *others))
        assert measure(shifted, example.setting())["regular_opening_share"] == share


def test_the_scenario_says_how_far_openings_may_differ() -> None:
    """With a tolerance of 20 min both places of the two weeks are regular."""
    setting = dataclasses.replace(example.setting(), opening_tolerance_s=20 * 60)
    assert measure(example.two_weeks(), setting)["regular_opening_share"] == 1.0


def test_nights_of_days_off_count_where_a_vehicle_stays_away() -> None:
    """The vehicle that stands away after its first day does so for two nights over a day off."""
    plan = example.plan()
    before = measure(plan, example.setting())
    over_a_day_off = dataclasses.replace(plan, horizon=make_horizon(1, ("mon", "wed")))
    after = measure(over_a_day_off, example.setting())
    assert after["nights_away"] == before["nights_away"] + 1
    assert after["cost_of_nights_sek"] == before["cost_of_nights_sek"] + 2_000


def test_travel_becomes_shorter_for_some_and_longer_for_none() -> None:
    """A stop never lengthens anybody's way to the nearest service."""
    setting = example.setting()
    before = nearest_s(setting, setting.open_offices)
    after = nearest_s(setting, [*setting.open_offices, "beta", "gamma", "epsilon"])
    assert all((after[place] or 0) <= (before[place] or 0) for place in example.IDS)
    assert after["delta"] == 600


def test_without_an_open_office_no_travel_time_exists() -> None:
    """With no service at all, travel times are unknown and nobody is within any limit."""
    setting = dataclasses.replace(example.setting(), offices=())
    values = measure(dataclasses.replace(example.plan(), services=()), setting)
    assert values["mean_travel_min_before"] is None
    assert values["p90_travel_min_before"] is None
    assert values["gini_travel_before"] is None
    assert values["residents_within_60_min_after"] == 0


def test_an_empty_plan_has_no_reached_residents() -> None:
    """A plan without duties costs nothing, reaches nobody, and has no share of estimates."""
    empty = Plan(example.plan().horizon, (), (), (), ())
    values = measure(empty, example.setting())
    assert reached_places(empty) == frozenset()
    assert values["opening_spread_min"] is None
    assert values["regular_opening_share"] is None
    assert (values["cost_sek"], values["residents_reached"]) == (0.0, 0.0)
    assert values["estimated_share"] is None
    for share in ("open_of_work", "driving_of_work", "received_of_room"):
        assert values[f"{share}_share"] is None


def test_carbon_dioxide_is_told_only_where_it_is_known() -> None:
    """At 200 g/km the example's 100 km let out 20 kg; one vehicle without a figure hides all."""
    setting = example.setting()
    assert measure(example.plan(), setting)["co2_kg"] is None
    known = tuple(dataclasses.replace(v, co2_per_km_g=200.0) for v in setting.vehicles)
    told = dataclasses.replace(setting, vehicles=known)
    assert measure(example.plan(), told)["co2_kg"] == pytest.approx(20.0)
    half = dataclasses.replace(setting, vehicles=(known[0], setting.vehicles[1]))
    assert measure(example.plan(), half)["co2_kg"] is None


def test_travel_time_is_more_even_when_all_have_the_same() -> None:
    """The Gini coefficient lies between 0 and 1."""
    values = measure(example.plan(), example.setting())
    assert 0 < (values["gini_travel_before"] or 0) < 1


def test_indicators_are_named_once() -> None:
    """No two indicators have the same name."""
    names = [entry.name for entry in INDICATORS]
    assert len(set(names)) == len(names)
