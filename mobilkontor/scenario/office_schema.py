"""Own the keys about fixed offices: changes to those of the table, and offices that may open."""

from __future__ import annotations

from pydantic import Field

from mobilkontor.core.places import Service
from mobilkontor.scenario.schema_values import Identifier, Model, YearlyCostSek

__all__ = ["CandidateOffice", "OfficeSwitch"]


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
