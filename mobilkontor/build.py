"""Turn a scenario and its travel matrices into the instance that is solved.

The only place where the scenario's minutes, hours and names become seconds and positions. It is
one long file because every part is a plain conversion that nothing else calls.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.benefit import met_visits
from mobilkontor.access.candidates import CandidateRules, PlaceKind, Standing, standing_of_places
from mobilkontor.access.fairness import equity_weights
from mobilkontor.access.need import need_per_cycle
from mobilkontor.access.offices import met_by_candidates, nearest_offices, share_met_by_offices
from mobilkontor.access.parameters import AccessParameters, Curve
from mobilkontor.core.calendar import WEEKDAYS, HalfDay, Horizon, make_horizon
from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.goals import Goal, LaterGoal
from mobilkontor.core.instance import (
    NEVER_S,
    AccessTable,
    Instance,
    Lock,
    OfficeOption,
    Profile,
    Promise,
    Vehicle,
)
from mobilkontor.core.matrix import PartialMatrix
from mobilkontor.core.places import Confidence, Office, Place, Service
from mobilkontor.core.rules import EU_561_2006, RULE_PACKS, WorkRules, strictest
from mobilkontor.core.units import (
    SECONDS_PER_MINUTE,
    WEEKS_PER_YEAR,
    clock_s,
    hours_to_s,
    leg_time_s,
    minutes_to_s,
)
from mobilkontor.floors import EACH, REGION, Residents, Served, floors_of
from mobilkontor.scenario import schema
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = [
    "access_parameters",
    "benefit_table",
    "build_instance",
    "classify_places",
    "residents_of",
]

EU_561_ABOVE_T = 3.5
"""Gross weight above which Regulation (EC) No 561/2006 applies, article 2 [t]."""

MIN_MET_VISITS = 1e-9
"""Benefit up to this is none [visits per cycle]."""

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

Days = tuple[int, ...]

LevelKey = tuple[int, int, HalfDay | None]
"""Visits per cycle, opening time [s], and the half of the day, if the level keeps to one."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A candidate that can be served.

    ``levels`` holds the visit patterns, sets of days, of each level.
    """

    place: Place
    is_promised: bool
    levels: dict[LevelKey, tuple[Days, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Levels:
    """Options, levels and patterns as arrays, named as in ``Instance``."""

    option_stop: IntArray
    option_opening_s: IntArray
    option_half: tuple[HalfDay | None, ...]
    level_stop: IntArray
    level_option: IntArray
    level_visits: IntArray
    pattern_level: IntArray
    pattern_days: NDArray[np.bool_]


def build_instance(scenario: Scenario, travel: Travel) -> Instance:
    """Return the planning problem of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.
    travel : Travel
        Travel between all of its places.

    Returns
    -------
    Instance
        Integers and arrays; nodes are depots, overnight places, then stops, each place once.

    Raises
    ------
    InfeasibleError
        If a promise, a lock or a floor can be seen to have no plan; names all of them.
    """
    instance = _instance(scenario, travel)
    if not scenario.file.promises and not scenario.file.locks:
        return instance
    file = scenario.file.model_copy(update={"promises": (), "locks": ()})
    return instance.replace(
        promises=_promises(scenario, instance),
        unpromised=_instance(dataclasses.replace(scenario, file=file), travel),
    )


def _instance(scenario: Scenario, travel: Travel) -> Instance:
    """Return the planning problem without the names of its promises."""
    file, objective = scenario.file, scenario.file.objective
    horizon = _horizon(scenario)
    standings = _standings(scenario, travel)
    stops = _stops(scenario, horizon, standings)
    residents = residents_of(scenario, travel)
    refusals = [
        *_unserved_wishes(scenario, standings, stops),
        *_floors_without_candidate(scenario, standings),
    ]
    if refusals:
        raise InfeasibleError("\n".join(refusals))
    levels = _levels(stops, len(horizon))
    node_ids = _node_ids(scenario, stops)
    node = {place: position for position, place in enumerate(node_ids)}
    profiles, vehicles = _vehicles(scenario, travel, node_ids)
    return Instance(
        horizon=horizon,
        node_ids=node_ids,
        profiles=profiles,
        vehicles=vehicles,
        overnight_node=_ints(node[night.place] for night in file.overnight_places),
        overnight_rooms=_ints(night.rooms for night in file.overnight_places),
        overnight_cost_sek=np.array(
            [night.cost_per_night_sek.value for night in file.overnight_places], dtype=np.float64
        ),
        stop_node=_ints(node[stop.place.id] for stop in stops),
        stop_is_promised=np.array([stop.is_promised for stop in stops], dtype=np.bool_),
        option_stop=levels.option_stop,
        option_opening_s=levels.option_opening_s,
        setup_s=minutes_to_s(file.stops.setup_min),
        packing_s=minutes_to_s(file.stops.packing_min),
        open_from_s=clock_s(file.stops.open_from),
        open_to_s=clock_s(file.stops.open_to),
        level_stop=levels.level_stop,
        level_option=levels.level_option,
        level_visits=levels.level_visits,
        pattern_level=levels.pattern_level,
        pattern_days=levels.pattern_days,
        access=_access_table(scenario, residents, stops, levels),
        value_per_met_visit_sek=file.benefit.value_per_met_visit_sek.value,
        goal=Goal(objective.kind),
        later_goals=tuple(LaterGoal(Goal(s.kind), s.give_up_pct / 100) for s in objective.then),
        offices=_office_options(scenario),
        floors=floors_of(
            scenario,
            residents,
            Served(
                stops=tuple(stop.place for stop in stops),
                level_stop=tuple(levels.level_stop.tolist()),
                level_visits=tuple(levels.level_visits.tolist()),
                with_candidate=frozenset(_municipalities_with_candidate(scenario, standings)),
            ),
        ),
        locks=_locks(scenario, horizon, stops),
        budget_sek=objective.budget_sek,
        option_half=levels.option_half if any(levels.option_half) else (),
        midday_s=clock_s(file.stops.midday),
        opening_tolerance_s=minutes_to_s(file.stops.opening_tolerance_min),
        roads_of_week=_roads_of_week(travel, horizon.weeks),
    )


def benefit_table(instance: Instance) -> dict[tuple[str, str, int, int], float]:
    """Return the benefit of every (place, level) pair by names, for the verifier and outputs.

    Parameters
    ----------
    instance : Instance
        The planning problem.

    Returns
    -------
    dict of (str, str, int, int) to float
        Met visits per cycle, if all residents of a place use a stop, by place, stop, visits per
        cycle and opening time [s]; pairs without benefit are left out.
    """
    access = instance.access
    stop_ids = [instance.node_ids[node] for node in instance.stop_node]
    level_keys = [
        (stop_ids[stop], int(visits), int(instance.option_opening_s[option]))
        for stop, visits, option in zip(
            instance.level_stop, instance.level_visits, instance.level_option, strict=True
        )
    ]
    pairs = zip(access.pair_place, access.pair_level, access.pair_met_visits, strict=True)
    return {(access.place_ids[p], *level_keys[level]): float(met) for p, level, met in pairs}


def classify_places(scenario: Scenario, travel: Travel) -> dict[str, Standing]:
    """Return which places may get a stop, and why the others may not.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.
    travel : Travel
        Travel between all of its places.

    Returns
    -------
    dict of str to Standing
        By id of the place, in the order of the table. A candidate for which the scenario leaves no
        level or no day counts as excluded.
    """
    standings = _standings(scenario, travel)
    served = {stop.place.id for stop in _stops(scenario, _horizon(scenario), standings)}
    return {
        place: Standing(PlaceKind.EXCLUDED)
        if standing.kind is PlaceKind.CANDIDATE and place not in served
        else standing
        for place, standing in standings.items()
    }


def access_parameters(scenario: Scenario) -> AccessParameters:
    """Return the figures that access is measured with.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.

    Returns
    -------
    AccessParameters
        Need per resident, curves and mobile services.
    """
    benefit = scenario.file.benefit
    return AccessParameters(
        weeks=scenario.file.cycle.weeks,
        visits_per_year={
            service: benefit.need_per_resident.visits_per_year(service) for service in Service
        },
        need_factor_65plus=benefit.need_factor_65plus.value,
        mobile_services=tuple(dict.fromkeys(benefit.mobile_services)),
        travel=_curve(benefit.travel),
        frequency=_curve(benefit.frequency),
    )


def _curve(curve: schema.Curve) -> Curve:
    """Return a curve as numbers only."""
    return Curve(
        at=tuple(point.at for point in curve.points),
        share=tuple(point.share for point in curve.points),
    )


def _ints(values: Iterable[int]) -> IntArray:
    """Return whole numbers as an array, also if there are none."""
    return np.fromiter(values, dtype=np.int64)


def _horizon(scenario: Scenario) -> Horizon:
    """Return the working days of the scenario's cycle."""
    cycle = scenario.file.cycle
    closed = frozenset((day.week, day.weekday) for day in cycle.closed_days)
    return make_horizon(cycle.weeks, cycle.weekdays, closed)


def _standings(scenario: Scenario, travel: Travel) -> dict[str, Standing]:
    """Return what every place is to the plan, before levels and days are looked at."""
    stops = scenario.file.stops
    nearest = nearest_offices(scenario.places, scenario.offices, travel.residents)
    rules = CandidateRules(
        min_residents=stops.min_residents,
        min_travel_from_office_s=stops.min_travel_from_office_min * SECONDS_PER_MINUTE,
        municipalities=frozenset(stops.municipalities),
        include=frozenset(stops.include),
        exclude=frozenset(stops.exclude),
    )
    return standing_of_places(scenario.places, nearest, rules)


def _stops(
    scenario: Scenario, horizon: Horizon, standings: Mapping[str, Standing]
) -> tuple[_Stop, ...]:
    """Return the candidates with at least one level that has a pattern, in order of the table."""
    wished = {promise.place for promise in scenario.file.promises}
    wished |= {lock.place for lock in scenario.file.locks}
    stops = []
    for place in scenario.places:
        if standings[place.id].kind is not PlaceKind.CANDIDATE:
            continue
        levels = _levels_of(place, scenario.file, horizon)
        if levels:
            # A lock says that the stop is served, which is what a promise says.
            stops.append(_Stop(place, place.id in wished, levels))
    return tuple(stops)


def _levels_of(
    place: Place, file: schema.ScenarioFile, horizon: Horizon
) -> dict[LevelKey, tuple[Days, ...]]:
    """Return the patterns of every level that a place can get."""
    reached = [c for c in file.stops.level_classes if place.residents >= c.min_residents]
    promises = [promise for promise in file.promises if promise.place == place.id]
    min_visits = max((promise.min_visits for promise in promises), default=1)
    min_opening_min = max((promise.min_opening_min for promise in promises), default=0)
    locked = {
        horizon.days.index((lock.week, lock.weekday))
        for lock in file.locks
        if lock.place == place.id
    }
    closed = _closed_days(place, file, horizon)
    levels: dict[LevelKey, tuple[Days, ...]] = {}
    for level in reached[-1].levels if reached else ():
        if level.visits_per_cycle < min_visits or level.opening_min < min_opening_min:
            continue
        if any(_exceeds(level, promise) for promise in promises):
            continue
        patterns = tuple(
            days
            for days in _patterns(level, horizon)
            if locked <= set(days) and not closed & set(days)
        )
        # Levels that differ in nothing but their gap are one: the smaller gap allows more.
        for half in _halves(level, file.stops):
            key = (level.visits_per_cycle, minutes_to_s(level.opening_min), half)
            levels[key] = max(patterns, levels.get(key, ()), key=len)
    ordered = sorted(levels, key=lambda key: (key[0], key[1], key[2] or ""))
    return {key: levels[key] for key in ordered if levels[key]}


def _exceeds(level: schema.Level, promise: schema.Promise) -> bool:
    """Tell whether a level gives more than is promised exactly."""
    is_longer = level.opening_min > promise.min_opening_min > 0
    return promise.exactly and (level.visits_per_cycle > promise.min_visits or is_longer)


def _halves(level: schema.Level, stops: schema.Stops) -> tuple[HalfDay | None, ...]:
    """Return the halves of the day that a level may keep to; None is the whole day."""
    if not level.half_day:
        return (None,)
    open_from_s, open_to_s = clock_s(stops.open_from), clock_s(stops.open_to)
    hours_s = {
        HalfDay.MORNING: min(clock_s(stops.midday), open_to_s) - open_from_s,
        HalfDay.AFTERNOON: open_to_s - max(clock_s(stops.midday), open_from_s),
    }
    opening_s = minutes_to_s(level.opening_min)
    return tuple(half for half, length_s in hours_s.items() if opening_s <= length_s)


def _closed_days(place: Place, file: schema.ScenarioFile, horizon: Horizon) -> set[int]:
    """Return the days on which a place gets no visit: forbidden ones and those not allowed."""
    allowed = [entry.weekdays for entry in file.allowed_days if entry.place == place.id]
    forbidden = {
        (week, weekday)
        for entry in file.forbidden_days
        if entry.place == place.id
        for week in entry.weeks or range(horizon.weeks)
        for weekday in entry.weekdays
    }
    return {
        day
        for day, (week, weekday) in enumerate(horizon.days)
        if (week, weekday) in forbidden or any(weekday not in weekdays for weekdays in allowed)
    }


def _patterns(level: schema.Level, horizon: Horizon) -> Iterator[Days]:
    """Yield the visit patterns of a level: evenly spaced weeks, the same weekdays in each."""
    visits, weeks = level.visits_per_cycle, horizon.weeks
    per_week, weeks_apart = max(1, visits // weeks), max(1, weeks // visits)
    position = {day: number for number, day in enumerate(horizon.days)}
    weekdays = [w for w in WEEKDAYS if any(weekday == w for _, weekday in horizon.days)]
    for chosen in combinations(weekdays, per_week):
        ordinals = [WEEKDAYS.index(weekday) for weekday in chosen]
        if any(later - sooner < level.min_gap_days for sooner, later in pairwise(ordinals)):
            continue
        for first in range(weeks_apart):
            days = [(week, w) for week in range(first, weeks, weeks_apart) for w in chosen]
            if all(day in position for day in days):
                yield tuple(position[day] for day in days)


def _levels(stops: tuple[_Stop, ...], num_days: int) -> _Levels:
    """Return options, levels and patterns in the order of the stops."""
    keys = [(stop, *key) for stop in range(len(stops)) for key in stops[stop].levels]
    options = sorted(
        {(stop, opening_s, half) for stop, _, opening_s, half in keys},
        key=lambda option: (option[0], option[1], option[2] or ""),
    )
    option = {key: position for position, key in enumerate(options)}
    patterns = [
        (level, days)
        for level, (stop, visits, opening_s, half) in enumerate(keys)
        for days in stops[stop].levels[visits, opening_s, half]
    ]
    pattern_days = np.zeros((len(patterns), num_days), dtype=np.bool_)
    for row, (_, days) in enumerate(patterns):
        pattern_days[row, list(days)] = True
    return _Levels(
        option_stop=_ints(stop for stop, _, _ in options),
        option_opening_s=_ints(opening_s for _, opening_s, _ in options),
        option_half=tuple(half for _, _, half in options),
        level_stop=_ints(stop for stop, _, _, _ in keys),
        level_option=_ints(option[stop, opening_s, half] for stop, _, opening_s, half in keys),
        level_visits=_ints(visits for _, visits, _, _ in keys),
        pattern_level=_ints(level for level, _ in patterns),
        pattern_days=pattern_days,
    )


def _node_ids(scenario: Scenario, stops: tuple[_Stop, ...]) -> tuple[str, ...]:
    """Return depots, overnight places and stops, each place once."""
    depots = [depot.place for depot in scenario.file.depots]
    overnights = [night.place for night in scenario.file.overnight_places]
    return tuple(dict.fromkeys([*depots, *overnights, *(stop.place.id for stop in stops)]))


def _vehicles(
    scenario: Scenario, travel: Travel, node_ids: tuple[str, ...]
) -> tuple[tuple[Profile, ...], tuple[Vehicle, ...]]:
    """Return the vehicles, and one profile for all that drive and work alike."""
    file = scenario.file
    crews = {crew.id: crew for crew in file.crews}
    packs = RULE_PACKS | {pack.id: _own_rules(pack) for pack in file.rule_packs}
    buffer_min = file.leg_buffer.winter if file.season == "winter" else file.leg_buffer.summer
    matrix = travel.mobile.subset(node_ids)
    closed = _closed_matrices(travel, node_ids)
    profiles: dict[tuple[float, WorkRules, int, int], Profile] = {}
    vehicles = []
    for entry in file.vehicles:
        crew = crews[entry.crew]
        factor = entry.driving_time_factor.value
        rules = _rules_of(entry, crew, packs)
        window = (clock_s(crew.earliest_start), clock_s(crew.latest_end))
        key = (factor, rules, *window)
        if key not in profiles:
            buffer_s = minutes_to_s(buffer_min.value)
            profiles[key] = Profile(
                leg_time_s(matrix.time_s, time_factor=factor, buffer_s=buffer_s),
                matrix.distance_m,
                rules,
                *window,
                closed_leg_s=tuple(
                    np.where(
                        detour.is_joined,
                        leg_time_s(detour.time_s, time_factor=factor, buffer_s=buffer_s),
                        NEVER_S,
                    )
                    for detour in closed
                ),
                closed_leg_m=tuple(detour.distance_m for detour in closed),
            )
        vehicles.append(
            Vehicle(
                id=entry.id,
                profile=list(profiles).index(key),
                depot=node_ids.index(entry.depot),
                cost_per_km_sek=entry.cost_per_km_sek.value,
                cost_per_hour_sek=crew.cost_per_hour_sek.value,
                cost_per_day_sek=entry.cost_per_day_sek.value,
                visitors_per_hour=crew.visitors_per_hour.value,
                max_nights_per_week=crew.max_nights_per_week,
                is_home_on_days_off=crew.home_at_weekends,
                fixed_cost_sek=entry.fixed_cost_per_year_sek.value
                * file.cycle.weeks
                / WEEKS_PER_YEAR,
            )
        )
    return tuple(profiles.values()), tuple(vehicles)


def _closed_matrices(travel: Travel, node_ids: tuple[str, ...]) -> tuple[PartialMatrix, ...]:
    """Return travel between the nodes by state of the roads, from 1."""
    by_state = {detour.state: detour.mobile for detour in travel.detours.values()}
    return tuple(by_state[state].subset(node_ids) for state in sorted(by_state))


def _roads_of_week(travel: Travel, weeks: int) -> tuple[int, ...]:
    """Return the state of the roads in each week, as ``1 << state``; none if none is closed."""
    if not travel.detours:
        return ()
    states = {week: detour.state for week, detour in travel.detours.items()}
    return tuple(1 << states.get(week, 0) for week in range(weeks))


def _rules_of(
    entry: schema.VehicleEntry, crew: schema.Crew, packs: Mapping[str, WorkRules]
) -> WorkRules:
    """Return the strictest of the crew's rules and those of the vehicle's weight."""
    chosen = [packs[pack] for pack in crew.rule_packs]
    if entry.gross_weight_t > EU_561_ABOVE_T and not entry.exempt_from_eu_561:
        chosen.append(EU_561_2006)
    return strictest(*chosen)


def _own_rules(pack: schema.RulePack) -> WorkRules:
    """Return a rule pack of the scenario in seconds."""

    def hours(value: float | None) -> int | None:
        return None if value is None else hours_to_s(value)

    def minutes(value: int | None) -> int | None:
        return None if value is None else minutes_to_s(value)

    return WorkRules(
        max_working_s=hours(pack.max_working_h),
        max_driving_s=hours(pack.max_driving_h),
        max_work_stretch_s=hours(pack.max_work_stretch_h),
        work_break_s=minutes(pack.work_break_min),
        max_driving_stretch_s=hours(pack.max_driving_stretch_h),
        driving_break_s=minutes(pack.driving_break_min),
        daily_rest_s=hours(pack.daily_rest_h),
        max_weekly_working_s=hours(pack.max_weekly_working_h),
        max_weekly_driving_s=hours(pack.max_weekly_driving_h),
    )


def residents_of(scenario: Scenario, travel: Travel) -> Residents:
    """Return places with residents, their need and what offices meet of it.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.
    travel : Travel
        Travel between all of its places.

    Returns
    -------
    Residents
        In the order of the table.
    """
    parameters = access_parameters(scenario)
    places = tuple(place for place in scenario.places if place.residents)
    services = parameters.mobile_services
    return Residents(
        places=places,
        need=need_per_cycle(places, scenario.municipalities, services, parameters),
        met_by_offices=share_met_by_offices(
            places, scenario.offices, services, travel.residents, parameters
        ),
        travel=travel.residents,
    )


def _access_table(
    scenario: Scenario, residents: Residents, stops: tuple[_Stop, ...], levels: _Levels
) -> AccessTable:
    """Return the benefit of every level and office option for every place that has any."""
    matrix, parameters = residents.travel, access_parameters(scenario)
    rows = [matrix.index(place.id) for place in residents.places]
    columns = [matrix.index(stops[stop].place.id) for stop in levels.level_stop]
    met = met_visits(
        residents.need,
        residents.met_by_offices,
        matrix.time_s[np.ix_(rows, columns)],
        levels.level_visits,
        parameters,
    )
    aversion = scenario.file.fairness.inequality_aversion
    pair_place, pair_level = np.nonzero(met > MIN_MET_VISITS)
    pair_met = met[pair_place, pair_level]
    by_office = met_by_candidates(
        residents.need,
        residents.met_by_offices,
        residents.places,
        tuple(_as_office(candidate) for candidate in scenario.file.candidate_offices),
        matrix,
        parameters,
    )
    office_place, office_number = np.nonzero(by_office > MIN_MET_VISITS)
    office_met = by_office[office_place, office_number]
    return AccessTable(
        place_ids=tuple(place.id for place in residents.places),
        pair_place=pair_place.astype(np.int64),
        pair_level=pair_level.astype(np.int64),
        pair_met_visits=pair_met,
        residents=tuple(place.residents for place in residents.places),
        pair_weight=_weights(residents, pair_place, pair_met, aversion) if aversion else None,
        office_place=office_place.astype(np.int64),
        office_number=office_number.astype(np.int64),
        office_met_visits=office_met,
        office_weight=_weights(residents, office_place, office_met, aversion),
    )


def _weights(
    residents: Residents, places: IntArray, met: FloatArray, aversion: float
) -> FloatArray:
    """Return what a met visit of each pair counts."""
    return equity_weights(residents.access[places], met, residents.total_need[places], aversion)


def _as_office(candidate: schema.CandidateOffice) -> Office:
    """Return a candidate as the office it would be."""
    return Office(
        place=candidate.place,
        days_per_week=candidate.days_per_week,
        services=frozenset(candidate.services),
        is_open=True,
        source="",
        confidence=Confidence.ASSUMED,
    )


def _office_options(scenario: Scenario) -> tuple[OfficeOption, ...]:
    """Return the fixed offices that can be opened, with their cost per cycle."""
    weeks = scenario.file.cycle.weeks
    return tuple(
        OfficeOption(entry.place, entry.cost_per_year_sek.value * weeks / WEEKS_PER_YEAR)
        for entry in scenario.file.candidate_offices
    )


def _municipalities_with_candidate(
    scenario: Scenario, standings: Mapping[str, Standing]
) -> set[str]:
    """Return the names of municipalities with at least one candidate stop."""
    return {
        place.municipality
        for place in scenario.places
        if standings[place.id].kind is PlaceKind.CANDIDATE
    }


def _promises(scenario: Scenario, instance: Instance) -> tuple[Promise, ...]:
    """Return the promises, each once, in the order of the scenario."""
    stop = {instance.node_ids[node]: position for position, node in enumerate(instance.stop_node)}
    return tuple(
        dict.fromkeys(
            Promise(
                stop=stop[entry.place],
                min_visits=entry.min_visits,
                min_opening_s=minutes_to_s(entry.min_opening_min),
                is_exact=entry.exactly,
            )
            for entry in scenario.file.promises
        )
    )


def _locks(scenario: Scenario, horizon: Horizon, stops: tuple[_Stop, ...]) -> tuple[Lock, ...]:
    """Return the locks, each once; one without vehicle says nothing beside one with."""
    stop = {stop.place.id: position for position, stop in enumerate(stops)}
    vehicle = {entry.id: position for position, entry in enumerate(scenario.file.vehicles)}
    locks = {
        Lock(
            stop=stop[entry.place],
            day=horizon.days.index((entry.week, entry.weekday)),
            vehicle=None if entry.vehicle is None else vehicle[entry.vehicle],
        )
        for entry in scenario.file.locks
    }
    named = {(lock.stop, lock.day) for lock in locks if lock.vehicle is not None}
    kept = [k for k in locks if k.vehicle is not None or (k.stop, k.day) not in named]
    return tuple(sorted(kept, key=lambda lock: (lock.stop, lock.day, lock.vehicle or 0)))


def _unserved_wishes(
    scenario: Scenario,
    standings: Mapping[str, Standing],
    stops: tuple[_Stop, ...],
) -> Iterator[str]:
    """Yield a text for every promise and lock that can be seen to have no plan."""
    served = {stop.place.id for stop in stops}
    wishes = [("promises", promise.place) for promise in scenario.file.promises]
    wishes += [("locks", lock.place) for lock in scenario.file.locks]
    for key, place in dict.fromkeys(wishes):
        standing = standings[place]
        if standing.kind is not PlaceKind.CANDIDATE:
            why = " ".join([standing.kind.value, standing.other]).strip().replace("_", " ")
            yield (
                f"E321 {key}: {place} must be served but is no candidate stop ({why}). "
                "Add it to stops.include, or take the entry away."
            )
        elif place not in served:
            yield (
                f"E322 {key}: {place} must be served, and none of its levels keeps its promises, "
                "locks, allowed and forbidden days and gaps. Add a level, or loosen one of them."
            )


def _floors_without_candidate(
    scenario: Scenario, standings: Mapping[str, Standing]
) -> Iterator[str]:
    """Yield a text for every floor of a named municipality that no stop can serve."""
    with_candidate = _municipalities_with_candidate(scenario, standings)
    for entry in scenario.file.floors:
        is_positive = entry.min_visits or entry.min_met_share or entry.min_covered_share
        if is_positive and entry.municipality not in (*with_candidate, EACH, REGION):
            yield (
                f"E325 floors: {entry.municipality} has no candidate stop. "
                "Add one of its places to stops.include, or take the floor away."
            )
