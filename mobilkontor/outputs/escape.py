"""Make text from data files harmless: in HTML, in a spreadsheet, in a script.

Each function belongs to one kind of output; a text is escaped once, where it enters that output.
"""

from __future__ import annotations

import html
import json
from typing import Any

__all__ = ["for_csv", "for_html", "for_script"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def for_html(text: str) -> str:
    """Return text that stands for itself between tags and inside quoted attributes."""
    return html.escape(text, quote=True)


def for_csv(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, and that keeps to its line.

    A cell that begins like a formula, also after blanks, gets an apostrophe in front.

    Parameters
    ----------
    text : str
        Text of one cell.

    Returns
    -------
    str
        Text for the CSV writer.
    """
    one_line = text.replace("\r", " ").replace("\n", " ")
    starts_formula = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{one_line}" if starts_formula else one_line


def for_script(value: Any) -> str:  # noqa: ANN401
    """Return JSON that can stand inside a script element, whatever the texts in it hold."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027")
    )
