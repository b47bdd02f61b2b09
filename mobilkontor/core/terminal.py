"""Make text from data files harmless on a terminal."""

from __future__ import annotations

import unicodedata

__all__ = ["for_terminal"]


def for_terminal(text: str) -> str:
    """Return text without control, formatting and direction characters, on one line."""
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if not unicodedata.category(char).startswith("C"))
