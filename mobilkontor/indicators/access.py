"""Own the indicators of access: which share of the residents' need is met, before and after."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.equity import atkinson, mean_of_least, weighted_gini
from mobilkontor.core.plan import Plan
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting

__all__ = ["ACCESS"]

FloatArray = NDArray[np.float64]

WORST_SHARE = 0.1
"""The residents with the least access that an indicator tells of, as a share of all."""

_Measure = Callable[[FloatArray, FloatArray], float | None]


def _of_access(measure: _Measure, *, is_after: bool) -> Callable[[Plan, Setting], float | None]:
    """Return the function that measures the share of the need that is met, over residents."""

    def compute(plan: Plan, setting: Setting) -> float | None:
        met = dict.fromkeys(setting.need, 0.0)
        for share in plan.access if is_after else ():
            if share.place in met:
                met[share.place] += share.met_visits
        places = [place for place in setting.places if setting.need.get(place.id, 0.0) > 0]
        if not places:
            return None
        values = [setting.access_before[p.id] + met[p.id] / setting.need[p.id] for p in places]
        residents = [float(place.residents) for place in places]
        return measure(np.array(values), np.array(residents))

    return compute


def _mean(values: FloatArray, weights: FloatArray) -> float | None:
    """Return a mean over residents."""
    return mean_of_least(values, weights, 1.0)


def _mean_of_worst(values: FloatArray, weights: FloatArray) -> float | None:
    """Return the mean over the residents who have least."""
    return mean_of_least(values, weights, WORST_SHARE)


def _atkinson(*, is_after: bool) -> Callable[[Plan, Setting], float | None]:
    """Return the function that measures inequality with the aversion of the setting."""

    def compute(plan: Plan, setting: Setting) -> float | None:
        def measure(values: FloatArray, weights: FloatArray) -> float:
            return atkinson(values, weights, setting.aversion)

        return _of_access(measure, is_after=is_after)(plan, setting)

    return compute


ACCESS = tuple(
    Indicator(f"{name}_{when}", "1", direction if is_after else Direction.NEITHER, formula, compute)
    for name, direction, formula, of in (
        (
            "access",
            Direction.MORE,
            "mean over residents of the share of their need that is met",
            partial(_of_access, _mean),
        ),
        (
            "access_worst_tenth",
            Direction.MORE,
            "the same over the tenth of the residents who have least",
            partial(_of_access, _mean_of_worst),
        ),
        (
            "gini_access",
            Direction.LESS,
            "Gini coefficient over residents of the share of their need that is met",
            partial(_of_access, weighted_gini),
        ),
        (
            "atkinson_access",
            Direction.LESS,
            "Atkinson's measure of the same, with the aversion of the scenario, or 0.5",
            _atkinson,
        ),
    )
    for when, is_after in (("before", False), ("after", True))
    for compute in (of(is_after=is_after),)
)
"""Mean of the met share, of the worst tenth, and its unevenness, each before and after."""
