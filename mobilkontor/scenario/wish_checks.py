"""Check that promises, locks and included places can be kept: place and level exist."""

from __future__ import annotations

from collections import Counter

from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import visits as messages
from mobilkontor.scenario.messages.message import Message, shown
from mobilkontor.scenario.stop_schema import Level, Stops
from mobilkontor.scenario.wish_schema import Promise
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_wishes"]


def check_wishes(case: Case) -> None:
    """Add a problem for each promise, lock or inclusion that another key rules out.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    _check_wanted_places(case)
    _check_promised_levels(case)
    _check_locks_of_one_place(case)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _check_wanted_places(case: Case) -> None:
    """Check that a place that must have a stop is not kept from having one."""
    stops = case.draft.stops
    if stops is None:
        return
    open_offices = _open_offices(case)
    left_out = _municipality_left_out(case, stops)
    wanted: list[tuple[KeyPath, str]] = [
        (("stops", "include", index), place) for index, place in enumerate(stops.include)
    ]
    wanted += [(("promises", i, "place"), item.place) for i, item in case.draft.promises.items()]
    wanted += [(("locks", i, "place"), item.place) for i, item in case.draft.locks.items()]
    for path, place in wanted:
        why = ""
        if place in stops.exclude:
            why = "stops.exclude names it"
        elif place in left_out and place not in stops.include:
            found = shown(left_out[place])
            why = f"it lies in {found}, which stops.municipalities does not name"
        elif place in open_offices and place not in stops.include:
            why = "it has an open fixed office and is not in stops.include"
        if why:
            _tell(case, path, messages.wanted_but_excluded(key_text(path), place, why))


def _municipality_left_out(case: Case, stops: Stops) -> dict[str, str]:
    """Return the municipality of each place outside those to be served; none if all are."""
    if not stops.municipalities or case.places is None or case.municipalities is None:
        return {}
    # A misspelled name is told as such; without it the list says nothing of other places.
    if not case.municipalities.keys >= set(stops.municipalities):
        return {}
    return {
        place.id: place.municipality
        for place in case.places.values
        if place.municipality not in stops.municipalities
    }


def _open_offices(case: Case) -> set[str]:
    """Return the places with an open fixed office, the scenario's switches applied."""
    rows = case.offices.values if case.offices is not None else ()
    is_open = {office.place: office.is_open for office in rows}
    is_open |= {switch.place: switch.open for switch in case.draft.offices.values()}
    return {place for place, is_place_open in is_open.items() if is_place_open}


def _levels_of(case: Case) -> dict[str, tuple[Level, ...]]:
    """Return the levels each place would have as a stop; empty if that cannot be told."""
    stops = case.draft.stops
    if stops is None or case.places is None:
        return {}
    levels_of = {}
    for place in case.places.values:
        reached = [c for c in stops.level_classes if place.residents >= c.min_residents]
        levels_of[place.id] = reached[-1].levels if reached else ()
    return levels_of


def _check_promised_levels(case: Case) -> None:
    """Check that a promised place has a level that keeps the promise."""
    levels_of = _levels_of(case)
    for index, promise in case.draft.promises.items():
        levels = levels_of.get(promise.place)
        if levels is None or any(_keeps(level, promise) for level in levels):
            continue
        path = ("promises", index)
        how_much = "exactly" if promise.exactly else "at least"
        wanted = f"{how_much} {_level_text(promise.min_visits, promise.min_opening_min)}"
        offered = " or ".join(
            _level_text(level.visits_per_cycle, level.opening_min) for level in levels
        )
        message = messages.no_level_for_promise(
            key_text(path), promise.place, wanted, offered or "none"
        )
        _tell(case, path, message)


def _keeps(level: Level, promise: Promise) -> bool:
    """Tell whether a level keeps a promise."""
    if promise.exactly:
        is_long = level.opening_min == promise.min_opening_min or not promise.min_opening_min
        return is_long and level.visits_per_cycle == promise.min_visits
    return (
        level.visits_per_cycle >= promise.min_visits
        and level.opening_min >= promise.min_opening_min
    )


def _level_text(visits: int, opening_min: int) -> str:
    visits_text = "1 visit" if visits == 1 else f"{visits} visits"
    return f"{visits_text} of {opening_min} min"


def _check_locks_of_one_place(case: Case) -> None:
    """Check that no two vehicles are locked to one visit, and no more visits than a level has."""
    first_locks: dict[tuple[str, int, str], tuple[int, str | None]] = {}
    num_days: Counter[str] = Counter()
    levels_of = _levels_of(case)
    for index, lock in case.draft.locks.items():
        path: KeyPath = ("locks", index)
        visit = (lock.place, lock.week, lock.weekday)
        first, vehicle = first_locks.setdefault(visit, (index, lock.vehicle))
        if first != index:
            if None not in (vehicle, lock.vehicle) and vehicle != lock.vehicle:
                message = messages.locks_clash(key_text(path), key_text(("locks", first)))
                _tell(case, path, message)
            continue
        num_days[lock.place] += 1
        levels = levels_of.get(lock.place)
        most = max((level.visits_per_cycle for level in levels or ()), default=0)
        if levels is not None and num_days[lock.place] > most:
            message = messages.locks_more_than_levels(
                key_text(path), lock.place, num_days[lock.place], most
            )
            _tell(case, path, message)
