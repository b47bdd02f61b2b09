"""V301 to V321: what stops get: levels, visits, days, promises, locks, floors, unserved places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from mobilkontor.core.plan import Service
from mobilkontor.core.units import SECONDS_PER_MINUTE, minutes_to_s
from mobilkontor.scenario.schema import FloorEntry, Level
from mobilkontor.verify.case import Case
from mobilkontor.verify.replay import day_name, day_where
from mobilkontor.verify.report import Finding, duration, excess, shown, visits

__all__ = ["SERVICE_RULES", "VISITS_TOLERANCE"]

VISITS_TOLERANCE = 1e-6
"""Share of a limit by which sums of shares may miss it: what solvers leave open."""


def _candidates_only(case: Case) -> Iterator[Finding]:
    """V301: only candidate stops are visited or served."""
    visited = [place for place in case.visits if place in case.facts.places]
    for place in sorted({*case.services, *visited}):
        if place not in case.facts.levels:
            yield Finding(shown(place), "stop", "served", "is not a candidate of the scenario")


def _level_exists(case: Case) -> Iterator[Finding]:
    """V302: a stop gets one of its levels."""
    for service in _candidate_services(case):
        if not _levels(case, service):
            found = _level_text(service.visits_per_cycle, service.opening_s)
            choice = ", ".join(
                _level_text(level.visits_per_cycle, minutes_to_s(level.opening_min))
                for level in case.facts.levels[service.place]
            )
            yield Finding(service.place, "level", found, f"must be one of: {choice or 'none'}")


def _number_of_visits(case: Case) -> Iterator[Finding]:
    """V303: a served stop gets exactly the visits of its level."""
    for service in case.services.values():
        count = len(case.visits.get(service.place, ()))
        if count not in (0, service.visits_per_cycle):
            expected = f"must be {service.visits_per_cycle}"
            yield Finding(shown(service.place), "visits per cycle", str(count), expected)


def _gap_between_visits(case: Case) -> Iterator[Finding]:
    """V304: visits lie at least the level's gap apart."""
    horizon = case.facts.horizon
    for service in _candidate_services(case):
        gap = min((level.min_gap_days for level in _levels(case, service)), default=1)
        days = [day for day in _visit_days(case, service.place) if 0 <= day < len(horizon)]
        for first, second in pairwise(days):
            apart = horizon.ordinal(second) - horizon.ordinal(first)
            if apart < gap:
                names = f"{day_name(case.facts, first)} and {day_name(case.facts, second)}"
                expected = f"at least {gap}"
                yield Finding(service.place, f"days between {names}", str(apart), expected)


def _opening_time(case: Case) -> Iterator[Finding]:
    """V305: every visit is open as long as the level says."""
    for service in case.services.values():
        for duty, visit in case.visits.get(service.place, ()):
            open_s = visit.close_s - visit.open_s
            if open_s != service.opening_s:
                where = f"{day_where(case.facts, duty.vehicle, duty.day)}, {shown(visit.place)}"
                expected = f"must be {duration(service.opening_s)}"
                note = excess(open_s - service.opening_s)
                yield Finding(where, "open for", duration(open_s), expected, note)


def _visits_have_service(case: Case) -> Iterator[Finding]:
    """V306: every visited stop has a service."""
    for place, pairs in case.visits.items():
        if place in case.facts.levels and place not in case.services:
            yield Finding(place, "visits without a service", str(len(pairs)), "must be 0")


def _services_have_visits(case: Case) -> Iterator[Finding]:
    """V307: every served stop is visited."""
    for service in case.services.values():
        if service.place not in case.visits:
            expected = f"must be {service.visits_per_cycle}, as its service says"
            yield Finding(shown(service.place), "visits per cycle", "0", expected)


def _service_days(case: Case) -> Iterator[Finding]:
    """V308: the days of a service are the days of its visits."""
    for service in case.services.values():
        expected_days = _visit_days(case, service.place)
        if expected_days and list(service.days) != expected_days:
            found = _days_text(case, list(service.days))
            expected = f"must be {_days_text(case, expected_days)}, as in the duties"
            yield Finding(shown(service.place), "days of the service", found, expected)


def _forbidden_days(case: Case) -> Iterator[Finding]:
    """V309: no visit on a forbidden weekday."""
    for entry in case.facts.scenario.file.forbidden_days:
        for day in _visit_days(case, entry.place):
            if 0 <= day < len(case.facts.horizon):
                weekday = case.facts.horizon.days[day][1]
                if weekday in entry.weekdays:
                    expected = f"not on {', '.join(entry.weekdays)}"
                    yield Finding(entry.place, "visit on", day_name(case.facts, day), expected)


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
            found = _level_text(service.visits_per_cycle, service.opening_s)
            expected = f"at least {_level_text(promise.min_visits, least_s)}"
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
        if met < least - VISITS_TOLERANCE * max(1.0, least):
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


def _one_vehicle_per_stop(case: Case) -> Iterator[Finding]:
    """V316: a stop is visited by one duty a day at most."""
    for place, pairs in case.visits.items():
        # The same duty twice is another rule; count each duty once.
        duties = {id(duty): duty.day for duty, _ in pairs}
        for day, count in Counter(duties.values()).items():
            if count > 1:
                where = f"{shown(place)}, {day_name(case.facts, day)}"
                yield Finding(where, "duties that visit it", str(count), "at most 1 a day")


def _unserved_are_listed(case: Case) -> Iterator[Finding]:
    """V317: every place without a stop is listed as unserved."""
    listed = {entry.place for entry in case.plan.unserved}
    for place in case.facts.places:
        if place not in case.services and place not in listed:
            yield Finding(place, "place without a stop", "not listed as unserved", "must be listed")


def _unserved_once(case: Case) -> Iterator[Finding]:
    """V318: no place is listed as unserved twice."""
    for place, count in Counter(entry.place for entry in case.plan.unserved).items():
        if count > 1:
            yield Finding(shown(place), "listed as unserved", f"{count} times", "must be once")


def _unserved_have_no_stop(case: Case) -> Iterator[Finding]:
    """V319: only known places without a stop are listed as unserved."""
    for place in dict.fromkeys(entry.place for entry in case.plan.unserved):
        if place in case.services:
            yield Finding(shown(place), "listed as unserved", "yet served", "must not be listed")
        elif place not in case.facts.places:
            expected = "must be a place of the scenario"
            yield Finding(shown(place), "listed as unserved", "yet unknown", expected)


def _one_level_per_stop(case: Case) -> Iterator[Finding]:
    """V320: a stop gets one level at most."""
    for place, count in Counter(service.place for service in case.plan.services).items():
        if count > 1:
            yield Finding(shown(place), "services", str(count), "at most 1")


def _recorded_residents(case: Case) -> Iterator[Finding]:
    """V321: the residents of a served place are those of the table."""
    for service in case.services.values():
        place = case.facts.places.get(service.place)
        if place is not None and service.residents != place.residents:
            expected = f"are {place.residents}"
            yield Finding(service.place, "recorded residents", str(service.residents), expected)


def _candidate_services(case: Case) -> Iterator[Service]:
    """Yield the services of candidate stops."""
    return (service for service in case.services.values() if service.place in case.facts.levels)


def _levels(case: Case, service: Service) -> list[Level]:
    """Return the levels of a candidate that its service may be."""
    return [
        level
        for level in case.facts.levels[service.place]
        if level.visits_per_cycle == service.visits_per_cycle
        and minutes_to_s(level.opening_min) == service.opening_s
    ]


def _visit_days(case: Case, place: str) -> list[int]:
    """Return the days on which a place is visited, in order, each once."""
    return sorted({duty.day for duty, _ in case.visits.get(place, ())})


def _level_text(visits_per_cycle: int, opening_s: int) -> str:
    """Return a level in words."""
    return f"{visits_per_cycle} x {duration(opening_s)}"


def _days_text(case: Case, days: list[int]) -> str:
    """Return days in words."""
    return " ".join(day_name(case.facts, day) for day in days) or "none"


SERVICE_RULES: dict[str, Callable[[Case], Iterator[Finding]]] = {
    "V301": _candidates_only,
    "V302": _level_exists,
    "V303": _number_of_visits,
    "V304": _gap_between_visits,
    "V305": _opening_time,
    "V306": _visits_have_service,
    "V307": _services_have_visits,
    "V308": _service_days,
    "V309": _forbidden_days,
    "V310": _promises_served,
    "V311": _promises_enough,
    "V312": _locked_days,
    "V313": _locked_vehicles,
    "V314": _floor_visits,
    "V315": _floor_met_share,
    "V316": _one_vehicle_per_stop,
    "V317": _unserved_are_listed,
    "V318": _unserved_once,
    "V319": _unserved_have_no_stop,
    "V320": _one_level_per_stop,
    "V321": _recorded_residents,
}
"""The rules by code."""
