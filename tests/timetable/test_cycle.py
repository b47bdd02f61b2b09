"""A plan is laid out as lines that tell who is where when."""

from __future__ import annotations

from mobilkontor.core.units import clock_text
from mobilkontor.timetable.cycle import Line, LineKind, lay_out
from tests.outputs import example


def clocks(line: Line) -> list[str]:
    """Return the clock times of a line; a dash where nothing happens."""
    steps = (line.arrive_s, line.open_s, line.close_s, line.depart_s)
    return ["-" if step is None else clock_text(step) for step in steps]


def test_a_duty_has_a_start_its_visits_and_an_end() -> None:
    """Every duty gives one line more than its visits at either end, in order of the clock."""
    monday = [line for line in lay_out(example.plan()) if line.day == 0]
    assert [(line.kind, line.place, line.next_place) for line in monday] == [
        (LineKind.START, "alfa", "beta"),
        (LineKind.VISIT, "beta", "gamma"),
        (LineKind.VISIT, "gamma", "delta"),
        (LineKind.END, "delta", ""),
    ]
    assert [clocks(line) for line in monday] == [
        ["-", "-", "-", "08:35"],
        ["08:45", "09:00", "11:00", "11:15"],
        ["11:25", "12:10", "15:10", "15:45"],
        ["15:55", "-", "-", "-"],
    ]


def test_the_drives_of_the_lines_are_those_of_the_duties() -> None:
    """Driving times of the lines add up to the driving time of each duty."""
    plan = example.plan()
    for duty in plan.duties:
        lines = [x for x in lay_out(plan) if (x.vehicle, x.day) == (duty.vehicle, duty.day)]
        assert sum(line.driving_s for line in lines) == duty.driving_s


def test_a_break_stands_where_it_is_taken() -> None:
    """The break in gamma belongs to the line of gamma alone."""
    lines = lay_out(example.plan())
    assert [(line.place, line.breaks) for line in lines if line.breaks] == [
        ("gamma", example.plan().duties[0].breaks)
    ]
