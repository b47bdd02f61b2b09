"""Tell what is wrong with a key or a value of the scenario file, taken for itself."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, did_you_mean, listed, nearest, shown

__all__ = [
    "missing_key",
    "not_a_choice",
    "out_of_limits",
    "too_few_items",
    "unknown_key",
    "wrong_form",
    "wrong_type",
]


def missing_key(key: str, meaning: str) -> Message:
    """Tell that a key is not there."""
    return Message("E101", f"{key} is missing. Add it: {meaning}.")


def wrong_type(key: str, found: object, expected: str) -> Message:
    """Tell that a value has the wrong type."""
    return Message("E102", f"{key} is {shown(found)}; it must be {expected}.")


def not_a_choice(key: str, found: object, choices: Iterable[str]) -> Message:
    """Tell that a value is none of the choices."""
    choices = list(choices)
    if len(choices) == 1:
        return Message("E103", f"{key} is {shown(found)}; it must be {choices[0]}.")
    near = nearest(found, choices) if isinstance(found, str) else None
    hint = f" Did you mean {near}?" if near else ""
    return Message("E103", f"{key} is {shown(found)}; it must be one of {listed(choices)}.{hint}")


def out_of_limits(key: str, found: object, unit: str, limits: str, meaning: str) -> Message:
    """Tell that a number is out of its limits."""
    amount = f"{shown(found)} {unit}".rstrip()
    return Message("E104", f"{key} is {amount}; it must be {limits}. The key means: {meaning}.")


def wrong_form(key: str, found: object, expected: str) -> Message:
    """Tell that a text is not written as it should be."""
    return Message("E105", f"{key} is {shown(found)}; {expected}.")


def too_few_items(key: str, meaning: str) -> Message:
    """Tell that a list is empty."""
    return Message("E106", f"{key} is an empty list; it needs at least one entry: {meaning}.")


def unknown_key(key: str, name: str, known: Iterable[str]) -> Message:
    """Tell that a key is not known."""
    known = list(known)
    hint = did_you_mean(name, known, f"The keys here are {listed(known)}.")
    return Message("E107", f"{key} is not a key of the scenario language. {hint}")
