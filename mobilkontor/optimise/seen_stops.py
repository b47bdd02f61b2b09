"""Own the problem in which only some stops are seen: visits to all others are struck out.

**Why it is a relaxation.** Take any plan of a problem in which nothing is worth anything (only
rules count, see `clash_rules.keep_only`), and strike out the visits to the stops that are not seen,
and their levels. Every stop that is seen keeps its pattern. Every duty keeps its start and end and
its other visits, and is charged no more driving, work or distance than before; so the limits of the
week, nights, rooms and budget hold. A floor, a promise or a lock asks for stops that are seen only
(`asked_stops`), with their visitors, new offices and coverage. So what is left is a plan of the
problem with the seen stops over the seen duties, and if that has none, no plan keeps the rules.

Roads and opening hours are not looked at again: a struck duty is kept even where no crew could
drive it that way, which only loosens the problem.
"""

from __future__ import annotations

import dataclasses
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Floor, Instance, Lock, Promise
from mobilkontor.duties.dominance import group_keys
from mobilkontor.duties.pool import NO_OPTION, DutyPool, concatenate
from mobilkontor.optimise.clash_rules import with_levels

__all__ = ["SeenPool", "asked_stops", "only_stops", "seen_pool"]

IntArray = NDArray[np.int64]

Wish = TypeVar("Wish", Lock, Promise)


def asked_stops(instance: Instance) -> IntArray:
    """Return the stops that promises, locks and floors of a problem speak of, increasing."""
    is_asked = instance.stop_is_promised.copy()
    is_asked[[lock.stop for lock in instance.locks]] = True
    for floor in instance.floors:
        if floor.min_visits > 0:
            is_asked[list(floor.stops)] = True
        if floor.min_met_visits > 0:
            users = np.isin(instance.access.pair_place, floor.places)
            is_asked[instance.level_stop[instance.access.pair_level[users]]] = True
        if floor.min_covered > 0:
            for coverage in floor.coverages:
                is_asked[instance.level_stop[list(coverage.levels)]] = True
    return np.nonzero(is_asked)[0]


def only_stops(instance: Instance, stops: IntArray) -> Instance:
    """Return a problem with some of its stops only.

    Parameters
    ----------
    instance : Instance
        Problem, of `keep_only`.
    stops : ndarray of int64
        Its `asked_stops`, or more.

    Returns
    -------
    Instance
        The same rules over these stops, numbered anew.
    """
    options = _options_of(instance, stops)
    kept = with_levels(instance, np.isin(instance.level_stop, stops))
    return kept.replace(
        stop_node=kept.stop_node[stops],
        stop_is_promised=kept.stop_is_promised[stops],
        option_stop=np.searchsorted(stops, kept.option_stop[options]),
        option_opening_s=kept.option_opening_s[options],
        option_half=tuple(kept.option_half[number] for number in options)
        if kept.option_half
        else (),
        level_stop=np.searchsorted(stops, kept.level_stop),
        level_option=np.searchsorted(options, kept.level_option),
        floors=tuple(_floor_over(floor, stops) for floor in kept.floors),
        locks=tuple(_over(lock, stops) for lock in kept.locks),
        promises=tuple(_over(promise, stops) for promise in kept.promises),
        unpromised=None,
    )


def _options_of(instance: Instance, stops: IntArray) -> IntArray:
    """Return the options of some stops."""
    return np.nonzero(np.isin(instance.option_stop, stops))[0]


def _floor_over(floor: Floor, stops: IntArray) -> Floor:
    """Return a floor in the numbers of the stops that are seen."""
    inside = [stop for stop in floor.stops if stop in stops]
    return dataclasses.replace(floor, stops=tuple(np.searchsorted(stops, inside).tolist()))


def _over(wish: Wish, stops: IntArray) -> Wish:
    """Return a lock or a promise in the numbers of the stops that are seen."""
    return dataclasses.replace(wish, stop=int(np.searchsorted(stops, wish.stop)))


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class SeenPool:
    """Duties with the visits to some stops only.

    Attributes
    ----------
    pool : DutyPool
        First those that visit no other stop, then those that were struck.
    num_whole : int
        How many were not struck: these can be driven as they are.
    """

    pool: DutyPool
    num_whole: int


def seen_pool(instance: Instance, pool: DutyPool, stops: IntArray) -> SeenPool:
    """Return the duties of a profile as they look if only some stops are seen.

    Parameters
    ----------
    instance : Instance
        Problem with all stops.
    pool : DutyPool
        Its duties.
    stops : ndarray of int64
        Stops that are seen.

    Returns
    -------
    SeenPool
        Struck duties alike in terminals, visits and roads are one, charged the least of each
        resource of any of them, and left out where a whole one is charged no more.
    """
    options = _options_of(instance, stops)
    number = np.full(len(instance.option_stop) + 1, NO_OPTION, dtype=np.int64)
    number[options] = np.arange(len(options))
    is_struck = ((pool.options != NO_OPTION) & (number[pool.options] == NO_OPTION)).any(axis=1)
    whole = _renumbered(pool.take(~is_struck), number)
    struck = _by_roads(_renumbered(pool.take(is_struck), number), instance.road_states)
    struck = _least_of_each(struck)
    struck = struck.take(~_is_needless(struck, _by_roads(whole, instance.road_states)))
    both = concatenate([whole, struck], is_complete=pool.is_complete)
    return SeenPool(both, len(whole))


def _renumbered(pool: DutyPool, number: IntArray) -> DutyPool:
    """Return duties with the options that have a number, those without struck out."""
    options = number[pool.options]
    # Visits come first, in their order, and what is struck after them.
    order = np.argsort(options == NO_OPTION, axis=1, kind="stable")
    options = np.take_along_axis(options, order, axis=1)
    return dataclasses.replace(pool, options=options, num_stops=(options != NO_OPTION).sum(axis=1))


def _by_roads(pool: DutyPool, states: tuple[int, ...]) -> DutyPool:
    """Return every duty once for each state of the roads that it can be driven in."""
    if len(states) == 1:
        return pool
    parts = []
    for state in states:
        own = pool.take((pool.roads >> state & 1) == 1)
        parts.append(dataclasses.replace(own, roads=np.full(len(own), 1 << state)))
    return concatenate(parts, is_complete=pool.is_complete)


def _keys(pools: list[DutyPool]) -> list[IntArray]:
    """Return a number for every duty, equal where terminals, set of visits and roads are."""
    every = concatenate(pools, is_complete=True)
    visits = np.sort(every.options, axis=1) - NO_OPTION
    if not len(every):
        return [np.empty(0, dtype=np.int64) for _ in pools]
    keys = group_keys([every.start, every.end, every.roads, *visits.T])
    return np.split(keys, np.cumsum([len(pool) for pool in pools])[:-1])


def _least_of_each(pool: DutyPool) -> DutyPool:
    """Return one duty for all of a key, with the least of each resource and the widest clock."""
    (keys,) = _keys([pool])
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)

    def least(values: IntArray) -> IntArray:
        """Return the least value of each key."""
        found = values[first].copy()
        np.minimum.at(found, group, values)
        return found

    return dataclasses.replace(
        pool.take(first),
        driving_s=least(pool.driving_s),
        working_s=least(pool.working_s),
        distance_m=least(pool.distance_m),
        elapsed_s=least(pool.elapsed_s),
        earliest_start_s=least(pool.earliest_start_s),
        latest_start_s=-least(-pool.latest_start_s),
        # No break is left out that a crew needs, but none is told of either.
        break_plan=np.zeros(len(first), dtype=np.int64),
    )


def _is_needless(struck: DutyPool, whole: DutyPool) -> NDArray[np.bool_]:
    """Tell for which struck duties there is a whole one of the same key that is charged no more."""
    is_needless = np.zeros(len(struck), dtype=np.bool_)
    struck_keys, whole_keys = _keys([struck, whole])
    order = np.argsort(whole_keys, kind="stable")
    begin = np.searchsorted(whole_keys[order], struck_keys, side="left")
    end = np.searchsorted(whole_keys[order], struck_keys, side="right")
    for shift in range(int((end - begin).max(initial=0))):
        mine = np.nonzero(begin + shift < end)[0]
        its = order[begin[mine] + shift]
        is_needless[mine] |= (
            (whole.driving_s[its] <= struck.driving_s[mine])
            & (whole.working_s[its] <= struck.working_s[mine])
            & (whole.distance_m[its] <= struck.distance_m[mine])
        )
    return is_needless
