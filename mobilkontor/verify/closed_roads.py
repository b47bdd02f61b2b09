"""Find the ways around roads that are closed in a week, for the replay of its duties.

The verifier reads itself which roads are closed when, and asks for ways over those that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mobilkontor.core.matrix import PartialMatrix
from mobilkontor.core.places import RoadClass
from mobilkontor.engine_travel import valhalla_around
from mobilkontor.network.engine_detours import EngineDetours
from mobilkontor.network.road_file_provider import RoadFileProvider
from mobilkontor.network.road_graph import RoadGraphProvider
from mobilkontor.road_file_travel import road_file_around
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import RoadFile, RoadGraph, Valhalla
from mobilkontor.scenario.schema import ClosedRoad
from mobilkontor.scenario.vehicle_size import VehicleSize, sizes_by_vehicle

__all__ = ["RoadsLeft", "detours_by_week"]


class RoadsLeft:
    """The ways that vehicles take while roads are closed, asked for once however many plans follow.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems, whose closed roads count.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    @cached_property
    def by_vehicle(self) -> dict[str, dict[int, PartialMatrix]]:
        """Travel of each vehicle in each week with a closed road; equal vehicles share it."""
        sizes = sizes_by_vehicle(self._scenario.file)
        by_size = {size: detours_by_week(self._scenario, size) for size in set(sizes.values())}
        return {vehicle: by_size[size] for vehicle, size in sizes.items()}


def detours_by_week(scenario: Scenario, size: VehicleSize) -> dict[int, PartialMatrix]:
    """Return the travel of mobile offices of one size in each week with a closed road.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems.
    size : VehicleSize
        Weight and height.

    Returns
    -------
    dict of int to PartialMatrix
        Before the vehicle's factor and the buffer, by week from 0; empty without closed roads.
    """
    file = scenario.file
    closed = {
        week: [road for road in file.closed_roads if week in road.weeks or not road.weeks]
        for week in range(file.cycle.weeks)
    }
    closed = {week: roads for week, roads in closed.items() if roads}
    each = list(closed.values())
    sets = [roads for number, roads in enumerate(each) if roads not in each[:number]]
    place_ids = tuple(place.id for place in scenario.places)
    left: Sequence[RoadGraphProvider | RoadFileProvider | EngineDetours]
    match file.network:
        case RoadGraph() as network:
            left = [_road_graph(scenario, network, roads) for roads in sets]
        case RoadFile() as network if closed:
            left = road_file_around(scenario, network, sets, size)
        case Valhalla() as network if closed:
            left = valhalla_around(scenario, network, sets, size)
        case _:
            return {}
    travel = [roads.travel_where_joined(place_ids) for roads in left]
    return {week: travel[sets.index(roads)] for week, roads in closed.items()}


def _road_graph(
    scenario: Scenario, network: RoadGraph, closed: list[ClosedRoad]
) -> RoadGraphProvider:
    """Return the roads of the table that are left."""
    speeds = network.mobile_speed
    # What is not stated of autumn and thaw is as in summer.
    by_season = {
        "summer": speeds.summer,
        "autumn": speeds.autumn or speeds.summer,
        "winter": speeds.winter,
        "thaw": speeds.thaw or speeds.summer,
    }[scenario.file.season]
    ends = [{road.road_from, road.road_to} for road in closed]
    return RoadGraphProvider(
        scenario.places,
        scenario.junctions,
        [road for road in scenario.roads if {road.a, road.b} not in ends],
        {road_class: by_season.share(road_class) for road_class in RoadClass},
    )
