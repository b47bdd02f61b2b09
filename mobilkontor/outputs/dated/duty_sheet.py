"""Draw the sheet of a vehicle for those who drive it: every duty with drives, breaks and nights."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from mobilkontor.outputs.assets import own_assets
from mobilkontor.outputs.dated.shown import DAY_WITH_YEAR, Shown
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.templates import templates
from mobilkontor.timetable.cycle import Line, duty_lines
from mobilkontor.timetable.dated import DatedDuty

__all__ = ["duty_sheet_page"]


@dataclass(frozen=True, slots=True)
class _Day:
    """A duty on a sheet: its date, its lines with what happens, and what has to be known."""

    title: str
    lines: tuple[tuple[str, Line], ...]
    remark: str
    is_driven: bool


@dataclass(frozen=True, slots=True)
class _Week:
    """The duties of a week of the almanac."""

    title: str
    days: tuple[_Day, ...]


def duty_sheet_page(shown: Shown, vehicle: str) -> Page:
    """Return the sheet of a vehicle; not for the public.

    Parameters
    ----------
    shown : Shown
        The timetable.
    vehicle : str
        Id of the vehicle.

    Returns
    -------
    Page
        The page.
    """
    texts = shown.texts
    title = texts("sheet.vehicle", vehicle=vehicle)
    body = (
        templates()
        .get_template("duty_sheet.html")
        .render(
            t=texts,
            title=title,
            weeks=list(_weeks(shown, vehicle)),
            places=shown.places,
            first=texts.date(shown.timetable.period.start),
            last=texts.date(shown.timetable.period.end),
        )
    )
    return Page(
        language=texts.language,
        title=title,
        body=Markup(body),
        scripts=(),
        styles=own_assets("base.css", "duty_sheet.css"),
    )


def _weeks(shown: Shown, vehicle: str) -> Iterator[_Week]:
    """Yield the duties of a vehicle week by week."""
    duties = (it for it in shown.timetable.duties if it.duty.vehicle == vehicle)

    def monday(it: DatedDuty) -> datetime.date:
        return it.date - datetime.timedelta(days=it.date.weekday())

    for first, group in groupby(duties, key=monday):
        days = tuple(_day(shown, it) for it in group)
        yield _Week(shown.texts("sheet.week", week=first.isocalendar().week), days)


def _day(shown: Shown, it: DatedDuty) -> _Day:
    """Return a duty as a sheet shows it."""
    title = shown.texts.date(it.date, DAY_WITH_YEAR)
    lines = duty_lines(shown.timetable.horizon, it.duty)
    return _Day(
        title=f"{title[:1].upper()}{title[1:]}",
        lines=tuple((shown.event(it, line), line) for line in lines),
        remark=shown.duty_remark(it),
        is_driven=it.runs,
    )
