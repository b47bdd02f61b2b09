"""Own the keys about the stops: which places may be served, how often and how long."""

from __future__ import annotations

from pydantic import Field

from mobilkontor.scenario.schema_values import Clock, Identifier, Model

__all__ = ["Level", "LevelClass", "Stops"]


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
