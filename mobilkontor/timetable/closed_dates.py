"""Own the dates without mobile offices: public holidays, the eves that are kept, what is named.

Holidays and their names come from the ``holidays`` package. Its de-facto holidays are the eves of
Midsummer, Christmas and New Year, on which Swedish authorities are closed; afternoons off are not
among them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import holidays

__all__ = ["Closure", "ClosureKind", "closed_dates", "dates_between"]

COUNTRY = "SE"
CATEGORIES = ("public", "de_facto")
LIBRARY_LANGUAGES = {"sv": "sv", "en": "en_US"}
"""Our languages as the package calls them."""


class ClosureKind(StrEnum):
    """Why a visit of the cycle is not made.

    ``TOUR``: the tour it belongs to, from depot to depot, has another day that is closed.
    """

    HOLIDAY = "holiday"
    CLOSED = "closed"
    TOUR = "tour"


@dataclass(frozen=True, slots=True)
class Closure:
    """Why nothing runs on a date; a holiday has its name by language code."""

    kind: ClosureKind
    names: tuple[tuple[str, str], ...] = ()

    def name(self, language: str) -> str:
        """Return the name of the holiday; empty if it is none."""
        return dict(self.names).get(language, "")


def closed_dates(
    first: datetime.date,
    last: datetime.date,
    closed: Iterable[tuple[datetime.date, datetime.date]] = (),
) -> Mapping[datetime.date, Closure]:
    """Return the closed dates of a period, in order.

    Parameters
    ----------
    first, last : date
        First and last date of the period.
    closed : iterable of (date, date)
        First and last date of what is closed beside the holidays.

    Returns
    -------
    mapping of date to Closure
        The closed dates; a holiday that is also named is a holiday.
    """
    found = {
        date: Closure(ClosureKind.CLOSED)
        for begin, end in closed
        for date in dates_between(max(begin, first), min(end, last))
    }
    years = range(first.year, last.year + 1)
    by_language = {
        language: holidays.country_holidays(
            COUNTRY,
            years=years,
            language=name,
            categories=CATEGORIES,
            include_sundays=False,
            expand=False,
        )
        for language, name in LIBRARY_LANGUAGES.items()
    }
    for date in by_language["sv"]:
        if first <= date <= last:
            names = tuple((language, table[date]) for language, table in by_language.items())
            found[date] = Closure(ClosureKind.HOLIDAY, names)
    return dict(sorted(found.items()))


def dates_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Yield every date of a period; none if it ends before it begins."""
    for number in range((last - first).days + 1):
        yield first + datetime.timedelta(days=number)
