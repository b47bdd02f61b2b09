"""List every setting of a scenario as text by its key, so that two scenarios can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema_values import Model

__all__ = ["settings_of"]

LABELS = ("format", "name", "title", "description", "extends", "source", "assumed")
"""Keys that tell of a scenario or a figure and plan nothing."""

NAMED_BY = ("id", "place")
HASH_CHARS = 12


def settings_of(scenario: Scenario) -> dict[str, str]:
    """Return every setting, defaults included, and each table by its rows and a hash of them.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    dict of str to str
        Such as ``cycle.weeks`` to ``4``. Entries of a list have their id or place in the key, or
        their number, and one text for all of the entry; sources of figures are left out. Tables
        are what their rows hold, whatever their files are called.
    """
    file = scenario.file
    found: dict[str, str] = {}
    for name in type(file).model_fields:
        if name in LABELS:
            continue
        if name == "tables":
            found |= _tables(scenario)
            continue
        found |= dict(_walk(name, getattr(file, name)))
    return found


def _tables(scenario: Scenario) -> dict[str, str]:
    """Return each table as the count and the hash of its rows."""
    tables = {
        "places": scenario.places,
        "municipalities": scenario.municipalities,
        "offices": scenario.offices,
        "roads": scenario.roads,
        "junctions": scenario.junctions,
    }
    return {f"tables.{name}": _table(rows) for name, rows in tables.items()}


def _table(rows: tuple[object, ...]) -> str:
    """Return count and hash of the rows of a table; sets in them are put in order first."""
    digest = hashlib.sha256()
    for row in rows:
        fields = (getattr(row, name) for name in type(row).__dataclass_fields__)  # type: ignore[attr-defined]
        ordered = [sorted(it) if isinstance(it, frozenset) else it for it in fields]
        digest.update(f"{ordered!r}\n".encode())
    return f"{len(rows)} · {digest.hexdigest()[:HASH_CHARS]}"


def _walk(key: str, value: object, named_by: str = "") -> Iterator[tuple[str, str]]:
    """Yield the settings at and below a key, but what is in the key already."""
    if isinstance(value, Model):
        names = [name for name in type(value).model_fields if name not in (*LABELS, named_by)]
        is_figure = names in (["value"], ["points"])
        for name in names:
            yield from _walk(key if is_figure else f"{key}.{name}", getattr(value, name))
    elif isinstance(value, tuple) and any(isinstance(entry, Model) for entry in value):
        taken: dict[str, int] = {}
        for number, entry in enumerate(value):
            named, name = _name(entry, number)
            taken[name] = taken.get(name, 0) + 1
            place = f"{key}.{name}#{taken[name]}" if taken[name] > 1 else f"{key}.{name}"
            below = dict(_walk(place, entry, named))
            yield place, ", ".join(f"{it.removeprefix(place)[1:]} {v}" for it, v in below.items())
            yield from below.items()
    elif isinstance(value, tuple):
        if value:
            yield key, ", ".join(_text(entry) for entry in value)
    elif value is not None:
        yield key, _text(value)


def _name(entry: object, number: int) -> tuple[str, str]:
    """Return what an entry of a list is called, its id, its place, or its number, and by what."""
    for attribute in NAMED_BY:
        name = getattr(entry, attribute, None)
        if name:
            return attribute, str(name).replace(".", "·")
    return "", str(number + 1)


def _text(value: object) -> str:
    """Return a plain value as people write it in the file."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
