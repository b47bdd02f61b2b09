"""Tell which visits cannot be made: of levels, promises, locks, allowed days, an earlier plan."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.core.plan import PLAN_FORMAT
from mobilkontor.scenario.messages.message import Message, did_you_mean, listed, shown

__all__ = [
    "allowed_on_days_off",
    "classes_not_increasing",
    "kept_day_outside",
    "kept_not_served",
    "kept_unknown",
    "lock_on_closed_day",
    "lock_on_day_off",
    "lock_on_forbidden_day",
    "lock_outside_allowed_days",
    "locks_clash",
    "locks_more_than_levels",
    "no_level_for_promise",
    "not_a_plan",
    "too_many_visits",
    "visits_not_even",
    "wanted_but_excluded",
    "week_outside_cycle",
]


def no_level_for_promise(key: str, place: str, wanted: str, offered: str) -> Message:
    """Tell that no level keeps a promise."""
    return Message(
        "E133",
        f"{key} promises {shown(place)} {wanted}, but its levels allow {offered}. Lower the "
        "promise, or add a level to its class in stops.level_classes.",
    )


def lock_on_day_off(key: str, weekday: str, working: Iterable[str]) -> Message:
    """Tell that a lock is on no working day."""
    return Message(
        "E134",
        f"{key} locks a visit on {weekday}, which is not a working day ({listed(working)}). "
        "Choose another day, or add it to cycle.weekdays.",
    )


def lock_on_closed_day(key: str, week: int, weekday: str) -> Message:
    """Tell that a lock is on a closed day."""
    return Message(
        "E135",
        f"{key} locks a visit on {weekday} of week {week}, which cycle.closed_days closes. Choose "
        "another day, or open it.",
    )


def lock_on_forbidden_day(key: str, place: str, weekday: str, forbidden_key: str) -> Message:
    """Tell that a lock is on a forbidden day."""
    return Message(
        "E136",
        f"{key} locks a visit to {shown(place)} on {weekday}, which {forbidden_key} forbids. "
        "Remove one of them.",
    )


def week_outside_cycle(key: str, week: int, weeks: int) -> Message:
    """Tell that a week is not in the cycle."""
    has = "1 week" if weeks == 1 else f"{weeks} weeks"
    give = {1: "0", 2: "0 or 1"}.get(weeks, f"0 to {weeks - 1}")
    return Message("E137", f"{key} is {week}; the cycle has {has}, counted from 0. Give {give}.")


def wanted_but_excluded(key: str, place: str, why: str) -> Message:
    """Tell that a place must have a stop and may not."""
    return Message(
        "E138",
        f"{key} is {shown(place)}, which gets no stop: {why}. Change that, or take the place out "
        "here.",
    )


def too_many_visits(key: str, visits: int, min_gap_days: int, room: int) -> Message:
    """Tell that a level's visits do not fit into a week."""
    asked = "1 visit" if visits == 1 else f"{visits} visits"
    apart = f", at least {min_gap_days} days apart," if min_gap_days > 1 else ""
    return Message(
        "E139",
        f"{key} asks {asked} in a week{apart} on weekdays open in every week of a visit, but "
        f"there is room for {room}. Lower visits_per_cycle or min_gap_days, or take a day out of "
        "cycle.closed_days.",
    )


def classes_not_increasing(key: str, found: int, before: int) -> Message:
    """Tell that level classes are out of order."""
    return Message(
        "E140",
        f"{key} is {found} after {before}; classes must stand in increasing order of "
        "min_residents. Sort them.",
    )


def locks_clash(key: str, other_key: str) -> Message:
    """Tell that two vehicles are locked to one visit."""
    return Message(
        "E144",
        f"{key} and {other_key} lock the same place on the same day for two vehicles. Remove one.",
    )


def locks_more_than_levels(key: str, place: str, locks: int, most: int) -> Message:
    """Tell that a place has more locks than visits."""
    return Message(
        "E145",
        f"{key} is lock number {locks} of {shown(place)}, but no level of it has more visits "
        f"than {most} per cycle. Remove a lock, or add a level with more visits.",
    )


def visits_not_even(key: str, visits: int, weeks: int, fewer: int, more: int) -> Message:
    """Tell that a level's visits cannot be evenly spaced over the weeks of the cycle."""
    return Message(
        "E146",
        f"{key} is {visits}; evenly spaced visits in a cycle of {weeks} weeks are a number that "
        f"divides {weeks} or a multiple of it. Give {fewer} or {more}.",
    )


def lock_outside_allowed_days(
    key: str, place: str, weekday: str, allowed_key: str, allowed: Iterable[str]
) -> Message:
    """Tell that a lock is on a weekday that its place is not visited on."""
    return Message(
        "E147",
        f"{key} locks a visit to {shown(place)} on {weekday}, but {allowed_key} allows only "
        f"{listed(allowed)}. Choose another day, or add it there.",
    )


def allowed_on_days_off(
    key: str, place: str, allowed: Iterable[str], working: Iterable[str]
) -> Message:
    """Tell that a place may be visited on days off only."""
    return Message(
        "E148",
        f"{key} allows {shown(place)} only {listed(allowed)}, and none of them is a working day "
        f"({listed(working)}). Choose other days, or add one to cycle.weekdays.",
    )


def not_a_plan(key: str, found: str, where: str) -> Message:
    """Tell that the plan to keep visits of is none."""
    return Message(
        "E114",
        f"{key} is {shown(found)}, which is not a plan file of format {PLAN_FORMAT}; {where} "
        "is not as there. Give a plan.json, or plan anew.",
    )


def kept_not_served(key: str, found: str, served: Iterable[str]) -> Message:
    """Tell that the earlier plan has no visits of a place."""
    served = list(served)
    hint = did_you_mean(found, served, f"It serves {listed(served)}.")
    return Message("E115", f"{key} is {shown(found)}, which the plan does not serve. {hint}")


def kept_unknown(key: str, kind: str, found: str, known: Iterable[str]) -> Message:
    """Tell that the earlier plan names what the scenario does not have."""
    hint = did_you_mean(found, known, "List the places to keep in keep_from.places without it.")
    return Message(
        "E116", f"{key} names {shown(found)}, which is not a {kind} of the scenario. {hint}"
    )


def kept_day_outside(key: str, place: str, week: int, weekday: str) -> Message:
    """Tell that the earlier plan has a visit on no working day."""
    return Message(
        "E117",
        f"{key} has a visit to {shown(place)} on {weekday} of week {week}, which is no working day "
        "of the cycle. Change the cycle, or leave the place out of keep_from.places.",
    )
