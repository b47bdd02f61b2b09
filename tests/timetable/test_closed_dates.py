"""Closed dates are the public holidays of Sweden, the three eves, and what is named."""

from __future__ import annotations

import pytest

from mobilkontor.timetable.closed_dates import ClosureKind, closed_dates
from tests.timetable.plans import date

YEAR_2027 = {
    "2027-01-01": ("Nyårsdagen", "New Year's Day"),
    "2027-01-06": ("Trettondedag jul", "Epiphany"),
    "2027-03-26": ("Långfredagen", "Good Friday"),
    "2027-03-28": ("Påskdagen", "Easter Sunday"),
    "2027-03-29": ("Annandag påsk", "Easter Monday"),
    "2027-05-01": ("Första maj", "May Day"),
    "2027-05-06": ("Kristi himmelsfärdsdag", "Ascension Day"),
    "2027-05-16": ("Pingstdagen", "Pentecost"),
    "2027-06-06": ("Nationaldagen", "National Day"),
    "2027-06-25": ("Midsommarafton", "Midsummer Eve"),
    "2027-06-26": ("Midsommardagen", "Midsummer Day"),
    "2027-11-06": ("Alla helgons dag", "All Saints' Day"),
    "2027-12-24": ("Julafton", "Christmas Eve"),
    "2027-12-25": ("Juldagen", "Christmas Day"),
    "2027-12-26": ("Annandag jul", "Second Day of Christmas"),
    "2027-12-31": ("Nyårsafton", "New Year's Eve"),
}
"""By the almanac: Easter Sunday 2027 is 28 March, Midsummer Eve the Friday from 19 to 25 June."""


def test_a_year_has_the_holidays_of_the_almanac() -> None:
    """Every holiday and eve of 2027 is closed, under its name in both languages, and no other."""
    found = closed_dates(date("2027-01-01"), date("2027-12-31"))
    assert {
        day.isoformat(): (closure.name("sv"), closure.name("en")) for day, closure in found.items()
    } == YEAR_2027
    assert {closure.kind for closure in found.values()} == {ClosureKind.HOLIDAY}


@pytest.mark.parametrize(("first", "last"), [("2026-12-30", "2027-01-02")])
def test_a_period_over_new_year_has_both_years(first: str, last: str) -> None:
    """New Year's Eve of one year and New Year's Day of the next are both closed."""
    found = closed_dates(date(first), date(last))
    assert [day.isoformat() for day in found] == ["2026-12-31", "2027-01-01"]


def test_named_dates_are_closed_within_the_period_only() -> None:
    """A span is cut to the period; a holiday in it keeps its name."""
    found = closed_dates(
        date("2027-01-05"), date("2027-01-08"), [(date("2027-01-01"), date("2027-01-07"))]
    )
    assert [(day.day, closure.kind.value) for day, closure in found.items()] == [
        (5, "closed"),
        (6, "holiday"),
        (7, "closed"),
    ]
