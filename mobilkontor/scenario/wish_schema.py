"""Own the keys about single visits: promised, locked, allowed, forbidden, kept from a plan."""

from __future__ import annotations

from pydantic import Field

from mobilkontor.scenario.schema_values import Identifier, Model, RelativePath, Week, Weekday

__all__ = ["Allowed", "Forbidden", "KeepFrom", "LockEntry", "Promise"]


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
