"""Own the rules that can be loosened: their names, and the problem that keeps only some of them.

A rule is a promise, a lock, a floor, the budget, or a limit of the week or of rooms. Everything
else (vehicles, driving times, rules of the day, opening hours, visit patterns) always holds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.goals import Goal
from mobilkontor.core.instance import (
    AccessTable,
    Floor,
    Instance,
    Lock,
    Profile,
    Promise,
    Vehicle,
)
from mobilkontor.core.units import SECONDS_PER_MINUTE

__all__ = ["Limit", "Rule", "keep_only", "rules_of", "with_levels"]


class Limit(Enum):
    """What is limited for the whole plan; the value names it."""

    BUDGET = "budget"
    WORKING = "limit: working hours of a crew per week"
    DRIVING = "limit: driving hours of a crew per week"
    NIGHTS = "limit: nights away per week"
    ROOMS = "limit: rooms at the overnight places"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be dropped.

    Attributes
    ----------
    text : str
        Its name, in the words of the scenario.
    part : Promise, Lock, Floor or Limit
        What it is in the instance; a floor holds one of its demands.
    """

    text: str
    part: Promise | Lock | Floor | Limit


def rules_of(instance: Instance) -> tuple[Rule, ...]:
    """Return the rules of a problem that can be dropped.

    Parameters
    ----------
    instance : Instance
        Problem.

    Returns
    -------
    tuple of Rule
        Limits, floors, promises, locks: what is easier to loosen comes later.
    """
    return tuple(
        [
            *_limits(instance),
            *_floors(instance),
            *(Rule(_promise_text(instance, part), part) for part in _promises(instance)),
            *(Rule(_lock_text(instance, part), part) for part in instance.locks),
        ]
    )


def _limits(instance: Instance) -> Iterator[Rule]:
    """Yield the limits that the problem has."""
    rules = [profile.rules for profile in instance.profiles]
    if any(rule.max_weekly_working_s is not None for rule in rules):
        yield Rule(Limit.WORKING.value, Limit.WORKING)
    if any(rule.max_weekly_driving_s is not None for rule in rules):
        yield Rule(Limit.DRIVING.value, Limit.DRIVING)
    if any(vehicle.max_nights_per_week is not None for vehicle in instance.vehicles):
        yield Rule(Limit.NIGHTS.value, Limit.NIGHTS)
    if (instance.overnight_rooms < len(instance.vehicles)).any():
        yield Rule(Limit.ROOMS.value, Limit.ROOMS)
    if instance.budget_sek is not None:
        yield Rule(f"budget: at most {instance.budget_sek:.10g} SEK", Limit.BUDGET)


def _floors(instance: Instance) -> Iterator[Rule]:
    """Yield the demands of every floor, each on its own."""
    for floor in instance.floors:
        name = f"floor: {floor.name}"
        alone = Floor(floor.name, floor.places, floor.stops)
        if floor.min_visits > 0:
            part = dataclasses.replace(alone, min_visits=floor.min_visits)
            yield Rule(f"{name}, at least {_visits(floor.min_visits)}", part)
        if floor.min_met_visits > 0:
            what = floor.met_demand or f"{floor.min_met_visits:.6g} met visits"
            part = dataclasses.replace(alone, min_met_visits=floor.min_met_visits)
            yield Rule(f"{name}, at least {what}", part)
        if floor.min_covered > 0:
            what = floor.covered_demand or f"{floor.min_covered:.6g} residents covered"
            part = dataclasses.replace(
                alone, coverages=floor.coverages, min_covered=floor.min_covered
            )
            yield Rule(f"{name}, at least {what}", part)


def _promises(instance: Instance) -> tuple[Promise, ...]:
    """Return the promises, read off the stops where they have no names."""
    if instance.unpromised is not None:
        return instance.promises
    return tuple(Promise(int(stop), 1, 0) for stop in np.nonzero(instance.stop_is_promised)[0])


def _visits(count: int) -> str:
    """Return a number of visits in words."""
    return f"{count} visit" if count == 1 else f"{count} visits"


def _place(instance: Instance, stop: int) -> str:
    """Return the place of a stop."""
    return instance.node_ids[int(instance.stop_node[stop])]


def _promise_text(instance: Instance, promise: Promise) -> str:
    """Return a promise in the words of the scenario."""
    opening_min = promise.min_opening_s // SECONDS_PER_MINUTE
    how_much = "exactly" if promise.is_exact else "at least"
    long = f" of {opening_min} min" if opening_min else ""
    return (
        f"promise: {_place(instance, promise.stop)} "
        f"({how_much} {_visits(promise.min_visits)}{long})"
    )


def _lock_text(instance: Instance, lock: Lock) -> str:
    """Return a lock in the words of the scenario, where weeks count from 0."""
    week, weekday = instance.horizon.days[lock.day]
    when = weekday if instance.horizon.weeks == 1 else f"{weekday} of week {week}"
    by = "" if lock.vehicle is None else f" by {instance.vehicles[lock.vehicle].id}"
    return f"lock: {_place(instance, lock.stop)} on {when}{by}"


def keep_only(instance: Instance, rules: Sequence[Rule]) -> Instance:
    """Return the problem with some of its rules only, in which any plan is as good as another.

    What a plan meets is worth nothing here, so only floors ask for it.

    Parameters
    ----------
    instance : Instance
        Problem.
    rules : sequence of Rule
        Rules that still hold, of `rules_of`.

    Returns
    -------
    Instance
        It has a plan if, and only if, the given problem has one that keeps these rules. Options
        stay as they are without promises, so the duties are the same whatever is kept.
    """
    parts = [rule.part for rule in rules]
    promises = [part for part in parts if isinstance(part, Promise)]
    base = _with_promised_levels(instance.unpromised or instance, promises)
    # Levels have other numbers there, so what covers whom is read off its own floors.
    covering = {floor.name: floor.coverages for floor in base.floors}
    floors = tuple(
        dataclasses.replace(part, coverages=covering[part.name] if part.min_covered > 0 else ())
        for part in parts
        if isinstance(part, Floor)
    )
    promised = np.zeros(instance.num_stops, dtype=np.bool_)
    promised[[promise.stop for promise in promises]] = True
    rooms = instance.overnight_rooms
    return base.replace(
        stop_is_promised=promised,
        locks=tuple(part for part in parts if isinstance(part, Lock)),
        floors=floors,
        budget_sek=instance.budget_sek if Limit.BUDGET in parts else None,
        profiles=tuple(_with_limits(profile, parts) for profile in instance.profiles),
        vehicles=tuple(_with_nights(vehicle, parts) for vehicle in instance.vehicles),
        overnight_rooms=rooms
        if Limit.ROOMS in parts
        else np.maximum(rooms, len(instance.vehicles)),
        access=_access_of(base, floors),
        value_per_met_visit_sek=0.0,
        goal=Goal.VALUE_MINUS_COST,
        aims=(),
        promises=(),
        unpromised=None,
    )


def _with_limits(profile: Profile, parts: Sequence[object]) -> Profile:
    """Return a profile without the weekly limits that do not hold."""
    rules = profile.rules
    kept = dataclasses.replace(
        rules,
        max_weekly_working_s=rules.max_weekly_working_s if Limit.WORKING in parts else None,
        max_weekly_driving_s=rules.max_weekly_driving_s if Limit.DRIVING in parts else None,
    )
    return dataclasses.replace(profile, rules=kept)


def _with_nights(vehicle: Vehicle, parts: Sequence[object]) -> Vehicle:
    """Return a vehicle without the limit on its nights if that does not hold."""
    if Limit.NIGHTS in parts:
        return vehicle
    return dataclasses.replace(vehicle, max_nights_per_week=None)


def _with_promised_levels(instance: Instance, promises: Sequence[Promise]) -> Instance:
    """Return the problem without the levels that do not keep a promise."""
    is_kept = np.ones(len(instance.level_stop), dtype=np.bool_)
    opening_s = instance.option_opening_s[instance.level_option]
    for promise in promises:
        is_little = instance.level_visits < promise.min_visits
        is_little |= opening_s < promise.min_opening_s
        is_kept &= ~((instance.level_stop == promise.stop) & is_little)
        if promise.is_exact:
            is_much = instance.level_visits > promise.min_visits
            is_much |= (opening_s > promise.min_opening_s) & (promise.min_opening_s > 0)
            is_kept &= ~((instance.level_stop == promise.stop) & is_much)
    return with_levels(instance, is_kept) if not is_kept.all() else instance


def with_levels(instance: Instance, is_kept: NDArray[np.bool_]) -> Instance:
    """Return the problem with some of its levels, numbered anew.

    Parameters
    ----------
    instance : Instance
        Problem.
    is_kept : ndarray of bool, shape (num_levels,)
        Which levels are left.

    Returns
    -------
    Instance
        Without the patterns, met visits and coverage of the others.
    """
    number = np.cumsum(is_kept) - 1
    pattern_kept, access = is_kept[instance.pattern_level], instance.access
    pair_kept = is_kept[access.pair_level]
    return instance.replace(
        level_stop=instance.level_stop[is_kept],
        level_option=instance.level_option[is_kept],
        level_visits=instance.level_visits[is_kept],
        pattern_level=number[instance.pattern_level[pattern_kept]],
        pattern_days=instance.pattern_days[pattern_kept],
        access=_numbered(_with_pairs(access, pair_kept), number),
        floors=tuple(_with_covering(floor, is_kept, number) for floor in instance.floors),
    )


def _numbered(access: AccessTable, number: NDArray[np.int64]) -> AccessTable:
    """Return the benefit with new numbers of the levels."""
    return dataclasses.replace(access, pair_level=number[access.pair_level])


def _with_covering(floor: Floor, is_kept: NDArray[np.bool_], number: NDArray[np.int64]) -> Floor:
    """Return a floor that knows the levels that are left by their new numbers."""
    coverages = tuple(
        dataclasses.replace(
            coverage, levels=tuple(int(number[q]) for q in coverage.levels if is_kept[q])
        )
        for coverage in floor.coverages
    )
    return dataclasses.replace(floor, coverages=coverages)


def _access_of(instance: Instance, floors: Sequence[Floor]) -> AccessTable:
    """Return the benefit of the places for which a floor asks for met visits."""
    access = instance.access
    places = [place for floor in floors if floor.min_met_visits > 0 for place in floor.places]
    kept = _with_pairs(access, np.isin(access.pair_place, places))
    office_kept = np.isin(access.office_place, places)
    return dataclasses.replace(
        kept,
        office_place=access.office_place[office_kept],
        office_number=access.office_number[office_kept],
        office_met_visits=access.office_met_visits[office_kept],
        office_weight=access.office_weight[office_kept],
    )


def _with_pairs(access: AccessTable, is_kept: NDArray[np.bool_]) -> AccessTable:
    """Return the benefit of some of the pairs with levels."""
    return dataclasses.replace(
        access,
        pair_place=access.pair_place[is_kept],
        pair_level=access.pair_level[is_kept],
        pair_met_visits=access.pair_met_visits[is_kept],
        pair_weight=None if access.pair_weight is None else access.pair_weight[is_kept],
    )
