"""Print what a planner reads first: the week, the indicators, how good the plan is, the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mobilkontor.console import clean, gap_text, sek_text
from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.result import Result, Scope, Status, StopReason
from mobilkontor.core.units import METRES_PER_KM, clock_text, duration_text

__all__ = ["gap_statement", "print_files", "print_indicators", "print_week"]

_STOP_TEXTS = {
    StopReason.PROVED: "The search ended with the proof.",
    StopReason.GAP_LIMIT: "The search ended at the gap that was asked for.",
    StopReason.TIME_LIMIT: "The search ended at the time limit; --time-limit gives it longer.",
    StopReason.INTERRUPTED: "The search was stopped by hand.",
    StopReason.EXHAUSTED: "The search ran out of ways to improve the plan.",
}


def gap_statement(result: Result) -> str:
    """Return how good the plan is, with what the claim covers and why the search ended.

    Parameters
    ----------
    result : Result
        The plan with its proof.

    Returns
    -------
    str
        Two or three sentences.
    """
    worth = f"The plan is worth {sek_text(result.objective_sek)} SEK per cycle"
    among = (
        "any plan"
        if result.scope is Scope.ALL_DUTIES
        else "any plan made of the duties that were generated (others were not examined)"
    )
    if result.status is Status.OPTIMAL:
        claim = f"{worth}; it is proved that {among} is worth no more."
    elif result.bound_sek is None:
        claim = f"{worth}; no bound was proved, so how much better a plan can be is not known."
    else:
        claim = (
            f"{worth}; it is proved that {among} is worth at most "
            f"{sek_text(result.bound_sek)} SEK, a gap of {gap_text(result.gap)} %."
        )
    return f"{claim} {_STOP_TEXTS[result.stop_reason]}"


def print_week(console: Console, plan: Plan, names: Mapping[str, str]) -> None:
    """Print every vehicle's days with the clock times of its stops.

    Parameters
    ----------
    console : Console
        Where to print.
    plan : Plan
        The plan.
    names : mapping of str to str
        Name of each place, by id.
    """
    table = Table(title="The week", title_justify="left", box=None, pad_edge=False)
    for column in ("vehicle", "day", "route"):
        table.add_column(column, overflow="fold")
    for column in ("driving", "work", "km"):
        table.add_column(column, justify="right", no_wrap=True)
    earlier = ""
    for duty in plan.duties:
        week, weekday = plan.horizon.days[duty.day]
        table.add_row(
            Text(clean(duty.vehicle) if duty.vehicle != earlier else ""),
            Text(weekday if plan.horizon.weeks == 1 else f"{week + 1} {weekday}"),
            Text(_route(duty, names)),
            Text(duration_text(duty.driving_s)),
            Text(duration_text(duty.working_s)),
            Text(f"{duty.distance_m / METRES_PER_KM:.0f}"),
        )
        earlier = duty.vehicle
    console.print(table)


def _route(duty: Duty, names: Mapping[str, str]) -> str:
    """Return the day of one vehicle in one line."""

    def name(place: str) -> str:
        """Return the name of a place, fit for a terminal."""
        return clean(names.get(place, place))

    steps = [f"{clock_text(duty.start_s)} {name(duty.start)}"]
    steps += [
        f"{name(visit.place)} {clock_text(visit.open_s)}-{clock_text(visit.close_s)}"
        for visit in duty.stops
    ]
    steps.append(f"{clock_text(duty.end_s)} {name(duty.end)}")
    return " → ".join(steps)


def print_indicators(console: Console, rows: Iterable[Sequence[str]]) -> None:
    """Print the indicators.

    Parameters
    ----------
    console : Console
        Where to print.
    rows : iterable of sequence of str
        Name, value and unit of each indicator.
    """
    table = Table(title="Indicators", title_justify="left", box=None, pad_edge=False)
    table.add_column("indicator")
    table.add_column("value", justify="right")
    table.add_column("unit")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console.print(table)


def print_files(console: Console, files: Iterable[Path]) -> None:
    """Print the paths of the files that were written, one to a line."""
    console.print("Written:")
    for path in files:
        console.print(Text(f"  {clean(str(path))}"), soft_wrap=True)
