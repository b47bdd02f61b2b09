"""V301 to V303, V305 to V308 and V316 to V321: what stops get; every place is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mobilkontor.core.plan import Service
from mobilkontor.core.units import minutes_to_s
from mobilkontor.verify.case import Case, chosen_levels, visit_days
from mobilkontor.verify.judging import Rule
from mobilkontor.verify.replay import day_name, day_where
from mobilkontor.verify.report import Finding, duration, excess, level_text, shown

__all__ = ["SERVICE_RULES"]


def _candidates_only(case: Case) -> Iterator[Finding]:
    """V301: only candidate stops are visited or served."""
    visited = [place for place in case.visits if place in case.facts.places]
    for place in sorted({*case.services, *visited}):
        if place not in case.facts.levels:
            yield Finding(shown(place), "stop", "served", "is not a candidate of the scenario")


def _level_exists(case: Case) -> Iterator[Finding]:
    """V302: a stop gets one of its levels."""
    for service in _candidate_services(case):
        if not chosen_levels(case, service):
            found = level_text(
                service.visits_per_cycle,
                service.opening_s,
                is_half_day=service.half_day is not None,
            )
            choice = ", ".join(
                level_text(
                    level.visits_per_cycle,
                    minutes_to_s(level.opening_min),
                    is_half_day=level.half_day,
                )
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
        expected_days = visit_days(case, service.place)
        if expected_days and list(service.days) != expected_days:
            found = _days_text(case, list(service.days))
            expected = f"must be {_days_text(case, expected_days)}, as in the duties"
            yield Finding(shown(service.place), "days of the service", found, expected)


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


def _days_text(case: Case, days: list[int]) -> str:
    """Return days in words."""
    return " ".join(day_name(case.facts, day) for day in days) or "none"


SERVICE_RULES: dict[str, Rule] = {
    "V301": _candidates_only,
    "V302": _level_exists,
    "V303": _number_of_visits,
    "V305": _opening_time,
    "V306": _visits_have_service,
    "V307": _services_have_visits,
    "V308": _service_days,
    "V316": _one_vehicle_per_stop,
    "V317": _unserved_are_listed,
    "V318": _unserved_once,
    "V319": _unserved_have_no_stop,
    "V320": _one_level_per_stop,
    "V321": _recorded_residents,
}
"""The rules by code."""
