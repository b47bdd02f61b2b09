"""Own the indicators of how well vehicles and crews are used, and of what driving lets out."""

from __future__ import annotations

from mobilkontor.core.plan import Plan
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting

__all__ = ["VEHICLE_USE"]

GRAMS_PER_KG = 1_000


def _co2_kg(plan: Plan, setting: Setting) -> float | None:
    """Add up the carbon dioxide of all duties; None if a vehicle that drives does not state it."""
    by_vehicle = {vehicle.id: vehicle.co2_per_km_g for vehicle in setting.vehicles}
    total_g = 0.0
    for duty in plan.duties:
        per_km_g = by_vehicle[duty.vehicle]
        if per_km_g is None:
            return None
        total_g += duty.distance_m / METRES_PER_KM * per_km_g
    has_figure = any(per_km_g is not None for per_km_g in by_vehicle.values())
    return total_g / GRAMS_PER_KG if has_figure else None


def _working_s(plan: Plan) -> int:
    """Return the working time of all duties [s]."""
    return sum(duty.working_s for duty in plan.duties)


def _open_of_work(plan: Plan, setting: Setting) -> float | None:
    """Return the share of the working time in which an office is open."""
    open_s = sum(visit.close_s - visit.open_s for duty in plan.duties for visit in duty.stops)
    working_s = _working_s(plan)
    return open_s / working_s if working_s else None


def _driving_of_work(plan: Plan, setting: Setting) -> float | None:
    """Return the share of the working time that is driven."""
    working_s = _working_s(plan)
    return sum(duty.driving_s for duty in plan.duties) / working_s if working_s else None


def _received_of_room(plan: Plan, setting: Setting) -> float | None:
    """Return the visits met at stops as a share of those that the crews can receive there."""
    per_hour = {vehicle.id: vehicle.visitors_per_hour for vehicle in setting.vehicles}
    room = sum(
        (visit.close_s - visit.open_s) / SECONDS_PER_HOUR * per_hour[duty.vehicle]
        for duty in plan.duties
        for visit in duty.stops
    )
    met = sum(share.met_visits for share in plan.access if not share.is_office)
    return met / room if room else None


VEHICLE_USE = (
    Indicator(
        "co2_kg",
        "kg/cycle",
        Direction.LESS,
        "distance x carbon dioxide per km of the vehicle; none where the scenario states none",
        _co2_kg,
    ),
    Indicator(
        "open_of_work_share",
        "1",
        Direction.MORE,
        "sum of opening times / sum of working times",
        _open_of_work,
    ),
    Indicator(
        "driving_of_work_share",
        "1",
        Direction.LESS,
        "sum of driving times / sum of working times",
        _driving_of_work,
    ),
    Indicator(
        "received_of_room_share",
        "1",
        Direction.NEITHER,  # Little is waste, but near 1 whoever comes late is turned away.
        "visits met at stops / opening hours x visitors that the crew can receive per hour",
        _received_of_room,
    ),
)
"""Carbon dioxide, and shares of working time and of room."""
