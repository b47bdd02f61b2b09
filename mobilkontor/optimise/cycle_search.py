"""Own the search over a cycle of several weeks: bound over the folded cycle, plan over the whole.

1. Fold the cycle to one week with visits on any days (`fold`) and solve its LP: the bound. Where
   offices can open or vehicles cost something if used, decide on these first (`strategy`). A large
   region begins otherwise (`region_search`).
2. List the tours near its longest paths; they are what plans are made of.
3. Begin with a dive over the cycle (`dive`), and where it comes to little with a plan of the folded
   week whose tours are put on days (`folded_plan`).
4. Improve that neighbourhood by neighbourhood (`improve`), every one a MIP over those tours in
   which patterns, limits and locks hold exactly.
5. Strengthen the LP of the folded week in between, which tightens the bound and ranks the tours
   better.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.cycle_master import CycleMaster
from mobilkontor.optimise.demanded_tours import demanded_first
from mobilkontor.optimise.detoured_tours import with_detours
from mobilkontor.optimise.dive import dive
from mobilkontor.optimise.fleet import make_fleet
from mobilkontor.optimise.fold import fold_cycle, on_any_day
from mobilkontor.optimise.folded_plan import place_folded, plan_folded
from mobilkontor.optimise.formulation import NO_ROW, formulate
from mobilkontor.optimise.improve import improve
from mobilkontor.optimise.patterns import is_once_a_week
from mobilkontor.optimise.placed_tours import PlacedTour, Tour, placed_tours, roster_of
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.ranked_tours import NEAR_DUTIES, RankedTours, rank_tours
from mobilkontor.optimise.relaxation import Relaxation
from mobilkontor.optimise.restart import Matched
from mobilkontor.optimise.strategy import keep_to
from mobilkontor.optimise.turned_tours import with_turned_tours
from mobilkontor.optimise.watch import Watch

__all__ = ["CycleSearch", "can_fold"]

FIRST_TOLERANCE = 5e-4
"""Relative gap to which the first LPs are solved: their last steps take half of the time, and the
first plan is further off. The next strengthening solves them to the end."""

FIRST_STRENGTHENINGS = 1
NEXT_STRENGTHENINGS = 6

DECISION_SHARE = 0.1
"""Share of the time limit for the decision on new offices and vehicles."""

OTHERS_SHARE = 0.75
"""Share of the time limit until which plans with other decisions are bounded."""

FIRST_SHARE = 0.15
"""Share of the time limit for the first plans, before the bound is strengthened further."""

MIN_FIRST_S = 20.0

START_SHARE = 0.5
"""Share of the time left for the dive, or the plan of the folded week: what they have by then is no
plan until it was valued."""

LEAST_DRIVEN = 0.5
"""Share of all days below which a dive has come to little."""

POOR_GAP = 0.02
"""Gap from which the plan of the folded week is made anew."""


def can_fold(instance: Instance) -> bool:
    """Tell whether a cycle can be searched folded: several weeks, each its own, rest no matter."""
    horizon = instance.horizon
    starts = [
        day for day in range(1, len(horizon)) if horizon.week_of(day) != horizon.week_of(day - 1)
    ]
    is_apart = all(horizon.is_run_start(day) for day in starts)
    is_apart &= all(vehicle.is_home_on_days_off for vehicle in instance.vehicles)
    return horizon.weeks > 1 and is_apart and not any(map(rest_can_bind, instance.profiles))


class CycleSearch:
    """A search for the best plan of a cycle that `can_fold`.

    Parameters
    ----------
    instance : Instance
        Problem of the cycle.
    watch : Watch
        Clock, incumbent and bound.
    seed : int
        Seed of the search.
    threads : int
        Neighbourhoods solved side by side.
    pools : tuple of DutyPool or None
        Duties by profile, if they are listed already.
    """

    def __init__(
        self,
        instance: Instance,
        watch: Watch,
        seed: int,
        threads: int,
        pools: tuple[DutyPool, ...] | None = None,
    ) -> None:
        self.instance, self.watch, self.seed, self.threads = instance, watch, seed, threads
        self.fold = fold_cycle(instance, 1)
        self.week = Relaxation(on_any_day(self.fold.instance), watch, seed, pools)
        # Tours that visit a stop twice are not listed, so without them no bound on all plans.
        self.tours_are_all = bool(is_once_a_week(self.week.instance).all())
        self.is_complete = self.week.is_complete
        self.fleet = make_fleet(instance, self.week.groups.pools)
        self.master = CycleMaster(self.fleet, formulate(instance, may_miss=True))
        self.tours: tuple[PlacedTour, ...] = ()
        self.outcome: LpOutcome | None = None
        # Tours by vehicle to make plans of, and those of districts, which are the first.
        self.ranked: list[Sequence[Tour]] = [[] for _ in instance.vehicles]
        self.given: list[Sequence[Tour]] | None = None

    def run(self) -> None:
        """Take the steps until the watch says that the search is over."""
        watch = self.watch
        if not self.instance.demands_anything:
            self.offer(())
        if watch.is_good_enough:
            return
        outcome = self.first_lp()
        self._improve(outcome, max(MIN_FIRST_S, FIRST_SHARE * watch.time_limit_s))
        if len(self.master.formulation.decision_column):
            self.week.bound_others(end_s=OTHERS_SHARE * watch.time_limit_s)
            outcome = self.week.first_bound(FIRST_TOLERANCE)
        outcome = self.week.strengthen(outcome, rounds=NEXT_STRENGTHENINGS)
        self._improve(outcome, watch.time_limit_s)

    def first_lp(self) -> LpOutcome:
        """Return the LP that the first plans are made by."""
        if self.outcome is None:
            self.strengthened_lp(FIRST_STRENGTHENINGS)
        assert self.outcome is not None
        return self.outcome

    def strengthened_lp(self, strengthenings: int) -> None:
        """Solve the LP, and strengthen it at once: the plain one leads to poor plans."""
        self.watch.enter("bound")
        outcome = self.week.first_bound(FIRST_TOLERANCE)
        self.week.decide(outcome, time_limit_s=DECISION_SHARE * self.watch.time_limit_s)
        self.outcome = self.week.strengthen(
            outcome, rounds=strengthenings, tolerance=FIRST_TOLERANCE
        )

    def take_up(self, matched: Matched) -> None:
        """Begin with the duties of an earlier plan, also if what is demanded is missing by now."""
        self.tours = placed_tours(self.fleet, matched.roster)
        if not matched.lost or not self.instance.demands_anything:
            self.offer(self.tours)

    def _improve(self, outcome: LpOutcome, time_s: float) -> None:
        """Improve the plan over the tours near the longest paths of an LP, once there is one."""
        if self.watch.is_over():
            return
        if self.given is None:
            self._begin_with_tours(outcome)
        else:
            self.ranked, self.given = self.given, None
        self.tours = improve(
            self.master,
            self.ranked,
            self.tours,
            self.watch,
            seed=self.seed,
            threads=self.threads,
            offer=self.offer,
            end_s=self.watch.elapsed_s + time_s,
        )

    def _begin_with_tours(self, outcome: LpOutcome) -> None:
        """List tours, and make a plan of them if there is none, or a poor one."""
        self.watch.enter("list tours")
        found = self._rank_tours(outcome)
        self.ranked = self._tours_by_vehicle(found)
        is_poor = self._dive(self.ranked) if not self.tours else self._is_far()
        if found is not None and is_poor:
            self._begin_with_folded(found)

    def _dive(self, ranked: Sequence[Sequence[Tour]]) -> bool:
        """Begin with a dive, and tell whether it has come to little."""
        self.watch.enter("dive")
        end_s = self.watch.elapsed_s + START_SHARE * self.watch.left_s
        self.tours = dive(self._decided_master(), ranked, self.watch, end_s=end_s)
        driven = sum(len(tour.duties) for tour in self.tours)
        return driven < LEAST_DRIVEN * len(self.instance.vehicles) * self.instance.num_days

    def _is_far(self) -> bool:
        """Tell whether the plan is far from the bound; what lacks something is mended instead."""
        gap = self.watch.gap
        return gap is not None and gap > POOR_GAP

    def _begin_with_folded(self, found: RankedTours) -> None:
        """Take the plan of the folded week, put on days, if it is better than the one there is."""
        watch = self.watch
        watch.enter("plan folded week")
        end_s = watch.elapsed_s + START_SHARE * watch.left_s
        times = plan_folded(found, watch, seed=self.seed, end_s=end_s)
        watch.enter("place tours")
        placed = place_folded(
            found,
            times,
            self.fold,
            self._decided_master(),
            watch,
            seed=self.seed,
            ways=self._ways,
        )
        if placed is None:
            return
        before_sek = watch.best_sek
        if placed.is_complete:
            self.offer(placed.tours)
        if watch.incumbent is None or watch.best_sek > before_sek:
            self.tours = placed.tours

    def _decided_master(self) -> CycleMaster:
        """Return the master in which offices and vehicles are as decided for the folded week."""
        formulation, week = self.master.formulation, self.week
        if not len(formulation.decision_column):
            return self.master
        offices = week.region.low[: len(self.instance.offices)]
        is_used = np.zeros(len(self.instance.vehicles))
        for group, members in enumerate(self.fold.members):
            is_used[list(members[: week.may_use(group)])] = 1.0
        taken = np.concatenate([offices, is_used[formulation.used_column != NO_ROW]])
        return CycleMaster(self.fleet, keep_to(formulation, taken))

    def _rank_tours(self, outcome: LpOutcome) -> RankedTours | None:
        """Return the tours of the folded week."""
        week = self.week
        return rank_tours(
            week.lp,
            outcome,
            week.slack_of_best(outcome, NEAR_DUTIES),
            self.watch,
            are_all=self.tours_are_all,
            others_sek=week.region.others_sek,
        )

    def _tours_by_vehicle(self, found: RankedTours | None) -> list[Sequence[Tour]]:
        """Return the tours of every vehicle of the cycle, the smallest loss in the LP first."""
        ranked: list[Sequence[Tour]] = [[] for _ in self.instance.vehicles]
        of_group = [[] for _ in self.fold.members] if found is None else found.by_vehicle()
        for group, members in enumerate(self.fold.members):
            ways = self._ways(group, of_group[group])
            for number in members[: self.week.may_use(group)]:
                ranked[number] = ways
        return ranked

    def _ways(self, group: int, tours: Sequence[Tour]) -> Sequence[Tour]:
        """Return tours with those that serve what is demanded, detours and tours turned round."""
        fleet = self.week.groups
        first = demanded_first(fleet, group, tours)
        ways = with_detours(fleet, group, first, self.instance.road_states)
        return with_turned_tours(fleet, group, ways)

    def offer(self, tours: Sequence[PlacedTour]) -> bool:
        """Offer the plan of some tours, and tell whether it is one."""
        incumbent = make_incumbent(self.fleet, roster_of(tours, len(self.instance.vehicles)))
        self.watch.offer(incumbent)
        return incumbent is not None
