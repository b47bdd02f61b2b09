"""Turn the road file that a scenario names into providers of travel times.

Roads that are too weak or too low for a vehicle are left out for it, so no plan sends it where it
cannot go; vehicles of one weight and height share a provider.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from mobilkontor.closings import closing_of
from mobilkontor.core.units import METRES_PER_KM, minutes_to_s
from mobilkontor.network.nearest_on_roads import nearest_on_roads
from mobilkontor.network.nearest_place import Nearest
from mobilkontor.network.road_file import RoadFile as Roads
from mobilkontor.network.road_file import read_road_file
from mobilkontor.network.road_file_provider import RoadFileProvider
from mobilkontor.network.road_shapes import RoadShapes
from mobilkontor.network.road_use import RoadUse
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import RoadFile
from mobilkontor.scenario.schema import ClosedRoad
from mobilkontor.scenario.vehicle_size import VehicleSize

__all__ = ["nearest_place_on_roads", "road_file_around", "road_file_providers"]

MAX_SPEED_KMH = 130
KG_PER_TON, CM_PER_METRE = 1000, 100
MIDSEASON = {"summer": (7, 1), "autumn": (10, 1), "winter": (2, 1), "thaw": (5, 1)}
"""Month and day that stand for a season."""

YEAR = 2024
"""Any year: conditions of roads know none, but the 29th of February has to exist."""


def road_file_providers(
    scenario: Scenario,
    network: RoadFile,
    positions: Mapping[str, tuple[float, float]],
    sizes: Sequence[VehicleSize],
) -> tuple[list[RoadFileProvider], RoadFileProvider]:
    """Return the providers for mobile offices and for residents.

    Parameters
    ----------
    scenario : Scenario
        Its season.
    network : RoadFile
        Its road file, with speeds.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place [degrees].
    sizes : sequence of VehicleSize
        Weights and heights of mobile offices.

    Returns
    -------
    list of RoadFileProvider
        The roads as mobile offices of each size may use them.
    RoadFileProvider
        The roads as residents may use them.

    Raises
    ------
    NetworkError
        If the file cannot be used.
    """
    roads = _roads(scenario, network)
    shapes = RoadShapes(roads)
    mobile = [
        RoadFileProvider(roads, shapes, positions, _use_of_mobile(scenario, network, size))
        for size in sizes
    ]
    residents = RoadFileProvider(roads, shapes, positions, _use_of_residents(scenario, network))
    return mobile, residents


def road_file_around(
    scenario: Scenario,
    network: RoadFile,
    closed: Sequence[Collection[ClosedRoad]],
    size: VehicleSize,
) -> list[RoadFileProvider]:
    """Return the providers for mobile offices of one size while some roads are closed.

    Parameters
    ----------
    scenario : Scenario
        Its places and season.
    network : RoadFile
        Its road file, with speeds.
    closed : sequence of collection of ClosedRoad
        Sets of roads that are closed at the same time.
    size : VehicleSize
        Weight and height.

    Returns
    -------
    list of RoadFileProvider
        One for each of the sets.

    Raises
    ------
    NetworkError
        If the file cannot be used, or a road to close is not there.
    """
    positions = {place.id: (place.lat, place.lon) for place in scenario.places}
    use = _use_of_mobile(scenario, network, size)
    roads = _roads(scenario, network)
    shapes = RoadShapes(roads)
    return [
        RoadFileProvider(roads, shapes, positions, use, [closing_of(road) for road in together])
        for together in closed
    ]


def nearest_place_on_roads(
    scenario: Scenario,
    network: RoadFile,
    positions: Sequence[tuple[float, float]],
    places: Sequence[tuple[float, float]],
) -> Nearest:
    """Return the place that residents at each position reach first.

    Parameters
    ----------
    scenario : Scenario
        Its season.
    network : RoadFile
        Its road file, with speeds.
    positions, places : sequence of (float, float)
        Where from and where to [degrees].

    Returns
    -------
    tuple of ndarray
        Position of the place, -1 where no road leads to any, and the time [s].

    Raises
    ------
    NetworkError
        If the file cannot be used.
    """
    use = _use_of_residents(scenario, network)
    return nearest_on_roads(_roads(scenario, network), use, positions, places)


def _roads(scenario: Scenario, network: RoadFile) -> Roads:
    """Return the roads of the file that a scenario names."""
    return read_road_file(scenario.path.parent / network.file)


def _use_of_mobile(scenario: Scenario, network: RoadFile, size: VehicleSize) -> RoadUse:
    """Return how mobile offices of one size use the roads."""
    season = scenario.file.season
    return replace(
        _use_of_residents(scenario, network),
        speed_shares=network.mobile_speed.shares_in(season),
        max_speed_kmh=network.mobile_max_speed_kmh.value,
        weight_kg=round(size.weight_t * KG_PER_TON),
        height_cm=round(size.height_m * CM_PER_METRE),
        unpaved_max_kg={
            road_class: round(limit_t * KG_PER_TON)
            for road_class, limit_t in network.unpaved_max_weight_t.limits_in(season).items()
        },
    )


def _use_of_residents(scenario: Scenario, network: RoadFile) -> RoadUse:
    """Return how residents use the roads."""
    season = scenario.file.season
    return RoadUse(
        speed_shares=network.resident_speed.shares_in(season),
        unpaved_share=network.unpaved_speed.share_in(season),
        max_speed_kmh=MAX_SPEED_KMH,
        weight_kg=0,
        height_cm=0,
        ferry_wait_s=minutes_to_s(network.ferry_wait_min.value),
        date=_day(scenario, network),
        max_snap_m=network.max_snap_km * METRES_PER_KM,
    )


def _day(scenario: Scenario, network: RoadFile) -> datetime.date:
    """Return the day on which seasonal roads count: as stated, else one amid the season."""
    if network.date is not None:
        return datetime.date.fromisoformat(network.date)
    return datetime.date(YEAR, *MIDSEASON[scenario.file.season])
