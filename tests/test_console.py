"""Progress is a table on a terminal, plain lines elsewhere; the summary says what is proved."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from mobilkontor.console import show_progress
from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Duty, Plan, Visit
from mobilkontor.core.result import Progress, Result, Scope, Status, StopReason
from mobilkontor.indicators.registry import INDICATORS
from mobilkontor.job import Done
from mobilkontor.summary import gap_statement, print_summary
from tests.outputs import example

SEARCHING = Progress(12.5, "search", 3456, 65_700.0, 66_100.0, 12_345)
NASTY = "[bold]Byn[/bold]\x1b]0;owned\x07\u202e"
HARMLESS = "[bold]Byn[/bold]]0;owned"


def shown(*reports: Progress, terminal: bool) -> str:
    """Return what the display prints for some reports."""
    text = io.StringIO()
    console = Console(file=text, force_terminal=terminal, width=120, color_system=None)
    with show_progress(console) as display:
        for report in reports:
            display.observe(report)
        display.say("Stopping [soon]")
    return text.getvalue()


def result(**changes: object) -> Result:
    """Return a result with one visit to a badly named place, and some fields changed."""
    visit = Visit("byn", 9 * 3600, 9 * 3600 + 900, 11 * 3600, 11 * 3600 + 900)
    duty = Duty(
        vehicle=NASTY,
        day=0,
        start="hem",
        end="hem",
        start_s=8 * 3600,
        end_s=12 * 3600,
        driving_s=3600,
        working_s=4 * 3600,
        distance_m=61_000,
        cost_sek=1000.0,
        stops=(visit,),
        breaks=(),
    )
    fields: dict[str, object] = {
        "status": Status.FEASIBLE,
        "stop_reason": StopReason.TIME_LIMIT,
        "plan": Plan(make_horizon(1, ("mon",)), (duty,), (), (), ()),
        "objective_sek": 65_700.0,
        "bound_sek": 66_100.0,
        "scope": Scope.ALL_DUTIES,
        "seed": 0,
        "runtime_s": 1.0,
    }
    return Result(**{**fields, **changes})  # type: ignore[arg-type]


def test_plain_lines_name_their_columns_once() -> None:
    """Away from a terminal there is a header, a line for each report, and no escape code."""
    lines = shown(Progress(0.1, "load", 0), SEARCHING, terminal=False).splitlines()
    assert lines[0].split() == [
        *("time", "phase", "columns", "objective", "bound", "gap", "served", "residents")
    ]
    assert lines[1].split() == ["0.1", "load", "0", "–", "–", "–", "–"]
    assert lines[2].split("  ")[-1].strip() == "12 345"
    assert "65 700" in lines[2]
    assert "66 100" in lines[2]
    assert "0.61" in lines[2]
    assert lines[3] == "Stopping [soon]"
    assert len(lines) == 4
    assert "\x1b" not in "".join(lines)


def test_a_terminal_gets_a_table() -> None:
    """On a terminal the same columns stand in a table, and messages stay above it."""
    text = shown(SEARCHING, terminal=True)
    for cell in ("time", "served residents", "search", "3 456", "65 700", "66 100", "12 345"):
        assert cell in text
    assert "Stopping [soon]" in text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "at most 66 100 SEK, a gap of 0.61 %. The search ended at the time limit"),
        ({"status": Status.OPTIMAL}, "it is proved that any plan is worth no more"),
        ({"scope": Scope.GENERATED_DUTIES}, "made of the duties that were generated"),
        ({"bound_sek": None}, "no bound was proved"),
        ({"stop_reason": StopReason.INTERRUPTED}, "stopped by hand"),
    ],
)
def test_the_worth_is_stated_with_what_is_proved(changes: dict[str, object], text: str) -> None:
    """The sentence on the gap says what the bound covers and why the search ended."""
    assert text in gap_statement(result(**changes))


def test_names_do_no_harm_in_the_summary() -> None:
    """Markup in names is shown as it is, and characters that steer a terminal are gone."""
    text = io.StringIO()
    done = Done(
        result=result(),
        names={"hem": "Hem", "byn": NASTY},
        indicators={indicator.name: None for indicator in INDICATORS} | {"met_visits": 12.5},
        travel_note=NASTY,
        files=(),
    )
    print_summary(Console(file=text, width=200, force_terminal=False), done)
    assert f"08:00 Hem → {HARMLESS} 09:15-11:00 → 12:00 Hem" in text.getvalue()
    assert "\x1b" not in text.getvalue()
    assert "\u202e" not in text.getvalue()
    assert text.getvalue().count(HARMLESS) == 3
    assert "12.50  visits/cycle" in text.getvalue()


def test_weeks_that_are_alike_are_printed_once() -> None:
    """A cycle says its weeks; of alike weeks the first is printed, with the numbers of all."""
    plan = example.two_weeks()
    text = io.StringIO()
    indicators = {entry.name: None for entry in INDICATORS}
    done = Done(result(plan=plan), {}, indicators, "", ())
    print_summary(Console(file=text, width=200, force_terminal=False), done)
    title, _, *lines = text.getvalue().splitlines()
    assert title.strip() == "The cycle of 2 weeks"
    assert [line.split()[: 3 if k in (0, 3) else 2] for k, line in enumerate(lines[:4])] == [
        ["ett", "1", "mon"],
        ["tue", "08:35"],
        ["2", "mon"],
        ["tva", "1,", "2"],
    ]
