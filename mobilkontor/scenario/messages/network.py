"""Tell what is wrong with the network: where places lie, roads, roads that are closed."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, did_you_mean, listed, shown

__all__ = [
    "closed_end_unknown",
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
    return Message(
        "E113",
        f"{key} closes a road, but network.provider is {provider}, which has no roads from place "
        "to place. Take it out, or use road_graph.",
    )


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
