"""Own the vehicles: what each is and costs, and how long its drives take in every week."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.build.rules import rule_packs, rules_of
from mobilkontor.core.instance import NEVER_S, Profile, Vehicle
from mobilkontor.core.matrix import PartialMatrix
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import WEEKS_PER_YEAR, clock_s, leg_time_s, minutes_to_s
from mobilkontor.scenario import fleet_schema
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Drives, Travel

__all__ = ["roads_of_week", "vehicles_of"]

_Manner = tuple[Drives | None, float, WorkRules, int, int]
"""Roads if its own, factor of driving times, work rules, earliest start and latest end [s]."""


def vehicles_of(
    scenario: Scenario, travel: Travel, node_ids: tuple[str, ...]
) -> tuple[tuple[Profile, ...], tuple[Vehicle, ...]]:
    """Return the vehicles, and one profile for all that drive and work alike."""
    file = scenario.file
    crews = {crew.id: crew for crew in file.crews}
    packs = rule_packs(file)
    buffer_s = minutes_to_s(file.leg_buffer.minutes_in(file.season))
    profiles: dict[_Manner, Profile] = {}
    vehicles = []
    for entry in file.vehicles:
        crew = crews[entry.crew]
        manner = (
            travel.own.get(entry.id),
            entry.driving_time_factor.value,
            rules_of(entry, crew, packs),
            clock_s(crew.earliest_start),
            clock_s(crew.latest_end),
        )
        if manner not in profiles:
            profiles[manner] = _profile(manner, travel.of(entry.id), node_ids, buffer_s)
        profile, depot = list(profiles).index(manner), node_ids.index(entry.depot)
        vehicles.append(_vehicle(entry, crew, profile, depot, file.cycle.weeks))
    return tuple(profiles.values()), tuple(vehicles)


def _profile(manner: _Manner, drives: Drives, node_ids: tuple[str, ...], buffer_s: int) -> Profile:
    """Return how a crew drives and works, in every state of the roads."""
    _, factor, rules, earliest_start_s, latest_end_s = manner
    matrix = drives.mobile.subset(node_ids)
    closed = _closed_matrices(drives, node_ids)
    return Profile(
        _leg_s(matrix, factor, buffer_s),
        matrix.distance_m,
        rules,
        earliest_start_s,
        latest_end_s,
        closed_leg_s=tuple(_leg_s(detour, factor, buffer_s) for detour in closed),
        closed_leg_m=tuple(detour.distance_m for detour in closed),
    )


def _leg_s(matrix: PartialMatrix, factor: float, buffer_s: int) -> NDArray[np.int64]:
    """Return how long each leg takes; longer than any duty where there is no way [s]."""
    time_s = leg_time_s(matrix.time_s, time_factor=factor, buffer_s=buffer_s)
    return np.where(matrix.is_joined, time_s, NEVER_S)


def _vehicle(
    entry: fleet_schema.VehicleEntry, crew: fleet_schema.Crew, profile: int, depot: int, weeks: int
) -> Vehicle:
    """Return a vehicle with its crew, its cost of a year shared out over the cycle."""
    return Vehicle(
        id=entry.id,
        profile=profile,
        depot=depot,
        cost_per_km_sek=entry.cost_per_km_sek.value,
        cost_per_hour_sek=crew.cost_per_hour_sek.value,
        cost_per_day_sek=entry.cost_per_day_sek.value,
        visitors_per_hour=crew.visitors_per_hour.value,
        max_nights_per_week=crew.max_nights_per_week,
        is_home_on_days_off=crew.home_at_weekends,
        fixed_cost_sek=entry.fixed_cost_per_year_sek.value * weeks / WEEKS_PER_YEAR,
    )


def _closed_matrices(drives: Drives, node_ids: tuple[str, ...]) -> tuple[PartialMatrix, ...]:
    """Return travel between the nodes by state of the roads, from 1."""
    by_state = {detour.state: detour.mobile for detour in drives.detours.values()}
    return tuple(by_state[state].subset(node_ids) for state in sorted(by_state))


def roads_of_week(travel: Travel, weeks: int) -> tuple[int, ...]:
    """Return the state of the roads in each week, as ``1 << state``; none if none is closed."""
    if not travel.detours:
        return ()
    states = {week: detour.state for week, detour in travel.detours.items()}
    return tuple(1 << states.get(week, 0) for week in range(weeks))
