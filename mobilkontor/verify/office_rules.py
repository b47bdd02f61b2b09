"""V414 to V417 and V419: new fixed offices, and what vehicles and offices cost for being there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mobilkontor.verify.case import Case
from mobilkontor.verify.judging import Rule
from mobilkontor.verify.report import Finding, money, shown, visits

__all__ = ["OFFICE_RULES"]

_COST_TOLERANCE_SEK = 0.01
_RECORDED_VISITS_TOLERANCE = 1e-4


def _candidates_only(case: Case) -> Iterator[Finding]:
    """V414: only candidates of the scenario open, each once."""
    for place, count in Counter(office.place for office in case.plan.offices).items():
        if place not in case.office_cost_sek:
            yield Finding(shown(place), "new office", "opens", "is no candidate of the scenario")
        elif count > 1:
            yield Finding(shown(place), "new offices", str(count), "at most 1")


def _office_costs(case: Case) -> Iterator[Finding]:
    """V415: a new office costs what the scenario says."""
    for office in case.plan.offices:
        cost_sek = case.office_cost_sek.get(office.place, office.cost_sek)
        if abs(office.cost_sek - cost_sek) > _COST_TOLERANCE_SEK:
            found = money(office.cost_sek)
            yield Finding(f"office {shown(office.place)}", "cost", found, f"is {money(cost_sek)}")


def _office_met_visits(case: Case) -> Iterator[Finding]:
    """V416: met visits of a new office are those of its shares together."""
    for office in case.plan.offices:
        met = sum(
            met
            for share, met in zip(case.plan.access, case.met, strict=True)
            if share.is_office and share.stop == office.place
        )
        if abs(office.met_visits - met) > _RECORDED_VISITS_TOLERANCE:
            where, found = f"office {shown(office.place)}", visits(office.met_visits)
            yield Finding(where, "recorded met visits", found, f"are {visits(met)}")


def _vehicle_costs(case: Case) -> Iterator[Finding]:
    """V417: the vehicles that are used, and no others, cost what the scenario says."""
    recorded = {cost.vehicle: cost.cost_sek for cost in case.plan.vehicle_costs}
    for vehicle in sorted({*recorded, *case.fixed_cost_sek}):
        found_sek, cost_sek = recorded.get(vehicle, 0.0), case.fixed_cost_sek.get(vehicle, 0.0)
        if abs(found_sek - cost_sek) > _COST_TOLERANCE_SEK:
            where = f"vehicle {shown(vehicle)}"
            yield Finding(where, "fixed cost", money(found_sek), f"is {money(cost_sek)}")


def _users(case: Case) -> Iterator[Finding]:
    """V419: residents use offices that open."""
    opened = {office.place for office in case.plan.offices}
    for share in case.plan.access:
        if share.is_office and share.stop not in opened:
            where = f"residents of {shown(share.place)} at {shown(share.stop)}"
            yield Finding(where, "new office", "does not open", "must open")


OFFICE_RULES: dict[str, Rule] = {
    "V414": _candidates_only,
    "V415": _office_costs,
    "V416": _office_met_visits,
    "V417": _vehicle_costs,
    "V419": _users,
}
"""The rules by code."""
