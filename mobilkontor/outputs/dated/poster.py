"""Draw the poster of a place: when the office comes, what it helps with, for a notice board.

A poster is a page of its own and prints on A4. A line is left for writing where in the village the
office stops: no plan knows the house.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from mobilkontor.core.calendar import WEEKDAYS
from mobilkontor.core.places import Place
from mobilkontor.outputs.assets import own_assets
from mobilkontor.outputs.dated.shown import Shown
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.rhythm import frequency_of
from mobilkontor.outputs.templates import templates
from mobilkontor.timetable.dated import DatedVisit

__all__ = ["poster_page", "rhythm"]

MONTH = "LLLL y"
DAY_OF_MONTH = "EEEE d"
SIZES = ((10, "few"), (17, "some"), (39, "many"))
"""How a poster is set with at most so many visits: the fewer, the larger."""
FULL = "full"


@dataclass(frozen=True, slots=True)
class _Line:
    """One visit on a poster."""

    day: str
    clock: str
    remark: str
    is_made: bool


@dataclass(frozen=True, slots=True)
class _Month:
    """The visits of a month."""

    title: str
    lines: tuple[_Line, ...]


def poster_page(shown: Shown, place: Place) -> Page:
    """Return the poster of a place.

    Parameters
    ----------
    shown : Shown
        The timetable.
    place : Place
        The place.

    Returns
    -------
    Page
        The page.
    """
    visits = shown.timetable.visits_at(place.id)
    clock = _common_clock(visits)
    texts = shown.texts
    body = (
        templates()
        .get_template("poster.html")
        .render(
            t=texts,
            place=place,
            size=next((size for most, size in SIZES if len(visits) <= most), FULL),
            names=[(language, name) for language, name in place.other_names if name != place.name],
            rhythm=rhythm(shown, place.id),
            clock=clock,
            months=list(_months(shown, visits, is_clock_shown=not clock)),
            services=shown.services,
            first=texts.date(shown.timetable.period.start),
            last=texts.date(shown.timetable.period.end),
            vehicles=sorted({visit.vehicle for visit in visits if visit.vehicle}),
            is_internal=shown.is_internal,
        )
    )
    return Page(
        language=texts.language,
        title=texts("poster.title", place=place.name),
        body=Markup(body),
        scripts=(),
        styles=own_assets("poster.css"),
    )


def rhythm(shown: Shown, place: str) -> str:
    """Return on which weekdays and how often a place is visited, such as ``Fridays every week``."""
    texts = shown.texts
    visits = shown.timetable.visits_at(place)
    days = sorted({visit.planned.weekday() for visit in visits})
    weekdays = texts.listed([texts(f"weekdays.{WEEKDAYS[day]}") for day in days])
    count, weeks = shown.timetable.visits_per_cycle[place], shown.timetable.horizon.weeks
    frequency = texts(
        f"frequency.{frequency_of(count, weeks)}",
        count=texts.number(count),
        per_cycle=texts.per_cycle(weeks),
    )
    return f"{weekdays[:1].upper()}{weekdays[1:]} {frequency}"


def _common_clock(visits: tuple[DatedVisit, ...]) -> str:
    """Return the opening hours that all visits share; empty if they differ."""
    clocks = {_clock(visit) for visit in visits}
    return clocks.pop() if len(clocks) == 1 else ""


def _clock(visit: DatedVisit) -> str:
    """Return the opening hours of a visit."""
    return f"{visit.opens:%H:%M}–{visit.closes:%H:%M}"


def _months(
    shown: Shown, visits: tuple[DatedVisit, ...], *, is_clock_shown: bool
) -> Iterator[_Month]:
    """Yield the visits month by month."""

    def month(visit: DatedVisit) -> datetime.date:
        return visit.date.replace(day=1)

    for first, group in groupby(visits, key=month):
        lines = tuple(
            _Line(
                day=shown.texts.date(visit.date, DAY_OF_MONTH),
                clock=_clock(visit) if is_clock_shown else "",
                remark=shown.remark(visit),
                is_made=visit.is_made,
            )
            for visit in group
        )
        title = shown.texts.date(first, MONTH)
        yield _Month(f"{title[:1].upper()}{title[1:]}", lines)
