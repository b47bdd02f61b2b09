"""Turn the network of a scenario into travel matrices of mobile offices and of residents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Leg, RoadLine
from mobilkontor.drives import Detours, Drives, Travel, no_lines, notes_on_vehicles
from mobilkontor.engine_travel import engine_providers, valhalla_around
from mobilkontor.network.engine_detours import EngineDetours
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.great_circle import GreatCircleProvider
from mobilkontor.network.matrix_file import MatrixFileProvider
from mobilkontor.network.provider import TravelTimeProvider
from mobilkontor.network.road_file_provider import RoadFileProvider
from mobilkontor.network.road_graph import RoadGraphProvider
from mobilkontor.road_file_travel import road_file_around, road_file_providers
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import (
    GreatCircle,
    MatrixFile,
    Osrm,
    RoadFile,
    RoadGraph,
    SeasonSpeeds,
    Valhalla,
)
from mobilkontor.scenario.schema import ClosedRoad
from mobilkontor.scenario.vehicle_size import VehicleSize, sizes_by_vehicle

__all__ = ["Detours", "Drives", "Travel", "provide_travel"]


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
    size_of = sizes_by_vehicle(scenario.file)
    sizes = sorted(set(size_of.values()), reverse=True)
    mobile, residents = _providers(scenario, sizes)
    place_ids = tuple(place.id for place in scenario.places)
    wholes = _whole_matrices(mobile, place_ids)
    drives: dict[VehicleSize, Drives] = {}
    for size, it, whole in zip(sizes, mobile, wholes, strict=True):
        matrix = _where_joined(it, place_ids) if whole is None else whole.where_joined()
        detours = _detours(scenario, place_ids, size)
        found = Drives(matrix, it.path, detours, whole.note if whole else None)
        drives[size] = next((other for other in drives.values() if _is_alike(found, other)), found)
    main, everywhere = next((i, whole) for i, whole in enumerate(wholes) if whole is not None)
    common = drives[sizes[main]]
    own = {it: drives[size] for it, size in size_of.items() if drives[size] is not common}
    return Travel(
        everywhere,
        residents.travel(place_ids),
        common.path,
        common.detours,
        _backdrop(mobile[main]),
        own,
        notes_on_vehicles(own, {it.id: it.depot for it in scenario.file.vehicles}),
    )


def _whole_matrices(
    mobile: Sequence[TravelTimeProvider], place_ids: tuple[str, ...]
) -> list[TravelMatrix | None]:
    """Return the matrix of each size; None for one cut off from places that another reaches."""
    found: list[TravelMatrix | None] = []
    errors = []
    for it in mobile:
        try:
            found.append(it.travel(place_ids))
        except NetworkError as error:
            found.append(None)
            errors.append(error)
    if len(errors) == len(found):
        raise errors[-1]
    return found


def _where_joined(mobile: TravelTimeProvider, place_ids: tuple[str, ...]) -> PartialMatrix:
    """Return the matrix of a size that does not reach every place."""
    assert isinstance(mobile, RoadFileProvider | EngineProvider), "others have one size"
    return mobile.travel_where_joined(place_ids)


def _backdrop(mobile: TravelTimeProvider) -> Callable[[Iterable[Leg]], tuple[RoadLine, ...]]:
    """Return what tells the numbered roads behind some legs."""
    return mobile.backdrop if isinstance(mobile, RoadFileProvider | EngineProvider) else no_lines


def _is_alike(one: Drives, other: Drives) -> bool:
    """Tell whether no limit on the roads makes two sizes drive differently, in any week."""
    return one.mobile.sha256 == other.mobile.sha256 and all(
        np.array_equal(getattr(one.detours[week].mobile, what), getattr(around.mobile, what))
        for week, around in other.detours.items()
        for what in ("is_joined", "time_s", "distance_m")
    )


def _detours(
    scenario: Scenario, place_ids: tuple[str, ...], size: VehicleSize
) -> dict[int, Detours]:
    """Return travel around closed roads, by week; weeks with the same roads closed share it."""
    file = scenario.file
    by_week = {
        week: frozenset(
            _without_weeks(road)
            for road in file.closed_roads
            if not road.weeks or week in road.weeks
        )
        for week in range(file.cycle.weeks)
    }
    sets = [closed for closed in dict.fromkeys(by_week.values()) if closed]
    detours = {
        closed: Detours(state, around.travel_where_joined(place_ids), around.path)
        for state, (closed, around) in enumerate(
            zip(sets, _around(scenario, sets, size), strict=True), start=1
        )
    }
    return {week: detours[closed] for week, closed in by_week.items() if closed}


def _without_weeks(road: ClosedRoad) -> ClosedRoad:
    """Return a closed road whenever it is closed; its ends may stand in either order."""
    if road.road_from is None or road.road_to is None:
        return road.model_copy(update={"weeks": ()})
    first, last = sorted((road.road_from, road.road_to))
    return road.model_copy(update={"weeks": (), "road_from": first, "road_to": last})


def _around(
    scenario: Scenario, sets: Sequence[frozenset[ClosedRoad]], size: VehicleSize
) -> Sequence[RoadGraphProvider | RoadFileProvider | EngineDetours]:
    """Return the roads that are left of each set of closed ones."""
    match scenario.file.network:
        case RoadGraph() as network:
            return [_road_graph(scenario, network.mobile_speed, closed) for closed in sets]
        case RoadFile() as network:
            return road_file_around(scenario, network, sets, size) if sets else []
        case Valhalla() as network:
            return valhalla_around(scenario, network, sets, size) if sets else []
        case _:
            return []


def _providers(
    scenario: Scenario, sizes: Sequence[VehicleSize]
) -> tuple[Sequence[TravelTimeProvider], TravelTimeProvider]:
    """Return the providers for mobile offices of each size and for residents.

    There is one size where the source of travel times asks for none.
    """
    network = scenario.file.network
    positions = {place.id: (place.lat, place.lon) for place in scenario.places}
    match network:
        case RoadGraph():
            return (
                [_road_graph(scenario, network.mobile_speed)],
                _road_graph(scenario, network.resident_speed),
            )
        case RoadFile():
            return road_file_providers(scenario, network, positions, sizes)
        case MatrixFile():
            folder = scenario.path.parent
            return (
                [MatrixFileProvider(folder / network.mobile, positions)],
                MatrixFileProvider(folder / network.residents, positions),
            )
        case Osrm() | Valhalla():
            return engine_providers(scenario, network, positions, sizes)
        case GreatCircle():
            winding_factor = network.winding_factor.value
            return (
                [
                    GreatCircleProvider(
                        positions,
                        winding_factor=winding_factor,
                        speed_kmh=network.mobile_speed_kmh.value,
                    )
                ],
                GreatCircleProvider(
                    positions,
                    winding_factor=winding_factor,
                    speed_kmh=network.resident_speed_kmh.value,
                ),
            )


def _road_graph(
    scenario: Scenario, speeds: SeasonSpeeds, closed: Collection[ClosedRoad] = ()
) -> RoadGraphProvider:
    """Return the graph of the roads that are not closed, at the speeds of the scenario's season."""
    ends = [{road.road_from, road.road_to} for road in closed]
    return RoadGraphProvider(
        scenario.places,
        scenario.junctions,
        [road for road in scenario.roads if {road.a, road.b} not in ends],
        speeds.shares_in(scenario.file.season),
    )
