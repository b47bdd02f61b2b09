"""Find a smallest set of rules that clash, where it is proved that no plan keeps all.

1. Shrink: drop rules, half of them at a time, then a quarter, at last one by one, and keep them
   dropped while it is proved that still no plan exists. After a pass of single rules none can be
   dropped: the set is irreducible (the deletion filter; Chinneck 2008, Feasibility and
   Infeasibility in Optimization, doi:10.1007/978-0-387-74932-7).
2. Ask for every rule of the set whether all the others of the scenario have a plan without it.
   That is the remedy; and a set that such a plan keeps, and any part of it, is no clash.
3. Look at all sets with one rule less. What has more rules than a set without a plan has none
   either, so if every one of them has a plan, no clash has fewer rules; if one has none, shrink it.

Every question is put to the search itself, which may stop at the first plan. One that is not
answered in time leaves the set a clash, but not one that is proved to be the smallest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations
from typing import Protocol

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.backend import StopRequestedError
from mobilkontor.optimise.clash_rules import Rule, keep_only, rules_of
from mobilkontor.optimise.dense import listing_work
from mobilkontor.optimise.incremental_lp import LpFailedError
from mobilkontor.optimise.relaxation import ProvedInfeasibleError
from mobilkontor.optimise.watch import Watch

__all__ = ["Clash", "SearchFor", "Verdict", "clash_text", "find_clash", "shrink_rules"]

ANY_GAP = 1e9
"""Gap limit at which the first plan ends a search."""

PATIENCE = 3.0
"""How much longer than the first proof a question may take."""

LEAST_PATIENCE_S = 5.0


class Verdict(Enum):
    """What a search says about whether a plan exists."""

    PLAN = auto()
    NO_PLAN = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that no plan keeps at once.

    Attributes
    ----------
    rules : tuple of Rule
        The rules.
    is_irreducible : bool
        Whether it is proved that without any one of them there is a plan for the others.
    is_smallest : bool
        Whether it is proved that no fewer rules clash.
    without : tuple of Verdict
        Whether the whole scenario has a plan without each of the rules.
    among : str
        What the rules were chosen from, in words: that they are the fewest is said of these.
    """

    rules: tuple[Rule, ...]
    is_irreducible: bool
    is_smallest: bool
    without: tuple[Verdict, ...]
    among: str = "rules"


class AnySearch(Protocol):
    """A search for the best plan."""

    is_complete: bool

    def run(self) -> None:
        """Search until the watch says that it is over."""
        ...


SearchFor = Callable[[Instance, Watch, int, tuple[DutyPool, ...] | None], AnySearch]
"""Returns the search that fits a problem."""


class _Questions:
    """Asks which rules have a plan together, and remembers the answers.

    Parameters
    ----------
    instance : Instance
        Problem without a plan.
    watch : Watch
        Clock of the run.
    seed : int
        Seed of the searches.
    search_for : callable
        Makes them.
    pools : tuple of DutyPool or None
        Duties of the problem without rules, if they are listed already.
    """

    def __init__(
        self,
        instance: Instance,
        watch: Watch,
        seed: int,
        search_for: SearchFor,
        pools: tuple[DutyPool, ...] | None = None,
    ) -> None:
        self.instance, self.watch, self.seed, self.search_for = instance, watch, seed, search_for
        self.rules = rules_of(instance)
        self.every = frozenset(range(len(self.rules)))
        self.patience_s = max(LEAST_PATIENCE_S, PATIENCE * watch.elapsed_s)
        self.pools = pools
        # Without any rule, staying at home is a plan.
        self.with_plan: list[frozenset[int]] = [frozenset()]
        self.without_plan: list[frozenset[int]] = [self.every]
        self.unknown: set[frozenset[int]] = set()

    @property
    def is_over(self) -> bool:
        """Whether no more may be asked."""
        return self.watch.left_s <= 0.0 or self.watch.stop.is_set()

    def ask(self, kept: frozenset[int]) -> Verdict:
        """Return whether some rules have a plan."""
        if any(kept <= other for other in self.with_plan):
            return Verdict.PLAN
        if any(kept >= other for other in self.without_plan):
            return Verdict.NO_PLAN
        if kept in self.unknown or self.is_over:
            return Verdict.UNKNOWN
        verdict = self._search(kept)
        if verdict is Verdict.PLAN:
            self.with_plan.append(kept)
        elif verdict is Verdict.NO_PLAN:
            self.without_plan.append(kept)
        else:
            self.unknown.add(kept)
        return verdict

    def _search(self, kept: frozenset[int]) -> Verdict:
        """Search for a plan that keeps some rules."""
        if self.pools is None:
            base = keep_only(self.instance, ())
            numbers = range(len(base.profiles))
            self.pools = tuple(enumerate_duties(base, number) for number in numbers)
            self.watch.clock.spend(listing_work(self.pools))
        instance = keep_only(self.instance, [self.rules[number] for number in sorted(kept)])
        if not instance.demands_anything:
            return Verdict.PLAN
        watch = Watch(
            min(self.patience_s, self.watch.left_s),
            ANY_GAP,
            self.watch.stop,
            lambda progress: None,
            clock=self.watch.clock,
        )
        search = self.search_for(instance, watch, self.seed, self.pools)
        try:
            search.run()
        except (StopRequestedError, LpFailedError):
            pass
        except ProvedInfeasibleError:
            if watch.incumbent is None and search.is_complete:
                return Verdict.NO_PLAN
        return Verdict.UNKNOWN if watch.incumbent is None else Verdict.PLAN

    def shrink(self, clash: frozenset[int]) -> frozenset[int]:
        """Return a part of a clash that is a clash too, irreducible if all was answered."""
        size = max(1, len(clash) // 2)
        while True:
            members = sorted(clash)
            for first in range(0, len(members), size):
                rest = clash - frozenset(members[first : first + size])
                if len(rest) < len(clash) and self.ask(rest) is Verdict.NO_PLAN:
                    clash = rest
            if size == 1:
                return clash
            size = max(1, min(size // 2, len(clash) // 2))

    def smaller(self, clash: frozenset[int]) -> tuple[frozenset[int] | None, bool]:
        """Return a clash of fewer rules, if there is one, and whether that is certain."""
        is_certain = True
        for some in combinations(sorted(self.every), len(clash) - 1):
            verdict = self.ask(frozenset(some))
            if verdict is Verdict.NO_PLAN:
                return frozenset(some), True
            is_certain = is_certain and verdict is Verdict.PLAN
            if not is_certain and self.is_over:
                break
        return None, is_certain


def find_clash(
    instance: Instance,
    watch: Watch,
    seed: int,
    search_for: SearchFor,
    pools: tuple[DutyPool, ...] | None = None,
) -> Clash:
    """Return a smallest set of rules that clash, as far as time allows.

    Parameters
    ----------
    instance : Instance
        Problem of which it is proved that it has no plan.
    watch : Watch
        Clock of the run, whose end holds for this too.
    seed : int
        Seed of the searches.
    search_for : callable
        Makes a search for a problem.
    pools : tuple of DutyPool or None
        Duties of the problem without rules, if they are listed already.

    Returns
    -------
    Clash
        Proved to have no plan.
    """
    watch.enter("find clash")
    questions = _Questions(instance, watch, seed, search_for, pools)
    clash = questions.shrink(questions.every)
    while True:
        without = {rule: questions.ask(questions.every - {rule}) for rule in sorted(clash)}
        fewer, is_smallest = questions.smaller(clash)
        if fewer is None:
            break
        clash = questions.shrink(fewer)
    return Clash(
        rules=tuple(questions.rules[rule] for rule in without),
        is_irreducible=all(questions.ask(clash - {rule}) is Verdict.PLAN for rule in clash),
        is_smallest=is_smallest,
        without=tuple(without.values()),
    )


def shrink_rules(
    instance: Instance,
    watch: Watch,
    seed: int,
    search_for: SearchFor,
    pools: tuple[DutyPool, ...],
) -> tuple[Rule, ...]:
    """Return fewer rules that have no plan, as far as a search tells that without some.

    Parameters
    ----------
    instance : Instance
        Problem of which it is proved that it has no plan.
    watch : Watch
        Clock of the run, whose end holds for this too.
    seed : int
        Seed of the searches.
    search_for : callable
        Makes a search for a problem.
    pools : tuple of DutyPool
        Duties of the problem without rules.

    Returns
    -------
    tuple of Rule
        Some of the rules, in their order.
    """
    questions = _Questions(instance, watch, seed, search_for, pools)
    clash = questions.shrink(questions.every)
    return tuple(questions.rules[number] for number in sorted(clash))


def clash_text(clash: Clash) -> str:
    """Return what a user reads about a clash.

    Parameters
    ----------
    clash : Clash
        The rules.

    Returns
    -------
    str
        Code, the rules one a line, how far they are the smallest set, what to do.
    """
    count = len(clash.rules)
    head = "this rule cannot be kept" if count == 1 else f"these {count} rules clash"
    return "\n".join(
        [
            f"E314 No plan exists, which is proved: {head}.",
            *(f"- {rule.text}" for rule in clash.rules),
            " ".join([*_claims(clash), _remedy(clash)]),
        ]
    )


def _claims(clash: Clash) -> list[str]:
    """Return how small the set is, as far as it is proved."""
    if len(clash.rules) == 1:
        return []
    if clash.is_smallest:
        return [f"No fewer {clash.among} clash."]
    if clash.is_irreducible:
        return ["Without any one of them the others do not clash.", NOT_SMALLEST]
    return [NOT_SMALLEST]


NOT_SMALLEST = "This is not proved to be the smallest set that clashes."


def _remedy(clash: Clash) -> str:
    """Return what to do."""
    one = "it" if len(clash.rules) == 1 else "one of them"
    enough = [
        rule.text
        for rule, verdict in zip(clash.rules, clash.without, strict=True)
        if verdict is Verdict.PLAN
    ]
    if len(enough) == len(clash.rules):
        return f"Loosen {one}; dropping {one.replace('one', 'any one')} is enough."
    if enough:
        listed = " or ".join(f'"{text}"' for text in enough)
        return f"Loosen one of them; dropping {listed} is enough."
    if all(verdict is Verdict.NO_PLAN for verdict in clash.without):
        return f"Loosen {one} and plan again: other rules clash as well."
    return f"Loosen {one} and plan again."
