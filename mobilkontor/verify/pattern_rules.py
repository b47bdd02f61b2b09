"""V304, V322, V323 and V330: how the visits of a stop lie in the cycle and in the day.

Few visits in many weeks come every so many weeks; as many visits as weeks, or more, come every
week. The weekdays are the same in every week with a visit, a least gap apart. Where a level keeps
to half-days, all visits lie in the same half of the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mobilkontor.core.calendar import WEEKDAYS, HalfDay
from mobilkontor.verify.case import Case, chosen_levels, visit_days
from mobilkontor.verify.judging import Rule
from mobilkontor.verify.replay import day_name, day_where
from mobilkontor.verify.report import Finding, clock, excess, shown

__all__ = ["PATTERN_RULES"]


def _gap_between_visits(case: Case) -> Iterator[Finding]:
    """V304: visits of one week lie at least the level's gap apart."""
    horizon = case.facts.horizon
    for service in case.services.values():
        gap = min((level.min_gap_days for level in chosen_levels(case, service)), default=1)
        for first, second in pairwise(_known_days(case, service.place)):
            apart = horizon.ordinal(second) - horizon.ordinal(first)
            if horizon.week_of(first) == horizon.week_of(second) and apart < gap:
                names = f"{day_name(case.facts, first)} and {day_name(case.facts, second)}"
                expected = f"at least {gap}"
                yield Finding(service.place, f"days between {names}", str(apart), expected)


def _evenly_spaced_weeks(case: Case) -> Iterator[Finding]:
    """V322: the weeks with visits are evenly spaced, also from one cycle to the next."""
    weeks = case.facts.horizon.weeks
    for place, visits_per_cycle, days_in in _complete_stops(case):
        every = max(1, weeks // visits_per_cycle)
        visited = sorted(days_in)
        gaps = [later - sooner for sooner, later in pairwise([*visited, visited[0] + weeks])]
        if any(gap != every for gap in gaps):
            found = ", ".join(str(week + 1) for week in visited)
            expected = "must be every week" if every == 1 else f"must be every {every} weeks"
            yield Finding(place, "visits in week", found, expected)


def _same_weekdays(case: Case) -> Iterator[Finding]:
    """V323: a stop is visited on the same weekdays in every week with a visit."""
    for place, _, days_in in _complete_stops(case):
        (first, expected), *others = sorted(days_in.items())
        for week, found in others:
            if found != expected:
                rule = f"must be {_weekdays(expected)}, as in week {first + 1}"
                yield Finding(place, f"weekdays in week {week + 1}", _weekdays(found), rule)


def _half_days(case: Case) -> Iterator[Finding]:
    """V330: visits in the morning close by midday, visits in the afternoon open from midday on."""
    midday_s = case.facts.midday_s
    for service in case.services.values():
        for duty, visit in case.visits.get(service.place, ()):
            where = f"{day_where(case.facts, duty.vehicle, duty.day)}, {shown(visit.place)}"
            if service.half_day is HalfDay.MORNING and visit.close_s > midday_s:
                expected = f"not after {clock(midday_s)}, as always in the morning"
                note = excess(visit.close_s - midday_s)
                yield Finding(where, "closes at", clock(visit.close_s), expected, note)
            elif service.half_day is HalfDay.AFTERNOON and visit.open_s < midday_s:
                expected = f"not before {clock(midday_s)}, as always in the afternoon"
                note = excess(visit.open_s - midday_s)
                yield Finding(where, "opens at", clock(visit.open_s), expected, note)


def _complete_stops(case: Case) -> Iterator[tuple[str, int, dict[int, set[str]]]]:
    """Yield place, visits per cycle and weekdays by week of each stop with all of its visits.

    A stop with too few or too many days of visits breaks another rule, and has no pattern to judge.
    """
    for service in case.services.values():
        days = _known_days(case, service.place)
        if service.place not in case.facts.levels or len(days) != service.visits_per_cycle:
            continue
        days_in: dict[int, set[str]] = {}
        for week, weekday in (case.facts.horizon.days[day] for day in days):
            days_in.setdefault(week, set()).add(weekday)
        if days_in:
            yield service.place, service.visits_per_cycle, days_in


def _known_days(case: Case, place: str) -> list[int]:
    """Return the days of the horizon on which a place is visited, in order."""
    return [day for day in visit_days(case, place) if 0 <= day < len(case.facts.horizon)]


def _weekdays(found: set[str]) -> str:
    """Return weekdays in words, in the order of the week."""
    return " ".join(weekday for weekday in WEEKDAYS if weekday in found)


PATTERN_RULES: dict[str, Rule] = {
    "V304": _gap_between_visits,
    "V322": _evenly_spaced_weeks,
    "V323": _same_weekdays,
    "V330": _half_days,
}
"""The rules by code."""
