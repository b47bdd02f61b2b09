"""Check that the keys of a scenario do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from mobilkontor.core.units import SECONDS_PER_MINUTE, clock_s
from mobilkontor.scenario import messages
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import Message
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
            _tell(case, path, messages.week_outside_cycle(key_text(path), day.week, cycle.weeks))
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
