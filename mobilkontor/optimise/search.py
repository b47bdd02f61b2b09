"""Own a search week by week and day by day, and its steps as `solve` lists them."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.bounds import filtered_bound
from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.cycle_master import CycleMaster
from mobilkontor.optimise.dive import dive
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.improve import improve
from mobilkontor.optimise.master_ip import IpAnswer, Roster, solve_ip
from mobilkontor.optimise.near_tours import (
    MAX_TOURS_PER_VEHICLE,
    MOST_TOURS_PER_VEHICLE,
    TourTask,
    day_trips,
    near_tours,
    solve_over_tours,
)
from mobilkontor.optimise.placed_tours import PlacedTour, roster_of
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.ranked_tours import NEAR_DUTIES, rank_tours
from mobilkontor.optimise.relaxation import ProvedInfeasibleError, Relaxation
from mobilkontor.optimise.rest import RestClash, find_clashes
from mobilkontor.optimise.restart import Matched
from mobilkontor.optimise.spread import Members
from mobilkontor.optimise.tour_graph import Arcs
from mobilkontor.optimise.tour_ip import TourAnswer
from mobilkontor.optimise.tours import days_are_alike
from mobilkontor.optimise.watch import Watch

__all__ = ["Search"]

MAX_STRENGTHENINGS = 25
FIRST_STRENGTHENINGS = 1
"""Strengthenings before the first plan: the plain LP leads to poor ones."""

FIRST_PLAN_COLUMNS = 1000
FIRST_PLAN_GAP = 0.005
FIRST_PLAN_SHARE = 0.02
"""Share of the time limit for the first plan."""

MIN_FIRST_PLAN_S = 5.0

POOR_GAP = 0.02
"""Gap from which a first plan is improved before the LP is strengthened further."""

MENDED_GAP = 0.01
"""Gap at which it is good enough: what is left the proof itself does sooner."""

MEND_SHARE = 0.05
MIN_MEND_S = 15.0
"""Time for that, as a share of the time limit and at least."""

FIRST_IP_COLUMNS = 600
SLACK_GROWTH = 3.0
"""How much wider the next MIP is."""

LEAST_SHARE = 0.25
"""Share of the needed slack that the next MIP has at least."""


class Search:
    """A search for the best plan of one instance.

    Parameters
    ----------
    instance : Instance
        Problem.
    watch : Watch
        Clock, incumbent and bound.
    seed : int
        Seed of the solvers.
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
        threads: int = 1,
        pools: tuple[DutyPool, ...] | None = None,
    ) -> None:
        self.instance, self.watch, self.seed, self.threads = instance, watch, seed, threads
        self.relaxation = Relaxation(instance, watch, seed, pools)
        self.is_complete = self.relaxation.is_complete
        self.members = Members(instance, self.relaxation.alike, self.relaxation.base_formulation)
        self.fleet: Fleet = self.members.fleet(self.relaxation.groups)[0]
        self.days_are_alike = days_are_alike(
            self.relaxation.alike.instance, self.relaxation.base_formulation
        )
        self.max_tours = MAX_TOURS_PER_VEHICLE
        self.clashes: list[RestClash] = []

    def run(self) -> None:
        """Take the steps until the watch says that the search is over."""
        self._offer_staying_at_home()
        if self.watch.is_over():
            return
        trips = self._day_trips()
        if trips is not None:
            self._solve_day_trips(trips)
            return
        self.watch.enter("bound")
        outcome = self.relaxation.first_bound()
        outcome = self.relaxation.strengthen(outcome, rounds=FIRST_STRENGTHENINGS)
        if not self.watch.is_over():
            self.watch.enter("first plan")
            self._first_plan(outcome)
            self._mend_first_plan(outcome)
        outcome = self.relaxation.strengthen(outcome, rounds=MAX_STRENGTHENINGS)
        if not self.watch.is_over():
            self.watch.enter("close")
            self._close_gap(outcome)

    def _day_trips(self) -> TourTask | None:
        """Return all tours, where these are day trips and few enough to be listed."""
        if not self.days_are_alike:
            return None
        return day_trips(self.relaxation.groups, self.relaxation.base_formulation)

    def take_up(self, matched: Matched) -> None:
        """Begin with the duties of an earlier plan, if they still are a plan."""
        if not matched.lost or not self.instance.demands_anything:
            self._offer(matched.roster)

    def _solve_day_trips(self, trips: TourTask) -> None:
        """Solve the MIP over all tours at once."""
        self.watch.enter("close")
        end_s = self.watch.time_limit_s
        answer = self._solve_over_tours(trips, end_s)
        if answer.is_proved and self.watch.incumbent is None:
            raise ProvedInfeasibleError

    def _offer_staying_at_home(self) -> None:
        """Offer the plan without duties, where nothing more is demanded."""
        if not self.instance.demands_anything:
            self._offer(tuple({} for _ in self.instance.vehicles))

    def _offer(self, roster: Roster) -> None:
        """Offer the plan of a roster."""
        self.watch.offer(make_incumbent(self.fleet, roster))

    def _first_plan(self, outcome: LpOutcome) -> None:
        """Look for a plan among the few columns nearest to the best paths."""
        share_s = max(MIN_FIRST_PLAN_S, FIRST_PLAN_SHARE * self.watch.time_limit_s)
        slack = self.relaxation.slack_of_best(outcome, FIRST_PLAN_COLUMNS)
        gap_limit = max(self.watch.gap_limit, FIRST_PLAN_GAP)
        self._solve_within(outcome, slack, min(self.watch.left_s, share_s), gap_limit)

    def _mend_first_plan(self, outcome: LpOutcome) -> None:
        """Improve a poor first plan: nearly equal tours may be too many to list those that fit."""
        watch, gap = self.watch, self.watch.gap
        if watch.is_over() or not self.days_are_alike or (gap is not None and gap < POOR_GAP):
            return
        end_s = watch.elapsed_s + max(MIN_MEND_S, MEND_SHARE * watch.time_limit_s)
        found = rank_tours(
            self.relaxation.lp, outcome, self.relaxation.slack_of_best(outcome, NEAR_DUTIES), watch
        )
        if found is None:
            return
        ranked = self.members.each(found.by_vehicle())
        master = CycleMaster(self.fleet, self.members.formulation)

        def offer(tours: Sequence[PlacedTour]) -> bool:
            """Offer the plan of some tours, and tell whether it is one."""
            self._offer(roster_of(tours, len(self.instance.vehicles)))
            return True

        watch.enter("dive")
        start = dive(master, ranked, watch, end_s=end_s)
        improve(
            master,
            ranked,
            start,
            watch,
            seed=self.seed,
            threads=self.threads,
            offer=offer,
            end_s=end_s,
            enough_gap=MENDED_GAP,
        )

    def _solve_ip(self, arcs: list[Arcs], limit_s: float, gap_limit: float) -> IpAnswer:
        """Solve the MIP over some columns, adding rows of rest until its plan can be clocked."""
        lp = self.relaxation.lp
        end_s = self.watch.elapsed_s + limit_s
        # Rest and weekly limits tie the days of one vehicle together, which a flow does not keep.
        fleet, formulation = self.members.fleet(lp.fleet)
        graphs, arcs = self.members.graphs(lp.graphs), self.members.each(arcs)
        while True:
            answer = solve_ip(
                fleet,
                formulation,
                graphs,
                arcs,
                self.clashes,
                time_limit_s=end_s - self.watch.elapsed_s,
                gap_limit=gap_limit,
                seed=self.seed,
                stop=self.watch.stop,
                clock=self.watch.clock,
            )
            if answer.roster is None:
                return answer
            clashes = [
                clash
                for number, chosen in enumerate(answer.roster)
                for clash in find_clashes(self.instance, number, self.fleet.pool(number), chosen)
            ]
            if not clashes:
                self._offer(answer.roster)
                return answer
            self.clashes += clashes
            if self.watch.elapsed_s >= end_s:
                return IpAnswer(None, answer.bound_sek, is_proved=False)

    def _solve_over_tours(self, task: TourTask, end_s: float) -> TourAnswer:
        """Solve the MIP over some tours, by vehicle where groups cannot share out theirs."""
        seed, watch = self.seed, self.watch
        answer = solve_over_tours(
            task, watch, seed=seed, end_s=end_s, offer=lambda r: self._offer(self.members.named(r))
        )
        if answer.is_on_days or self.relaxation.alike.is_plain:
            return answer
        by_vehicle = self.members.task(task)
        return solve_over_tours(by_vehicle, watch, seed=seed, end_s=end_s, offer=self._offer)

    def _close_gap(self, outcome: LpOutcome) -> None:
        """Solve the MIP over wider and wider sets of columns until the gap is closed."""
        bound = outcome.pricing.bound_sek
        slack, widest = self.relaxation.slack_of_best(outcome, FIRST_IP_COLUMNS), 0.0
        while not self.watch.is_over():
            slack = min(slack, self.relaxation.slack_needed(bound))
            tolerance = self.watch.tolerance(bound - slack)
            is_proved, slack = self._solve_within(outcome, slack, self.watch.left_s, tolerance)
            if slack <= widest:
                self._list_more()
            widest = max(widest, slack)
            if slack >= self.relaxation.slack_needed(bound):
                if is_proved and self.watch.incumbent is None:
                    raise ProvedInfeasibleError
                return
            slack = max(SLACK_GROWTH * slack, LEAST_SHARE * self.relaxation.slack_needed(bound))

    def _list_more(self) -> None:
        """List more tours from now on, and none any more where they are too many for that too."""
        self.days_are_alike &= self.max_tours < MOST_TOURS_PER_VEHICLE
        self.max_tours = MOST_TOURS_PER_VEHICLE

    def _solve_within(
        self, outcome: LpOutcome, slack: float, limit_s: float, gap_limit: float
    ) -> tuple[bool, float]:
        """Solve the MIP over what lies within a slack, or within less if that is too much."""
        if self.days_are_alike:
            near = near_tours(self.relaxation.lp, outcome, slack, max_tours=self.max_tours)
            if near is not None:
                end_s = self.watch.elapsed_s + limit_s
                answer = self._solve_over_tours(near[0], end_s)
                if answer.is_on_days:
                    return answer.is_proved, near[1]
            self.days_are_alike = False
        # A hair more, so that rounding leaves out nothing.
        arcs = self.relaxation.arcs_within(outcome, slack + 1e-6 * max(1.0, abs(slack)))
        self.watch.columns = sum(len(own) for own in arcs)
        ip_answer = self._solve_ip(arcs, limit_s, gap_limit)
        bound = outcome.pricing.bound_sek
        self.watch.offer_bound(filtered_bound(bound, slack, ip_answer.bound_sek))
        return ip_answer.is_proved, slack
