"""Read what a dated timetable is asked for: words to values, with every problem at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.choices import TIMETABLE_FORMATS
from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.core.places import Place
from mobilkontor.scenario.messages.message import listed, nearest, shown
from mobilkontor.timetable.dated import Period

__all__ = ["Request", "Words", "read_request"]

MAX_WEEKS = 106
FIRST_YEAR, LAST_YEAR = 2000, 2100
WHERE = "command line"
WHOLE_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked for, as it was written.

    Attributes
    ----------
    start, weeks, first_week : str
        First date, number of weeks, week of the cycle from 1.
    closed : tuple of str
        Dates, or spans such as ``2027-07-05..2027-08-01``.
    formats : tuple of str
        Formats to write.
    places : tuple of str
        Ids or names of the places that are wanted; none for all.
    moves_closed : bool
        Whether day trips of closed dates move to other days where that keeps the rules.
    """

    start: str
    weeks: str
    first_week: str = "1"
    closed: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("csv",)
    places: tuple[str, ...] = ()
    moves_closed: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for.

    Attributes
    ----------
    period : Period
        Dates to cover.
    formats : tuple of str
        Formats to write, in the order of ``TIMETABLE_FORMATS``.
    places : frozenset of str or None
        Ids of the places that are wanted; None for all.
    moves_closed : bool
        Whether day trips of closed dates move to other days where that keeps the rules.
    """

    period: Period
    formats: tuple[str, ...]
    places: frozenset[str] | None
    moves_closed: bool = False


def read_request(
    words: Words, horizon: Horizon, places: Iterable[Place], visited: Iterable[str]
) -> Request:
    """Return what was asked for.

    Parameters
    ----------
    words : Words
        As it was written.
    horizon : Horizon
        The cycle.
    places : iterable of Place
        Places of the scenario.
    visited : iterable of str
        Ids of the places that the plan visits.

    Returns
    -------
    Request
        As it is meant.

    Raises
    ------
    ScenarioError
        With everything that cannot be meant.
    """
    reader = _Reader()
    start = reader.date("--from", words.start)
    weeks = reader.whole_number("--weeks", words.weeks, 1, MAX_WEEKS)
    first_week = reader.whole_number("--first-week", words.first_week, 1, horizon.weeks)
    spans = [span for text in words.closed if (span := reader.span("--closed", text))]
    formats = reader.formats(words.formats)
    chosen = reader.places(words.places, {it.id: it for it in places}, sorted(visited))
    if start and weeks:
        period = Period(start, weeks, (first_week or 1) - 1, tuple(spans))
        reader.check_inside(period, words.closed, spans)
        if not reader.problems:
            return Request(period, formats, chosen, words.moves_closed)
    raise ScenarioError(tuple(reader.problems))


class _Reader:
    """Turns words into values, and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def tell(self, code: str, text: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(WHERE, 0, code, text))

    def date(self, option: str, text: str) -> datetime.date | None:
        """Return a date of a year that we know the holidays of."""
        date = _date(text)
        if date and FIRST_YEAR <= date.year <= LAST_YEAR:
            return date
        expected = f"a date from {FIRST_YEAR} to {LAST_YEAR}, such as 2027-01-11"
        self.tell("E460", f"{option} is {shown(text)}; it must be {expected}.")
        return None

    def whole_number(self, option: str, text: str, low: int, high: int) -> int | None:
        """Return a whole number between two limits."""
        if WHOLE_NUMBER.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        expected = f"a whole number from {low} to {high}"
        self.tell("E461", f"{option} is {shown(text)}; it must be {expected}.")
        return None

    def span(self, option: str, text: str) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last date of what is closed."""
        begin, dots, end = text.partition("..")
        first, last = _date(begin), _date(end if dots else begin)
        if first and last and first <= last:
            return first, last
        expected = "a date, or first and last date such as 2027-07-05..2027-08-01"
        self.tell("E462", f"{option} is {shown(text)}; it must be {expected}.")
        return None

    def check_inside(
        self,
        period: Period,
        closed: Sequence[str],
        spans: Sequence[tuple[datetime.date, datetime.date]],
    ) -> None:
        """Tell which closed dates the timetable does not have: they may be slips."""
        if len(spans) != len(closed):
            return
        for text, (first, last) in zip(closed, spans, strict=True):
            if last < period.start or first > period.end:
                self.tell(
                    "E463",
                    f"--closed is {shown(text)}, and the timetable covers {period.start} to "
                    f"{period.end}. Correct the date, or leave it out.",
                )

    def formats(self, found: Sequence[str]) -> tuple[str, ...]:
        """Return the formats to write, each once."""
        for name in dict.fromkeys(found):
            if name not in TIMETABLE_FORMATS:
                known = ", ".join(TIMETABLE_FORMATS)
                self.tell("E464", f"--format is {shown(name)}; known are {known}.")
        return tuple(name for name in TIMETABLE_FORMATS if name in found)

    def places(
        self, found: Sequence[str], places: dict[str, Place], visited: Sequence[str]
    ) -> frozenset[str] | None:
        """Return the ids of places that are named by id or name."""
        if not found:
            return None
        chosen: set[str] = set()
        for name in dict.fromkeys(found):
            ids = [it for it in visited if name == it] or [
                it for it in visited if places[it].name.casefold() == name.casefold()
            ]
            chosen.update(ids)
            if not ids:
                self.tell("E465", _unknown_place(name, places, visited))
        return frozenset(chosen)


def _unknown_place(found: str, places: dict[str, Place], visited: Sequence[str]) -> str:
    """Return what is wrong with a place that is not visited."""
    is_known = any(found in (place.id, place.name) for place in places.values())
    what = "the plan does not visit it" if is_known else "there is no such place"
    names = [places[it].name for it in visited]
    near = None if is_known else nearest(found, [*names, *visited])
    remedy = f"Did you mean {shown(near)}?" if near else f"Visited are {listed(names)}."
    return f"--place is {shown(found)}; {what}. {remedy}"


def _date(text: str) -> datetime.date | None:
    """Return a date as ISO 8601 writes it with dashes, or None."""
    try:
        return datetime.date.fromisoformat(text) if DATE.fullmatch(text) else None
    except ValueError:
        return None
