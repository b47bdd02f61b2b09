"""Plan one scenario in several seasons, one after the other, each into a folder of its own."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mobilkontor import api
from mobilkontor.core.errors import LimitReachedError, MobilkontorError, OutputError
from mobilkontor.core.result import Progress
from mobilkontor.job import Done, Job, run_job

__all__ = ["SeasonDone", "run_seasons", "worst_exit_code"]


@dataclass(frozen=True, slots=True)
class SeasonDone:
    """What came of one season.

    Attributes
    ----------
    season : str
        The season.
    folder : Path
        Its folder.
    done : Done or None
        The plan; None if there is none.
    error : MobilkontorError or None
        Why there is no plan; None if there is one.
    """

    season: api.Season
    folder: Path
    done: Done | None
    error: MobilkontorError | None


def run_seasons(
    job: Job,
    seasons: Sequence[api.Season],
    observe: Callable[[Progress], None],
    stop: threading.Event,
    say: Callable[[str], None],
) -> tuple[SeasonDone, ...]:
    """Plan a scenario in each season; a season without a plan does not keep others from theirs.

    Parameters
    ----------
    job : Job
        What is asked for of each season; limits hold for each.
    seasons : sequence of str
        The seasons, in the order to plan them.
    observe : callable
        Takes the reports of progress.
    stop : threading.Event
        Set to end the season that is planned with its best plan, and begin no other.
    say : callable
        Takes what else the user has to know.

    Returns
    -------
    tuple of SeasonDone
        What came of each.

    Raises
    ------
    MobilkontorError
        If the scenario cannot be used, or a file of a season cannot be written beside it.
    """
    scenario = api.load(job.scenario)
    root = job.out or Path("maps") / scenario.file.name
    variants = {season: api.season_variant(scenario, season) for season in seasons}
    _write_beside({path: text for path, text in variants.values() if text is not None}, root)
    outcomes = []
    for number, season in enumerate(seasons, 1):
        path, _ = variants[season]
        folder = root / season
        if stop.is_set():
            say(f"Season {season}: not begun, because the run was stopped.")
            error = LimitReachedError(f"{season}: stopped before it was begun.")
            outcomes.append(SeasonDone(season, folder, None, error))
            continue
        say(f"Season {season} ({number} of {len(seasons)}): {path}")
        if not api.states_season(scenario.file, season):
            say(f"The scenario states no figures for {season}, so those that are assumed hold.")
        season_job = dataclasses.replace(job, scenario=path, out=folder)
        outcomes.append(_outcome(season_job, season, folder, observe, stop, say))
    return tuple(outcomes)


def _write_beside(files: Mapping[Path, bytes], root: Path) -> None:
    """Write the scenarios of the seasons beside the one that they extend."""
    try:
        api.write(files)
    except OutputError as error:
        reason = error.__cause__
        told = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(error)
        folder = next(iter(files)).parent
        names = ", ".join(path.name for path in files)
        msg = (
            f"E406 {folder}: cannot be written to ({told}). The scenarios of the seasons ({names}) "
            "have to stand there, because a scenario reads nothing outside its folder. Copy the "
            "folder to where you may write, and plan the copy; --out names where the plans go, "
            f"now {root}."
        )
        raise OutputError(msg) from error


def _outcome(
    job: Job,
    season: api.Season,
    folder: Path,
    observe: Callable[[Progress], None],
    stop: threading.Event,
    say: Callable[[str], None],
) -> SeasonDone:
    """Return what comes of one season; an error of the user is told at once and kept."""
    try:
        return SeasonDone(season, folder, run_job(job, observe, stop, say), None)
    except MobilkontorError as error:
        say(f"Season {season}: no plan. {error}")
        return SeasonDone(season, folder, None, error)


def worst_exit_code(outcomes: Sequence[SeasonDone]) -> int:
    """Return the highest exit code of the seasons; 0 if each has its plan."""
    return max((it.error.exit_code for it in outcomes if it.error is not None), default=0)
