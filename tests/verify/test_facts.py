"""The verifier's reading of the scenario."""

from __future__ import annotations

from typing import Any

import pytest

from mobilkontor.verify.facts import Facts, gather_facts
from tests.verify.draft import TRAVEL_RESIDENTS, make_scenario, scenario_data


def facts(**stops: Any) -> Facts:  # noqa: ANN401
    """Return the facts of the scenario with some keys of `stops` changed."""
    data = scenario_data()
    data["stops"] |= stops
    return gather_facts(make_scenario(data), TRAVEL_RESIDENTS)


@pytest.mark.parametrize(
    ("stops", "candidates"),
    [
        ({}, "a b c d inn"),
        ({"min_residents": 53}, "a b c"),
        ({"min_travel_from_office_min": 45}, "a b c d inn"),
        ({"min_travel_from_office_min": 45.1}, "b c d inn"),
        ({"include": ("hut", "dep")}, "dep a b c d inn hut"),
        ({"exclude": ("a",)}, "b c d inn"),
        ({"include": ("hut",), "exclude": ("hut",)}, "a b c d inn"),
        ({"min_residents": 0}, "a b c d inn hut"),
        ({"municipalities": ("Alfa", "Beta")}, "a b c d inn"),
        ({"municipalities": ("Beta",)}, "c d inn"),
        ({"municipalities": ("Alfa",), "include": ("d",)}, "a b d"),
        ({"municipalities": ("Alfa",), "exclude": ("a",)}, "b"),
    ],
)
def test_candidates_follow_size_distance_and_lists(stops: dict[str, Any], candidates: str) -> None:
    """Candidates are large, far and inside enough, or included; never excluded or at an office."""
    assert " ".join(facts(**stops).levels) == candidates


def test_a_place_gets_the_levels_of_the_last_class_it_reaches() -> None:
    """Of 520 residents, class 300 is reached; of 156, only class 0."""
    levels = facts().levels
    assert [level.visits_per_cycle for level in levels["a"]] == [1, 2]
    assert [level.visits_per_cycle for level in levels["c"]] == [1]


def test_rules_are_the_strictest_of_all_packs_that_bind() -> None:
    """The bus keeps the law, its crew's own pack and the EU's driving rules; the van the law."""
    van, bus = facts().vehicles.values()
    assert (van.rules.max_driving_s, van.rules.max_working_s) == (None, None)
    assert (bus.rules.max_driving_s, bus.rules.max_working_s) == (9 * 3600, 9 * 3600)
    assert bus.rules.max_work_stretch_s == 5 * 3600
    assert bus.rules.driving_break_s == 45 * 60


def test_a_vehicle_of_exactly_three_and_a_half_tonnes_is_light() -> None:
    """The EU's driving rules begin above 3.5 t."""
    data = scenario_data()
    van, bus = data["vehicles"]
    for weight, limit_s in ((3.5, None), (3.51, 9 * 3600)):
        data["vehicles"] = (van, {**bus, "gross_weight_t": weight})
        read = gather_facts(make_scenario(data), TRAVEL_RESIDENTS)
        assert read.vehicles["bus"].rules.max_driving_s == limit_s
