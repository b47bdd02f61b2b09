"""Own the wishes: promises and locks, and what tells that one cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mobilkontor.access.candidates import PlaceKind, Standing
from mobilkontor.build.stops import Stop
from mobilkontor.core.calendar import Horizon
from mobilkontor.core.instance import Instance, Lock, Promise
from mobilkontor.core.units import minutes_to_s
from mobilkontor.scenario.model import Scenario

__all__ = ["locks_of", "promises_of", "unserved_wishes"]


def promises_of(scenario: Scenario, instance: Instance) -> tuple[Promise, ...]:
    """Return the promises, each once, in the order of the scenario."""
    stop = {instance.node_ids[node]: position for position, node in enumerate(instance.stop_node)}
    return tuple(
        dict.fromkeys(
            Promise(
                stop=stop[entry.place],
                min_visits=entry.min_visits,
                min_opening_s=minutes_to_s(entry.min_opening_min),
                is_exact=entry.exactly,
            )
            for entry in scenario.file.promises
        )
    )


def locks_of(scenario: Scenario, horizon: Horizon, stops: tuple[Stop, ...]) -> tuple[Lock, ...]:
    """Return the locks, each once; one without vehicle says nothing beside one with."""
    stop = {stop.place.id: position for position, stop in enumerate(stops)}
    vehicle = {entry.id: position for position, entry in enumerate(scenario.file.vehicles)}
    locks = {
        Lock(
            stop=stop[entry.place],
            day=horizon.days.index((entry.week, entry.weekday)),
            vehicle=None if entry.vehicle is None else vehicle[entry.vehicle],
        )
        for entry in scenario.file.locks
    }
    named = {(lock.stop, lock.day) for lock in locks if lock.vehicle is not None}
    kept = [k for k in locks if k.vehicle is not None or (k.stop, k.day) not in named]
    return tuple(sorted(kept, key=lambda lock: (lock.stop, lock.day, lock.vehicle or 0)))


def unserved_wishes(
    scenario: Scenario,
    standings: Mapping[str, Standing],
    stops: tuple[Stop, ...],
) -> Iterator[str]:
    """Yield a text for every promise and lock that can be seen to have no plan."""
    served = {stop.place.id for stop in stops}
    wishes = [("promises", promise.place) for promise in scenario.file.promises]
    wishes += [("locks", lock.place) for lock in scenario.file.locks]
    for key, place in dict.fromkeys(wishes):
        standing = standings[place]
        if standing.kind is not PlaceKind.CANDIDATE:
            why = " ".join([standing.kind.value, standing.other]).strip().replace("_", " ")
            yield (
                f"E321 {key}: {place} must be served but is no candidate stop ({why}). "
                "Add it to stops.include, or take the entry away."
            )
        elif place not in served:
            yield (
                f"E322 {key}: {place} must be served, and none of its levels keeps its promises, "
                "locks, allowed and forbidden days and gaps. Add a level, or loosen one of them."
            )
