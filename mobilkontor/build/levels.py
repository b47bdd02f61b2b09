"""Own the levels: how often and how long a place may be served, by the rules of the scenario."""

from __future__ import annotations

from mobilkontor.build.days import Days, closed_days, locked_days, patterns_of
from mobilkontor.core.calendar import HalfDay, Horizon
from mobilkontor.core.places import Place
from mobilkontor.core.units import clock_s, minutes_to_s
from mobilkontor.scenario import schema, stop_schema, wish_schema

__all__ = ["LevelKey", "levels_of"]

LevelKey = tuple[int, int, HalfDay | None]
"""Visits per cycle, opening time [s], and the half of the day, if the level keeps to one."""


def levels_of(
    place: Place, file: schema.ScenarioFile, horizon: Horizon
) -> dict[LevelKey, tuple[Days, ...]]:
    """Return the patterns of every level that a place can get."""
    reached = [c for c in file.stops.level_classes if place.residents >= c.min_residents]
    promises = [promise for promise in file.promises if promise.place == place.id]
    min_visits = max((promise.min_visits for promise in promises), default=1)
    min_opening_min = max((promise.min_opening_min for promise in promises), default=0)
    locked = locked_days(place, file, horizon)
    closed = closed_days(place, file, horizon)
    levels: dict[LevelKey, tuple[Days, ...]] = {}
    for level in reached[-1].levels if reached else ():
        if level.visits_per_cycle < min_visits or level.opening_min < min_opening_min:
            continue
        if any(_exceeds(level, promise) for promise in promises):
            continue
        patterns = tuple(
            days
            for days in patterns_of(level, horizon)
            if locked <= set(days) and not closed & set(days)
        )
        # Levels that differ in nothing but their gap are one: the smaller gap allows more.
        for half in _halves(level, file.stops):
            key = (level.visits_per_cycle, minutes_to_s(level.opening_min), half)
            levels[key] = max(patterns, levels.get(key, ()), key=len)
    ordered = sorted(levels, key=lambda key: (key[0], key[1], key[2] or ""))
    return {key: levels[key] for key in ordered if levels[key]}


def _exceeds(level: stop_schema.Level, promise: wish_schema.Promise) -> bool:
    """Tell whether a level gives more than is promised exactly."""
    is_longer = level.opening_min > promise.min_opening_min > 0
    return promise.exactly and (level.visits_per_cycle > promise.min_visits or is_longer)


def _halves(level: stop_schema.Level, stops: stop_schema.Stops) -> tuple[HalfDay | None, ...]:
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
