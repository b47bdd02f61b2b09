"""Own a cheap plan of a region of any size, only to have something large to draw.

Every vehicle drives day trips from its depot to the largest villages that no other has, as many as
fit into a day, and comes back in every week or in every second one. Clocks, distances and nights
are right; worth, rest and the wishes of the scenario are not looked at, so the verifier has no say.
"""

from __future__ import annotations

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import AccessShare, Duty, Plan, Service, Unserved, Visit
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = ["greedy_plan"]

WEEKS = 4
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OPENING_S, SETUP_S = 7_200, 900
START_S, MAX_WORKING_S = 7 * 3_600, 9 * 3_600
NEAR_S = 30 * 60
SMALL_RESIDENTS = 100


def greedy_plan(scenario: Scenario, travel: Travel) -> Plan:
    """Return day trips of all vehicles over four weeks."""
    residents = {place.id: place.residents for place in scenario.places}
    left = {place for place in residents if not _is_office(scenario, place)}
    trips: list[Duty] = []
    for vehicle in scenario.file.vehicles:
        for weekday in range(len(WEEKDAYS)):
            stops = _trip(vehicle.depot, left, residents, travel)
            left -= set(stops)
            every_week = max((residents[stop] for stop in stops), default=0) > SMALL_RESIDENTS
            weeks = range(WEEKS) if every_week else range(weekday % 2, WEEKS, 2)
            if stops:
                trips += [
                    _duty(vehicle.id, vehicle.depot, week * len(WEEKDAYS) + weekday, stops, travel)
                    for week in weeks
                ]
    duties = tuple(sorted(trips, key=lambda duty: (duty.vehicle, duty.day)))
    return Plan(
        horizon=make_horizon(WEEKS, WEEKDAYS),
        duties=duties,
        services=_services(duties, residents),
        access=_access(duties, scenario, travel),
        unserved=_unserved(duties, scenario, travel),
    )


def _is_office(scenario: Scenario, place: str) -> bool:
    return any(office.place == place for office in scenario.offices)


def _drive(travel: Travel, start: str, end: str) -> tuple[int, int]:
    """Return time and distance between two places."""
    row, column = (travel.mobile.place_ids.index(place) for place in (start, end))
    return int(travel.mobile.time_s[row, column]), int(travel.mobile.distance_m[row, column])


def _trip(depot: str, left: set[str], residents: dict[str, int], travel: Travel) -> list[str]:
    """Return the stops of a day: the nearest large ones, while the day has time for them."""
    stops: list[str] = []
    at, used_s = depot, 0
    while True:
        fitting = []
        for place in left - set(stops):
            there_s, home_s = _drive(travel, at, place)[0], _drive(travel, place, depot)[0]
            total_s = used_s + there_s + OPENING_S + 2 * SETUP_S
            if total_s + home_s <= MAX_WORKING_S:
                fitting.append((there_s / residents[place] ** 0.5, place, total_s))
        if not fitting:
            return stops
        _, at, used_s = min(fitting)
        stops.append(at)


def _duty(vehicle: str, depot: str, day: int, stops: list[str], travel: Travel) -> Duty:
    """Return a day trip with its clock."""
    clock_s, driving_s, distance_m, at = START_S, 0, 0, depot
    visits = []
    for place in [*stops, depot]:
        time_s, length_m = _drive(travel, at, place)
        clock_s, driving_s, distance_m, at = (
            clock_s + time_s,
            driving_s + time_s,
            distance_m + length_m,
            place,
        )
        if place != depot:
            opens_s = clock_s + SETUP_S
            closes_s = opens_s + OPENING_S
            visits.append(Visit(place, clock_s, opens_s, closes_s, closes_s + SETUP_S))
            clock_s = closes_s + SETUP_S
    working_s = clock_s - START_S
    cost_sek = distance_m / 1000 * 6
    return Duty(
        *(vehicle, day, depot, depot, START_S, clock_s, driving_s, working_s),
        *(distance_m, cost_sek, tuple(visits), ()),
    )


def _services(duties: tuple[Duty, ...], residents: dict[str, int]) -> tuple[Service, ...]:
    days: dict[str, list[int]] = {}
    for duty in duties:
        for visit in duty.stops:
            days.setdefault(visit.place, []).append(duty.day)
    return tuple(
        Service(
            place, len(on), OPENING_S, tuple(sorted(on)), residents[place], residents[place] / 50
        )
        for place, on in sorted(days.items())
    )


def _nearest(duties: tuple[Duty, ...], place: str, travel: Travel) -> tuple[int, str]:
    """Return travel time to the nearest stop, and the stop."""
    stops = sorted({visit.place for duty in duties for visit in duty.stops})
    row = travel.residents.place_ids.index(place)
    return min(
        (int(travel.residents.time_s[row, travel.residents.place_ids.index(stop)]), stop)
        for stop in stops
    )


def _access(
    duties: tuple[Duty, ...], scenario: Scenario, travel: Travel
) -> tuple[AccessShare, ...]:
    found = [(place.id, *_nearest(duties, place.id, travel)) for place in scenario.places]
    return tuple(
        AccessShare(place, stop, 1.0, 0.5, time_s)
        for place, time_s, stop in sorted(found)
        if time_s <= NEAR_S
    )


def _unserved(duties: tuple[Duty, ...], scenario: Scenario, travel: Travel) -> tuple[Unserved, ...]:
    stops = {visit.place for duty in duties for visit in duty.stops}
    entries = []
    for place in sorted(entry.id for entry in scenario.places if entry.id not in stops):
        time_s, stop = _nearest(duties, place, travel)
        is_near = time_s <= NEAR_S
        reason = "uses_stop" if is_near else "no_time"
        entries.append(Unserved(place, reason, stop if is_near else "", 0.0 if is_near else 0.5))
    return tuple(entries)
