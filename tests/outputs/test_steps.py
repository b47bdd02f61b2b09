"""The calendar of a cycle holds every day once, with headings for weeks and weekdays."""

from __future__ import annotations

from mobilkontor.outputs.steps import step_rows
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import view_map
from tests.outputs import example


def test_a_cycle_has_a_row_for_each_week() -> None:
    """Two weeks of Monday and Tuesday: four days, each with its openings, and their sums."""
    rows = step_rows(view_map(example.two_weeks(), example.facts()), texts_in("sv"))
    assert [
        [(step.value, step.short, step.name, step.openings) for step in row] for row in rows
    ] == [
        [
            ("all-all", "Alla", "Alla dagar", 6),
            ("all-0", "må", "måndagar varje vecka", 3),
            ("all-1", "ti", "tisdagar varje vecka", 3),
        ],
        [
            ("0-all", "Vecka 1", "hela vecka 1", 4),
            ("0-0", "2", "måndag vecka 1", 2),
            ("0-1", "2", "tisdag vecka 1", 2),
        ],
        [
            ("1-all", "Vecka 2", "hela vecka 2", 2),
            ("1-0", "1", "måndag vecka 2", 1),
            ("1-1", "1", "tisdag vecka 2", 1),
        ],
    ]


def test_one_week_is_one_row() -> None:
    """A week that repeats has all days and its weekdays, nothing else."""
    (row,) = step_rows(view_map(example.plan(), example.facts()), texts_in("en"))
    assert [(step.value, step.short, step.name) for step in row] == [
        ("all-all", "All", "All days"),
        ("0-0", "Mo", "Monday"),
        ("0-1", "Tu", "Tuesday"),
    ]
