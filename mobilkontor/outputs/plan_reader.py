"""Read a plan file back into the plan it was made from, or say everything that is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mobilkontor.core.calendar import WEEKDAYS, HalfDay, Horizon, make_horizon
from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.core.goals import FairnessPrice, Goal, Reached
from mobilkontor.core.plan import (
    PLAN_FORMAT,
    AccessShare,
    Break,
    Duty,
    NewOffice,
    Plan,
    Service,
    Unserved,
    VehicleCost,
    Visit,
)
from mobilkontor.core.result import Scope, Status, StopReason
from mobilkontor.core.units import METRES_PER_KM, minutes_to_s
from mobilkontor.outputs.claims import Claims, Origin
from mobilkontor.outputs.fields import Fields

__all__ = ["PlanFile", "read_plan"]

MAX_BYTES = 200_000_000
MAX_WEEKS = 53
MAX_DAY_MIN = 24 * 60
MAX_KM = 5_000
MAX_PERSONS = 10_000_000


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Everything a plan file says.

    Attributes
    ----------
    plan : Plan
        The plan.
    claims : Claims
        How good it is said to be.
    origin : Origin
        What it was made from.
    indicators : tuple of (str, float or None)
        Name and value of each indicator, as written.
    """

    plan: Plan
    claims: Claims
    origin: Origin
    indicators: tuple[tuple[str, float | None], ...]


def read_plan(path: Path) -> PlanFile:
    """Return what a plan file says.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    PlanFile
        Plan, claims, origin and indicators.

    Raises
    ------
    ScenarioError
        With every problem of the file, if it cannot be used.
    """
    file = str(path)
    problems: list[Problem] = []
    fields = Fields(file, "", _parse(path), problems)
    found = fields.values.get("format")
    if found != PLAN_FORMAT:
        fields.report("E412", "format", f'"{PLAN_FORMAT}"; this is no plan file of this version')
        raise ScenarioError(tuple(problems))
    horizon = _horizon(fields.object("cycle"))
    plan_file = PlanFile(
        plan=_plan(fields, horizon),
        claims=_claims(fields.object("result")),
        origin=_origin(fields),
        indicators=_indicators(fields.object("indicators")),
    )
    if problems:
        raise ScenarioError(tuple(problems))
    return plan_file


def _parse(path: Path) -> dict[str, Any]:
    """Return the JSON object of a file."""

    def refuse(code: str, text: str) -> ScenarioError:
        return ScenarioError((Problem(str(path), 0, code, text),))

    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            text = f"the file has {size} bytes; a plan file has at most {MAX_BYTES}."
            raise refuse("E410", text)
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        text = f"cannot be read ({error.strerror or error}). Give the path of a plan.json."
        raise refuse("E410", text) from error
    except ValueError as error:
        text = "is not UTF-8 text. Write the plan again, or save the file as UTF-8."
        raise refuse("E410", text) from error
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "nested or long numbers"
        raise refuse("E411", f"is not JSON ({reason}). Write the plan again.") from error
    if not isinstance(document, dict):
        raise refuse("E411", "holds no JSON object {...}. Give the path of a plan.json.")
    return document


def _horizon(cycle: Fields) -> Horizon:
    """Return the working days."""
    weeks = cycle.integer("weeks", 1, MAX_WEEKS)
    weekdays = cycle.items("weekdays")
    if not weekdays or not all(isinstance(day, str) and day in WEEKDAYS for day in weekdays):
        cycle.report("E414", "weekdays", f"a list of some of {', '.join(WEEKDAYS)}")
        weekdays = list(WEEKDAYS)
    closed = cycle.items("closed_days") if "closed_days" in cycle.values else []
    pairs = [_week_and_weekday(cycle, "closed_days", pair) for pair in closed]
    return make_horizon(weeks, tuple(weekdays), frozenset(pair for pair in pairs if pair))


def _week_and_weekday(fields: Fields, key: str, pair: Any) -> tuple[int, str] | None:  # noqa: ANN401
    """Return one ``[0, "tue"]``."""
    if isinstance(pair, list) and len(pair) == 2:
        week, weekday = pair
        is_week = isinstance(week, int) and not isinstance(week, bool)
        if is_week and isinstance(weekday, str):
            return week, weekday
    fields.report("E414", key, 'a list of [week from 0, weekday], such as [0, "tue"]')
    return None


def _day(fields: Fields, key: str, pair: tuple[int, str] | None, horizon: Horizon) -> int:
    """Return the position of a day in the horizon."""
    if pair in horizon.days:
        return horizon.days.index(pair)
    if pair is not None:
        fields.report("E415", key, "days of the cycle")
    return 0


def _plan(fields: Fields, horizon: Horizon) -> Plan:
    """Return the plan, in canonical order."""
    duties = [_duty(entry, horizon) for entry in fields.objects("duties")]
    services = [_service(entry, horizon) for entry in fields.objects("services")]
    access = [
        AccessShare(
            place=entry.text("place"),
            stop=entry.text("stop"),
            share=entry.number("share"),
            met_visits=entry.number("met_visits"),
            travel_s=minutes_to_s(entry.number("travel_min", 0, MAX_DAY_MIN)),
            is_office=entry.is_true("is_office"),
        )
        for entry in fields.objects("access")
    ]
    unserved = [
        Unserved(
            place=entry.text("place"),
            reason=entry.text("reason"),
            other=entry.text("other", allow_empty=True),
            lost_visits=entry.number("lost_visits"),
        )
        for entry in fields.objects("unserved")
    ]
    return Plan(
        horizon=horizon,
        duties=tuple(sorted(duties, key=lambda duty: (duty.vehicle, duty.day))),
        services=tuple(sorted(services, key=lambda service: service.place)),
        access=tuple(sorted(access, key=lambda s: (s.place, s.stop, s.is_office))),
        unserved=tuple(sorted(unserved, key=lambda entry: entry.place)),
        offices=tuple(sorted(_offices(fields), key=lambda office: office.place)),
        vehicle_costs=tuple(
            sorted(
                (
                    VehicleCost(entry.text("vehicle"), entry.number("cost_sek", 0))
                    for entry in fields.objects("vehicle_costs", is_optional=True)
                ),
                key=lambda cost: cost.vehicle,
            )
        ),
    )


def _offices(fields: Fields) -> list[NewOffice]:
    """Return the new fixed offices."""
    return [
        NewOffice(entry.text("place"), entry.number("cost_sek", 0), entry.number("met_visits"))
        for entry in fields.objects("offices", is_optional=True)
    ]


def _service(entry: Fields, horizon: Horizon) -> Service:
    """Return what a served stop gets."""
    pairs = [_week_and_weekday(entry, "days", pair) for pair in entry.items("days")]
    return Service(
        place=entry.text("place"),
        visits_per_cycle=entry.integer("visits_per_cycle", 1, len(horizon) or 1),
        opening_s=minutes_to_s(entry.integer("opening_min", 1, MAX_DAY_MIN)),
        days=tuple(sorted(_day(entry, "days", pair, horizon) for pair in pairs)),
        residents=entry.integer("residents", 0, MAX_PERSONS),
        met_visits=entry.number("met_visits"),
        half_day=(
            HalfDay(entry.choice("half_day", tuple(HalfDay)))
            if "half_day" in entry.values
            else None
        ),
    )


def _duty(entry: Fields, horizon: Horizon) -> Duty:
    """Return one vehicle's day."""
    week, weekday = entry.integer("week", 0, MAX_WEEKS), entry.choice("weekday", WEEKDAYS)
    return Duty(
        vehicle=entry.text("vehicle"),
        day=_day(entry, "weekday", (week, weekday), horizon),
        start=entry.text("start"),
        end=entry.text("end"),
        start_s=entry.clock("start_time"),
        end_s=entry.clock("end_time"),
        driving_s=minutes_to_s(entry.integer("driving_min", 0, MAX_DAY_MIN)),
        working_s=minutes_to_s(entry.integer("working_min", 0, MAX_DAY_MIN)),
        distance_m=round(entry.number("distance_km", 0, MAX_KM) * METRES_PER_KM),
        cost_sek=entry.number("cost_sek", 0),
        stops=tuple(_visit(visit) for visit in entry.objects("stops")),
        breaks=tuple(_break(break_) for break_ in entry.objects("breaks")),
    )


def _visit(entry: Fields) -> Visit:
    """Return one opening at a stop."""
    return Visit(
        place=entry.text("place"),
        arrive_s=entry.clock("arrive"),
        open_s=entry.clock("open"),
        close_s=entry.clock("close"),
        depart_s=entry.clock("depart"),
    )


def _break(entry: Fields) -> Break:
    """Return one break."""
    return Break(
        place=entry.text("place"),
        start_s=entry.clock("start"),
        end_s=entry.clock("end"),
        kind=entry.text("kind"),
    )


def _claims(result: Fields) -> Claims:
    """Return what is claimed of the plan."""
    result.number_or_none("gap")
    return Claims(
        status=Status(result.choice("status", tuple(Status))),
        stop_reason=StopReason(result.choice("stop_reason", tuple(StopReason))),
        objective_sek=result.number("objective_sek"),
        bound_sek=result.number_or_none("bound_sek"),
        scope=Scope(result.choice("scope", tuple(Scope))),
        goal=_goal(result) if "goal" in result.values else Goal.VALUE_MINUS_COST,
        earlier=tuple(
            Reached(_goal(entry), entry.number("objective_sek"), entry.number_or_none("bound_sek"))
            for entry in result.objects("earlier", is_optional=True)
        ),
        fairness=_fairness(result) if "price_of_fairness" in result.values else None,
    )


def _fairness(result: Fields) -> FairnessPrice:
    """Return what fairness costs."""
    price = result.object("price_of_fairness")
    return FairnessPrice(
        price.number("price_sek"),
        price.number("met_visits"),
        price.number_or_none("least_sek"),
        price.number_or_none("most_sek"),
    )


def _goal(entry: Fields) -> Goal:
    """Return what an objective counts."""
    return Goal(entry.choice("goal", tuple(Goal)))


def _origin(fields: Fields) -> Origin:
    """Return what the plan was made from."""
    scenario, matrix, versions = (fields.object(key) for key in ("scenario", "matrix", "versions"))
    return Origin(
        scenario_name=scenario.text("name"),
        scenario_path=scenario.text("path"),
        scenario_sha256=scenario.text("sha256"),
        matrix_provider=matrix.text("provider"),
        matrix_sha256=matrix.text("sha256"),
        matrix_date=matrix.text("date", allow_empty=True),
        versions=tuple((name, versions.text(name)) for name in sorted(versions.values)),
        seed=fields.integer("seed", -(2**63), 2**63 - 1),
    )


def _indicators(entry: Fields) -> tuple[tuple[str, float | None], ...]:
    """Return the indicators as written."""
    return tuple((name, entry.number_or_none(name)) for name in entry.values)
