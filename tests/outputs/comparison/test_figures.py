"""Indicators stand per four weeks, with their best, and differ only where they may be compared."""

from __future__ import annotations

import pytest

from mobilkontor.indicators.registry import INDICATORS
from mobilkontor.outputs.comparison.figures import Difference, FigureRow, figure_rows
from mobilkontor.outputs.comparison.grounds import GROUNDS_OF, Ground
from mobilkontor.outputs.comparison.settings import SettingRow, setting_rows
from mobilkontor.outputs.comparison.side import ComparedPlan, sides_of
from tests.outputs import example
from tests.outputs.comparison.plans import compared, one_visit_less, with_office


def rows(*plans: ComparedPlan) -> dict[str, FigureRow]:
    """Return the rows of some plans by indicator."""
    return {row.indicator.name: row for row in figure_rows(sides_of(plans))}


def test_every_indicator_has_its_grounds() -> None:
    """No indicator is forgotten but those of the time before and of those no plan counts."""
    left_out = {it.name for it in INDICATORS} - set(GROUNDS_OF)
    assert all(it.endswith("_before") or it == "residents_outside_places" for it in left_out)
    assert set(GROUNDS_OF) <= {it.name for it in INDICATORS}


def test_sums_are_of_four_weeks() -> None:
    """Four openings in a week are 16 in four weeks, five in two weeks are ten; means stay means."""
    found = rows(compared(example.plan()), compared(example.two_weeks()))
    assert found["visits"].values == (0.0, 16.0, 12.0)
    assert found["distance_km"].values == (0.0, 400.0, 2 * (30 + 50 + 20 + 100 + 100))
    assert found["stops"].values == (0.0, 3.0, 4.0)
    assert found["mean_travel_min_after"].values[1:] == pytest.approx(
        ((100 * 10 + 40 * 10) / 1_700, 100 * 10 / 1_700)
    )


def test_the_best_of_the_plans_is_told() -> None:
    """Least is best of costs, most of visits; "no plan" is no candidate, equals have no best."""
    found = rows(compared(example.plan()), compared(one_visit_less()))
    assert found["cost_sek"].best == {2}
    assert found["visits"].best == {1}
    assert found["stops"].best == frozenset()
    assert found["estimated_share"].best == frozenset()


def test_differences_are_absolute_and_relative() -> None:
    """Against the left side: its own is nothing, and against nothing there is no per cent."""
    visits = rows(compared(example.plan()), compared(one_visit_less()))["visits"]
    assert visits.differences[1] == (
        Difference(-16.0, -1.0),
        Difference(0.0, 0.0),
        Difference(-4.0, -0.25),
    )
    assert visits.differences[0][1] == Difference(16.0, None)


@pytest.mark.parametrize(
    ("ground", "silent", "told"),
    [
        (Ground.TRAVEL, "mean_travel_min_after", "visits"),
        (Ground.NEED, "met_visits", "mean_travel_min_after"),
        (Ground.COSTS, "cost_sek", "met_visits"),
        (Ground.WORTH, "value_sek", "met_visits"),
        (Ground.PEOPLE, "residents_within_30_min_after", "cost_sek"),
        (Ground.DISTANCES, "distance_km", "working_h"),
    ],
)
def test_what_rests_on_something_else_is_named(ground: Ground, silent: str, told: str) -> None:
    """No difference and no best is printed of figures that rest on something else; others are."""
    found = rows(compared(example.plan()), compared(one_visit_less(), grounds={ground: "other"}))
    assert found[silent].differences[1][2] == Difference(None, None, (ground,))
    assert found[silent].best == frozenset()
    assert found[told].differences[1][2].amount is not None


def test_a_kind_of_cost_is_told_where_both_count_it() -> None:
    """Costs of driving that both count are compared, though one counts wages and one does not."""
    found = rows(
        compared(example.plan(), grounds={Ground.COSTS: "driving, nights"}),
        compared(one_visit_less(), grounds={Ground.COSTS: "driving, work"}),
    )
    assert found["cost_sek"].differences[1][2].others == (Ground.COSTS,)
    assert found["cost_of_work_sek"].differences[1][2].others == (Ground.COSTS,)
    assert found["cost_of_driving_sek"].differences[1][2].amount == -20 * 6 * 4
    assert found["cost_of_driving_sek"].best == {2}


def test_sums_of_no_plan_are_nothing_on_any_ground() -> None:
    """Without a plan no cost of any kind is there, so a cost is told against it."""
    found = rows(compared(example.plan()), compared(with_office(), grounds={Ground.COSTS: "other"}))
    cost = found["cost_sek"]
    assert cost.differences[0][2].amount == cost.values[2]
    assert cost.differences[1][2].others == (Ground.COSTS,)


def test_what_no_side_has_is_left_out() -> None:
    """Indicators that are 0 or unknown on all sides are no rows."""
    found = rows(compared(example.plan()))
    assert "cost_of_offices_sek" not in found
    assert "co2_kg" not in found
    assert "cost_of_offices_sek" in rows(compared(with_office()))


def test_settings_differ_by_key() -> None:
    """A value that differs is a row; an entry that one lacks is one row with all of it."""
    one = {
        "cycle.weeks": "1",
        "season": "summer",
        "vehicles.x": "km 6, h 1",
        "vehicles.x.km": "6",
        "vehicles.x.h": "1",
    }
    other = one | {
        "cycle.weeks": "2",
        "vehicles.x": "km 7, h 1",
        "vehicles.x.km": "7",
        "vehicles.y": "km 8",
        "vehicles.y.km": "8",
    }
    assert setting_rows([one, one]) == ()
    assert setting_rows([one, other]) == (
        SettingRow("cycle.weeks", ("1", "2")),
        SettingRow("vehicles.x.km", ("6", "7")),
        SettingRow("vehicles.y", (None, "km 8")),
    )
