"""V201 to V213: how duties follow each other, nights, rest and weekly limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mobilkontor.core.units import SECONDS_PER_DAY
from mobilkontor.verify.case import Case, VehicleDay
from mobilkontor.verify.facts import nights_until_next_day
from mobilkontor.verify.judging import Rule
from mobilkontor.verify.replay import day_name, day_where
from mobilkontor.verify.report import Finding, duration, excess, shown

__all__ = ["FLOW_RULES"]


def _starts_where_it_slept(case: Case) -> Iterator[Finding]:
    """V201: a vehicle that may have stood away starts where it stood overnight."""
    for day in case.vehicle_days:
        if day.duties and _nights_after(case, day.vehicle, day.day - 1):
            yield from _start_is(case, day, "where it slept")


def _run_starts_at_depot(case: Case) -> Iterator[Finding]:
    """V202: after a day off, a vehicle starts at its depot."""
    for day in case.vehicle_days:
        if day.duties and not _nights_after(case, day.vehicle, day.day - 1):
            yield from _start_is(case, day, "its depot")


def _start_is(case: Case, day: VehicleDay, reason: str) -> Iterator[Finding]:
    """Yield a finding if the day's first duty starts elsewhere than the vehicle stands."""
    found = day.duties[0].start
    if found != day.before:
        expected = f"must be {shown(day.before)}, {reason}"
        yield Finding(_where(case, day), "starts at", shown(found), expected)


def _run_ends_at_depot(case: Case) -> Iterator[Finding]:
    """V203: before a day off, a vehicle ends at its depot."""
    for day in case.vehicle_days:
        depot = case.facts.vehicles[day.vehicle].depot
        if not _nights_after(case, day.vehicle, day.day) and day.after != depot:
            expected = f"must be {depot}, its depot, before a day off"
            yield Finding(_where(case, day), "ends at", shown(day.after), expected)


def _nights_at_overnight_places(case: Case) -> Iterator[Finding]:
    """V204: away from its depot, a vehicle stands overnight at an overnight place only."""
    for day in _nights_away(case):
        is_known = day.after in case.facts.places
        if day.duties and is_known and day.after not in case.facts.rooms:
            expected = "must be its depot or an overnight place"
            yield Finding(_where(case, day), "stands overnight at", day.after, expected)


def _rooms(case: Case) -> Iterator[Finding]:
    """V205: no more vehicles stand overnight at a place than it has rooms."""
    guests = Counter((day.day, day.after) for day in _nights_away(case))
    for (day, place), count in sorted(guests.items()):
        rooms = case.facts.rooms.get(place)
        if rooms is not None and count > rooms:
            where = f"{place}, {day_name(case.facts, day)}"
            yield Finding(where, "vehicles overnight", str(count), f"at most {rooms}")


def _nights_per_week(case: Case) -> Iterator[Finding]:
    """V206: nights away per vehicle and week."""
    horizon = case.facts.horizon
    nights: Counter[tuple[str, int]] = Counter()
    for day in _nights_away(case):
        stay = _nights_after(case, day.vehicle, day.day)
        nights[day.vehicle, horizon.week_of(day.day)] += stay
    for (vehicle, week), count in nights.items():
        limit = case.facts.vehicles[vehicle].max_nights_per_week
        if limit is not None and count > limit:
            yield Finding(_week_where(vehicle, week), "nights away", str(count), f"at most {limit}")


def _daily_rest(case: Case) -> Iterator[Finding]:
    """V207: rest between duties on days that follow each other, also from cycle to cycle."""
    for before, day in _days_in_turn(case):
        least_s = case.facts.vehicles[day.vehicle].rules.daily_rest_s
        if not (before.duties and day.duties) or least_s is None:
            continue
        rest_s = day.duties[0].start_s + SECONDS_PER_DAY - before.duties[-1].end_s
        if rest_s < least_s:
            expected = f"at least {duration(least_s)}"
            note = excess(rest_s - least_s)
            what = "rest before the duty"
            yield Finding(_where(case, day), what, duration(rest_s), expected, note)


def _days_in_turn(case: Case) -> Iterator[tuple[VehicleDay, VehicleDay]]:
    """Yield a vehicle's days that follow each other; after a cycle's Sunday its Monday comes."""
    horizon = case.facts.horizon
    for before, day in pairwise(case.vehicle_days):
        if before.vehicle == day.vehicle and not horizon.is_run_start(day.day):
            yield before, day
    if horizon.goes_round:
        firsts = [day for day in case.vehicle_days if day.day == 0]
        lasts = [day for day in case.vehicle_days if day.day == len(horizon) - 1]
        yield from zip(lasts, firsts, strict=True)


def _works_when_away(case: Case) -> Iterator[Finding]:
    """V208: a vehicle away from its depot has a duty every day."""
    for day in case.vehicle_days:
        depot = case.facts.vehicles[day.vehicle].depot
        if not day.duties and day.before != depot:
            expected = f"at least 1, since it stands at {shown(day.before)}"
            yield Finding(_where(case, day), "duties", "0", expected)


def _weekly_working(case: Case) -> Iterator[Finding]:
    """V209: working time per vehicle and week."""
    working = _per_week(case, [replay.working_s if replay else 0 for replay in case.replays])
    for (vehicle, week), found_s in working.items():
        limit_s = case.facts.vehicles[vehicle].rules.max_weekly_working_s
        yield from _weekly(vehicle, week, "working time", found_s, limit_s)


def _weekly_driving(case: Case) -> Iterator[Finding]:
    """V210: driving time per vehicle and week."""
    driving = _per_week(case, [replay.driving_s if replay else 0 for replay in case.replays])
    for (vehicle, week), found_s in driving.items():
        limit_s = case.facts.vehicles[vehicle].rules.max_weekly_driving_s
        yield from _weekly(vehicle, week, "driving time", found_s, limit_s)


def _one_duty_a_day(case: Case) -> Iterator[Finding]:
    """V211: a vehicle has one duty a day at most."""
    for day in case.vehicle_days:
        if len(day.duties) > 1:
            yield Finding(_where(case, day), "duties", str(len(day.duties)), "at most 1 a day")


def _canonical_order(case: Case) -> Iterator[Finding]:
    """V212: duties are listed vehicle by vehicle, each in the order of days."""
    finished: set[str] = set()
    for first, second in pairwise(case.plan.duties):
        if first.vehicle != second.vehicle:
            finished.add(first.vehicle)
        if second.vehicle in finished or (
            first.vehicle == second.vehicle and second.day < first.day
        ):
            where = day_where(case.facts, second.vehicle, second.day)
            found = f"after {day_where(case.facts, first.vehicle, first.day)}"
            yield Finding(where, "listed", found, "duties go by vehicle, then by day")


def _same_horizon(case: Case) -> Iterator[Finding]:
    """V213: the plan's working days are the scenario's."""
    found, expected = case.plan.horizon, case.facts.horizon
    if found != expected:
        yield Finding(
            "plan",
            "working days",
            _days_text(found.weeks, found.days),
            f"must be {_days_text(expected.weeks, expected.days)}",
        )


def _nights_away(case: Case) -> Iterator[VehicleDay]:
    """Yield the days after which a vehicle stands away from its depot, before another duty."""
    for day in case.vehicle_days:
        is_away = day.after != case.facts.vehicles[day.vehicle].depot
        if is_away and _nights_after(case, day.vehicle, day.day):
            yield day


def _nights_after(case: Case, vehicle: str, day: int) -> int:
    """Return for how many nights a vehicle may stand away after a day."""
    return nights_until_next_day(case.facts, case.facts.vehicles[vehicle], day)


def _per_week(case: Case, seconds: list[int]) -> dict[tuple[str, int], int]:
    """Add up what the duties take, per known vehicle and week."""
    horizon = case.facts.horizon
    totals: dict[tuple[str, int], int] = {}
    for duty, duty_s in zip(case.plan.duties, seconds, strict=True):
        if duty.vehicle in case.facts.vehicles and 0 <= duty.day < len(horizon):
            key = (duty.vehicle, horizon.week_of(duty.day))
            totals[key] = totals.get(key, 0) + duty_s
    return totals


def _weekly(
    vehicle: str, week: int, what: str, found_s: int, limit_s: int | None
) -> Iterator[Finding]:
    """Yield a finding if a week's total exceeds its limit."""
    if limit_s is not None and found_s > limit_s:
        expected = f"at most {duration(limit_s)} a week"
        note = excess(found_s - limit_s)
        yield Finding(_week_where(vehicle, week), what, duration(found_s), expected, note)


def _where(case: Case, day: VehicleDay) -> str:
    """Return vehicle and day in words."""
    return day_where(case.facts, day.vehicle, day.day)


def _week_where(vehicle: str, week: int) -> str:
    """Return vehicle and week in words."""
    return f"vehicle {vehicle}, week {week + 1}"


def _days_text(weeks: int, days: tuple[tuple[int, str], ...]) -> str:
    """Return a horizon in words."""
    named = " ".join(f"{week + 1}:{shown(weekday)}" for week, weekday in days)
    return f"{named} of {weeks} weeks"


FLOW_RULES: dict[str, Rule] = {
    "V201": _starts_where_it_slept,
    "V202": _run_starts_at_depot,
    "V203": _run_ends_at_depot,
    "V204": _nights_at_overnight_places,
    "V205": _rooms,
    "V206": _nights_per_week,
    "V207": _daily_rest,
    "V208": _works_when_away,
    "V209": _weekly_working,
    "V210": _weekly_driving,
    "V211": _one_duty_a_day,
    "V212": _canonical_order,
    "V213": _same_horizon,
}
"""The rules by code."""
