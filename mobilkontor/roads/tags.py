"""Decide from the tags of a way whether it is a road, and of which kind.

What is not stated is taken from the class of the road, and marked as assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_conditions import CLOSED_VALUES, days_of, split_conditions
from mobilkontor.network.road_kind import BACKWARD, FORWARD, RoadKind
from mobilkontor.network.road_number import class_of_number, road_number
from mobilkontor.roads.limits import height_cm, seconds, speed_kmh, weight_kg

__all__ = ["is_blocked", "kind_of", "unread_conditions"]

Tags = Mapping[str, str]

DEFAULT_KMH = {
    "motorway": 110.0,
    "trunk": 90.0,
    "primary": 80.0,
    "secondary": 70.0,
    "tertiary": 70.0,
    "unclassified": 70.0,
    "motorway_link": 60.0,
    "trunk_link": 60.0,
    "primary_link": 50.0,
    "secondary_link": 50.0,
    "tertiary_link": 50.0,
    "road": 50.0,
    "residential": 40.0,
    "living_street": 7.0,
    "service": 20.0,
    "track": 20.0,
    "ferry": 10.0,
}
"""Classes that are roads, and their speed where none is signed [km/h]; assumed."""

ICE_KMH = 30.0
DRIVABLE_TRACKS = ("grade1", "grade2")
LEFT_OUT_SERVICES = frozenset({"parking_aisle", "driveway", "drive-through", "emergency_access"})
ACCESS_KEYS = ("motorcar", "motor_vehicle", "vehicle", "access")
"""Keys of access, the most special first: the first one that is there decides."""

WEIGHT_CONDITIONS = "maxweight:conditional"

OPEN_VALUES = frozenset({"yes", "designated", "permissive", "official", "destination", "customers"})
UNPAVED = frozenset(
    {
        *(
            "unpaved",
            "gravel",
            "fine_gravel",
            "compacted",
            "pebblestone",
            "dirt",
            "earth",
            "ground",
        ),
        *("grass", "sand", "mud", "rock", "stone", "wood", "ice", "snow", "shells"),
    }
)
UNPAVED_CLASSES = ("track",)
BLOCKING_BARRIERS = frozenset(
    {
        *("block", "bollard", "jersey_barrier", "debris", "log", "rope", "chain", "planter"),
        *("cycle_barrier", "motorcycle_barrier", "stile", "turnstile", "kissing_gate", "bus_trap"),
        *("sump_buster", "full-height_turnstile", "wall", "fence", "ditch", "hedge"),
    }
)
ICE_CONDITION = "yes @ (Jan-Mar)"
NO_WINTER_SERVICE_CONDITION = "no @ (Nov-Apr)"
_WEIGHT = re.compile(r"(?:max)?weight ?>=? ?(\d.*)")
_SIMPLE_CLASS = {
    "motorway": RoadClass.NATIONAL,
    "trunk": RoadClass.NATIONAL,
    "primary": RoadClass.NATIONAL,
    "secondary": RoadClass.COUNTY,
    "tertiary": RoadClass.COUNTY,
}


def kind_of(tags: Tags, way: int) -> RoadKind | None:
    """Return the kind of a way.

    Parameters
    ----------
    tags : mapping of str to str
        Its tags.
    way : int
        Its id.

    Returns
    -------
    RoadKind or None
        None if no car and no mobile office may ever take it, or if it is no road.
    """
    highway = _highway(tags)
    direction = _direction(tags, highway) if highway is not None else 0
    if highway is None or not direction:
        return None
    conditions, is_closed_else, is_guess = _openings(tags)
    if is_closed_else and not _opens(conditions):
        return None
    speeds = _speeds(tags, highway)
    crossing_s = seconds(tags.get("duration", "")) if highway == "ferry" else 0
    number = road_number(tags.get("ref", "").split(";")[:1])
    weights = [weight_kg(tags.get(key, "")) for key in ("maxweight", "maxweightrating")]
    weights += _conditional_weights(tags)
    heights = [height_cm(tags.get(key, "")) for key in ("maxheight", "maxheight:physical")]
    return RoadKind(
        road_class=_road_class(highway, number),
        highway=highway,
        number=number,
        is_unpaved=_is_unpaved(tags, highway),
        direction=direction,
        forward_kmh=speeds[0],
        backward_kmh=speeds[1],
        is_speed_assumed=speeds[2] and not crossing_s,
        max_weight_kg=min((weight for weight in weights if weight), default=0),
        max_height_cm=min((height for height in heights if height), default=0),
        is_hgv_forbidden=tags.get("hgv", tags.get("goods", "")) in CLOSED_VALUES,
        conditions=conditions,
        is_closed_else=is_closed_else,
        is_condition_assumed=is_guess,
        crossing_s=crossing_s,
        way=way if crossing_s else 0,
        weight_conditions="; ".join(_weights_of_days(tags)),
    )


def is_blocked(tags: Tags) -> bool:
    """Tell whether a node lets no car pass.

    Parameters
    ----------
    tags : mapping of str to str
        Its tags.

    Returns
    -------
    bool
        True for bollards and the like unless they are said to be open, and for locked gates.
    """
    stated = next((tags[key] for key in ACCESS_KEYS if key in tags), None)
    if stated is not None:
        return stated in CLOSED_VALUES
    return tags.get("barrier") in BLOCKING_BARRIERS


def unread_conditions(tags: Tags) -> list[str]:
    """Return the conditions of a way that are not understood, and so have no effect.

    Parameters
    ----------
    tags : mapping of str to str
        Its tags.

    Returns
    -------
    list of str
        Their texts.
    """
    stated, weights = _stated_conditions(tags), tags.get(WEIGHT_CONDITIONS, "")
    unparted = [text for text in (stated, weights) if text and not split_conditions(text)]
    of_access = [
        condition
        for _, condition in split_conditions(stated)
        if days_of(condition) is None and not _WEIGHT.fullmatch(condition)
    ]
    of_weight = [
        condition
        for value, condition in split_conditions(weights)
        if not (weight_kg(value) and days_of(condition))
    ]
    return [*unparted, *of_access, *of_weight]


def _highway(tags: Tags) -> str | None:
    """Return the class of a way, or None if it is no road for cars."""
    if tags.get("route") == "ferry":
        # Many boats carry no cars, and few say so: a crossing has to say that it does.
        carries = any(tags.get(key) in OPEN_VALUES for key in (*ACCESS_KEYS[:3], "hgv"))
        return "ferry" if carries else None
    highway = tags.get("highway", "")
    if highway not in DEFAULT_KMH or highway == "ferry" or tags.get("area") == "yes":
        return None
    if highway == "track" and tags.get("tracktype") not in DRIVABLE_TRACKS:
        return None
    if highway == "service" and tags.get("service") in LEFT_OUT_SERVICES:
        return None
    return highway


def _direction(tags: Tags, highway: str) -> int:
    """Return the ways it may be driven; 0 if it changes, so that none is sure."""
    oneway = tags.get("oneway", "")
    if oneway in ("yes", "true", "1"):
        return FORWARD
    if oneway in ("-1", "reverse"):
        return BACKWARD
    if oneway == "reversible":
        return 0
    is_implied = highway == "motorway" or tags.get("junction") == "roundabout"
    return FORWARD if is_implied and oneway not in ("no", "false", "0") else FORWARD | BACKWARD


def _speeds(tags: Tags, highway: str) -> tuple[float, float, bool]:
    """Return the speed along and against the way [km/h], and whether it is assumed."""
    both = speed_kmh(tags.get("maxspeed", "")) or speed_kmh(tags.get("maxspeed:type", ""))
    along = speed_kmh(tags.get("maxspeed:forward", "")) or both
    against = speed_kmh(tags.get("maxspeed:backward", "")) or both
    default = DEFAULT_KMH[highway]
    if _is_on_ice(tags):
        default = ICE_KMH
    return along or default, against or default, along is None or against is None


def _is_on_ice(tags: Tags) -> bool:
    """Tell whether a road exists in winter only."""
    return tags.get("ice_road") == "yes" or tags.get("winter_road") == "yes"


def _is_unpaved(tags: Tags, highway: str) -> bool:
    """Tell whether the surface is gravel or softer; tracks are unless they say otherwise."""
    surface = tags.get("surface", "").split(";")[0].split(":")[0]
    if not surface:
        return highway in UNPAVED_CLASSES or _is_on_ice(tags)
    return surface in UNPAVED


def _openings(tags: Tags) -> tuple[str, bool, bool]:
    """Return conditions, whether it is closed when none holds, and whether they are guessed."""
    stated = next((tags[key] for key in ACCESS_KEYS if key in tags), "yes")
    is_closed = stated in CLOSED_VALUES
    conditions = _stated_conditions(tags)
    if any(days_of(condition) for _, condition in split_conditions(conditions)):
        return conditions, is_closed, False
    if is_closed:
        return "", True, False
    guessed = _guessed_conditions(tags)
    return guessed, guessed.startswith("yes"), bool(guessed)


def _stated_conditions(tags: Tags) -> str:
    """Return the conditions of the most special key that has any."""
    return next(
        (tags[f"{key}:conditional"] for key in ACCESS_KEYS if f"{key}:conditional" in tags), ""
    )


def _guessed_conditions(tags: Tags) -> str:
    """Return when a way is open that is said to be seasonal, without dates."""
    if _is_on_ice(tags):
        return ICE_CONDITION
    seasonal = tags.get("seasonal", "no").replace("fall", "autumn").replace("yes", "summer")
    seasons = [season.strip() for season in seasonal.split(";")]
    if all(days_of(season) for season in seasons):
        return f"yes @ ({', '.join(seasons)})"
    return NO_WINTER_SERVICE_CONDITION if tags.get("winter_service") == "no" else ""


def _opens(conditions: str) -> bool:
    """Tell whether some condition opens a way that is else closed."""
    return any(
        value not in CLOSED_VALUES and days_of(condition)
        for value, condition in split_conditions(conditions)
    )


def _conditional_weights(tags: Tags) -> Iterator[int]:
    """Yield the limits on weight that stand among the conditions [kg]."""
    for value, condition in split_conditions(_stated_conditions(tags)):
        found = _WEIGHT.fullmatch(condition)
        if found is not None and value in CLOSED_VALUES:
            yield weight_kg(found[1])


def _weights_of_days(tags: Tags) -> Iterator[str]:
    """Yield the limits on weight that hold for a part of the year, in kilograms.

    They are taken to come on top of those of the whole year: a heavier vehicle that a sign lets
    pass on frozen ground only is kept out all year.
    """
    for value, condition in split_conditions(tags.get(WEIGHT_CONDITIONS, "")):
        if weight_kg(value) and days_of(condition):
            yield f"{weight_kg(value)} @ ({condition})"


def _road_class(highway: str, number: str) -> RoadClass:
    """Return the class that driving speeds are given for: by number, else by OpenStreetMap's."""
    if number:
        return class_of_number(number)
    return _SIMPLE_CLASS.get(highway.removesuffix("_link"), RoadClass.LOCAL)
