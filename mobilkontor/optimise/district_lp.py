"""Begin the LP of a large region with the LPs of its districts.

They are only where it begins: it is priced over all duties as ever, and its bound owes nothing to
the cut. Share cuts hold in the region as in a district, and what an overnight place remembers there
concerns the vehicles of its district alone: others would only have more states.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.column_generation import LpOutcome, PartLp
from mobilkontor.optimise.columns import join_arcs
from mobilkontor.optimise.districts import (
    District,
    Leaning,
    cut_districts,
    district_instance,
    district_pool,
    lay_duals,
)
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.share_cuts import ShareCut
from mobilkontor.optimise.tour_graph import Arcs, Memory
from mobilkontor.optimise.watch import Watch

__all__ = ["Beginning", "SolvedDistrict", "begin_with_districts", "beginning_of", "leaning_of"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

WINDOW_SHARE = 0.1
MIN_WINDOW_SEK = 50.0
"""Columns of a district that are taken: whose paths are worth at most so much less than the best,
as a share of it, or this amount."""

NO_OVERNIGHT = -1

IN_USE_SEK = 1e-6
"""Dual from which a share cut is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class SolvedDistrict:
    """The LP of a district.

    Attributes
    ----------
    district : District
        Part of the region, by its groups of vehicles.
    rows : sequence of ndarray of int64
        Row in the region's pool of every duty, by profile.
    lp : MasterLp
        Columns and graphs.
    outcome : LpOutcome
        Its solution.
    cuts : tuple of ShareCut
        Share cuts, by the stops of the district.
    memory : Memory
        Stops of the district that its overnight places remember.
    """

    district: District
    rows: Sequence[IntArray]
    lp: MasterLp
    outcome: LpOutcome
    cuts: tuple[ShareCut, ...] = ()
    memory: Memory | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Beginning:
    """Where the LP of a region begins.

    Attributes
    ----------
    duals : ndarray of float64, shape (num_rows + num_cuts,)
        Duals of the rows of the formulation, and of the cuts.
    duties : list of Arcs
        Duties on days by vehicle, of every district; their states are none of the region's.
    cuts : tuple of ShareCut
        Share cuts.
    memory : dict of int to tuple of int
        Stops that overnight places remember.
    remembering : tuple of frozenset of int
        Overnight places that remember anything, by vehicle.
    """

    duals: FloatArray
    duties: list[Arcs]
    cuts: tuple[ShareCut, ...]
    memory: dict[int, tuple[int, ...]]
    remembering: tuple[frozenset[int], ...]


def begin_with_districts(
    fleet: Fleet, formulation: Formulation, watch: Watch, part_lp: PartLp
) -> Beginning | None:
    """Solve the plain LPs of the districts of a region.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties of the region.
    formulation : Formulation
        Rows of the region.
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
    solved = []
    for district in districts:
        own = [district_pool(instance, district, pool) for pool in fleet.pools]
        part = district_instance(instance, district)
        found = part_lp(part, tuple(pool for pool, _ in own), watch.left_s)
        if found is not None:
            solved.append(SolvedDistrict(district, [rows for _, rows in own], *found))
    return beginning_of(instance, formulation, solved)


def beginning_of(
    instance: Instance, formulation: Formulation, solved: Sequence[SolvedDistrict]
) -> Beginning:
    """Return where the LP of a region begins.

    Parameters
    ----------
    instance : Instance
        Problem of the region.
    formulation : Formulation
        Its rows, those of share cuts left out.
    solved : sequence of SolvedDistrict
        LPs of districts; one without a plan of its own gives none, the region may still have one.

    Returns
    -------
    Beginning
        Duals, columns, cuts and memory of all districts.
    """
    duals = np.zeros(formulation.model.num_rows)
    columns: list[list[Arcs]] = [[] for _ in instance.vehicles]
    remembering = [frozenset[int]() for _ in instance.vehicles]
    memory: dict[int, tuple[int, ...]] = {}
    cuts: list[ShareCut] = []
    cut_sek: list[float] = []
    for own in solved:
        stops, pricing = own.district.stops, own.outcome.pricing
        lay_duals(instance, own.district, own.lp.formulation, pricing.duals, formulation, duals)
        for number, arcs in _columns(instance, own).items():
            columns[number].append(arcs)
        for cut, row in zip(own.cuts, own.lp.fleet.cut_row.tolist(), strict=True):
            if abs(pricing.duals[row]) > IN_USE_SEK:
                cuts.append(ShareCut(cut.place, tuple(stops[list(cut.stops)].tolist())))
                cut_sek.append(float(pricing.duals[row]))
        memory.update(_named(own.memory or {}, stops))
        for number in own.district.vehicles.tolist():
            remembering[number] = frozenset(own.memory or ())
    every = np.concatenate([duals, cut_sek])
    return Beginning(
        every, [join_arcs(own) for own in columns], tuple(cuts), memory, tuple(remembering)
    )


def _named(memory: Memory, stops: IntArray) -> Mapping[int, tuple[int, ...]]:
    """Return the memory of a district by the stops of its region."""
    return {node: tuple(stops[list(own)].tolist()) for node, own in memory.items()}


def _columns(instance: Instance, own: SolvedDistrict) -> dict[int, Arcs]:
    """Return the best columns of the LP of a district by vehicle, as duties of the region."""
    lp, outcome = own.lp, own.outcome
    unpriced = lp.num_model_columns - len(outcome.solution.values)
    values = np.append(outcome.solution.values, np.zeros(unpriced))
    found = {}
    for number, graph, passage in zip(
        own.district.vehicles.tolist(), lp.graphs, outcome.pricing.passages, strict=True
    ):
        arcs, columns = lp.known_arcs(graph.vehicle)
        worth = np.empty(len(arcs))
        for day in range(graph.num_days):
            on = arcs.day == day
            positions = np.searchsorted(graph.rows, arcs.duty[on])
            worth[on] = graph.path_values(passage, day)[positions]
        least = passage.best - WINDOW_SHARE * abs(passage.best) - MIN_WINDOW_SEK
        kept = (worth >= least) | (values[columns] > 0)
        duties = own.rows[instance.vehicles[number].profile][arcs.duty[kept]]
        found[number] = Arcs(arcs.day[kept], duties, arcs.tail[kept], arcs.head[kept])
    return found


def leaning_of(lp: MasterLp, outcome: LpOutcome, members: Sequence[Sequence[int]]) -> Leaning:
    """Return who visits what in the solution of an LP.

    Parameters
    ----------
    lp : MasterLp
        LP of a folded region.
    outcome : LpOutcome
        Its solution.
    members : sequence of sequence of int
        Vehicles that each of its vehicles stands for.

    Returns
    -------
    Leaning
        By these vehicles; those that one stands for have the same.
    """
    instance, values = lp.fleet.instance, outcome.solution.values
    number = sum(map(len, members))
    overnight = np.full(len(instance.node_ids) + 1, NO_OVERNIGHT)
    overnight[instance.overnight_node] = np.arange(len(instance.overnight_node))
    visits = np.zeros((number, instance.num_stops + 1))
    nights = np.zeros((number, len(instance.overnight_node) + 1))
    stop_of = np.append(instance.option_stop, instance.num_stops)
    for group, own in enumerate(members):
        arcs, columns = lp.known_arcs(group)
        is_solved = columns < len(values)
        duties, weight = arcs.duty[is_solved], values[columns[is_solved]] / len(own)
        pool = lp.fleet.pool(group)
        for vehicle in own:
            for options in pool.options[duties].T:
                np.add.at(visits[vehicle], stop_of[options], weight)
            np.add.at(nights[vehicle], overnight[pool.end[duties]], weight)
    return Leaning(visits[:, :-1], nights[:, :-1])
