"""Own the plan file, format ``mobilkontor-plan/1``: a plan as JSON, the same bytes each time.

Times of day are ``HH:MM``, places are ids of the places table, lists are in canonical order. How
long the run took differs from run to run, so it stands in ``run.json`` beside the plan.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mobilkontor.core.calendar import WEEKDAYS
from mobilkontor.core.goals import FairnessPrice, Goal
from mobilkontor.core.plan import (
    PLAN_FORMAT,
    AccessShare,
    Break,
    Duty,
    Plan,
    Service,
    Unserved,
    Visit,
)
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_MINUTE, clock_text
from mobilkontor.outputs.claims import Claims, Origin

__all__ = ["document_bytes", "plan_document", "run_document"]


def plan_document(
    plan: Plan, claims: Claims, origin: Origin, indicators: Mapping[str, float | None]
) -> dict[str, Any]:
    """Return the plan file as plain data, ready for JSON.

    Parameters
    ----------
    plan : Plan
        The plan.
    claims : Claims
        How good it is said to be.
    origin : Origin
        What it was made from.
    indicators : mapping of str to float or None
        Value of each indicator by name.

    Returns
    -------
    dict
        Keys as the format names them, in a fixed order.
    """
    return {
        "format": PLAN_FORMAT,
        "scenario": {
            "name": origin.scenario_name,
            "path": origin.scenario_path,
            "sha256": origin.scenario_sha256,
        },
        "matrix": {
            "provider": origin.matrix_provider,
            "sha256": origin.matrix_sha256,
            "date": origin.matrix_date,
        },
        "versions": dict(sorted(origin.versions)),
        "seed": origin.seed,
        "result": _result(claims),
        "cycle": _cycle(plan),
        "services": [_service(plan, service) for service in plan.services],
        "duties": [_duty(plan, duty) for duty in plan.duties],
        **_fixed(plan),
        "access": [_access(share) for share in plan.access],
        "unserved": [_unserved(entry) for entry in plan.unserved],
        "indicators": {
            name: None if value is None else _number(value, 6) for name, value in indicators.items()
        },
    }


def run_document(
    runtime_s: float, trace: tuple[Mapping[str, float | str | None], ...]
) -> dict[str, Any]:
    """Return what differs from run to run: how long it took, and how the bound closed in.

    Parameters
    ----------
    runtime_s : float
        Time of the run [s].
    trace : tuple of mapping
        Lines of the progress table.

    Returns
    -------
    dict
        Plain data, ready for JSON.
    """
    return {"runtime_s": round(runtime_s, 3), "trace": [dict(line) for line in trace]}


def document_bytes(document: Mapping[str, Any]) -> bytes:
    """Return a document as UTF-8 JSON, one key per line, with a newline at the end."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def _number(value: float, digits: int) -> float:
    """Return a rounded number that is never minus zero."""
    return round(float(value), digits) + 0.0


def _fixed(plan: Plan) -> dict[str, Any]:
    """Return new fixed offices and what vehicles cost for being used, where there are any."""
    offices = [
        {
            "place": office.place,
            "cost_sek": _number(office.cost_sek, 2),
            "met_visits": _number(office.met_visits, 6),
        }
        for office in plan.offices
    ]
    vehicles = [
        {"vehicle": cost.vehicle, "cost_sek": _number(cost.cost_sek, 2)}
        for cost in plan.vehicle_costs
    ]
    found = {"offices": offices, "vehicle_costs": vehicles}
    return {key: entries for key, entries in found.items() if entries}


def _goals(claims: Claims) -> dict[str, Any]:
    """Return the goal and what goals before it reached, unless it is the usual one alone."""
    if claims.goal is Goal.VALUE_MINUS_COST and not claims.earlier:
        return {}
    earlier = [
        {
            "goal": reached.goal.value,
            "objective_sek": _number(reached.objective_sek, 2),
            "bound_sek": None if reached.bound_sek is None else _number(reached.bound_sek, 2),
        }
        for reached in claims.earlier
    ]
    return {"goal": claims.goal.value, "earlier": earlier}


def _result(claims: Claims) -> dict[str, Any]:
    """Return what is claimed of the plan."""
    return {
        **_goals(claims),
        "status": claims.status.value,
        "stop_reason": claims.stop_reason.value,
        "objective_sek": _number(claims.objective_sek, 2),
        "bound_sek": None if claims.bound_sek is None else _number(claims.bound_sek, 2),
        "gap": None if claims.gap is None else _number(claims.gap, 8),
        "scope": claims.scope.value,
        **_fairness(claims.fairness),
    }


def _fairness(price: FairnessPrice | None) -> dict[str, Any]:
    """Return what fairness costs, if that was asked for."""
    if price is None:
        return {}
    limits = {"least_sek": price.least_sek, "most_sek": price.most_sek}
    return {
        "price_of_fairness": {
            "price_sek": _number(price.price_sek, 2),
            "met_visits": _number(price.met_visits, 6),
            **{key: None if v is None else _number(v, 2) for key, v in limits.items()},
        }
    }


def _cycle(plan: Plan) -> dict[str, Any]:
    """Return the horizon: weeks, working weekdays, days off among them."""
    worked = {weekday for _, weekday in plan.horizon.days}
    weekdays = [weekday for weekday in WEEKDAYS if weekday in worked]
    days = set(plan.horizon.days)
    closed = [
        [week, weekday]
        for week in range(plan.horizon.weeks)
        for weekday in weekdays
        if (week, weekday) not in days
    ]
    return {"weeks": plan.horizon.weeks, "weekdays": weekdays, "closed_days": closed}


def _service(plan: Plan, service: Service) -> dict[str, Any]:
    """Return what a served stop gets."""
    half_day = {} if service.half_day is None else {"half_day": service.half_day.value}
    return {
        "place": service.place,
        "visits_per_cycle": service.visits_per_cycle,
        "opening_min": service.opening_s // SECONDS_PER_MINUTE,
        **half_day,
        "days": [list(plan.horizon.days[day]) for day in service.days],
        "residents": service.residents,
        "met_visits": _number(service.met_visits, 6),
    }


def _duty(plan: Plan, duty: Duty) -> dict[str, Any]:
    """Return one vehicle's day."""
    week, weekday = plan.horizon.days[duty.day]
    return {
        "vehicle": duty.vehicle,
        "week": week,
        "weekday": weekday,
        "start": duty.start,
        "end": duty.end,
        "start_time": clock_text(duty.start_s),
        "end_time": clock_text(duty.end_s),
        "driving_min": duty.driving_s // SECONDS_PER_MINUTE,
        "working_min": duty.working_s // SECONDS_PER_MINUTE,
        "distance_km": _number(duty.distance_m / METRES_PER_KM, 3),
        "cost_sek": _number(duty.cost_sek, 2),
        "stops": [_visit(visit) for visit in duty.stops],
        "breaks": [_break(break_) for break_ in duty.breaks],
    }


def _visit(visit: Visit) -> dict[str, str]:
    """Return one opening at a stop."""
    return {
        "place": visit.place,
        "arrive": clock_text(visit.arrive_s),
        "open": clock_text(visit.open_s),
        "close": clock_text(visit.close_s),
        "depart": clock_text(visit.depart_s),
    }


def _break(break_: Break) -> dict[str, str]:
    """Return one break."""
    return {
        "place": break_.place,
        "start": clock_text(break_.start_s),
        "end": clock_text(break_.end_s),
        "kind": break_.kind,
    }


def _access(share: AccessShare) -> dict[str, Any]:
    """Return which share of a place's residents uses a stop or a new office."""
    return {
        "place": share.place,
        "stop": share.stop,
        **({"is_office": True} if share.is_office else {}),
        "share": _number(share.share, 9),
        "met_visits": _number(share.met_visits, 6),
        "travel_min": _number(share.travel_s / SECONDS_PER_MINUTE, 4),
    }


def _unserved(entry: Unserved) -> dict[str, Any]:
    """Return why a place has no stop."""
    return {
        "place": entry.place,
        "reason": entry.reason,
        "other": entry.other,
        "lost_visits": _number(entry.lost_visits, 6),
    }
