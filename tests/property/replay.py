"""Replay a plan against its instance and name every rule it breaks.

Independent of `verify`, which sees a scenario and never an instance.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from mobilkontor.core.calendar import HalfDay
from mobilkontor.core.instance import Instance, Profile, Vehicle
from mobilkontor.core.plan import Duty, Plan, Visit
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_DAY, SECONDS_PER_HOUR

__all__ = ["breaches"]

SMALL = 1e-6


def breaches(instance: Instance, plan: Plan, objective_sek: float) -> list[str]:
    """Return what is wrong with a plan and its claimed objective; empty if nothing.

    Parameters
    ----------
    instance : Instance
        What the plan is for.
    plan : Plan
        Plan to check.
    objective_sek : float
        Its claimed worth.

    Returns
    -------
    list of str
        One line for each breach.
    """
    return [
        *_canonical_order(instance, plan),
        *itertools.chain.from_iterable(_duty(instance, duty) for duty in plan.duties),
        *_flow(instance, plan),
        *_rooms(instance, plan),
        *_services(instance, plan),
        *_demands(instance, plan),
        *_access(instance, plan),
        *_coverage(instance, plan),
        *_money(instance, plan, objective_sek),
    ]


def _vehicle(instance: Instance, duty: Duty) -> Vehicle:
    return next(vehicle for vehicle in instance.vehicles if vehicle.id == duty.vehicle)


def _profile(instance: Instance, duty: Duty) -> Profile:
    profile = instance.profiles[_vehicle(instance, duty).profile]
    roads = (
        instance.roads_of_week[instance.horizon.week_of(duty.day)] if instance.roads_of_week else 1
    )
    state = [1, 2, 4, 8].index(roads)
    if state == 0:
        return profile
    leg_s, leg_m = profile.closed_leg_s[state - 1], profile.closed_leg_m[state - 1]
    return dataclasses.replace(profile, leg_s=leg_s, leg_m=leg_m)


def _stop_of(instance: Instance, place: str) -> int:
    node = instance.node_ids.index(place)
    return instance.stop_node.tolist().index(node)


def _canonical_order(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield a breach if the lists are not in the order that the plan promises."""
    ids = [vehicle.id for vehicle in instance.vehicles]
    keys = [(duty.vehicle, duty.day) for duty in plan.duties]
    by_position = sorted(keys, key=lambda key: (ids.index(key[0]), key[1]))
    if keys not in (by_position, sorted(keys)) or len(set(keys)) < len(keys):
        yield f"duties are not ordered by vehicle and day: {keys}"
    if sorted({service.place for service in plan.services}) != [s.place for s in plan.services]:
        yield "services are not ordered by place, or a place has two"


def _duty(instance: Instance, duty: Duty) -> Iterator[str]:
    """Yield the breaches inside one duty."""
    name = f"{duty.vehicle} day {duty.day}"
    profile = _profile(instance, duty)
    nodes = [instance.node_ids.index(p) for p in (duty.start, *_places(duty), duty.end)]
    legs = [int(profile.leg_s[a, b]) for a, b in itertools.pairwise(nodes)]
    if not duty.stops and duty.start == duty.end:
        yield f"{name}: neither visits nor moves"
    if len(set(_places(duty))) < len(duty.stops):
        yield f"{name}: a stop twice"
    yield from _clock(instance, name, duty, legs)
    yield from _stretches(name, profile, _steps(instance, duty, legs))

    driving_s = sum(legs)
    working_s = driving_s + sum(_work_s(instance, visit) for visit in duty.stops)
    metres = sum(int(profile.leg_m[a, b]) for a, b in itertools.pairwise(nodes))
    if (duty.driving_s, duty.working_s, duty.distance_m) != (driving_s, working_s, metres):
        yield f"{name}: driving, working or distance is not the sum of its parts"
    if duty.start_s < profile.earliest_start_s or duty.end_s > profile.latest_end_s:
        yield f"{name}: outside the crew's day"
    for used_s, most_s in (
        (working_s, profile.rules.max_working_s),
        (driving_s, profile.rules.max_driving_s),
    ):
        if most_s is not None and used_s > most_s:
            yield f"{name}: {used_s} s of work or driving, at most {most_s} s"


def _work_s(instance: Instance, visit: Visit) -> int:
    return instance.setup_s + visit.close_s - visit.open_s + instance.packing_s


def _gaps(instance: Instance, visit: Visit) -> tuple[int, int]:
    """Return the time on arrival before set-up, and after packing before leaving [s]."""
    on_arrival = visit.open_s - instance.setup_s - visit.arrive_s
    return on_arrival, visit.depart_s - visit.close_s - instance.packing_s


def _clock(instance: Instance, name: str, duty: Duty, legs: list[int]) -> Iterator[str]:
    """Yield breaches of the clock: legs, gaps that are no breaks, opening hours."""
    now = duty.start_s
    pauses: list[tuple[str, int, int]] = []
    for leg, visit in zip(legs, duty.stops, strict=False):
        on_arrival, before_leaving = _gaps(instance, visit)
        if visit.arrive_s != now + leg or on_arrival < 0 or before_leaving < 0:
            yield f"{name}: the clock at {visit.place} does not follow from the leg and the work"
        if visit.open_s < instance.open_from_s or visit.close_s > instance.open_to_s:
            yield f"{name}: {visit.place} is open too early or too late"
        if on_arrival:
            pauses.append((visit.place, visit.arrive_s, visit.arrive_s + on_arrival))
        if before_leaving:
            pauses.append((visit.place, visit.depart_s - before_leaving, visit.depart_s))
        now = visit.depart_s
    if duty.end_s != now + legs[-1]:
        yield f"{name}: ends at {duty.end_s}, the legs and visits at {now + legs[-1]}"
    if [(b.place, b.start_s, b.end_s) for b in duty.breaks] != pauses:
        yield f"{name}: the gaps {pauses} are not its breaks"


def _steps(instance: Instance, duty: Duty, legs: list[int]) -> list[tuple[str, int]]:
    """Return what the crew does, in order: drive, break, work [s]."""
    steps: list[tuple[str, int]] = []
    for leg, visit in zip(legs, duty.stops, strict=False):
        on_arrival, before_leaving = _gaps(instance, visit)
        steps += [("drive", leg), ("break", on_arrival)]
        steps += [("work", _work_s(instance, visit)), ("break", before_leaving)]
    return [*steps, ("drive", legs[-1])]


def _places(duty: Duty) -> list[str]:
    return [visit.place for visit in duty.stops]


def _stretches(name: str, profile: Profile, steps: list[tuple[str, int]]) -> Iterator[str]:
    """Yield a breach for each kind of stretch that is too long."""
    rules = profile.rules
    for kinds, most_s, break_s in (
        ({"drive", "work"}, rules.max_work_stretch_s, rules.work_break_s),
        ({"drive"}, rules.max_driving_stretch_s, rules.driving_break_s),
    ):
        if most_s is None:
            continue
        stretch = longest = 0
        for kind, length_s in steps:
            if kind == "break" and break_s is not None and length_s >= break_s:
                stretch = 0
            elif kind in kinds:
                stretch += length_s
                longest = max(longest, stretch)
        if longest > most_s:
            yield f"{name}: {longest} s of {sorted(kinds)} without a break, at most {most_s} s"


def _flow(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield breaches between the days of a vehicle."""
    for vehicle in instance.vehicles:
        duties = {duty.day: duty for duty in plan.duties if duty.vehicle == vehicle.id}
        yield from _whereabouts(instance, vehicle, duties)
        yield from _rest(instance, vehicle, duties)
        yield from _weeks(instance, vehicle, duties)


def _whereabouts(instance: Instance, vehicle: Vehicle, duties: dict[int, Duty]) -> Iterator[str]:
    """Yield a breach for each day that starts elsewhere than the one before ended."""
    horizon = instance.horizon
    depot = instance.node_ids[vehicle.depot]
    allowed = {depot, *(instance.node_ids[node] for node in instance.overnight_node)}
    where = depot
    for day in range(len(horizon)):
        duty = duties.get(day)
        if duty is None:
            if where != depot:
                yield f"{vehicle.id} day {day}: idle at {where}"
            continue
        if duty.start != where:
            yield f"{vehicle.id} day {day}: starts at {duty.start}, stands at {where}"
        where = duty.end
        if where not in allowed or (where != depot and not _nights(instance, vehicle, day)):
            yield f"{vehicle.id} day {day}: may not stand at {where}"


def _nights(instance: Instance, vehicle: Vehicle, day: int) -> int:
    """Return for how many nights a vehicle may stand away from its depot after a day."""
    horizon = instance.horizon
    if day + 1 == len(horizon) or (vehicle.is_home_on_days_off and horizon.is_run_start(day + 1)):
        return 0
    return horizon.ordinal(day + 1) - horizon.ordinal(day)


def _rest(instance: Instance, vehicle: Vehicle, duties: dict[int, Duty]) -> Iterator[str]:
    """Yield a breach for each night with too little rest."""
    least_s = instance.profiles[vehicle.profile].rules.daily_rest_s
    for day, duty in duties.items():
        if least_s is None or day - 1 not in duties or instance.horizon.is_run_start(day):
            continue
        rest_s = duty.start_s + SECONDS_PER_DAY - duties[day - 1].end_s
        if rest_s < least_s:
            yield f"{vehicle.id} day {day}: {rest_s} s of rest before, at least {least_s} s"


def _weeks(instance: Instance, vehicle: Vehicle, duties: dict[int, Duty]) -> Iterator[str]:
    """Yield a breach for each kind of weekly limit that is exceeded."""
    rules = instance.profiles[vehicle.profile].rules
    working: Counter[int] = Counter()
    driving: Counter[int] = Counter()
    nights: Counter[int] = Counter()
    for day, duty in duties.items():
        week = instance.horizon.week_of(day)
        working[week] += duty.working_s
        driving[week] += duty.driving_s
        if duty.end != instance.node_ids[vehicle.depot]:
            nights[week] += _nights(instance, vehicle, day)
    for used, most in (
        (working, rules.max_weekly_working_s),
        (driving, rules.max_weekly_driving_s),
        (nights, vehicle.max_nights_per_week),
    ):
        if most is not None and max(used.values(), default=0) > most:
            yield f"{vehicle.id}: {dict(used)} by week, at most {most}"


def _rooms(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield a breach for each night and place with too many vehicles."""
    guests: Counter[tuple[int, str]] = Counter()
    for duty in plan.duties:
        if duty.end != instance.node_ids[_vehicle(instance, duty).depot]:
            guests[duty.day, duty.end] += 1
    for node, rooms in zip(instance.overnight_node, instance.overnight_rooms, strict=True):
        place = instance.node_ids[node]
        for (day, where), count in guests.items():
            if where == place and count > rooms:
                yield f"day {day}: {count} vehicles at {place}"


def _levels(instance: Instance, plan: Plan) -> dict[str, int | None]:
    """Return the level of each served place, None if it is none of the stop's."""
    levels: dict[str, int | None] = {}
    for service in plan.services:
        stop = _stop_of(instance, service.place)
        levels[service.place] = next(
            (
                level
                for level in range(len(instance.level_stop))
                if instance.level_stop[level] == stop
                and instance.option_opening_s[instance.level_option[level]] == service.opening_s
                and instance.level_visits[level] == service.visits_per_cycle
                and _half_of(instance, level) is service.half_day
            ),
            None,
        )
    return levels


def _half_of(instance: Instance, level: int) -> HalfDay | None:
    """Return the half of the day that a level keeps to."""
    return instance.option_half[instance.level_option[level]] if instance.option_half else None


def _half_days(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield visits outside the half of the day that their service names."""
    half = {service.place: service.half_day for service in plan.services}
    for duty in plan.duties:
        for visit in duty.stops:
            kept = {
                HalfDay.MORNING: visit.close_s <= instance.midday_s,
                HalfDay.AFTERNOON: visit.open_s >= instance.midday_s,
                None: True,
            }
            if not kept[half.get(visit.place)]:
                yield f"day {duty.day}: {visit.place} is open in the other half of the day"


def _services(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield breaches of levels and patterns."""
    yield from _half_days(instance, plan)
    made: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for duty in plan.duties:
        for visit in duty.stops:
            made[visit.place].append((duty.day, visit.close_s - visit.open_s, duty.vehicle))
    levels = _levels(instance, plan)
    for service in plan.services:
        visits = made.pop(service.place, [])
        if sorted(day for day, _, _ in visits) != list(service.days):
            yield f"{service.place}: visits {visits}, service says days {service.days}"
        if any(opening_s != service.opening_s for _, opening_s, _ in visits):
            yield f"{service.place}: visits {visits} are not open as long as its service says"
        days = np.isin(np.arange(instance.num_days), service.days)
        if not any(
            level == levels[service.place] and np.array_equal(row, days)
            for level, row in zip(instance.pattern_level, instance.pattern_days, strict=True)
        ):
            yield f"{service.place}: days {service.days} are no pattern of a level"
    if made:
        yield f"visits without a service: {dict(made)}"


def _demands(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield breaches of promises, locks and floors of visits."""
    service_at = {_stop_of(instance, service.place): service for service in plan.services}
    for stop in np.flatnonzero(instance.stop_is_promised):
        if int(stop) not in service_at:
            yield f"stop {stop} is promised and not served"
    for lock in instance.locks:
        place = instance.node_ids[instance.stop_node[lock.stop]]
        named = None if lock.vehicle is None else instance.vehicles[lock.vehicle].id
        if not any(
            duty.day == lock.day and place in _places(duty) and named in (None, duty.vehicle)
            for duty in plan.duties
        ):
            yield f"no visit for {lock}"
    for floor in instance.floors:
        visited = sum(service_at[s].visits_per_cycle for s in floor.stops if s in service_at)
        if visited < floor.min_visits:
            yield f"{visited} visits in {floor}"


def _access(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield breaches of who uses which stop."""
    levels = _levels(instance, plan)
    access = instance.access
    benefit: dict[tuple[str, int | str], float] = {
        (access.place_ids[place], int(level)): float(met)
        for place, level, met in zip(
            access.pair_place, access.pair_level, access.pair_met_visits, strict=True
        )
    }
    for place, office, met in zip(
        access.office_place, access.office_number, access.office_met_visits, strict=True
    ):
        benefit[access.place_ids[place], instance.offices[office].place] = float(met)
    opened = {office.place for office in plan.offices}
    shares: Counter[str] = Counter()
    met_at: Counter[str] = Counter()
    met_of: Counter[str] = Counter()
    for entry in plan.access:
        if entry.is_office and entry.stop not in opened:
            yield f"{entry}: no such office opens"
        used = entry.stop if entry.is_office else levels.get(entry.stop)
        met = 0.0 if used is None else benefit.get((entry.place, used), 0.0)
        if entry.share < 0 or abs(met * entry.share - entry.met_visits) > SMALL * max(1, met):
            yield f"{entry}: its share of {met} met visits is another number"
        shares[entry.place] += entry.share
        met_at[entry.stop] += entry.met_visits
        met_of[entry.place] += entry.met_visits
    for place, share in shares.items():
        if share > 1 + SMALL:
            yield f"{place}: shares add up to {share}"
    for service in plan.services:
        hours = service.opening_s / SECONDS_PER_HOUR
        capacity = sum(
            hours * _vehicle(instance, duty).visitors_per_hour
            for duty in plan.duties
            if service.place in _places(duty)
        )
        if met_at[service.place] > capacity * (1 + SMALL):
            yield f"{service.place}: {met_at[service.place]} visitors, room for {capacity}"
        if abs(service.met_visits - met_at[service.place]) > SMALL * max(1, capacity):
            yield f"{service.place}: its met visits are not the sum over places"
    for floor in instance.floors:
        met = sum(met_of[access.place_ids[place]] for place in floor.places)
        if met < floor.min_met_visits - SMALL * max(1.0, floor.min_met_visits):
            yield f"{met} met visits in {floor}"


def _coverage(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield floors that cover too few residents."""
    served = set(_levels(instance, plan).values())
    opened = {office.place for office in plan.offices}
    for floor in instance.floors:
        covered = sum(
            coverage.residents
            for coverage in floor.coverages
            if set(coverage.levels) & served
            or opened & {instance.offices[office].place for office in coverage.offices}
        )
        if covered < floor.min_covered - SMALL:
            yield f"{covered} residents covered in {floor}"


def _money(instance: Instance, plan: Plan, objective_sek: float) -> Iterator[str]:
    """Yield breaches of cost, budget and objective."""
    night_sek = {
        instance.node_ids[node]: float(cost)
        for node, cost in zip(instance.overnight_node, instance.overnight_cost_sek, strict=True)
    }
    for duty in plan.duties:
        vehicle = _vehicle(instance, duty)
        cost_sek = (
            duty.distance_m / METRES_PER_KM * vehicle.cost_per_km_sek
            + duty.working_s / SECONDS_PER_HOUR * vehicle.cost_per_hour_sek
            + vehicle.cost_per_day_sek
        )
        if duty.end != instance.node_ids[vehicle.depot]:
            cost_sek += night_sek.get(duty.end, 0.0) * _nights(instance, vehicle, duty.day)
        if abs(cost_sek - duty.cost_sek) > 0.01:
            yield f"{duty.vehicle} day {duty.day}: costs {cost_sek}, says {duty.cost_sek}"
    driven = {duty.vehicle for duty in plan.duties}
    fixed_sek = sum(v.fixed_cost_sek for v in instance.vehicles if v.id in driven)
    opened = {office.place for office in plan.offices}
    fixed_sek += sum(o.cost_sek for o in instance.offices if o.place in opened)
    cost_sek = sum(duty.cost_sek for duty in plan.duties) + fixed_sek
    if abs(cost_sek - plan.cost_sek) > 0.01:
        yield f"costs {cost_sek}, says {plan.cost_sek}"
    if instance.budget_sek is not None and plan.cost_sek > instance.budget_sek + 0.01:
        yield f"costs {plan.cost_sek}, the budget is {instance.budget_sek}"
    value_sek = instance.value_per_met_visit_sek * _counted(instance, plan)
    worth_sek = instance.goal.value_weight * value_sek - instance.goal.cost_weight * cost_sek
    for aim in instance.aims:
        reached = aim.goal.value_weight * value_sek - aim.goal.cost_weight * cost_sek
        if reached < aim.least_sek - max(0.01, SMALL * abs(aim.least_sek)):
            yield f"{reached} for {aim}"
    if abs(worth_sek - objective_sek) > max(0.01, 1e-6 * abs(worth_sek)):
        yield f"is worth {worth_sek}, says {objective_sek}"


def _counted(instance: Instance, plan: Plan) -> float:
    """Return the met visits of a plan as the objective counts them."""
    access = instance.access
    levels = _levels(instance, plan)
    weight: dict[tuple[str, int | str], float] = {
        (access.place_ids[place], int(level)): float(counts)
        for place, level, counts in zip(
            access.pair_place, access.pair_level, access.weights, strict=True
        )
    }
    for place, office, counts in zip(
        access.office_place, access.office_number, access.office_weight, strict=True
    ):
        weight[access.place_ids[place], instance.offices[office].place] = float(counts)
    return sum(
        entry.met_visits * weight.get((entry.place, used), 1.0)
        for entry in plan.access
        if (used := entry.stop if entry.is_office else levels.get(entry.stop)) is not None
    )
