"""Read off the visit patterns what a relaxation may count on: weeks visited, visits in a week."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance

__all__ = ["is_once_a_week", "visits_on_each_day", "weeks_visited"]

IntArray = NDArray[np.int64]


def _days_by_week(instance: Instance) -> IntArray:
    """Return the days of every pattern in each week of the horizon, patterns by weeks."""
    weeks = np.array([instance.horizon.week_of(day) for day in range(instance.num_days)])
    of_week = weeks[:, None] == np.arange(instance.horizon.weeks)[None, :]
    return np.asarray(instance.pattern_days.astype(np.int64) @ of_week.astype(np.int64))


def visits_on_each_day(instance: Instance) -> IntArray:
    """Return the visits of every pattern on each of its days: one, unless the cycle was folded."""
    days = np.maximum(1, instance.pattern_days.sum(axis=1))
    return np.asarray(instance.level_visits[instance.pattern_level] // days)


def weeks_visited(instance: Instance) -> IntArray:
    """Return in how many weeks of the cycle every level is visited at least.

    Parameters
    ----------
    instance : Instance
        Problem.

    Returns
    -------
    ndarray of int64, shape (num_levels,)
        Least over the patterns of each level; levels without a pattern count all their visits,
        one a week. Visits that a folded cycle puts on one day are in as many weeks as there are.
    """
    weeks = (_days_by_week(instance) > 0).sum(axis=1) * visits_on_each_day(instance)
    least = np.minimum(instance.level_visits, instance.num_weeks)
    np.minimum.at(least, instance.pattern_level, weeks)
    return np.asarray(least)


def is_once_a_week(instance: Instance) -> NDArray[np.bool_]:
    """Return which levels have one visit at most in a week, whatever their pattern.

    Parameters
    ----------
    instance : Instance
        Problem.

    Returns
    -------
    ndarray of bool, shape (num_levels,)
        Whether a tour, which lies within a week, can visit the stop once at most. More visits
        than weeks are several in one, on whichever days a folded cycle puts them. Where a tour can
        go on from one week to the next, only a single visit of the cycle is sure to be one of it.
    """
    if _has_tours_across_weeks(instance):
        return np.asarray(instance.level_visits <= 1)
    most = -(-instance.level_visits // instance.num_weeks)
    in_a_week = _days_by_week(instance).max(axis=1, initial=0)
    np.maximum.at(most, instance.pattern_level, in_a_week)
    return np.asarray(most <= 1)


def _has_tours_across_weeks(instance: Instance) -> bool:
    """Tell whether a vehicle can stand away from its depot between two weeks."""
    horizon = instance.horizon
    return any(
        horizon.week_of(day) != horizon.week_of(day + 1) and instance.nights_after(vehicle, day)
        for day in range(instance.num_days - 1)
        for vehicle in range(len(instance.vehicles))
    )
