"""Own the commands about scenario files: new, validate, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from mobilkontor.cli import work
from mobilkontor.cli.shared import ScenarioArgument, app, exit_codes
from mobilkontor.core.terminal import for_terminal
from mobilkontor.starter import write_starter

__all__: list[str] = []


@app.command()
def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)
    ],
) -> None:
    """Make a starter scenario folder, commented, that plans as it is."""
    with exit_codes():
        scenario = write_starter(folder)
        print(f"Made {for_terminal(str(folder))}. Plan it as it is with:")
        print(f"mobilkontor plan {for_terminal(str(scenario))}")


@app.command()
def validate(scenario: ScenarioArgument) -> None:
    """Tell every problem of a scenario at once: file, line, key, found, expected, remedy."""
    with exit_codes():
        size = work.scenario_job.validate_scenario(scenario)
        print(f"{for_terminal(str(scenario))}: no problems; {size}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the scenario file, for editors."""
    with exit_codes():
        print(json.dumps(work.api.json_schema(), indent=2))
