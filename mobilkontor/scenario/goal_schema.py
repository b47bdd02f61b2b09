"""Own the keys about what is wanted most, and about least service and evenness."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mobilkontor.scenario.schema_values import Identifier, Model

__all__ = ["Coverage", "Fairness", "FloorEntry", "Goal", "Objective", "Stage", "WorstOff"]

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
