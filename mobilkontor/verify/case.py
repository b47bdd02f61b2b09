"""Own the case that the rules judge: the plan, its replay, and what can be read off both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobilkontor.core.goals import Reached
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.plan import AccessShare, Duty, Plan, Service, Visit
from mobilkontor.core.units import WEEKS_PER_YEAR, minutes_to_s
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.stop_schema import Level
from mobilkontor.verify.closed_roads import RoadsLeft
from mobilkontor.verify.facts import Facts, gather_facts, nights_until_next_day
from mobilkontor.verify.need import Needs
from mobilkontor.verify.replay import Replay, replay_duty

__all__ = ["Case", "Claim", "VehicleDay", "chosen_levels", "make_case", "visit_days", "worth_sek"]

BenefitTable = Mapping[tuple[str, str, int, int], float]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of a plan's worth.

    Attributes
    ----------
    objective_sek : float
        Worth of the plan per cycle.
    bound_sek : float or None
        Limit that no plan can exceed, as claimed; None if none is claimed.
    earlier : tuple of Reached
        What the goals before that of the objective reached, as claimed.
    """

    objective_sek: float
    bound_sek: float | None
    earlier: tuple[Reached, ...] = ()


@dataclass(frozen=True, slots=True)
class VehicleDay:
    """Where a vehicle stands before and after a day of the horizon, and what it does.

    Attributes
    ----------
    vehicle : str
        Id of the vehicle.
    day : int
        Position in the horizon.
    before, after : str
        Where it stands; the depot where it has to be home before the day.
    duties : tuple of Duty
        Its duties; a legal plan has one at most.
    """

    vehicle: str
    day: int
    before: str
    after: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules look at.

    Attributes
    ----------
    facts : Facts
        The scenario as the rules read it.
    needs : Needs
        What residents need, recomputed.
    plan : Plan
        The plan that is judged.
    replays : tuple of (Replay or None)
        Each duty of the plan lived through again; None where nothing can be replayed.
    vehicle_days : tuple of VehicleDay
        Every vehicle on every day of the horizon.
    visits : dict of str to tuple of (Duty, Visit)
        Visits by place, in the order of the plan.
    services : dict of str to Service
        Service of each stop; the first one if the plan names several.
    met : tuple of float
        Met visits of each access share, recomputed.
    fixed_cost_sek : dict of str to float
        What each vehicle of the plan costs because it is used, recomputed; those without are out.
    office_cost_sek : dict of str to float
        What each candidate office costs per cycle.
    value_sek, cost_sek, objective_sek : float
        Totals per cycle, recomputed; the value counts as fairness asks.
    benefit : mapping of (place, stop, visits per cycle, opening [s]) to float
        Benefit that the solver worked with.
    claim : Claim or None
        What is said of the plan's worth.
    """

    facts: Facts
    needs: Needs
    plan: Plan
    replays: tuple[Replay | None, ...]
    vehicle_days: tuple[VehicleDay, ...]
    visits: dict[str, tuple[tuple[Duty, Visit], ...]]
    services: dict[str, Service]
    met: tuple[float, ...]
    fixed_cost_sek: dict[str, float]
    office_cost_sek: dict[str, float]
    value_sek: float
    cost_sek: float
    objective_sek: float
    benefit: BenefitTable
    claim: Claim | None


def make_case(
    scenario: Scenario,
    travel_mobile: Mapping[str, PartialMatrix],
    travel_residents: TravelMatrix,
    benefit: BenefitTable,
    plan: Plan,
    claim: Claim | None,
    roads_left: RoadsLeft | None = None,
) -> Case:
    """Return the case of a plan.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems.
    travel_mobile : mapping of str to PartialMatrix
        Travel of each vehicle, before vehicle factor and buffer.
    travel_residents : TravelMatrix
        Residents' own travel.
    benefit : mapping of (place, stop, visits per cycle, opening [s]) to float
        Benefit that the solver worked with.
    plan : Plan
        The plan, whose numbers are of a plausible size.
    claim : Claim or None
        What is said of its worth.
    roads_left : RoadsLeft or None
        Ways while roads are closed, if they may have been asked for before.

    Returns
    -------
    Case
        What the rules judge.
    """
    facts = gather_facts(scenario, travel_residents, roads_left)
    needs = Needs(scenario, travel_residents)
    replays = tuple(replay_duty(facts, travel_mobile, duty) for duty in plan.duties)
    services: dict[str, Service] = {}
    for service in plan.services:
        services.setdefault(service.place, service)
    met = tuple(_met(facts, needs, services, share) for share in plan.access)
    fixed_cost_sek = _fixed_cost_sek(facts, plan)
    per_year = facts.scenario.file.cycle.weeks / WEEKS_PER_YEAR
    office_cost_sek = {
        entry.place: entry.cost_per_year_sek.value * per_year
        for entry in scenario.file.candidate_offices
    }
    # A duty that cannot be replayed has its own violation; its recorded cost stands in.
    cost_sek = sum(
        replay.cost_sek if replay else duty.cost_sek
        for duty, replay in zip(plan.duties, replays, strict=True)
    )
    cost_sek += sum(fixed_cost_sek.values())
    cost_sek += sum(office_cost_sek.get(office.place, office.cost_sek) for office in plan.offices)
    counted = sum(_counted(facts, needs, services, share) for share in plan.access)
    value_sek = scenario.file.benefit.value_per_met_visit_sek.value * counted
    return Case(
        facts=facts,
        needs=needs,
        plan=plan,
        replays=replays,
        vehicle_days=_vehicle_days(facts, plan),
        visits=_visits_by_place(plan),
        services=services,
        met=met,
        fixed_cost_sek=fixed_cost_sek,
        office_cost_sek=office_cost_sek,
        value_sek=value_sek,
        cost_sek=cost_sek,
        objective_sek=worth_sek(_goal(scenario, claim), value_sek, cost_sek),
        benefit=benefit,
        claim=claim,
    )


def visit_days(case: Case, place: str) -> list[int]:
    """Return the days on which a place is visited.

    Parameters
    ----------
    case : Case
        The case.
    place : str
        Id of the place, known or not.

    Returns
    -------
    list of int
        Days in order, each once.
    """
    return sorted({duty.day for duty, _ in case.visits.get(place, ())})


def chosen_levels(case: Case, service: Service) -> list[Level]:
    """Return the levels of the stop that agree with its service.

    Parameters
    ----------
    case : Case
        The case.
    service : Service
        A service of the plan.

    Returns
    -------
    list of Level
        Empty if the stop has no such level, or is no candidate.
    """
    return [
        level
        for level in case.facts.levels.get(service.place, ())
        if level.visits_per_cycle == service.visits_per_cycle
        and minutes_to_s(level.opening_min) == service.opening_s
        and level.half_day == (service.half_day is not None)
    ]


def worth_sek(goal: str, value_sek: float, cost_sek: float) -> float:
    """Return what a plan is worth by a goal.

    Parameters
    ----------
    goal : str
        ``value_minus_cost``, ``most_benefit`` or ``least_cost``.
    value_sek, cost_sek : float
        Its value and its cost per cycle [SEK].

    Returns
    -------
    float
        Value minus cost, the value alone, or minus the cost [SEK].
    """
    if goal == "most_benefit":
        return value_sek
    return -cost_sek if goal == "least_cost" else value_sek - cost_sek


def _goal(scenario: Scenario, claim: Claim | None) -> str:
    """Return the goal of the objective: after what was reached before; the last without a claim."""
    objective = scenario.file.objective
    goals = [objective.kind, *(stage.kind for stage in objective.then)]
    number = len(goals) - 1 if claim is None else len(claim.earlier)
    return goals[min(number, len(goals) - 1)]


def _fixed_cost_sek(facts: Facts, plan: Plan) -> dict[str, float]:
    """Return what every vehicle that the plan uses costs per cycle for being there at all."""
    per_year = facts.scenario.file.cycle.weeks / WEEKS_PER_YEAR
    used = {duty.vehicle for duty in plan.duties}
    costs = {
        entry.id: entry.fixed_cost_per_year_sek.value * per_year
        for entry in facts.scenario.file.vehicles
        if entry.id in used
    }
    return {vehicle: cost for vehicle, cost in costs.items() if cost > 0}


def _met_by_all(
    facts: Facts, needs: Needs, services: dict[str, Service], share: AccessShare
) -> float:
    """Return what is met if all of a place use a stop or office; none where it is not served."""
    if not {share.place, share.stop} <= facts.places.keys():
        return 0.0
    if share.is_office:
        candidates = {entry.place for entry in facts.scenario.file.candidate_offices}
        return needs.office_benefit(share.place, share.stop) if share.stop in candidates else 0.0
    service = services.get(share.stop)
    if service is None:
        return 0.0
    return needs.benefit(share.place, share.stop, service.visits_per_cycle)


def _met(facts: Facts, needs: Needs, services: dict[str, Service], share: AccessShare) -> float:
    """Return the met visits of a share."""
    return share.share * _met_by_all(facts, needs, services, share)


def _counted(facts: Facts, needs: Needs, services: dict[str, Service], share: AccessShare) -> float:
    """Return the met visits of a share as the objective counts them."""
    met = _met_by_all(facts, needs, services, share)
    return share.share * needs.counted(share.place, met) if met > 0 else 0.0


def _visits_by_place(plan: Plan) -> dict[str, tuple[tuple[Duty, Visit], ...]]:
    """Return the visits of each place, with their duties."""
    visits: dict[str, tuple[tuple[Duty, Visit], ...]] = {}
    for duty in plan.duties:
        for visit in duty.stops:
            visits[visit.place] = (*visits.get(visit.place, ()), (duty, visit))
    return visits


def _vehicle_days(facts: Facts, plan: Plan) -> tuple[VehicleDay, ...]:
    """Follow every vehicle through the days."""
    duties: dict[tuple[str, int], tuple[Duty, ...]] = {}
    for duty in plan.duties:
        key = (duty.vehicle, duty.day)
        duties[key] = (*duties.get(key, ()), duty)
    days: list[VehicleDay] = []
    for vehicle in facts.vehicles.values():
        stands_at = vehicle.depot
        for day in range(len(facts.horizon)):
            before = stands_at if nights_until_next_day(facts, vehicle, day - 1) else vehicle.depot
            todays = duties.get((vehicle.id, day), ())
            stands_at = todays[-1].end if todays else before
            days.append(VehicleDay(vehicle.id, day, before, stands_at, todays))
    return tuple(days)
