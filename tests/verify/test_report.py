"""What a report says, as text and as data."""

from __future__ import annotations

import json

import pytest

from mobilkontor.verify.report import Finding, clock, duration, excess, shown, violations_of
from tests.verify.draft import VAN_WED, Draft

FINDING = Finding("vehicle 2, tue", "working time", "9 h 14 min", "at most 9 h 00 min", "+14 min")


def test_a_violation_reads_as_one_line() -> None:
    """Code, spot, found, expected and difference stand in one line."""
    (violation,) = violations_of("V101", [FINDING])
    line = "V101 vehicle 2, tue: working time 9 h 14 min, at most 9 h 00 min (+14 min)."
    assert str(violation) == violation.text == line


def test_a_report_is_plain_data() -> None:
    """The dictionary of a report survives JSON."""
    draft = Draft()
    draft.change("duties", VAN_WED, distance_m=120_001)
    data = draft.judge().to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "is_clean": False,
        "cost_sek": 27_325,
        "met_visits": 19.0625,
        "objective_sek": 10_800,
        "violations": [
            {
                "code": "V120",
                "where": "vehicle van, wed",
                "found": "120.001 km",
                "expected": "is 120.000 km",
                "text": "V120 vehicle van, wed: recorded distance 120.001 km, is 120.000 km.",
            }
        ],
    }


@pytest.mark.parametrize(
    ("seconds", "as_duration", "as_clock"),
    [
        (33_240, "9 h 14 min", "09:14"),
        (0, "0 h 00 min", "00:00"),
        (90, "0 h 01 min 30 s", "00:01:30"),
        (-3_660, "-1 h 01 min", "-01:01"),
        (100_000, "27 h 46 min 40 s", "27:46:40"),
    ],
)
def test_times_are_told_to_the_second(seconds: int, as_duration: str, as_clock: str) -> None:
    """Whole minutes look plain; negative times and odd seconds are not hidden."""
    assert (duration(seconds), clock(seconds)) == (as_duration, as_clock)


def test_differences_carry_their_sign() -> None:
    """Too much is plus, too little is minus."""
    assert (excess(840), excess(-30)) == ("+14 min", "-0.5 min")


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("jokkmokk", "jokkmokk"),
        ("Övertorneå", "Övertorneå"),
        ("", "''"),
        ("a\nb", r"'a\nb'"),
        ("\x1b[31m", r"'\x1b[31m'"),
        ("x" * 81, "x" * 80 + "..."),
    ],
)
def test_names_are_fit_for_one_line(name: str, fit: str) -> None:
    """Control characters are written out, and long names are cut."""
    assert shown(name) == fit
