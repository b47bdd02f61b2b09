"""Tell what is wrong with the network: where places lie, roads, roads that are closed."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, did_you_mean, listed, shown

__all__ = [
    "closed_end_unknown",
    "closed_numbered_keys",
    "closed_table_keys",
    "closed_without_roads",
    "junction_is_place",
    "no_such_road",
    "outside_region",
    "place_cut_off",
    "place_off_network",
    "road_to_itself",
    "unknown_road_end",
    "url_or_config",
]


def no_such_road(key: str, start: str, end: str, joined: Iterable[str]) -> Message:
    """Tell that no road joins two ends."""
    return Message(
        "E111",
        f"{key} closes the road from {start} to {end}, but no road of the table joins them. "
        f"From {start} roads lead to {listed(joined)}; close each stretch on the way.",
    )


def closed_end_unknown(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that the end of a closed road is on no road."""
    hint = did_you_mean(found, known, "Give the end of a road as in the roads table.")
    return Message("E112", f"{key} is {shown(found)}, which is the end of no road. {hint}")


def closed_without_roads(key: str, provider: str) -> Message:
    """Tell that travel times without roads cannot have one closed."""
    if provider == "osrm":
        why = "whose servers drive the same roads in all weeks"
        remedy = "valhalla, which drives around a closed road, "
    else:
        why, remedy = "which has no roads from place to place", ""
    return Message(
        "E113",
        f"{key} closes a road, but network.provider is {provider}, {why}. Take it out, or use "
        f"{remedy}road_graph, or road_file with what roads build makes of an OpenStreetMap "
        "extract.",
    )


def closed_table_keys(key: str, missing: list[str], needless: list[str]) -> Message:
    """Tell that a closed road of a table is not named by its ends."""
    return Message(
        "E118",
        f"{key} {_lacks_and_gives(missing, needless)}; with network.provider road_graph a closed "
        "road is named by its ends. Give road_from and road_to as in the roads table, and no more.",
    )


def closed_numbered_keys(
    key: str, provider: str, missing: list[str], needless: list[str]
) -> Message:
    """Tell that a closed road of a road file, or of Valhalla, is not named by its number."""
    if provider == "valhalla":
        how = (
            " and two places on it. Give road, road_from and road_to, and no more, or use "
            "road_file."
        )
    else:
        how = (
            ". Give road, and with it near and within_km for one spot, road_from and road_to for "
            "the stretch between two places, or neither for all of it."
        )
    return Message(
        "E119",
        f"{key} {_lacks_and_gives(missing, needless)}; with network.provider {provider} a closed "
        f"road is named by its number{how}",
    )


def _lacks_and_gives(missing: list[str], needless: list[str]) -> str:
    """Return which keys are missing, and which are there in vain."""
    lacks = [f"lacks {' and '.join(missing)}"] if missing else []
    gives = [f"gives {' and '.join(needless)}"] if needless else []
    return " but ".join([*lacks, *gives])


def outside_region(found_id: str, lat: float, lon: float, box: str, *, is_swapped: bool) -> Message:
    """Tell that a position is outside the region."""
    hint = "lat and lon look swapped: swap them." if is_swapped else "Correct it, or widen region."
    return Message(
        "E156", f"{shown(found_id)} lies at {lat:g}, {lon:g}; region allows {box}. {hint}"
    )


def unknown_road_end(column: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a road ends nowhere."""
    hint = did_you_mean(found, known, "Add it to one of the tables, or remove the row.")
    return Message("E162", f"{column} is {shown(found)}, which is no place and no junction. {hint}")


def road_to_itself(found: str) -> Message:
    """Tell that a road has one end."""
    return Message("E163", f"the road goes from {shown(found)} to itself. Remove or correct it.")


def place_off_network(place: str) -> Message:
    """Tell that a place has no road."""
    return Message(
        "E164", f"{shown(place)} is on no road. Add a road to it, or take the place out."
    )


def place_cut_off(place: str, others: int) -> Message:
    """Tell that a place's roads lead to few others."""
    return Message(
        "E165",
        f"{shown(place)} has roads, but none leads to the network of most places ({others} "
        "places). Add the missing road.",
    )


def junction_is_place(found: str) -> Message:
    """Tell that a junction has the id of a place."""
    return Message(
        "E168", f"id is {shown(found)}, which is the id of a place too. Rename the junction."
    )


def url_or_config(key: str, *, has_both: bool) -> Message:
    """Tell that Valhalla has no place to run, or two."""
    found = "both url and config" if has_both else "neither url nor config"
    return Message(
        "E197",
        f"{key} gives {found}. Give url for a Valhalla server, or config to run Valhalla in this "
        "process.",
    )
