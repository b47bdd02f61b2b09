"""Turn the routing engines that a scenario names into providers of travel times."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from mobilkontor.closings import closing_of
from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.network.engine import Engine, Position
from mobilkontor.network.engine_detours import EngineDetours
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.http_service import HttpService
from mobilkontor.network.matrix_cache import matrix_cache
from mobilkontor.network.nearest_place import Nearest, nearest_by_engine
from mobilkontor.network.osrm import OsrmEngine
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_closing import closed_spots
from mobilkontor.network.valhalla_here import ValhallaHere
from mobilkontor.network.valhalla_transport import ValhallaServer, ValhallaTransport
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import Osrm, Valhalla, ValhallaVehicle
from mobilkontor.scenario.schema import ClosedRoad
from mobilkontor.scenario.vehicle_size import VehicleSize, sizes_by_vehicle

__all__ = ["engine_providers", "nearest_by_road", "valhalla_around"]

VALHALLA_NAMES = {
    "weight_t": "weight",
    "axle_load_t": "axle_load",
    "height_m": "height",
    "width_m": "width",
    "length_m": "length",
    "top_speed_kmh": "top_speed",
    "use_ferry": "use_ferry",
    "use_tracks": "use_tracks",
}
"""Valhalla's names of a vehicle's settings; its units are the same."""


def engine_providers(
    scenario: Scenario,
    network: Osrm | Valhalla,
    positions: Mapping[str, Position],
    sizes: Sequence[VehicleSize],
) -> tuple[list[EngineProvider], EngineProvider]:
    """Return the providers for mobile offices and for residents.

    Parameters
    ----------
    scenario : Scenario
        Its season.
    network : Osrm or Valhalla
        Its engines.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place [degrees].
    sizes : sequence of VehicleSize
        Weights and heights of mobile offices; OSRM asks for none.

    Returns
    -------
    list of EngineProvider
        For mobile offices of each size; nothing is asked yet.
    EngineProvider
        For residents.

    Raises
    ------
    NetworkError
        If an engine for this process is not installed.
    """
    mobile, residents = _engines(scenario, network, sizes)
    factor = network.time_factor_in(scenario.file.season)
    return (
        [_provider(network, engine, positions, factor) for engine in mobile],
        _provider(network, residents, positions, 1.0),
    )


def valhalla_around(
    scenario: Scenario,
    network: Valhalla,
    closed: Sequence[Collection[ClosedRoad]],
    size: VehicleSize,
) -> list[EngineDetours]:
    """Return the providers for mobile offices of one size while some roads are closed.

    Parameters
    ----------
    scenario : Scenario
        Its places, season and vehicles.
    network : Valhalla
        Its engine.
    closed : sequence of collection of ClosedRoad
        Sets of roads that are closed at the same time.
    size : VehicleSize
        Weight and height.

    Returns
    -------
    list of EngineDetours
        One for each of the sets.

    Raises
    ------
    NetworkError
        If the engine does not answer, or mobile offices do not drive on a road to close.
    """
    positions = {place.id: (place.lat, place.lon) for place in scenario.places}
    # Where a closed road runs, the lightest vehicle tells: a heavy one may never drive on it.
    lightest = min(sizes_by_vehicle(scenario.file).values())
    (engine, finder), _ = _valhalla(scenario, network, (size, lightest))
    factor = network.time_factor_in(scenario.file.season)
    every = _provider(network, engine, positions, factor)
    max_snap_m = network.max_snap_km * METRES_PER_KM
    detours = []
    for together in closed:
        spots = closed_spots(finder, positions, map(closing_of, together), max_snap_m)
        left = _provider(network, engine.around(spots), positions, factor)
        detours.append(EngineDetours(every, left))
    return detours


def nearest_by_road(
    scenario: Scenario,
    network: Osrm | Valhalla,
    positions: Sequence[Position],
    places: Sequence[Position],
) -> Nearest:
    """Return the place that residents at each position reach first by road.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    network : Osrm or Valhalla
        Its engines.
    positions, places : sequence of (float, float)
        Where from and where to [degrees].

    Returns
    -------
    tuple of ndarray
        Position of the place, -1 where no road leads to any, and the time [s].

    Raises
    ------
    NetworkError
        If the engine does not answer.
    """
    _, residents = _engines(scenario, network, ())
    max_snap_m = network.max_snap_km * METRES_PER_KM
    return nearest_by_engine(residents, positions, places, max_snap_m=max_snap_m)


def _provider(
    network: Osrm | Valhalla,
    engine: Engine,
    positions: Mapping[str, Position],
    time_factor: float,
) -> EngineProvider:
    """Return what makes matrices with an engine."""
    return EngineProvider(
        engine,
        positions,
        matrix_cache(),
        time_factor=time_factor,
        max_snap_m=network.max_snap_km * METRES_PER_KM,
        data_date=network.data_date,
        credit=network.credit,
    )


def _engines(
    scenario: Scenario, network: Osrm | Valhalla, sizes: Sequence[VehicleSize]
) -> tuple[Sequence[Engine], Engine]:
    """Return the engines for mobile offices of each size and for residents."""
    if isinstance(network, Valhalla):
        return _valhalla(scenario, network, sizes)
    mobile, residents = _osrm(network)
    return [mobile] * len(sizes), residents


def _osrm(network: Osrm) -> tuple[Engine, Engine]:
    """Return the servers for mobile offices and for residents."""
    mobile, residents = (
        HttpService(url, timeout_s=network.timeout_s)
        for url in (network.mobile_url, network.residents_url)
    )
    return (
        OsrmEngine(mobile, profile=network.profile, exclude=network.exclude),
        OsrmEngine(residents, profile=network.profile),
    )


def _valhalla(
    scenario: Scenario, network: Valhalla, sizes: Sequence[VehicleSize]
) -> tuple[list[ValhallaEngine], ValhallaEngine]:
    """Return Valhalla with the settings of mobile offices of each size and of residents."""
    transport: ValhallaTransport
    if network.url is not None:
        transport = ValhallaServer(HttpService(network.url, timeout_s=network.timeout_s))
    else:
        assert network.config is not None
        transport = ValhallaHere(scenario.path.parent / Path(network.config))
    mobile = [_vehicle(transport, _of_size(network.mobile, size)) for size in sizes]
    return mobile, _vehicle(transport, network.residents)


def _of_size(mobile: ValhallaVehicle, size: VehicleSize) -> ValhallaVehicle:
    """Return mobile offices of one size: Valhalla heeds a limit only for a size that it is told."""
    return mobile.model_copy(update={"weight_t": size.weight_t, "height_m": size.height_m or None})


def _vehicle(transport: ValhallaTransport, vehicle: ValhallaVehicle) -> ValhallaEngine:
    """Return Valhalla with the settings of a vehicle."""
    given = {name: getattr(vehicle, key) for key, name in VALHALLA_NAMES.items()}
    options = {name: value for name, value in given.items() if value is not None}
    return ValhallaEngine(transport, costing=vehicle.costing, options=options)
