"""Own the command that lays the cycle of a plan onto dates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mobilkontor.cli import work
from mobilkontor.cli.shared import (
    Language,
    LanguageOption,
    PlanArgument,
    ScenarioOption,
    app,
    exit_codes,
    say,
)
from mobilkontor.core.choices import TIMETABLE_FORMATS
from mobilkontor.core.terminal import for_terminal

__all__: list[str] = []


# Dates, numbers and formats come as they are written: what is wrong is then told all at once.
@app.command()
def timetable(
    plan: PlanArgument,
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE",
            help="First date; the first week is the one that holds it, from Monday.",
            show_default=False,
        ),
    ],
    weeks: Annotated[
        str, typer.Option(metavar="N", help="Calendar weeks to cover.", show_default=False)
    ],
    first_week: Annotated[
        str,
        typer.Option(
            metavar="N", help="Week of the cycle that the first week is, to go on from a timetable."
        ),
    ] = "1",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="|".join(TIMETABLE_FORMATS),
            help="What to write; may be given several times.",
            show_default="csv",
        ),
    ] = None,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal/--public",
            help="With vehicles, drives, breaks and nights, or for everybody.",
        ),
    ] = False,
    place: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this place, by name or id; may be given several times.",
            show_default="all",
        ),
    ] = None,
    closed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE[..DATE]",
            help="Days without visits beside the public holidays; may be given several times.",
        ),
    ] = None,
    move_closed: Annotated[
        bool,
        typer.Option(
            "--move-closed",
            help="Move day trips of closed days to a free day of the same week, where the "
            "verifier finds no rule broken.",
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where to write.", show_default="timetable/ beside the plan"
        ),
    ] = None,
    lang: LanguageOption = Language.SV,
    scenario: ScenarioOption = None,
) -> None:
    """Lay the cycle of a plan onto dates, for residents or for the crews."""
    words = work.api.Words(
        start=start,
        weeks=weeks,
        first_week=first_week,
        closed=tuple(closed or ()),
        formats=tuple(formats or ("csv",)),
        places=tuple(place or ()),
        moves_closed=move_closed,
    )
    with exit_codes():
        written = work.timetable_job.write_timetable(
            plan, scenario, words, folder=out, language=lang.value, is_internal=internal
        )
        if written.has_changed:
            say(
                f"Note: {written.scenario} or a table it names has changed since the plan was "
                "made; check the plan before you publish its dates."
            )
        _print_summary(written)


def _print_summary(written: work.timetable_job.Written) -> None:
    """Print the files, what becomes of the openings, and how to go on."""
    for path in written.files:
        print(for_terminal(str(path)))
    counts = f"{written.made} as planned, {written.moved} moved, {written.cancelled} cancelled"
    print(f"Openings: {counts}.")
    print(f"To go on: --from {written.next_start} --first-week {written.next_week}")
