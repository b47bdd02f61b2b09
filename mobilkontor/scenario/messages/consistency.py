"""Tell which keys contradict each other: limits, hours, days, rules, goals."""

from __future__ import annotations

from mobilkontor.scenario.messages.message import Message, shown

__all__ = [
    "candidate_is_open",
    "coverage_not_stated",
    "curve_not_increasing",
    "half_day_too_long",
    "half_rule",
    "inverted",
    "least_cost_of_nothing",
    "no_working_day",
    "opening_too_long",
    "rest_over_cycle_end",
    "window_inverted",
]


def inverted(low_key: str, low: object, high_key: str, high: object) -> Message:
    """Tell that a lower edge is not below the upper one."""
    return Message(
        "E130",
        f"{low_key} is {shown(low)} and {high_key} is {shown(high)}; the first must be below the "
        "second. Swap or correct them.",
    )


def window_inverted(start_key: str, start: str, end_key: str, end: str) -> Message:
    """Tell that a time window has no length."""
    return Message(
        "E131",
        f"{start_key} is {shown(start)} and {end_key} is {shown(end)}; the first must be earlier. "
        "Correct one of them.",
    )


def curve_not_increasing(key: str, found: float, before: float) -> Message:
    """Tell that a curve's points are out of order."""
    return Message(
        "E132",
        f"{key} is {found:g} after {before:g}; points must stand in increasing order of `at`. "
        "Sort them.",
    )


def opening_too_long(key: str, opening_min: int, window_min: int) -> Message:
    """Tell that an opening is longer than the opening hours."""
    return Message(
        "E141",
        f"{key} is {opening_min} min, but stops.open_from to stops.open_to is {window_min} min. "
        "Shorten it, or widen the hours.",
    )


def half_day_too_long(key: str, opening_min: int, longest_min: int) -> Message:
    """Tell that an opening fits into neither half of the day."""
    return Message(
        "E110",
        f"{key} is {opening_min} min with half_day, but of stops.open_from to stops.midday and "
        f"stops.midday to stops.open_to the longer is {longest_min} min. Shorten it, or leave "
        "half_day out.",
    )


def no_working_day() -> Message:
    """Tell that every day is closed."""
    return Message(
        "E142", "cycle.closed_days closes every day of cycle.weekdays. Leave at least one open."
    )


def half_rule(key: str, given: str, missing: str) -> Message:
    """Tell that half of a rule is missing."""
    return Message("E143", f"{key} gives {given} but not {missing}. Give both, or neither.")


def rest_over_cycle_end(key: str, night_h: float, rest_h: float) -> Message:
    """Tell that the rest from the cycle's last day to its first is not planned."""
    return Message(
        "E196",
        f"{key} leaves {night_h:g} h between its latest end and its earliest start, less than "
        f"{rest_h:g} h of daily rest, and the cycle works on its last Sunday and its first Monday, "
        "between which rest is not planned. Narrow the crew's hours, or close one of these days.",
    )


def least_cost_of_nothing(key: str) -> Message:
    """Tell that the least cost is asked for while nothing is promised."""
    return Message(
        "E193",
        f"{key} is least_cost, but nothing is promised, so the cheapest plan stays at home. Add "
        "floors, promises or locks, or choose most_benefit or value_minus_cost.",
    )


def coverage_not_stated(key: str) -> Message:
    """Tell that a floor speaks of covered residents and nothing says who they are."""
    return Message(
        "E194",
        f"{key} is given, but coverage is not. Say with coverage.within_min when residents are "
        "covered, or take the key away.",
    )


def candidate_is_open(key: str, place: str) -> Message:
    """Tell that an office that may be opened is open."""
    return Message(
        "E195",
        f"{key} is {shown(place)}, which has an open fixed office. Close it with offices, or take "
        "the candidate away.",
    )
