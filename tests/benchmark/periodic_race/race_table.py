"""Print the table of the periodic race from its results, as README shows it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from tests.benchmark.periodic_race.cycle_instances import cycle_instances
from tests.benchmark.periodic_race.racers import RACERS, US
from tests.benchmark.periodic_race.results import Answer
from tests.benchmark.table import NOTHING, Table

__all__ = ["print_table"]

PROVED = 1e-6
OURS = ("seeds", "CPU %", "bound SEK", "proved", "ours")
LAST = ("lead over copies %", "over the best %")


def print_table(answers: Sequence[Answer]) -> None:
    """Print how far every racer stays below the bound, and how far we lead.

    *CPU %* is the least share of a core that our process had: low where others took it.

    Parameters
    ----------
    answers : sequence of Answer
        Results of the race, as many seeds as there are yet.
    """
    table = Table(("instance", *OURS, *(racer.title for racer in RACERS.values()), *LAST))
    table.begin()
    for problem in cycle_instances():
        of_racer = {
            method: [a for a in answers if a.instance == problem.name and a.method == method]
            for method in (US, *RACERS)
        }
        if of_racer[US]:
            villages, weeks = problem.num_villages, problem.weeks
            name = f"{villages} villages, {weeks} week{'s' * (weeks > 1)}"
            table.row((name, *_row(of_racer)))


def _row(of_racer: dict[str, list[Answer]]) -> list[str]:
    """Return the cells of one instance."""
    ours = of_racer[US]
    bounds = [answer.bound_sek for answer in ours if answer.bound_sek is not None]
    bound = min(bounds) if bounds else None
    proved = [
        a for a in ours if a.bound_sek is not None and a.worth_sek >= a.bound_sek * (1 - PROVED)
    ]
    peers = {method: own for method, own in of_racer.items() if method != US and own}
    best = max(map(_median, peers.values()), default=None)
    copies = peers.get("pyvrp-copies")
    return [
        str(len(ours)),
        f"{100 * min(answer.cpu_share for answer in ours):.0f}",
        NOTHING if bound is None else f"{bound:,.0f}",
        f"{len(proved)}/{len(ours)}",
        _below(ours, bound),
        *(_below(of_racer[method], bound) for method in RACERS),
        _lead(_median(ours), _median(copies) if copies else None),
        _lead(_median(ours), best),
    ]


def _median(answers: Sequence[Answer]) -> float:
    """Return the median worth [SEK]."""
    return statistics.median(answer.worth_sek for answer in answers)


def _below(answers: Sequence[Answer], bound: float | None) -> str:
    """Return how far answers stay below a bound: median, and (best, worst) if they differ [%]."""
    if not answers or bound is None:
        return NOTHING
    below = sorted(100 * (bound - answer.worth_sek) / bound for answer in answers)
    shown = [f"{max(0.0, value):.2f}" for value in (below[0], below[-1])]
    median = f"{max(0.0, statistics.median(below)):.2f}"
    return median if shown[0] == shown[1] else f"{median} ({shown[0]}, {shown[1]})"


def _lead(ours: float, theirs: float | None) -> str:
    """Return by how much we are better; negative, and bold, if we are worse [%]."""
    if not theirs or theirs <= 0:
        return NOTHING
    lead = 100 * (ours - theirs) / theirs
    return f"{lead:.1f}" if ours >= theirs else f"**{lead:.2f}**"
