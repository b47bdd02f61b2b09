"""Add the rows of fairness, (6), with the columns g of covered residents."""

from __future__ import annotations

import numpy as np

from mobilkontor.core.instance import Floor, Instance
from mobilkontor.optimise.level_rows import Levels
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.share_rows import Offices, Shares

__all__ = ["add_floors"]


def add_floors(
    instance: Instance, model: LinearModel, levels: Levels, shares: Shares, offices: Offices
) -> list[int]:
    """Add rows (6); return those that visits alone may not be able to meet."""
    floor_rows = []
    for floor in instance.floors:
        if floor.min_visits > 0:
            row = model.add_rows([float(floor.min_visits)], [np.inf])
            for level in np.nonzero(np.isin(instance.level_stop, floor.stops))[0]:
                columns = levels.columns[level]
                model.add_entries(row, columns, float(instance.level_visits[level]))
        if floor.min_met_visits > 0:
            row = model.add_rows([floor.min_met_visits], [np.inf])
            users = np.isin(shares.place, floor.places)
            model.add_entries(row, shares.column[users], shares.met[users])
            users = np.isin(instance.access.office_place, floor.places)
            met = instance.access.office_met_visits[users]
            model.add_entries(row, offices.share[users], met)
            floor_rows.append(int(row[0]))
        if floor.min_covered > 0:
            floor_rows.append(_covered(model, floor, levels, offices))
    return floor_rows


def _covered(model: LinearModel, floor: Floor, levels: Levels, offices: Offices) -> int:
    """Add the columns g of the places of a floor, and the rows (6) of coverage."""
    coverages = floor.coverages
    count = len(coverages)
    covered = model.add_columns(np.zeros(count))
    rows = model.add_rows(np.full(count, -np.inf), np.zeros(count))
    model.add_entries(rows, covered, 1.0)
    for row, coverage in zip(rows, coverages, strict=True):
        columns = levels.columns_of(np.array(coverage.levels, dtype=np.int64))
        model.add_entries(row, columns, -1.0)
        model.add_entries(row, offices.column[list(coverage.offices)], -1.0)
    least = model.add_rows([floor.min_covered], [np.inf])
    residents = np.array([float(coverage.residents) for coverage in coverages])
    model.add_entries(least, covered, residents)
    return int(least[0])
