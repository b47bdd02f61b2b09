"""Read the floors of a scenario: least service for municipalities, the region, the worst off."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from mobilkontor.access.fairness import worst_off
from mobilkontor.build.residents import Residents
from mobilkontor.core.instance import Coverage, Floor
from mobilkontor.core.places import Place
from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.scenario import goal_schema
from mobilkontor.scenario.model import Scenario

__all__ = ["Served", "floors_of", "floors_without_candidate"]

REGION = "all"
EACH = "each"


@dataclass(frozen=True, slots=True)
class Served:
    """What can be served.

    Attributes
    ----------
    stops : tuple of Place
        Places of the stops.
    level_stop, level_visits : sequence of int
        Stop and visits per cycle of every level.
    with_candidate : set of str
        Municipalities with a candidate stop.
    """

    stops: tuple[Place, ...]
    level_stop: tuple[int, ...]
    level_visits: tuple[int, ...]
    with_candidate: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Residents with a floor, and the strictest of its entries."""

    name: str
    places: tuple[int, ...]
    stops: tuple[int, ...]
    entries: tuple[goal_schema.FloorEntry, ...]

    def most(self, key: str) -> float:
        """Return the strictest demand of one kind."""
        return max(float(getattr(entry, key)) for entry in self.entries)


def floors_of(scenario: Scenario, residents: Residents, served: Served) -> tuple[Floor, ...]:
    """Return the floors of a scenario, all entries for the same residents in one.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    residents : Residents
        Who needs what.
    served : Served
        Stops and levels.

    Returns
    -------
    tuple of Floor
        Those of municipalities in the order of the table, of the region, of the worst off.
    """
    floors = [
        _floor(scenario, residents, served, group) for group in _groups(scenario, residents, served)
    ]
    floors.extend(_worst_off_floor(scenario.file.fairness, residents))
    return tuple(f for f in floors if f.min_visits or f.min_met_visits > 0 or f.min_covered > 0)


def _groups(scenario: Scenario, residents: Residents, served: Served) -> Iterator[_Group]:
    """Yield the residents that a floor speaks of."""
    entries = scenario.file.floors
    for name in (municipality.name for municipality in scenario.municipalities):
        own = tuple(entry for entry in entries if entry.municipality in (EACH, name))
        if own and name in served.with_candidate:
            yield _Group(name, *_inside(residents, served, name), own)
    own = tuple(entry for entry in entries if entry.municipality == REGION)
    if own:
        yield _Group(REGION, *_inside(residents, served, None), own)


def _inside(
    residents: Residents, served: Served, municipality: str | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the positions of places and stops in a municipality; of all if it is None."""
    places, stops = (
        tuple(
            number
            for number, place in enumerate(listed)
            if municipality is None or place.municipality == municipality
        )
        for listed in (residents.places, served.stops)
    )
    return places, stops


def _floor(scenario: Scenario, residents: Residents, served: Served, group: _Group) -> Floor:
    """Return the floor of some residents."""
    min_share, covered_share = group.most("min_met_share"), group.most("min_covered_share")
    own = list(group.places)
    unmet = (residents.need * (1 - residents.met_by_offices)).sum(axis=1)
    coverages, min_covered = (
        _coverage(scenario, residents, served, group, covered_share) if covered_share else ((), 0.0)
    )
    return Floor(
        name=group.name,
        places=group.places,
        stops=group.stops,
        min_visits=int(group.most("min_visits")),
        min_met_visits=min_share * float(unmet[own].sum()),
        met_demand=f"{100 * min_share:.10g} % of its unmet need" if min_share else "",
        coverages=coverages,
        min_covered=min_covered,
        covered_demand=(
            f"{100 * covered_share:.10g} % of its residents covered" if covered_share else ""
        ),
    )


def _coverage(
    scenario: Scenario, residents: Residents, served: Served, group: _Group, share: float
) -> tuple[tuple[Coverage, ...], float]:
    """Return what covers the places that no office covers, and how many must be covered."""
    terms = scenario.file.coverage
    assert terms is not None
    limit_s = terms.within_min * SECONDS_PER_MINUTE
    time_s, index = residents.travel.time_s, residents.travel.index
    weeks = scenario.file.cycle.weeks
    often = [visits * terms.every_weeks >= weeks for visits in served.level_visits]
    offices = [index(office.place) for office in scenario.offices if office.is_open]
    candidates = [index(office.place) for office in scenario.file.candidate_offices]
    of_level = [index(served.stops[stop].id) for stop in served.level_stop]
    coverages = []
    missing = share * sum(residents.places[number].residents for number in group.places)
    for number in group.places:
        place = residents.places[number]
        near = time_s[index(place.id)] <= limit_s
        if any(near[column] for column in offices):
            missing -= place.residents
            continue
        levels = tuple(q for q, column in enumerate(of_level) if near[column] and often[q])
        openable = tuple(o for o, column in enumerate(candidates) if near[column])
        coverages.append(Coverage(place.residents, levels, openable))
    return tuple(coverages), max(0.0, missing)


def _worst_off_floor(fairness: goal_schema.Fairness, residents: Residents) -> Iterator[Floor]:
    """Yield the floor of those who have the least access today, if there is one."""
    if fairness.worst_off is None:
        return
    counts = np.array([place.residents for place in residents.places], dtype=np.int64)
    share, least = fairness.worst_off.share_of_residents, fairness.worst_off.min_access
    group = worst_off(residents.access, counts, share)
    own = list(group)
    need = residents.total_need[own]
    missing = least * float(need.sum()) - float((need * residents.access[own]).sum())
    demand = f"{100 * least:.10g} % of their need met"
    name = f"the worst-off {100 * share:.10g} % of residents"
    yield Floor(name, group, (), min_met_visits=max(0.0, missing), met_demand=demand)


def floors_without_candidate(scenario: Scenario, with_candidate: Collection[str]) -> Iterator[str]:
    """Yield a text for every floor of a named municipality that no stop can serve."""
    for entry in scenario.file.floors:
        is_positive = entry.min_visits or entry.min_met_share or entry.min_covered_share
        if is_positive and entry.municipality not in (*with_candidate, EACH, REGION):
            yield (
                f"E325 floors: {entry.municipality} has no candidate stop. "
                "Add one of its places to stops.include, or take the floor away."
            )
