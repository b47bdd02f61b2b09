"""Own the models of the scenario file: every key, its type, unit, default and description.

What belongs together has a file of its own; here are the file as a whole, and what frames it:
region, cycle, tables, season and closed roads.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mobilkontor.scenario.benefit_schema import Benefit
from mobilkontor.scenario.fleet_schema import Crew, Depot, OvernightPlace, RulePack, VehicleEntry
from mobilkontor.scenario.goal_schema import Coverage, Fairness, FloorEntry, Objective
from mobilkontor.scenario.network_schema import Network
from mobilkontor.scenario.office_schema import CandidateOffice, OfficeSwitch
from mobilkontor.scenario.schema_values import (
    Figure,
    Identifier,
    Minutes,
    Model,
    RelativePath,
    RoadNumber,
    TextByLanguage,
    Week,
    Weekday,
)
from mobilkontor.scenario.seasons import BySeason, Season
from mobilkontor.scenario.stop_schema import Stops
from mobilkontor.scenario.wish_schema import Allowed, Forbidden, KeepFrom, LockEntry, Promise

__all__ = ["FORMAT", "ClosedDay", "ClosedRoad", "Cycle", "Region", "ScenarioFile"]

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


class ClosedRoad(Model):
    """A road that mobile offices cannot take in some weeks; they drive around it.

    A road of a table is named by its ends; one of a road file by its number; one of Valhalla by
    its number and two places.
    """

    road: RoadNumber | None = Field(
        default=None,
        description="Number of the road, such as E10 or 395; with road_file and valhalla",
    )
    road_from: Identifier | None = Field(
        default=None,
        description="One end of the road, a place or junction; with road_file and valhalla, a "
        "place from which the road of the number is closed",
    )
    road_to: Identifier | None = Field(
        default=None, description="Its other end; it is closed both ways"
    )
    near: Identifier | None = Field(
        default=None, description="Place near which the road is closed; with road_file"
    )
    within_km: float = Field(
        default=1,
        gt=0,
        le=100,
        description="How near, as the crow flies; closed from junction to junction [km]",
    )
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
    description: TextByLanguage = Field(
        default=TextByLanguage(), description="What it asks, in words: a text, or one by language"
    )
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
