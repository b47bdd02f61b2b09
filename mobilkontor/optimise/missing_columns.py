"""Add the columns that stand in for what is demanded and not yet driven."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.share_rows import Shares

__all__ = ["add_missing", "worst_cost_sek"]

IntArray = NDArray[np.int64]


def add_missing(
    instance: Instance,
    model: LinearModel,
    shares: Shares,
    visit_row: IntArray,
    floor_rows: list[int],
    cost_rows: list[int],
    *,
    always: bool,
) -> IntArray:
    """Add the columns of missing visits, floors and earlier goals, each at a penalty."""
    demands = instance.stop_is_promised.any() or instance.floors or instance.locks
    if not demands and not instance.aims and not always:
        return np.empty(0, dtype=np.int64)
    penalty = -_penalty_sek(instance, shares)
    rows = np.unique(visit_row)
    # All visits that a level wants may be missing: several of one row in a folded week.
    most_visits = float(instance.level_visits.max(initial=1))
    visits = model.add_columns(np.full(len(rows), penalty), upper=most_visits)
    model.add_entries(rows, visits, 1.0)
    low, high = model.row_limits
    floors = np.array(floor_rows, dtype=np.int64)
    earlier = np.array([row for row in cost_rows if high[row] < 0], dtype=np.int64)
    short = model.add_columns(np.full(len(floors) + len(earlier), penalty))
    limits = np.concatenate([low[floors], high[earlier]])
    model.add_entries(np.concatenate([floors, earlier]), short, limits)
    return np.concatenate([visits, short])


def _penalty_sek(instance: Instance, shares: Shares) -> float:
    """Return more than any one visit can cost or bring, and no more, for the solver's sake."""
    met_at_most = np.zeros(len(instance.access.place_ids))
    np.maximum.at(met_at_most, shares.place, shares.met)
    worth = instance.value_per_met_visit_sek * float(met_at_most.sum())
    paths = sum(instance.paths_of(number) for number in range(len(instance.vehicles)))
    a_day = worst_cost_sek(instance) / max(1, paths * instance.num_days)
    return 10.0 * (worth + a_day + 1.0)


def worst_cost_sek(instance: Instance) -> float:
    """Return a cost no plan exceeds: every vehicle at its limits on every day."""
    day_h = 24.0
    legs_m = [leg_m for p in instance.profiles for leg_m in (p.leg_m, *p.closed_leg_m)]
    legs_km = max((float(leg_m.max(initial=0)) for leg_m in legs_m), default=0.0) / 1000
    stops_per_duty = 24 * SECONDS_PER_HOUR / max(1, instance.setup_s + instance.packing_s + 600)
    per_day = [
        instance.paths_of(number)
        * (
            v.cost_per_hour_sek * day_h
            + v.cost_per_km_sek * legs_km * (stops_per_duty + 1)
            + v.cost_per_day_sek
            + instance.dearest_stay_sek
        )
        for number, v in enumerate(instance.vehicles)
    ]
    return sum(per_day) * instance.num_days + instance.most_fixed_cost_sek
