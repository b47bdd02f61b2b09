"""Lay a dated timetable out as the rows of tables: texts, numbers, dates and clock times."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mobilkontor.core.places import Place
from mobilkontor.core.units import SECONDS_PER_MINUTE, clock_text
from mobilkontor.outputs.dated.shown import Shown
from mobilkontor.timetable.cycle import duty_lines
from mobilkontor.timetable.dated import DatedDuty, DatedVisit, Standing, at_clock

__all__ = ["DUTY_COLUMNS", "VISIT_COLUMNS", "Cell", "Table", "duty_table", "visit_table"]

Cell = str | int | datetime.date | datetime.time | None

_WEEKDAY = "EEEE"

VISIT_COLUMNS = (
    *("date", "weekday", "place_id", "place", "municipality"),
    *("open", "close", "standing", "reason", "planned", "next_visit", "remark"),
)
"""Columns of the visits; names in other languages, if there are any, stand after the place."""

DUTY_COLUMNS = (
    *("vehicle", "date", "weekday", "cycle_week", "event", "place_id", "place"),
    *("municipality", "arrive", "open", "close", "depart", "breaks", "next_place"),
    *("driving_min", "standing", "reason", "planned", "remark"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by their key in the catalogue, and rows with a cell for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def visit_table(shown: Shown, municipality: str | None = None) -> Table:
    """Return the visits, by date, clock and place.

    Parameters
    ----------
    shown : Shown
        The timetable.
    municipality : str or None
        Municipality whose visits are wanted; None for all.

    Returns
    -------
    Table
        One row per visit, made or not.
    """
    languages = shown.name_languages
    names = VISIT_COLUMNS.index("place") + 1
    columns = (
        *VISIT_COLUMNS[:names],
        *(f"name_{language}" for language in languages),
        *VISIT_COLUMNS[names:],
    )
    rows = (
        _visit_row(shown, visit, shown.places[visit.place], languages)
        for visit in shown.timetable.visits
        if municipality in (None, shown.places[visit.place].municipality)
    )
    return Table(columns, tuple(rows))


def _visit_row(
    shown: Shown, visit: DatedVisit, place: Place, languages: tuple[str, ...]
) -> tuple[Cell, ...]:
    """Return the cells of one visit."""
    names = dict(place.other_names)
    return (
        visit.date,
        shown.texts.date(visit.date, _WEEKDAY),
        place.id,
        place.name,
        *(names.get(language, "") for language in languages),
        place.municipality,
        visit.opens.time(),
        visit.closes.time(),
        shown.texts(f"standing.{visit.standing}"),
        shown.reason(visit.closure),
        visit.planned,
        visit.next_date,
        shown.remark(visit),
    )


def duty_table(shown: Shown, vehicle: str | None = None) -> Table:
    """Return starts, visits, breaks, drives and nights of the duties; not for the public.

    Parameters
    ----------
    shown : Shown
        The timetable.
    vehicle : str or None
        Vehicle whose duties are wanted; None for all.

    Returns
    -------
    Table
        One row per start, visit and end of a duty, cancelled ones too.
    """
    rows = (
        row
        for it in shown.timetable.duties
        if vehicle in (None, it.duty.vehicle)
        for row in _duty_rows(shown, it)
    )
    return Table(DUTY_COLUMNS, tuple(rows))


def _duty_rows(shown: Shown, it: DatedDuty) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of one duty."""
    for line in duty_lines(shown.timetable.horizon, it.duty):
        place = shown.places[line.place]
        yield (
            it.duty.vehicle,
            it.date,
            shown.texts.date(it.date, _WEEKDAY),
            line.week + 1,
            shown.event(it, line),
            place.id,
            place.name,
            place.municipality,
            *(
                _clock(it, step)
                for step in (line.arrive_s, line.open_s, line.close_s, line.depart_s)
            ),
            ", ".join(f"{clock_text(b.start_s)}–{clock_text(b.end_s)}" for b in line.breaks),
            shown.places[line.next_place].name if line.next_place else "",
            line.driving_s // SECONDS_PER_MINUTE if line.next_place else None,
            shown.texts(f"standing.{it.standing}"),
            shown.reason(it.closure),
            it.planned if it.standing is Standing.MOVED else None,
            shown.duty_remark(it),
        )


def _clock(it: DatedDuty, seconds: int | None) -> datetime.time | None:
    """Return a clock time, or nothing."""
    return None if seconds is None else at_clock(it.date, seconds).time()
