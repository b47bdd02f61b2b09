"""Own the columns of the master: duties on days between states, with the flow rows they enter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import column_entries
from mobilkontor.optimise.tour_graph import Arcs, TourGraph

__all__ = ["FlowRows", "add_columns", "flow_rows", "join_arcs", "only_new"]

IntArray = NDArray[np.int64]


def flow_rows(instance: Instance, graphs: Sequence[TourGraph]) -> FlowRows:
    """Return the flow rows of all vehicles of an instance."""
    paths = tuple(instance.paths_of(graph.vehicle) for graph in graphs)
    return FlowRows(instance.num_days, tuple(graph.home for graph in graphs), paths)


def join_arcs(parts: list[Arcs]) -> Arcs:
    """Return several lists of arcs as one, in their order."""
    empty = np.empty(0, dtype=np.int64)
    return Arcs(
        *(
            np.concatenate([empty, *(getattr(part, name) for part in parts)])
            for name in ("day", "duty", "tail", "head")
        )
    )


def only_new(arcs: Arcs, known: set[tuple[int, int, int]]) -> Arcs:
    """Return the arcs that are not known yet, and add them to the known ones."""
    keep = []
    triples = zip(arcs.day.tolist(), arcs.duty.tolist(), arcs.tail.tolist(), strict=True)
    for position, key in enumerate(triples):
        if key not in known:
            known.add(key)
            keep.append(position)
    rows = np.array(keep, dtype=np.int64)
    return Arcs(arcs.day[rows], arcs.duty[rows], arcs.tail[rows], arcs.head[rows])


class FlowRows:
    """Rows (3): one per vehicle, boundary between days, and state that some column uses.

    A row says that as many duties end in a state as start from it. At most one duty or idle day
    for every path of the vehicle leaves the depot on the first day, and comes home after the last.

    Parameters
    ----------
    num_days : int
        Days of the horizon.
    homes : tuple of int
        State of standing at the depot, by vehicle.
    num_paths : tuple of int
        Paths through the days, by vehicle.
    """

    def __init__(self, num_days: int, homes: tuple[int, ...], num_paths: tuple[int, ...]) -> None:
        self.num_days = num_days
        self.homes = homes
        self.num_paths = num_paths
        self.row_of: dict[tuple[int, int, int], int] = {}

    def rows(
        self, model: LinearModel, vehicle: int, boundary: IntArray, state: IntArray
    ) -> IntArray:
        """Return the rows of states at boundaries, adding those that are new."""
        keys = list(zip(boundary.tolist(), state.tolist(), strict=True))
        for key in dict.fromkeys(keys):
            if (vehicle, *key) not in self.row_of:
                is_home = key[1] == self.homes[vehicle]
                paths = float(self.num_paths[vehicle])
                low = -paths if is_home and key[0] == 0 else 0.0
                high = paths if is_home and key[0] == self.num_days else 0.0
                self.row_of[(vehicle, *key)] = int(model.add_rows([low], [high])[0])
        return np.array([self.row_of[(vehicle, *key)] for key in keys], dtype=np.int64)


def add_columns(
    model: LinearModel,
    fleet: Fleet,
    formulation: Formulation,
    flow: FlowRows,
    number: int,
    arcs: Arcs,
    *,
    is_integer: bool,
) -> IntArray:
    """Add a vehicle's duties to a model and return their columns.

    Parameters
    ----------
    model : LinearModel
        Model that starts with the rows of the formulation.
    fleet : Fleet
        Vehicles and duties.
    formulation : Formulation
        Rows.
    flow : FlowRows
        Rows (3) of the model.
    number : int
        Vehicle.
    arcs : Arcs
        New columns.
    is_integer : bool
        Whether a duty is driven whole or not at all.

    Returns
    -------
    ndarray of int64
        Column of each arc.
    """
    columns = model.add_columns(
        -fleet.charge_on(number, arcs.duty, arcs.day),
        upper=float(flow.num_paths[number]),
        is_integer=is_integer,
    )
    rows, which, values = column_entries(fleet, formulation, number, arcs)
    model.add_entries(rows, columns[which], values)
    model.add_entries(flow.rows(model, number, arcs.day, arcs.tail), columns, -1.0)
    model.add_entries(flow.rows(model, number, arcs.day + 1, arcs.head), columns, 1.0)
    return columns


def add_idle_days(
    model: LinearModel, flow: FlowRows, graph: TourGraph, *, is_integer: bool
) -> IntArray:
    """Add the idle days of a vehicle at its depot and return their columns."""
    days = np.arange(graph.num_days)
    home = np.full(graph.num_days, graph.home)
    columns = model.add_columns(
        np.zeros(graph.num_days), upper=float(flow.num_paths[graph.vehicle]), is_integer=is_integer
    )
    model.add_entries(flow.rows(model, graph.vehicle, days, home), columns, -1.0)
    model.add_entries(flow.rows(model, graph.vehicle, days + 1, home), columns, 1.0)
    return columns
