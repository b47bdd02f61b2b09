"""The workbook, read by openpyxl and by LibreOffice, holds the rows of the tables."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mobilkontor.outputs.dated.rows import Cell, Table, duty_table, visit_table
from mobilkontor.outputs.dated.workbook import sheet_names, workbook_bytes
from tests.outputs.dated.shows import HOSTILE, shown


def sheets(content: bytes) -> dict[str, Worksheet]:
    """Return the sheets as openpyxl reads them."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in workbook.worksheets}


def rows(table: Table) -> list[list[Cell]]:
    """Return the rows that a sheet has to hold."""
    left_out = {"place_id", "vehicle", "standing", "reason", "planned"}
    left_out |= set() if "vehicle" in table.columns else {"municipality"}
    kept = [n for n, key in enumerate(table.columns) if key not in left_out]
    return [[row[n] for n in kept] for row in table.rows]


def cells(sheet: Worksheet) -> list[list[object]]:
    """Return the rows below the header: dates as dates, no cell as an empty text."""
    return [
        [
            "" if value is None else value.date() if isinstance(value, datetime.datetime) else value
            for value in row
        ]
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


def filled(wanted: list[list[Cell]]) -> list[list[Cell]]:
    """Return rows in which nothing is an empty text."""
    return [["" if cell is None else cell for cell in row] for row in wanted]


def test_the_public_workbook_has_a_sheet_per_municipality() -> None:
    """Every visit stands on the sheet of its municipality, with real dates and clock times."""
    by = shown()
    found = sheets(workbook_bytes(by))
    assert list(found) == ["Norr", "Söder"]
    for name, sheet in found.items():
        assert cells(sheet) == filled(rows(visit_table(by, name)))
        kinds = {(c.column_letter, c.number_format) for c in sheet[2] if c.is_date}
        assert kinds >= {("A", "yyyy-mm-dd")}
    assert {c.number_format for c in found["Söder"][2] if isinstance(c.value, datetime.time)} == {
        "hh:mm"
    }


def test_the_internal_workbook_has_a_sheet_per_vehicle_too() -> None:
    """Starts, drives, breaks and nights of each vehicle, then the municipalities."""
    by = shown(is_internal=True)
    found = sheets(workbook_bytes(by))
    assert list(found) == ["ett", "tva", "Norr", "Söder"]
    for vehicle in ("ett", "tva"):
        wanted = filled(rows(duty_table(by, vehicle)))
        assert cells(found[vehicle]) == wanted


def test_a_sheet_prints_well() -> None:
    """A4 landscape, as wide as the page, header frozen on the screen and repeated on paper."""
    for sheet in sheets(workbook_bytes(shown(is_internal=True))).values():
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_same_input_gives_the_same_bytes() -> None:
    """Neither the entries of the archive nor the properties know the clock."""
    content = workbook_bytes(shown())
    assert content == workbook_bytes(shown())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert properties.created == properties.modified == datetime.datetime(2027, 3, 22)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_in_its_cell(name: str) -> None:
    """No cell is a formula or a link, and the name is read back whole."""
    by = shown(names={"beta": name}, is_internal=True)
    content = workbook_bytes(by)
    for sheet in sheets(content).values():
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert name in {value for row in cells(sheets(content)["Söder"]) for value in row}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    assert not [entry for entry, part in parts.items() if b"<f>" in part or b"hyperlink" in part]


def test_sheet_names_are_valid_and_different() -> None:
    """At most 31 UTF-16 units, nothing that Excel forbids, none twice whatever the capitals."""
    wanted = [*HOSTILE, *HOSTILE, "Kiruna", "KIRUNA", "History", "'", "", "[]", "a" * 31, "A" * 40]
    found = sheet_names(wanted)
    assert len({name.casefold() for name in found}) == len(wanted)
    for name in found:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("' ") == name
    assert found[len(HOSTILE) * 2 : len(HOSTILE) * 2 + 3] == ["Kiruna", "KIRUNA (2)", "History (2)"]


@pytest.mark.slow
def test_libreoffice_reads_it_without_loss(tmp_path: Path) -> None:
    """Every sheet, turned into CSV, has every row and the texts of every cell."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(
            "No LibreOffice on the PATH. Install it: apt-get install -y libreoffice-calc "
            "(Debian, Ubuntu)."
        )
    by = shown(is_internal=True, names={"beta": HOSTILE[0], "gamma": HOSTILE[3]})
    book = tmp_path / "timetable.xlsx"
    book.write_bytes(workbook_bytes(by))
    # Comma, quote, UTF-8, ..., cells as they are shown, ..., every sheet.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", tmp_path, book]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=180)
    tables = {
        "ett": rows(duty_table(by, "ett")),
        "tva": rows(duty_table(by, "tva")),
        "Norr": rows(visit_table(by, "Norr")),
        "Söder": rows(visit_table(by, "Söder")),
    }
    for name, wanted in tables.items():
        text = (tmp_path / f"timetable-{name}.csv").read_text("utf-8")
        _, *found = csv.reader(io.StringIO(text, newline=""))
        assert found == [[as_text(cell) for cell in row] for row in wanted]


def as_text(cell: Cell) -> str:
    """Return a cell as LibreOffice shows it."""
    if isinstance(cell, datetime.time):
        return cell.isoformat("minutes")
    return "" if cell is None else str(cell)
