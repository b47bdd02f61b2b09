"""Add the rows of access and visitors, (4) and (5), with the columns z of shares, o of offices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.optimise.level_rows import Levels
from mobilkontor.optimise.linear_model import NO_ROW, LinearModel
from mobilkontor.optimise.patterns import weeks_visited

__all__ = ["Offices", "Shares", "add_capacity", "add_offices", "add_one_provider", "add_shares"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Residents who use a stop: one row each, as in ``Formulation``.

    Attributes
    ----------
    place, stop, column, row : ndarray of int64, shape (num_shares,)
        Place, stop, column z, and its row z <= y.
    met, worth : ndarray of float64, shape (num_shares,)
        Met visits, and what they are worth [SEK].
    weeks : ndarray of int64, shape (num_shares,)
        Weeks of the cycle with a visit, at least.
    """

    place: IntArray
    stop: IntArray
    column: IntArray
    row: IntArray
    met: FloatArray
    worth: FloatArray
    weeks: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Offices:
    """Fixed offices that can be opened.

    Attributes
    ----------
    column : ndarray of int64, shape (num_offices,)
        Column o of each office.
    share : ndarray of int64, shape (num_office_pairs,)
        Column z of the residents of a place who use one.
    worth : ndarray of float64, shape (num_office_pairs,)
        What its met visits are worth [SEK].
    """

    column: IntArray
    share: IntArray
    worth: FloatArray


def add_shares(instance: Instance, model: LinearModel, levels: Levels) -> Shares:
    """Add the columns z and their rows (4)."""
    table = instance.access
    stop = instance.level_stop[table.pair_level]
    # Levels of a stop that meet the same visits of a place differ in nothing that a share
    # could tell apart.
    met, met_number = np.unique(table.pair_met_visits, return_inverse=True)
    keys = np.column_stack([table.pair_place, stop, met_number])
    shares, share_of_pair = np.unique(keys, axis=0, return_inverse=True)
    of_pair, share_met = share_of_pair.ravel(), met[shares[:, 2]]
    weeks = np.full(len(shares), instance.num_weeks, dtype=np.int64)
    np.minimum.at(weeks, of_pair, weeks_visited(instance)[table.pair_level])
    weight = np.empty(len(shares))
    weight[of_pair] = table.weights
    worth = instance.value_per_met_visit_sek * share_met * weight
    columns = model.add_columns(instance.goal.value_weight * worth)
    rows = model.add_rows(np.full(len(shares), -np.inf), np.zeros(len(shares)))
    model.add_entries(rows, columns, 1.0)
    for share, level in zip(of_pair, table.pair_level, strict=True):
        model.add_entries(rows[share], levels.columns[level], -1.0)
    return Shares(shares[:, 0], shares[:, 1], columns, rows, share_met, worth, weeks)


def add_offices(instance: Instance, model: LinearModel) -> Offices:
    """Add the columns o, and z of those who use a new office, with their rows (4)."""
    table = instance.access
    costs = np.array([office.cost_sek for office in instance.offices])
    columns = model.add_columns(-instance.goal.cost_weight * costs, is_integer=True)
    worth = instance.value_per_met_visit_sek * table.office_met_visits * table.office_weight
    count = len(table.office_place)
    shares = model.add_columns(instance.goal.value_weight * worth)
    rows = model.add_rows(np.full(count, -np.inf), np.zeros(count))
    model.add_entries(rows, shares, 1.0)
    model.add_entries(rows, columns[table.office_number], -1.0)
    return Offices(columns, shares, worth)


def add_one_provider(
    instance: Instance, model: LinearModel, shares: Shares, offices: Offices
) -> IntArray:
    """Add the rows (4) that let residents use one stop or office."""
    place = np.concatenate([shares.place, instance.access.office_place])
    columns = np.concatenate([shares.column, offices.share])
    place_row = np.full(len(instance.access.place_ids), NO_ROW, dtype=np.int64)
    for number in np.unique(place):
        of_place = columns[place == number]
        if len(of_place) > 1:
            place_row[number] = model.add_rows([-np.inf], [1.0])[0]
            model.add_entries(place_row[number], of_place, 1.0)
    return place_row


def add_capacity(instance: Instance, model: LinearModel, shares: Shares) -> IntArray:
    """Add rows (5) for the stops where they can bind; the visits enter with their columns."""
    capacity_row = np.full(instance.num_stops, NO_ROW, dtype=np.int64)
    slowest = min((v.visitors_per_hour for v in instance.vehicles), default=0.0)
    for stop in range(instance.num_stops):
        levels = np.nonzero(instance.level_stop == stop)[0]
        if not len(levels):
            continue
        hours = instance.option_opening_s[instance.level_option[levels]] / SECONDS_PER_HOUR
        least = slowest * float((hours * instance.level_visits[levels]).min())
        users = shares.stop == stop
        if float(shares.met[users].sum()) > least:
            row = model.add_rows([-np.inf], [0.0])
            model.add_entries(row, shares.column[users], shares.met[users])
            capacity_row[stop] = row[0]
    return capacity_row
