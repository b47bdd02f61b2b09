"""Own the command about the places table: places import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mobilkontor.cli import work
from mobilkontor.cli.shared import ScenarioArgument, app, exit_codes
from mobilkontor.core.terminal import for_terminal

__all__: list[str] = []

places = typer.Typer(
    name="places",
    help="The places table and official figures.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(places)


@places.callback()
def _places() -> None:
    """Keep `import` a command of its own."""


@places.command("import")
def import_(
    scenario: ScenarioArgument,
    localities: Annotated[
        Path | None, typer.Option(metavar="FILE", help="SCB's localities (tätorter), GeoPackage.")
    ] = None,
    small_localities: Annotated[
        Path | None, typer.Option(metavar="FILE", help="SCB's small localities (småorter).")
    ] = None,
    grid: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="SCB's population on a 1 km grid, for all the others."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The table to write, else beside the scenario's."),
    ] = None,
) -> None:
    """Write a copy of the places table with official figures, and tell what changed."""
    files = [
        (source, path)
        for source, path in (("localities", localities), ("small localities", small_localities))
        if path is not None
    ]
    if not files and grid is None:
        msg = "Give at least one of --localities, --small-localities and --grid."
        raise typer.BadParameter(msg)
    with exit_codes():
        path, report = work.place_job.import_places(scenario, files, grid, out)
        for line in work.place_summary.import_lines(report):
            print(line)
        print(f"Wrote {for_terminal(str(path))}; name it in tables.places to plan with it")
