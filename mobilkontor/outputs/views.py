"""Own the plain data of the map page: what is drawn where, and what each place has to tell.

Nothing here is escaped, translated or styled; the renderers do that. Everything is in a fixed
order, so the same plan gives the same page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from mobilkontor.core.calendar import WEEKDAYS
from mobilkontor.core.places import Confidence, Office, Place, RoadClass
from mobilkontor.core.plan import (
    AccessShare,
    Duty,
    NewOffice,
    Plan,
    Service,
    Unserved,
    Visit,
)
from mobilkontor.indicators.reach import nearest_s
from mobilkontor.indicators.setting import OvernightFacts, Setting, VehicleFacts
from mobilkontor.outputs.facts import PageFacts, Point
from mobilkontor.outputs.lanes import LaneLine, lay_lanes

__all__ = [
    "DutyView",
    "MapView",
    "NightView",
    "PlaceView",
    "RoadView",
    "VisitView",
    "view_map",
]


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit at a place, as its popup tells it."""

    vehicle: int
    day: int
    visit: Visit


@dataclass(frozen=True, slots=True)
class NightView:
    """A night of a vehicle at an overnight place, after a day."""

    vehicle: int
    day: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Everything that is known of one place.

    Attributes
    ----------
    place : Place
        The row of the table.
    is_estimate : bool
        Whether its number of residents is an estimate or assumed.
    before_s, after_s : int or None
        Travel time to the nearest open office, and to the nearest office or stop [s].
    visits : tuple of VisitView
        Visits here, by day.
    service : Service or None
        What its stop gets.
    users : tuple of AccessShare
        Other places whose residents use its stop, nearest first.
    uses : tuple of AccessShare
        Stops elsewhere that its residents use.
    office : Office or None
        Its fixed office, open or closed.
    new_office : NewOffice or None
        The fixed office that the plan opens here.
    overnight : OvernightFacts or None
        Set if vehicles may stand here between two days.
    nights : tuple of NightView
        Nights of vehicles that do not belong here.
    depot_of : tuple of int
        Vehicles that belong here.
    unserved : Unserved or None
        Why it has no stop.
    """

    place: Place
    is_estimate: bool
    before_s: int | None
    after_s: int | None
    visits: tuple[VisitView, ...]
    service: Service | None
    users: tuple[AccessShare, ...]
    uses: tuple[AccessShare, ...]
    office: Office | None
    new_office: NewOffice | None
    overnight: OvernightFacts | None
    nights: tuple[NightView, ...]
    depot_of: tuple[int, ...]
    unserved: Unserved | None


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty with its vehicle and the lines of its route."""

    vehicle: int
    duty: Duty
    lines: tuple[LaneLine, ...]


@dataclass(frozen=True, slots=True)
class RoadView:
    """A stretch of road of the backdrop, between at least two points."""

    name: str
    road_class: RoadClass
    length_m: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything the map page draws.

    Attributes
    ----------
    vehicles : tuple of VehicleFacts
        Vehicles; positions in other views refer to it.
    days : tuple of (int, str)
        Week and weekday of each day.
    weeks : int
        Length of the cycle [weeks].
    duties : tuple of DutyView
        Duties, by vehicle and day.
    places : mapping of str to PlaceView
        All places, by id, in the order of the table.
    roads : tuple of RoadView
        The backdrop.
    """

    vehicles: tuple[VehicleFacts, ...]
    days: tuple[tuple[int, str], ...]
    weeks: int
    duties: tuple[DutyView, ...]
    places: Mapping[str, PlaceView]
    roads: tuple[RoadView, ...]

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Working weekdays of the cycle, in order."""
        worked = {weekday for _, weekday in self.days}
        return tuple(weekday for weekday in WEEKDAYS if weekday in worked)

    def weekday_position(self, day: int) -> int:
        """Return the position of a day's weekday among the working weekdays."""
        return self.weekdays.index(self.days[day][1])

    def week(self, day: int) -> int:
        """Return the week of a day, from 0."""
        return self.days[day][0]


def view_map(plan: Plan, facts: PageFacts) -> MapView:
    """Return everything the map page draws.

    Parameters
    ----------
    plan : Plan
        The plan; its places and vehicles are those of the setting.
    facts : PageFacts
        What the page shows beside it.

    Returns
    -------
    MapView
        Plain data.
    """
    setting = facts.setting
    return MapView(
        vehicles=setting.vehicles,
        days=plan.horizon.days,
        weeks=plan.horizon.weeks,
        duties=_duty_views(plan, facts),
        places=_place_views(plan, setting),
        roads=_road_views(plan, facts),
    )


def _road_views(plan: Plan, facts: PageFacts) -> tuple[RoadView, ...]:
    """Return the roads: straight stretches between ends, and lines along their bends."""
    positions = {place.id: (place.lat, place.lon) for place in facts.setting.places}
    positions |= {junction.id: (junction.lat, junction.lon) for junction in facts.junctions}
    legs = sorted({leg for duty in plan.duties for leg in _legs(duty) if leg[0] != leg[1]})
    return tuple(
        RoadView(road.name, road.road_class, road.length_m, (positions[road.a], positions[road.b]))
        for road in facts.roads
    ) + tuple(
        RoadView(line.name, line.road_class, line.length_m, line.points)
        for line in facts.backdrop(legs)
    )


def _duty_views(plan: Plan, facts: PageFacts) -> tuple[DutyView, ...]:
    """Return the duties with their routes, side by side where they share a road."""
    index = _vehicle_index(facts.setting)
    ways = {
        (index[duty.vehicle], duty.day): [
            point
            for start, end in _legs(duty)
            if start != end
            for point in facts.path(duty.vehicle, plan.horizon.week_of(duty.day))(start, end)
        ]
        for duty in plan.duties
    }
    lines = lay_lanes(ways)
    return tuple(
        DutyView(index[duty.vehicle], duty, lines[index[duty.vehicle], duty.day])
        for duty in plan.duties
    )


def _legs(duty: Duty) -> list[tuple[str, str]]:
    """Return the legs of a duty."""
    places = [duty.start, *(visit.place for visit in duty.stops), duty.end]
    return list(pairwise(places))


def _vehicle_index(setting: Setting) -> dict[str, int]:
    """Return the position of each vehicle."""
    return {vehicle.id: number for number, vehicle in enumerate(setting.vehicles)}


def _place_views(plan: Plan, setting: Setting) -> dict[str, PlaceView]:
    """Return what is known of every place, by id."""
    before = nearest_s(setting, setting.open_offices)
    stops = [service.place for service in plan.services]
    new_offices = {office.place: office for office in plan.offices}
    after = nearest_s(setting, [*setting.open_offices, *stops, *new_offices])
    services = {service.place: service for service in plan.services}
    offices = {office.place: office for office in setting.offices}
    overnights = {entry.place: entry for entry in setting.overnights}
    unserved = {entry.place: entry for entry in plan.unserved}
    visits, nights = _visits(plan, setting), _nights(plan, setting)
    return {
        place.id: PlaceView(
            place=place,
            is_estimate=place.confidence in (Confidence.ESTIMATE, Confidence.ASSUMED),
            before_s=before[place.id],
            after_s=after[place.id],
            visits=visits.get(place.id, ()),
            service=services.get(place.id),
            users=_users(plan, place.id),
            uses=tuple(s for s in plan.access if s.place == place.id and s.stop != place.id),
            office=offices.get(place.id),
            new_office=new_offices.get(place.id),
            overnight=overnights.get(place.id),
            nights=nights.get(place.id, ()),
            depot_of=tuple(n for n, v in enumerate(setting.vehicles) if v.depot == place.id),
            unserved=unserved.get(place.id),
        )
        for place in setting.places
    }


def _users(plan: Plan, stop: str) -> tuple[AccessShare, ...]:
    """Return the other places that use a stop, nearest first."""
    users = [share for share in plan.access if share.stop == stop and share.place != stop]
    return tuple(sorted(users, key=lambda share: (share.travel_s, share.place)))


def _visits(plan: Plan, setting: Setting) -> dict[str, tuple[VisitView, ...]]:
    """Return the visits of each place, by day."""
    index = _vehicle_index(setting)
    visits: dict[str, list[VisitView]] = {}
    for duty in sorted(plan.duties, key=lambda duty: (duty.day, duty.vehicle)):
        for visit in duty.stops:
            view = VisitView(index[duty.vehicle], duty.day, visit)
            visits.setdefault(visit.place, []).append(view)
    return {place: tuple(views) for place, views in visits.items()}


def _nights(plan: Plan, setting: Setting) -> dict[str, tuple[NightView, ...]]:
    """Return the nights away from the depot at each place, by day."""
    index = _vehicle_index(setting)
    nights: dict[str, list[NightView]] = {}
    for duty in sorted(plan.duties, key=lambda duty: (duty.day, duty.vehicle)):
        if duty.end != setting.vehicles[index[duty.vehicle]].depot:
            nights.setdefault(duty.end, []).append(NightView(index[duty.vehicle], duty.day))
    return {place: tuple(views) for place, views in nights.items()}
