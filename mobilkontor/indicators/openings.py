"""Own the indicators of openings: where, how often and how long, and whether at the same time."""

from __future__ import annotations

from collections import defaultdict

from mobilkontor.core.plan import Plan
from mobilkontor.core.units import SECONDS_PER_HOUR, SECONDS_PER_MINUTE
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting

__all__ = ["OPENINGS"]


def _opening_spreads_s(plan: Plan) -> list[int]:
    """Return, for each place with several visits, latest minus earliest opening time [s]."""
    opens_s: dict[str, list[int]] = defaultdict(list)
    for duty in plan.duties:
        for visit in duty.stops:
            opens_s[visit.place].append(visit.open_s)
    return [max(times) - min(times) for times in opens_s.values() if len(times) > 1]


def _largest_spread_min(plan: Plan, setting: Setting) -> float | None:
    """Return the largest spread of opening times of one place."""
    spreads_s = _opening_spreads_s(plan)
    return max(spreads_s) / SECONDS_PER_MINUTE if spreads_s else None


def _regular_share(plan: Plan, setting: Setting) -> float | None:
    """Return the share of places with several visits that open at about the same time."""
    spreads_s = _opening_spreads_s(plan)
    regular = sum(spread_s <= setting.opening_tolerance_s for spread_s in spreads_s)
    return regular / len(spreads_s) if spreads_s else None


OPENINGS = (
    Indicator(
        "new_offices",
        "places",
        Direction.NEITHER,
        "fixed offices that the plan opens",
        lambda plan, _: float(len(plan.offices)),
    ),
    Indicator(
        "stops",
        "places",
        Direction.MORE,
        "places that get visits",
        lambda plan, _: float(len(plan.services)),
    ),
    Indicator(
        "visits",
        "times/cycle",
        Direction.MORE,
        "openings of a mobile office",
        lambda plan, _: float(sum(len(duty.stops) for duty in plan.duties)),
    ),
    Indicator(
        "opening_h",
        "h/cycle",
        Direction.MORE,
        "sum of opening times",
        lambda plan, _: (
            sum(v.close_s - v.open_s for d in plan.duties for v in d.stops) / SECONDS_PER_HOUR
        ),
    ),
    Indicator(
        "opening_spread_min",
        "min",
        Direction.LESS,
        "largest difference between two opening times of one place in the cycle",
        _largest_spread_min,
    ),
    Indicator(
        "regular_opening_share",
        "1",
        Direction.MORE,
        "share of places with several visits whose opening times differ by at most the "
        "tolerance, 15 min unless the scenario says otherwise",
        _regular_share,
    ),
)
"""New offices, stops, visits, hours, and how regular the hours are."""
