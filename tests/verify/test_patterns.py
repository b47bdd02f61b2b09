"""What the solver may choose as a visit pattern is exactly what the verifier accepts."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from mobilkontor.build.instance import build_instance
from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan, Service
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel
from mobilkontor.verify.verify import verify
from tests.verify.draft import (
    TRAVEL_BY_VEHICLE,
    TRAVEL_MOBILE,
    TRAVEL_RESIDENTS,
    Halt,
    lay,
    make_scenario,
    scenario_data,
)

WEEKDAYS = ("mon", "wed", "thu")
PATTERN_CODES = {"V304", "V309", "V322", "V323", "V324"}


def scenario_of(weeks: int, level: dict[str, int], **keys: Any) -> Scenario:  # noqa: ANN401
    """Return a scenario of three weekdays whose stops all have one level."""
    data = scenario_data()
    data["cycle"] = {"weeks": weeks, "weekdays": WEEKDAYS}
    data["stops"]["level_classes"] = ({"levels": ({"opening_min": 60, **level},)},)
    data |= {"floors": (), "promises": (), "locks": (), "forbidden_days": ()}
    return make_scenario(data | keys)


def patterns_built(scenario: Scenario, place: str) -> set[tuple[int, ...]]:
    """Return the patterns of a stop that the solver chooses from."""
    travel = Travel(TRAVEL_MOBILE, TRAVEL_RESIDENTS, lambda here, there: ())
    instance = build_instance(scenario, travel)
    node = instance.node_ids.index(place) if place in instance.node_ids else -1
    return {
        tuple(np.flatnonzero(days).tolist())
        for level, days in zip(instance.pattern_level, instance.pattern_days, strict=True)
        if instance.stop_node[instance.level_stop[level]] == node
    }


def patterns_accepted(scenario: Scenario, place: str, visits: int) -> set[tuple[int, ...]]:
    """Return the sets of days that the verifier lets the visits to a stop fall on."""
    num_days = scenario.file.cycle.weeks * len(WEEKDAYS)
    accepted = set()
    for days in combinations(range(num_days), visits):
        duties = tuple(lay("van", day, "07:50", "dep", Halt(place, 60), "dep") for day in days)
        service = Service(place, visits, 3600, days, 104, 0.0)
        plan = Plan(make_horizon(scenario.file.cycle.weeks, WEEKDAYS), duties, (service,), (), ())
        report = verify(scenario, TRAVEL_BY_VEHICLE, TRAVEL_RESIDENTS, {}, plan, None)
        if not PATTERN_CODES & {violation.code for violation in report.violations}:
            accepted.add(days)
    return accepted


@pytest.mark.parametrize(
    ("weeks", "level"),
    [
        (1, {}),
        (1, {"visits_per_cycle": 2, "min_gap_days": 2}),
        (2, {}),
        (2, {"visits_per_cycle": 2}),
        (2, {"visits_per_cycle": 4, "min_gap_days": 2}),
        (2, {"visits_per_cycle": 6}),
        (4, {}),
        (4, {"visits_per_cycle": 2, "min_gap_days": 6}),
        (4, {"visits_per_cycle": 4}),
        (8, {"visits_per_cycle": 2}),
    ],
)
def test_every_set_of_days_is_judged_as_it_is_built(weeks: int, level: dict[str, int]) -> None:
    """Of all sets of days, the verifier accepts those the solver chooses from, and no other."""
    scenario = scenario_of(weeks, level)
    built = patterns_built(scenario, "b")
    assert built
    assert patterns_accepted(scenario, "b", level.get("visits_per_cycle", 1)) == built


@pytest.mark.parametrize("visits", [1, 2, 4])
def test_allowed_and_forbidden_days_are_judged_as_they_are_built(visits: int) -> None:
    """Days that are not allowed, or forbidden in one week, are in no pattern on either side."""
    scenario = scenario_of(
        2,
        {"visits_per_cycle": visits},
        allowed_days=({"place": "b", "weekdays": ("mon", "thu", "fri")},),
        forbidden_days=({"place": "b", "weekdays": ("mon",), "weeks": (1,)},),
    )
    built = patterns_built(scenario, "b")
    assert built == {1: {(0,), (2,), (5,)}, 2: {(2, 5)}, 4: set()}[visits]
    assert patterns_accepted(scenario, "b", visits) == built
