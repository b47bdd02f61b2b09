"""Read values out of parsed JSON, collecting every problem instead of stopping at the first.

A wrong or missing value is recorded with its path, what was found and what was expected, and a
harmless stand-in is returned; the caller raises once, when everything has been read.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from mobilkontor.core.errors import Problem
from mobilkontor.core.terminal import for_terminal
from mobilkontor.core.units import clock_s

__all__ = ["Fields"]

SHOWN_CHARS = 60
MAX_TEXT_CHARS = 1_000
MAX_NUMBER = 1e12


@dataclass(frozen=True, slots=True)
class Fields:
    """The keys of one JSON object, with its path in the file and the problems found so far.

    Attributes
    ----------
    file : str
        Name of the file as the user wrote it.
    path : str
        Where the object stands, such as ``duties[3].``; empty for the whole file.
    values : dict
        The object.
    problems : list of Problem
        Shared by all objects of the file.
    """

    file: str
    path: str
    values: dict[str, Any]
    problems: list[Problem]

    def report(self, code: str, key: str, expected: str) -> None:
        """Record that a value is not what the format asks for."""
        found = _shown(self.values[key]) if key in self.values else "missing"
        text = f"{for_terminal(self.path + key)} is {found}; expected {expected}."
        self.problems.append(Problem(self.file, 0, code, text))

    def text(self, key: str, *, allow_empty: bool = False) -> str:
        """Return a text."""
        value = self.values.get(key)
        if isinstance(value, str) and (value or allow_empty) and _is_writable(value):
            return value
        self.report("E414", key, f"a text of at most {MAX_TEXT_CHARS} characters")
        return ""

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """Return one of some texts."""
        value = self.values.get(key)
        if isinstance(value, str) and value in choices:
            return value
        self.report("E414", key, f"one of {', '.join(choices)}")
        return choices[0]

    def integer(self, key: str, low: int, high: int) -> int:
        """Return a whole number between two limits."""
        value = self.values.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.report("E414", key, f"a whole number from {low} to {high}")
        return low

    def number(self, key: str, low: float = -MAX_NUMBER, high: float = MAX_NUMBER) -> float:
        """Return a number between two limits."""
        value = self.values.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.report("E414", key, f"a number from {low:g} to {high:g}")
        return 0.0

    def number_or_none(self, key: str) -> float | None:
        """Return a number, or None if the file says ``null``."""
        if key in self.values and self.values[key] is None:
            return None
        return self.number(key)

    def is_true(self, key: str) -> bool:
        """Return a truth value that is false where it is left out."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.report("E414", key, "true or false")
        return value is True

    def clock(self, key: str) -> int:
        """Return seconds after midnight of a clock time."""
        value = self.values.get(key)
        if isinstance(value, str):
            try:
                return clock_s(value)
            except ValueError:
                pass
        self.report("E414", key, "a clock time HH:MM from 00:00 to 24:00, such as 09:05")
        return 0

    def object(self, key: str) -> Fields:
        """Return the fields of an object inside this one."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            self.report("E414", key, "an object {...}")
            value = {}
            return Fields(self.file, f"{self.path}{key}.", value, [])
        return Fields(self.file, f"{self.path}{key}.", value, self.problems)

    def objects(self, key: str, *, is_optional: bool = False) -> list[Fields]:
        """Return the fields of each object in a list; none where it may be left out and is."""
        found: list[Fields] = []
        if is_optional and key not in self.values:
            return found
        for number, value in enumerate(self.items(key)):
            if isinstance(value, dict):
                path = f"{self.path}{key}[{number}]."
                found.append(Fields(self.file, path, value, self.problems))
            else:
                text = f"{self.path}{key}[{number}] is {_shown(value)}; expected an object {{...}}."
                self.problems.append(Problem(self.file, 0, "E414", text))
        return found

    def items(self, key: str) -> list[Any]:
        """Return a list as it stands."""
        value = self.values.get(key)
        if isinstance(value, list):
            return value
        self.report("E414", key, "a list [...]")
        return []


def _is_writable(text: str) -> bool:
    """Tell whether a text is short enough, and holds no half of a character."""
    return len(text) <= MAX_TEXT_CHARS and not any("\ud800" <= char <= "\udfff" for char in text)


def _shown(value: Any) -> str:  # noqa: ANN401
    """Return a found value as a message shows it: short, harmless, on one line."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else f"a list of {len(value)}"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_NUMBER:
        return "a very large number"
    if isinstance(value, float) and not math.isfinite(value):
        return "not a finite number"
    shown = for_terminal(json.dumps(value, ensure_ascii=False))
    return shown if len(shown) <= SHOWN_CHARS else f"{shown[:SHOWN_CHARS]}..."
