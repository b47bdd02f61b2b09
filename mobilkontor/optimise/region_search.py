"""Own the search over the cycle of a large region, which begins with its districts.

Their LPs lead to that of the region, whose solution says who visits what; cut anew by this, its
districts are planned side by side (`district_plans`), and their plans are one of the region.
From there on it is searched as any cycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.backend import StopRequestedError
from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.cycle_search import FIRST_TOLERANCE, CycleSearch
from mobilkontor.optimise.district_lp import SolvedDistrict, leaning_of
from mobilkontor.optimise.district_plans import (
    plan_districts,
    search_districts,
    solve_districts,
)
from mobilkontor.optimise.districts import District, are_apart
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.mending import missing_stops
from mobilkontor.optimise.placed_tours import Tour, placed_tours, roster_of
from mobilkontor.optimise.relaxation import ProvedInfeasibleError
from mobilkontor.optimise.watch import Watch

__all__ = ["RegionSearch", "is_region"]

IntArray = NDArray[np.int64]

MANY_STOPS, MANY_VEHICLES = 100, 4
"""Stops and vehicles beyond both of which districts are planned first: few vehicles are sooner
planned as one."""

DISTRICT_SHARE = 0.6
"""Share of the time left for the plans of districts at most."""


def is_region(instance: Instance) -> bool:
    """Tell whether there is enough to plan for districts."""
    return instance.num_stops > MANY_STOPS and len(instance.vehicles) > MANY_VEHICLES


class RegionSearch(CycleSearch):
    """A search for the best plan of a cycle that `is_region`."""

    def first_lp(self) -> LpOutcome:
        """Return the LP that the first plans are made by."""
        if self.outcome is None:
            self._begin_with_districts()
        return super().first_lp()

    def _begin_with_districts(self) -> None:
        """Begin with the LPs of districts, if there are several, and with their plans."""
        week = self.week
        if not are_apart(self.instance) or self.watch.is_over():
            return

        def search_of(part: Instance, watch: Watch, pools: tuple[DutyPool, ...]) -> DistrictCycle:
            """Return the search of a district as a cycle of its own."""
            return DistrictCycle(part, watch, self.seed, 1, pools)

        pools, watch = self.fleet.pools, self.watch
        watch.enter("districts")
        parts = search_districts(self.instance, pools, watch, search_of)
        if len(parts) < 2:
            return
        begin = solve_districts(
            parts, week.groups.instance, week.base_formulation, watch, self.threads
        )
        watch.enter("bound")
        self.outcome = week.begin_with(begin, FIRST_TOLERANCE)
        if self.tours:
            return
        watch.enter("plan districts")
        leaning = leaning_of(week.lp, self.outcome, self.fold.members)
        parts = search_districts(self.instance, pools, watch, search_of, leaning)
        end_s = watch.elapsed_s + DISTRICT_SHARE * watch.left_s
        roster, self.given = plan_districts(parts, self.instance, watch, self.threads, end_s=end_s)
        self.tours = placed_tours(self.fleet, roster)
        if not missing_stops(self.fleet, self.tours):
            self.offer(self.tours)


class DistrictCycle(CycleSearch):
    """A search of a district as a cycle of its own."""

    def solve_lp(self, strengthenings: int) -> bool:
        """Solve the LP of a district, and tell whether it may have a plan."""
        with suppress(ProvedInfeasibleError):
            self.strengthened_lp(strengthenings)
        return self.outcome is not None

    def known(self, district: District, rows: Sequence[IntArray]) -> SolvedDistrict:
        """Return what is known of the LP, once it was solved."""
        assert self.outcome is not None
        week = self.week
        return SolvedDistrict(
            district, rows, week.lp, self.outcome, week.tight.cuts, week.tight.memory
        )

    def plan(self) -> tuple[Roster, list[Sequence[Tour]]]:
        """Return the duties and tours of a district that there are when its time is up."""
        with suppress(ProvedInfeasibleError, StopRequestedError):
            self.run()
        best = self.watch.incumbent
        if best is None:
            return roster_of(self.tours, len(self.instance.vehicles)), self.ranked
        return best.roster, self.ranked
