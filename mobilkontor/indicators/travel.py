"""Own the indicators of travel: how far residents have to the nearest service, before and after.

Distances and times of residents are those of the residents' travel matrix.
"""

from __future__ import annotations

from collections.abc import Callable

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.reach import (
    BANDS_MIN,
    Reach,
    all_residents,
    nearest_s,
    reach_of,
    services_after,
)
from mobilkontor.indicators.setting import Setting

__all__ = ["TRAVEL"]


def _before(plan: Plan, setting: Setting) -> Reach:
    """Return how far all residents have to the nearest open office."""
    return reach_of(all_residents(setting), nearest_s(setting, setting.open_offices))


def _after(plan: Plan, setting: Setting) -> Reach:
    """Return how far all residents have to the nearest of open and new offices, and stops."""
    times = nearest_s(setting, services_after(plan, setting))
    return reach_of(all_residents(setting), times)


def _within(
    reach: Callable[[Plan, Setting], Reach], limit_min: int
) -> Callable[[Plan, Setting], float]:
    """Return the function that counts residents within a travel time."""
    return lambda plan, setting: reach(plan, setting).within[limit_min]


TRAVEL = (
    *(
        Indicator(
            f"residents_within_{limit_min}_min_{when}",
            "persons",
            direction,
            f"residents of listed places at most {limit_min} min from {what}",
            _within(reach, limit_min),
        )
        for limit_min in BANDS_MIN
        for when, direction, what, reach in (
            ("before", Direction.NEITHER, "an open fixed office", _before),
            ("after", Direction.MORE, "an open fixed office or a stop", _after),
        )
    ),
    Indicator(
        "mean_travel_min_before",
        "min",
        Direction.NEITHER,
        "mean over residents of listed places of the travel time to the nearest open fixed office",
        lambda plan, setting: _before(plan, setting).mean_min,
    ),
    Indicator(
        "mean_travel_min_after",
        "min",
        Direction.LESS,
        "mean over residents of listed places of the travel time to the nearest office or stop",
        lambda plan, setting: _after(plan, setting).mean_min,
    ),
    Indicator(
        "p90_travel_min_before",
        "min",
        Direction.NEITHER,
        "least travel time to an open fixed office that nine residents in ten do not exceed",
        lambda plan, setting: _before(plan, setting).p90_min,
    ),
    Indicator(
        "p90_travel_min_after",
        "min",
        Direction.LESS,
        "least travel time to an office or stop that nine residents in ten do not exceed",
        lambda plan, setting: _after(plan, setting).p90_min,
    ),
    Indicator(
        "gini_travel_before",
        "1",
        Direction.NEITHER,
        "Gini coefficient over residents of the travel time to the nearest open fixed office",
        lambda plan, setting: _before(plan, setting).gini,
    ),
    Indicator(
        "gini_travel_after",
        "1",
        Direction.NEITHER,  # It rises when a plan takes travel from most and leaves some to a few.
        "Gini coefficient over residents of the travel time to the nearest office or stop",
        lambda plan, setting: _after(plan, setting).gini,
    ),
)
"""Residents within travel times, and mean, tail and evenness of travel times, before and after."""
