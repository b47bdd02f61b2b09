"""Hold what a plan is measured against: places, residents' travel, vehicles, needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Municipality, Office, Place
from mobilkontor.core.units import SECONDS_PER_MINUTE

__all__ = ["DEFAULT_AVERSION", "OvernightFacts", "Setting", "VehicleFacts"]

DEFAULT_AVERSION = 0.5
"""Atkinson's aversion to inequality where a scenario names none."""

DEFAULT_OPENING_TOLERANCE_S = 15 * SECONDS_PER_MINUTE
"""Opening times of one place that differ by no more than this count as the same [s]."""


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """What a plan's reader has to know of a mobile office.

    Attributes
    ----------
    id : str
        Key in the scenario and the plan.
    depot : str
        Place where it belongs.
    people : int
        People on board.
    visitors_per_hour : float
        Visitors the crew can receive per opening hour.
    cost_per_km_sek, cost_per_hour_sek, cost_per_day_sek : float
        Cost of driving [SEK/km], of the crew's working hour [SEK/h] and of a day out [SEK].
    co2_per_km_g : float or None
        Carbon dioxide it lets out [g/km]; None if that is not stated.
    """

    id: str
    depot: str
    people: int
    visitors_per_hour: float
    cost_per_km_sek: float
    cost_per_hour_sek: float
    cost_per_day_sek: float
    co2_per_km_g: float | None = None


@dataclass(frozen=True, slots=True)
class OvernightFacts:
    """A place where vehicles may stand between two days, and what one vehicle's night costs."""

    place: str
    rooms: int
    cost_per_night_sek: float


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a plan is measured against.

    Attributes
    ----------
    places : tuple of Place
        All places of the region.
    municipalities : tuple of Municipality
        All municipalities of the region.
    offices : tuple of Office
        Fixed offices, open and closed.
    residents_travel : TravelMatrix
        How residents travel between the places.
    vehicles : tuple of VehicleFacts
        The mobile offices.
    overnights : tuple of OvernightFacts
        Where vehicles may stand between two days.
    value_per_met_visit_sek : float
        Worth of one met visit [SEK].
    opening_tolerance_s : int
        Difference up to which opening times of a place count as the same [s].
    need : mapping of str to float
        Visits that the residents of each place need per cycle; empty if not told.
    access_before : mapping of str to float
        Share of it that open fixed offices meet.
    aversion : float
        Atkinson's aversion to inequality, for the indicator of that name.
    """

    places: tuple[Place, ...]
    municipalities: tuple[Municipality, ...]
    offices: tuple[Office, ...]
    residents_travel: TravelMatrix
    vehicles: tuple[VehicleFacts, ...]
    overnights: tuple[OvernightFacts, ...]
    value_per_met_visit_sek: float
    opening_tolerance_s: int = DEFAULT_OPENING_TOLERANCE_S
    need: Mapping[str, float] = field(default_factory=dict)
    access_before: Mapping[str, float] = field(default_factory=dict)
    aversion: float = DEFAULT_AVERSION

    @property
    def open_offices(self) -> tuple[str, ...]:
        """Places with an open fixed office."""
        return tuple(office.place for office in self.offices if office.is_open)
