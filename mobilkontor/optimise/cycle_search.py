"""Own the search over a cycle of several weeks: bound over the folded cycle, plan over the whole.

1. Fold the cycle to one week with visits on any days (`fold`) and solve its LP: the bound.
2. List the tours near its longest paths; they are what plans are made of.
3. Improve a plan of the whole cycle from nothing, neighbourhood by neighbourhood (`improve`),
   every one a MIP over those tours in which patterns, limits and locks hold exactly.
4. Strengthen the LP of the folded week in between, which tightens the bound and ranks the tours
   better.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import rest_can_bind
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.cycle_master import CycleMaster
from mobilkontor.optimise.demanded_tours import plain_tours
from mobilkontor.optimise.district_plans import plan_districts
from mobilkontor.optimise.districts import cut_districts
from mobilkontor.optimise.dive import dive
from mobilkontor.optimise.fold import fold_cycle, on_any_day
from mobilkontor.optimise.formulation import formulate
from mobilkontor.optimise.improve import improve
from mobilkontor.optimise.master import make_fleet
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.patterns import is_once_a_week
from mobilkontor.optimise.placed_tours import PlacedTour, Tour, placed_tours, roster_of
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.ranked_tours import NEAR_DUTIES, ranked_tours
from mobilkontor.optimise.restart import Matched
from mobilkontor.optimise.search import ProvedInfeasibleError, Search
from mobilkontor.optimise.turned_tours import with_turned_tours
from mobilkontor.optimise.watch import Watch

__all__ = ["CycleSearch", "can_fold"]

FIRST_STRENGTHENINGS = 1
NEXT_STRENGTHENINGS = 6

FIRST_SHARE = 0.15
"""Share of the time limit for the first plans, before the bound is strengthened further."""

MIN_FIRST_S = 20.0

TOURS_PER_DEMAND = 4
"""Tours of every vehicle for a floor or promised stop that are looked at before all others."""

DISTRICT_SHARE = 0.75
"""Share of the time left after the first bound in which the districts of a region are planned."""


def can_fold(instance: Instance) -> bool:
    """Tell whether a cycle can be searched folded: several weeks, each its own, rest no matter."""
    horizon = instance.horizon
    starts = [
        day for day in range(1, len(horizon)) if horizon.week_of(day) != horizon.week_of(day - 1)
    ]
    is_apart = all(horizon.is_run_start(day) for day in starts)
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
        self.week = Search(on_any_day(self.fold.instance), watch, seed, threads, pools)
        # Tours that visit a stop twice are not listed, so without them no bound on all plans.
        self.tours_are_all = bool(is_once_a_week(self.week.instance).all())
        self.is_complete = self.week.is_complete
        self.fleet = make_fleet(instance, self.week.fleet.pools)
        self.master = CycleMaster(self.fleet, formulate(instance, may_miss=True))
        self.tours: tuple[PlacedTour, ...] = ()

    def run(self) -> None:
        """Take the steps until the watch says that the search is over."""
        watch = self.watch
        if not self.instance.demands_anything:
            self._offer(())
        if watch.is_good_enough:
            return
        watch.enter("bound")
        outcome = self.week.first_bound()
        if self.week.is_large and not self.tours:
            self._plan_districts()
        outcome = self.week.strengthen(outcome, rounds=FIRST_STRENGTHENINGS)
        self._improve(outcome, max(MIN_FIRST_S, FIRST_SHARE * watch.time_limit_s))
        outcome = self.week.strengthen(outcome, rounds=NEXT_STRENGTHENINGS)
        self._improve(outcome, watch.time_limit_s)

    def take_up(self, matched: Matched) -> None:
        """Begin with the duties of an earlier plan, also if what is demanded is missing by now."""
        self.tours = placed_tours(self.fleet, matched.roster)
        if not matched.lost or not self.instance.demands_anything:
            self._offer(self.tours)

    def _plan_districts(self) -> None:
        """Begin with the plans of the districts, if there are several."""
        districts = cut_districts(self.instance)
        if len(districts) < 2 or self.watch.is_over():
            return
        self.watch.enter("plan districts")

        def plan(instance: Instance, watch: Watch, pools: tuple[DutyPool, ...]) -> None:
            """Plan a district as a cycle of its own."""
            with suppress(ProvedInfeasibleError):
                CycleSearch(instance, watch, self.seed, self.threads, pools).run()

        end_s = self.watch.elapsed_s + DISTRICT_SHARE * self.watch.left_s
        roster = plan_districts(
            self.instance, self.fleet.pools, districts, self.watch, plan, end_s=end_s
        )
        self.tours = placed_tours(self.fleet, roster)
        if self._keeps_floors(roster):
            self._offer(self.tours)

    def _keeps_floors(self, roster: Roster) -> bool:
        """Tell whether a roster makes every visit that is demanded."""
        visits = np.zeros(self.instance.num_stops, dtype=np.int64)
        for number, duties in enumerate(roster):
            options = self.fleet.pool(number).options[list(duties.values())]
            np.add.at(visits, self.instance.option_stop[options[options != NO_OPTION]], 1)
        is_promise_kept = visits[self.instance.stop_is_promised].all()
        floors = self.instance.floors
        return bool(is_promise_kept) and all(
            visits[list(floor.stops)].sum() >= floor.min_visits for floor in floors
        )

    def _improve(self, outcome: LpOutcome, time_s: float) -> None:
        """Improve the plan over the tours near the longest paths of an LP, once there is one."""
        if self.watch.is_over():
            return
        self.watch.enter("list tours")
        ranked = self._ranked_tours(outcome)
        if not self.tours:
            self.watch.enter("dive")
            self.tours = dive(self.master, ranked, self.watch, end_s=self.watch.time_limit_s)
        self.tours = improve(
            self.master,
            ranked,
            self.tours,
            self.watch,
            seed=self.seed,
            threads=self.threads,
            offer=self._offer,
            end_s=self.watch.elapsed_s + time_s,
        )

    def _ranked_tours(self, outcome: LpOutcome) -> list[Sequence[Tour]]:
        """Return the tours of every vehicle of the cycle, the smallest loss in the LP first."""
        week = self.week
        of_group = ranked_tours(
            week.lp,
            outcome,
            week.slack_of_best(outcome, NEAR_DUTIES),
            self.watch,
            are_all=self.tours_are_all,
        )
        ranked: list[Sequence[Tour]] = [[] for _ in self.instance.vehicles]
        for group, members in enumerate(self.fold.members):
            both = with_turned_tours(
                week.fleet, group, self._demanded_first(group, of_group[group])
            )
            for number in members:
                ranked[number] = both
        return ranked

    def _demanded_first(self, group: int, tours: Sequence[Tour]) -> list[Tour]:
        """Return tours in a new order: in front a few for every floor and promised stop.

        A neighbourhood takes the first of the list, and what is demanded is seldom worth much.
        """
        instance, pool = self.week.instance, self.week.fleet.pool(group)
        demanded = [set(floor.stops) for floor in instance.floors if floor.min_visits]
        demanded += [{int(stop)} for stop in np.nonzero(instance.stop_is_promised)[0]]
        stops = np.append(instance.option_stop, NO_OPTION)
        visited = [frozenset(stops[pool.options[list(tour)]].ravel().tolist()) for tour in tours]
        front: dict[int, None] = {}
        for wanted in demanded:
            serving = (number for number, own in enumerate(visited) if own & wanted)
            front.update(dict.fromkeys(islice(serving, TOURS_PER_DEMAND)))
        unserved = [own for own in demanded if not any(own & seen for seen in visited)]
        plain = [t for own in unserved for t in plain_tours(self.week.fleet, group, own)]
        order = [*sorted(front), *(number for number in range(len(tours)) if number not in front)]
        return list(dict.fromkeys([*plain, *(tours[number] for number in order)]))

    def _offer(self, tours: Sequence[PlacedTour]) -> bool:
        """Offer the plan of some tours, and tell whether it is one."""
        incumbent = make_incumbent(self.fleet, roster_of(tours, len(self.instance.vehicles)))
        self.watch.offer(incumbent)
        return incumbent is not None
