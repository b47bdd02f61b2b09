"""Own which characters a text of the input may hold."""

from __future__ import annotations

import unicodedata

__all__ = ["is_harmless"]

# Control, lone surrogate, line and paragraph separator: nothing that any name needs.
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
# These change the order in which the characters around them are shown.
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_harmless(text: str) -> bool:
    """Tell whether a text can be shown in one line, in the order it is written."""
    if text.isascii():
        return text.isprintable()
    return not any(
        c in DIRECTION_OVERRIDES or unicodedata.category(c) in REFUSED_CATEGORIES for c in text
    )
