"""Own the list of all indicators, and measure a plan with it."""

from __future__ import annotations

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.access import ACCESS
from mobilkontor.indicators.effort import EFFORT
from mobilkontor.indicators.indicator import Indicator
from mobilkontor.indicators.money import MONEY
from mobilkontor.indicators.openings import OPENINGS
from mobilkontor.indicators.residents import (
    ESTIMATED_SHARE,
    RESIDENTS_OUTSIDE_PLACES,
    RESIDENTS_REACHED,
)
from mobilkontor.indicators.setting import Setting
from mobilkontor.indicators.travel import TRAVEL
from mobilkontor.indicators.vehicle_use import VEHICLE_USE

__all__ = ["INDICATORS", "measure"]

INDICATORS: tuple[Indicator, ...] = (
    *MONEY,
    *OPENINGS,
    RESIDENTS_REACHED,
    *TRAVEL,
    *ACCESS,
    *EFFORT,
    *VEHICLE_USE,
    ESTIMATED_SHARE,
    RESIDENTS_OUTSIDE_PLACES,
)
"""All indicators, in the order they are shown."""


def measure(plan: Plan, setting: Setting) -> dict[str, float | None]:
    """Return the value of every indicator, by name.

    Parameters
    ----------
    plan : Plan
        The plan.
    setting : Setting
        What it is measured against.

    Returns
    -------
    dict of str to float or None
        Values in the order of ``INDICATORS``.
    """
    return {entry.name: entry.compute(plan, setting) for entry in INDICATORS}
