"""Own the indicators of effort: distance, hours and nights away."""

from __future__ import annotations

from mobilkontor.core.plan import Plan
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting

__all__ = ["EFFORT", "nights_away"]


def nights_away(plan: Plan, setting: Setting) -> list[str]:
    """Return the overnight place of every night away from the own depot, also over days off."""
    depots = {vehicle.id: vehicle.depot for vehicle in setting.vehicles}
    return [
        duty.end
        for duty in plan.duties
        if duty.end != depots[duty.vehicle]
        for _ in range(max(1, plan.horizon.nights_after(duty.day)))
    ]


EFFORT = (
    Indicator(
        "distance_km",
        "km/cycle",
        Direction.LESS,
        "sum of distances driven",
        lambda plan, _: sum(duty.distance_m for duty in plan.duties) / METRES_PER_KM,
    ),
    Indicator(
        "driving_h",
        "h/cycle",
        Direction.LESS,
        "sum of driving times",
        lambda plan, _: sum(duty.driving_s for duty in plan.duties) / SECONDS_PER_HOUR,
    ),
    Indicator(
        "working_h",
        "h/cycle",
        Direction.LESS,
        "sum of working times, breaks not counted",
        lambda plan, _: sum(duty.working_s for duty in plan.duties) / SECONDS_PER_HOUR,
    ),
    Indicator(
        "nights_away",
        "nights/cycle",
        Direction.LESS,
        "nights away from the own depot",
        lambda plan, setting: float(len(nights_away(plan, setting))),
    ),
)
"""Distance, driving, work and nights away."""
