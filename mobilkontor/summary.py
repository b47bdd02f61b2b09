"""Print what a planner reads first: the weeks, the indicators, how good the plan is, the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mobilkontor.api import INDICATORS
from mobilkontor.console import NOTHING, gap_text, sek_text
from mobilkontor.core.goals import FairnessPrice, Goal, Reached
from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.repeats import alike_weeks
from mobilkontor.core.result import Result, Scope, Status, StopReason
from mobilkontor.core.terminal import for_terminal
from mobilkontor.core.units import METRES_PER_KM, clock_text, duration_text
from mobilkontor.job import Done

__all__ = ["gap_statement", "print_summary"]

WHOLE_FROM = 1000

_STOP_TEXTS = {
    StopReason.PROVED: "The search ended with the proof.",
    StopReason.GAP_LIMIT: "The search ended at the gap that was asked for.",
    StopReason.TIME_LIMIT: "The search ended at the time limit; --time-limit gives it longer.",
    StopReason.WORK_LIMIT: "The search ended at the work limit; --work-limit gives it more.",
    StopReason.INTERRUPTED: "The search was stopped by hand.",
    StopReason.EXHAUSTED: "The search ran out of ways to improve the plan.",
}


def print_summary(console: Console, done: Done) -> None:
    """Print the weeks, the indicators, how good the plan is, and the files.

    Parameters
    ----------
    console : Console
        Where to print.
    done : Done
        What came of the main job.
    """
    _print_week(console, done.result.plan, done.names)
    console.print()
    _print_indicators(console, done.indicators)
    console.print()
    for text in filter(None, (gap_statement(done.result), done.travel_note)):
        console.print(Text(for_terminal(text)))
    console.print()
    console.print("Written:")
    for path in done.files:
        console.print(Text(f"  {for_terminal(str(path))}"), soft_wrap=True)


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
    among = (
        "any plan"
        if result.scope is Scope.ALL_DUTIES
        else "any plan made of the duties that were generated (others were not examined)"
    )
    if result.earlier:
        among += " that keeps what the goals before it reached"
    worth, no_more, at_most = _GOAL_WORDS[result.goal]
    sign = 1
    if result.goal is Goal.LEAST_COST:
        among, sign = f"{among} {'and' if result.earlier else 'that keeps'} what is promised", -1
    worth = worth.format(amount=sek_text(sign * result.objective_sek))
    if result.status is Status.OPTIMAL:
        claim = f"{worth}; it is proved that {among} {no_more}."
    elif result.bound_sek is None:
        claim = f"{worth}; no bound was proved, so how much better a plan can be is not known."
    else:
        limit = at_most.format(amount=sek_text(sign * result.bound_sek))
        claim = f"{worth}; it is proved that {among} {limit}, a gap of {gap_text(result.gap)} %."
    parts = [claim, *map(_reached_text, result.earlier), _STOP_TEXTS[result.stop_reason]]
    if result.fairness is not None:
        parts.append(_fairness_text(result.fairness))
    return " ".join(parts)


_GOAL_WORDS = {
    Goal.VALUE_MINUS_COST: (
        "The plan is worth {amount} SEK per cycle",
        "is worth no more",
        "is worth at most {amount} SEK",
    ),
    Goal.MOST_BENEFIT: (
        "The visits that the plan meets are worth {amount} SEK per cycle",
        "meets no more",
        "meets at most {amount} SEK worth of them",
    ),
    Goal.LEAST_COST: (
        "The plan costs {amount} SEK per cycle",
        "costs no less",
        "costs at least {amount} SEK",
    ),
}
"""The plan's worth, that no plan is better, and how much better one may be, by goal."""


def _reached_text(reached: Reached) -> str:
    """Return what an earlier goal reached, and what it could reach at most."""
    sign = -1 if reached.goal is Goal.LEAST_COST else 1
    text = f"Before, the goal {reached.goal.value} reached {sek_text(sign * reached.objective_sek)}"
    if reached.bound_sek is None:
        return f"{text} SEK."
    word = "least" if sign < 0 else "most"
    return f"{text} SEK (proved: at {word} {sek_text(sign * reached.bound_sek)})."


def _fairness_text(price: FairnessPrice) -> str:
    """Return what fairness costs."""
    text = (
        f"Fairness costs {sek_text(price.price_sek)} SEK and {price.met_visits:.1f} met visits per "
        "cycle against the best plan found without it"
    )
    if price.least_sek is None or price.most_sek is None:
        return f"{text}."
    limits = f"between {sek_text(price.least_sek)} and {sek_text(price.most_sek)} SEK"
    return f"{text} (proved: {limits})."


def _print_week(console: Console, plan: Plan, names: Mapping[str, str]) -> None:
    """Print every vehicle's days with the clock times of its stops."""
    weeks = plan.horizon.weeks
    title = "The week" if weeks == 1 else f"The cycle of {weeks} weeks"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in ("vehicle", *(("week",) if weeks > 1 else ()), "day", "route"):
        table.add_column(column, overflow="fold")
    for column in ("driving", "work", "km"):
        table.add_column(column, justify="right", no_wrap=True)
    earlier = ("", "")
    for duty, numbers in _duties_once(plan):
        heads = for_terminal(duty.vehicle), numbers
        shown = [head if heads[: k + 1] != earlier[: k + 1] else "" for k, head in enumerate(heads)]
        table.add_row(
            *(Text(head) for head in shown[: 1 if weeks == 1 else 2]),
            Text(plan.horizon.days[duty.day][1]),
            Text(_route(duty, names)),
            Text(duration_text(duty.driving_s)),
            Text(duration_text(duty.working_s)),
            Text(f"{duty.distance_m / METRES_PER_KM:.0f}"),
        )
        earlier = heads
    console.print(table)


def _duties_once(plan: Plan) -> Iterator[tuple[Duty, str]]:
    """Yield the duties with the numbers of their weeks; weeks that are alike come once."""
    for vehicle in dict.fromkeys(duty.vehicle for duty in plan.duties):
        for weeks in alike_weeks(plan, vehicle):
            numbers = ", ".join(str(week + 1) for week in weeks)
            for duty in plan.duties:
                if duty.vehicle == vehicle and plan.horizon.week_of(duty.day) == weeks[0]:
                    yield duty, numbers


def _route(duty: Duty, names: Mapping[str, str]) -> str:
    """Return the day of one vehicle in one line."""

    def name(place: str) -> str:
        """Return the name of a place, fit for a terminal."""
        return for_terminal(names.get(place, place))

    steps = [f"{clock_text(duty.start_s)} {name(duty.start)}"]
    steps += [
        f"{name(visit.place)} {clock_text(visit.open_s)}-{clock_text(visit.close_s)}"
        for visit in duty.stops
    ]
    steps.append(f"{clock_text(duty.end_s)} {name(duty.end)}")
    return " → ".join(steps)


def _print_indicators(console: Console, indicators: Mapping[str, float | None]) -> None:
    """Print the indicators with their units."""
    table = Table(title="Indicators", title_justify="left", box=None, pad_edge=False)
    table.add_column("indicator")
    table.add_column("value", justify="right")
    table.add_column("unit")
    for indicator in INDICATORS:
        value = _number_text(indicators[indicator.name])
        table.add_row(Text(indicator.name), Text(value), Text(indicator.unit))
    console.print(table)


def _number_text(value: float | None) -> str:
    """Return a number with as many decimals as a reader cares for."""
    if value is None:
        return NOTHING
    digits = 0 if float(value).is_integer() or abs(value) >= WHOLE_FROM else 2
    return f"{value:,.{digits}f}".replace(",", " ")
