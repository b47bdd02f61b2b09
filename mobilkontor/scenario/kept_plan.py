"""Turn the visits of an earlier plan that a scenario keeps into promises and locks.

Only what the wish needs is read of the plan file: what each stop gets, and who drives there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mobilkontor.core.plan import PLAN_FORMAT
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.files import MAX_PLAN_BYTES, Folder, NamedBy
from mobilkontor.scenario.messages import visits as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.schema_values import Weekday
from mobilkontor.scenario.wish_schema import KeepFrom, LockEntry, Promise
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["with_kept_visits"]


class _Part(BaseModel):
    """A part of a plan file; keys that keeping visits does not need are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Service(_Part):
    """What a stop got."""

    place: str
    visits_per_cycle: Annotated[int, Field(ge=1, le=56)]
    opening_min: Annotated[int, Field(ge=1, le=600)]
    days: tuple[tuple[int, Weekday], ...]


class _Stop(_Part):
    """A visit of a duty."""

    place: str


class _Duty(_Part):
    """A day of a vehicle."""

    vehicle: str
    week: int
    weekday: Weekday
    stops: tuple[_Stop, ...]


class _Plan(_Part):
    """A plan file."""

    format: Annotated[str, Field(pattern=f"^{PLAN_FORMAT}$")]
    services: tuple[_Service, ...]
    duties: tuple[_Duty, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Keeping:
    """The wish, the plan that it names, and where its problems go."""

    case: Case
    wish: KeepFrom
    plan: _Plan

    def tell(self, path: KeyPath, message: Message) -> None:
        """Add a problem at a key of the scenario."""
        self.case.problems.add(self.case.entry.position_at(path), message)


def with_kept_visits(file: ScenarioFile, case: Case, folder: Folder) -> ScenarioFile:
    """Return the scenario file with a promise and locks for every visit it keeps.

    Parameters
    ----------
    file : ScenarioFile
        The file as written.
    case : Case
        The scenario and its tables; takes the problems of the plan file.
    folder : Folder
        The scenario's folder, in which the plan must lie.

    Returns
    -------
    ScenarioFile
        The same where it keeps nothing, or the plan cannot be used.
    """
    wish = file.keep_from
    if wish is None:
        return file
    plan = _read(wish, case, folder)
    if plan is None:
        return file
    keeping = _Keeping(case, wish, plan)
    services = _kept_services(keeping)
    num_problems = len(case.problems)
    _check_names(keeping, services, file)
    _check_days(keeping, services, file)
    if len(case.problems) > num_problems:
        return file
    return file.model_copy(
        update={
            "promises": (*file.promises, *map(_promise, services)),
            "locks": (*file.locks, *(lock for s in services for lock in _locks(keeping, s))),
        }
    )


def _read(wish: KeepFrom, case: Case, folder: Folder) -> _Plan | None:
    """Return the plan, or None after telling why it cannot be used."""
    path: KeyPath = ("keep_from", "plan")
    position = case.entry.position_at(path)
    named_by = NamedBy(key_text(path), position)
    if not folder.check_inside(wish.plan, named_by):
        return None
    text = folder.read_text(wish.plan, MAX_PLAN_BYTES, named_by)
    if text is None:
        return None
    try:
        return _Plan.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = key_text(tuple(first["loc"])) if first["loc"] else "the file"
        case.problems.add(position, messages.not_a_plan(key_text(path), wish.plan, where))
        return None


def _kept_services(keeping: _Keeping) -> list[_Service]:
    """Return the services to keep; tell of places that the plan does not serve."""
    by_place = {service.place: service for service in keeping.plan.services}
    if not keeping.wish.places:
        return list(by_place.values())
    for index, place in enumerate(keeping.wish.places):
        if place not in by_place:
            path: KeyPath = ("keep_from", "places", index)
            keeping.tell(path, messages.kept_not_served(key_text(path), place, sorted(by_place)))
    return [by_place[p] for p in dict.fromkeys(keeping.wish.places) if p in by_place]


def _check_names(keeping: _Keeping, services: list[_Service], file: ScenarioFile) -> None:
    """Tell of places and vehicles that the scenario does not know."""
    path: KeyPath = ("keep_from", "plan")
    places = keeping.case.places
    if places is not None and not places.is_cut:
        for service in services:
            if service.place not in places.keys:
                message = messages.kept_unknown(key_text(path), "place", service.place, places.keys)
                keeping.tell(path, message)
    if keeping.wish.vehicles:
        known = [vehicle.id for vehicle in file.vehicles]
        kept = {service.place for service in services}
        named = (d.vehicle for d in keeping.plan.duties if kept & {s.place for s in d.stops})
        for vehicle in sorted({*named} - {*known}):
            keeping.tell(path, messages.kept_unknown(key_text(path), "vehicle", vehicle, known))


def _check_days(keeping: _Keeping, services: list[_Service], file: ScenarioFile) -> None:
    """Tell of visits on days that are no working days of the cycle."""
    path: KeyPath = ("keep_from", "plan")
    closed = {(day.week, day.weekday) for day in file.cycle.closed_days}
    for service in services:
        for week, weekday in service.days:
            is_worked = weekday in file.cycle.weekdays and (week, weekday) not in closed
            if not (is_worked and 0 <= week < file.cycle.weeks):
                message = messages.kept_day_outside(key_text(path), service.place, week, weekday)
                keeping.tell(path, message)


def _promise(service: _Service) -> Promise:
    """Return the promise of just what a stop got."""
    return Promise(
        place=service.place,
        min_visits=service.visits_per_cycle,
        min_opening_min=service.opening_min,
        exactly=True,
    )


def _locks(keeping: _Keeping, service: _Service) -> Iterator[LockEntry]:
    """Yield a lock for every visit of a stop."""
    vehicle_on = {
        (duty.week, duty.weekday): duty.vehicle
        for duty in keeping.plan.duties
        if any(stop.place == service.place for stop in duty.stops)
    }
    for week, weekday in service.days:
        vehicle = vehicle_on.get((week, weekday)) if keeping.wish.vehicles else None
        yield LockEntry(place=service.place, week=week, weekday=weekday, vehicle=vehicle)
