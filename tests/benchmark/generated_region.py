"""Own invented regions of any size: villages along valleys as thin on the ground as Norrbotten's.

The area grows with the number of places, so that density, and with it the length of a day's work,
stays the same; vehicles, depots, overnight places and offices grow in proportion. What a scenario
says besides is taken from a scenario of Norrbotten. `dense` is the opposite: coast villages a few
minutes apart with short stops.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor import api
from mobilkontor.core.instance import Instance
from mobilkontor.core.places import (
    Confidence,
    Municipality,
    Office,
    Place,
    Road,
    RoadClass,
    Service,
)
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import ScenarioFile

__all__ = ["WEEK", "Size", "dense", "instance_of", "sparse"]

FloatArray = NDArray[np.float64]

NORRBOTTEN = Path(__file__).parents[2] / "scenarios" / "norrbotten"
FOUR_WEEKS = NORRBOTTEN / "four-weeks.yaml"
WEEK = NORRBOTTEN / "week.yaml"

AREA_PER_PLACE_KM2 = 340.0
"""That of Norrbotten: 98,000 square kilometres, 291 places."""

VALLEY_APART_KM = 55.0
VALLEY_WIDTH_KM = 2.0
PLACES_PER_CLUSTER = 12
CLUSTER_WIDTH_KM = 10.0
CROSSING_APART_KM = 60.0
DETOUR = 1.2
"""Length of a road by that of the straight line."""

LOG_RESIDENTS_MEAN, LOG_RESIDENTS_SD = 4.58, 1.3
"""Of the logarithm of residents; Norrbotten's mean, and its spread without the towns."""

MIN_RESIDENTS = 10
PLACES_PER_TOWN = 36
TOWN_RESIDENTS = (3_000, 15_000)
PLACES_PER_MUNICIPALITY = 21

ORIGIN_LAT, ORIGIN_LON = 62.0, 12.0
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Size:
    """How large a region is.

    Attributes
    ----------
    places, vehicles, depots, overnights : int
        Numbers of each; the vehicles stand at the depots in turn.
    """

    places: int
    vehicles: int
    depots: int
    overnights: int

    @staticmethod
    def of(places: int) -> Size:
        """Return the size with so many places: 1,000 have 30 vehicles and 60 overnight places."""
        vehicles = max(1, round(places * 0.03))
        return Size(places, vehicles, math.ceil(vehicles / 3), max(1, round(places * 0.06)))


def sparse(size: Size, *, seed: int = 0, base: Path = FOUR_WEEKS) -> Scenario:
    """Return a region of valleys, in a cycle of four weeks if nothing else is said.

    Parameters
    ----------
    size : Size
        Places, vehicles, depots and overnight places.
    seed : int
        Seed of positions and residents.
    base : Path
        Scenario whose keys it has, all but the tables, depots and vehicles.

    Returns
    -------
    Scenario
        The region.
    """
    random = np.random.default_rng(seed)
    position_km, roads = _valleys(size.places, random)
    residents = np.exp(random.normal(LOG_RESIDENTS_MEAN, LOG_RESIDENTS_SD, size.places))
    residents = np.maximum(MIN_RESIDENTS, residents.astype(np.int64))
    towns = _largest_of_blocks(residents, max(1, round(size.places / PLACES_PER_TOWN)))
    residents[towns] = random.integers(*TOWN_RESIDENTS, len(towns))
    others = _largest_of_blocks(residents, size.overnights)
    depots = [towns[round(i)] for i in np.linspace(0, len(towns) - 1, size.depots)]
    changes = _fleet([_id(d) for d in depots], size.vehicles, [_id(o) for o in others])
    return _scenario(base, position_km, residents, roads, towns, changes)


def dense(num_villages: int, *, seed: int = 0) -> Scenario:
    """Return a coast of villages a few minutes apart, stops of 30 minutes, one week.

    Parameters
    ----------
    num_villages : int
        Villages; two towns with offices lie at the ends of the coast.
    seed : int
        Seed of positions and residents.

    Returns
    -------
    Scenario
        With the keys of `week.yaml`, all but tables, depots, vehicles and stops; two vehicles.
    """
    random = np.random.default_rng(seed)
    along_km = np.concatenate([[0.0], 25.0 + np.cumsum(random.uniform(2, 6, num_villages))])
    along_km = np.append(along_km, along_km[-1] + 25.0)
    position_km = np.column_stack([along_km, random.uniform(0, 3, len(along_km))])
    residents = np.exp(random.normal(LOG_RESIDENTS_MEAN, LOG_RESIDENTS_SD, len(along_km)))
    residents = np.maximum(30, residents.astype(np.int64))
    towns = [0, num_villages + 1]
    residents[towns] = TOWN_RESIDENTS[1]
    roads = [_road(position_km, a, b, RoadClass.COUNTY) for a, b in pairwise(range(len(along_km)))]
    middle = (num_villages + 1) // 2
    changes = _fleet([_id(town) for town in towns], 2, [_id(middle)])
    changes["stops"] = {
        "min_residents": 20,
        "min_travel_from_office_min": 15,
        "setup_min": 5,
        "packing_min": 5,
        "level_classes": [{"levels": [{"visits_per_cycle": 1, "opening_min": 30}]}],
    }
    return _scenario(WEEK, position_km, residents, roads, towns, changes)


def instance_of(scenario: Scenario) -> Instance:
    """Return the planning problem of a scenario, by the steps that every scenario goes through."""
    return api.build(scenario, api.travel(scenario))


def _id(number: int | np.integer[Any]) -> str:
    """Return the key of a place."""
    return f"p{number:04d}"


def _valleys(count: int, random: np.random.Generator) -> tuple[FloatArray, list[Road]]:
    """Return places along parallel valleys, by valley from the mountains down, and the roads."""
    side_km = math.sqrt(count * AREA_PER_PLACE_KM2)
    num_valleys = max(2, round(side_km / VALLEY_APART_KM))
    valley = np.sort(random.integers(num_valleys, size=count))
    centre = random.integers(max(1, round(count / PLACES_PER_CLUSTER / num_valleys)), size=count)
    centre_km = random.uniform(0, side_km, (num_valleys, centre.max() + 1))[valley, centre]
    along_km = np.clip(centre_km + random.normal(0, CLUSTER_WIDTH_KM, count), 0, side_km)
    across_km = (valley + 0.5) * side_km / num_valleys + random.normal(0, VALLEY_WIDTH_KM, count)
    order = np.lexsort([along_km, valley])
    position_km = np.column_stack([along_km, across_km])[order]
    roads = []
    of_valley = [np.nonzero(valley == number)[0] for number in range(num_valleys)]
    for own in of_valley:
        roads += [_road(position_km, a, b, RoadClass.NATIONAL) for a, b in pairwise(own)]
    for own, others in pairwise([own for own in of_valley if len(own)]):
        for km in np.arange(0, side_km + 1, CROSSING_APART_KM):
            a, b = (group[np.argmin(abs(position_km[group, 0] - km))] for group in (own, others))
            roads.append(_road(position_km, a, b, RoadClass.LOCAL))
    return position_km, roads


def _road(position_km: FloatArray, a: int, b: int, road_class: RoadClass) -> Road:
    """Return the road between two places."""
    length_km = DETOUR * max(0.5, float(np.linalg.norm(position_km[a] - position_km[b])))
    speed_kmh = {RoadClass.NATIONAL: 85.0, RoadClass.COUNTY: 70.0, RoadClass.LOCAL: 65.0}
    start, end, length_m = _id(a), _id(b), round(1000 * length_km)
    name = f"{start}-{end}"
    return Road(start, end, name, road_class, length_m, speed_kmh[road_class], "generated")


def _largest_of_blocks(residents: NDArray[np.int64], count: int) -> list[int]:
    """Return the largest of each of so many blocks of places that lie side by side."""
    blocks = np.array_split(np.arange(len(residents)), count)
    return [int(block[np.argmax(residents[block])]) for block in blocks if len(block)]


def _fleet(depots: list[str], num_vehicles: int, overnights: list[str]) -> dict[str, Any]:
    """Return the keys of depots, overnight places and vehicles."""
    vehicles = [
        {
            "id": f"van-{number}",
            "depot": depots[number % len(depots)],
            "crew": "two-advisers",
            "gross_weight_t": 3.5,
            "cost_per_km_sek": 6,
        }
        for number in range(num_vehicles)
    ]
    return {
        "depots": [{"place": depot} for depot in dict.fromkeys(depots)],
        "overnight_places": [
            {"place": place, "rooms": 2, "cost_per_night_sek": 2000} for place in overnights
        ],
        "vehicles": vehicles,
        "offices": [],
    }


def _scenario(
    base: Path,
    position_km: FloatArray,
    residents: NDArray[np.int64],
    roads: list[Road],
    towns: list[int],
    changes: Mapping[str, Any],
) -> Scenario:
    """Return a scenario of Norrbotten with other places, roads and fleet."""
    found = api.load(base)
    keys = found.file.model_dump(mode="json", by_alias=True) | dict(changes)
    lat = ORIGIN_LAT + position_km[:, 1] / KM_PER_DEGREE
    lon = ORIGIN_LON + position_km[:, 0] / (KM_PER_DEGREE * math.cos(math.radians(ORIGIN_LAT)))
    county = [f"M{number // PLACES_PER_MUNICIPALITY:03d}" for number in range(len(residents))]
    places = tuple(
        Place(
            _id(n), _id(n), county[n], float(lat[n]), float(lon[n]), int(residents[n]),
            "2026", "generated", Confidence.ASSUMED,
        )
        for n in range(len(residents))
    )  # fmt: skip
    municipalities = tuple(
        Municipality(name, name, 5000, 0.28, 0, "2026", "generated") for name in sorted({*county})
    )
    offices = tuple(
        Office(_id(town), True, 5, frozenset(Service), "generated", Confidence.ASSUMED)
        for town in towns
    )
    return dataclasses.replace(
        found,
        file=ScenarioFile.model_validate_json(json.dumps(keys)),
        places=places,
        municipalities=municipalities,
        offices=offices,
        roads=tuple(roads),
        junctions=(),
    )
