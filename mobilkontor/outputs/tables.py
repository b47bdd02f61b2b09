"""Write the timetable as CSV that a Swedish Excel opens rightly with a double click.

UTF-8 with a byte order mark (else Excel guesses a Windows code page), semicolons between the cells
(the list separator of Swedish Windows, since the comma is its decimal mark), CRLF at line ends.
Other programs read the same file when told ``sep=";"`` and ``encoding="utf-8-sig"``. Texts that
begin like a formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from mobilkontor.core.places import Place
from mobilkontor.core.units import SECONDS_PER_MINUTE, clock_text
from mobilkontor.outputs.escape import for_csv
from mobilkontor.outputs.texts import Texts
from mobilkontor.timetable.cycle import Line

__all__ = ["timetable_csv"]

COLUMNS = (
    "vehicle",
    "week",
    "weekday",
    "event",
    "place_id",
    "place",
    "municipality",
    "arrive",
    "open",
    "close",
    "depart",
    "breaks",
    "next_place",
    "driving_min",
)


def timetable_csv(lines: tuple[Line, ...], places: Mapping[str, Place], texts: Texts) -> bytes:
    """Return the timetable as a CSV file.

    Parameters
    ----------
    lines : tuple of Line
        The timetable.
    places : mapping of str to Place
        Places by id.
    texts : Texts
        Language of the header, the weekdays and the events.

    Returns
    -------
    bytes
        The file.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([texts(f"csv.{column}") for column in COLUMNS])
    for line in lines:
        writer.writerow([for_csv(cell) for cell in _cells(line, places, texts)])
    return buffer.getvalue().encode("utf-8-sig")


def _cells(line: Line, places: Mapping[str, Place], texts: Texts) -> list[str]:
    """Return the cells of one line, not yet escaped."""
    place = places[line.place]
    breaks = ", ".join(f"{clock_text(b.start_s)}-{clock_text(b.end_s)}" for b in line.breaks)
    return [
        line.vehicle,
        str(line.week + 1),
        texts(f"weekday.{line.weekday}"),
        texts(f"event.{line.kind}"),
        place.id,
        place.name,
        place.municipality,
        _clock(line.arrive_s),
        _clock(line.open_s),
        _clock(line.close_s),
        _clock(line.depart_s),
        breaks,
        places[line.next_place].name if line.next_place else "",
        str(line.driving_s // SECONDS_PER_MINUTE) if line.next_place else "",
    ]


def _clock(seconds: int | None) -> str:
    """Return a clock time, or nothing."""
    return "" if seconds is None else clock_text(seconds)
