"""The timetable file opens rightly in a Swedish Excel."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest

from mobilkontor.outputs.tables import timetable_csv
from mobilkontor.outputs.texts import texts_in
from mobilkontor.timetable.cycle import lay_out
from tests.outputs import example


def rows(language: str, name: str = "Beta") -> list[dict[str, str]]:
    """Return the rows of the example's timetable, with another name for beta."""
    places = {place.id: place for place in example.places()}
    places["beta"] = dataclasses.replace(places["beta"], name=name)
    text = timetable_csv(lay_out(example.plan()), places, texts_in(language)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_excel_finds_encoding_and_cells() -> None:
    """The file begins with a byte order mark, and has semicolons and CRLF."""
    places = {place.id: place for place in example.places()}
    content = timetable_csv(lay_out(example.plan()), places, texts_in("sv"))
    assert content.startswith(b"\xef\xbb\xbffordon;vecka;veckodag;")
    assert content.count(b"\r\n") == content.count(b"\n") == 11


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_visit_is_one_row(language: str) -> None:
    """A visit has its day, its place and all its clock times, in words of the language."""
    visit = list(rows(language)[2].values())
    assert visit == [
        "ett",
        "1",
        {"sv": "måndag", "en": "Monday"}[language],
        {"sv": "besök", "en": "visit"}[language],
        "gamma",
        "Gamma",
        "Söder",
        "11:25",
        "12:10",
        "15:10",
        "15:45",
        "11:25-11:55",
        "Delta",
        "10",
    ]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x";"y")', "@cmd", "+1", "-1"])
def test_a_name_is_no_formula(name: str) -> None:
    """A place with the name of a formula gets an apostrophe in front, also as next place."""
    found = rows("sv", name)
    assert found[1]["ort"] == f"'{name}"
    assert found[0]["nästa_ort"] == f"'{name}"


def test_rows_are_ordered_by_week_and_day() -> None:
    """Each vehicle's rows follow its weeks and days, and every row says its week."""
    places = {place.id: place for place in example.places()}
    text = timetable_csv(lay_out(example.two_weeks()), places, texts_in("sv")).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    visits = [
        (row["fordon"], row["vecka"], row["veckodag"], row["ort"])
        for row in found
        if row["händelse"] == "besök"
    ]
    assert visits == [
        ("ett", "1", "måndag", "Beta"),
        ("ett", "1", "måndag", "Gamma"),
        ("ett", "1", "tisdag", "Epsilon"),
        ("ett", "2", "måndag", "Beta"),
        ("tva", "1", "tisdag", "Zeta"),
        ("tva", "2", "tisdag", "Zeta"),
    ]
