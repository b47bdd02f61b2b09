"""Find rules of a large cycle that clash, over several of its weeks or with floors.

The search over such a cycle folds it to a week, so what names a day is never proved to clash by it.
Here questions are put to the cycle itself (`seen_clash`), of few rules, since those of many stops
take too long: first of promises and locks, then of floors with what is promised and locked.
Whether larger sets clash is not asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Floor, Instance, Lock, Promise
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.clash_rules import Limit, Rule, keep_only, rules_of
from mobilkontor.optimise.clashes import Clash, Verdict, shrink_rules
from mobilkontor.optimise.folded_question import folded_question_over
from mobilkontor.optimise.locked_weeks import clash_of_locks
from mobilkontor.optimise.seen_clash import ask, pools_without_promises
from mobilkontor.optimise.seen_stops import asked_stops
from mobilkontor.optimise.watch import Watch

__all__ = ["clash_in_fold", "clash_of_floors", "clash_of_wishes"]

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
        Proved to have no plan. What floors ask for is not looked at, so nothing is claimed of
        what would be enough. Where the wishes name too many stops to be asked about at once, the
        locks of each week are.
    """
    wishes = _of_kind(cycle, Promise, Lock)
    if not wishes:
        return None
    watch.enter("find clash")
    own = pools_without_promises(cycle, watch, pools)
    answer = ask(cycle, [*_of_kind(cycle, Limit), *wishes], watch, seed, own)
    if answer.clash is not None:
        return _said_of(answer.clash, cycle, *wishes)
    return None if answer.has_seen_plan else clash_of_locks(cycle, watch, seed, own)


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
    if not cycle.floors:
        return None
    watch.enter("find clash")
    own, limits = pools_without_promises(cycle, watch, pools), _of_kind(cycle, Limit)
    asked: set[frozenset[Rule]] = set()
    answered: list[frozenset[Rule]] = []
    for group in _groups_with_floors(cycle):
        if watch.left_s <= 0.0 or watch.stop.is_set():
            break
        rules = frozenset(group)
        if rules in asked or any(rules <= larger for larger in answered):
            continue
        asked.add(rules)
        answer = ask(cycle, [*limits, *group], watch, seed, own)
        if answer.clash is not None:
            return _said_of(answer.clash, cycle, *group)
        if answer.has_seen_plan:
            answered.append(rules)
    return None


def clash_in_fold(cycle: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...]) -> Clash:
    """Return rules that clash in a cycle whose folded week is proved to have no plan.

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
    Clash
        Proved to have no plan. Rules are dropped as long as the LP of the folded week has none;
        if what is left speaks of few stops, the days of all weeks are asked about it.
    """
    watch.enter("find clash")
    every, own = rules_of(cycle), pools_without_promises(cycle, watch, pools)
    clash = ask(cycle, every, watch, seed, own).clash
    if clash is not None:
        return clash
    rules = shrink_rules(cycle, watch, seed, folded_question_over(own), own)
    clash = ask(cycle, rules, watch, seed, own).clash
    if clash is not None:
        return dataclasses.replace(clash, is_smallest=False)
    unknown = tuple(Verdict.UNKNOWN for _ in rules)
    return Clash(rules, is_irreducible=False, is_smallest=False, without=unknown)


def _said_of(clash: Clash, cycle: Instance, *asked: Rule) -> Clash:
    """Return a clash with what is claimed of it where limits and some rules were asked about."""
    if len(asked) + len(_of_kind(cycle, Limit)) == len(rules_of(cycle)):
        return clash
    if any(isinstance(rule.part, Floor) for rule in asked):
        return dataclasses.replace(clash, is_smallest=False)
    return dataclasses.replace(clash, among=WISHES)


def _of_kind(cycle: Instance, *kinds: type) -> list[Rule]:
    """Return the rules of some kinds."""
    return [rule for rule in rules_of(cycle) if isinstance(rule.part, kinds)]


def _groups_with_floors(cycle: Instance) -> Iterator[list[Rule]]:
    """Yield what to ask about at once: all, each floor with all wishes, with those at its stops."""
    wishes, floors = _of_kind(cycle, Promise, Lock), _of_kind(cycle, Floor)
    yield [*floors, *wishes]
    for floor in floors:
        stops = asked_stops(keep_only(cycle, [floor]))
        yield [floor, *wishes]
        yield [floor, *(wish for wish in wishes if _is_at(wish, stops))]


def _is_at(wish: Rule, stops: NDArray[np.int64]) -> bool:
    """Tell whether a promise or a lock is one of some stops."""
    return isinstance(wish.part, Promise | Lock) and wish.part.stop in stops
