"""Own the command that sets plans beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mobilkontor.cli import work
from mobilkontor.cli.shared import CspOption, Language, LanguageOption, app, exit_codes, say
from mobilkontor.core.terminal import for_terminal

__all__: list[str] = []


@app.command()
def compare(
    plans: Annotated[
        list[Path],
        typer.Argument(metavar="PLAN...", help="One to six plan files.", show_default=False),
    ],
    lang: LanguageOption = Language.SV,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write.")] = Path(
        "maps/comparison"
    ),
    csp: CspOption = False,
) -> None:
    """Set plans beside each other and beside no plan: places, residents, indicators, settings."""
    with exit_codes():
        path = work.compare_job.compare_plans(
            plans, folder=out, language=lang.value, say=say, csp=csp
        )
        print(for_terminal(str(path)))
