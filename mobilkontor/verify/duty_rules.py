"""V101 to V113, V122 and V124: one vehicle's day: working time, breaks, hours, what it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mobilkontor.core.plan import Duty
from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.verify.facts import Facts
from mobilkontor.verify.judging import Rule, for_all_duties, for_all_replays
from mobilkontor.verify.replay import Replay, break_spot, day_where, stretches
from mobilkontor.verify.report import Finding, clock, duration, excess, shown

__all__ = ["DUTY_RULES"]


def _at_most(where: str, what: str, found_s: int, limit_s: int | None) -> Iterator[Finding]:
    """Yield a finding if a duration exceeds its limit."""
    if limit_s is not None and found_s > limit_s:
        yield Finding(
            where,
            what,
            duration(found_s),
            f"at most {duration(limit_s)}",
            excess(found_s - limit_s),
        )


def _working_time(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V101: working time of the duty."""
    limit_s = replay.vehicle.rules.max_working_s
    yield from _at_most(replay.where, "working time", replay.working_s, limit_s)


def _driving_time(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V102: driving time of the duty."""
    limit_s = replay.vehicle.rules.max_driving_s
    yield from _at_most(replay.where, "driving time", replay.driving_s, limit_s)


def _work_stretch(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V103: work without a break."""
    rules = replay.vehicle.rules
    # Without a length in the rules, any break at all ends a stretch.
    for length_s, until in stretches(replay, frozenset({"drive", "work"}), rules.work_break_s or 1):
        what = f"work without a break, until {until},"
        yield from _at_most(replay.where, what, length_s, rules.max_work_stretch_s)


def _driving_stretch(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V104: driving without a break."""
    rules = replay.vehicle.rules
    for length_s, until in stretches(replay, frozenset({"drive"}), rules.driving_break_s or 1):
        what = f"driving without a break, until {until},"
        yield from _at_most(replay.where, what, length_s, rules.max_driving_stretch_s)


def _opening_hours(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V105: offices open within the hours of the scenario."""
    for visit in duty.stops:
        where = f"{day_where(facts, duty.vehicle, duty.day)}, {shown(visit.place)}"
        if visit.open_s < facts.open_from_s:
            expected = f"not before {clock(facts.open_from_s)}"
            note = excess(visit.open_s - facts.open_from_s)
            yield Finding(where, "opens at", clock(visit.open_s), expected, note)
        if visit.close_s > facts.open_to_s:
            expected = f"not after {clock(facts.open_to_s)}"
            note = excess(visit.close_s - facts.open_to_s)
            yield Finding(where, "closes at", clock(visit.close_s), expected, note)


def _crew_window(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V106: the duty lies between the crew's earliest start and latest end."""
    duty, vehicle = replay.duty, replay.vehicle
    if duty.start_s < vehicle.earliest_start_s:
        expected = f"not before {clock(vehicle.earliest_start_s)}"
        note = excess(duty.start_s - vehicle.earliest_start_s)
        yield Finding(replay.where, "starts at", clock(duty.start_s), expected, note)
    if duty.end_s > vehicle.latest_end_s:
        expected = f"not after {clock(vehicle.latest_end_s)}"
        note = excess(duty.end_s - vehicle.latest_end_s)
        yield Finding(replay.where, "ends at", clock(duty.end_s), expected, note)


def _break_places(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V107: breaks lie at stops, on arrival before set-up or after packing before leaving."""
    for pause in duty.breaks:
        spot = break_spot(duty, pause)
        free = "at a stop of the duty, before it is left"
        is_free = spot is not None
        if spot is not None:
            visit, is_before = duty.stops[spot[0]], spot[1]
            from_s = visit.arrive_s if is_before else visit.close_s + facts.packing_s
            to_s = visit.open_s - facts.setup_s if is_before else visit.depart_s
            is_free = from_s <= pause.start_s and pause.end_s <= to_s
            free = f"between {clock(from_s)} and {clock(to_s)}"
        if not is_free:
            found = f"{clock(pause.start_s)} to {clock(pause.end_s)} at {shown(pause.place)}"
            where = day_where(facts, duty.vehicle, duty.day)
            yield Finding(where, "break", found, f"must lie {free}")


def _break_lengths(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V108: a break is as long as its kind needs to count."""
    rules = replay.vehicle.rules
    needed = {"meal": rules.work_break_s, "driving": rules.driving_break_s}
    for pause in replay.duty.breaks:
        # A kind that the rules set no length for must at least take time.
        least_s = needed.get(pause.kind) or SECONDS_PER_MINUTE
        length_s = pause.end_s - pause.start_s
        if length_s < least_s:
            where = f"{replay.where}, {shown(pause.place)}"
            expected = f"at least {duration(least_s)}"
            what = f"break ({shown(pause.kind)})"
            yield Finding(where, what, duration(length_s), expected, excess(length_s - least_s))


def _break_kinds(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V109: a break is a meal or a driving break."""
    for pause in duty.breaks:
        if pause.kind not in ("meal", "driving"):
            where = f"{day_where(facts, duty.vehicle, duty.day)}, {shown(pause.place)}"
            yield Finding(where, "kind of break", shown(pause.kind), "must be meal or driving")


def _stop_once(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V110: a duty visits a stop once at most."""
    for place, count in Counter(visit.place for visit in duty.stops).items():
        if count > 1:
            where = f"{day_where(facts, duty.vehicle, duty.day)}, {shown(place)}"
            yield Finding(where, "visits", str(count), "at most 1 in a duty")


def _known_places(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V111: every place of a duty is a place of the scenario."""
    named = [("start", duty.start), ("end", duty.end)]
    named += [("stop", visit.place) for visit in duty.stops]
    for what, place in named:
        if place not in facts.places:
            where = day_where(facts, duty.vehicle, duty.day)
            yield Finding(where, what, shown(place), "must be a place of the scenario")


def _known_vehicle(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V112: the vehicle is one of the scenario's."""
    if duty.vehicle not in facts.vehicles:
        where = day_where(facts, duty.vehicle, duty.day)
        yield Finding(where, "vehicle", shown(duty.vehicle), "must be a vehicle of the scenario")


def _known_day(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V113: the day is a working day of the cycle."""
    last = len(facts.horizon) - 1
    if not 0 <= duty.day <= last:
        where = day_where(facts, duty.vehicle, duty.day)
        yield Finding(where, "day", str(duty.day), f"must be a working day, 0 to {last}")


def _purpose(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V122: a duty visits a stop or moves the vehicle."""
    if not duty.stops and duty.start == duty.end:
        where = day_where(facts, duty.vehicle, duty.day)
        expected = f"at least 1 from {shown(duty.start)} back to it"
        yield Finding(where, "stops", "0", expected)


def _break_order(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V124: breaks follow each other."""
    for first, second in pairwise(duty.breaks):
        if second.start_s < first.end_s:
            where = day_where(facts, duty.vehicle, duty.day)
            expected = f"not before {clock(first.end_s)}, when the break before it ends"
            yield Finding(where, "break starts at", clock(second.start_s), expected)


DUTY_RULES: dict[str, Rule] = {
    "V101": for_all_replays(_working_time),
    "V102": for_all_replays(_driving_time),
    "V103": for_all_replays(_work_stretch),
    "V104": for_all_replays(_driving_stretch),
    "V105": for_all_duties(_opening_hours),
    "V106": for_all_replays(_crew_window),
    "V107": for_all_duties(_break_places),
    "V108": for_all_replays(_break_lengths),
    "V109": for_all_duties(_break_kinds),
    "V110": for_all_duties(_stop_once),
    "V111": for_all_duties(_known_places),
    "V112": for_all_duties(_known_vehicle),
    "V113": for_all_duties(_known_day),
    "V122": for_all_duties(_purpose),
    "V124": for_all_duties(_break_order),
}
"""The rules by code."""
