"""Add the rows of limits, (7): on weeks, nights, rooms and money, and vehicles that are used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.optimise.linear_model import NO_ROW, LinearModel
from mobilkontor.optimise.share_rows import Offices, Shares

__all__ = [
    "add_costs",
    "add_decisions",
    "add_driving",
    "add_nights",
    "add_rooms",
    "add_used_vehicles",
    "add_working",
]

IntArray = NDArray[np.int64]


def add_working(instance: Instance, model: LinearModel) -> IntArray:
    """Add rows (7) of weekly working time [h]."""
    rules = [instance.profiles[v.profile].rules for v in instance.vehicles]
    return _weekly(instance, model, _hours([r.max_weekly_working_s for r in rules]))


def add_driving(instance: Instance, model: LinearModel) -> IntArray:
    """Add rows (7) of weekly driving time [h]."""
    rules = [instance.profiles[v.profile].rules for v in instance.vehicles]
    return _weekly(instance, model, _hours([r.max_weekly_driving_s for r in rules]))


def add_nights(instance: Instance, model: LinearModel) -> IntArray:
    """Add rows (7) of nights away in a week."""
    nights = [v.max_nights_per_week for v in instance.vehicles]
    return _weekly(instance, model, [None if n is None else float(n) for n in nights])


def _hours(limits_s: list[int | None]) -> list[float | None]:
    """Return limits in hours."""
    return [None if limit is None else limit / SECONDS_PER_HOUR for limit in limits_s]


def _weekly(instance: Instance, model: LinearModel, limits: list[float | None]) -> IntArray:
    """Add one row (7) per vehicle and week where a limit is given."""
    num_weeks = instance.horizon.weeks
    rows = np.full((len(limits), num_weeks), NO_ROW, dtype=np.int64)
    for vehicle, limit in enumerate(limits):
        if limit is not None:
            high = np.full(num_weeks, limit * instance.paths_of(vehicle))
            rows[vehicle] = model.add_rows(np.full(num_weeks, -np.inf), high)
    return rows


def add_rooms(instance: Instance, model: LinearModel) -> IntArray:
    """Add rows (7) for the overnight places that could be too small."""
    rows = np.full((instance.num_days, len(instance.overnight_node)), NO_ROW, dtype=np.int64)
    num_vehicles = sum(vehicle.count for vehicle in instance.vehicles)
    for number, rooms in enumerate(instance.overnight_rooms):
        if rooms < num_vehicles:
            high = [float(rooms * instance.repeats)]
            for day in range(instance.num_days):
                if any(instance.nights_after(v, day) for v in range(len(instance.vehicles))):
                    rows[day, number] = model.add_rows([-np.inf], high)[0]
    return rows


def add_used_vehicles(instance: Instance, model: LinearModel) -> tuple[IntArray, IntArray]:
    """Add the columns v of vehicles that cost something if used, and their rows (7)."""
    num_weeks = instance.horizon.weeks
    weeks = [instance.horizon.week_of(day) for day in range(instance.num_days)]
    days = np.bincount(weeks, minlength=num_weeks).astype(np.float64)
    used_column = np.full(len(instance.vehicles), NO_ROW, dtype=np.int64)
    used_row = np.full((len(instance.vehicles), num_weeks), NO_ROW, dtype=np.int64)
    for number, vehicle in enumerate(instance.vehicles):
        if vehicle.fixed_cost_sek > 0:
            cost_sek = instance.goal.cost_weight * vehicle.fixed_cost_sek
            column = model.add_columns([-cost_sek], upper=float(vehicle.count), is_integer=True)
            used_column[number] = column[0]
            rows = model.add_rows(np.full(num_weeks, -np.inf), np.zeros(num_weeks))
            model.add_entries(rows, np.repeat(column, num_weeks), -days * instance.repeats)
            used_row[number] = rows
    return used_column, used_row


def add_costs(
    instance: Instance, model: LinearModel, shares: Shares, offices: Offices, used_column: IntArray
) -> tuple[list[int], list[int]]:
    """Add the rows (7) of the budget and of earlier goals; return those of cost, then of value."""
    cost_rows, value_rows = [], []
    if instance.budget_sek is not None:
        row = model.add_rows([-np.inf], [instance.budget_sek])
        _cost_entries(instance, model, row, offices, used_column)
        cost_rows.append(int(row[0]))
    for aim in instance.aims:
        if aim.goal.cost_weight:
            row = model.add_rows([-np.inf], [-aim.least_sek])
            _cost_entries(instance, model, row, offices, used_column)
            if aim.goal.value_weight:
                _worth_entries(model, row, shares, offices, -aim.goal.value_weight)
            cost_rows.append(int(row[0]))
        else:
            row = model.add_rows([aim.least_sek], [np.inf])
            _worth_entries(model, row, shares, offices, aim.goal.value_weight)
            value_rows.append(int(row[0]))
    return cost_rows, value_rows


def _cost_entries(
    instance: Instance, model: LinearModel, row: IntArray, offices: Offices, used_column: IntArray
) -> None:
    """Enter what offices and used vehicles cost into a row; duties enter it later."""
    costs = [office.cost_sek for office in instance.offices]
    model.add_entries(row, offices.column, np.array(costs))
    has_cost = used_column != NO_ROW
    fixed = np.array([vehicle.fixed_cost_sek for vehicle in instance.vehicles])
    model.add_entries(row, used_column[has_cost], fixed[has_cost])


def _worth_entries(
    model: LinearModel, row: IntArray, shares: Shares, offices: Offices, weight: float
) -> None:
    """Enter what met visits are worth into a row."""
    model.add_entries(row, shares.column, weight * shares.worth)
    model.add_entries(row, offices.share, weight * offices.worth)


def add_decisions(
    model: LinearModel, offices: Offices, used_column: IntArray
) -> tuple[IntArray, IntArray]:
    """Add the rows that hold decisions between their limits; return columns and rows."""
    columns = np.concatenate([offices.column, used_column[used_column != NO_ROW]])
    most = model.upper[columns]
    rows = model.add_rows(np.zeros(len(columns)), most)
    model.add_entries(rows, columns, 1.0)
    return columns, rows
