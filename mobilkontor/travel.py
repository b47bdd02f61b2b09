"""Turn the network of a scenario into travel matrices of mobile offices and of residents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Leg, RoadLine
from mobilkontor.engine_travel import engine_providers, valhalla_around
from mobilkontor.network.engine_detours import EngineDetours
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.great_circle import GreatCircleProvider
from mobilkontor.network.matrix_file import MatrixFileProvider
from mobilkontor.network.provider import Line, TravelTimeProvider
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


@dataclass(frozen=True, slots=True, eq=False)
class Detours:
    """Travel of mobile offices while some roads are closed.

    Attributes
    ----------
    state : int
        Number of this set of closed roads, from 1; weeks with the same roads closed share one.
    mobile : PartialMatrix
        Times and distances, before vehicle factor and leg buffer.
    path : callable
        Positions along the way between two places that are joined, for drawing [degrees].
    """

    state: int
    mobile: PartialMatrix
    path: Callable[[str, str], Line]


@dataclass(frozen=True, slots=True, eq=False)
class Drives:
    """How mobile offices of one weight and height drive.

    Attributes
    ----------
    mobile : TravelMatrix
        Their times and distances, before vehicle factor and leg buffer.
    path : callable
        Positions along the way between two places, for drawing [degrees].
    detours : dict of int to Detours
        Their travel in the weeks with a closed road, by week from 0.
    """

    mobile: TravelMatrix
    path: Callable[[str, str], Line]
    detours: dict[int, Detours]


def _no_lines(legs: Iterable[Leg]) -> tuple[RoadLine, ...]:
    """Return no numbered roads: the source of travel times knows none but those of the tables."""
    del legs
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """Travel between all places of a scenario.

    Attributes
    ----------
    mobile : TravelMatrix
        Times and distances of mobile offices, before vehicle factor and leg buffer; of the
        heaviest, if they differ.
    residents : TravelMatrix
        Times and distances of residents' cars.
    path : callable
        Positions along the way of a mobile office between two places, for drawing [degrees].
    detours : dict of int to Detours
        Travel of mobile offices in the weeks with a closed road, by week from 0.
    backdrop : callable
        Numbered roads for the map behind some legs, where the source of travel times knows them.
    own : dict of str to Drives
        Travel of vehicles that drive otherwise than the heaviest, by id.
    """

    mobile: TravelMatrix
    residents: TravelMatrix
    path: Callable[[str, str], Line]
    detours: dict[int, Detours] = field(default_factory=dict)
    backdrop: Callable[[Iterable[Leg]], tuple[RoadLine, ...]] = _no_lines
    own: dict[str, Drives] = field(default_factory=dict)

    def of(self, vehicle: str) -> Drives:
        """Return how a vehicle drives."""
        own = self.own.get(vehicle)
        return Drives(self.mobile, self.path, self.detours) if own is None else own

    def path_in(self, vehicle: str, week: int) -> Callable[[str, str], Line]:
        """Return what tells the way of a vehicle between two places in a week."""
        drives = self.of(vehicle)
        return drives.detours[week].path if week in drives.detours else drives.path

    def by_vehicle(self, vehicles: Iterable[str]) -> dict[str, TravelMatrix]:
        """Return the matrix of each vehicle while all roads are open."""
        return {vehicle: self.of(vehicle).mobile for vehicle in vehicles}

    @property
    def matrices(self) -> tuple[TravelMatrix, ...]:
        """The matrices of mobile offices, each once, that of the heaviest first."""
        return tuple(dict.fromkeys((self.mobile, *(own.mobile for own in self.own.values()))))

    @property
    def sha256(self) -> str:
        """Hash of the matrix of mobile offices, or of which vehicle drives by which of several."""
        if not self.own:
            return self.mobile.sha256
        own = {vehicle: drives.mobile.sha256 for vehicle, drives in sorted(self.own.items())}
        return hashlib.sha256(repr((self.mobile.sha256, own)).encode()).hexdigest()


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
    drives: dict[VehicleSize, Drives] = {}
    for size, it in zip(sizes, mobile, strict=True):
        found = Drives(it.travel(place_ids), it.path, _detours(scenario, place_ids, size))
        drives[size] = next((other for other in drives.values() if _is_alike(found, other)), found)
    heaviest = drives[sizes[0]]
    return Travel(
        heaviest.mobile,
        residents.travel(place_ids),
        heaviest.path,
        heaviest.detours,
        _backdrop(mobile[0]),
        {
            vehicle: drives[size]
            for vehicle, size in size_of.items()
            if drives[size] is not heaviest
        },
    )


def _backdrop(mobile: TravelTimeProvider) -> Callable[[Iterable[Leg]], tuple[RoadLine, ...]]:
    """Return what tells the numbered roads behind some legs."""
    return mobile.backdrop if isinstance(mobile, RoadFileProvider | EngineProvider) else _no_lines


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
