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
from mobilkontor.network.provider import TravelTimeProvider
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_closing import closed_spots
from mobilkontor.network.valhalla_here import ValhallaHere
from mobilkontor.network.valhalla_transport import ValhallaServer, ValhallaTransport
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import Osrm, Valhalla, ValhallaVehicle
from mobilkontor.scenario.schema import ClosedRoad

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
    scenario: Scenario, network: Osrm | Valhalla, positions: Mapping[str, Position]
) -> tuple[TravelTimeProvider, TravelTimeProvider]:
    """Return the providers for mobile offices and for residents.

    Parameters
    ----------
    scenario : Scenario
        Its season and vehicles.
    network : Osrm or Valhalla
        Its engines.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place [degrees].

    Returns
    -------
    tuple of two TravelTimeProvider
        Nothing is asked yet.

    Raises
    ------
    NetworkError
        If an engine for this process is not installed.
    """
    mobile, residents = _engines(scenario, network)
    factor = network.time_factor_in(scenario.file.season)
    return (
        _provider(network, mobile, positions, factor),
        _provider(network, residents, positions, 1.0),
    )


def valhalla_around(
    scenario: Scenario, network: Valhalla, closed: Sequence[Collection[ClosedRoad]]
) -> list[EngineDetours]:
    """Return the providers for mobile offices while some roads are closed.

    Parameters
    ----------
    scenario : Scenario
        Its places, season and vehicles.
    network : Valhalla
        Its engine.
    closed : sequence of collection of ClosedRoad
        Sets of roads that are closed at the same time.

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
    engine, _ = _valhalla(scenario, network)
    factor = network.time_factor_in(scenario.file.season)
    every = _provider(network, engine, positions, factor)
    max_snap_m = network.max_snap_km * METRES_PER_KM
    detours = []
    for together in closed:
        spots = closed_spots(engine, positions, map(closing_of, together), max_snap_m)
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
    _, residents = _engines(scenario, network)
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


def _engines(scenario: Scenario, network: Osrm | Valhalla) -> tuple[Engine, Engine]:
    """Return the engines for mobile offices and for residents."""
    return _osrm(network) if isinstance(network, Osrm) else _valhalla(scenario, network)


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


def _valhalla(scenario: Scenario, network: Valhalla) -> tuple[ValhallaEngine, ValhallaEngine]:
    """Return Valhalla with the settings of mobile offices and of residents."""
    transport: ValhallaTransport
    if network.url is not None:
        transport = ValhallaServer(HttpService(network.url, timeout_s=network.timeout_s))
    else:
        assert network.config is not None
        transport = ValhallaHere(scenario.path.parent / Path(network.config))
    mobile = network.mobile
    if mobile.weight_t is None:
        # Valhalla heeds a weight limit only for a vehicle whose weight it is told.
        heaviest_t = max(vehicle.gross_weight_t for vehicle in scenario.file.vehicles)
        mobile = mobile.model_copy(update={"weight_t": heaviest_t})
    return _vehicle(transport, mobile), _vehicle(transport, network.residents)


def _vehicle(transport: ValhallaTransport, vehicle: ValhallaVehicle) -> ValhallaEngine:
    """Return Valhalla with the settings of a vehicle."""
    given = {name: getattr(vehicle, key) for key, name in VALHALLA_NAMES.items()}
    options = {name: value for name, value in given.items() if value is not None}
    return ValhallaEngine(transport, costing=vehicle.costing, options=options)
