"""Begin the LP of a large region with the columns and duals of the LPs of its districts.

They are only where it begins: it is priced over all duties as ever, and its bound owes nothing to
the cut. A district that has no plan on its own gives none; the region may still have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.column_generation import LpOutcome, PartLp
from mobilkontor.optimise.districts import (
    District,
    cut_districts,
    district_instance,
    district_pool,
    lay_duals,
)
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.master import Fleet
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.tour_graph import Arcs, TourGraph
from mobilkontor.optimise.watch import Watch

__all__ = ["Beginning", "begin_with_districts"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

WINDOW_SHARE = 0.1
MIN_WINDOW_SEK = 50.0
"""Columns of a district that are taken: whose paths are worth at most so much less than the best,
as a share of it, or this amount."""


@dataclass(frozen=True, slots=True, eq=False)
class Beginning:
    """Where the LP of a region begins.

    Attributes
    ----------
    duals : ndarray of float64, shape (num_rows,)
        Duals of the rows of the formulation.
    columns : tuple of dict of int to Arcs
        Columns by vehicle, of every district.
    """

    duals: FloatArray
    columns: tuple[dict[int, Arcs], ...]


def begin_with_districts(
    fleet: Fleet,
    formulation: Formulation,
    graphs: Sequence[TourGraph],
    watch: Watch,
    part_lp: PartLp,
) -> Beginning | None:
    """Solve the LPs of the districts of a region.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties of the region.
    formulation : Formulation
        Rows of the region.
    graphs : sequence of TourGraph
        One per vehicle.
    watch : Watch
        Time.
    part_lp : callable
        Solves the LP of a district.

    Returns
    -------
    Beginning or None
        None if the region is not worth cutting.
    """
    instance = fleet.instance
    districts = cut_districts(instance)
    if len(districts) < 2:
        return None
    duals = np.zeros(formulation.model.num_rows)
    columns = []
    for district in districts:
        own = [district_pool(instance, district, pool) for pool in fleet.pools]
        part = district_instance(instance, district)
        solved = part_lp(part, tuple(pool for pool, _ in own), watch.left_s)
        if solved is None:
            continue
        lp, outcome = solved
        lay_duals(instance, district, lp.formulation, outcome.pricing.duals, formulation, duals)
        rows = [rows for _, rows in own]
        columns.append(_columns(instance, district, rows, graphs, lp, outcome))
    return Beginning(duals, tuple(columns))


def _columns(
    instance: Instance,
    district: District,
    rows: Sequence[IntArray],
    graphs: Sequence[TourGraph],
    lp: MasterLp,
    outcome: LpOutcome,
) -> dict[int, Arcs]:
    """Return the best columns of the LP of a district by vehicle, as columns of the region."""
    unpriced = lp.num_model_columns - len(outcome.solution.values)
    values = np.append(outcome.solution.values, np.zeros(unpriced))
    found = {}
    for number, graph, passage in zip(
        district.vehicles.tolist(), lp.graphs, outcome.pricing.passages, strict=True
    ):
        arcs, columns = lp.known_arcs(graph.vehicle)
        worth = np.empty(len(arcs))
        for day in range(graph.num_days):
            on = arcs.day == day
            positions = np.searchsorted(graph.rows, arcs.duty[on])
            worth[on] = graph.path_values(passage, day)[positions]
        least = passage.best - WINDOW_SHARE * abs(passage.best) - MIN_WINDOW_SEK
        kept = (worth >= least) | (values[columns] > 0)
        place = np.searchsorted(graphs[number].places, graph.places[graph.place_of_state])
        found[number] = Arcs(
            arcs.day[kept],
            rows[instance.vehicles[number].profile][arcs.duty[kept]],
            place[arcs.tail[kept]],
            place[arcs.head[kept]],
        )
    return found
