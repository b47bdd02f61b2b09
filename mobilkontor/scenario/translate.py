"""Own the translation of pydantic's errors into messages people can act on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mobilkontor.scenario.keys import meaning_of, names_at, unit_of
from mobilkontor.scenario.messages import keys as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.problems import ProblemList
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.yaml_file import Entry, KeyPath, key_text

__all__ = ["check_schema", "path_in"]

WANTED_TYPES = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number of usual size",
    "float_type": "a number",
    "string_type": "text; put it in quotes",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of keys",
    "dict_type": "a mapping of keys",
}
MAPPING_HINTS = {
    ("value", "source", "assumed"): "a number, or a mapping with value and source",
    ("sv", "en"): "a text, or a mapping with sv and en",
}
"""What may be written in two ways, by the keys of its mapping."""
CHOICE_TYPES = ("literal_error", "enum", "union_tag_invalid")
LIMIT_WORDS = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}


def check_schema(entry: Entry, problems: ProblemList) -> ScenarioFile | None:
    """Return the file as the schema reads it, or None after adding every problem.

    Parameters
    ----------
    entry : Entry
        The merged keys.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    ScenarioFile or None
        The checked file.
    """
    try:
        return ScenarioFile.model_validate_json(json.dumps(entry.plain()))
    except ValidationError as error:
        for details in error.errors():
            path = path_in(entry, details["loc"])
            if _is_consequence(details, entry.get(*path)):
                continue
            problems.add(entry.position_at(path), _message(details, path, entry))
    return None


def _is_consequence(details: ErrorDetails, at: Entry | None) -> bool:
    """Tell whether an error only follows from one that is told anyway."""
    if at is None:
        return False
    # A list whose only entry is wrong counts as empty for pydantic.
    return at.is_told or (details["type"] == "too_short" and bool(at.value))


def path_in(entry: Entry, location: tuple[int | str, ...]) -> KeyPath:
    """Return pydantic's location as a key path: without the tag of the network's union."""
    is_tagged = location[:1] == ("network",) and len(location) > 1
    if is_tagged and entry.get("network", location[1]) is None:
        provider = entry.get("network", "provider")
        if provider is not None and provider.value == location[1]:
            return (location[0], *location[2:])
    return tuple(location)


def _message(details: ErrorDetails, path: KeyPath, entry: Entry) -> Message:
    """Return the message for one error."""
    key, kind, context = key_text(path), details["type"], details.get("ctx", {})
    at = entry.get(*path)
    found = at.plain() if at is not None else None
    if kind in ("missing", "union_tag_not_found"):
        path = (*path, "provider") if kind == "union_tag_not_found" else path
        return messages.missing_key(key_text(path), meaning_of(path))
    if kind == "extra_forbidden":
        provider = entry.get(*path[:-1], "provider")
        chosen = str(provider.value) if provider is not None else None
        return messages.unknown_key(key, str(path[-1]), names_at(path[:-1], chosen))
    if kind in WANTED_TYPES:
        return messages.wrong_type(key, found, _wanted(kind, path))
    if kind in CHOICE_TYPES:
        return _choice(path, found, context, kind)
    if kind == "too_short":
        return messages.too_few_items(key, meaning_of(path))
    if kind in FORM_TEXTS:
        return messages.wrong_form(key, found, FORM_TEXTS[kind](context))
    if kind == "value_error":
        return _own_validator(path, found, str(context["error"]))
    return messages.out_of_limits(
        key, found, unit_of(path), _limits(context, details["msg"]), meaning_of(path)
    )


def _wanted(kind: str, path: KeyPath) -> str:
    """Return the type wanted in words; some things may be written in two ways."""
    is_mapping = kind in ("model_type", "dict_type")
    hint = MAPPING_HINTS.get(tuple(names_at(path))) if is_mapping else None
    return hint or WANTED_TYPES[kind]


def _choice(path: KeyPath, found: object, context: dict[str, Any], kind: str) -> Message:
    """Return the message for a value outside a list of choices."""
    if kind == "union_tag_invalid":
        path = (*path, "provider")
        found, expected = context["tag"], context["expected_tags"]
    else:
        expected = context["expected"]
    choices = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    return messages.not_a_choice(key_text(path), found, choices)


PATTERN_TEXTS: dict[str, str] = {
    "^https?": "give an address such as http://127.0.0.1:5000, without a question",
    "^[A-Za-z]": "use letters, digits, - and _, at most 40",
    "": "use small letters a-z, digits, - and _, at most 80, a letter or digit first",
}
"""What the patterns of the schema ask for, by how they start."""

FORM_TEXTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "string_too_short": lambda _: "give a text that is not empty",
    "string_too_long": lambda context: f"use at most {context['max_length']} characters",
    "string_pattern_mismatch": lambda context: next(
        text for start, text in PATTERN_TEXTS.items() if context["pattern"].startswith(start)
    ),
}


def _own_validator(path: KeyPath, found: object, reason: str) -> Message:
    """Return the message for a validator of the schema: a figure's limits, or a clock time."""
    if "clock time" in reason:
        return messages.wrong_form(key_text(path), found, 'give a clock time such as "09:00"')
    number = found["value"] if isinstance(found, dict) else found
    limits = reason.removeprefix("must be ")
    return messages.out_of_limits(key_text(path), number, unit_of(path), limits, meaning_of(path))


def _limits(context: dict[str, Any], otherwise: str) -> str:
    """Return the limit that was broken in words."""
    for name, words in LIMIT_WORDS.items():
        if name in context:
            return f"{words} {context[name]:g}"
    return otherwise
