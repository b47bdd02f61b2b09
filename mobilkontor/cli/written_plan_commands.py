"""Own the commands about plans that were written: check, map, report, index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mobilkontor.cli import work
from mobilkontor.cli.shared import (
    CspOption,
    Language,
    LanguageOption,
    PlanArgument,
    ScenarioOption,
    TilesOption,
    app,
    exit_codes,
    say,
)
from mobilkontor.core.errors import VerificationError
from mobilkontor.core.terminal import for_terminal

__all__: list[str] = []

OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where to write.", show_default="beside the plan"),
]


@app.command()
def check(plan: PlanArgument, scenario: ScenarioOption = None) -> None:
    """Replay a plan against its scenario with the independent verifier."""
    with exit_codes():
        checked = work.written_plan_job.check_plan(plan, scenario)
        if checked.has_changed:
            say(
                f"Note: {checked.scenario} or a table it names has changed since the plan was "
                "made; the plan is judged by what they say now."
            )
        if not checked.report.is_clean:
            raise VerificationError(checked.report.text)
        print(f"{for_terminal(str(plan))}: {checked.report.text}")


@app.command(name="map")
def draw_map(
    plan: PlanArgument,
    lang: LanguageOption = Language.SV,
    out: OutOption = None,
    scenario: ScenarioOption = None,
    csp: CspOption = False,
    tiles: TilesOption = None,
) -> None:
    """Draw the map of a plan again, in another language or folder."""
    with exit_codes():
        path = work.written_plan_job.draw_again(
            plan,
            scenario,
            folder=out or plan.parent,
            language=lang.value,
            csp=csp,
            tiles=None if tiles is None else work.api.read_tiles(tiles),
        )
        print(for_terminal(str(path)))


@app.command()
def report(
    plan: PlanArgument,
    lang: LanguageOption = Language.SV,
    out: OutOption = None,
    scenario: ScenarioOption = None,
    csp: CspOption = False,
) -> None:
    """Write the decision paper of a plan again, in another language or folder."""
    with exit_codes():
        path = work.written_plan_job.draw_again(
            plan,
            scenario,
            folder=out or plan.parent,
            language=lang.value,
            csp=csp,
            page=work.written_plan_job.Page.REPORT,
        )
        print(for_terminal(str(path)))


@app.command()
def index(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The folder that holds the plans' folders.", show_default=False
        ),
    ],
    lang: LanguageOption = Language.SV,
) -> None:
    """Write the page that leads to all plans in the folders of a folder."""
    with exit_codes():
        path, left_out = work.written_plan_job.write_plan_index(folder, lang.value)
        for text in left_out:
            say(f"Left out: {for_terminal(text)}")
        print(for_terminal(str(path)))
