"""Own the main command: plan a scenario, verify and write the plan."""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from mobilkontor.cli import work
from mobilkontor.cli.shared import (
    Language,
    LanguageOption,
    ScenarioArgument,
    SeasonName,
    TilesOption,
    app,
    exit_codes,
)
from mobilkontor.core.result import Progress
from mobilkontor.interrupt import stop_on_signal

__all__: list[str] = []

T = TypeVar("T")

PERCENT = 100
DEFAULT_TIME_LIMIT_S = 600
MAX_SEED = 2**31 - 1


def _finite(number: float) -> float:
    """Refuse a number that no limit can be compared with."""
    if not math.isfinite(number):
        msg = f"{number} is not a number of the kind that is meant here, such as 60."
        raise typer.BadParameter(msg)
    return number


def _finite_if_any(number: float | None) -> float | None:
    """Refuse a number that no limit can be compared with, if one is given."""
    return None if number is None else _finite(number)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
    tiles: TilesOption = None,
    fairness_price: Annotated[
        bool,
        typer.Option(
            "--price-of-fairness",
            help="Plan again without floors and fairness, as long, and tell what they cost.",
        ),
    ] = False,
    season: Annotated[
        list[SeasonName] | None,
        typer.Option(
            "--season",
            help="Plan this season into DIR/<season>/, whatever the scenario names; may be "
            "repeated. Limits hold for each.",
            show_default="that of the scenario",
        ),
    ] = None,
    seasons: Annotated[
        bool, typer.Option("--seasons", help="Plan all four seasons, each as with --season.")
    ] = False,
) -> None:
    """Make, verify and write a plan: the main job."""
    if time_limit is not None and work_limit is not None:
        msg = "--work-limit stands in the place of --time-limit. Give one of them."
        raise typer.BadParameter(msg)
    with exit_codes():
        job = work.job.Job(
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
            tiles=None if tiles is None else work.api.read_tiles(tiles),
        )
        known = work.api.SEASONS
        wanted = known if seasons else tuple(it for it in known if it in (season or ()))
        if wanted:
            _plan_seasons(job, wanted, as_json=as_json)
            return
        done = _with_progress(lambda *heard: work.job.run_job(job, *heard))
        if as_json:
            print(json.dumps(_answer(done), allow_nan=False))
        else:
            work.summary.print_summary(Console(highlight=False), done)


def _plan_seasons(
    job: work.job.Job, seasons: tuple[work.api.Season, ...], *, as_json: bool
) -> None:
    """Plan each season, print what came of them, and end with the worst exit code."""
    outcomes = _with_progress(lambda *heard: work.season_job.run_seasons(job, seasons, *heard))
    if as_json:
        answers = {it.season: _season_answer(it) for it in outcomes}
        print(json.dumps({"seasons": answers}, allow_nan=False))
    else:
        work.season_summary.print_seasons(Console(highlight=False), outcomes)
    raise typer.Exit(work.season_job.worst_exit_code(outcomes))


def _with_progress(
    do: Callable[[Callable[[Progress], None], threading.Event, Callable[[str], None]], T],
) -> T:
    """Do the work while progress is shown and Ctrl-C is heard."""
    with work.console.show_progress(Console(stderr=True, highlight=False)) as display:

        def tell() -> None:
            """Say what the first Ctrl-C does, and what a second one would."""
            display.say("Stopping with the best plan so far. Ctrl-C again stops at once.")

        with stop_on_signal(tell) as stop:
            return do(display.observe, stop, display.say)


def _season_answer(outcome: work.season_job.SeasonDone) -> dict[str, object]:
    """Return what ``--json`` prints of one season."""
    if outcome.done is None:
        return {"error": str(outcome.error)}
    return _answer(outcome.done)


def _answer(done: work.job.Done) -> dict[str, object]:
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
