"""Floors, coverage, fairness and candidate offices stand in the instance as in the scenario.

Figures follow from the small scenario; see the docstring of ``tests.small_scenario``. Needs per
cycle of one week: hub 187.5, near 56.25, mid 18.75, far 13.5, dot 2.25 visits, two thirds of each
for tax, which the office in hub offers. It meets all of hub's tax, 5/6 of near's, 1/2 of mid's.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mobilkontor.access.fairness import equity_weights, worst_off
from mobilkontor.build.instance import build_instance
from mobilkontor.core.goals import Goal, LaterGoal
from mobilkontor.core.instance import Coverage, Instance, OfficeOption
from mobilkontor.travel import provide_travel
from mobilkontor.verify.need import Needs
from tests.small_scenario import keys, scenario

MID, FAR = 0, 1
HUB, NEAR, MID_HOME, FAR_HOME, DOT = range(5)


def build(changes: dict[str, Any] | None = None) -> Instance:
    """Return the instance of the small scenario with some keys replaced."""
    changed = scenario(changes)
    return build_instance(changed, provide_travel(changed))


# ---------------------------------------------------------------------------------------- floors


def test_a_floor_for_all_counts_the_whole_region() -> None:
    """Half of the visits that the office leaves unmet, in all municipalities together."""
    (region,) = build(
        {"floors": [{"municipality": "all", "min_visits": 3, "min_met_share": 0.5}]}
    ).floors
    assert (region.name, region.stops, region.min_visits) == ("all", (MID, FAR), 3)
    assert region.places == (HUB, NEAR, MID_HOME, FAR_HOME, DOT)
    unmet = 187.5 / 3 + 56.25 * (1 - 5 / 9) + 18.75 * 2 / 3 + 13.5 + 2.25
    assert region.min_met_visits == pytest.approx(unmet / 2)


def test_covered_residents_are_those_near_an_office_or_a_frequent_stop() -> None:
    """Within 15 min of the office live 1300 of 1470; far's 60 and dot's 10 need the stop in far.

    Two weekly visits cover every week, one in a cycle of two weeks does not.
    """
    terms = {
        "cycle": {"weeks": 2},
        "coverage": {"within_min": 15, "every_weeks": 1},
        "floors": [{"municipality": "all", "min_covered_share": 0.9}],
    }
    levels = [{"visits_per_cycle": 2, "opening_min": 60}, {"opening_min": 60}]
    stops = keys()["stops"] | {"level_classes": [{"levels": levels}]}
    instance = build(terms | {"stops": stops})
    (region,) = instance.floors
    weekly = [int(q) for q in np.flatnonzero(instance.level_visits == 2)]
    assert region.coverages == (
        Coverage(100, (weekly[MID],)),
        Coverage(60, (weekly[FAR],)),
        Coverage(10, (weekly[FAR],)),
    )
    assert region.min_covered == pytest.approx(0.9 * 1470 - 1300)


def test_a_candidate_office_can_cover() -> None:
    """An office in dot covers dot and far, 5 min away."""
    changes = {
        "coverage": {"within_min": 10},
        "floors": [{"municipality": "Beta", "min_covered_share": 1}],
        "candidate_offices": [{"place": "dot", "cost_per_year_sek": 520_000}],
    }
    (beta,) = build(changes).floors
    assert [coverage.offices for coverage in beta.coverages] == [(0,), (0,)]
    assert beta.min_covered == 70


def test_the_worst_off_are_whole_places_with_the_least_access() -> None:
    """Far and dot have none at all: 70 of 1470 residents; for a tenth mid is needed too."""
    changes = {"fairness": {"worst_off": {"share_of_residents": 0.1, "min_access": 0.6}}}
    (floor,) = build(changes).floors
    assert floor.places == (MID_HOME, FAR_HOME, DOT)
    assert floor.name == "the worst-off 10 % of residents"
    need, met = 18.75 + 13.5 + 2.25, 18.75 / 3
    assert floor.min_met_visits == pytest.approx(0.6 * need - met)


def test_who_is_worst_off_does_not_hang_on_rounding() -> None:
    """Of places with equal access the earlier counts first, whatever rounding makes of it."""
    access = np.array([0.3, 0.1 + 0.2, 0.30000000000000004, 0.2])
    assert worst_off(access, np.array([10, 10, 10, 10]), 0.5) == (0, 3)


# -------------------------------------------------------------------------------------- fairness


def test_without_aversion_all_visits_count_alike() -> None:
    """Aversion 0 gives weight 1 to every pair."""
    rng = np.random.default_rng(0)
    before, need = rng.uniform(0, 0.5, 20), rng.uniform(1, 9, 20)
    met = need * rng.uniform(0.1, 0.5, 20)
    assert equity_weights(before, met, need, 0.0) == pytest.approx(np.ones(20))


def test_visits_count_more_where_less_was_met() -> None:
    """A fourth of the need counts a half where nothing was met, 1 - sqrt(3/4) at the top."""
    weights = equity_weights(np.array([0.0, 0.75]), np.array([2.0, 2.0]), np.array([8.0, 8.0]), 0.5)
    assert weights == pytest.approx([0.5 / 0.25, (1 - 0.75**0.5) / 0.25])


@pytest.mark.parametrize("aversion", [0.2, 0.5, 0.9])
def test_solver_and_judge_count_alike(aversion: float) -> None:
    """The weights of the instance are those that the verifier works out for itself."""
    changed = scenario({"fairness": {"inequality_aversion": aversion}})
    travel = provide_travel(changed)
    table = build_instance(changed, travel).access
    needs = Needs(changed, travel.residents)
    for place, met, weight in zip(
        table.pair_place, table.pair_met_visits, table.weights, strict=True
    ):
        counted = needs.counted(table.place_ids[place], float(met))
        assert met * weight == pytest.approx(counted)


# --------------------------------------------------------------------------------------- offices


def test_a_candidate_office_meets_what_open_ones_leave() -> None:
    """An office in far, two days a week (share 1), for pension alone, by the minutes to it."""
    candidate = {
        "place": "far",
        "days_per_week": 2,
        "services": ["pension"],
        "cost_per_year_sek": 520_000,
    }
    instance = build({"candidate_offices": [candidate]})
    table = instance.access
    assert instance.offices == (OfficeOption("far", pytest.approx(10_000)),)
    met = dict(zip(table.office_place.tolist(), table.office_met_visits.tolist(), strict=True))
    assert met == {
        NEAR: pytest.approx(18.75 / 6),
        MID_HOME: pytest.approx(6.25 * 0.5),
        FAR_HOME: pytest.approx(4.5),
        DOT: pytest.approx(0.75 * 55 / 60),
    }


def test_solver_and_judge_agree_on_candidate_offices() -> None:
    """What an office meets is what the verifier works out for itself."""
    candidates = [
        {"place": "near", "days_per_week": 1, "cost_per_year_sek": 1},
        {"place": "dot", "days_per_week": 1.5, "services": ["tax"], "cost_per_year_sek": 1},
    ]
    changed = scenario({"candidate_offices": candidates})
    travel = provide_travel(changed)
    instance = build_instance(changed, travel)
    table, needs = instance.access, Needs(changed, travel.residents)
    assert len(table.office_place)
    for place, office, met in zip(
        table.office_place, table.office_number, table.office_met_visits, strict=True
    ):
        of_office = needs.office_benefit(table.place_ids[place], instance.offices[office].place)
        assert met == pytest.approx(of_office)


# ----------------------------------------------------------------------------------------- goals


def test_goals_and_fixed_costs_are_handed_on() -> None:
    """Goals stand in their order; 520 000 SEK a year are 20 000 in a cycle of two weeks."""
    vehicle = keys()["vehicles"][0] | {"fixed_cost_per_year_sek": 520_000}
    instance = build(
        {
            "cycle": {"weeks": 2},
            "vehicles": [vehicle],
            "objective": {
                "kind": "most_benefit",
                "budget_sek": 50_000,
                "then": [{"kind": "least_cost", "give_up_pct": 2}],
            },
        }
    )
    assert instance.goal is Goal.MOST_BENEFIT
    assert instance.later_goals == (LaterGoal(Goal.LEAST_COST, 0.02),)
    assert instance.vehicles[0].fixed_cost_sek == pytest.approx(20_000)
