"""Own the keys about what a stop is worth: needs, and the curves of what meets them."""

from __future__ import annotations

from pydantic import Field

from mobilkontor.core.places import Service
from mobilkontor.scenario.schema_values import Factor, Figure, Model, ValueSek, VisitsPerYear

__all__ = ["Benefit", "Curve", "CurvePoint", "NeedPerResident"]


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
