"""Rebuild every clock and total of a duty from the travel matrix and the scenario.

The replay trusts only what the plan decides: the start, the order of the stops, the opening times
and the breaks. Everything that follows from them is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.matrix import PartialMatrix
from mobilkontor.core.plan import Break, Duty
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR, leg_time_s
from mobilkontor.verify.facts import Facts, VehicleFacts, nights_until_next_day
from mobilkontor.verify.report import shown

__all__ = ["Replay", "Step", "break_spot", "day_name", "day_where", "replay_duty", "stretches"]


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a duty that is one kind of activity.

    Attributes
    ----------
    kind : str
        ``drive``, ``work`` or ``break``.
    duration_s : int
        Its length [s].
    place : str
        Where it ends.
    """

    kind: str
    duration_s: int
    place: str


@dataclass(frozen=True, slots=True)
class Replay:
    """A duty lived through again.

    Attributes
    ----------
    duty : Duty
        The duty as the plan records it.
    where : str
        Its vehicle and day, as violations name them.
    vehicle : VehicleFacts
        Its vehicle.
    steps : tuple of Step
        All activities in order.
    arrive_s, open_s, depart_s : tuple of int
        Clock at each stop that follows from the step before it in the plan [s after midnight].
    end_s : int
        Clock of coming to rest that follows from the last departure [s after midnight].
    driving_s, working_s, distance_m : int
        Totals [s, s, m].
    cost_sek : float
        Cost with the night after it.
    blocked : tuple of (str, str)
        Ends of the legs that no open road joins.
    """

    duty: Duty
    where: str
    vehicle: VehicleFacts
    steps: tuple[Step, ...]
    arrive_s: tuple[int, ...]
    open_s: tuple[int, ...]
    depart_s: tuple[int, ...]
    end_s: int
    driving_s: int
    working_s: int
    distance_m: int
    cost_sek: float
    blocked: tuple[tuple[str, str], ...] = ()


def replay_duty(
    facts: Facts, travel_mobile: Mapping[str, PartialMatrix], duty: Duty
) -> Replay | None:
    """Live a duty through again.

    Parameters
    ----------
    facts : Facts
        Facts of the scenario.
    travel_mobile : mapping of str to PartialMatrix
        Travel of each vehicle, before its factor and the buffer.
    duty : Duty
        The duty as the plan records it.

    Returns
    -------
    Replay or None
        None if the vehicle or a place is unknown, so that there is nothing to replay.
    """
    ids = (duty.start, *(visit.place for visit in duty.stops), duty.end)
    vehicle = facts.vehicles.get(duty.vehicle)
    if vehicle is None or any(place not in facts.places for place in ids):
        return None
    time_s, legs_m, blocked = _travel(facts, travel_mobile[duty.vehicle], duty, ids)
    legs_s = leg_time_s(time_s, time_factor=vehicle.time_factor, buffer_s=facts.buffer_s).tolist()
    distance_m = int(legs_m.sum())
    steps = tuple(_steps(facts, duty, legs_s))
    driving_s = sum(step.duration_s for step in steps if step.kind == "drive")
    working_s = sum(step.duration_s for step in steps if step.kind != "break")
    departures = (duty.start_s, *(visit.depart_s for visit in duty.stops))
    pauses = [_pauses(duty, index) for index in range(len(duty.stops))]
    return Replay(
        duty=duty,
        where=day_where(facts, duty.vehicle, duty.day),
        vehicle=vehicle,
        steps=steps,
        arrive_s=tuple(map(sum, zip(departures[:-1], legs_s[:-1], strict=True))),
        open_s=tuple(
            visit.arrive_s + _total(before) + facts.setup_s
            for visit, (before, _) in zip(duty.stops, pauses, strict=True)
        ),
        depart_s=tuple(
            visit.close_s + facts.packing_s + _total(after)
            for visit, (_, after) in zip(duty.stops, pauses, strict=True)
        ),
        end_s=departures[-1] + legs_s[-1],
        driving_s=driving_s,
        working_s=working_s,
        distance_m=distance_m,
        cost_sek=_cost_sek(facts, vehicle, duty, distance_m=distance_m, working_s=working_s),
        blocked=blocked,
    )


def _travel(
    facts: Facts, matrix: PartialMatrix, duty: Duty, ids: tuple[str, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[tuple[str, str], ...]]:
    """Return time and distance of each leg over open roads, and the ends of legs without a way.

    A leg without a way has a violation of its own; the way over the closed road stands in.
    """
    time_s, legs_m, is_joined = _legs(matrix, ids)
    is_known_day = 0 <= duty.day < len(facts.horizon)
    by_week = facts.detours.get(duty.vehicle, {})
    detours = by_week.get(facts.horizon.week_of(duty.day)) if is_known_day else None
    if detours is not None:
        around_s, around_m, is_joined = _legs(detours, ids)
        time_s = np.where(is_joined, around_s, time_s)
        legs_m = np.where(is_joined, around_m, legs_m)
    cut_off = np.flatnonzero(~is_joined)
    return time_s, legs_m, tuple((ids[leg], ids[leg + 1]) for leg in cut_off)


def _legs(
    matrix: PartialMatrix, ids: tuple[str, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return time and distance of each leg, and whether there is a way."""
    driven = matrix.subset(tuple(dict.fromkeys(ids)))
    rows = np.array([driven.place_ids.index(place) for place in ids], dtype=np.intp)
    legs = rows[:-1], rows[1:]
    return driven.time_s[legs], driven.distance_m[legs], driven.is_joined[legs]


def day_where(facts: Facts, vehicle: str, day: int) -> str:
    """Return vehicle and day as violations name them.

    Parameters
    ----------
    facts : Facts
        Facts of the scenario.
    vehicle : str
        Id of the vehicle, known or not.
    day : int
        Position in the horizon, or beyond it.

    Returns
    -------
    str
        Such as ``vehicle 2, tue``.
    """
    return f"vehicle {shown(vehicle)}, {day_name(facts, day)}"


def day_name(facts: Facts, day: int) -> str:
    """Return a day as violations name it.

    Parameters
    ----------
    facts : Facts
        Facts of the scenario.
    day : int
        Position in the horizon, or beyond it.

    Returns
    -------
    str
        The weekday, with the week if the cycle has several; ``day 9`` beyond the horizon.
    """
    if not 0 <= day < len(facts.horizon):
        return f"day {day}"
    week, weekday = facts.horizon.days[day]
    return weekday if facts.horizon.weeks == 1 else f"week {week + 1} {weekday}"


def break_spot(duty: Duty, pause: Break) -> tuple[int, bool] | None:
    """Return the stop at which a break lies.

    Parameters
    ----------
    duty : Duty
        The duty.
    pause : Break
        One of its breaks.

    Returns
    -------
    tuple of (int, bool) or None
        Position of the stop, and whether the break comes before opening; None if it is at no stop.
    """
    for index, visit in enumerate(duty.stops):
        if visit.place == pause.place and pause.start_s <= visit.depart_s:
            return index, pause.start_s < visit.open_s
    return None


def stretches(replay: Replay, kinds: frozenset[str], reset_s: int) -> Iterator[tuple[int, str]]:
    """Yield the stretches between breaks that are long enough to end one.

    Parameters
    ----------
    replay : Replay
        The duty.
    kinds : frozenset of str
        Kinds of steps that add to a stretch.
    reset_s : int
        Shortest break that ends a stretch [s].

    Yields
    ------
    tuple of (int, str)
        Length of the stretch [s] and the place where it ends.
    """
    length_s = 0
    for step in replay.steps:
        if step.kind == "break" and step.duration_s >= reset_s:
            yield length_s, step.place
            length_s = 0
        elif step.kind in kinds:
            length_s += step.duration_s
    yield length_s, replay.duty.end


def _steps(facts: Facts, duty: Duty, legs_s: list[int]) -> Iterator[Step]:
    """Yield the activities of a duty in order."""
    for index, visit in enumerate(duty.stops):
        before, after = _pauses(duty, index)
        yield Step("drive", legs_s[index], visit.place)
        for pause in before:
            yield Step("break", pause.end_s - pause.start_s, visit.place)
        open_s = visit.close_s - visit.open_s
        yield Step("work", facts.setup_s + open_s + facts.packing_s, visit.place)
        for pause in after:
            yield Step("break", pause.end_s - pause.start_s, visit.place)
    yield Step("drive", legs_s[-1], duty.end)


def _pauses(duty: Duty, stop: int) -> tuple[list[Break], list[Break]]:
    """Return the breaks of a stop before opening and after closing."""
    before = [pause for pause in duty.breaks if break_spot(duty, pause) == (stop, True)]
    after = [pause for pause in duty.breaks if break_spot(duty, pause) == (stop, False)]
    return before, after


def _total(pauses: list[Break]) -> int:
    """Return the length of breaks together [s]."""
    return sum(pause.end_s - pause.start_s for pause in pauses)


def _cost_sek(
    facts: Facts, vehicle: VehicleFacts, duty: Duty, *, distance_m: int, working_s: int
) -> float:
    """Return the cost of a duty with the nights after it [SEK]."""
    # Who stands away without leave has a violation of its own; one night stands in for its cost.
    nights = max(1, nights_until_next_day(facts, vehicle, duty.day))
    is_away = duty.end != vehicle.depot
    return (
        distance_m / METRES_PER_KM * vehicle.cost_per_km_sek
        + working_s / SECONDS_PER_HOUR * vehicle.cost_per_hour_sek
        + vehicle.cost_per_day_sek
        + (nights * facts.cost_per_night_sek.get(duty.end, 0.0) if is_away else 0.0)
    )
