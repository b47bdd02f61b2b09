"""Own the indicators: each once, with name, unit, direction, formula and function.

A function takes a plan and the setting it stands in, and returns a number, or None where the number
does not exist (a travel time when no office is open). Distances and times of residents are those of
the residents' travel matrix.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.equity import atkinson, mean_of_least, weighted_gini
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Confidence, Municipality, Office, Place
from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR, SECONDS_PER_MINUTE

__all__ = [
    "DEFAULT_AVERSION",
    "INDICATORS",
    "Direction",
    "Indicator",
    "OvernightFacts",
    "Setting",
    "VehicleFacts",
    "measure",
    "nearest_s",
    "reached_places",
]

FloatArray = NDArray[np.float64]

BANDS_MIN = (15, 30, 45, 60)
"""Opening times of one place that differ by no more than this count as the same [s]."""


WORST_SHARE = 0.1
"""The residents with the least access that an indicator tells of, as a share of all."""

DEFAULT_AVERSION = 0.5
"""Atkinson's aversion to inequality where a scenario names none."""


class Direction(StrEnum):
    """Which values of an indicator are good."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """What a plan's reader has to know of a mobile office.

    Attributes
    ----------
    id : str
        Key in the scenario and the plan.
    depot : str
        Place where it belongs.
    people : int
        People on board.
    visitors_per_hour : float
        Visitors the crew can receive per opening hour.
    cost_per_km_sek, cost_per_hour_sek, cost_per_day_sek : float
        Cost of driving [SEK/km], of the crew's working hour [SEK/h] and of a day out [SEK].
    """

    id: str
    depot: str
    people: int
    visitors_per_hour: float
    cost_per_km_sek: float
    cost_per_hour_sek: float
    cost_per_day_sek: float


@dataclass(frozen=True, slots=True)
class OvernightFacts:
    """A place where vehicles may stand between two days, and what one vehicle's night costs."""

    place: str
    rooms: int
    cost_per_night_sek: float


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a plan is measured against.

    Attributes
    ----------
    places : tuple of Place
        All places of the region.
    municipalities : tuple of Municipality
        All municipalities of the region.
    offices : tuple of Office
        Fixed offices, open and closed.
    residents_travel : TravelMatrix
        How residents travel between the places.
    vehicles : tuple of VehicleFacts
        The mobile offices.
    overnights : tuple of OvernightFacts
        Where vehicles may stand between two days.
    value_per_met_visit_sek : float
        Worth of one met visit [SEK].
    opening_tolerance_s : int
        Difference up to which opening times of a place count as the same [s].
    need : mapping of str to float
        Visits that the residents of each place need per cycle; empty if not told.
    access_before : mapping of str to float
        Share of it that open fixed offices meet.
    aversion : float
        Atkinson's aversion to inequality, for the indicator of that name.
    """

    places: tuple[Place, ...]
    municipalities: tuple[Municipality, ...]
    offices: tuple[Office, ...]
    residents_travel: TravelMatrix
    vehicles: tuple[VehicleFacts, ...]
    overnights: tuple[OvernightFacts, ...]
    value_per_met_visit_sek: float
    opening_tolerance_s: int = 15 * SECONDS_PER_MINUTE
    need: Mapping[str, float] = field(default_factory=dict)
    access_before: Mapping[str, float] = field(default_factory=dict)
    aversion: float = DEFAULT_AVERSION

    @property
    def open_offices(self) -> tuple[str, ...]:
        """Places with an open fixed office."""
        return tuple(office.place for office in self.offices if office.is_open)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a plan.

    Attributes
    ----------
    name : str
        Key in plan files.
    unit : str
        Unit of the value; ``1`` for a share.
    direction : Direction
        Which values are good.
    formula : str
        How it is computed, in words.
    compute : callable
        Function of plan and setting.
    """

    name: str
    unit: str
    direction: Direction
    formula: str
    compute: Callable[[Plan, Setting], float | None]


def measure(plan: Plan, setting: Setting) -> dict[str, float | None]:
    """Return the value of every indicator, by name.

    Parameters
    ----------
    plan : Plan
        The plan.
    setting : Setting
        What it is measured against.

    Returns
    -------
    dict of str to float or None
        Values in the order of ``INDICATORS``.
    """
    return {entry.name: entry.compute(plan, setting) for entry in INDICATORS}


def nearest_s(setting: Setting, targets: Iterable[str]) -> dict[str, int | None]:
    """Return every place's travel time to the nearest of some places.

    Parameters
    ----------
    setting : Setting
        Places and the residents' travel matrix.
    targets : iterable of str
        Places with a service.

    Returns
    -------
    dict of str to int or None
        Travel time by place [s]; None if there is no target.
    """
    matrix = setting.residents_travel
    columns = [matrix.index(target) for target in sorted(set(targets))]
    if not columns:
        return {place.id: None for place in setting.places}
    least = matrix.time_s[:, columns].min(axis=1)
    return {place.id: int(least[matrix.index(place.id)]) for place in setting.places}


def reached_places(plan: Plan) -> frozenset[str]:
    """Return the places that have a stop, or whose residents use one."""
    used = {share.place for share in plan.access if share.share > 0}
    return frozenset(used | {service.place for service in plan.services})


def _after_s(plan: Plan, setting: Setting) -> dict[str, int | None]:
    """Return travel times to the nearest of open offices, new ones among them, and served stops."""
    stops = [service.place for service in plan.services]
    return nearest_s(
        setting, [*setting.open_offices, *stops, *(office.place for office in plan.offices)]
    )


def _before_s(plan: Plan, setting: Setting) -> dict[str, int | None]:
    """Return travel times to the nearest open office."""
    return nearest_s(setting, setting.open_offices)


def _within(
    times: Callable[[Plan, Setting], Mapping[str, int | None]], limit_min: int
) -> Callable[[Plan, Setting], float]:
    """Return the function that counts residents within a travel time."""

    def count(plan: Plan, setting: Setting) -> float:
        time_s = times(plan, setting)
        limit_s = limit_min * SECONDS_PER_MINUTE
        reached = [
            p.residents for p in setting.places if (s := time_s[p.id]) is not None and s <= limit_s
        ]
        return float(sum(reached))

    return count


def _mean_min(
    times: Callable[[Plan, Setting], Mapping[str, int | None]],
) -> Callable[[Plan, Setting], float | None]:
    """Return the function that averages travel times over residents."""

    def mean(plan: Plan, setting: Setting) -> float | None:
        time_s = times(plan, setting)
        weighted = [(place.residents, time_s[place.id]) for place in setting.places]
        residents = sum(count for count, _ in weighted)
        if not residents or any(seconds is None for _, seconds in weighted):
            return None
        total_s = sum(count * seconds for count, seconds in weighted if seconds is not None)
        return total_s / residents / SECONDS_PER_MINUTE

    return mean


def _gini(
    times: Callable[[Plan, Setting], Mapping[str, int | None]],
) -> Callable[[Plan, Setting], float | None]:
    """Return the function that measures how unevenly travel time falls on residents."""

    def gini(plan: Plan, setting: Setting) -> float | None:
        time_s = times(plan, setting)
        known = [(s, p.residents) for p in setting.places if (s := time_s[p.id]) is not None]
        if not known:
            return None
        values, weights = (
            np.array(column, dtype=np.float64) for column in zip(*known, strict=True)
        )
        return weighted_gini(values, weights)

    return gini


_Measure = Callable[[FloatArray, FloatArray], float | None]


def _of_access(measure: _Measure, *, is_after: bool) -> Callable[[Plan, Setting], float | None]:
    """Return the function that measures the share of the need that is met, over residents."""

    def compute(plan: Plan, setting: Setting) -> float | None:
        met = dict.fromkeys(setting.need, 0.0)
        for share in plan.access if is_after else ():
            if share.place in met:
                met[share.place] += share.met_visits
        places = [place for place in setting.places if setting.need.get(place.id, 0.0) > 0]
        if not places:
            return None
        values = [setting.access_before[p.id] + met[p.id] / setting.need[p.id] for p in places]
        residents = [float(place.residents) for place in places]
        return measure(np.array(values), np.array(residents))

    return compute


def _mean(values: FloatArray, weights: FloatArray) -> float | None:
    """Return a mean over residents."""
    return mean_of_least(values, weights, 1.0)


def _mean_of_worst(values: FloatArray, weights: FloatArray) -> float | None:
    """Return the mean over the residents who have least."""
    return mean_of_least(values, weights, WORST_SHARE)


def _atkinson(*, is_after: bool) -> Callable[[Plan, Setting], float | None]:
    """Return the function that measures inequality with the aversion of the setting."""

    def compute(plan: Plan, setting: Setting) -> float | None:
        def measure(values: FloatArray, weights: FloatArray) -> float:
            return atkinson(values, weights, setting.aversion)

        return _of_access(measure, is_after=is_after)(plan, setting)

    return compute


def _residents_reached(plan: Plan, setting: Setting) -> float:
    """Count residents of places that have, or use, a stop."""
    reached = reached_places(plan)
    return float(sum(place.residents for place in setting.places if place.id in reached))


def _estimated_share(plan: Plan, setting: Setting) -> float | None:
    """Return the share of reached residents whose number is an estimate or assumed."""
    reached = reached_places(plan)
    guesses = (Confidence.ESTIMATE, Confidence.ASSUMED)
    places = [place for place in setting.places if place.id in reached]
    total = sum(place.residents for place in places)
    guessed = sum(place.residents for place in places if place.confidence in guesses)
    return guessed / total if total else None


def _outside_places(plan: Plan, setting: Setting) -> float:
    """Count residents who live outside every listed place."""
    return float(sum(entry.scattered_residents for entry in setting.municipalities))


def _opening_spreads_s(plan: Plan) -> list[int]:
    """Return, for each place with several visits, latest minus earliest opening time [s]."""
    opens_s: dict[str, list[int]] = defaultdict(list)
    for duty in plan.duties:
        for visit in duty.stops:
            opens_s[visit.place].append(visit.open_s)
    return [max(times) - min(times) for times in opens_s.values() if len(times) > 1]


def _largest_spread_min(plan: Plan, setting: Setting) -> float | None:
    """Return the largest spread of opening times of one place."""
    spreads_s = _opening_spreads_s(plan)
    return max(spreads_s) / SECONDS_PER_MINUTE if spreads_s else None


def _regular_share(plan: Plan, setting: Setting) -> float | None:
    """Return the share of places with several visits that open at about the same time."""
    spreads_s = _opening_spreads_s(plan)
    regular = sum(spread_s <= setting.opening_tolerance_s for spread_s in spreads_s)
    return regular / len(spreads_s) if spreads_s else None


def _sum_by_vehicle(
    amount: Callable[[Duty, VehicleFacts], float],
) -> Callable[[Plan, Setting], float]:
    """Return the function that adds up an amount over all duties."""

    def total(plan: Plan, setting: Setting) -> float:
        vehicles = {vehicle.id: vehicle for vehicle in setting.vehicles}
        return float(sum(amount(duty, vehicles[duty.vehicle]) for duty in plan.duties))

    return total


def _nights_away(plan: Plan, setting: Setting) -> list[str]:
    """Return the overnight place of every night away from the own depot, also over days off."""
    depots = {vehicle.id: vehicle.depot for vehicle in setting.vehicles}
    return [
        duty.end
        for duty in plan.duties
        if duty.end != depots[duty.vehicle]
        for _ in range(max(1, plan.horizon.nights_after(duty.day)))
    ]


def _cost_of_nights(plan: Plan, setting: Setting) -> float:
    """Add up the cost of nights away."""
    cost = {entry.place: entry.cost_per_night_sek for entry in setting.overnights}
    return float(sum(cost.get(place, 0.0) for place in _nights_away(plan, setting)))


_MORE, _LESS, _NEITHER = Direction.MORE, Direction.LESS, Direction.NEITHER

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "met_visits",
        "visits/cycle",
        _MORE,
        "sum of visits met at stops, over what fixed offices meet",
        lambda plan, _: plan.met_visits,
    ),
    Indicator(
        "value_sek",
        "SEK/cycle",
        _MORE,
        "met visits x worth of one met visit",
        lambda plan, setting: plan.met_visits * setting.value_per_met_visit_sek,
    ),
    Indicator(
        "cost_sek",
        "SEK/cycle",
        _LESS,
        "sum of the cost of all duties, of vehicles that are used, and of new fixed offices",
        lambda plan, _: plan.cost_sek,
    ),
    Indicator(
        "cost_of_driving_sek",
        "SEK/cycle",
        _LESS,
        "distance x cost per km",
        _sum_by_vehicle(lambda d, v: d.distance_m / METRES_PER_KM * v.cost_per_km_sek),
    ),
    Indicator(
        "cost_of_work_sek",
        "SEK/cycle",
        _LESS,
        "working hours x cost per hour of the crew",
        _sum_by_vehicle(lambda d, v: d.working_s / SECONDS_PER_HOUR * v.cost_per_hour_sek),
    ),
    Indicator(
        "cost_of_days_sek",
        "SEK/cycle",
        _LESS,
        "days with a duty x cost per day",
        _sum_by_vehicle(lambda _, v: v.cost_per_day_sek),
    ),
    Indicator(
        "cost_of_nights_sek",
        "SEK/cycle",
        _LESS,
        "sum of the cost of nights away from the depot",
        _cost_of_nights,
    ),
    Indicator(
        "cost_of_vehicles_sek",
        "SEK/cycle",
        _LESS,
        "cost of the vehicles that are used, whatever they do",
        lambda plan, _: float(sum(cost.cost_sek for cost in plan.vehicle_costs)),
    ),
    Indicator(
        "cost_of_offices_sek",
        "SEK/cycle",
        _LESS,
        "cost of the new fixed offices",
        lambda plan, _: float(sum(office.cost_sek for office in plan.offices)),
    ),
    Indicator(
        "new_offices",
        "places",
        _NEITHER,
        "fixed offices that the plan opens",
        lambda plan, _: float(len(plan.offices)),
    ),
    Indicator(
        "stops",
        "places",
        _MORE,
        "places that get visits",
        lambda plan, _: float(len(plan.services)),
    ),
    Indicator(
        "visits",
        "times/cycle",
        _MORE,
        "openings of a mobile office",
        lambda plan, _: float(sum(len(duty.stops) for duty in plan.duties)),
    ),
    Indicator(
        "opening_h",
        "h/cycle",
        _MORE,
        "sum of opening times",
        lambda plan, _: (
            sum(v.close_s - v.open_s for d in plan.duties for v in d.stops) / SECONDS_PER_HOUR
        ),
    ),
    Indicator(
        "opening_spread_min",
        "min",
        _LESS,
        "largest difference between two opening times of one place in the cycle",
        _largest_spread_min,
    ),
    Indicator(
        "regular_opening_share",
        "1",
        _MORE,
        "share of places with several visits whose opening times differ by at most the "
        "tolerance, 15 min unless the scenario says otherwise",
        _regular_share,
    ),
    Indicator(
        "residents_reached",
        "persons",
        _MORE,
        "residents of places that have, or use, a stop",
        _residents_reached,
    ),
    *(
        Indicator(
            f"residents_within_{limit_min}_min_{when}",
            "persons",
            direction,
            f"residents of listed places at most {limit_min} min from {what}",
            _within(times, limit_min),
        )
        for limit_min in BANDS_MIN
        for when, direction, what, times in (
            ("before", _NEITHER, "an open fixed office", _before_s),
            ("after", _MORE, "an open fixed office or a stop", _after_s),
        )
    ),
    Indicator(
        "mean_travel_min_before",
        "min",
        _NEITHER,
        "mean over residents of listed places of the travel time to the nearest open fixed office",
        _mean_min(_before_s),
    ),
    Indicator(
        "mean_travel_min_after",
        "min",
        _LESS,
        "mean over residents of listed places of the travel time to the nearest office or stop",
        _mean_min(_after_s),
    ),
    Indicator(
        "gini_travel_before",
        "1",
        _NEITHER,
        "Gini coefficient over residents of the travel time to the nearest open fixed office",
        _gini(_before_s),
    ),
    Indicator(
        "gini_travel_after",
        "1",
        _NEITHER,  # It rises when a plan takes travel from most and leaves some to a few.
        "Gini coefficient over residents of the travel time to the nearest office or stop",
        _gini(_after_s),
    ),
    *(
        Indicator(f"{name}_{when}", "1", direction if is_after else _NEITHER, formula, compute)
        for name, direction, formula, of in (
            (
                "access",
                _MORE,
                "mean over residents of the share of their need that is met",
                partial(_of_access, _mean),
            ),
            (
                "access_worst_tenth",
                _MORE,
                "the same over the tenth of the residents who have least",
                partial(_of_access, _mean_of_worst),
            ),
            (
                "gini_access",
                _LESS,
                "Gini coefficient over residents of the share of their need that is met",
                partial(_of_access, weighted_gini),
            ),
            (
                "atkinson_access",
                _LESS,
                "Atkinson's measure of the same, with the aversion of the scenario, or 0.5",
                _atkinson,
            ),
        )
        for when, is_after in (("before", False), ("after", True))
        for compute in (of(is_after=is_after),)
    ),
    Indicator(
        "distance_km",
        "km/cycle",
        _LESS,
        "sum of distances driven",
        lambda plan, _: sum(duty.distance_m for duty in plan.duties) / METRES_PER_KM,
    ),
    Indicator(
        "driving_h",
        "h/cycle",
        _LESS,
        "sum of driving times",
        lambda plan, _: sum(duty.driving_s for duty in plan.duties) / SECONDS_PER_HOUR,
    ),
    Indicator(
        "working_h",
        "h/cycle",
        _LESS,
        "sum of working times, breaks not counted",
        lambda plan, _: sum(duty.working_s for duty in plan.duties) / SECONDS_PER_HOUR,
    ),
    Indicator(
        "nights_away",
        "nights/cycle",
        _LESS,
        "nights away from the own depot",
        lambda plan, setting: float(len(_nights_away(plan, setting))),
    ),
    Indicator(
        "estimated_share",
        "1",
        _NEITHER,
        "share of the reached residents whose number is an estimate or assumed",
        _estimated_share,
    ),
    Indicator(
        "residents_outside_places",
        "persons",
        _NEITHER,
        "residents who live outside every listed place; no plan counts them",
        _outside_places,
    ),
)
"""All indicators, in the order they are shown."""
