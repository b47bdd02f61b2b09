"""Own the keys about the mobile offices: where they stand, their crews and working rules."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mobilkontor.scenario.schema_values import (
    Clock,
    Co2PerKmG,
    CostSek,
    Factor,
    Figure,
    Identifier,
    Model,
    YearlyCostSek,
    figure_between,
)

__all__ = ["Crew", "Depot", "OvernightPlace", "RulePack", "VehicleEntry"]


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
        default=3.5,
        gt=0,
        le=60,
        description="Gross weight [t]; above 3.5 eu-561-2006 applies; it keeps off roads that bear "
        "less, where the network knows their limits",
    )
    height_m: float | None = Field(
        default=None,
        gt=0,
        le=6,
        description="Height [m]; it keeps off lower roads, where the network knows their limits",
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
