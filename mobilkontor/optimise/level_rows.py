"""Add the rows of visits, choice and locks, (1), (2) and (8), with the columns y of levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.linear_model import NO_ROW, LinearModel
from mobilkontor.optimise.patterns import visits_on_each_day

__all__ = ["Levels", "add_levels"]

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Where levels stand in the model; attributes as in ``Formulation``."""

    visit_row: IntArray
    choice_row: IntArray
    columns: tuple[IntArray, ...]
    column_pattern: dict[int, int]

    def columns_of(self, levels: IntArray) -> IntArray:
        """Return the columns y of some levels."""
        return _joined([self.columns[level] for level in levels])


def add_levels(instance: Instance, model: LinearModel) -> Levels:
    """Add rows (1), (2) and (8) and the columns y."""
    visit_row = np.full((len(instance.option_stop), instance.num_days), NO_ROW, dtype=np.int64)
    columns, column_pattern = _visits(instance, model, visit_row)
    choice_row = _choice(instance, model, columns)
    _locks(instance, model, columns, column_pattern)
    return Levels(visit_row, choice_row, tuple(columns), column_pattern)


def _visits(
    instance: Instance, model: LinearModel, visit_row: IntArray
) -> tuple[list[IntArray], dict[int, int]]:
    """Add rows (1) and the columns y; return the columns of each level and their patterns."""
    level_columns: list[IntArray] = []
    column_pattern: dict[int, int] = {}
    visits_on_day = visits_on_each_day(instance)
    free = [_is_day_free(instance, option) for option in range(len(instance.option_stop))]
    for option, is_free in enumerate(free):
        count = 1 if is_free else instance.num_days
        visit_row[option] = model.add_rows(np.zeros(count), np.zeros(count))
    for level, option in enumerate(instance.level_option):
        patterns = np.nonzero(instance.pattern_level == level)[0]
        if free[option]:
            columns = model.add_columns([0.0], is_integer=True)
            visits = -float(instance.level_visits[level])
            model.add_entries(visit_row[option, :1], columns, visits)
        else:
            columns = model.add_columns(np.zeros(len(patterns)), is_integer=True)
            for column, pattern in zip(columns, patterns, strict=True):
                column_pattern[int(column)] = int(pattern)
                days = np.nonzero(instance.pattern_days[pattern])[0]
                on_each = -float(visits_on_day[pattern])
                model.add_entries(visit_row[option, days], column, on_each)
        level_columns.append(columns)
    return level_columns, column_pattern


def _is_day_free(instance: Instance, option: int) -> bool:
    """Tell whether every level of an option is so many visits on any days.

    That is so for one visit. Of several visits that share a weekday, on whichever it is, a
    folded week knows only that they are in different weeks: a relaxation.
    """
    if any(lock.stop == instance.option_stop[option] for lock in instance.locks):
        return False
    levels = np.nonzero(instance.level_option == option)[0]
    patterns = [int((instance.pattern_level == level).sum()) for level in levels]
    own = np.isin(instance.pattern_level, levels)
    one_day = bool((instance.pattern_days[own].sum(axis=1) == 1).all())
    return one_day and all(count == instance.num_days for count in patterns)


def _choice(instance: Instance, model: LinearModel, level_columns: list[IntArray]) -> IntArray:
    """Add rows (2)."""
    low = instance.stop_is_promised.astype(np.float64)
    choice_row = model.add_rows(low, np.ones(instance.num_stops))
    for stop in range(instance.num_stops):
        levels = np.nonzero(instance.level_stop == stop)[0]
        columns = _joined([level_columns[level] for level in levels])
        model.add_entries(choice_row[stop], columns, 1.0)
    return choice_row


def _locks(
    instance: Instance,
    model: LinearModel,
    level_columns: list[IntArray],
    column_pattern: dict[int, int],
) -> None:
    """Add rows (8): a locked stop has a pattern with the day of the lock."""
    for lock in instance.locks:
        columns = [
            column
            for level in np.nonzero(instance.level_stop == lock.stop)[0]
            for column in level_columns[level].tolist()
            if instance.pattern_days[column_pattern[column], lock.day]
        ]
        model.add_entries(model.add_rows([1.0], [1.0]), columns, 1.0)


def _joined(parts: list[IntArray]) -> IntArray:
    """Return the columns of all parts, also if there are none."""
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])
