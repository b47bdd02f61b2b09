"""Own what an indicator is.

Its function takes a plan and the setting it stands in, and returns a number, or None where the
number does not exist (a travel time when no office is open).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.setting import Setting

__all__ = ["Direction", "Indicator"]


class Direction(StrEnum):
    """Which values of an indicator are good."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a plan.

    Attributes
    ----------
    name : str
        Key in plan files.
    unit : str
        Unit of the value; ``1`` for a share.
    direction : Direction
        Which values are good.
    formula : str
        How it is computed, in words.
    compute : callable
        Function of plan and setting.
    """

    name: str
    unit: str
    direction: Direction
    formula: str
    compute: Callable[[Plan, Setting], float | None]
