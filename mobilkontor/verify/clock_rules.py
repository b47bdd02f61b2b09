"""V114 to V121, V123 and V331: clocks and totals that follow from legs and work at the stops."""

from __future__ import annotations

from collections.abc import Iterator

from mobilkontor.core.plan import Duty
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_MINUTE
from mobilkontor.verify.facts import Facts
from mobilkontor.verify.judging import Rule, for_all_duties, for_all_replays
from mobilkontor.verify.replay import Replay, day_where
from mobilkontor.verify.report import Finding, clock, duration, excess, money, shown

__all__ = ["CLOCK_RULES"]

_COST_TOLERANCE_SEK = 0.01
"""Plan files round to the öre."""


def _clock_is(
    where: str, what: str, found_s: int, expected_s: int, reason: str
) -> Iterator[Finding]:
    """Yield a finding if a clock differs from the one that follows from the step before."""
    if found_s != expected_s:
        expected = f"must be {clock(expected_s)} {reason}"
        yield Finding(where, what, clock(found_s), expected, excess(found_s - expected_s))


def _arrivals(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V114: the vehicle arrives when the drive from the place before is over."""
    for visit, expected_s in zip(replay.duty.stops, replay.arrive_s, strict=True):
        where = f"{replay.where}, {visit.place}"
        yield from _clock_is(where, "arrives at", visit.arrive_s, expected_s, "after the drive")


def _openings(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V115: the office opens when breaks on arrival and set-up are over."""
    for visit, expected_s in zip(replay.duty.stops, replay.open_s, strict=True):
        where = f"{replay.where}, {visit.place}"
        reason = "after breaks and set-up"
        yield from _clock_is(where, "opens at", visit.open_s, expected_s, reason)


def _departures(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V116: the vehicle leaves when packing and the breaks after it are over."""
    for visit, expected_s in zip(replay.duty.stops, replay.depart_s, strict=True):
        where = f"{replay.where}, {visit.place}"
        reason = "after packing and breaks"
        yield from _clock_is(where, "leaves at", visit.depart_s, expected_s, reason)


def _end_clock(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V117: the duty ends when the last drive is over."""
    duty = replay.duty
    yield from _clock_is(replay.where, "ends at", duty.end_s, replay.end_s, "after the last drive")


def _recorded_driving(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V118: recorded driving time."""
    found_s = replay.duty.driving_s
    if found_s != replay.driving_s:
        expected, note = f"is {duration(replay.driving_s)}", excess(found_s - replay.driving_s)
        yield Finding(replay.where, "recorded driving time", duration(found_s), expected, note)


def _recorded_working(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V119: recorded working time."""
    found_s = replay.duty.working_s
    if found_s != replay.working_s:
        expected, note = f"is {duration(replay.working_s)}", excess(found_s - replay.working_s)
        yield Finding(replay.where, "recorded working time", duration(found_s), expected, note)


def _recorded_distance(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V120: recorded distance."""
    found_m = replay.duty.distance_m
    if found_m != replay.distance_m:
        found = f"{found_m / METRES_PER_KM:.3f} km"
        expected = f"is {replay.distance_m / METRES_PER_KM:.3f} km"
        yield Finding(replay.where, "recorded distance", found, expected)


def _recorded_cost(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V121: recorded cost."""
    found_sek = replay.duty.cost_sek
    if abs(found_sek - replay.cost_sek) > _COST_TOLERANCE_SEK:
        expected = f"is {money(replay.cost_sek)}"
        yield Finding(replay.where, "recorded cost", money(found_sek), expected)


def _whole_minutes(facts: Facts, duty: Duty) -> Iterator[Finding]:
    """V123: clocks are whole minutes; told once per duty, since one late start moves them all."""
    clocks = [duty.start_s]
    for visit in duty.stops:
        clocks += [visit.arrive_s, visit.open_s, visit.close_s, visit.depart_s]
    clocks += [second for pause in duty.breaks for second in (pause.start_s, pause.end_s)]
    clocks.append(duty.end_s)
    broken = next((second for second in clocks if second % SECONDS_PER_MINUTE), None)
    if broken is not None:
        where = day_where(facts, duty.vehicle, duty.day)
        yield Finding(where, "clock", clock(broken), "must be whole minutes")


def _open_roads(facts: Facts, replay: Replay) -> Iterator[Finding]:
    """V331: there is a way for every leg over roads that are open to the vehicle in its week."""
    if replay.blocked:
        drives = ", ".join(f"{shown(start)} to {shown(end)}" for start, end in replay.blocked)
        yield Finding(replay.where, "drive", drives, "must have a way open to the vehicle")


CLOCK_RULES: dict[str, Rule] = {
    "V114": for_all_replays(_arrivals),
    "V115": for_all_replays(_openings),
    "V116": for_all_replays(_departures),
    "V117": for_all_replays(_end_clock),
    "V118": for_all_replays(_recorded_driving),
    "V119": for_all_replays(_recorded_working),
    "V120": for_all_replays(_recorded_distance),
    "V121": for_all_replays(_recorded_cost),
    "V123": for_all_duties(_whole_minutes),
    "V331": for_all_replays(_open_roads),
}
"""The rules by code."""
