"""Own the indicators of worth and cost: what a plan brings, and what it costs by kind."""

from __future__ import annotations

from collections.abc import Callable

from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.indicators.effort import nights_away
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting, VehicleFacts

__all__ = ["MONEY"]


def _sum_by_vehicle(
    amount: Callable[[Duty, VehicleFacts], float],
) -> Callable[[Plan, Setting], float]:
    """Return the function that adds up an amount over all duties."""

    def total(plan: Plan, setting: Setting) -> float:
        vehicles = {vehicle.id: vehicle for vehicle in setting.vehicles}
        return float(sum(amount(duty, vehicles[duty.vehicle]) for duty in plan.duties))

    return total


def _cost_of_nights(plan: Plan, setting: Setting) -> float:
    """Add up the cost of nights away."""
    cost = {entry.place: entry.cost_per_night_sek for entry in setting.overnights}
    return float(sum(cost.get(place, 0.0) for place in nights_away(plan, setting)))


MONEY = (
    Indicator(
        "met_visits",
        "visits/cycle",
        Direction.MORE,
        "sum of visits met at stops, over what fixed offices meet",
        lambda plan, _: plan.met_visits,
    ),
    Indicator(
        "value_sek",
        "SEK/cycle",
        Direction.MORE,
        "met visits x worth of one met visit",
        lambda plan, setting: plan.met_visits * setting.value_per_met_visit_sek,
    ),
    Indicator(
        "cost_sek",
        "SEK/cycle",
        Direction.LESS,
        "sum of the cost of all duties, of vehicles that are used, and of new fixed offices",
        lambda plan, _: plan.cost_sek,
    ),
    Indicator(
        "cost_of_driving_sek",
        "SEK/cycle",
        Direction.LESS,
        "distance x cost per km",
        _sum_by_vehicle(lambda d, v: d.distance_m / METRES_PER_KM * v.cost_per_km_sek),
    ),
    Indicator(
        "cost_of_work_sek",
        "SEK/cycle",
        Direction.LESS,
        "working hours x cost per hour of the crew",
        _sum_by_vehicle(lambda d, v: d.working_s / SECONDS_PER_HOUR * v.cost_per_hour_sek),
    ),
    Indicator(
        "cost_of_days_sek",
        "SEK/cycle",
        Direction.LESS,
        "days with a duty x cost per day",
        _sum_by_vehicle(lambda _, v: v.cost_per_day_sek),
    ),
    Indicator(
        "cost_of_nights_sek",
        "SEK/cycle",
        Direction.LESS,
        "sum of the cost of nights away from the depot",
        _cost_of_nights,
    ),
    Indicator(
        "cost_of_vehicles_sek",
        "SEK/cycle",
        Direction.LESS,
        "cost of the vehicles that are used, whatever they do",
        lambda plan, _: float(sum(cost.cost_sek for cost in plan.vehicle_costs)),
    ),
    Indicator(
        "cost_of_offices_sek",
        "SEK/cycle",
        Direction.LESS,
        "cost of the new fixed offices",
        lambda plan, _: float(sum(office.cost_sek for office in plan.offices)),
    ),
)
"""Worth of the visits, and costs in all and by kind."""
