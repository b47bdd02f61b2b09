"""Print what came of a scenario in several seasons, a row each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mobilkontor.console import NOTHING, gap_text, sek_text
from mobilkontor.core.terminal import for_terminal
from mobilkontor.season_job import SeasonDone

__all__ = ["print_seasons"]


def print_seasons(console: Console, outcomes: Sequence[SeasonDone]) -> None:
    """Print season, objective, gap, places served and folder of each.

    Parameters
    ----------
    console : Console
        Where to print.
    outcomes : sequence of SeasonDone
        What came of each season.
    """
    table = Table(box=None, pad_edge=False)
    table.add_column("season")
    for name in ("objective [dim]SEK[/dim]", "gap [dim]%[/dim]", "places served"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("folder", overflow="fold")
    for it in outcomes:
        if it.done is None:
            table.add_row(it.season, NOTHING, NOTHING, NOTHING, Text("no plan"))
            continue
        result = it.done.result
        places = len({service.place for service in result.plan.services})
        table.add_row(
            it.season,
            sek_text(result.objective_sek),
            gap_text(result.gap),
            str(places),
            Text(for_terminal(str(it.folder))),
        )
    console.print(table)
