"""Do the main job: from scenario file to a plan that is verified and written."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mobilkontor import api
from mobilkontor.core.errors import NoPlanError
from mobilkontor.core.goals import FairnessPrice
from mobilkontor.core.result import Progress, Result, StopReason
from mobilkontor.fairness_price import has_fairness, price_of_fairness, without_fairness
from mobilkontor.interrupt import solver_prints_to_stderr, wait_for
from mobilkontor.output_folder import hold_folder
from mobilkontor.resume import Checkpoints, Task, judge

__all__ = ["Done", "Job", "run_job"]


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for.

    Attributes
    ----------
    scenario : Path
        The scenario file.
    out : Path or None
        Folder to write to; None for ``maps/<scenario name>``.
    language : str
        Language of the map, ``sv`` or ``en``.
    time_limit_s : float
        How long the search may take [s].
    gap_limit : float
        Relative gap at which the search may stop.
    seed : int
        Seed of the search.
    threads : int
        Threads of the search.
    resume : bool
        Whether to go on from what an earlier run left in the folder.
    price_of_fairness : bool
        Whether to plan again without fairness, in as much time, to tell what it costs.
    work_limit : float or None
        How much work the search may do, in place of the time [units].
    tiles : Tiles or None
        Whose background map the map fetches; None for none.
    """

    scenario: Path
    out: Path | None
    language: str
    time_limit_s: float
    gap_limit: float
    seed: int
    threads: int
    resume: bool = False
    price_of_fairness: bool = False
    work_limit: float | None = None
    tiles: api.Tiles | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    Attributes
    ----------
    result : Result
        The plan with its proof.
    names : mapping of str to str
        Name of each place, by id.
    indicators : mapping of str to float or None
        Value of each indicator.
    travel_note : str
        What a reader of the plan has to know about its travel times; empty if nothing.
    files : tuple of Path
        Files that were written.
    """

    result: Result
    names: Mapping[str, str]
    indicators: Mapping[str, float | None]
    travel_note: str
    files: tuple[Path, ...]


def run_job(
    job: Job,
    observe: Callable[[Progress], None],
    stop: threading.Event,
    say: Callable[[str], None],
) -> Done:
    """Plan a scenario, verify the plan, and write it.

    Every better plan is verified and kept as checkpoint on the way.

    Parameters
    ----------
    job : Job
        What is asked for.
    observe : callable
        Takes the reports of progress, also from another thread.
    stop : threading.Event
        Set to end the search early with the best plan so far.
    say : callable
        Takes what else the user has to know, also from another thread.

    Returns
    -------
    Done
        What came of it.

    Raises
    ------
    MobilkontorError
        If there is no plan, or it breaks a rule, or it cannot be written; then no file changed
        but the checkpoint, which holds the best plan that keeps every rule.
    """
    reports = _Reports(observe)
    reports.begin("load")
    scenario = api.load(job.scenario)
    folder = job.out or Path("maps") / scenario.file.name
    with hold_folder(folder):
        reports.begin("travel")
        travel = api.travel(scenario)
        reports.begin("build")
        instance = api.build(scenario, travel)
        task = Task(scenario, travel, instance, folder, api.RoadsLeft(scenario))
        checkpoints = Checkpoints(task, stop, say, is_resumed=job.resume)
        result = checkpoints.better_of(
            lambda: _search(job, task, checkpoints, reports, stop),
            StopReason.TIME_LIMIT if job.work_limit is None else StopReason.WORK_LIMIT,
        )
        reports.begin("verify")
        judge(task, result)
        done = _written(job, task, result, reports)
        checkpoints.remove_unless_better(result)
        if job.price_of_fairness:
            price = _price_of_fairness(job, task, result, reports, stop, say)
            priced = dataclasses.replace(result, fairness=price)
            done = done if price is None else _written(job, task, priced, reports)
    return done


def _written(job: Job, task: Task, result: Result, reports: _Reports) -> Done:
    """Write the files of a plan, and return what came of the job."""
    scenario, travel = task.scenario, task.travel
    reports.begin("write")
    indicators = api.measure(scenario, travel, result.plan)
    files = api.render(
        scenario,
        travel,
        result,
        indicators,
        folder=task.folder,
        language=job.language,
        tiles=job.tiles,
    )
    api.write(files)
    return Done(
        result=result,
        names={place.id: place.name for place in scenario.places},
        indicators=indicators,
        travel_note=api.travel_note(travel),
        files=tuple(files),
    )


class _Reports:
    """Progress of the whole job, on one clock.

    Parameters
    ----------
    observe : callable
        Takes the reports.
    """

    def __init__(self, observe: Callable[[Progress], None]) -> None:
        self._observe = observe
        self._begin_s = time.monotonic()
        self._latest = Progress(time_s=0, phase="", columns=0)

    def begin(self, phase: str) -> None:
        """Report that a phase begins; what is known of the plan stays known."""
        self._observe(dataclasses.replace(self._latest, time_s=self._now_s(), phase=phase))

    def on_this_clock(self) -> Callable[[Progress], None]:
        """Return an observer for a search that begins now and counts from its own beginning."""
        offset_s = self._now_s()

        def observe(progress: Progress) -> None:
            """Pass a report on."""
            self._latest = dataclasses.replace(progress, time_s=progress.time_s + offset_s)
            self._observe(self._latest)

        return observe

    def _now_s(self) -> float:
        """Return the time since the job began [s]."""
        return time.monotonic() - self._begin_s


def _price_of_fairness(
    job: Job,
    task: Task,
    result: Result,
    reports: _Reports,
    stop: threading.Event,
    say: Callable[[str], None],
) -> FairnessPrice | None:
    """Return what fairness costs, once the plan is written; None if that cannot be told."""
    if not has_fairness(task.scenario):
        say("The scenario asks for no fairness that has a price, so none is told.")
        return None
    if stop.is_set():
        say("The run was interrupted before the price of fairness could be found.")
        return None
    say("Planning again without fairness, to tell what it costs.")
    scenario = without_fairness(task.scenario)
    instance = api.build(scenario, task.travel)
    free_task = Task(scenario, task.travel, instance, task.folder, task.roads_left)
    start = api.Start(result.plan, None, lambda lost: None)
    try:
        free = _optimise(job, free_task, reports, stop, start, None)
    except NoPlanError as error:
        say(f"The price of fairness could not be found; the plan is written without it. {error}")
        return None
    free = api.complete(scenario, task.travel, free)
    judge(free_task, free)
    return price_of_fairness(task.scenario, result, free)


def _search(
    job: Job, task: Task, checkpoints: Checkpoints, reports: _Reports, stop: threading.Event
) -> Result:
    """Return the best plan, found while signals are heard and better plans are kept."""
    with checkpoints.keep() as keep:
        result = _optimise(job, task, reports, stop, checkpoints.start, keep)
    return api.complete(task.scenario, task.travel, result)


def _optimise(
    job: Job,
    task: Task,
    reports: _Reports,
    stop: threading.Event,
    start: api.Start | None,
    keep: Callable[[Result], None] | None,
) -> Result:
    """Return the best plan of a task."""
    observe = reports.on_this_clock()
    with solver_prints_to_stderr():
        return wait_for(
            lambda: api.optimise(
                task.instance,
                time_limit_s=job.time_limit_s,
                gap_limit=job.gap_limit,
                seed=job.seed,
                threads=job.threads,
                observe=observe,
                stop=stop,
                start=start,
                on_plan=keep,
                work_limit=job.work_limit,
            )
        )
