"""Own what every message is made of: its code, and how it shows what it found and knows.

Every value from a file passes through `shown`, so that a text stays one line and carries no
control characters to a terminal.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Message", "did_you_mean", "listed", "nearest", "shown"]

MAX_SHOWN_CHARACTERS = 80


class Message(NamedTuple):
    """A stable code and the text of one problem."""

    code: str
    text: str


def shown(found: object) -> str:
    """Return a value as a message shows it: quoted if text, short, in one line."""
    if found is None:
        return "empty"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, list | tuple):
        return "a list"
    if isinstance(found, dict):
        return "a mapping of keys"
    text = f"{found:.12g}" if isinstance(found, float) else str(found)
    if len(text) > MAX_SHOWN_CHARACTERS:
        text = text[:MAX_SHOWN_CHARACTERS] + "..."
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f'"{text}"' if isinstance(found, str) else text


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence, cut after ten."""
    every = list(names)
    first = [shown(name).strip('"') for name in every[:10]]
    more = f" and {len(every) - 10} more" if len(every) > 10 else ""
    return ", ".join(first) + more


def nearest(found: str, known: Iterable[str]) -> str | None:
    """Return the known name most like the one found, or None if none is like it."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(found.casefold()[:200], by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def did_you_mean(found: str, known: Iterable[str], otherwise: str) -> str:
    """Return the hint of the known name most like the one found, or another hint if none is."""
    near = nearest(found, known)
    return f"Did you mean {shown(near).strip(chr(34))}?" if near else otherwise
