"""Own what the models of the scenario file are made of: figures with sources, clocks, names.

A *figure* is a number that may carry its source; without one it counts as assumed, and is marked
so all the way to the map.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticKnownError

from mobilkontor.core.units import clock_s

__all__ = [
    "MAX_TEXT",
    "Clock",
    "Co2PerKmG",
    "CostSek",
    "Date",
    "Factor",
    "Figure",
    "Identifier",
    "Minutes",
    "Model",
    "RelativePath",
    "RoadNumber",
    "Share",
    "TextByLanguage",
    "ValueSek",
    "VisitsPerYear",
    "Week",
    "Weekday",
    "YearlyCostSek",
    "figure_between",
]

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Week = Annotated[int, Field(ge=0, le=7)]
Identifier = Annotated[str, Field(min_length=1, max_length=80)]
RelativePath = Annotated[str, Field(min_length=1, max_length=400)]

MAX_TEXT = 2_000


class Model(BaseModel):
    """Base of all models: frozen, no unknown keys, no silent conversion from text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Figure(Model):
    """A number with its source."""

    value: float = Field(description="The number, in the unit of the key that holds it")
    source: str = Field(default="", description="Where the number comes from")
    assumed: bool = Field(default=False, description="True if the number is a guess")

    @property
    def is_assumed(self) -> bool:
        """Whether the map has to mark it: a guess, or a number without a source."""
        return self.assumed or not self.source


def _to_figure(found: Any) -> Any:  # noqa: ANN401
    """Let a plain number stand for a figure without a source."""
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    return {"value": float(found)} if is_number else found


def figure_between(low: float, high: float) -> BeforeValidator:
    """Return a validator for a figure whose value lies between two limits."""

    def check(found: Any) -> Any:  # noqa: ANN401
        """Return what was found as a figure, if its value lies between the limits."""
        found = _to_figure(found)
        value = found.get("value") if isinstance(found, dict) else None
        if not isinstance(value, int | float) or isinstance(value, bool):
            return found
        if not low <= value <= high:
            msg = f"must be between {low:g} and {high:,.12g}"
            raise ValueError(msg)
        return {**found, "value": float(value)}

    return BeforeValidator(check)


class TextByLanguage(Model):
    """A text for people, in Swedish and English; a plain text stands for both."""

    sv: str = Field(default="", max_length=MAX_TEXT, description="In Swedish; else as in English")
    en: str = Field(default="", max_length=MAX_TEXT, description="In English; else as in Swedish")

    @model_validator(mode="before")
    @classmethod
    def _of_plain(cls, found: Any) -> Any:  # noqa: ANN401
        """Let a plain text stand for both languages."""
        if not isinstance(found, str):
            return found
        if len(found) > MAX_TEXT:
            raise PydanticKnownError("string_too_long", {"max_length": MAX_TEXT})
        return {"sv": found, "en": found}


def _clock(found: Any) -> Any:  # noqa: ANN401
    """Check that a text is a clock time."""
    if isinstance(found, str):
        clock_s(found)
    return found


def _date(found: Any) -> Any:  # noqa: ANN401
    """Check that a text is a day of the calendar."""
    if isinstance(found, str):
        try:
            datetime.date.fromisoformat(found)
        except ValueError as error:
            msg = "must be a day, such as 2027-02-01"
            raise ValueError(msg) from error
    return found


def _road_number(found: Any) -> Any:  # noqa: ANN401
    """Check that a text, or a number such as 395, is one of a road."""
    if isinstance(found, bool) or not isinstance(found, int | str):
        return found
    if not re.fullmatch(r"(E ?)?\d{1,4}(\.\d+)?", str(found)):
        msg = "must be a road number, such as E10 or 395"
        raise ValueError(msg)
    return str(found)


Clock = Annotated[str, BeforeValidator(_clock)]
Date = Annotated[str, BeforeValidator(_date)]
RoadNumber = Annotated[str, BeforeValidator(_road_number)]
Share = Annotated[Figure, figure_between(0, 1)]
Factor = Annotated[Figure, figure_between(0.1, 10)]
CostSek = Annotated[Figure, figure_between(0, 100_000)]
ValueSek = Annotated[Figure, figure_between(0, 1_000_000)]
YearlyCostSek = Annotated[Figure, figure_between(0, 1_000_000_000)]
VisitsPerYear = Annotated[Figure, figure_between(0, 100)]
Minutes = Annotated[Figure, figure_between(0, 1_000)]
Co2PerKmG = Annotated[Figure | None, figure_between(0, 10_000)]
