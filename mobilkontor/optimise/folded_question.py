"""Own the question whether the LP of a folded cycle tells that some rules have no plan.

Folding is a relaxation (`fold`), and so is to look at the stops only that the rules speak of
(`seen_stops`): where this LP has no solution, no plan of the cycle keeps the rules. Where it has
one, nothing is said.
"""

from __future__ import annotations

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.clashes import SearchFor
from mobilkontor.optimise.fold import fold_cycle, on_any_day
from mobilkontor.optimise.relaxation import Relaxation
from mobilkontor.optimise.seen_search import see_stops
from mobilkontor.optimise.watch import Watch

__all__ = ["FoldedQuestion", "folded_question_over"]

TOLERANCE = 1e-2
"""Relative gap to which the LP is solved: whether there is a solution shows long before."""


class FoldedQuestion:
    """A search that ends with a proof that there is no plan, or with nothing.

    Parameters
    ----------
    instance : Instance
        Problem of `keep_only`, whose crews are at home between weeks and whose rest never binds.
    watch : Watch
        Clock.
    seed : int
        Seed of the search.
    pools : tuple of DutyPool
        Duties by profile.
    """

    def __init__(
        self, instance: Instance, watch: Watch, seed: int, pools: tuple[DutyPool, ...]
    ) -> None:
        seen = see_stops(instance, instance, pools)
        week = on_any_day(fold_cycle(seen.instance, 1).instance)
        quiet = Watch(watch.left_s, 0.0, watch.stop, lambda progress: None, clock=watch.clock)
        self.week = Relaxation(week, quiet, seed, seen.pools)
        self.is_complete = self.week.is_complete

    def run(self) -> None:
        """Solve the LP."""
        self.week.first_bound(TOLERANCE)


def folded_question_over(pools: tuple[DutyPool, ...]) -> SearchFor:
    """Return what makes the questions about a cycle.

    Parameters
    ----------
    pools : tuple of DutyPool
        Duties of the cycle without promises, by profile.

    Returns
    -------
    callable
        Takes the rules of a question as a problem.
    """

    def search_for(
        instance: Instance, watch: Watch, seed: int, _: tuple[DutyPool, ...] | None
    ) -> FoldedQuestion:
        """Return the question."""
        return FoldedQuestion(instance, watch, seed, pools)

    return search_for
