"""Own the plan: duties with clock times on days, services of stops, who uses them.

A plan is all that a timetable, a map and the verifier need, and nothing of how it was found.
Lists are in canonical order: duties by vehicle and day, the rest by place. Clocks are seconds
after local midnight, whole minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.core.calendar import HalfDay, Horizon

__all__ = [
    "PLAN_FORMAT",
    "AccessShare",
    "Break",
    "Duty",
    "NewOffice",
    "Plan",
    "Service",
    "Unserved",
    "VehicleCost",
    "Visit",
]

PLAN_FORMAT = "mobilkontor-plan/1"
"""What a file that holds a plan says it is."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One opening at a stop on one day, with the clock of its steps [s after midnight].

    Set-up lies between ``arrive_s`` and ``open_s``, packing between ``close_s`` and ``depart_s``;
    a break on arrival or before departure lies there too.
    """

    place: str
    arrive_s: int
    open_s: int
    close_s: int
    depart_s: int


@dataclass(frozen=True, slots=True)
class Break:
    """A break of the crew at a stop; ``kind`` is ``meal`` or ``driving``."""

    place: str
    start_s: int
    end_s: int
    kind: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One vehicle's day.

    Attributes
    ----------
    vehicle : str
        Id of the vehicle.
    day : int
        Position in the horizon.
    start, end : str
        Places where the vehicle stands before and after.
    start_s, end_s : int
        Clock of leaving and of coming to rest [s after midnight].
    driving_s, working_s : int
        Driving time, and working time without breaks [s].
    distance_m : int
        Distance driven [m].
    cost_sek : float
        Cost of the duty with the night after it.
    stops : tuple of Visit
        Visits in order; may be empty for a drive between two overnight places.
    breaks : tuple of Break
        Breaks in order.
    """

    vehicle: str
    day: int
    start: str
    end: str
    start_s: int
    end_s: int
    driving_s: int
    working_s: int
    distance_m: int
    cost_sek: float
    stops: tuple[Visit, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """What a served stop gets in a cycle.

    Attributes
    ----------
    place : str
        Its place.
    visits_per_cycle : int
        Number of visits.
    opening_s : int
        Opening time per visit [s].
    days : tuple of int
        Days of the visits.
    residents : int
        Residents of the place itself [persons].
    met_visits : float
        Visits met there per cycle, over what fixed offices meet, from all places.
    half_day : HalfDay or None
        Half of the day that every visit keeps to; None if its level asks for none.
    """

    place: str
    visits_per_cycle: int
    opening_s: int
    days: tuple[int, ...]
    residents: int
    met_visits: float
    half_day: HalfDay | None = None


@dataclass(frozen=True, slots=True)
class AccessShare:
    """Share of a place's residents that uses a stop, and the visits met by it per cycle.

    The stop is that of a mobile office, or a new fixed office in the same place.
    """

    place: str
    stop: str
    share: float
    met_visits: float
    travel_s: int
    is_office: bool = False


@dataclass(frozen=True, slots=True)
class NewOffice:
    """A fixed office that the plan opens: its cost and the visits met there, per cycle."""

    place: str
    cost_sek: float
    met_visits: float


@dataclass(frozen=True, slots=True)
class VehicleCost:
    """What a vehicle costs per cycle because it is used at all."""

    vehicle: str
    cost_sek: float


@dataclass(frozen=True, slots=True)
class Unserved:
    """A place without a stop, and why.

    Attributes
    ----------
    place : str
        The place.
    reason : str
        ``uses_stop`` (its residents use the stop in ``other``), ``uses_office`` (a fixed office in
        ``other`` is near enough), ``too_small`` (fewer residents than a candidate needs),
        ``excluded`` (by the scenario), ``out_of_reach`` (no duty within the rules reaches it),
        ``not_worth`` (no duty that visits it repays its cost), ``no_time`` (a visit would repay
        the drive, but other stops repay the vehicles' time better), ``not_needed`` (what is
        promised is kept without it, at less cost).
    other : str
        Place that the reason refers to, or empty.
    lost_visits : float
        Visits per cycle that a stop there would meet and the plan does not.
    """

    place: str
    reason: str
    other: str
    lost_visits: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Duties on days, services at stops, new fixed offices, and who uses them."""

    horizon: Horizon
    duties: tuple[Duty, ...]
    services: tuple[Service, ...]
    access: tuple[AccessShare, ...]
    unserved: tuple[Unserved, ...]
    offices: tuple[NewOffice, ...] = ()
    vehicle_costs: tuple[VehicleCost, ...] = ()

    @property
    def cost_sek(self) -> float:
        """Cost of a cycle: duties, vehicles, new offices [SEK]."""
        fixed_sek = sum(cost.cost_sek for cost in self.vehicle_costs)
        fixed_sek += sum(office.cost_sek for office in self.offices)
        return sum(duty.cost_sek for duty in self.duties) + fixed_sek

    @property
    def met_visits(self) -> float:
        """Visits met per cycle, over what fixed offices meet."""
        return sum(share.met_visits for share in self.access)
