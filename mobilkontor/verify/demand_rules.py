"""V309 to V315, V324 to V326 and V332: what a scenario demands: days, promises, locks, floors."""

from __future__ import annotations

from collections.abc import Iterator

from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.scenario.goal_schema import FloorEntry
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
    """V314: a municipality, or the region, gets the least number of visits."""
    for where, homes, floor in _floors(case):
        count = sum(
            len(case.visits.get(place, ())) for place in case.facts.levels if place in homes
        )
        if count < floor.min_visits:
            yield Finding(where, "visits per cycle", str(count), f"at least {floor.min_visits}")


def _floor_met_share(case: Case) -> Iterator[Finding]:
    """V315: a municipality, or the region, gets the least share of its unmet need met."""
    for where, homes, floor in _floors(case):
        met = _met_of(case, homes)
        least = floor.min_met_share * sum(case.needs.unmet(place) for place in sorted(homes))
        if met < least - _TOLERANCE * max(1.0, least):
            expected = f"at least {visits(least)}, {floor.min_met_share:.6g} of the unmet need"
            yield Finding(where, "met visits", visits(met), expected)


def _floor_covered(case: Case) -> Iterator[Finding]:
    """V325: enough residents are covered by an office or by a stop that is visited often enough."""
    for where, homes, floor in _floors(case):
        if not floor.min_covered_share:
            continue
        residents = {place: case.facts.places[place].residents for place in homes}
        covered = sum(count for place, count in residents.items() if _is_covered(case, place))
        least = floor.min_covered_share * sum(residents.values())
        if covered < least - _TOLERANCE * max(1.0, least):
            expected = f"at least {least:.6g}, {floor.min_covered_share:.6g} of all"
            yield Finding(where, "covered residents", str(covered), expected)


def _is_covered(case: Case, place: str) -> bool:
    """Tell whether a place is near enough to something that is open often enough."""
    file = case.facts.scenario.file
    terms = file.coverage
    if terms is None:
        return False
    limit_s = terms.within_min * SECONDS_PER_MINUTE
    offices = [office.place for office in case.facts.scenario.offices if office.is_open]
    offices += [office.place for office in case.plan.offices]
    often = [
        service.place
        for service in case.services.values()
        if service.visits_per_cycle * terms.every_weeks >= file.cycle.weeks
    ]
    near = (spot for spot in (*offices, *often) if spot in case.facts.places)
    return any(case.needs.travel_s(place, spot) <= limit_s for spot in near)


def _worst_off(case: Case) -> Iterator[Finding]:
    """V326: those with the least access today get what the scenario says."""
    wanted = case.facts.scenario.file.fairness.worst_off
    if wanted is None:
        return
    places = [place for place in case.facts.places.values() if place.residents]
    total = sum(place.residents for place in places)
    # Equal to nine decimals is equal, so that rounding chooses nobody.
    places.sort(key=lambda place: round(case.needs.access(place.id), 9))
    group: set[str] = set()
    counted = 0
    for place in places:
        if counted >= wanted.share_of_residents * total:
            break
        group.add(place.id)
        counted += place.residents
    need = sum(case.needs.need(place) for place in sorted(group))
    given = sum(case.needs.need(place) * case.needs.access(place) for place in sorted(group))
    met = given + _met_of(case, group)
    least = wanted.min_access * need
    if met < least - _TOLERANCE * max(1.0, least):
        where = f"worst-off {100 * wanted.share_of_residents:.6g} % of residents"
        expected = f"at least {visits(least)}, {wanted.min_access:.6g} of their need"
        yield Finding(where, "met need", visits(met), expected)


def _met_of(case: Case, homes: set[str]) -> float:
    """Return the met visits of the residents of some places."""
    return sum(
        met for share, met in zip(case.plan.access, case.met, strict=True) if share.place in homes
    )


def _floors(case: Case) -> Iterator[tuple[str, set[str], FloorEntry]]:
    """Yield the floors by name with the places they speak of; `each` is those with a candidate."""
    places = case.facts.places
    with_candidate = {places[place].municipality for place in case.facts.levels}
    for floor in case.facts.scenario.file.floors:
        if floor.municipality == "all":
            yield "the region", set(places), floor
        for municipality in case.facts.scenario.municipalities:
            name = municipality.name
            is_each = floor.municipality == "each" and name in with_candidate
            if is_each or floor.municipality == name:
                homes = {p.id for p in places.values() if p.municipality == name}
                yield f"municipality {name}", homes, floor


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
    "V325": _floor_covered,
    "V326": _worst_off,
}
"""The rules by code."""
