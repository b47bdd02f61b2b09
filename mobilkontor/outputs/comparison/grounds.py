"""Own what an indicator rests on: two values are compared only if both rest on the same."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["GROUNDS_OF", "Fingerprints", "Ground", "grounds_of", "other_grounds"]


class Ground(StrEnum):
    """What a figure rests on beside the plan."""

    TRAVEL = "travel"
    DISTANCES = "distances"
    PEOPLE = "people"
    NEED = "need"
    WORTH = "worth"
    COSTS = "costs"
    TOLERANCE = "tolerance"
    AVERSION = "aversion"


Fingerprints = Mapping[Ground, str]
"""Of each ground a text that is the same for two plans only if the ground is the same."""

_T, _D, _P, _N, _C = Ground.TRAVEL, Ground.DISTANCES, Ground.PEOPLE, Ground.NEED, Ground.COSTS

GROUNDS_OF: Mapping[str, tuple[Ground, ...]] = {
    "met_visits": (_T, _P, _N),
    "value_sek": (_T, _P, _N, Ground.WORTH),
    "cost_sek": (_C, _T, _D),
    "cost_of_driving_sek": (_C, _D),
    "cost_of_work_sek": (_C, _T),
    "cost_of_days_sek": (_C,),
    "cost_of_nights_sek": (_C,),
    "cost_of_vehicles_sek": (_C,),
    "cost_of_offices_sek": (),
    "new_offices": (),
    "stops": (),
    "visits": (),
    "opening_h": (),
    "opening_spread_min": (),
    "regular_opening_share": (Ground.TOLERANCE,),
    "residents_reached": (_T, _P, _N),
    "residents_within_15_min_after": (_T, _P),
    "residents_within_30_min_after": (_T, _P),
    "residents_within_45_min_after": (_T, _P),
    "residents_within_60_min_after": (_T, _P),
    "mean_travel_min_after": (_T, _P),
    "p90_travel_min_after": (_T, _P),
    "gini_travel_after": (_T, _P),
    "access_after": (_T, _P, _N),
    "access_worst_tenth_after": (_T, _P, _N),
    "gini_access_after": (_T, _P, _N),
    "atkinson_access_after": (_T, _P, _N, Ground.AVERSION),
    "distance_km": (_D,),
    "driving_h": (_T,),
    "working_h": (_T,),
    "nights_away": (),
    "co2_kg": (_D,),
    "open_of_work_share": (_T,),
    "driving_of_work_share": (_T,),
    "received_of_room_share": (_T, _P, _N),
    "estimated_share": (_T, _P, _N),
}
"""What each indicator rests on. Those of the time before are left out, since "no plan" shows them,
and so are the residents outside all places, whom no plan counts."""


def grounds_of(indicator: str) -> tuple[Ground, ...]:
    """Return what an indicator rests on beside the plan."""
    return GROUNDS_OF[indicator]


def other_grounds(
    one: Fingerprints, other: Fingerprints, asked: tuple[Ground, ...] = tuple(Ground)
) -> tuple[Ground, ...]:
    """Return those of some grounds in which two plans are not alike.

    Parameters
    ----------
    one, other : mapping of Ground to str
        What the two plans rest on.
    asked : tuple of Ground
        Grounds to look at.

    Returns
    -------
    tuple of Ground
        In the order asked; empty if the two may be compared.
    """
    return tuple(ground for ground in asked if one[ground] != other[ground])
