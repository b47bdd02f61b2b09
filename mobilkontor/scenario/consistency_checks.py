"""Check that the keys of a scenario do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.rules import EU_561_2006, EU_561_ABOVE_T, RULE_PACKS
from mobilkontor.core.units import (
    SECONDS_PER_DAY,
    SECONDS_PER_HOUR,
    SECONDS_PER_MINUTE,
    clock_s,
    hours_to_s,
)
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.fleet_schema import Crew, VehicleEntry
from mobilkontor.scenario.messages import consistency as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.messages.visits import week_outside_cycle
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_consistency"]

RULE_PAIRS = (
    ("max_work_stretch_h", "work_break_min"),
    ("max_driving_stretch_h", "driving_break_min"),
)


def check_consistency(case: Case) -> None:
    """Add a problem for each pair of keys that cannot both hold.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    _check_region(case)
    _check_cycle(case)
    _check_opening_hours(case)
    _check_crews(case)
    _check_rest_over_cycle_end(case)
    _check_rule_packs(case)
    _check_curves(case)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _check_region(case: Case) -> None:
    """Check that the region's box has an inside."""
    region = case.draft.region
    if region is None:
        return
    for low_key, high_key in (("min_lat", "max_lat"), ("min_lon", "max_lon")):
        low, high = getattr(region, low_key), getattr(region, high_key)
        if low >= high:
            message = messages.inverted(f"region.{low_key}", low, f"region.{high_key}", high)
            _tell(case, ("region", low_key), message)


def _check_cycle(case: Case) -> None:
    """Check that the cycle has a working day and that its closed days are in it."""
    cycle = case.draft.cycle
    if cycle is None:
        return
    for index, day in enumerate(cycle.closed_days):
        if day.week >= cycle.weeks:
            path = ("cycle", "closed_days", index, "week")
            _tell(case, path, week_outside_cycle(key_text(path), day.week, cycle.weeks))
    closed = {(day.week, day.weekday) for day in cycle.closed_days}
    days = {(week, weekday) for week in range(cycle.weeks) for weekday in cycle.weekdays}
    if days <= closed:
        _tell(case, ("cycle", "closed_days"), messages.no_working_day())


def _check_opening_hours(case: Case) -> None:
    """Check that offices open before they close, and that every opening time fits between."""
    stops = case.draft.stops
    if stops is None:
        return
    window_min = (clock_s(stops.open_to) - clock_s(stops.open_from)) // SECONDS_PER_MINUTE
    if window_min <= 0:
        message = messages.window_inverted(
            "stops.open_from", stops.open_from, "stops.open_to", stops.open_to
        )
        _tell(case, ("stops", "open_from"), message)
        return
    midday_min = (clock_s(stops.midday) - clock_s(stops.open_from)) // SECONDS_PER_MINUTE
    longest_half_min = min(max(midday_min, window_min - midday_min), window_min)
    for number, level_class in enumerate(stops.level_classes):
        for index, level in enumerate(level_class.levels):
            path = ("stops", "level_classes", number, "levels", index, "opening_min")
            key, opening_min = key_text(path), level.opening_min
            if opening_min > window_min:
                _tell(case, path, messages.opening_too_long(key, opening_min, window_min))
            elif level.half_day and opening_min > longest_half_min:
                _tell(case, path, messages.half_day_too_long(key, opening_min, longest_half_min))


def _check_crews(case: Case) -> None:
    """Check that each crew's day has a length."""
    for index, crew in case.draft.crews.items():
        if clock_s(crew.earliest_start) >= clock_s(crew.latest_end):
            start, end = ("crews", index, "earliest_start"), ("crews", index, "latest_end")
            message = messages.window_inverted(
                key_text(start), crew.earliest_start, key_text(end), crew.latest_end
            )
            _tell(case, start, message)


def _check_rest_over_cycle_end(case: Case) -> None:
    """Check that no vehicle can rest too little between the cycle's last day and its first."""
    cycle, crews = case.draft.cycle, case.draft.crews
    if cycle is None:
        return
    closed = frozenset((day.week, day.weekday) for day in cycle.closed_days)
    if not make_horizon(cycle.weeks, cycle.weekdays, closed).goes_round:
        return
    rest_s = {index: [_daily_rest_s(case, crew)] for index, crew in crews.items()}
    for vehicle in case.draft.vehicles.values():
        for index, crew in crews.items():
            if crew.id == vehicle.crew and _is_under_eu_561(vehicle):
                rest_s[index].append(EU_561_2006.daily_rest_s or 0)
    for index, crew in crews.items():
        day_s = clock_s(crew.latest_end) - clock_s(crew.earliest_start)
        night_h, rest_h = (
            seconds / SECONDS_PER_HOUR for seconds in (SECONDS_PER_DAY - day_s, max(rest_s[index]))
        )
        if night_h < rest_h:
            path = ("crews", index)
            _tell(case, path, messages.rest_over_cycle_end(key_text(path), night_h, rest_h))


def _daily_rest_s(case: Case, crew: Crew) -> int:
    """Return the daily rest that the packs of a crew ask for [s]."""
    own = {pack.id: pack.daily_rest_h or 0 for pack in case.draft.rule_packs.values()}
    known = {name: pack.daily_rest_s or 0 for name, pack in RULE_PACKS.items()}
    known |= {name: hours_to_s(rest_h) for name, rest_h in own.items()}
    return max((known.get(name, 0) for name in crew.rule_packs), default=0)


def _is_under_eu_561(vehicle: VehicleEntry) -> bool:
    """Tell whether the driving and rest times for heavy vehicles hold for one."""
    return vehicle.gross_weight_t > EU_561_ABOVE_T and not vehicle.exempt_from_eu_561


def _check_rule_packs(case: Case) -> None:
    """Check that a longest stretch comes with the break that ends it, and the other way round."""
    for index, pack in case.draft.rule_packs.items():
        for pair in RULE_PAIRS:
            given = [key for key in pair if getattr(pack, key) is not None]
            missing = [key for key in pair if getattr(pack, key) is None]
            if given and missing:
                path = ("rule_packs", index)
                _tell(case, path, messages.half_rule(key_text(path), given[0], missing[0]))


def _check_curves(case: Case) -> None:
    """Check that the points of each curve stand in order."""
    benefit = case.draft.benefit
    if benefit is None:
        return
    for key, curve in (("travel", benefit.travel), ("frequency", benefit.frequency)):
        _check_increasing(case, ("benefit", key, "points"), [point.at for point in curve.points])


def _check_increasing(case: Case, path: KeyPath, values: Iterable[float]) -> None:
    """Check that each value is above the one before."""
    ordered = list(values)
    for index, (before, after) in enumerate(pairwise(ordered), start=1):
        if after <= before:
            at = (*path, index, "at")
            _tell(case, at, messages.curve_not_increasing(key_text(at), after, before))
