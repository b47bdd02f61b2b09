"""V309 to V315, V324 and V332: what a scenario demands: days of visits, promises, locks, floors."""

from __future__ import annotations

from collections.abc import Iterator

from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.scenario.schema import FloorEntry
from mobilkontor.verify.case import Case, visit_days
from mobilkontor.verify.judging import Rule
from mobilkontor.verify.replay import day_name
from mobilkontor.verify.report import Finding, level_text, shown, visits

__all__ = ["DEMAND_RULES"]

_TOLERANCE = 1e-6
"""Share of a limit by which sums of shares may miss it: what solvers leave open."""


def _forbidden_days(case: Case) -> Iterator[Finding]:
    """V309: no visit on a forbidden weekday, in the weeks in which it is forbidden."""
    for entry in case.facts.scenario.file.forbidden_days:
        in_weeks = f" of week {', '.join(str(week + 1) for week in entry.weeks)}"
        for day, week, weekday in _visits_on(case, entry.place):
            is_in_week = not entry.weeks or week in entry.weeks
            if is_in_week and weekday in entry.weekdays:
                expected = f"not on {', '.join(entry.weekdays)}{in_weeks if entry.weeks else ''}"
                yield Finding(entry.place, "visit on", day_name(case.facts, day), expected)


def _allowed_days(case: Case) -> Iterator[Finding]:
    """V324: a place with allowed weekdays is visited on these only."""
    for entry in case.facts.scenario.file.allowed_days:
        for day, _, weekday in _visits_on(case, entry.place):
            if weekday not in entry.weekdays:
                expected = f"only on {', '.join(entry.weekdays)}"
                yield Finding(entry.place, "visit on", day_name(case.facts, day), expected)


def _visits_on(case: Case, place: str) -> Iterator[tuple[int, int, str]]:
    """Yield day, week and weekday of the visits to a place; a day beyond the horizon has none."""
    for day in visit_days(case, place):
        if 0 <= day < len(case.facts.horizon):
            yield (day, *case.facts.horizon.days[day])


def _promises_served(case: Case) -> Iterator[Finding]:
    """V310: promised places are served."""
    for promise in case.facts.scenario.file.promises:
        if promise.place not in case.services:
            yield Finding(promise.place, "promised stop", "not served", "must be served")


def _promises_enough(case: Case) -> Iterator[Finding]:
    """V311: promised places get as much as promised."""
    for promise in case.facts.scenario.file.promises:
        service = case.services.get(promise.place)
        if service is None:
            continue
        least_s = promise.min_opening_min * SECONDS_PER_MINUTE
        if service.visits_per_cycle < promise.min_visits or service.opening_s < least_s:
            found = level_text(service.visits_per_cycle, service.opening_s)
            expected = f"at least {level_text(promise.min_visits, least_s)}"
            yield Finding(promise.place, "promised stop gets", found, expected)


def _promises_exact(case: Case) -> Iterator[Finding]:
    """V332: places of which visits are promised exactly get no more than that."""
    for promise in case.facts.scenario.file.promises:
        service = case.services.get(promise.place)
        if service is None or not promise.exactly:
            continue
        most_s = promise.min_opening_min * SECONDS_PER_MINUTE
        is_longer = promise.min_opening_min > 0 and service.opening_s > most_s
        if service.visits_per_cycle > promise.min_visits or is_longer:
            found = level_text(service.visits_per_cycle, service.opening_s)
            asked_s = most_s or service.opening_s
            expected = f"exactly {level_text(promise.min_visits, asked_s)}"
            yield Finding(promise.place, "promised stop gets", found, expected)


def _locked_days(case: Case) -> Iterator[Finding]:
    """V312: every locked visit takes place on its day."""
    for place, week, weekday, vehicles, _ in _locks(case):
        if not vehicles:
            where = f"{place}, week {week + 1} {weekday}"
            yield Finding(where, "locked visit", "missing", "must take place")


def _locked_vehicles(case: Case) -> Iterator[Finding]:
    """V313: a locked visit is made by the vehicle that the lock names."""
    for place, week, weekday, vehicles, vehicle in _locks(case):
        if vehicle is not None and vehicles and vehicle not in vehicles:
            where = f"{place}, week {week + 1} {weekday}"
            found = f"made by {', '.join(map(shown, vehicles))}"
            yield Finding(where, "locked visit", found, f"must be made by {vehicle}")


def _locks(case: Case) -> Iterator[tuple[str, int, str, list[str], str | None]]:
    """Yield place, week, weekday, vehicles found on that day and vehicle asked for of each lock."""
    horizon = case.facts.horizon
    for lock in case.facts.scenario.file.locks:
        vehicles = [
            duty.vehicle
            for duty, _ in case.visits.get(lock.place, ())
            if 0 <= duty.day < len(horizon) and horizon.days[duty.day] == (lock.week, lock.weekday)
        ]
        yield lock.place, lock.week, lock.weekday, vehicles, lock.vehicle


def _floor_visits(case: Case) -> Iterator[Finding]:
    """V314: a municipality gets the least number of visits."""
    for name, floor in _floors(case):
        count = sum(
            len(case.visits.get(place, ()))
            for place in case.facts.levels
            if case.facts.places[place].municipality == name
        )
        if count < floor.min_visits:
            expected = f"at least {floor.min_visits}"
            yield Finding(f"municipality {name}", "visits per cycle", str(count), expected)


def _floor_met_share(case: Case) -> Iterator[Finding]:
    """V315: a municipality gets the least share of its unmet need met."""
    for name, floor in _floors(case):
        homes = {p.id for p in case.facts.places.values() if p.municipality == name}
        met = sum(
            met
            for share, met in zip(case.plan.access, case.met, strict=True)
            if share.place in homes
        )
        least = floor.min_met_share * sum(case.needs.unmet(place) for place in sorted(homes))
        if met < least - _TOLERANCE * max(1.0, least):
            expected = f"at least {visits(least)}, {floor.min_met_share:.6g} of the unmet need"
            yield Finding(f"municipality {name}", "met visits", visits(met), expected)


def _floors(case: Case) -> Iterator[tuple[str, FloorEntry]]:
    """Yield the floors with the municipalities they speak of; `each` is those with a candidate."""
    with_candidate = {case.facts.places[place].municipality for place in case.facts.levels}
    for floor in case.facts.scenario.file.floors:
        for municipality in case.facts.scenario.municipalities:
            is_each = floor.municipality == "each" and municipality.name in with_candidate
            if is_each or floor.municipality == municipality.name:
                yield municipality.name, floor


DEMAND_RULES: dict[str, Rule] = {
    "V309": _forbidden_days,
    "V310": _promises_served,
    "V311": _promises_enough,
    "V332": _promises_exact,
    "V312": _locked_days,
    "V313": _locked_vehicles,
    "V314": _floor_visits,
    "V315": _floor_met_share,
    "V324": _allowed_days,
}
"""The rules by code."""
