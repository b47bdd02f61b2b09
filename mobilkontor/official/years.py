"""Find years in the names of columns and in what they hold, so that no resident counts twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["columns_by_year", "year_in", "years_of_rows"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def year_in(text: str) -> str:
    """Return the first year that a text names, or nothing.

    Parameters
    ----------
    text : str
        Such as ``2024-12-31`` or ``bef_2024``.

    Returns
    -------
    str
        The year.
    """
    found = _YEAR.search(text)
    return found[0] if found else ""


def columns_by_year(names: Sequence[str], found: Sequence[str]) -> dict[str, list[str]]:
    """Return the columns that are one of some names and a year, or a year alone.

    Parameters
    ----------
    names : sequence of str
        Names without year, in small letters.
    found : sequence of str
        All columns of a layer.

    Returns
    -------
    dict of str to list of str
        Columns by year; more than one in a year cannot be told apart.
    """
    columns: dict[str, list[str]] = {}
    for name in found:
        year = year_in(name)
        rest = name.lower().replace(year, "", 1).strip("_- ")
        if year and (not rest or rest in names):
            columns.setdefault(year, []).append(name)
    return columns


def years_of_rows(values: NDArray[Any]) -> list[str]:
    """Return the year of each row: as it stands if it holds none that can be read.

    Parameters
    ----------
    values : ndarray
        What a column for the year holds: numbers, texts or dates.

    Returns
    -------
    list of str
        Years; empty where nothing stands.
    """
    texts = ["" if value is None else str(value) for value in np.asarray(values).tolist()]
    return [year_in(text) or text for text in texts]
