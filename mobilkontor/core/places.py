"""Own the rows of the region's tables: places, fixed offices, municipalities, roads, junctions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "NAME_LANGUAGES",
    "Confidence",
    "Junction",
    "Leg",
    "Municipality",
    "Office",
    "Place",
    "Road",
    "RoadClass",
    "RoadLine",
    "Service",
]


NAME_LANGUAGES = ("se", "fit", "fi")
"""Languages beside Swedish that a place may have a name in: Northern Sami, Meänkieli, Finnish."""


class Service(StrEnum):
    """State services a fixed or mobile office can offer."""

    TAX = "tax"
    SOCIAL_INSURANCE = "social_insurance"
    PENSION = "pension"
    EMPLOYMENT = "employment"


class Confidence(StrEnum):
    """How far a figure can be trusted, from the data file to the map."""

    OFFICIAL = "official"
    REPORTED = "reported"
    ESTIMATE = "estimate"
    ASSUMED = "assumed"


class RoadClass(StrEnum):
    """Road classes that driving speed depends on."""

    EUROPEAN = "european"
    NATIONAL = "national"
    COUNTY = "county"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Place:
    """A named location with residents.

    Attributes
    ----------
    id, name, municipality : str
        Key, name as written on maps, name of the municipality.
    lat, lon : float
        Position, WGS 84 [degrees].
    residents : int
        Residents of the place [persons].
    year : str
        Year of the population figure, as the source states it.
    source : str
        Where the figures come from.
    confidence : Confidence
        How far the population figure can be trusted.
    other_names : tuple of (str, str)
        Names in other languages, each with the code of its language, such as ``fit``.
    """

    id: str
    name: str
    municipality: str
    lat: float
    lon: float
    residents: int
    year: str
    source: str
    confidence: Confidence
    other_names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and the shares that scale its residents' need.

    Attributes
    ----------
    name, code : str
        Name and official code.
    residents : int
        Residents of the whole municipality [persons].
    share_65plus : float
        Share of residents of 65 years and more, from 0 to 1.
    scattered_residents : int
        Residents who live outside every listed place [persons].
    year : str
        Years of the figures.
    source : str
        Where the figures come from.
    """

    name: str
    code: str
    residents: int
    share_65plus: float
    scattered_residents: int
    year: str
    source: str


@dataclass(frozen=True, slots=True)
class Office:
    """A fixed service office.

    Attributes
    ----------
    place : str
        Id of the place it stands in.
    is_open : bool
        Whether the scenario counts it.
    days_per_week : float
        Opening days per week.
    services : frozenset of Service
        What it offers.
    source : str
        Where the facts come from.
    confidence : Confidence
        How sure it is that the office is open.
    """

    place: str
    is_open: bool
    days_per_week: float
    services: frozenset[Service]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Junction:
    """A node of the road graph where nobody lives."""

    id: str
    name: str
    lat: float
    lon: float
    source: str


Leg = tuple[str, str]
"""Ids of the places at both ends of a drive."""


@dataclass(frozen=True, slots=True)
class RoadLine:
    """A numbered road from one junction to another, for drawing.

    Attributes
    ----------
    name : str
        Road number.
    road_class : RoadClass
        Its class.
    length_m : int
        Length [m].
    points : tuple of (float, float)
        Latitude and longitude along it [degrees].
    """

    name: str
    road_class: RoadClass
    length_m: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A two-way stretch of road between two places or junctions.

    Attributes
    ----------
    a, b : str
        Ids of its ends.
    name : str
        Road number, or what the table calls it.
    road_class : RoadClass
        Class that its driving speed depends on.
    length_m : int
        Length [m].
    speed_limit_kmh : float
        Speed limit [km/h].
    source : str
        Where length and limit come from.
    year : str
        Year of the figures as the table states it; empty if it does not.
    """

    a: str
    b: str
    name: str
    road_class: RoadClass
    length_m: int
    speed_limit_kmh: float
    source: str
    year: str = ""
