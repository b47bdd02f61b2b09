"""Own the way in: options before any command, and what standard output is for."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from mobilkontor.cli import (
    compare_command,
    places_command,
    plan_command,
    roads_cache_commands,
    roads_commands,
    scenario_commands,
    timetable_command,
    written_plan_commands,
)
from mobilkontor.cli.shared import app
from mobilkontor.core.version import VERSION
from mobilkontor.interrupt import leave

__all__ = ["COMMANDS", "app", "main"]

COMMANDS = (
    scenario_commands,
    plan_command,
    written_plan_commands,
    compare_command,
    timetable_command,
    roads_commands,
    roads_cache_commands,
    places_command,
)
"""Files of commands in the order of the help; importing them adds their commands to the app."""


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True)
    ] = False,
) -> None:
    """Handle the options that come before any command."""
    if version:
        print(VERSION)
        raise typer.Exit


def _keep_solvers_off_stdout() -> None:
    """Keep standard output for our answers: HiGHS prints lines of its own on descriptor 1."""
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return
    sys.stdout.flush()
    descriptor = sys.stdout.fileno()
    own = open(os.dup(descriptor), "w", encoding=sys.stdout.encoding)  # noqa: SIM115
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    sys.stdout = own


def main() -> None:
    """Run the command line."""
    _keep_solvers_off_stdout()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show an arrow or a Swedish letter is no reason to fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else int(end.code is not None))
