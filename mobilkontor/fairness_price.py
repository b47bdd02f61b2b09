"""Find out what fairness costs: plan again without it, from the plan at hand."""

from __future__ import annotations

import dataclasses

from mobilkontor import api
from mobilkontor.core.goals import FairnessPrice, Goal
from mobilkontor.core.result import Result

__all__ = ["has_fairness", "price_of_fairness", "without_fairness"]


def has_fairness(scenario: api.Scenario) -> bool:
    """Tell whether a scenario asks for something that fairness alone gives a reason for.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    bool
        Whether there are floors, a least access of the worst off, or an aversion to inequality.
        Where the least cost is the goal, they are what is planned for, and have no price.
    """
    file = scenario.file
    is_fair = bool(file.floors or file.fairness.worst_off or file.fairness.inequality_aversion)
    return is_fair and Goal(file.objective.kind) is not Goal.LEAST_COST


def without_fairness(scenario: api.Scenario) -> api.Scenario:
    """Return a scenario without floors and fairness.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Scenario
        Every plan of the scenario is one of it.
    """
    file = scenario.file
    plain = file.fairness.model_copy(update={"worst_off": None, "inequality_aversion": 0.0})
    changes = {"floors": (), "fairness": plain}
    return dataclasses.replace(scenario, file=file.model_copy(update=changes))


def price_of_fairness(scenario: api.Scenario, fair: Result, free: Result) -> FairnessPrice:
    """Return what fairness costs.

    Parameters
    ----------
    scenario : Scenario
        The scenario with fairness.
    fair : Result
        Its plan.
    free : Result
        The plan without fairness.

    Returns
    -------
    FairnessPrice
        Differences between the two plans, and what the two bounds prove of the true price.
    """
    value_sek = scenario.file.benefit.value_per_met_visit_sek.value

    def plain_sek(result: Result) -> float:
        """Return value minus cost, every met visit counted alike."""
        return value_sek * result.plan.met_visits - result.plan.cost_sek

    is_comparable = (
        fair.goal is free.goal is Goal.VALUE_MINUS_COST
        and not fair.earlier
        and not scenario.file.fairness.inequality_aversion
    )
    least = most = None
    if is_comparable and fair.bound_sek is not None:
        least = max(0.0, free.objective_sek - fair.bound_sek)
    if is_comparable and free.bound_sek is not None:
        most = free.bound_sek - fair.objective_sek
    return FairnessPrice(
        price_sek=plain_sek(free) - plain_sek(fair),
        met_visits=free.plan.met_visits - fair.plan.met_visits,
        least_sek=least,
        most_sek=most,
    )
