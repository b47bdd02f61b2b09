"""Goals are taken one by one: a later one keeps what the earlier ones reached."""

from __future__ import annotations

import threading

import pytest

from mobilkontor.core.goals import Goal, LaterGoal, Reached
from mobilkontor.core.instance import Aim, Instance
from mobilkontor.core.result import Result, Status
from mobilkontor.optimise.restart import Start
from mobilkontor.optimise.stages import optimise_goals
from tests.oracle import find_optimum
from tests.strategies import instance_of


def in_stages(instance: Instance, start: Start | None = None) -> Result:
    """Return the proved result for the last goal."""
    return optimise_goals(
        instance,
        time_limit_s=600.0,
        gap_limit=0.0,
        seed=0,
        threads=1,
        observe=lambda progress: None,
        stop=threading.Event(),
        start=start,
    )


def expected(instance: Instance) -> list[float]:
    """Return what each goal reaches in turn, by the oracle."""
    reached: list[tuple[Goal, float]] = []
    for later in (LaterGoal(instance.goal, 0.0), *instance.later_goals):
        aims = tuple(
            Aim(goal, worth - later.give_up * abs(worth) - 1e-4 * max(1.0, abs(worth)))
            for goal, worth in reached
        )
        best = find_optimum(instance.replace(goal=later.goal, later_goals=(), aims=aims))
        assert best is not None
        reached.append((later.goal, best.objective_sek))
    return [worth for _, worth in reached]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "goals",
    [
        (Goal.MOST_BENEFIT, Goal.LEAST_COST),
        (Goal.VALUE_MINUS_COST, Goal.MOST_BENEFIT),
        (Goal.MOST_BENEFIT, Goal.VALUE_MINUS_COST, Goal.LEAST_COST),
    ],
)
def test_each_goal_reaches_what_the_oracle_says(seed: int, goals: tuple[Goal, ...]) -> None:
    """Engine and oracle agree on every stage, with and without something given up."""
    give_up = 0.05 * (seed % 3)
    instance = instance_of(seed + 50, num_stops=3, has_promise=False, has_lock=False).replace(
        goal=goals[0], later_goals=tuple(LaterGoal(goal, give_up) for goal in goals[1:]), floors=()
    )
    instance = instance.replace(locks=(), stop_is_promised=instance.stop_is_promised & False)
    result = in_stages(instance)
    found = [*(reached.objective_sek for reached in result.earlier), result.objective_sek]
    assert found == pytest.approx(expected(instance), rel=2e-3, abs=0.5)
    assert [reached.goal for reached in result.earlier] == list(goals[:-1])
    assert (result.goal, result.status) == (goals[-1], Status.OPTIMAL)


def test_a_run_goes_on_from_the_goal_it_was_at(tiny: Instance) -> None:
    """What earlier goals reached in another run is not found again, but kept."""
    both = tiny.replace(goal=Goal.MOST_BENEFIT, later_goals=(LaterGoal(Goal.LEAST_COST, 0.0),))
    whole = in_stages(both)
    reached = (Reached(Goal.MOST_BENEFIT, whole.earlier[0].objective_sek, None),)
    again = in_stages(both, Start(whole.plan, None, lambda lost: None, reached))
    assert again.earlier == reached
    assert again.objective_sek == pytest.approx(whole.objective_sek)


def test_the_least_cost_of_the_most_benefit_wastes_nothing(tiny: Instance) -> None:
    """Most benefit alone does not look at cost; the second goal takes what is needless off."""
    alone = in_stages(tiny.replace(goal=Goal.MOST_BENEFIT))
    both = in_stages(
        tiny.replace(goal=Goal.MOST_BENEFIT, later_goals=(LaterGoal(Goal.LEAST_COST, 0.0),))
    )
    assert both.plan.met_visits == pytest.approx(alone.plan.met_visits)
    assert both.plan.cost_sek <= alone.plan.cost_sek + 0.01
