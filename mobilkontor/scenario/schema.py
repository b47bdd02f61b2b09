"""Own the models of the scenario file: every key, its type, unit, default and description."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mobilkontor.core.places import Service
from mobilkontor.scenario.network_schema import Network
from mobilkontor.scenario.schema_values import (
    Clock,
    Co2PerKmG,
    CostSek,
    Factor,
    Figure,
    Identifier,
    Minutes,
    Model,
    RelativePath,
    ValueSek,
    VisitsPerYear,
    Week,
    Weekday,
    YearlyCostSek,
    figure_between,
)
from mobilkontor.scenario.seasons import BySeason, Season

__all__ = ["FORMAT", "ScenarioFile"]

FORMAT = "mobilkontor-scenario/1"


class Region(Model):
    """Box that every coordinate of the tables must lie in."""

    min_lat: float = Field(ge=-90, le=90, description="Southern edge [degrees]")
    max_lat: float = Field(ge=-90, le=90, description="Northern edge [degrees]")
    min_lon: float = Field(ge=-180, le=180, description="Western edge [degrees]")
    max_lon: float = Field(ge=-180, le=180, description="Eastern edge [degrees]")


class ClosedDay(Model):
    """A day of the cycle on which no mobile office runs."""

    week: int = Field(default=0, ge=0, le=7, description="Week of the cycle, from 0")
    weekday: Weekday = Field(description="Weekday")


class Cycle(Model):
    """The repeating unit of the plan."""

    weeks: Literal[1, 2, 4, 8] = Field(default=1, description="Length of the cycle [weeks]")
    weekdays: tuple[Weekday, ...] = Field(
        default=("mon", "tue", "wed", "thu", "fri"), min_length=1, description="Working weekdays"
    )
    closed_days: tuple[ClosedDay, ...] = Field(default=(), description="Days off in the cycle")


class Tables(Model):
    """CSV files of the region, relative to the scenario file."""

    places: RelativePath = Field(description="Places with residents and coordinates")
    municipalities: RelativePath = Field(description="Municipalities with age shares")
    offices: RelativePath = Field(description="Fixed service offices")


class LegBuffer(BySeason):
    """Allowance added to every leg of a mobile office."""

    summer: Minutes = Field(default=Figure(value=0), description="In summer [min]")
    winter: Minutes = Field(default=Figure(value=0), description="In winter [min]")
    autumn: Minutes | None = Field(default=None, description="In autumn [min]; else as in summer")
    thaw: Minutes | None = Field(
        default=None, description="While frost leaves the ground [min]; else as in summer"
    )

    def minutes_in(self, season: Season) -> float:
        """Return the allowance in a season [min]."""
        figure: Figure = getattr(self, self.key_in(season))
        return figure.value


class OfficeSwitch(Model):
    """Opens or closes a fixed office of the table, or changes its days or services."""

    place: Identifier = Field(description="Place of the office")
    open: bool = Field(description="Whether the office is open")
    days_per_week: float | None = Field(
        default=None, gt=0, le=7, description="Opening days per week; else as in the table"
    )
    services: tuple[Service, ...] | None = Field(
        default=None, strict=False, description="Services; else as in the table"
    )
    source: str = Field(default="", description="Where the fact comes from; empty if assumed")


class CandidateOffice(Model):
    """A fixed office that the plan may open."""

    place: Identifier = Field(description="Place of the office")
    days_per_week: float = Field(default=5, gt=0, le=7, description="Opening days per week")
    services: tuple[Service, ...] = Field(
        default=tuple(Service),
        min_length=1,
        strict=False,
        description="Its services; those that mobile offices do not offer count for nothing",
    )
    cost_per_year_sek: YearlyCostSek = Field(description="Rent, staff and all else [SEK/year]")


class Depot(Model):
    """A place where vehicles belong."""

    place: Identifier = Field(description="Place of the depot")


class OvernightPlace(Model):
    """A place where vehicles may stand, and crews sleep, between two days."""

    place: Identifier = Field(description="Place")
    rooms: int = Field(default=1, ge=1, le=100, description="Vehicles that can stay at once")
    cost_per_night_sek: CostSek = Field(description="Cost of one vehicle's night [SEK]")


class RulePack(Model):
    """Working rules of the scenario's own, beside the built-in packs."""

    id: Identifier = Field(description="Name that crews and vehicles refer to")
    max_working_h: float | None = Field(default=None, gt=0, le=24, description="Per duty [h]")
    max_driving_h: float | None = Field(default=None, gt=0, le=24, description="Per duty [h]")
    max_work_stretch_h: float | None = Field(
        default=None, gt=0, le=24, description="Work without a break [h]"
    )
    work_break_min: int | None = Field(default=None, gt=0, le=240, description="Break [min]")
    max_driving_stretch_h: float | None = Field(
        default=None, gt=0, le=24, description="Driving without a break [h]"
    )
    driving_break_min: int | None = Field(default=None, gt=0, le=240, description="Break [min]")
    daily_rest_h: float | None = Field(default=None, gt=0, le=24, description="Between duties [h]")
    max_weekly_working_h: float | None = Field(
        default=None, gt=0, le=168, description="Per week [h]"
    )
    max_weekly_driving_h: float | None = Field(
        default=None, gt=0, le=168, description="Per week [h]"
    )


class Crew(Model):
    """The people on a mobile office."""

    id: Identifier = Field(description="Name that vehicles refer to")
    people: int = Field(default=2, ge=1, le=10, description="People on board")
    cost_per_hour_sek: CostSek = Field(description="Cost of the whole crew's working hour [SEK]")
    visitors_per_hour: Annotated[Figure, figure_between(0.1, 200)] = Field(
        description="Visitors the crew can receive per opening hour"
    )
    rule_packs: tuple[Identifier, ...] = Field(
        default=("arbetstidslagen",), min_length=1, description="Working rules of the crew"
    )
    earliest_start: Clock = Field(default="07:00", description="No duty starts before [HH:MM]")
    latest_end: Clock = Field(default="20:00", description="No duty ends after [HH:MM]")
    max_nights_per_week: int | None = Field(
        default=None, ge=0, le=7, description="Nights away from the depot per week"
    )
    home_at_weekends: bool = Field(
        default=True,
        description="Whether it is home on days off; else it may stand at an overnight place then",
    )


class VehicleEntry(Model):
    """One mobile office."""

    id: Identifier = Field(description="Name in plans, on maps and in locks")
    depot: Identifier = Field(description="Place of its depot")
    crew: Identifier = Field(description="Its crew")
    gross_weight_t: float = Field(
        default=3.5, gt=0, le=60, description="Gross weight [t]; above 3.5 eu-561-2006 applies"
    )
    height_m: float | None = Field(
        default=None,
        gt=0,
        le=6,
        description="Height [m]; roads from OpenStreetMap that are lower are then left out",
    )
    exempt_from_eu_561: bool = Field(
        default=False, description="Heavy vehicle that is exempt (article 13); needs a legal basis"
    )
    driving_time_factor: Factor = Field(
        default=Figure(value=1, source="not stated: as the network", assumed=True),
        description="Driving time as a multiple of the network's",
    )
    cost_per_km_sek: CostSek = Field(description="Cost of driving [SEK/km]")
    cost_per_day_sek: CostSek = Field(
        default=Figure(value=0, source="not stated: not counted", assumed=True),
        description="Cost of a day out [SEK]",
    )
    fixed_cost_per_year_sek: YearlyCostSek = Field(
        default=Figure(value=0, source="not stated: not counted", assumed=True),
        description="Cost of having it at all, saved if it never leaves its depot [SEK/year]",
    )
    co2_per_km_g: Co2PerKmG = Field(
        default=None, description="Carbon dioxide it lets out; not told if not stated [g/km]"
    )


class Level(Model):
    """One way to serve a stop."""

    visits_per_cycle: int = Field(
        default=1,
        ge=1,
        le=56,
        description="Visits per cycle: a number that divides its weeks, or a multiple of it",
    )
    opening_min: int = Field(ge=10, le=600, description="Opening time per visit [min]")
    min_gap_days: int = Field(
        default=1, ge=1, le=6, description="Least days from one visit to the next in a week [days]"
    )
    half_day: bool = Field(
        default=False,
        description="All visits in the morning, or all in the afternoon; the plan chooses which",
    )


class LevelClass(Model):
    """Levels of the stops of one size."""

    min_residents: int = Field(default=0, ge=0, description="For places of at least so many")
    levels: tuple[Level, ...] = Field(min_length=1, description="Levels to choose from")


class Stops(Model):
    """Which places may be served, and how."""

    min_residents: int = Field(default=30, ge=0, description="Least residents of a candidate")
    min_travel_from_office_min: float = Field(
        default=0, ge=0, le=600, description="Least travel time to an open fixed office [min]"
    )
    municipalities: tuple[Identifier, ...] = Field(
        default=(), description="Only places of these municipalities may be served; all if empty"
    )
    include: tuple[Identifier, ...] = Field(
        default=(), description="Candidates whatever their size and municipality"
    )
    exclude: tuple[Identifier, ...] = Field(default=(), description="Places that get no stop")
    setup_min: int = Field(ge=0, le=240, description="Work before opening [min]")
    packing_min: int = Field(ge=0, le=240, description="Work after closing [min]")
    open_from: Clock = Field(default="09:00", description="No office opens before [HH:MM]")
    open_to: Clock = Field(default="18:00", description="No office closes after [HH:MM]")
    midday: Clock = Field(
        default="12:00",
        description="Levels with half_day close by now, or open from now on [HH:MM]",
    )
    opening_tolerance_min: int = Field(
        default=15,
        ge=0,
        le=240,
        description="Opening times of a place count as the same if they differ by at most [min]",
    )
    level_classes: tuple[LevelClass, ...] = Field(
        min_length=1, description="Levels by size; a place gets the last class it reaches"
    )


class NeedPerResident(Model):
    """Visits that a resident needs per year, by service."""

    tax: VisitsPerYear = Field(description="For the tax agency")
    social_insurance: VisitsPerYear = Field(description="For the social insurance agency")
    pension: VisitsPerYear = Field(description="For the pensions agency")
    employment: VisitsPerYear = Field(description="For the employment service")

    def visits_per_year(self, service: Service) -> float:
        """Return the need for one service."""
        figure: Figure = getattr(self, service.value)
        return figure.value


class CurvePoint(Model):
    """One corner of a piecewise linear curve."""

    at: float = Field(ge=0, le=1_000, description="Minutes of travel, or visits per week")
    share: float = Field(ge=0, le=1, description="Share of the need that is met")


class Curve(Model):
    """A piecewise linear curve with its source; constant beyond its ends."""

    points: tuple[CurvePoint, ...] = Field(min_length=1, description="Corners, `at` increasing")
    source: str = Field(default="", description="Where the curve comes from")
    assumed: bool = Field(default=False, description="True if the curve is a guess")

    @property
    def is_assumed(self) -> bool:
        """Whether the map has to mark it."""
        return self.assumed or not self.source


class Benefit(Model):
    """How much of the residents' need a stop meets, and what that is worth."""

    value_per_met_visit_sek: ValueSek = Field(description="Worth of one met visit [SEK]")
    need_per_resident: NeedPerResident = Field(description="Visits per resident and year")
    need_factor_65plus: Factor = Field(
        description="Need of a resident of 65 and more, as a multiple of a younger one's"
    )
    mobile_services: tuple[Service, ...] = Field(
        min_length=1, strict=False, description="Services that mobile offices offer"
    )
    travel: Curve = Field(description="Share of the need that is met, by travel time [min]")
    frequency: Curve = Field(
        description="Share of the need that is met, by visits (or opening days) per week"
    )


Goal = Literal["value_minus_cost", "most_benefit", "least_cost"]


class Stage(Model):
    """A goal for what earlier goals leave open."""

    kind: Goal = Field(description="As objective.kind")
    give_up_pct: float = Field(
        default=0,
        ge=0,
        le=100,
        description="How much of what each earlier goal reached may be given up for it [%]",
    )


class Objective(Model):
    """What is wanted most."""

    kind: Goal = Field(
        default="value_minus_cost",
        description="Worth of met visits minus cost, that worth alone, or the least cost "
        "at which floors, promises and locks are kept [SEK per cycle]",
    )
    budget_sek: float | None = Field(
        default=None, gt=0, description="Limit on the cost of a cycle [SEK]"
    )
    then: tuple[Stage, ...] = Field(
        default=(), max_length=4, description="Goals that come after, one by one"
    )


class Coverage(Model):
    """When residents count as covered: by an open fixed office, or by a stop."""

    within_min: float = Field(gt=0, le=600, description="Travel time at most [min]")
    every_weeks: int = Field(
        default=4, ge=1, le=8, description="A stop covers if visited at least so often [weeks]"
    )


class WorstOff(Model):
    """A least access for the residents who have the least of it with today's fixed offices."""

    share_of_residents: float = Field(gt=0, le=1, description="How many of all residents they are")
    min_access: float = Field(
        ge=0, le=1, description="Share of their need that offices and stops must meet together"
    )


class Fairness(Model):
    """How much evenness of access counts."""

    inequality_aversion: float = Field(
        default=0,
        ge=0,
        le=0.95,
        description="Atkinson's epsilon: 0 counts all met visits alike; the higher, the more those "
        "count that are met where little was met before",
    )
    worst_off: WorstOff | None = Field(
        default=None, description="A least access for those with the least today"
    )


class FloorEntry(Model):
    """A least service for one municipality, for each of them, or for the whole region."""

    municipality: Identifier = Field(
        description="Name, `each` for every one with a candidate, or `all` for the region"
    )
    min_visits: int = Field(default=0, ge=0, le=10_000, description="Visits per cycle to its stops")
    min_met_share: float = Field(
        default=0,
        ge=0,
        le=1,
        description="Share of its need that fixed offices leave unmet and that must be met",
    )
    min_covered_share: float = Field(
        default=0, ge=0, le=1, description="Share of its residents that must be covered"
    )


class Promise(Model):
    """A place that must be served."""

    place: Identifier = Field(description="The place")
    min_visits: int = Field(default=1, ge=1, le=56, description="Visits per cycle at least")
    min_opening_min: int = Field(
        default=0, ge=0, le=600, description="Opening per visit at least [min]"
    )
    exactly: bool = Field(
        default=False,
        description="Whether these visits are also the most, and this opening, if given",
    )


class LockEntry(Model):
    """A visit that must take place."""

    place: Identifier = Field(description="The place")
    week: int = Field(default=0, ge=0, le=7, description="Week of the cycle, from 0")
    weekday: Weekday = Field(description="Weekday of the visit")
    vehicle: Identifier | None = Field(default=None, description="Vehicle, if it must be this one")


class KeepFrom(Model):
    """Visits of an earlier plan that stay: days, visits per cycle and opening minutes."""

    plan: RelativePath = Field(description="The earlier plan.json, in the scenario's folder")
    places: tuple[Identifier, ...] = Field(
        default=(), description="Places that keep their visits; all that the plan serves if empty"
    )
    vehicles: bool = Field(
        default=False, description="Whether the same vehicles make the visits as before"
    )


class Allowed(Model):
    """The only weekdays on which a place gets visits."""

    place: Identifier = Field(description="The place")
    weekdays: tuple[Weekday, ...] = Field(min_length=1, description="Weekdays of its visits")


class Forbidden(Model):
    """Weekdays on which a place gets no visit."""

    place: Identifier = Field(description="The place")
    weekdays: tuple[Weekday, ...] = Field(min_length=1, description="Weekdays without a visit")
    weeks: tuple[Week, ...] = Field(
        default=(), description="Weeks of the cycle, from 0, in which it holds; all if empty"
    )


class ClosedRoad(Model):
    """A road that mobile offices cannot take in some weeks; they drive around it."""

    road_from: Identifier = Field(description="One end of the road, a place or junction")
    road_to: Identifier = Field(description="Its other end; it is closed both ways")
    weeks: tuple[Week, ...] = Field(
        default=(), description="Weeks of the cycle, from 0, in which it is closed; all if empty"
    )


class ScenarioFile(Model):
    """The whole scenario file."""

    format: Literal["mobilkontor-scenario/1"] = Field(description="Version of this language")
    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")] = Field(
        description="Name of folders and files made from it: small letters, digits, - and _"
    )
    title: str = Field(default="", max_length=200, description="What people call it")
    description: str = Field(default="", max_length=2_000, description="What it asks, in words")
    extends: RelativePath | None = Field(
        default=None, description="Scenario file whose keys this one replaces or adds to"
    )
    region: Region = Field(description="Where the coordinates must lie")
    cycle: Cycle = Field(default=Cycle(), description="The repeating unit of the plan")
    season: Season = Field(default="summer", description="Season of driving")
    tables: Tables = Field(description="Tables of the region")
    network: Network = Field(description="Where travel times come from")
    leg_buffer: LegBuffer = Field(default=LegBuffer(), description="Allowance per leg")
    offices: tuple[OfficeSwitch, ...] = Field(default=(), description="Changes to fixed offices")
    candidate_offices: tuple[CandidateOffice, ...] = Field(
        default=(), description="Fixed offices that the plan may open"
    )
    depots: tuple[Depot, ...] = Field(min_length=1, description="Where vehicles belong")
    overnight_places: tuple[OvernightPlace, ...] = Field(
        default=(), description="Where crews sleep"
    )
    rule_packs: tuple[RulePack, ...] = Field(default=(), description="Working rules of its own")
    crews: tuple[Crew, ...] = Field(min_length=1, description="People on board")
    vehicles: tuple[VehicleEntry, ...] = Field(min_length=1, description="The mobile offices")
    stops: Stops = Field(description="Which places may be served, and how")
    benefit: Benefit = Field(description="What a stop is worth")
    objective: Objective = Field(default=Objective(), description="What is maximised")
    coverage: Coverage | None = Field(default=None, description="When residents are covered")
    fairness: Fairness = Field(default=Fairness(), description="How much evenness counts")
    floors: tuple[FloorEntry, ...] = Field(default=(), description="Least service by municipality")
    promises: tuple[Promise, ...] = Field(default=(), description="Places that must be served")
    locks: tuple[LockEntry, ...] = Field(default=(), description="Visits that must take place")
    allowed_days: tuple[Allowed, ...] = Field(
        default=(), description="Places with visits on some weekdays only"
    )
    forbidden_days: tuple[Forbidden, ...] = Field(default=(), description="Days without a visit")
    closed_roads: tuple[ClosedRoad, ...] = Field(
        default=(), description="Roads closed to mobile offices in some weeks"
    )
    keep_from: KeepFrom | None = Field(
        default=None, description="Earlier plan of which visits stay as they are"
    )
