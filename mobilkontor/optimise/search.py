"""Own the state of a search, and its steps as `solve` lists them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.alike import Alike, group_alike
from mobilkontor.optimise.bounds import BaseBound, filtered_bound
from mobilkontor.optimise.column_generation import LpOutcome, generate_columns, price
from mobilkontor.optimise.columns import join_arcs
from mobilkontor.optimise.cycle_master import CycleMaster
from mobilkontor.optimise.dense import grown_pools, listing_work
from mobilkontor.optimise.district_lp import Beginning, begin_with_districts
from mobilkontor.optimise.districts import can_cut
from mobilkontor.optimise.dive import dive
from mobilkontor.optimise.formulation import NO_ROW, Formulation, formulate
from mobilkontor.optimise.improve import improve
from mobilkontor.optimise.master import Fleet, add_cut_rows, make_fleet
from mobilkontor.optimise.master_ip import IpAnswer, Roster, solve_ip
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.memory import grow_memory, repeats
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
from mobilkontor.optimise.rest import RestClash, find_clashes
from mobilkontor.optimise.restart import Matched
from mobilkontor.optimise.share_cuts import ShareCut, separate_share_cuts
from mobilkontor.optimise.spread import Members
from mobilkontor.optimise.strategy import bound_regions, decide, whole_region
from mobilkontor.optimise.tour_graph import Arcs, Memory, TourGraph
from mobilkontor.optimise.tour_ip import TourAnswer
from mobilkontor.optimise.tours import days_are_alike
from mobilkontor.optimise.watch import PROOF_TOLERANCE, Watch

__all__ = ["ProvedInfeasibleError", "Search"]

LP_TOLERANCE = 2e-5
"""Relative gap between bound and LP value at which an LP counts as solved."""

LARGE_STOPS = 200
"""Stops beyond which the first LP begins with those of districts."""

LARGE_TOLERANCE = 1e-3
PART_TOLERANCE = 1e-2
"""The same for the first LPs of a large region, and for LPs that only lead to others."""

MAX_STRENGTHENINGS = 25
FIRST_STRENGTHENINGS = 1
"""Strengthenings before the first plan: the plain LP leads to poor ones."""

MAX_CUTS_PER_ROUND = 80

LEAST_GAIN = 2e-5
"""Relative fall of the bound below which strengthening ends."""

SEED_WINDOW = 0.02
"""Columns of the last LP that the next one begins with: within this share of the bound."""

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


class ProvedInfeasibleError(Exception):
    """No duties of the pools make a plan; never leaves `optimise`."""


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
        watch.enter("enumerate")
        if pools is None:
            numbers = range(len(instance.profiles))
            pools = tuple(enumerate_duties(instance, number) for number in numbers)
            watch.clock.spend(listing_work(pools))
            if not all(pool.is_complete for pool in pools):
                watch.enter("generate")
                pools = grown_pools(instance, pools, watch, self.part_lp)
        self.is_complete = all(pool.is_complete for pool in pools)
        # One vehicle stands for all that are alike, until they have to be told apart.
        self.alike: Alike = group_alike(instance)
        self.groups: Fleet = make_fleet(self.alike.instance, pools)
        self.base_formulation: Formulation = formulate(self.alike.instance)
        self.members = Members(instance, self.alike, self.base_formulation)
        self.fleet: Fleet = self.members.fleet(self.groups)[0]
        self.worst_sek = self._worst_sek()
        self.is_large = instance.num_stops > LARGE_STOPS and can_cut(instance)
        # Begun anew an LP takes longer, but led to better tours with 160 villages.
        self.is_of_region = self.is_large
        self.days_are_alike = days_are_alike(self.alike.instance, self.base_formulation)
        self.max_tours = MAX_TOURS_PER_VEHICLE
        self.memory: dict[int, tuple[int, ...]] = {}
        self.remembering: list[set[int]] | None = None
        self.cuts: tuple[ShareCut, ...] = ()
        self.clashes: list[RestClash] = []
        self.rows = list(self.groups.rows)
        self.master: MasterLp | None = None
        self.base: BaseBound | None = None
        self.region = whole_region(self.base_formulation)

    def part_lp(
        self, instance: Instance, pools: tuple[DutyPool, ...], limit_s: float
    ) -> tuple[MasterLp, LpOutcome] | None:
        """Solve the LP of a part of the problem, quietly; None if that proves it has no plan."""
        watch = self.watch
        quiet = Watch(limit_s, 0.0, watch.stop, lambda _: None, clock=watch.clock)
        part = Search(instance, quiet, self.seed, pools=pools)
        try:
            outcome = part.solve_lp(None, [], tolerance=PART_TOLERANCE)
        except ProvedInfeasibleError:
            return None
        return part.lp, outcome

    def _worst_sek(self) -> float:
        """Return a cost no plan exceeds: the dearest duty of every vehicle on every day."""
        instance, fleet = self.instance, self.fleet
        dearest = [
            float(fleet.charge_sek(number)[rows].max(initial=0.0))
            for number, rows in enumerate(fleet.rows)
        ]
        dearest = [cost + instance.dearest_stay_sek for cost in dearest]
        paths = [instance.paths_of(number) for number in range(len(dearest))]
        # A krona more than the sum, so that rounding forbids no plan.
        return (
            1.0 + instance.num_days * float(np.dot(paths, dearest)) + instance.most_fixed_cost_sek
        )

    @property
    def _is_disproved(self) -> bool:
        """Whether the bound is below what any plan is worth."""
        return self.watch.bound_sek is not None and self.watch.bound_sek < -self.worst_sek

    def run(self) -> None:
        """Take the steps until the watch says that the search is over."""
        self._offer_staying_at_home()
        if self.watch.is_over():
            return
        trips = day_trips(self.groups, self.base_formulation) if self.days_are_alike else None
        if trips is not None:
            self._solve_day_trips(trips)
            return
        self.watch.enter("bound")
        outcome = self.first_bound()
        outcome = self.strengthen(outcome, rounds=FIRST_STRENGTHENINGS)
        if not self.watch.is_over():
            self.watch.enter("first plan")
            self._first_plan(outcome)
            self._mend_first_plan(outcome)
        outcome = self.strengthen(outcome, rounds=MAX_STRENGTHENINGS)
        if not self.watch.is_over():
            self.watch.enter("close")
            self._close_gap(outcome)

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

    def graphs(self) -> tuple[TourGraph, ...]:
        """Return the graphs of all vehicles over the duties still in play."""
        return tuple(
            TourGraph(
                self.alike.instance, number, self.groups.pool(number), rows, self._memory_of(number)
            )
            for number, rows in enumerate(self.rows)
        )

    def _memory_of(self, vehicle: int) -> Memory:
        """Return what overnight places remember of a vehicle: in a region those of its district."""
        if self.remembering is None:
            return self.memory
        own = self.remembering[vehicle]
        return {node: stops for node, stops in self.memory.items() if node in own}

    def solve_lp(
        self,
        start: NDArray[np.float64] | None,
        seeds: list[Arcs] | None,
        tolerance: float = LP_TOLERANCE,
    ) -> LpOutcome:
        """Solve the LP with the memory and cuts of now, beginning with the columns of the last."""
        formulation, cut_rows = add_cut_rows(self.base_formulation, self.cuts)
        region = self.region
        formulation.model.limit_rows(formulation.decision_row, region.low, region.high)
        fleet = self.groups.with_cuts(self.cuts, cut_rows)
        self.base = BaseBound(formulation.model, formulation.missing_columns)
        self.master = MasterLp(
            fleet,
            formulation,
            self.graphs(),
            self.watch.clock,
            begins_anew=not self.is_of_region,
        )
        if start is not None:
            start = np.concatenate([start, np.zeros(self.base.num_rows - len(start))])
            if seeds is not None:
                self._seed(start, seeds)
        outcome = generate_columns(
            self.master,
            self.base,
            start=start,
            tolerance=tolerance,
            stop=self.watch.stop,
            on_bound=lambda bound_sek, columns: self.watch.offer_bound(
                max(bound_sek, region.others_sek), columns
            ),
            is_over=lambda: self.watch.is_over() or self._is_disproved,
        )
        if outcome is None or outcome.pricing.bound_sek < -self.worst_sek:
            if region.others_sek > -np.inf:
                # These decisions leave no plan; others may.
                self.region = whole_region(self.base_formulation)
                return self.solve_lp(start, seeds, tolerance=tolerance)
            raise ProvedInfeasibleError
        return outcome

    def _seed(self, start: NDArray[np.float64], seeds: list[Arcs]) -> None:
        """Add the columns of the last LP that are near the best paths."""
        assert self.master is not None
        assert self.base is not None
        pricing = price(self.master, self.base, start)
        window = SEED_WINDOW * abs(pricing.bound_sek)
        for graph, passage, arcs in zip(self.master.graphs, pricing.passages, seeds, strict=True):
            for day in range(graph.num_days):
                duties = np.unique(arcs.duty[arcs.day == day])
                here = np.searchsorted(graph.rows, duties)
                here = here[here < len(graph.rows)]
                here = here[np.isin(graph.rows[here], duties)]
                if len(here):
                    worth = graph.path_values(passage, day)[here]
                    here = here[worth >= passage.best - window]
                    self.master.add(graph.vehicle, graph.best_arcs(passage, day, here))

    @property
    def lp(self) -> MasterLp:
        """The last LP."""
        assert self.master is not None
        return self.master

    def first_bound(self, tolerance: float = LP_TOLERANCE) -> LpOutcome:
        """Solve the LP over plain flows; its bound is proved whatever the tolerance."""
        if self.is_large:
            tolerance = max(tolerance, LARGE_TOLERANCE)
            begin = begin_with_districts(
                self.groups, self.base_formulation, self.watch, self.part_lp
            )
            if begin is not None:
                return self.begin_with(begin, tolerance)
        return self.solve_lp(None, [], tolerance=tolerance)

    def begin_with(self, begin: Beginning, tolerance: float) -> LpOutcome:
        """Solve the LP with all that is known of districts."""
        self.cuts, self.memory = begin.cuts, begin.memory
        self.remembering = [set(nodes) for nodes in begin.remembering]
        return self.solve_lp(begin.duals, begin.duties, max(tolerance, LARGE_TOLERANCE))

    def decide(self, outcome: LpOutcome, *, time_limit_s: float) -> None:
        """Decide on new offices and vehicles; from now on LP and plans keep to that."""
        if len(self.base_formulation.decision_column) and not self.watch.is_over():
            self.watch.enter("decide")
            self.region = decide(
                self.lp, outcome, self.watch, seed=self.seed, time_limit_s=time_limit_s
            )

    def bound_others(self, *, end_s: float) -> None:
        """Bound the plans with other decisions than those taken."""
        if not len(self.base_formulation.decision_column) or self.watch.is_over():
            return
        region, memory, cuts = self.region, self.memory, self.cuts
        self.region = whole_region(self.base_formulation)
        # The plain LP is soon solved, and there are many of them.
        self.memory, self.cuts = {}, ()
        outcome = self.solve_lp(None, [])
        assert self.base is not None
        bound_regions(self.lp, self.base, outcome, self.watch, end_s=end_s)
        others_sek = min(region.others_sek, self.watch.bound_sek or np.inf)
        self.region = dataclasses.replace(region, others_sek=others_sek)
        self.memory, self.cuts = memory, cuts

    def may_use(self, vehicle: int) -> int:
        """Return how many vehicles of those that one stands for are used at most."""
        column = self.base_formulation.used_column[vehicle]
        if column == NO_ROW:
            return self.alike.instance.vehicles[vehicle].count
        decision = int(np.nonzero(self.base_formulation.decision_column == column)[0][0])
        return round(float(self.region.high[decision]))

    def strengthen(
        self, outcome: LpOutcome, *, rounds: int, tolerance: float = LP_TOLERANCE
    ) -> LpOutcome:
        """Tighten the LP until its bound hardly moves, in so many rounds at most."""
        for round_number in range(1, rounds + 1):
            if self.watch.is_over() or not self._tighten(outcome):
                break
            self.watch.enter(f"strengthen {round_number}")
            before = outcome.pricing.bound_sek
            self._remove_duties(outcome)
            assert self.master is not None
            seeds = [self.master.known_arcs(number)[0] for number in range(len(self.rows))]
            if self.is_large:
                tolerance = max(tolerance, LARGE_TOLERANCE)
            outcome = self.solve_lp(outcome.pricing.duals, seeds, tolerance=tolerance)
            gain = before - outcome.pricing.bound_sek
            if gain < LEAST_GAIN * abs(before):
                break
        return outcome

    def _tighten(self, outcome: LpOutcome) -> bool:
        """Grow memory and cuts by what the LP solution breaks, and tell whether anything grew."""
        master = self.master
        assert master is not None
        # Columns found by the last pricing were in no LP yet.
        unpriced = master.num_model_columns - len(outcome.solution.values)
        values = np.append(outcome.solution.values, np.zeros(unpriced))
        found: dict[tuple[int, int], float] = {}
        visits: list[tuple[float, frozenset[int]]] = []
        for number, graph in enumerate(master.graphs):
            pool = self.groups.pool(number)
            arcs, columns = master.known_arcs(number)
            for key, weight in repeats(self.instance, graph, pool, arcs, values[columns]).items():
                found[key] = found.get(key, 0.0) + weight
                if self.remembering is not None:
                    self.remembering[number].add(key[0])
            for position in np.nonzero(values[columns] > PROOF_TOLERANCE)[0]:
                options = pool.options[arcs.duty[position]]
                stops = self.instance.option_stop[options[options != NO_OPTION]]
                visits.append((float(values[columns[position]]), frozenset(stops.tolist())))
        memory = grow_memory(self.memory, found)
        cuts = separate_share_cuts(
            self.base_formulation, values, visits, frozenset(self.cuts), MAX_CUTS_PER_ROUND
        )
        grew = memory != self.memory or bool(cuts)
        self.memory, self.cuts = memory, (*self.cuts, *cuts)
        return grew

    def _remove_duties(self, outcome: LpOutcome) -> None:
        """Remove the duties that no plan better than the incumbent can use."""
        best_sek = self.watch.best_sek
        # Plans outside the region may be better still, and have other duals.
        if self.watch.incumbent is None or self.region.others_sek > best_sek:
            return
        slack = outcome.pricing.bound_sek - self.watch.incumbent.objective_sek
        master = self.master
        assert master is not None
        for graph, passage in zip(master.graphs, outcome.pricing.passages, strict=True):
            if not len(graph.rows):
                continue
            best = np.max([graph.path_values(passage, d) for d in range(graph.num_days)], axis=0)
            # A hair more than the slack, so that rounding removes nothing that could be better.
            kept = best >= passage.best - slack - 1e-6 * max(1.0, abs(passage.best))
            self.rows[graph.vehicle] = graph.rows[kept]

    def _first_plan(self, outcome: LpOutcome) -> None:
        """Look for a plan among the few columns nearest to the best paths."""
        share_s = max(MIN_FIRST_PLAN_S, FIRST_PLAN_SHARE * self.watch.time_limit_s)
        slack = self.slack_of_best(outcome, FIRST_PLAN_COLUMNS)
        gap_limit = max(self.watch.gap_limit, FIRST_PLAN_GAP)
        self._solve_within(outcome, slack, min(self.watch.left_s, share_s), gap_limit)

    def _mend_first_plan(self, outcome: LpOutcome) -> None:
        """Improve a poor first plan: nearly equal tours may be too many to list those that fit."""
        watch, gap = self.watch, self.watch.gap
        if watch.is_over() or not self.days_are_alike or (gap is not None and gap < POOR_GAP):
            return
        end_s = watch.elapsed_s + max(MIN_MEND_S, MEND_SHARE * watch.time_limit_s)
        found = rank_tours(self.lp, outcome, self.slack_of_best(outcome, NEAR_DUTIES), watch)
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
        master = self.master
        assert master is not None
        end_s = self.watch.elapsed_s + limit_s
        # Rest and weekly limits tie the days of one vehicle together, which a flow does not keep.
        fleet, formulation = self.members.fleet(master.fleet)
        graphs, arcs = self.members.graphs(master.graphs), self.members.each(arcs)
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
        if answer.is_on_days or self.alike.is_plain:
            return answer
        by_vehicle = self.members.task(task)
        return solve_over_tours(by_vehicle, watch, seed=seed, end_s=end_s, offer=self._offer)

    def _slack_needed(self, bound_sek: float) -> float:
        """Return the slack within which every better plan lies."""
        incumbent = self.watch.incumbent
        if incumbent is None:
            return bound_sek + self.worst_sek
        return max(0.0, bound_sek - incumbent.objective_sek)

    def _close_gap(self, outcome: LpOutcome) -> None:
        """Solve the MIP over wider and wider sets of columns until the gap is closed."""
        bound = outcome.pricing.bound_sek
        slack, widest = self.slack_of_best(outcome, FIRST_IP_COLUMNS), 0.0
        while not self.watch.is_over():
            slack = min(slack, self._slack_needed(bound))
            tolerance = self.watch.tolerance(bound - slack)
            is_proved, slack = self._solve_within(outcome, slack, self.watch.left_s, tolerance)
            if slack <= widest:
                self._list_more()
            widest = max(widest, slack)
            if slack >= self._slack_needed(bound):
                if is_proved and self.watch.incumbent is None:
                    raise ProvedInfeasibleError
                return
            slack = max(SLACK_GROWTH * slack, LEAST_SHARE * self._slack_needed(bound))

    def _list_more(self) -> None:
        """List more tours from now on, and none any more where they are too many for that too."""
        self.days_are_alike &= self.max_tours < MOST_TOURS_PER_VEHICLE
        self.max_tours = MOST_TOURS_PER_VEHICLE

    def _solve_within(
        self, outcome: LpOutcome, slack: float, limit_s: float, gap_limit: float
    ) -> tuple[bool, float]:
        """Solve the MIP over what lies within a slack, or within less if that is too much."""
        master = self.master
        assert master is not None
        if self.days_are_alike:
            near = near_tours(master, outcome, slack, max_tours=self.max_tours)
            if near is not None:
                end_s = self.watch.elapsed_s + limit_s
                answer = self._solve_over_tours(near[0], end_s)
                if answer.is_on_days:
                    return answer.is_proved, near[1]
            self.days_are_alike = False
        # A hair more, so that rounding leaves out nothing.
        arcs = self._arcs_within(outcome, slack + 1e-6 * max(1.0, abs(slack)))
        self.watch.columns = sum(len(own) for own in arcs)
        ip_answer = self._solve_ip(arcs, limit_s, gap_limit)
        bound = outcome.pricing.bound_sek
        self.watch.offer_bound(filtered_bound(bound, slack, ip_answer.bound_sek))
        return ip_answer.is_proved, slack

    def slack_of_best(self, outcome: LpOutcome, count: int) -> float:
        """Return the slack within which about so many duties on days lie."""
        assert self.master is not None
        losses = [
            passage.best - graph.path_values(passage, day)
            for graph, passage in zip(self.master.graphs, outcome.pricing.passages, strict=True)
            for day in range(graph.num_days)
            if len(graph.rows)
        ]
        every = np.concatenate([np.empty(0), *losses])
        needed = self._slack_needed(outcome.pricing.bound_sek)
        if len(every) <= count:
            return needed
        return max(1.0, min(needed, float(np.partition(every, count)[count])))

    def _arcs_within(self, outcome: LpOutcome, slack: float) -> list[Arcs]:
        """Return the columns of every vehicle within a slack."""
        assert self.master is not None
        return [
            join_arcs([graph.arcs_within(passage, day, slack) for day in range(graph.num_days)])
            for graph, passage in zip(self.master.graphs, outcome.pricing.passages, strict=True)
        ]
