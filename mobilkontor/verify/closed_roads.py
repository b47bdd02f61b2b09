"""Find the ways around roads that are closed in a week, for the replay of its duties.

The verifier reads the closed roads itself, and asks for ways over the roads that are left.
"""

from __future__ import annotations

from mobilkontor.core.matrix import PartialMatrix
from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_graph import RoadGraphProvider
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import RoadGraph

__all__ = ["detours_by_week"]


def detours_by_week(scenario: Scenario) -> dict[int, PartialMatrix]:
    """Return the travel of mobile offices in each week with a closed road.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems.

    Returns
    -------
    dict of int to PartialMatrix
        Before the vehicle's factor and the buffer, by week from 0; empty without closed roads.
    """
    file = scenario.file
    if not isinstance(file.network, RoadGraph):
        return {}
    speeds = file.network.mobile_speed
    # What is not stated of autumn and thaw is as in summer.
    by_season = {
        "summer": speeds.summer,
        "autumn": speeds.autumn or speeds.summer,
        "winter": speeds.winter,
        "thaw": speeds.thaw or speeds.summer,
    }[file.season]
    place_ids = tuple(place.id for place in scenario.places)
    detours = {}
    for week in range(file.cycle.weeks):
        closed = [
            {entry.road_from, entry.road_to}
            for entry in file.closed_roads
            if week in entry.weeks or not entry.weeks
        ]
        if closed:
            graph = RoadGraphProvider(
                scenario.places,
                scenario.junctions,
                [road for road in scenario.roads if {road.a, road.b} not in closed],
                {road_class: by_season.share(road_class) for road_class in RoadClass},
            )
            detours[week] = graph.travel_where_joined(place_ids)
    return detours
