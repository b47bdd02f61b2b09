"""Turn the network of a scenario into travel matrices of mobile offices and of residents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import RoadClass
from mobilkontor.network.great_circle import GreatCircleProvider
from mobilkontor.network.matrix_file import MatrixFileProvider
from mobilkontor.network.provider import Line, TravelTimeProvider
from mobilkontor.network.road_graph import RoadGraphProvider
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import GreatCircle, MatrixFile, RoadGraph, SeasonSpeeds

__all__ = ["Travel", "provide_travel"]


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """Travel between all places of a scenario.

    Attributes
    ----------
    mobile : TravelMatrix
        Times and distances of mobile offices, before vehicle factor and leg buffer.
    residents : TravelMatrix
        Times and distances of residents' cars.
    path : callable
        Positions along the way of a mobile office between two places, for drawing [degrees].
    """

    mobile: TravelMatrix
    residents: TravelMatrix
    path: Callable[[str, str], Line]


def provide_travel(scenario: Scenario) -> Travel:
    """Return the travel matrices of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Its places, roads, season and network.

    Returns
    -------
    Travel
        Matrices over all places, in the order of the table.

    Raises
    ------
    NetworkError
        If any pair of places has no travel time.
    """
    mobile, residents = _providers(scenario)
    place_ids = tuple(place.id for place in scenario.places)
    return Travel(mobile.travel(place_ids), residents.travel(place_ids), mobile.path)


def _providers(scenario: Scenario) -> tuple[TravelTimeProvider, TravelTimeProvider]:
    """Return the providers for mobile offices and for residents."""
    network = scenario.file.network
    positions = {place.id: (place.lat, place.lon) for place in scenario.places}
    match network:
        case RoadGraph():
            return (
                _road_graph(scenario, network.mobile_speed),
                _road_graph(scenario, network.resident_speed),
            )
        case MatrixFile():
            folder = scenario.path.parent
            return (
                MatrixFileProvider(folder / network.mobile, positions),
                MatrixFileProvider(folder / network.residents, positions),
            )
        case GreatCircle():
            winding_factor = network.winding_factor.value
            return (
                GreatCircleProvider(
                    positions,
                    winding_factor=winding_factor,
                    speed_kmh=network.mobile_speed_kmh.value,
                ),
                GreatCircleProvider(
                    positions,
                    winding_factor=winding_factor,
                    speed_kmh=network.resident_speed_kmh.value,
                ),
            )


def _road_graph(scenario: Scenario, speeds: SeasonSpeeds) -> RoadGraphProvider:
    """Return the road graph at the speeds of the scenario's season."""
    shares = speeds.winter if scenario.file.season == "winter" else speeds.summer
    return RoadGraphProvider(
        scenario.places,
        scenario.junctions,
        scenario.roads,
        {road_class: shares.share(road_class) for road_class in RoadClass},
    )
