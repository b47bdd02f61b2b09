"""Turn roads that a scenario closes by their number into what is looked for in a network."""

from __future__ import annotations

from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.network.road_closing import RoadClosing
from mobilkontor.network.road_number import road_number
from mobilkontor.scenario.schema import ClosedRoad

__all__ = ["closing_of"]


def closing_of(road: ClosedRoad) -> RoadClosing:
    """Return what is closed of a road with a number.

    Parameters
    ----------
    road : ClosedRoad
        The road as the scenario names it.

    Returns
    -------
    RoadClosing
        All of it, one spot, or the stretch between two places.
    """
    between = (road.road_from, road.road_to)
    return RoadClosing(
        number=road_number([road.road or ""]),
        near=road.near or "",
        within_m=road.within_km * METRES_PER_KM,
        between=tuple(place for place in between if place),
    )
