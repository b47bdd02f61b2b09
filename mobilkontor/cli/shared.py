"""Own what all commands share: the app, common arguments, exit codes and messages."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mobilkontor.core.errors import MobilkontorError
from mobilkontor.core.terminal import for_terminal

__all__ = [
    "CspOption",
    "Language",
    "LanguageOption",
    "PlanArgument",
    "ScenarioArgument",
    "ScenarioOption",
    "SeasonName",
    "TilesOption",
    "app",
    "exit_codes",
    "say",
]

DEFECT = 1
STOPPED_AT_ONCE = 130

app = typer.Typer(
    name="mobilkontor",
    help="Plan mobile service offices: stops, days, routes, nights, and a proof of how good it is.",
    epilog=(
        "Exit codes: 0 done (for plan: a verified plan was written, also at the limit or after "
        "Ctrl-C), 1 defect of mobilkontor, 2 input or output folder, 3 travel "
        "times, 4 proved infeasible, 5 stopped before there was a plan, 6 a plan breaks a rule, "
        "130 stopped at once."
    ),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


class Language(StrEnum):
    """Languages of the map."""

    SV = "sv"
    EN = "en"


class SeasonName(StrEnum):
    """Seasons that a scenario can be planned for."""

    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"
    THAW = "thaw"


ScenarioArgument = Annotated[
    Path, typer.Argument(metavar="SCENARIO", help="The scenario file (YAML).", show_default=False)
]
PlanArgument = Annotated[
    Path, typer.Argument(metavar="PLAN", help="The plan file (plan.json).", show_default=False)
]
ScenarioOption = Annotated[
    Path | None,
    typer.Option(
        "--scenario",
        metavar="SCENARIO",
        help="The scenario file, if it is no longer where the plan says.",
    ),
]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the output.")]
CspOption = Annotated[
    bool,
    typer.Option(
        "--csp",
        help="Write scripts and styles as files in assets/ beside the page, for servers whose "
        "content security policy forbids inline ones.",
    ),
]
TilesOption = Annotated[
    str | None,
    typer.Option(
        "--tiles",
        metavar="osm|URL",
        help="Fetch a background map: osm (OpenStreetMap, whose server refuses pages opened from "
        "a file) or the address of a tile with {z}, {x} and {y}. Lantmäteriet's map needs a key "
        "of your own in its address. The server learns who reads the map.",
        show_default="no background map, nothing is fetched",
    ),
]


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn errors into messages and exit codes; only our own defects show a traceback."""
    try:
        yield
    except MobilkontorError as error:
        say(str(error))
        raise typer.Exit(error.exit_code) from error
    except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        _leave_at_once()
    except Exception as error:
        traceback.print_exc()
        say("This is a defect of mobilkontor. Please report it with the lines above.")
        raise typer.Exit(DEFECT) from error


def say(text: str) -> None:
    """Print a message on standard error, without anything that steers the terminal."""
    for line in text.splitlines():
        print(for_terminal(line), file=sys.stderr)


def _leave_at_once() -> None:
    """End the process without waiting for a solver that is still busy in its thread."""
    say("Stopped at once. Files that were there before are as they were, or are complete.")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(STOPPED_AT_ONCE)
