"""Own the indicators of residents: who has or uses a stop, and how well their number is known."""

from __future__ import annotations

from mobilkontor.core.places import Confidence
from mobilkontor.core.plan import Plan
from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.setting import Setting

__all__ = [
    "ESTIMATED_SHARE",
    "RESIDENTS_OUTSIDE_PLACES",
    "RESIDENTS_REACHED",
    "reached_places",
]


def reached_places(plan: Plan) -> frozenset[str]:
    """Return the places that have a stop, or whose residents use one."""
    used = {share.place for share in plan.access if share.share > 0}
    return frozenset(used | {service.place for service in plan.services})


def _residents_reached(plan: Plan, setting: Setting) -> float:
    """Count residents of places that have, or use, a stop."""
    reached = reached_places(plan)
    return float(sum(place.residents for place in setting.places if place.id in reached))


def _estimated_share(plan: Plan, setting: Setting) -> float | None:
    """Return the share of reached residents whose number is an estimate or assumed."""
    reached = reached_places(plan)
    guesses = (Confidence.ESTIMATE, Confidence.ASSUMED)
    places = [place for place in setting.places if place.id in reached]
    total = sum(place.residents for place in places)
    guessed = sum(place.residents for place in places if place.confidence in guesses)
    return guessed / total if total else None


def _outside_places(plan: Plan, setting: Setting) -> float:
    """Count residents who live outside every listed place."""
    return float(sum(entry.scattered_residents for entry in setting.municipalities))


RESIDENTS_REACHED = Indicator(
    "residents_reached",
    "persons",
    Direction.MORE,
    "residents of places that have, or use, a stop",
    _residents_reached,
)

ESTIMATED_SHARE = Indicator(
    "estimated_share",
    "1",
    Direction.NEITHER,
    "share of the reached residents whose number is an estimate or assumed",
    _estimated_share,
)

RESIDENTS_OUTSIDE_PLACES = Indicator(
    "residents_outside_places",
    "persons",
    Direction.NEITHER,
    "residents who live outside every listed place; no plan counts them",
    _outside_places,
)
