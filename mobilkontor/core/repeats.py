"""Own which weeks of a cycle are the same for a vehicle, so that nothing has to be read twice."""

from __future__ import annotations

import dataclasses

from mobilkontor.core.plan import Duty, Plan

__all__ = ["alike_weeks"]


def alike_weeks(plan: Plan, vehicle: str) -> tuple[tuple[int, ...], ...]:
    """Return the weeks of a cycle, those together in which a vehicle does the same.

    Parameters
    ----------
    plan : Plan
        The plan.
    vehicle : str
        Id of the vehicle.

    Returns
    -------
    tuple of tuple of int
        Groups of weeks from 0, by their first week; every week is in one. Weeks are alike if the
        same duties lie on the same weekdays at the same clock times.
    """
    groups: dict[tuple[tuple[str, Duty], ...], list[int]] = {}
    for week in range(plan.horizon.weeks):
        duties = tuple(
            (plan.horizon.days[duty.day][1], dataclasses.replace(duty, day=0, cost_sek=0.0))
            for duty in plan.duties
            if duty.vehicle == vehicle and plan.horizon.week_of(duty.day) == week
        )
        groups.setdefault(duties, []).append(week)
    return tuple(tuple(weeks) for weeks in groups.values())
