"""What a run claims is told with its goal, its scope and what comes before it."""

from __future__ import annotations

import dataclasses

import pytest

from mobilkontor.core.goals import FairnessPrice, Goal, Reached
from mobilkontor.core.result import Result, Scope, Status, StopReason
from mobilkontor.summary import gap_statement
from tests.outputs import example

MOST = Reached(Goal.MOST_BENEFIT, 9_000.0, 9_500.0)


def result(
    goal: Goal, objective_sek: float, bound_sek: float, *earlier: Reached, is_best: bool = False
) -> Result:
    """Return a result for a goal."""
    return Result(
        Status.OPTIMAL if is_best else Status.FEASIBLE,
        StopReason.TIME_LIMIT,
        example.plan(),
        objective_sek,
        bound_sek,
        Scope.ALL_DUTIES,
        seed=0,
        runtime_s=1.0,
        goal=goal,
        earlier=earlier,
    )


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            result(Goal.VALUE_MINUS_COST, 1_000, 1_010),
            "The plan is worth 1 000 SEK per cycle; it is proved that any plan is worth at most "
            "1 010 SEK, a gap of 1.00 %.",
        ),
        (
            result(Goal.MOST_BENEFIT, 1_000, 1_000, is_best=True),
            "The visits that the plan meets are worth 1 000 SEK per cycle; it is proved that any "
            "plan meets no more.",
        ),
        (
            result(Goal.LEAST_COST, -1_000, -990),
            "The plan costs 1 000 SEK per cycle; it is proved that any plan that keeps what is "
            "promised costs at least 990 SEK, a gap of 1.00 %.",
        ),
        (
            result(Goal.LEAST_COST, -1_000, -1_000, MOST, is_best=True),
            "The plan costs 1 000 SEK per cycle; it is proved that any plan that keeps what the "
            "goals before it reached and what is promised costs no less. Before, the goal "
            "most_benefit reached 9 000 SEK (proved: at most 9 500).",
        ),
    ],
)
def test_a_goal_is_told_in_its_own_words(found: Result, text: str) -> None:
    """What counts, that no plan is better, and among which plans."""
    statement = gap_statement(found).replace("\u00a0", " ")
    assert statement.startswith(text)


def test_the_price_of_fairness_is_told_with_its_proof() -> None:
    """Limits are told where both are proved."""
    price = FairnessPrice(250.0, 0.44, 200.0, 300.0)
    plain = result(Goal.VALUE_MINUS_COST, 1_000, 1_010)
    statement = gap_statement(dataclasses.replace(plain, fairness=price)).replace("\u00a0", " ")
    assert statement.endswith(
        "Fairness costs 250 SEK and 0.4 met visits per cycle against the best plan found without "
        "it (proved: between 200 and 300 SEK)."
    )
