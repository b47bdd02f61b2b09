"""Roads are open and closed on the days that their conditions say."""

from __future__ import annotations

import datetime

import pytest

from mobilkontor.network.road_conditions import days_of, is_open, split_conditions

JANUARY, MAY_15, JULY, NOVEMBER = (
    datetime.date(2027, 1, 20),
    datetime.date(2027, 5, 15),
    datetime.date(2027, 7, 1),
    datetime.date(2027, 11, 20),
)


@pytest.mark.parametrize(
    ("conditions", "is_closed_else", "expected"),
    [
        ("", False, (True, True, True, True)),
        ("no @ (Nov 15-May 31)", False, (False, False, True, False)),
        ("no @ Nov-Apr", False, (False, True, True, False)),
        ("no @ (nov - apr)", False, (False, True, True, False)),
        ("no @ (winter)", False, (False, True, True, True)),
        ("no @ (May 15)", False, (True, False, True, True)),
        ("no @ (May 10-20)", False, (True, False, True, True)),
        ("no @ (Jul, Nov-Dec)", False, (True, True, False, False)),
        ("yes @ (Jun-Sep)", True, (False, False, True, False)),
        ("no @ (Nov-Jun); destination @ (May)", False, (False, True, True, False)),
        ("no @ (Mo-Fr 07:00-09:00)", False, (True, True, True, True)),
        ("no @ (2026 Jan 5-2026 Feb 3)", False, (True, True, True, True)),
        ("no @ (Feb 31-Mar 5)", False, (True, True, True, True)),
        ("rubbish", False, (True, True, True, True)),
        ("@;@@((", True, (False, False, False, False)),
    ],
)
def test_a_road_is_open_on_the_days_it_says(
    conditions: str, *, is_closed_else: bool, expected: tuple[bool, ...]
) -> None:
    """Ranges run over New Year, the last clause that holds counts, the rest has no effect."""
    found = tuple(
        is_open(conditions, date, is_closed_else=is_closed_else)
        for date in (JANUARY, MAY_15, JULY, NOVEMBER)
    )
    assert found == expected


def test_conditions_are_told_apart() -> None:
    """Clauses keep their order; what is not about the year is None."""
    assert split_conditions("no @ (a; b); yes @ Jun") == [("no", "a; b"), ("yes", "Jun")]
    assert days_of("Nov 15-Feb") == [((11, 15), (2, 29))]
    assert days_of("weight>7.5") is None
