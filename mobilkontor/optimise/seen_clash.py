"""Ask whether some rules of a large cycle have a plan, over the stops they speak of; find a clash.

What has no plan over these stops has none in the cycle (`seen_stops`), so a clash is one of the
cycle. A plan over them is a plan of the cycle too, as far as these rules go, if all of its duties
can be driven as they are; then the set is irreducible, and the smallest of those asked about.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.backend import StopRequestedError
from mobilkontor.optimise.clash_rules import Rule, keep_only, rules_of
from mobilkontor.optimise.clashes import ANY_GAP, Clash, SearchFor, Verdict, find_clash
from mobilkontor.optimise.dense import listing_work
from mobilkontor.optimise.incremental_lp import LpFailedError
from mobilkontor.optimise.relaxation import ProvedInfeasibleError
from mobilkontor.optimise.seen_search import SeenCycle, SeenSearch, see_cycle
from mobilkontor.optimise.watch import Watch

__all__ = ["Answer", "ask", "pools_without_promises"]

LIMIT_SHARE = 0.15
MIN_LIMIT_S, MAX_LIMIT_S = 8.0, 20.0
"""Time for the question whether some rules have a plan: a share of the limit of the run."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What is known of whether some rules have a plan.

    Attributes
    ----------
    verdict : Verdict
        Whether they have one.
    clash : Clash or None
        Which of them clash, if it is proved that they have none.
    has_seen_plan : bool
        Whether there is a plan over the stops that they speak of, some duties struck or not: then
        fewer of these rules are no clash that could be proved so.
    """

    verdict: Verdict
    clash: Clash | None = None
    has_seen_plan: bool = False


def pools_without_promises(
    cycle: Instance, watch: Watch, pools: tuple[DutyPool, ...]
) -> tuple[DutyPool, ...]:
    """Return the duties of a cycle without promises, which take options away.

    Parameters
    ----------
    cycle : Instance
        Problem.
    watch : Watch
        Counts the work.
    pools : tuple of DutyPool
        Its duties by profile.

    Returns
    -------
    tuple of DutyPool
        The same if no promise takes an option away.
    """
    base = cycle.unpromised or cycle
    if (
        base.option_stop.tolist() == cycle.option_stop.tolist()
        and base.option_opening_s.tolist() == cycle.option_opening_s.tolist()
        and base.option_half == cycle.option_half
    ):
        return pools
    listed = tuple(enumerate_duties(base, number) for number in range(len(base.profiles)))
    watch.clock.spend(listing_work(listed))
    return listed


def ask(
    problem: Instance,
    rules: Sequence[Rule],
    watch: Watch,
    seed: int,
    pools: tuple[DutyPool, ...],
) -> Answer:
    """Return whether some rules have a plan.

    Parameters
    ----------
    problem : Instance
        Cycle whose crews are at home between weeks and whose rest never binds, or a week of it.
    rules : sequence of Rule
        Some of its rules, in their order.
    watch : Watch
        Clock of the run.
    seed : int
        Seed of the searches.
    pools : tuple of DutyPool
        Duties of the problem without promises, by profile.

    Returns
    -------
    Answer
        Unknown if the rules speak of many stops. Of rules that are not asked about nothing is
        claimed: that no fewer clash is said of these rules, and ``without`` is unknown.
    """
    seen = see_cycle(problem, rules, pools)
    if seen is None:
        return Answer(Verdict.UNKNOWN)
    verdict, has_seen_plan = _verdict(seen, watch, seed)
    if verdict is not Verdict.NO_PLAN:
        return Answer(verdict, has_seen_plan=has_seen_plan)
    clash = find_clash(seen.instance, watch, seed, _search_over(seen), seen.pools)
    # Both list limits, floors, promises and locks, each in the order of the problem.
    of_part = dict(zip(rules_of(seen.instance), rules, strict=True))
    named = tuple(of_part[rule] for rule in clash.rules)
    if len(rules) == len(rules_of(problem)):
        return Answer(verdict, dataclasses.replace(clash, rules=named))
    unknown = tuple(Verdict.UNKNOWN for _ in named)
    return Answer(verdict, dataclasses.replace(clash, rules=named, without=unknown))


def _search_over(seen: SeenCycle) -> SearchFor:
    """Return what makes the searches over a part of a cycle."""

    def search_for(
        instance: Instance, watch: Watch, seed: int, _: tuple[DutyPool, ...] | None
    ) -> SeenSearch:
        """Return a search with the duties of the part."""
        return SeenSearch(instance, watch, seed, seen)

    return search_for


def _verdict(seen: SeenCycle, watch: Watch, seed: int) -> tuple[Verdict, bool]:
    """Return whether all rules of a part have a plan, and whether they have one over its duties."""
    limit_s = min(MAX_LIMIT_S, max(MIN_LIMIT_S, LIMIT_SHARE * watch.time_limit_s), watch.left_s)
    own = Watch(limit_s, ANY_GAP, watch.stop, lambda progress: None, clock=watch.clock)
    problem = keep_only(seen.instance, rules_of(seen.instance))
    search = SeenSearch(problem, own, seed, seen)
    try:
        search.run()
    except (StopRequestedError, LpFailedError):
        return Verdict.UNKNOWN, False
    except ProvedInfeasibleError:
        return Verdict.NO_PLAN if search.is_complete else Verdict.UNKNOWN, False
    verdict = Verdict.UNKNOWN if own.incumbent is None else Verdict.PLAN
    return verdict, search.has_plan
