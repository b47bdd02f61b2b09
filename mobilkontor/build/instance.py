"""Put the instance together from its parts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from mobilkontor.access.candidates import Standing
from mobilkontor.build.access_table import access_table
from mobilkontor.build.days import horizon_of
from mobilkontor.build.floors import Served, floors_of, floors_without_candidate
from mobilkontor.build.level_arrays import LevelArrays, level_arrays
from mobilkontor.build.residents import Residents, residents_of
from mobilkontor.build.stops import Stop, municipalities_with_candidate, standings_of, stops_of
from mobilkontor.build.vehicles import roads_of_week, vehicles_of
from mobilkontor.build.wishes import locks_of, promises_of, unserved_wishes
from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.goals import Goal, LaterGoal
from mobilkontor.core.instance import Floor, Instance, OfficeOption
from mobilkontor.core.units import WEEKS_PER_YEAR, clock_s, minutes_to_s
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = ["build_instance"]


def build_instance(scenario: Scenario, travel: Travel) -> Instance:
    """Return the planning problem of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.
    travel : Travel
        Travel between all of its places.

    Returns
    -------
    Instance
        Integers and arrays; nodes are depots, overnight places, then stops, each place once.

    Raises
    ------
    InfeasibleError
        If a promise, a lock or a floor can be seen to have no plan; names all of them.
    """
    instance = _instance(scenario, travel)
    if not scenario.file.promises and not scenario.file.locks:
        return instance
    file = scenario.file.model_copy(update={"promises": (), "locks": ()})
    return instance.replace(
        promises=promises_of(scenario, instance),
        unpromised=_instance(dataclasses.replace(scenario, file=file), travel),
    )


def _instance(scenario: Scenario, travel: Travel) -> Instance:
    """Return the planning problem without the names of its promises."""
    file, objective = scenario.file, scenario.file.objective
    horizon = horizon_of(scenario)
    standings = standings_of(scenario, travel)
    stops = stops_of(scenario, horizon, standings)
    residents = residents_of(scenario, travel)
    _refuse(scenario, standings, stops)
    levels = level_arrays(stops, len(horizon))
    node_ids = _node_ids(scenario, stops)
    node = {place: position for position, place in enumerate(node_ids)}
    profiles, vehicles = vehicles_of(scenario, travel, node_ids)
    nights = file.overnight_places
    return Instance(
        horizon=horizon,
        node_ids=node_ids,
        profiles=profiles,
        vehicles=vehicles,
        overnight_node=np.array([node[night.place] for night in nights], dtype=np.int64),
        overnight_rooms=np.array([night.rooms for night in nights], dtype=np.int64),
        overnight_cost_sek=np.array(
            [night.cost_per_night_sek.value for night in nights], dtype=np.float64
        ),
        stop_node=np.array([node[stop.place.id] for stop in stops], dtype=np.int64),
        stop_is_promised=np.array([stop.is_promised for stop in stops], dtype=np.bool_),
        option_stop=levels.option_stop,
        option_opening_s=levels.option_opening_s,
        setup_s=minutes_to_s(file.stops.setup_min),
        packing_s=minutes_to_s(file.stops.packing_min),
        open_from_s=clock_s(file.stops.open_from),
        open_to_s=clock_s(file.stops.open_to),
        level_stop=levels.level_stop,
        level_option=levels.level_option,
        level_visits=levels.level_visits,
        pattern_level=levels.pattern_level,
        pattern_days=levels.pattern_days,
        access=access_table(scenario, residents, stops, levels),
        value_per_met_visit_sek=file.benefit.value_per_met_visit_sek.value,
        goal=Goal(objective.kind),
        later_goals=tuple(LaterGoal(Goal(s.kind), s.give_up_pct / 100) for s in objective.then),
        offices=_office_options(scenario),
        floors=_floors(scenario, residents, standings, stops, levels),
        locks=locks_of(scenario, horizon, stops),
        budget_sek=objective.budget_sek,
        option_half=levels.option_half if any(levels.option_half) else (),
        midday_s=clock_s(file.stops.midday),
        opening_tolerance_s=minutes_to_s(file.stops.opening_tolerance_min),
        roads_of_week=roads_of_week(travel, horizon.weeks),
    )


def _refuse(scenario: Scenario, standings: Mapping[str, Standing], stops: tuple[Stop, ...]) -> None:
    """Raise an error that names every wish and floor that can be seen to have no plan."""
    with_candidate = municipalities_with_candidate(scenario, standings)
    refusals = [
        *unserved_wishes(scenario, standings, stops),
        *floors_without_candidate(scenario, with_candidate),
    ]
    if refusals:
        raise InfeasibleError("\n".join(refusals))


def _floors(
    scenario: Scenario,
    residents: Residents,
    standings: Mapping[str, Standing],
    stops: tuple[Stop, ...],
    levels: LevelArrays,
) -> tuple[Floor, ...]:
    """Return the floors, in terms of what can be served."""
    served = Served(
        stops=tuple(stop.place for stop in stops),
        level_stop=tuple(levels.level_stop.tolist()),
        level_visits=tuple(levels.level_visits.tolist()),
        with_candidate=frozenset(municipalities_with_candidate(scenario, standings)),
    )
    return floors_of(scenario, residents, served)


def _node_ids(scenario: Scenario, stops: tuple[Stop, ...]) -> tuple[str, ...]:
    """Return depots, overnight places and stops, each place once."""
    depots = [depot.place for depot in scenario.file.depots]
    overnights = [night.place for night in scenario.file.overnight_places]
    return tuple(dict.fromkeys([*depots, *overnights, *(stop.place.id for stop in stops)]))


def _office_options(scenario: Scenario) -> tuple[OfficeOption, ...]:
    """Return the fixed offices that can be opened, with their cost per cycle."""
    weeks = scenario.file.cycle.weeks
    return tuple(
        OfficeOption(entry.place, entry.cost_per_year_sek.value * weeks / WEEKS_PER_YEAR)
        for entry in scenario.file.candidate_offices
    )
