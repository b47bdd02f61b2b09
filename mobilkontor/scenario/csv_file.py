"""Own CSV: text to rows of named cells that know their line.

Whether the numbers in the cells make sense is asked cell by cell; a row with a wrong cell is left
out after every wrong cell of it has been told.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mobilkontor.scenario.characters import is_harmless
from mobilkontor.scenario.messages import tables as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.problems import Position, ProblemList

__all__ = ["Row", "Rows", "read_rows"]

OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
MAX_TEXT = 2_000
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE_NUMBER = re.compile(r"[+-]?\d{1,18}", re.ASCII)


@dataclass(slots=True)
class Row:
    """One row of a table; asks for cells by column and tells what is wrong with them.

    Attributes
    ----------
    position : Position
        File and line.
    cells : dict of str to str
        Text of each cell by column, without spaces around it.
    is_good : bool
        False once a cell was wrong.
    """

    position: Position
    cells: dict[str, str]
    problems: ProblemList = field(repr=False)
    is_good: bool = True

    def tell(self, message: Message) -> None:
        """Add a problem of this row."""
        self.problems.add(self.position, message)
        self.is_good = False

    def text(self, column: str, *, max_length: int = MAX_TEXT, default: str | None = None) -> str:
        """Return a cell, which may be empty or missing only if there is a default."""
        found = self.cells.get(column, "")
        if not found:
            if default is None:
                self.tell(messages.empty_cell(column))
            return default or ""
        if len(found) > max_length:
            self.tell(messages.table_text_too_long(column, len(found), max_length))
        if not is_harmless(found):
            self.tell(messages.control_characters(column, found))
        return found

    def number(self, column: str, low: float, high: float, unit: str = "") -> float:
        """Return a cell as a number between two limits; 0 if it is wrong."""
        found = self.text(column, max_length=100)
        if not found:
            return 0.0
        if not NUMBER.fullmatch(found):
            self.tell(messages.not_a_number(column, found, "a number"))
            return 0.0
        return self._within(column, found, float(found), (low, high), unit)

    def whole_number(self, column: str, low: int, high: int, default: int | None = None) -> int:
        """Return a cell as a whole number between two limits; 0 if it is wrong."""
        if default is not None and not self.cells.get(column):
            return default
        found = self.text(column, max_length=100)
        if not found:
            return 0
        if not WHOLE_NUMBER.fullmatch(found):
            self.tell(messages.not_a_number(column, found, "a whole number"))
            return 0
        return int(self._within(column, found, int(found), (low, high), ""))

    def choice(self, column: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """Return a cell that must be one of some words."""
        found = self.text(column, max_length=100, default=default)
        if found and found not in choices:
            self.tell(messages.cell_not_a_choice(column, found, choices))
        return found

    def _within(
        self, column: str, found: str, number: float, limits: tuple[float, float], unit: str
    ) -> float:
        low, high = limits
        if low <= number <= high:
            return number
        words = f"between {low:,g} and {high:,.12g}"
        self.tell(messages.cell_out_of_limits(column, found, unit, words))
        return 0.0


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table as far as they can be read.

    Attributes
    ----------
    whole : tuple of Row
        Rows with as many cells as the header.
    broken : tuple of Row
        Rows with more or fewer cells, told already.
    is_cut : bool
        Whether the file could not be read to its end.
    """

    whole: tuple[Row, ...]
    broken: tuple[Row, ...]
    is_cut: bool


def read_rows(text: str, file: str, columns: tuple[str, ...], problems: ProblemList) -> Rows | None:
    """Return the rows of a table, or None if its columns are not there.

    Parameters
    ----------
    text : str
        Content of the file.
    file : str
        Its name for messages.
    columns : tuple of str
        Columns it must have; it may have others.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Rows or None
        The rows.
    """
    numbered = _numbered_rows(text)
    header_line, found = next(numbered, (1, []))
    if isinstance(found, csv.Error):
        problems.add(Position(file, header_line), messages.not_csv(str(found)))
        return None
    header = [name.strip() for name in found]
    if not _has_columns(header, columns, Position(file, header_line), problems):
        return None
    whole: list[Row] = []
    broken: list[Row] = []
    is_cut = False
    for line, cells in numbered:
        if isinstance(cells, csv.Error):
            problems.add(Position(file, line), messages.not_csv(str(cells)))
            is_cut = True
            continue
        named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        row = Row(Position(file, line), named, problems)
        if len(cells) == len(header):
            whole.append(row)
        else:
            row.tell(messages.wrong_cell_count(len(cells), len(header)))
            broken.append(row)
    if not whole and not broken and not is_cut:
        problems.add(Position(file), messages.no_rows())
    return Rows(tuple(whole), tuple(broken), is_cut)


def _numbered_rows(text: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield the line and the cells of each row that is not blank; last, what stops the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, error
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _has_columns(
    header: list[str], columns: tuple[str, ...], position: Position, problems: ProblemList
) -> bool:
    """Tell whether the header has every column once; add a problem for each that it lacks."""
    if len(header) == 1 and columns[0] not in header:
        for delimiter, name in OTHER_DELIMITERS.items():
            if delimiter in header[0]:
                problems.add(position, messages.wrong_delimiter(name))
                return False
    missing = [column for column in columns if column not in header]
    twice = [column for column in dict.fromkeys(header) if column and header.count(column) > 1]
    for column in missing:
        problems.add(position, messages.missing_column(column, [n for n in header if n]))
    for column in twice:
        problems.add(position, messages.duplicate_column(column))
    return not missing and not twice
