"""Own the commands: arguments to ``api``, its values to the terminal, its errors to exit codes."""

from __future__ import annotations

import io
import json
import math
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from mobilkontor.api import for_terminal, json_schema
from mobilkontor.console import show_progress
from mobilkontor.core.errors import MobilkontorError, VerificationError
from mobilkontor.core.version import VERSION
from mobilkontor.interrupt import leave, stop_on_signal
from mobilkontor.job import Done, Job, check_plan, draw_again, run_job, validate_scenario
from mobilkontor.starter import write_starter
from mobilkontor.summary import print_summary

__all__ = ["app", "main"]

DEFECT = 1
STOPPED_AT_ONCE = 130
PERCENT = 100
DEFAULT_TIME_LIMIT_S = 600
MAX_SEED = 2**31 - 1

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
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the map.")]


def _finite(number: float) -> float:
    """Refuse a number that no limit can be compared with."""
    if not math.isfinite(number):
        msg = f"{number} is not a number of the kind that is meant here, such as 60."
        raise typer.BadParameter(msg)
    return number


def _finite_if_any(number: float | None) -> float | None:
    """Refuse a number that no limit can be compared with, if one is given."""
    return None if number is None else _finite(number)


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Turn errors into messages and exit codes; only our own defects show a traceback."""
    try:
        yield
    except MobilkontorError as error:
        _say(str(error))
        raise typer.Exit(error.exit_code) from error
    except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        _leave_at_once()
    except Exception as error:
        traceback.print_exc()
        _say("This is a defect of mobilkontor. Please report it with the lines above.")
        raise typer.Exit(DEFECT) from error


def _say(text: str) -> None:
    """Print a message on standard error, without anything that steers the terminal."""
    for line in text.splitlines():
        print(for_terminal(line), file=sys.stderr)


def _leave_at_once() -> None:
    """End the process without waiting for a solver that is still busy in its thread."""
    _say("Stopped at once. Files that were there before are as they were, or are complete.")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(STOPPED_AT_ONCE)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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


@app.command()
def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)
    ],
) -> None:
    """Make a starter scenario folder, commented, that plans as it is."""
    with _exit_codes():
        scenario = write_starter(folder)
        print(f"Made {for_terminal(str(folder))}. Plan it as it is with:")
        print(f"mobilkontor plan {for_terminal(str(scenario))}")


@app.command()
def validate(scenario: ScenarioArgument) -> None:
    """Tell every problem of a scenario at once: file, line, key, found, expected, remedy."""
    with _exit_codes():
        size = validate_scenario(scenario)
        print(f"{for_terminal(str(scenario))}: no problems; {size}")


@app.command()
def plan(
    scenario: ScenarioArgument,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to write.", show_default="maps/<scenario name>/"),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="S",
            min=0,
            callback=_finite_if_any,
            help="Longest search, seconds.",
            show_default=str(DEFAULT_TIME_LIMIT_S),
        ),
    ] = None,
    work_limit: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            min=0,
            callback=_finite_if_any,
            help="End after so much work in place of --time-limit, so that a run can be repeated "
            "byte for byte; a unit is about a second.",
            show_default="none",
        ),
    ] = None,
    gap: Annotated[
        float,
        typer.Option(metavar="PCT", min=0, callback=_finite, help="Gap to stop at [%]."),
    ] = 0.1,
    seed: Annotated[
        int, typer.Option(metavar="N", min=0, max=MAX_SEED, help="Seed of the search.")
    ] = 0,
    threads: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Threads of the search.", show_default="all"),
    ] = None,
    lang: LanguageOption = Language.SV,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print one JSON object on standard output, nothing else."),
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on from the best plan of a run into this folder that was cut off."
        ),
    ] = False,
    fairness_price: Annotated[
        bool,
        typer.Option(
            "--price-of-fairness",
            help="Plan again without floors and fairness, as long, and tell what they cost.",
        ),
    ] = False,
) -> None:
    """Make, verify and write a plan: the main job."""
    if time_limit is not None and work_limit is not None:
        msg = "--work-limit stands in the place of --time-limit. Give one of them."
        raise typer.BadParameter(msg)
    job = Job(
        scenario=scenario,
        out=out,
        language=lang.value,
        time_limit_s=DEFAULT_TIME_LIMIT_S if time_limit is None else time_limit,
        gap_limit=gap / PERCENT,
        seed=seed,
        threads=threads or _processors(),
        resume=resume,
        price_of_fairness=fairness_price,
        work_limit=work_limit,
    )
    with _exit_codes():
        done = _run_with_progress(job)
        if as_json:
            print(json.dumps(_answer(done), allow_nan=False))
        else:
            print_summary(Console(highlight=False), done)


def _run_with_progress(job: Job) -> Done:
    """Do the job while progress is shown and Ctrl-C is heard."""
    with show_progress(Console(stderr=True, highlight=False)) as display:

        def tell() -> None:
            """Say what the first Ctrl-C does, and what a second one would."""
            display.say("Stopping with the best plan so far. Ctrl-C again stops at once.")

        with stop_on_signal(tell) as stop:
            return run_job(job, display.observe, stop, display.say)


def _answer(done: Done) -> dict[str, object]:
    """Return what ``--json`` prints."""
    result = done.result
    return {
        "status": result.status.value,
        "objective": result.objective_sek,
        "bound": result.bound_sek,
        "gap": result.gap,
        "scope": result.scope.value,
        "stop_reason": result.stop_reason.value,
        "runtime_s": result.runtime_s,
        "indicators": dict(done.indicators),
        "files": [str(path) for path in done.files],
    }


@app.command()
def check(plan: PlanArgument, scenario: ScenarioOption = None) -> None:
    """Replay a plan against its scenario with the independent verifier."""
    with _exit_codes():
        checked = check_plan(plan, scenario)
        if checked.has_changed:
            _say(
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
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to write.", show_default="beside the plan"),
    ] = None,
    scenario: ScenarioOption = None,
) -> None:
    """Draw the map of a plan again, in another language or folder."""
    with _exit_codes():
        path = draw_again(plan, scenario, folder=out or plan.parent, language=lang.value)
        print(for_terminal(str(path)))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the scenario file, for editors."""
    with _exit_codes():
        print(json.dumps(json_schema(), indent=2))


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
