"""Own how far groups of residents have to service: to any, or to one that comes often enough.

A group is a number of persons per place, such as all residents, or those of 65 and more. Nobody
counts the latter by place, so they are the share of the municipality everywhere in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from mobilkontor.access.equity import weighted_gini, weighted_quantile
from mobilkontor.core.calendar import Horizon
from mobilkontor.core.plan import Plan, Service
from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.indicators.setting import Setting

__all__ = [
    "BANDS_MIN",
    "Reach",
    "all_residents",
    "elderly_residents",
    "longest_wait_weeks",
    "nearest_s",
    "reach_of",
    "services_after",
]

BANDS_MIN = (15, 30, 45, 60)
"""Travel times within which residents are counted [min]."""

LARGE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a group has to service.

    Attributes
    ----------
    persons : float
        Size of the group [persons].
    within : mapping of int to float
        Persons within each travel time of ``BANDS_MIN``.
    mean_min, p90_min : float or None
        Mean travel time, and the time that nine in ten do not exceed [min]; None if some have no
        service at all.
    gini : float or None
        Gini coefficient of the travel times that are known; None if none is.
    """

    persons: float
    within: Mapping[int, float]
    mean_min: float | None
    p90_min: float | None
    gini: float | None


def reach_of(persons: Mapping[str, float], time_s: Mapping[str, int | None]) -> Reach:
    """Return how far a group has to service.

    Parameters
    ----------
    persons : mapping of str to float
        Size of the group in each place [persons].
    time_s : mapping of str to int or None
        Travel time from each place to the nearest service [s]; None if there is none.

    Returns
    -------
    Reach
        Counts and measures over the group.
    """
    known = [(s, count) for place, count in persons.items() if (s := time_s[place]) is not None]
    total = sum(persons.values())
    within = {
        limit_min: sum(count for s, count in known if s <= limit_min * SECONDS_PER_MINUTE)
        for limit_min in BANDS_MIN
    }
    if not known:
        return Reach(total, within, None, None, None)
    times, weights = (np.array(column, dtype=np.float64) for column in zip(*known, strict=True))
    gini = weighted_gini(times, weights)
    if total <= 0 or len(known) < len(persons):
        return Reach(total, within, None, None, gini)
    mean_s = float((times * weights).sum()) / total
    p90_s = weighted_quantile(times, weights, LARGE_SHARE)
    return Reach(
        persons=total,
        within=within,
        mean_min=mean_s / SECONDS_PER_MINUTE,
        p90_min=None if p90_s is None else p90_s / SECONDS_PER_MINUTE,
        gini=gini,
    )


def all_residents(setting: Setting, municipality: str | None = None) -> dict[str, float]:
    """Return the residents of each place, of one municipality if it is named."""
    return {
        place.id: float(place.residents)
        for place in setting.places
        if municipality in (None, place.municipality)
    }


def elderly_residents(setting: Setting, municipality: str | None = None) -> dict[str, float]:
    """Return the residents of 65 and more of each place, as their municipality's share."""
    share = {entry.name: entry.share_65plus for entry in setting.municipalities}
    return {
        place.id: place.residents * share[place.municipality]
        for place in setting.places
        if municipality in (None, place.municipality)
    }


def services_after(plan: Plan, setting: Setting, every_weeks: int | None = None) -> list[str]:
    """Return the places that have a service with the plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    setting : Setting
        Its open offices.
    every_weeks : int or None
        Leave out stops where residents wait longer than this from one visit to the next [weeks];
        None to leave out none.

    Returns
    -------
    list of str
        Open and new offices, and stops.
    """
    stops = [
        service.place
        for service in plan.services
        if every_weeks is None or longest_wait_weeks(service, plan.horizon) <= every_weeks
    ]
    return [*setting.open_offices, *stops, *(office.place for office in plan.offices)]


def longest_wait_weeks(service: Service, horizon: Horizon) -> int:
    """Return the most weeks from a week with a visit to the next, over the cycle's end too."""
    weeks = sorted({horizon.week_of(day) for day in service.days})
    following = [*weeks[1:], weeks[0] + horizon.weeks]
    return max(after - before for before, after in zip(weeks, following, strict=True))


def nearest_s(setting: Setting, targets: Iterable[str]) -> dict[str, int | None]:
    """Return every place's travel time to the nearest of some places.

    Parameters
    ----------
    setting : Setting
        Places and the residents' travel matrix.
    targets : iterable of str
        Places with a service.

    Returns
    -------
    dict of str to int or None
        Travel time by place [s]; None if there is no target.
    """
    matrix = setting.residents_travel
    columns = [matrix.index(target) for target in sorted(set(targets))]
    if not columns:
        return {place.id: None for place in setting.places}
    least = matrix.time_s[:, columns].min(axis=1)
    return {place.id: int(least[matrix.index(place.id)]) for place in setting.places}
