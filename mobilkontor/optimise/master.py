"""Own the master: the formulation with columns for duties.

Both the LP of column generation and the MIP over chosen columns are built here, from the same rows
and the same coefficients, so that what is proved for one holds for the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import NO_ROW, Formulation
from mobilkontor.optimise.share_cuts import ShareCut
from mobilkontor.optimise.tour_graph import Arcs

__all__ = ["add_cut_rows", "column_entries"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


def column_entries(
    fleet: Fleet, formulation: Formulation, number: int, arcs: Arcs
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the coefficients of a vehicle's columns in every row but the flow rows.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    formulation : Formulation
        Rows.
    number : int
        Vehicle.
    arcs : Arcs
        Columns.

    Returns
    -------
    row, arc : ndarray of int64
        Row, and position in ``arcs``, of each coefficient.
    value : ndarray of float64
        The coefficients.
    """
    instance, pool = fleet.instance, fleet.pool(number)
    vehicle, profile = instance.vehicles[number], instance.vehicles[number].profile
    parts: list[tuple[IntArray, IntArray, FloatArray]] = []

    def add(rows: IntArray, which: IntArray, coefficients: FloatArray) -> None:
        """Keep the coefficients whose row exists."""
        kept = rows != NO_ROW
        parts.append((rows[kept], which[kept], coefficients[kept]))

    arc, slot = np.nonzero(pool.options[arcs.duty] != NO_OPTION)
    option = pool.options[arcs.duty][arc, slot]
    add(formulation.visit_row[option, arcs.day[arc]], arc, np.ones(len(arc)))
    hours = instance.option_opening_s[option] / SECONDS_PER_HOUR
    stops = instance.option_stop[option]
    add(formulation.capacity_row[stops], arc, -vehicle.visitors_per_hour * hours)
    every = np.arange(len(arcs))
    week = np.array([instance.horizon.week_of(d) for d in range(instance.num_days)])[arcs.day]
    working_h = pool.working_s[arcs.duty] / SECONDS_PER_HOUR
    driving_h = pool.driving_s[arcs.duty] / SECONDS_PER_HOUR
    add(formulation.working_row[number, week], every, working_h)
    add(formulation.driving_row[number, week], every, driving_h)
    add(formulation.used_row[number, week], every, np.ones(len(arcs)))
    for row in formulation.cost_rows:
        add(np.full(len(arcs), row), every, fleet.cost_on(number, arcs.duty, arcs.day))
    end = pool.end[arcs.duty]
    away = np.nonzero(end != vehicle.depot)[0]
    nights = np.array([instance.nights_after(number, d) for d in range(instance.num_days)])
    stays = nights[arcs.day[away]].astype(np.float64)
    add(formulation.nights_row[number, week[away]], away, stays)
    overnight = np.full(len(instance.node_ids), NO_ROW, dtype=np.int64)
    overnight[instance.overnight_node] = np.arange(len(instance.overnight_node))
    add(formulation.room_row[arcs.day[away], overnight[end[away]]], away, np.ones(len(away)))
    if fleet.cuts:
        touched = fleet.touching[profile][arcs.duty].tocoo()
        add(fleet.cut_row[touched.col], touched.row.astype(np.int64), -touched.data)
    rows, which, values = (np.concatenate(part) for part in zip(*parts, strict=True))
    return rows, which, values


def add_cut_rows(
    formulation: Formulation, cuts: Sequence[ShareCut]
) -> tuple[Formulation, IntArray]:
    """Return a formulation that has grown by the rows of share cuts, and their numbers.

    Parameters
    ----------
    formulation : Formulation
        Rows without the cuts; it stays as it is.
    cuts : sequence of ShareCut
        Cuts to add.

    Returns
    -------
    formulation : Formulation
        The same rows and one for each cut.
    rows : ndarray of int64
        Number of each cut's row.
    """
    from_here = _with_model(formulation)
    model = from_here.model
    rows = model.add_rows(np.full(len(cuts), -np.inf), np.zeros(len(cuts)))
    for row, cut in zip(rows, cuts, strict=True):
        users = (formulation.share_place == cut.place) & np.isin(formulation.share_stop, cut.stops)
        weeks = formulation.share_weeks[users]
        model.add_entries(row, formulation.share_column[users], weeks)
    return from_here, rows


def _with_model(formulation: Formulation) -> Formulation:
    """Return the formulation with a model that can grow on its own."""
    names = Formulation.__slots__
    values = {name: getattr(formulation, name) for name in names}
    values["model"] = formulation.model.copy()
    return Formulation(**values)
