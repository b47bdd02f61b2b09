r"""A small scenario whose travel, access and levels can be worked out by hand.

One road runs through it, at 60 km/h for residents (1 km takes 1 min) and 30 km/h for mobile
offices (1 km takes 2 min)::

    hub --10 km-- near --20 km-- mid --30 km-- far --5 km-- dot
                                                 \--15 km-- inn

``hub``, ``near`` and ``mid`` lie in Alfa, where the need is 1.25 times that of a young resident;
``far``, ``dot`` and ``inn`` in Beta, where it is 1.5 times. A young resident needs 0.1 visits for
tax and 0.05 for pension in the cycle of one week. The office in ``hub`` offers tax every day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mobilkontor.core.places import (
    Confidence,
    Junction,
    Municipality,
    Office,
    Place,
    Road,
    RoadClass,
    Service,
)
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import ScenarioFile

RESIDENTS = {"hub": 1000, "near": 300, "mid": 100, "far": 60, "dot": 10, "inn": 0}
ALFA = ("hub", "near", "mid")
LENGTH_KM = {
    ("hub", "near"): 10,
    ("near", "mid"): 20,
    ("mid", "far"): 30,
    ("far", "dot"): 5,
    ("far", "inn"): 15,
}


def place(place_id: str, *, lat: float = 66.0, lon: float = 20.0, residents: int = 100) -> Place:
    """Return a place in Alfa, or in Beta if it is one of those of this module."""
    is_in_beta = place_id in RESIDENTS and place_id not in ALFA
    return Place(
        id=place_id,
        name=place_id.title(),
        municipality="Beta" if is_in_beta else "Alfa",
        lat=lat,
        lon=lon,
        residents=residents,
        year="2024",
        source="by hand",
        confidence=Confidence.ASSUMED,
    )


def road(
    a: str,
    b: str,
    length_m: int,
    *,
    speed_limit_kmh: float = 60,
    road_class: RoadClass = RoadClass.COUNTY,
) -> Road:
    """Return a road."""
    return Road(a, b, f"{a}-{b}", road_class, length_m, speed_limit_kmh, "by hand")


def junction(junction_id: str, *, lat: float = 66.0, lon: float = 20.0) -> Junction:
    """Return a junction."""
    return Junction(junction_id, junction_id.title(), lat, lon, "by hand")


def office(
    place_id: str,
    *services: Service,
    is_open: bool = True,
    days_per_week: float = 5,
) -> Office:
    """Return a fixed office."""
    return Office(
        place_id, is_open, days_per_week, frozenset(services), "by hand", Confidence.ASSUMED
    )


PLACES = tuple(
    place(place_id, lat=66 + position / 10, residents=residents)
    for position, (place_id, residents) in enumerate(RESIDENTS.items())
)
MUNICIPALITIES = (
    Municipality("Alfa", "1", 1400, 0.25, 0, "2024", "by hand"),
    Municipality("Beta", "2", 70, 0.5, 0, "2024", "by hand"),
)
OFFICES = (office("hub", Service.TAX),)
ROADS = tuple(road(a, b, length_km * 1000) for (a, b), length_km in LENGTH_KM.items())


def speeds(summer: float, winter: float) -> dict[str, dict[str, float]]:
    """Return the same share of the speed limit on all road classes."""
    classes = [road_class.value for road_class in RoadClass]
    return {
        "summer": dict.fromkeys(classes, summer),
        "winter": dict.fromkeys(classes, winter),
    }


def keys() -> dict[str, Any]:
    """Return the keys of the scenario file, to be changed at will."""
    return {
        "format": "mobilkontor-scenario/1",
        "name": "small",
        "region": {"min_lat": 60, "max_lat": 70, "min_lon": 15, "max_lon": 25},
        "tables": {"places": "p.csv", "municipalities": "m.csv", "offices": "o.csv"},
        "network": {
            "provider": "road_graph",
            "roads": "roads.csv",
            "mobile_speed": speeds(0.5, 0.25),
            "resident_speed": speeds(1, 0.5),
        },
        "leg_buffer": {"summer": 0, "winter": 4.5},
        "depots": [{"place": "hub"}],
        "overnight_places": [
            {"place": "inn", "rooms": 2, "cost_per_night_sek": 1500},
            {"place": "mid", "cost_per_night_sek": 900},
        ],
        "crews": [{"id": "two", "cost_per_hour_sek": 600, "visitors_per_hour": 8}],
        "vehicles": [{"id": "van", "depot": "hub", "crew": "two", "cost_per_km_sek": 5}],
        "stops": {
            "min_residents": 50,
            "min_travel_from_office_min": 20,
            "setup_min": 20,
            "packing_min": 10,
            "level_classes": [
                {"levels": [{"opening_min": 60}]},
                {
                    "min_residents": 100,
                    "levels": [
                        {"visits_per_cycle": 2, "opening_min": 120, "min_gap_days": 2},
                        {"opening_min": 60},
                    ],
                },
            ],
        },
        "benefit": {
            "value_per_met_visit_sek": 2000,
            "need_per_resident": {
                "tax": 5.2,
                "social_insurance": 1,
                "pension": 2.6,
                "employment": 1,
            },
            "need_factor_65plus": 2,
            "mobile_services": ["tax", "pension"],
            "travel": {"points": [{"at": 0, "share": 1}, {"at": 60, "share": 0}]},
            "frequency": {
                "points": [
                    {"at": 0, "share": 0},
                    {"at": 1, "share": 0.5},
                    {"at": 2, "share": 1},
                ]
            },
        },
    }


def scenario(
    changes: Mapping[str, Any] | None = None, *, folder: Path = Path(), **tables: tuple[Any, ...]
) -> Scenario:
    """Return the scenario with some keys of its file, and some of its tables, replaced."""
    rows = {
        "places": PLACES,
        "municipalities": MUNICIPALITIES,
        "offices": OFFICES,
        "roads": ROADS,
        "junctions": (),
    }
    data = keys() | dict(changes or {})
    return Scenario(
        path=folder / "small.yaml",
        file=ScenarioFile.model_validate_json(json.dumps(data)),
        **(rows | tables),
        sha256="0" * 64,
    )
