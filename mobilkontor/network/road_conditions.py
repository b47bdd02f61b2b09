"""Tell on which days of the year a road is open, from conditions as OpenStreetMap writes them.

``no @ (Nov 15-May 31)``, ``yes @ (Jun-Sep); no @ (winter)``. Of several that hold, the last counts.
Conditions on hours, axles or single years are not understood, and then have no effect; whoever
builds a road file counts them.
"""

from __future__ import annotations

import calendar
import datetime
import re

__all__ = ["CLOSED_VALUES", "days_of", "is_open", "split_conditions", "values_on"]

CLOSED_VALUES = frozenset(
    {
        *("no", "private", "agricultural", "forestry", "agricultural;forestry", "military"),
        *("emergency", "permit", "bus", "psv", "residents", "disused", "closed", "off"),
    }
)
"""Values of access that leave a road out for a mobile office and for residents passing by."""

_CLAUSE = re.compile(r"\s*([^@;]+?)\s*@\s*(\([^)]*\)|[^;(]+)\s*(?:;|$)")
_MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
_SEASONS = {
    "spring": "Apr-May",
    "summer": "Jun-Sep",
    "autumn": "Oct-Nov",
    "winter": "Dec-Mar",
}
_MONTH = "(" + "|".join(_MONTHS) + ")"
_RANGE = re.compile(rf"{_MONTH}(?: (\d\d?))?(?:\s*-\s*(?:{_MONTH})?(?: ?(\d\d?))?)?")
_LEAP_YEAR = 2024

MonthDay = tuple[int, int]


def split_conditions(text: str) -> list[tuple[str, str]]:
    """Return the clauses of a conditional tag.

    Parameters
    ----------
    text : str
        The tag's value.

    Returns
    -------
    list of (str, str)
        Value and condition of each clause, in order; empty if the text has another form.
    """
    clauses, at = [], 0
    while at < len(text):
        found = _CLAUSE.match(text, at)
        if found is None:
            return []
        clauses.append((found[1].strip().lower(), found[2].strip().strip("()").strip()))
        at = found.end()
    return clauses


def days_of(condition: str) -> list[tuple[MonthDay, MonthDay]] | None:
    """Return the stretches of the year that a condition names.

    Parameters
    ----------
    condition : str
        Such as ``Nov 15-May 31``, ``Dec, Jan-Mar`` or ``winter``.

    Returns
    -------
    list of ((int, int), (int, int)) or None
        First and last month and day of each; None if the condition is not only about the year.
    """
    stretches = []
    for part in condition.split(","):
        written = part.strip()
        found = _RANGE.fullmatch(_SEASONS.get(written.lower(), written.title()))
        if found is None or not _has_such_days(found):
            return None
        stretches.append(_stretch(found))
    return stretches


def _has_such_days(found: re.Match[str]) -> bool:
    """Tell whether the months of a range have the days it names."""
    first = _MONTHS[found[1]]
    months = ((first, found[2]), (_MONTHS[found[3]] if found[3] else first, found[4]))
    return all(
        day is None or 1 <= int(day) <= calendar.monthrange(_LEAP_YEAR, month)[1]
        for month, day in months
    )


def _stretch(found: re.Match[str]) -> tuple[MonthDay, MonthDay]:
    """Return first and last day of a range."""
    first = _MONTHS[found[1]]
    begin = (first, int(found[2]) if found[2] else 1)
    if found[3] is None and found[4] is None:
        last_day = begin[1] if found[2] else calendar.monthrange(_LEAP_YEAR, first)[1]
        return begin, (first, last_day)
    last = _MONTHS[found[3]] if found[3] else first
    return begin, (last, int(found[4]) if found[4] else calendar.monthrange(_LEAP_YEAR, last)[1])


def is_open(conditions: str, date: datetime.date, *, is_closed_else: bool = False) -> bool:
    """Tell whether a road is open on a date.

    Parameters
    ----------
    conditions : str
        Conditions as OpenStreetMap writes them; may be empty.
    date : date
        The day; its year does not matter.
    is_closed_else : bool
        Whether the road is closed when no condition holds.

    Returns
    -------
    bool
        Whether it is open.
    """
    is_open_now, today = not is_closed_else, (date.month, date.day)
    for value, condition in split_conditions(conditions):
        if any(_holds(begin, today, end) for begin, end in days_of(condition) or ()):
            is_open_now = value not in CLOSED_VALUES
    return is_open_now


def values_on(conditions: str, date: datetime.date) -> tuple[int, ...]:
    """Return the numbers whose condition holds on a date.

    Parameters
    ----------
    conditions : str
        Whole numbers with their conditions, such as ``4000 @ (Apr 15-May 31)``; may be empty.
    date : date
        The day; its year does not matter.

    Returns
    -------
    tuple of int
        The numbers, in the order they stand.
    """
    today = (date.month, date.day)
    return tuple(
        int(value)
        for value, condition in split_conditions(conditions)
        if value.isdecimal()
        and any(_holds(begin, today, end) for begin, end in days_of(condition) or ())
    )


def _holds(begin: MonthDay, today: MonthDay, end: MonthDay) -> bool:
    """Tell whether a day lies in a stretch of the year, which may run over New Year."""
    if begin <= end:
        return begin <= today <= end
    return today >= begin or today <= end
