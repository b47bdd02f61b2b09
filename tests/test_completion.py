"""A completed plan accounts for every place of its scenario."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mobilkontor import api
from mobilkontor.completion import complete_plan
from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import AccessShare, Duty, Plan, Service, Unserved
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

TINY = Path(__file__).parent.parent / "scenarios" / "tiny" / "tiny.yaml"
DUTY = Duty("van", 0, "hem", "hem", 28_800, 43_200, 3600, 14_400, 60_000, 1000.0, (), ())


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Return the scenario of four stops."""
    return api.load(TINY)


@pytest.fixture(scope="module")
def travel(scenario: Scenario) -> Travel:
    """Return its travel times."""
    return api.travel(scenario)


@pytest.fixture
def found() -> Plan:
    """Return a plan as a solver might find it: stops and shares without what it cannot know."""
    return Plan(
        horizon=make_horizon(1, ("mon", "tue")),
        duties=(dataclasses.replace(DUTY, day=1), DUTY),
        services=(
            Service("bjorknas", 1, 7200, (0,), 0, 1.0),
            Service("alby", 1, 7200, (0,), 0, 1.0),
        ),
        access=(AccessShare("vik", "alby", 1.0, 0.5, 0), AccessShare("alby", "alby", 1.0, 0.5, 0)),
        unserved=(Unserved("djupdal", "not_worth", "", 2.5),),
    )


def test_every_place_is_accounted_for_once(scenario: Scenario, travel: Travel, found: Plan) -> None:
    """Each place of the table has a stop or a reason, and the solver's reasons stay."""
    plan = complete_plan(scenario, travel, found)
    told = [service.place for service in plan.services] + [e.place for e in plan.unserved]
    assert sorted(told) == sorted(place.id for place in scenario.places)
    reasons = {entry.place: entry for entry in plan.unserved}
    assert reasons["djupdal"] == found.unserved[0]
    assert (reasons["vik"].reason, reasons["vik"].other) == ("uses_stop", "alby")
    assert (reasons["hem"].reason, reasons["hem"].other) == ("uses_office", "hem")


def test_residents_and_their_travel_are_filled_in(
    scenario: Scenario, travel: Travel, found: Plan
) -> None:
    """Residents come from the table, travel times from the residents' matrix."""
    plan = complete_plan(scenario, travel, found)
    assert {s.place: s.residents for s in plan.services} == {"alby": 380, "bjorknas": 300}
    times = {(share.place, share.stop): share.travel_s for share in plan.access}
    assert times == {("alby", "alby"): 0, ("vik", "alby"): 600}


def test_lists_are_in_the_order_they_are_read_back_in(
    scenario: Scenario, travel: Travel, found: Plan
) -> None:
    """Duties stand by vehicle and day, everything else by place, however they were found."""
    plan = complete_plan(scenario, travel, found)
    assert [duty.day for duty in plan.duties] == [0, 1]
    assert [service.place for service in plan.services] == ["alby", "bjorknas"]
    assert [share.place for share in plan.access] == ["alby", "vik"]
    assert list(plan.unserved) == sorted(plan.unserved, key=lambda entry: entry.place)
