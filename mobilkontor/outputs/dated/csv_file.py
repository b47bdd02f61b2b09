"""Write a table of a dated timetable as CSV, in the form of ``outputs.tables``."""

from __future__ import annotations

import csv
import datetime
import io

from mobilkontor.outputs.dated.rows import Cell, Table
from mobilkontor.outputs.escape import for_csv
from mobilkontor.outputs.texts import Texts

__all__ = ["csv_bytes"]


def csv_bytes(table: Table, texts: Texts) -> bytes:
    """Return a table as a CSV file; dates and clock times as ISO 8601 writes them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([texts(f"csv.{column}") for column in table.columns])
    for row in table.rows:
        writer.writerow([_text(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    match cell:
        case None:
            return ""
        case datetime.date():
            return cell.isoformat()
        case datetime.time():
            return cell.isoformat("minutes")
        case _:
            return for_csv(str(cell))
