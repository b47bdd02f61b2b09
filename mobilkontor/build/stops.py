"""Own the stops: which places are candidates, and which of those can be served at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobilkontor.access.candidates import CandidateRules, PlaceKind, Standing, standing_of_places
from mobilkontor.access.offices import nearest_offices
from mobilkontor.build.days import Days, horizon_of
from mobilkontor.build.levels import LevelKey, levels_of
from mobilkontor.core.calendar import Horizon
from mobilkontor.core.places import Place
from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = [
    "Stop",
    "classify_places",
    "municipalities_with_candidate",
    "standings_of",
    "stops_of",
]


@dataclass(frozen=True, slots=True)
class Stop:
    """A candidate that can be served.

    ``levels`` holds the visit patterns, sets of days, of each level.
    """

    place: Place
    is_promised: bool
    levels: dict[LevelKey, tuple[Days, ...]]


def classify_places(scenario: Scenario, travel: Travel) -> dict[str, Standing]:
    """Return which places may get a stop, and why the others may not.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.
    travel : Travel
        Travel between all of its places.

    Returns
    -------
    dict of str to Standing
        By id of the place, in the order of the table. A candidate for which the scenario leaves no
        level or no day counts as excluded.
    """
    standings = standings_of(scenario, travel)
    served = {stop.place.id for stop in stops_of(scenario, horizon_of(scenario), standings)}
    return {
        place: Standing(PlaceKind.EXCLUDED)
        if standing.kind is PlaceKind.CANDIDATE and place not in served
        else standing
        for place, standing in standings.items()
    }


def standings_of(scenario: Scenario, travel: Travel) -> dict[str, Standing]:
    """Return what every place is to the plan, before levels and days are looked at."""
    stops = scenario.file.stops
    nearest = nearest_offices(scenario.places, scenario.offices, travel.residents)
    rules = CandidateRules(
        min_residents=stops.min_residents,
        min_travel_from_office_s=stops.min_travel_from_office_min * SECONDS_PER_MINUTE,
        municipalities=frozenset(stops.municipalities),
        include=frozenset(stops.include),
        exclude=frozenset(stops.exclude),
    )
    return standing_of_places(scenario.places, nearest, rules)


def stops_of(
    scenario: Scenario, horizon: Horizon, standings: Mapping[str, Standing]
) -> tuple[Stop, ...]:
    """Return the candidates with at least one level that has a pattern, in order of the table."""
    wished = {promise.place for promise in scenario.file.promises}
    wished |= {lock.place for lock in scenario.file.locks}
    stops = []
    for place in scenario.places:
        if standings[place.id].kind is not PlaceKind.CANDIDATE:
            continue
        levels = levels_of(place, scenario.file, horizon)
        if levels:
            # A lock says that the stop is served, which is what a promise says.
            stops.append(Stop(place, place.id in wished, levels))
    return tuple(stops)


def municipalities_with_candidate(
    scenario: Scenario, standings: Mapping[str, Standing]
) -> set[str]:
    """Return the names of municipalities with at least one candidate stop."""
    return {
        place.municipality
        for place in scenario.places
        if standings[place.id].kind is PlaceKind.CANDIDATE
    }
