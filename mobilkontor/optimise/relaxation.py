"""Own the linear relaxation of an instance: solve it, decide by it, and tighten it.

All its bounds are proved over the duties of the pools. Vehicles that are alike are one in it.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.alike import Alike, group_alike
from mobilkontor.optimise.bounds import BaseBound
from mobilkontor.optimise.column_generation import LpOutcome, generate_columns, price
from mobilkontor.optimise.columns import join_arcs
from mobilkontor.optimise.dense import grown_pools, listing_work
from mobilkontor.optimise.district_lp import Beginning, begin_with_districts
from mobilkontor.optimise.districts import can_cut
from mobilkontor.optimise.fleet import Fleet, make_fleet
from mobilkontor.optimise.formulation import NO_ROW, Formulation, formulate
from mobilkontor.optimise.master import add_cut_rows
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.strategy import bound_regions, decide, whole_region
from mobilkontor.optimise.tightening import Tightening
from mobilkontor.optimise.tour_graph import Arcs, TourGraph
from mobilkontor.optimise.watch import Watch

__all__ = ["ProvedInfeasibleError", "Relaxation"]

LP_TOLERANCE = 2e-5
"""Relative gap between bound and LP value at which an LP counts as solved."""

LARGE_STOPS = 200
"""Stops beyond which the first LP begins with those of districts."""

LARGE_TOLERANCE = 1e-3
PART_TOLERANCE = 1e-2
"""The same for the first LPs of a large region, and for LPs that only lead to others."""

LEAST_GAIN = 2e-5
"""Relative fall of the bound below which tightening ends."""

SEED_WINDOW = 0.02
"""Columns of the last LP that the next one begins with: within this share of the bound."""


class ProvedInfeasibleError(Exception):
    """No duties of the pools make a plan; never leaves `optimise`."""


class Relaxation:
    """The linear relaxation of one instance.

    Parameters
    ----------
    instance : Instance
        Problem.
    watch : Watch
        Clock and bound.
    seed : int
        Seed of the solvers.
    pools : tuple of DutyPool or None
        Duties by profile, if they are listed already.
    """

    def __init__(
        self,
        instance: Instance,
        watch: Watch,
        seed: int,
        pools: tuple[DutyPool, ...] | None = None,
    ) -> None:
        self.instance, self.watch, self.seed = instance, watch, seed
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
        self.worst_sek = self._worst_sek()
        self.is_large = instance.num_stops > LARGE_STOPS and can_cut(instance)
        self.tight = Tightening()
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
        part = Relaxation(instance, quiet, self.seed, pools)
        try:
            outcome = part.solve_lp(None, [], tolerance=PART_TOLERANCE)
        except ProvedInfeasibleError:
            return None
        return part.lp, outcome

    def _worst_sek(self) -> float:
        """Return a cost no plan exceeds: the dearest duty of every vehicle on every day."""
        instance, fleet = self.alike.instance, self.groups
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

    def graphs(self) -> tuple[TourGraph, ...]:
        """Return the graphs of all vehicles over the duties still in play."""
        return tuple(
            TourGraph(
                self.alike.instance,
                number,
                self.groups.pool(number),
                rows,
                self.tight.memory_of(number),
            )
            for number, rows in enumerate(self.rows)
        )

    def solve_lp(
        self,
        start: NDArray[np.float64] | None,
        seeds: list[Arcs] | None,
        tolerance: float = LP_TOLERANCE,
    ) -> LpOutcome:
        """Solve the LP with the memory and cuts of now, beginning with the columns of the last."""
        formulation, cut_rows = add_cut_rows(self.base_formulation, self.tight.cuts)
        region = self.region
        formulation.model.limit_rows(formulation.decision_row, region.low, region.high)
        fleet = self.groups.with_cuts(self.tight.cuts, cut_rows)
        self.base = BaseBound(formulation.model, formulation.missing_columns)
        self.master = MasterLp(fleet, formulation, self.graphs(), self.watch.clock)
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
        assert self.base is not None
        pricing = price(self.lp, self.base, start)
        window = SEED_WINDOW * abs(pricing.bound_sek)
        for graph, passage, arcs in zip(self.lp.graphs, pricing.passages, seeds, strict=True):
            for day in range(graph.num_days):
                duties = np.unique(arcs.duty[arcs.day == day])
                here = np.searchsorted(graph.rows, duties)
                here = here[here < len(graph.rows)]
                here = here[np.isin(graph.rows[here], duties)]
                if len(here):
                    worth = graph.path_values(passage, day)[here]
                    here = here[worth >= passage.best - window]
                    self.lp.add(graph.vehicle, graph.best_arcs(passage, day, here))

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
        self.tight = Tightening.of_districts(begin)
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
        region, tight = self.region, self.tight
        self.region = whole_region(self.base_formulation)
        # The plain LP is soon solved, and there are many of them.
        self.tight = Tightening()
        outcome = self.solve_lp(None, [])
        assert self.base is not None
        bound_regions(self.lp, self.base, outcome, self.watch, end_s=end_s)
        others_sek = min(region.others_sek, self.watch.bound_sek or np.inf)
        self.region = dataclasses.replace(region, others_sek=others_sek)
        self.tight = tight

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
            if self.watch.is_over() or not self._grows_tighter(outcome):
                break
            self.watch.enter(f"strengthen {round_number}")
            before = outcome.pricing.bound_sek
            self._remove_duties(outcome)
            seeds = [self.lp.known_arcs(number)[0] for number in range(len(self.rows))]
            if self.is_large:
                tolerance = max(tolerance, LARGE_TOLERANCE)
            outcome = self.solve_lp(outcome.pricing.duals, seeds, tolerance=tolerance)
            gain = before - outcome.pricing.bound_sek
            if gain < LEAST_GAIN * abs(before):
                break
        return outcome

    def _grows_tighter(self, outcome: LpOutcome) -> bool:
        """Tell whether the solution breaks anything that was not asked of it."""
        return self.tight.grow(self.alike.instance, self.base_formulation, self.lp, outcome)

    def _remove_duties(self, outcome: LpOutcome) -> None:
        """Remove the duties that no plan better than the incumbent can use."""
        best_sek = self.watch.best_sek
        # Plans outside the region may be better still, and have other duals.
        if self.watch.incumbent is None or self.region.others_sek > best_sek:
            return
        slack = outcome.pricing.bound_sek - self.watch.incumbent.objective_sek
        for graph, passage in zip(self.lp.graphs, outcome.pricing.passages, strict=True):
            if not len(graph.rows):
                continue
            best = np.max([graph.path_values(passage, d) for d in range(graph.num_days)], axis=0)
            # A hair more than the slack, so that rounding removes nothing that could be better.
            kept = best >= passage.best - slack - 1e-6 * max(1.0, abs(passage.best))
            self.rows[graph.vehicle] = graph.rows[kept]

    def slack_needed(self, bound_sek: float) -> float:
        """Return the slack within which every better plan lies."""
        incumbent = self.watch.incumbent
        if incumbent is None:
            return bound_sek + self.worst_sek
        return max(0.0, bound_sek - incumbent.objective_sek)

    def slack_of_best(self, outcome: LpOutcome, count: int) -> float:
        """Return the slack within which about so many duties on days lie."""
        losses = [
            passage.best - graph.path_values(passage, day)
            for graph, passage in zip(self.lp.graphs, outcome.pricing.passages, strict=True)
            for day in range(graph.num_days)
            if len(graph.rows)
        ]
        every = np.concatenate([np.empty(0), *losses])
        needed = self.slack_needed(outcome.pricing.bound_sek)
        if len(every) <= count:
            return needed
        return max(1.0, min(needed, float(np.partition(every, count)[count])))

    def arcs_within(self, outcome: LpOutcome, slack: float) -> list[Arcs]:
        """Return the columns of every vehicle within a slack."""
        return [
            join_arcs([graph.arcs_within(passage, day, slack) for day in range(graph.num_days)])
            for graph, passage in zip(self.lp.graphs, outcome.pricing.passages, strict=True)
        ]
