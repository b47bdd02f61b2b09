"""The table of visits, and that of duties, as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from mobilkontor.outputs.dated.csv_file import csv_bytes
from mobilkontor.outputs.dated.rows import Table, duty_table, visit_table
from mobilkontor.outputs.dated.shown import Shown
from tests.outputs.dated.shows import HOSTILE, shown


def read(table: Table, by: Shown) -> list[list[str]]:
    """Return the cells of a table as a CSV reader finds them."""
    text = csv_bytes(table, by.texts).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_visit_is_one_row() -> None:
    """A visit has date, place with its other names, clock times, and the next date."""
    by = shown(start="2027-03-22")
    header, first, *_ = read(visit_table(by), by)
    assert header == [
        *("datum", "veckodag", "ort_id", "ort", "namn_nordsamiska", "namn_meänkieli", "kommun"),
        *("öppnar", "stänger", "läge", "skäl", "ordinarie_datum", "nästa_besök"),
        "anmärkning",
    ]
    assert first == [
        *("2027-03-22", "måndag", "beta", "Beta", "Beahtta", "Peetta", "Söder"),
        *("09:00", "11:00", "öppet", "", "2027-03-22", "2027-04-05", ""),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            ["inställt", "Annandag påsk", "Inställt (Annandag påsk). Nästa besök måndag 5 april."],
        ),
        (
            "en",
            ["cancelled", "Easter Monday", "Cancelled (Easter Monday). Next visit Monday 5 April."],
        ),
    ],
)
def test_a_cancelled_visit_says_why(language: str, words: list[str]) -> None:
    """Easter Monday cancels the visit to beta; the next one is a week later."""
    by = shown(language=language)
    (row,) = [row for row in read(visit_table(by), by) if row[0] == "2027-03-29"]
    assert row[3] == "Beta"
    assert row[9:] == [*words[:2], "2027-03-29", "2027-04-05", words[2]]


def test_the_internal_table_has_drives_breaks_and_nights() -> None:
    """A duty has a row for its start, each visit, and its end: a night, if away from the depot."""
    by = shown(weeks=1, is_internal=True)
    monday = [row for row in read(duty_table(by), by) if row[1] == "2027-03-22"]
    assert [(row[0], row[3], row[4], row[6], *row[8:15]) for row in monday] == [
        ("ett", "1", "start", "Alfa", "", "", "", "08:35", "", "Beta", "10"),
        ("ett", "1", "besök", "Beta", "08:45", "09:00", "11:00", "11:15", "", "Gamma", "10"),
        (
            "ett",
            "1",
            "besök",
            "Gamma",
            "11:25",
            "12:10",
            "15:10",
            "15:45",
            "11:25–11:55",
            "Delta",
            "10",
        ),
        ("ett", "1", "övernattning", "Delta", "15:55", "", "", "", "", "", ""),
    ]
    tuesday = [row for row in read(duty_table(by), by) if row[1] == "2027-03-23"]
    assert [row[4] for row in tuesday] == ["start", "besök", "slut", "start", "besök", "slut"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("is_internal", [False, True])
def test_a_name_is_no_formula_and_keeps_to_its_cell(name: str, is_internal: bool) -> None:
    """Every row has as many cells as the header, and none of them begins like a formula."""
    by = shown(is_internal=is_internal, names={"beta": name})
    table = duty_table(by) if is_internal else visit_table(by)
    found = read(table, by)
    assert {len(row) for row in found} == {len(table.columns)}
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any(name.lstrip("'") in cell for row in found for cell in row)
