"""Find rules of a large cycle that clash, over several of its weeks or with floors.

The search over such a cycle folds it to a week, so what names a day is never proved to clash by it.
Here the questions are put to the cycle itself, of some rules at a time: first promises and locks
together, then every floor with what is promised and locked. Only questions that speak of few stops
are asked (`seen_search`); all others are struck out, so what has no plan is a clash of the cycle.
Whether larger sets clash is not asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Floor, Instance, Lock, Promise
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.backend import StopRequestedError
from mobilkontor.optimise.clash_rules import Limit, Rule, keep_only, rules_of
from mobilkontor.optimise.clashes import ANY_GAP, Clash, SearchFor, Verdict, find_clash
from mobilkontor.optimise.dense import listing_work
from mobilkontor.optimise.locked_weeks import has_options_of
from mobilkontor.optimise.search import ProvedInfeasibleError
from mobilkontor.optimise.seen_search import SeenCycle, SeenSearch, see_cycle
from mobilkontor.optimise.seen_stops import asked_stops
from mobilkontor.optimise.watch import Watch

__all__ = ["clash_of_floors", "clash_of_wishes"]

LIMIT_S = 20.0
"""Time for the question whether some rules have a plan."""

WISHES = "limits, promises and locks"


def clash_of_wishes(
    cycle: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...]
) -> Clash | None:
    """Return limits, promises and locks that no plan of a cycle keeps; None if none are found.

    Parameters
    ----------
    cycle : Instance
        Problem whose crews are at home between weeks, and whose rest never binds.
    watch : Watch
        Clock of the run.
    seed : int
        Seed of the searches.
    pools : tuple of DutyPool
        Duties of the cycle by profile, all of them.

    Returns
    -------
    Clash or None
        Proved to have no plan, and as small as that of these rules alone is. What floors ask for
        is not looked at, so nothing is claimed of what would be enough.
    """
    wishes = _of_kind(cycle, Promise, Lock)
    return _first_clash(cycle, [wishes] if wishes else [], watch, seed, pools)


def clash_of_floors(
    cycle: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...]
) -> Clash | None:
    """Return rules, a floor among them, that no plan of a cycle keeps; None if none are found.

    Parameters
    ----------
    cycle : Instance
        Problem whose crews are at home between weeks, and whose rest never binds.
    watch : Watch
        Clock of the run.
    seed : int
        Seed of the searches.
    pools : tuple of DutyPool
        Duties of the cycle by profile, all of them.

    Returns
    -------
    Clash or None
        Proved to have no plan. Of floors that were not asked about nothing is claimed, neither
        that the set is the smallest of all, nor what would be enough.
    """
    return _first_clash(cycle, _groups_with_floors(cycle), watch, seed, pools)


def _of_kind(cycle: Instance, *kinds: type) -> list[Rule]:
    """Return the rules of some kinds."""
    return [rule for rule in rules_of(cycle) if isinstance(rule.part, kinds)]


def _groups_with_floors(cycle: Instance) -> Iterator[list[Rule]]:
    """Yield what to ask about at once: each floor with the wishes at its stops, then with all."""
    wishes, floors = _of_kind(cycle, Promise, Lock), _of_kind(cycle, Floor)
    for floor in floors:
        stops = asked_stops(keep_only(cycle, [floor]))
        near = [wish for wish in wishes if _is_at(wish, stops)]
        yield [floor, *near]
        if len(near) < len(wishes):
            yield [floor, *wishes]
    if len(floors) > 1:
        yield [*floors, *wishes]


def _is_at(wish: Rule, stops: NDArray[np.int64]) -> bool:
    """Tell whether a promise or a lock is one of some stops."""
    return isinstance(wish.part, Promise | Lock) and wish.part.stop in stops


def _first_clash(
    cycle: Instance,
    groups: Iterable[list[Rule]],
    watch: Watch,
    seed: int,
    pools: tuple[DutyPool, ...],
) -> Clash | None:
    """Return the clash of the first rules that have no plan, each group with all limits."""
    own: tuple[DutyPool, ...] | None = None
    for group in groups:
        if own is None:
            watch.enter("find clash")
            own = _pools_without_promises(cycle, watch, pools)
        rules = [*_of_kind(cycle, Limit), *group]
        seen = see_cycle(cycle, rules, own)
        if seen is not None and _has_no_plan(seen, watch, seed):
            clash = find_clash(seen.instance, watch, seed, _search_over(seen), seen.pools)
            return _of_cycle(clash, cycle, seen, rules)
        if watch.left_s <= 0.0 or watch.stop.is_set():
            return None
    return None


def _pools_without_promises(
    cycle: Instance, watch: Watch, pools: tuple[DutyPool, ...]
) -> tuple[DutyPool, ...]:
    """Return the duties of a cycle without promises, which take options away."""
    base = cycle.unpromised or cycle
    if has_options_of(base, cycle):
        return pools
    listed = tuple(enumerate_duties(base, number) for number in range(len(base.profiles)))
    watch.clock.spend(listing_work(listed))
    return listed


def _search_over(seen: SeenCycle) -> SearchFor:
    """Return what makes the searches over a part of a cycle."""

    def search_for(
        instance: Instance, watch: Watch, seed: int, _: tuple[DutyPool, ...] | None
    ) -> SeenSearch:
        """Return a search with the duties of the part."""
        return SeenSearch(instance, watch, seed, seen)

    return search_for


def _has_no_plan(seen: SeenCycle, watch: Watch, seed: int) -> bool:
    """Tell whether it is proved that no plan keeps all rules of a part."""
    limit_s = min(LIMIT_S, watch.left_s)
    own = Watch(limit_s, ANY_GAP, watch.stop, lambda progress: None, clock=watch.clock)
    problem = keep_only(seen.instance, rules_of(seen.instance))
    search = SeenSearch(problem, own, seed, seen)
    try:
        search.run()
    except StopRequestedError:
        return False
    except ProvedInfeasibleError:
        return search.is_complete
    return False


def _of_cycle(clash: Clash, cycle: Instance, seen: SeenCycle, asked: list[Rule]) -> Clash:
    """Return what the clash of a part says of the whole cycle."""
    # Both list limits, floors, promises and locks, each in the order of the cycle.
    of_part = dict(zip(rules_of(seen.instance), asked, strict=True))
    rules = tuple(of_part[rule] for rule in clash.rules)
    if len(asked) == len(rules_of(cycle)):
        return dataclasses.replace(clash, rules=rules)
    has_floor = any(isinstance(rule.part, Floor) for rule in asked)
    unknown = tuple(Verdict.UNKNOWN for _ in rules)
    is_smallest = clash.is_smallest and not has_floor
    return Clash(rules, clash.is_irreducible, is_smallest, unknown, WISHES)
