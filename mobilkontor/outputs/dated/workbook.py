"""Write a dated timetable as a workbook: a sheet per municipality, and per vehicle for the crews.

Texts are written as texts, so that none is ever a formula or a link; dates and times are real ones.
XlsxWriter gives its files no time stamps but the one that is set here.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Iterator

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mobilkontor.outputs.dated.rows import Cell, Table, duty_table, visit_table
from mobilkontor.outputs.dated.shown import Shown, swedish_order
from mobilkontor.timetable.dated import Standing

__all__ = ["LEFT_OUT", "sheet_names", "workbook_bytes"]

MAX_SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
RESERVED = {"history", "historik"}
"""Names that Excel keeps for itself, in our languages."""
LEFT_OUT = {"place_id", "vehicle", "standing", "reason", "planned"}
"""Columns that the remark says in words, or that only programs read."""
A4 = 9
MIN_WIDTH, MAX_WIDTH = 8, 48
ROOM_FOR_FILTER = 2
DATE_WIDTH = 11
INK, MUTED, RULE, HEAD = "#16212b", "#6b7780", "#9fb0bb", "#e9f0f4"


def workbook_bytes(shown: Shown) -> bytes:
    """Return the timetable as an XLSX file.

    Parameters
    ----------
    shown : Shown
        The timetable.

    Returns
    -------
    bytes
        The file.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        stamp = datetime.datetime.combine(shown.timetable.period.start, datetime.time())
        workbook.set_properties({"title": shown.title, "created": stamp})
        formats = _Formats(workbook)
        entries = list(_sheets(shown))
        names = sheet_names(name for name, _ in entries)
        for name, (_, table) in zip(names, entries, strict=True):
            _write(workbook.add_worksheet(name), table, shown, formats)
    return buffer.getvalue()


def _sheets(shown: Shown) -> Iterator[tuple[str, Table]]:
    """Yield what stands on each sheet, with the name it would have."""
    for vehicle in shown.vehicles:
        yield vehicle, duty_table(shown, vehicle)
    for municipality in sorted({it.municipality for it in shown.visited}, key=swedish_order):
        yield municipality, visit_table(shown, municipality)


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return names that Excel takes, none twice, each as near to the wanted one as can be.

    Parameters
    ----------
    wanted : iterable of str
        Any texts.

    Returns
    -------
    list of str
        At most 31 UTF-16 units each, without the characters that Excel forbids.
    """
    taken: set[str] = set(RESERVED)
    names = []
    for text in wanted:
        plain = FORBIDDEN.sub(" ", text).strip(" '") or "-"
        name = _cut(plain, MAX_SHEET_NAME)
        number = 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = _cut(plain, MAX_SHEET_NAME - len(ending)) + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text that has at most so many UTF-16 units."""
    head = text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    return head.rstrip(" '")


class _Formats:
    """The looks of cells, made once per workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Format] = {}

    def get(self, number_format: str, *, is_cancelled: bool, is_first: bool) -> Format:
        """Return the look of a cell; a new date begins with a line above it."""
        key = (number_format, is_cancelled, is_first)
        if key not in self._made:
            look: dict[str, object] = {
                "num_format": number_format,
                "valign": "top",
                "text_wrap": True,
                "align": "left",
                "font_color": MUTED if is_cancelled else INK,
                "italic": is_cancelled,
            }
            if is_first:
                look |= {"top": 1, "top_color": RULE}
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]

    def head(self) -> Format:
        """Return the look of the header."""
        return self._workbook.add_format(
            {"bold": True, "valign": "top", "text_wrap": True, "bg_color": HEAD, "bottom": 2}
        )


def _write(sheet: Worksheet, table: Table, shown: Shown, formats: _Formats) -> None:
    """Write a table on a sheet that prints well."""
    # A sheet of visits is that of one municipality, which its name tells.
    left_out = LEFT_OUT if "vehicle" in table.columns else {*LEFT_OUT, "municipality"}
    columns = [number for number, key in enumerate(table.columns) if key not in left_out]
    cancelled = shown.texts(f"standing.{Standing.CANCELLED}")
    standing, date = table.columns.index("standing"), table.columns.index("date")
    head = formats.head()
    for at, column in enumerate(columns):
        label = shown.texts(f"sheet.{table.columns[column]}")
        sheet.write_string(0, at, label, head)
        sheet.set_column(at, at, _width(label, [row[column] for row in table.rows]))
    before: Cell = None
    for number, row in enumerate(table.rows, start=1):
        for at, column in enumerate(columns):
            look = {"is_cancelled": row[standing] == cancelled, "is_first": row[date] != before}
            _write_cell(sheet, number, at, row[column], formats, look)
        before = row[date]
    _set_up_page(sheet, shown, len(table.rows), len(columns))


def _write_cell(
    sheet: Worksheet, row: int, at: int, cell: Cell, formats: _Formats, look: dict[str, bool]
) -> None:
    """Write one cell by the kind of its value."""
    match cell:
        case None | "":
            sheet.write_blank(row, at, None, formats.get("General", **look))
        case datetime.date():
            sheet.write_datetime(row, at, cell, formats.get("yyyy-mm-dd", **look))
        case datetime.time():
            sheet.write_datetime(row, at, cell, formats.get("hh:mm", **look))
        case int():
            sheet.write_number(row, at, cell, formats.get("0", **look))
        case _:
            sheet.write_string(row, at, cell, formats.get("@", **look))


def _width(label: str, cells: list[Cell]) -> int:
    """Return the width of a column [characters]."""
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    has_dates = any(isinstance(cell, datetime.date) for cell in cells)
    wanted = max(len(label) + ROOM_FOR_FILTER, longest + 1, DATE_WIDTH if has_dates else 0)
    return min(max(wanted, MIN_WIDTH), MAX_WIDTH)


def _set_up_page(sheet: Worksheet, shown: Shown, num_rows: int, num_columns: int) -> None:
    """Set a sheet up for reading and printing: frozen header, A4 landscape, fit to width."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, num_rows, num_columns - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, num_rows, num_columns - 1)
    # &A, &P and &N are the sheet's name, the page and the number of pages.
    kind = shown.texts("sheet.internal") if shown.is_internal else ""
    sheet.set_header(f"&L&A&R{kind}")
    sheet.set_footer("&R&P/&N")
