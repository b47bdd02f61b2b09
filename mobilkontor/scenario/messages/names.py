"""Tell what is wrong with a name that refers to something."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, did_you_mean, listed, nearest, shown

__all__ = [
    "depot_not_listed",
    "duplicate_id",
    "switch_without_office",
    "unknown_crew",
    "unknown_municipality",
    "unknown_place",
    "unknown_rule_pack",
    "unknown_vehicle",
]


def unknown_municipality(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a municipality is not known."""
    hint = did_you_mean(found, known, "Use a name of the municipalities table, or add a row.")
    return Message("E120", f"{key} is {shown(found)}, which is not a municipality. {hint}")


def unknown_crew(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a crew is not known."""
    known = list(known)
    hint = did_you_mean(found, known, f"The crews are {listed(known)}.")
    return Message("E121", f"{key} is {shown(found)}, which is not a crew. {hint}")


def unknown_rule_pack(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a rule pack is not known."""
    known = list(known)
    hint = did_you_mean(found, known, f"The packs are {listed(known)}.")
    return Message("E122", f"{key} is {shown(found)}, which is not a rule pack. {hint}")


def unknown_place(key: str, found: str, id_by_name: dict[str, str], ids: Iterable[str]) -> Message:
    """Tell that a place is not known; its name leads to its id."""
    near = id_by_name.get(found.casefold()) or nearest(found, ids)
    hint = f"Did you mean {near}?" if near else "Use an id of the places table, or add a row."
    return Message("E123", f"{key} is {shown(found)}, which is not a place. {hint}")


def unknown_vehicle(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a vehicle is not known."""
    known = list(known)
    hint = did_you_mean(found, known, f"The vehicles are {listed(known)}.")
    return Message("E124", f"{key} is {shown(found)}, which is not a vehicle. {hint}")


def duplicate_id(key: str, found: str, first_key: str) -> Message:
    """Tell that two things share a name."""
    return Message("E125", f"{key} is {shown(found)}, as is {first_key}. Give each its own.")


def depot_not_listed(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a vehicle's depot is no depot of the scenario."""
    known = list(known)
    return Message(
        "E126",
        f"{key} is {shown(found)}, which is not under depots ({listed(known)}). Add it there, or "
        "choose one of them.",
    )


def switch_without_office(key: str, found: str, missing: str) -> Message:
    """Tell that a switch changes an office without a row."""
    return Message(
        "E127",
        f"{key} is {shown(found)}, which has no row in the offices table. Add a row, or give "
        f"{missing} here.",
    )
