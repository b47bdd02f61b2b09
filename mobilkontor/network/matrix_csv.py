"""Read a travel matrix from CSV with the columns ``from,to,time_min,distance_km``."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_MINUTE, minutes_to_s
from mobilkontor.network import texts
from mobilkontor.network.cells import MAX_DISTANCE_M, MAX_TIME_S, Cells

__all__ = ["read_csv"]

_COLUMNS = ("from", "to", "time_min", "distance_km")
_LIMITS = {
    "time_min": MAX_TIME_S / SECONDS_PER_MINUTE,
    "distance_km": MAX_DISTANCE_M / METRES_PER_KM,
}


def read_csv(file: Path, max_bytes: int, cells: Cells) -> None:
    """Fill in the pairs of a CSV table, one line each; a place to itself may be left out.

    Parameters
    ----------
    file : Path
        The table, in UTF-8 with or without byte order mark.
    max_bytes : int
        Largest file that is read [bytes].
    cells : Cells
        Where pairs and problems go.
    """
    text = _text(file, max_bytes, cells)
    if text is None:
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    next_line = 1
    try:
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            cells.give_up(texts.missing_columns(file.name, missing, reader.fieldnames or ()))
            return
        next_line = reader.line_num + 1
        first_lines: dict[tuple[int, int], int] = {}
        for row in reader:
            _read_row(row, f"{file.name}:{reader.line_num}", reader.line_num, first_lines, cells)
            next_line = reader.line_num + 1
    except csv.Error as error:
        cells.give_up(texts.not_readable(f"{file.name}:{next_line}", f"no CSV ({error})"))


def _text(file: Path, max_bytes: int, cells: Cells) -> str | None:
    """Return the text of the file, or None after noting why there is none."""
    try:
        size = file.stat().st_size
        if size > max_bytes:
            cells.give_up(texts.too_large(file.name, size, max_bytes))
            return None
        content = file.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        cells.give_up(texts.not_readable(file.name, error.strerror or str(error)))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02X} is not UTF-8"
        cells.give_up(texts.not_readable(f"{file.name}:{line}", byte))
    return None


def _read_row(
    row: dict[str, str],
    where: str,
    line: int,
    first_lines: dict[tuple[int, int], int],
    cells: Cells,
) -> None:
    """Fill in one pair; one with a problem counts as given, so that it is not also missing."""
    start, end = row["from"].strip(), row["to"].strip()
    unknown = [place for place in (start, end) if place not in cells.row]
    cells.problems += [texts.unknown_place(where, place, cells.place_ids) for place in unknown]
    time_min = _number(row, "time_min", where, cells)
    distance_km = _number(row, "distance_km", where, cells)
    if unknown:
        return
    pair = (cells.row[start], cells.row[end])
    if pair in first_lines:
        cells.problems.append(texts.pair_twice(where, f"{start} to {end}", first_lines[pair]))
        return
    first_lines[pair] = line
    if start == end and (time_min or distance_km):
        cells.problems.append(texts.way_to_itself(where, start))
    cells.time_s[pair] = minutes_to_s(time_min)
    cells.distance_m[pair] = round(distance_km * METRES_PER_KM)


def _number(row: dict[str, str], column: str, where: str, cells: Cells) -> float:
    """Return the number in a cell, or 0 after noting what is wrong with it."""
    found = row[column].strip()
    try:
        number = float(found)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        cells.problems.append(texts.bad_cell(where, column, found))
        return 0
    if not 0 <= number <= _LIMITS[column]:
        cells.problems.append(texts.out_of_range(where, column, found, _LIMITS[column]))
        return 0
    return number
