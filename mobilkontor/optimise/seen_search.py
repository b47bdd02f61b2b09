"""Own the part of a large cycle that a few rules speak of, and the search for a plan of it.

The search over a large cycle folds it to a week, and knows no locks, patterns or closed days any
more. But few rules speak of few stops, and over these the weeks can be kept apart, day by day.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from mobilkontor.core.instance import Floor, Instance, Lock, Promise
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.clash_rules import Rule, keep_only
from mobilkontor.optimise.search import Search
from mobilkontor.optimise.seen_stops import asked_stops, only_stops, seen_pool
from mobilkontor.optimise.watch import Watch

__all__ = ["SeenCycle", "SeenSearch", "see_cycle", "see_stops"]

MAX_DAYS_BY_SEEN_OPTIONS = 600
"""Size of a part, days times options, up to which it is searched day by day."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class SeenCycle:
    """Some rules of a cycle, and the stops that they speak of.

    Attributes
    ----------
    instance : Instance
        Problem of these rules and stops; what has no plan here has none in the cycle.
    pools : tuple of DutyPool
        Duties by profile.
    num_whole : tuple of int
        How many of each pool can be driven as they are: plans of these are plans of the cycle.
    """

    instance: Instance
    pools: tuple[DutyPool, ...]
    num_whole: tuple[int, ...]


def see_cycle(
    cycle: Instance, rules: Sequence[Rule], pools: tuple[DutyPool, ...]
) -> SeenCycle | None:
    """Return the part of a cycle that some of its rules speak of.

    Parameters
    ----------
    cycle : Instance
        Problem whose crews are at home between weeks, and whose rest never binds.
    rules : sequence of Rule
        Some of its rules.
    pools : tuple of DutyPool
        Duties of the problem without promises, by profile.

    Returns
    -------
    SeenCycle or None
        None if they speak of so many stops that a proof would take too long, or of none.
    """
    problem = keep_only(cycle, rules)
    stops = asked_stops(problem)
    size = problem.num_days * int(np.isin(problem.option_stop, stops).sum())
    if not len(stops) or size > MAX_DAYS_BY_SEEN_OPTIONS:
        return None
    seen = see_stops(problem, _with_rules(cycle, rules, problem), pools)
    # It tells its promises one by one.
    named = seen.instance.replace(unpromised=seen.instance.replace(promises=()))
    return dataclasses.replace(seen, instance=named)


def see_stops(problem: Instance, cycle: Instance, pools: tuple[DutyPool, ...]) -> SeenCycle:
    """Return a cycle over the stops that some of its rules speak of.

    Parameters
    ----------
    problem : Instance
        The cycle with these rules only, of `keep_only`.
    cycle : Instance
        The same, or the cycle with the names of these rules.
    pools : tuple of DutyPool
        Duties of the problem without promises, by profile.

    Returns
    -------
    SeenCycle
        The cycle and its duties.
    """
    stops = asked_stops(problem)
    seen = [seen_pool(problem, pool, stops) for pool in pools]
    return SeenCycle(
        only_stops(cycle, stops),
        tuple(own.pool for own in seen),
        tuple(own.num_whole for own in seen),
    )


def _with_rules(cycle: Instance, rules: Sequence[Rule], problem: Instance) -> Instance:
    """Return a cycle with all of its levels that knows only the rules that its problem keeps."""
    base = cycle.unpromised or cycle
    parts = [rule.part for rule in rules]
    floors = (_demanded(floor, parts) for floor in base.floors)
    return base.replace(
        stop_is_promised=np.zeros(base.num_stops, dtype=np.bool_),
        promises=tuple(part for part in parts if isinstance(part, Promise)),
        locks=tuple(part for part in parts if isinstance(part, Lock)),
        floors=tuple(floor for floor in floors if floor is not None),
        budget_sek=problem.budget_sek,
        profiles=problem.profiles,
        vehicles=problem.vehicles,
        overnight_rooms=problem.overnight_rooms,
        aims=(),
    )


def _demanded(floor: Floor, parts: Sequence[object]) -> Floor | None:
    """Return a floor with those of its demands that are among some parts, None if none is."""
    own = [part for part in parts if isinstance(part, Floor) and part.name == floor.name]
    if not own:
        return None
    has_covered = any(part.min_covered > 0 for part in own)
    return dataclasses.replace(
        floor,
        min_visits=max(part.min_visits for part in own),
        min_met_visits=max(part.min_met_visits for part in own),
        min_covered=max(part.min_covered for part in own),
        coverages=floor.coverages if has_covered else (),
    )


class SeenSearch:
    """A search that ends with any plan of a part of a cycle, or proves that there is none.

    Parameters
    ----------
    instance : Instance
        The part, of `keep_only`.
    watch : Watch
        Clock; takes a plan if all its duties can be driven as they are.
    seed : int
        Seed of the search.
    seen : SeenCycle
        Duties.
    """

    def __init__(self, instance: Instance, watch: Watch, seed: int, seen: SeenCycle) -> None:
        self.watch, self.num_whole = watch, seen.num_whole
        # Its plans may hold duties that nobody can drive, so they are not for others.
        self.own = Watch(
            watch.left_s, watch.gap_limit, watch.stop, lambda progress: None, clock=watch.clock
        )
        self.search = Search(instance, self.own, seed, 1, seen.pools)
        self.is_complete = self.search.is_complete

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan, which may hold duties that nobody can drive."""
        return self.own.incumbent is not None

    def run(self) -> None:
        """Search until there is a plan, or the watch says that it is over."""
        self.search.run()
        incumbent = self.own.incumbent
        if incumbent is None:
            return
        vehicles = self.search.instance.vehicles
        is_whole = all(
            row < self.num_whole[vehicle.profile]
            for vehicle, duties in zip(vehicles, incumbent.roster, strict=True)
            for row in duties.values()
        )
        if is_whole:
            self.watch.offer(incumbent)
