"""Build the parts of the engine for an instance, as `search` does."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.core.result import Result
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.optimise.bounds import BaseBound
from mobilkontor.optimise.column_generation import LpOutcome, generate_columns
from mobilkontor.optimise.fleet import Fleet, make_fleet
from mobilkontor.optimise.formulation import Formulation, formulate
from mobilkontor.optimise.master import add_cut_rows
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.share_cuts import ShareCut
from mobilkontor.optimise.solve import optimise
from mobilkontor.optimise.tour_graph import TourGraph

__all__ = ["Parts", "fleet_of", "graph_of", "parts_of", "proved", "solve_lp"]


@dataclass(frozen=True)
class Parts:
    """The LP of one instance, ready to be solved."""

    fleet: Fleet
    formulation: Formulation
    base: BaseBound
    master: MasterLp


def fleet_of(instance: Instance) -> Fleet:
    """Return the vehicles with all their duties."""
    pools = tuple(enumerate_duties(instance, n) for n in range(len(instance.profiles)))
    return make_fleet(instance, pools)


def graph_of(
    fleet: Fleet,
    number: int = 0,
    memory: Mapping[int, tuple[int, ...]] | None = None,
    rows: np.ndarray | None = None,
) -> TourGraph:
    """Return the graph of a vehicle, over some of its duties if given."""
    own = fleet.rows[number] if rows is None else rows
    return TourGraph(fleet.instance, number, fleet.pool(number), own, memory or {})


def parts_of(
    instance: Instance,
    memory: Mapping[int, tuple[int, ...]] | None = None,
    cuts: tuple[ShareCut, ...] = (),
) -> Parts:
    """Return everything column generation needs."""
    formulation, cut_rows = add_cut_rows(formulate(instance), cuts)
    fleet = fleet_of(instance).with_cuts(cuts, cut_rows)
    graphs = tuple(graph_of(fleet, n, memory) for n in range(len(instance.vehicles)))
    master = MasterLp(fleet, formulation, graphs)
    base = BaseBound(formulation.model, formulation.missing_columns)
    return Parts(fleet, formulation, base, master)


def solve_lp(
    parts: Parts, start: np.ndarray | None = None
) -> tuple[LpOutcome | None, list[tuple[float, int]]]:
    """Return the outcome of column generation, and the bounds it told of."""
    told: list[tuple[float, int]] = []
    outcome = generate_columns(
        parts.master,
        parts.base,
        start=start,
        tolerance=1e-7,
        stop=threading.Event(),
        on_bound=lambda bound, columns: told.append((bound, columns)),
        is_over=lambda: False,
    )
    return outcome, told


def proved(instance: Instance) -> Result:
    """Return the proved optimum of a feasible instance."""
    return optimise(
        instance,
        time_limit_s=30.0,
        gap_limit=0.0,
        seed=0,
        threads=1,
        observe=lambda progress: None,
        stop=threading.Event(),
    )
