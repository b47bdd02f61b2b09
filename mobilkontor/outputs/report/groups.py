"""Reckon what a plan gives groups of residents: all, those of 65 and more, each municipality's."""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.reach import (
    Reach,
    all_residents,
    elderly_residents,
    nearest_s,
    reach_of,
    services_after,
)
from mobilkontor.indicators.setting import Setting

__all__ = [
    "FREQUENCIES_WEEKS",
    "GroupReach",
    "MunicipalityReach",
    "group_reach",
    "municipality_reach",
]

FREQUENCIES_WEEKS = (1, 2, 4, 8)
"""How often a service has to come to be counted: at least every so many weeks."""


@dataclass(frozen=True, slots=True)
class GroupReach:
    """How far a group has to service.

    Attributes
    ----------
    before, after : Reach
        To open fixed offices, and to any office or stop of the plan.
    every : tuple of (int, Reach)
        To those services that come at least every so many weeks, the most often first.
    """

    before: Reach
    after: Reach
    every: tuple[tuple[int, Reach], ...]

    def persons_over(self, limit_min: int) -> tuple[float, float]:
        """Return how many have farther than a time of ``BANDS_MIN``, before and after."""
        before, after = self.before, self.after
        return before.persons - before.within[limit_min], after.persons - after.within[limit_min]


@dataclass(frozen=True, slots=True)
class MunicipalityReach:
    """What a plan gives one municipality, or all of them.

    Attributes
    ----------
    name : str
        Name; empty for all.
    everyone, elderly : GroupReach
        How far its residents, and those of 65 and more, have to service.
    met_visits : float
        Visits met per cycle for its residents, over what fixed offices meet.
    """

    name: str
    everyone: GroupReach
    elderly: GroupReach
    met_visits: float


def group_reach(plan: Plan, setting: Setting, persons: dict[str, float]) -> GroupReach:
    """Return how far a group has to service.

    Parameters
    ----------
    plan : Plan
        The plan.
    setting : Setting
        What it is measured against.
    persons : dict of str to float
        Size of the group in each place [persons].

    Returns
    -------
    GroupReach
        Before, after, and by how often a service comes.
    """
    return GroupReach(
        before=reach_of(persons, nearest_s(setting, setting.open_offices)),
        after=reach_of(persons, nearest_s(setting, services_after(plan, setting))),
        every=tuple(
            (weeks, reach_of(persons, nearest_s(setting, services_after(plan, setting, weeks))))
            for weeks in FREQUENCIES_WEEKS
            if weeks <= plan.horizon.weeks
        ),
    )


def municipality_reach(plan: Plan, setting: Setting) -> list[MunicipalityReach]:
    """Return what a plan gives each municipality, and all of them at the end.

    Parameters
    ----------
    plan : Plan
        The plan.
    setting : Setting
        What it is measured against.

    Returns
    -------
    list of MunicipalityReach
        Municipalities with a listed place in the order of their table, then all.
    """
    inhabited = {place.municipality for place in setting.places}
    names = [entry.name for entry in setting.municipalities if entry.name in inhabited]
    return [_municipality(plan, setting, name) for name in (*names, None)]


def _municipality(plan: Plan, setting: Setting, name: str | None) -> MunicipalityReach:
    """Return what a plan gives a municipality, or all of them."""
    everyone = all_residents(setting, name)
    return MunicipalityReach(
        name=name or "",
        everyone=group_reach(plan, setting, everyone),
        elderly=group_reach(plan, setting, elderly_residents(setting, name)),
        met_visits=sum(share.met_visits for share in plan.access if share.place in everyone),
    )
