"""Own the indicators of travel: how far residents have to the nearest service, before and after.

Distances and times of residents are those of the residents' travel matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from mobilkontor.access.equity import weighted_gini
from mobilkontor.core.plan import Plan
from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting

__all__ = ["TRAVEL", "nearest_s"]

BANDS_MIN = (15, 30, 45, 60)
"""Travel times within which residents are counted [min]."""


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


TRAVEL = (
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
            ("before", Direction.NEITHER, "an open fixed office", _before_s),
            ("after", Direction.MORE, "an open fixed office or a stop", _after_s),
        )
    ),
    Indicator(
        "mean_travel_min_before",
        "min",
        Direction.NEITHER,
        "mean over residents of listed places of the travel time to the nearest open fixed office",
        _mean_min(_before_s),
    ),
    Indicator(
        "mean_travel_min_after",
        "min",
        Direction.LESS,
        "mean over residents of listed places of the travel time to the nearest office or stop",
        _mean_min(_after_s),
    ),
    Indicator(
        "gini_travel_before",
        "1",
        Direction.NEITHER,
        "Gini coefficient over residents of the travel time to the nearest open fixed office",
        _gini(_before_s),
    ),
    Indicator(
        "gini_travel_after",
        "1",
        Direction.NEITHER,  # It rises when a plan takes travel from most and leaves some to a few.
        "Gini coefficient over residents of the travel time to the nearest office or stop",
        _gini(_after_s),
    ),
)
"""Residents within travel times, and mean and evenness of travel times, before and after."""
