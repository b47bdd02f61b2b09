"""Tell what is wrong with a table as CSV: its columns, rows and cells."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, did_you_mean, listed, nearest, shown

__all__ = [
    "cell_not_a_choice",
    "cell_out_of_limits",
    "control_characters",
    "duplicate_column",
    "duplicate_row",
    "empty_cell",
    "missing_column",
    "no_rows",
    "not_a_number",
    "not_csv",
    "table_text_too_long",
    "wrong_cell_count",
    "wrong_delimiter",
]


def missing_column(column: str, columns: Iterable[str]) -> Message:
    """Tell that a column is missing."""
    columns = list(columns)
    near = nearest(column, columns)
    hint = f"Rename {shown(near)}, or add it" if near else "Add it"
    return Message("E150", f"column {column} is missing; there are {listed(columns)}. {hint}.")


def not_a_number(column: str, found: str, expected: str) -> Message:
    """Tell that a cell is no number; a decimal comma gets its point."""
    hint = "Correct it."
    if found.count(",") == 1 and found.replace(",", "").lstrip("+-").isdigit():
        hint = f"Write {found.replace(',', '.')}, with a point."
    return Message("E151", f"{column} is {shown(found)}; it must be {expected}. {hint}")


def cell_out_of_limits(column: str, found: str, unit: str, limits: str) -> Message:
    """Tell that a cell is out of its limits."""
    amount = f"{shown(found).strip(chr(34))} {unit}".rstrip()
    return Message("E152", f"{column} is {amount}; it must be {limits}. Correct it.")


def empty_cell(column: str) -> Message:
    """Tell that a cell is empty."""
    return Message("E153", f"{column} is empty. Give a value, or remove the row.")


def cell_not_a_choice(column: str, found: str, choices: Iterable[str]) -> Message:
    """Tell that a cell is none of the choices."""
    choices = list(choices)
    hint = did_you_mean(found, choices, "Correct it.")
    return Message("E154", f"{column} is {shown(found)}; it must be {' or '.join(choices)}. {hint}")


def duplicate_row(column: str, found: str, first_line: int) -> Message:
    """Tell that two rows share a key."""
    return Message(
        "E155",
        f"{column} is {shown(found)}, as in line {first_line}. Give each row its own, or remove "
        "one.",
    )


def wrong_delimiter(delimiter_name: str) -> Message:
    """Tell that columns are not separated by commas."""
    return Message(
        "E157",
        f"columns are separated by {delimiter_name}; they must be separated by commas. Save it as "
        "comma-separated CSV.",
    )


def wrong_cell_count(found: int, expected: int) -> Message:
    """Tell that a row has too many or too few cells."""
    return Message(
        "E158",
        f"the row has {found} cells; the header has {expected}. Add or remove cells; put quotes "
        "around text with commas.",
    )


def not_csv(reason: str) -> Message:
    """Tell that a table is not CSV from a line on."""
    return Message(
        "E159",
        f"the table cannot be read on from here: {reason}. Look for a quote that is not closed.",
    )


def no_rows() -> Message:
    """Tell that a table has no rows."""
    return Message("E160", "the table has a header but no rows. Add at least one.")


def duplicate_column(column: str) -> Message:
    """Tell that two columns share a name."""
    return Message("E161", f"column {shown(column)} stands twice in the header. Remove one.")


def table_text_too_long(column: str, length: int, most: int) -> Message:
    """Tell that a text is too long."""
    return Message("E166", f"{column} has {length} characters; at most {most} are allowed.")


def control_characters(column: str, found: str) -> Message:
    """Tell that a cell cannot be printed."""
    return Message(
        "E167", f"{column} is {shown(found)}, with characters that cannot be printed. Remove them."
    )
