"""Run all rules on a plan and return all violations.

The verifier replays the plan against the scenario and the travel matrices. It shares no code with
the packages that make plans, so that a mistake there is not repeated here.
"""

from __future__ import annotations

from collections.abc import Mapping

from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.plan import Plan
from mobilkontor.scenario.model import Scenario
from mobilkontor.verify.case import Claim, make_case
from mobilkontor.verify.clock_rules import CLOCK_RULES
from mobilkontor.verify.closed_roads import RoadsLeft
from mobilkontor.verify.demand_rules import DEMAND_RULES
from mobilkontor.verify.duty_rules import DUTY_RULES
from mobilkontor.verify.flow_rules import FLOW_RULES
from mobilkontor.verify.number_rules import implausible_numbers
from mobilkontor.verify.office_rules import OFFICE_RULES
from mobilkontor.verify.pattern_rules import PATTERN_RULES
from mobilkontor.verify.report import VerificationReport, violations_of
from mobilkontor.verify.service_rules import SERVICE_RULES
from mobilkontor.verify.value_rules import VALUE_RULES

__all__ = ["ALL_CODES", "CODES_OF_DAYS", "Claim", "RoadsLeft", "verify"]

_NUMBERS_CODE = "V100"
_FAMILIES = (
    DUTY_RULES,
    CLOCK_RULES,
    FLOW_RULES,
    SERVICE_RULES,
    PATTERN_RULES,
    DEMAND_RULES,
    VALUE_RULES,
    OFFICE_RULES,
)
_RULES = dict(sorted(item for rules in _FAMILIES for item in rules.items()))

ALL_CODES = (_NUMBERS_CODE, *_RULES)
"""Every code a report can hold."""

_SINGLE_VISITS = {"V304", "V309", "V316", "V324", "V330", "V331"}
"""Gap, forbidden days, one visit a day, allowed weekdays, half of the day, open roads."""

CODES_OF_DAYS = frozenset({_NUMBERS_CODE, *DUTY_RULES, *CLOCK_RULES, *FLOW_RULES, *_SINGLE_VISITS})
"""Codes of the rules that hold for the days of a plan when some of its days are left out."""


def verify(
    scenario: Scenario,
    travel_mobile: Mapping[str, PartialMatrix],
    travel_residents: TravelMatrix,
    benefit: Mapping[tuple[str, str, int, int], float],
    plan: Plan,
    claim: Claim | None,
    roads_left: RoadsLeft | None = None,
) -> VerificationReport:
    """Judge a plan by every rule of its scenario.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems.
    travel_mobile : mapping of str to PartialMatrix
        Travel of each vehicle between all places, before vehicle factor and buffer.
    travel_residents : TravelMatrix
        Residents' own travel between all places.
    benefit : mapping of (place, stop, visits per cycle, opening [s]) to float
        Met visits per cycle that the solver counted for all residents of a place; none is 0.
    plan : Plan
        The plan; may come from a file and hold anything.
    claim : Claim or None
        Objective and bound that are said of it; None to judge the plan alone.
    roads_left : RoadsLeft or None
        Ways while roads are closed, which several plans may share; None to ask for them.

    Returns
    -------
    VerificationReport
        All violations; a plan that makes no sense has many, and raises nothing.
    """
    numbers = violations_of(_NUMBERS_CODE, implausible_numbers(plan, claim))
    if numbers:
        return VerificationReport(numbers, cost_sek=None, met_visits=None, objective_sek=None)
    case = make_case(scenario, travel_mobile, travel_residents, benefit, plan, claim, roads_left)
    return VerificationReport(
        violations=tuple(
            violation
            for code, rule in _RULES.items()
            for violation in violations_of(code, rule(case))
        ),
        cost_sek=case.cost_sek,
        met_visits=sum(case.met),
        objective_sek=case.objective_sek,
    )
