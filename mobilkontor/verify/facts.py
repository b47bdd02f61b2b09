"""Read from the scenario what the rules need to know, in seconds and metres.

This is the verifier's own reading of the scenario; the solver has another.
"""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.core.calendar import Horizon, make_horizon
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Place
from mobilkontor.core.rules import EU_561_2006, RULE_PACKS, WorkRules, strictest
from mobilkontor.core.units import SECONDS_PER_MINUTE, clock_s, hours_to_s, minutes_to_s
from mobilkontor.scenario.fleet_schema import Crew, RulePack, VehicleEntry
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.stop_schema import Level
from mobilkontor.verify.closed_roads import RoadsLeft

__all__ = ["Facts", "VehicleFacts", "gather_facts", "nights_until_next_day"]

_HEAVY_ABOVE_T = 3.5


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """One vehicle with its crew, as the scenario describes them.

    Attributes
    ----------
    id, depot : str
        Its name and the place of its depot.
    rules : WorkRules
        Strictest of all packs that bind its crew.
    earliest_start_s, latest_end_s : int
        Clock between which it is out [s after midnight].
    max_nights_per_week : int or None
        Nights away from the depot allowed per week.
    home_at_weekends : bool
        Whether it stands at its depot over days off.
    time_factor : float
        Driving time as a multiple of the matrix.
    cost_per_km_sek, cost_per_hour_sek, cost_per_day_sek : float
        Cost of driving, working and a day out.
    visitors_per_hour : float
        Visitors received per opening hour.
    """

    id: str
    depot: str
    rules: WorkRules
    earliest_start_s: int
    latest_end_s: int
    max_nights_per_week: int | None
    home_at_weekends: bool
    time_factor: float
    cost_per_km_sek: float
    cost_per_hour_sek: float
    cost_per_day_sek: float
    visitors_per_hour: float


@dataclass(frozen=True, slots=True)
class Facts:
    """The scenario as the rules read it; dictionaries keep the order of the scenario.

    Attributes
    ----------
    scenario : Scenario
        Where everything comes from.
    horizon : Horizon
        Working days of the cycle.
    places : dict of str to Place
        Places by id.
    vehicles : dict of str to VehicleFacts
        Vehicles by id.
    rooms : dict of str to int
        Vehicles that an overnight place takes.
    cost_per_night_sek : dict of str to float
        Cost of a night at an overnight place.
    levels : dict of str to tuple of Level
        Levels of each candidate stop.
    buffer_s, setup_s, packing_s : int
        Allowance per leg, work before opening and after closing [s].
    open_from_s, open_to_s : int
        Clock between which an office may be open [s after midnight].
    midday_s : int
        Clock at which mornings end and afternoons begin [s after midnight].
    detours : dict of str to dict of int to PartialMatrix
        Travel of each vehicle in the weeks with a closed road.
    """

    scenario: Scenario
    horizon: Horizon
    places: dict[str, Place]
    vehicles: dict[str, VehicleFacts]
    rooms: dict[str, int]
    cost_per_night_sek: dict[str, float]
    levels: dict[str, tuple[Level, ...]]
    buffer_s: int
    setup_s: int
    packing_s: int
    open_from_s: int
    open_to_s: int
    midday_s: int
    detours: dict[str, dict[int, PartialMatrix]]


def nights_until_next_day(facts: Facts, vehicle: VehicleFacts, day: int) -> int:
    """Return for how many nights a vehicle may stand away after a day of the horizon.

    Parameters
    ----------
    facts : Facts
        Facts of the scenario.
    vehicle : VehicleFacts
        The vehicle.
    day : int
        Position in the horizon, or beyond it.

    Returns
    -------
    int
        0 if it must be home: at the end of the cycle, and before days off unless it may stay.
    """
    if not 0 <= day < len(facts.horizon) - 1:
        return 0
    nights = facts.horizon.ordinal(day + 1) - facts.horizon.ordinal(day)
    return 0 if nights > 1 and vehicle.home_at_weekends else nights


def gather_facts(
    scenario: Scenario, travel_residents: TravelMatrix, roads_left: RoadsLeft | None = None
) -> Facts:
    """Return the facts of a scenario.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems.
    travel_residents : TravelMatrix
        Residents' own travel, which decides which places are candidates.
    roads_left : RoadsLeft or None
        Ways while roads are closed, if they may have been asked for before.

    Returns
    -------
    Facts
        What the rules read.
    """
    file = scenario.file
    cycle = file.cycle
    closed = frozenset((day.week, day.weekday) for day in cycle.closed_days)
    crews = {crew.id: crew for crew in file.crews}
    packs = {**RULE_PACKS, **{pack.id: _work_rules(pack) for pack in file.rule_packs}}
    nights = file.overnight_places
    return Facts(
        scenario=scenario,
        horizon=make_horizon(cycle.weeks, cycle.weekdays, closed),
        places={place.id: place for place in scenario.places},
        vehicles={
            entry.id: _vehicle_facts(entry, crews[entry.crew], packs) for entry in file.vehicles
        },
        rooms={night.place: night.rooms for night in nights},
        cost_per_night_sek={night.place: night.cost_per_night_sek.value for night in nights},
        levels=_candidate_levels(scenario, travel_residents),
        buffer_s=minutes_to_s(_buffer_min(file)),
        setup_s=minutes_to_s(file.stops.setup_min),
        packing_s=minutes_to_s(file.stops.packing_min),
        open_from_s=clock_s(file.stops.open_from),
        open_to_s=clock_s(file.stops.open_to),
        midday_s=clock_s(file.stops.midday),
        detours=(roads_left or RoadsLeft(scenario)).by_vehicle,
    )


def _buffer_min(file: ScenarioFile) -> float:
    """Return the allowance per leg [min]; what is not stated of autumn and thaw is as in summer."""
    summer, stated = file.leg_buffer.summer, file.leg_buffer
    match file.season:
        case "summer":
            buffer = summer
        case "autumn":
            buffer = summer if stated.autumn is None else stated.autumn
        case "winter":
            buffer = stated.winter
        case "thaw":
            buffer = summer if stated.thaw is None else stated.thaw
    return buffer.value


def _vehicle_facts(entry: VehicleEntry, crew: Crew, packs: dict[str, WorkRules]) -> VehicleFacts:
    """Join a vehicle with its crew and their rules."""
    binding = [packs[name] for name in crew.rule_packs]
    if entry.gross_weight_t > _HEAVY_ABOVE_T and not entry.exempt_from_eu_561:
        binding.append(EU_561_2006)
    return VehicleFacts(
        id=entry.id,
        depot=entry.depot,
        rules=strictest(*binding),
        earliest_start_s=clock_s(crew.earliest_start),
        latest_end_s=clock_s(crew.latest_end),
        max_nights_per_week=crew.max_nights_per_week,
        home_at_weekends=crew.home_at_weekends,
        time_factor=entry.driving_time_factor.value,
        cost_per_km_sek=entry.cost_per_km_sek.value,
        cost_per_hour_sek=crew.cost_per_hour_sek.value,
        cost_per_day_sek=entry.cost_per_day_sek.value,
        visitors_per_hour=crew.visitors_per_hour.value,
    )


def _work_rules(pack: RulePack) -> WorkRules:
    """Return the limits of a pack of the scenario's own, in seconds."""

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


def _candidate_levels(
    scenario: Scenario, travel_residents: TravelMatrix
) -> dict[str, tuple[Level, ...]]:
    """Return the levels of every place that may be served."""
    stops = scenario.file.stops
    open_offices = [office.place for office in scenario.offices if office.is_open]
    levels: dict[str, tuple[Level, ...]] = {}
    for place in scenario.places:
        is_far = all(
            travel_residents.time_s[
                travel_residents.index(place.id), travel_residents.index(office)
            ]
            >= stops.min_travel_from_office_min * SECONDS_PER_MINUTE
            for office in open_offices
        )
        is_large = place.residents >= stops.min_residents
        is_inside = not stops.municipalities or place.municipality in stops.municipalities
        qualifies = is_inside and is_large and is_far and place.id not in open_offices
        if (qualifies or place.id in stops.include) and place.id not in stops.exclude:
            levels[place.id] = _levels_by_size(scenario, place.residents)
    return levels


def _levels_by_size(scenario: Scenario, residents: int) -> tuple[Level, ...]:
    """Return the levels of the last class that a place of this size reaches."""
    levels: tuple[Level, ...] = ()
    for level_class in scenario.file.stops.level_classes:
        if residents >= level_class.min_residents:
            levels = level_class.levels
    return levels
