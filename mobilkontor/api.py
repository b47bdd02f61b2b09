"""Own the stages by name: load, travel, build, optimise, complete, verify, measure, render.

Each stage takes values and returns one; a program that uses mobilkontor as a library calls them in
this order, as the command line does. ``write`` puts rendered files on disk, ``reopen`` goes back
from a plan file, ``draw`` and ``report`` render its map and its decision paper again.
``read_tiles`` names a background map for them.
``read_words``, ``dated_timetable``, ``timetable_files`` and ``write_set`` lay a plan onto dates.
``reopen_all`` and ``compare`` set plans beside each other.
``build_roads`` and ``imported_places`` come before all of them.

A stage that takes what another module's function takes is that function, under its name here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from mobilkontor.build.access_table import benefit_table
from mobilkontor.build.instance import build_instance as build
from mobilkontor.checkpoint import CHECKPOINT, Earlier
from mobilkontor.checkpoint import checkpoint_file as checkpoint
from mobilkontor.checkpoint import earlier_plan as earlier
from mobilkontor.completion import complete_plan
from mobilkontor.core.choices import TIMETABLE_FORMATS
from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import Plan
from mobilkontor.core.result import Progress, Result
from mobilkontor.core.terminal import for_terminal
from mobilkontor.handover import matrix_note, setting_of, travel_note
from mobilkontor.indicators.registry import INDICATORS
from mobilkontor.indicators.registry import measure as measure_plan
from mobilkontor.network.matrix_cache import matrix_cache
from mobilkontor.network.road_file import FILE_NAME as ROAD_FILE_NAME
from mobilkontor.official.imported import ImportReport
from mobilkontor.optimise.solve import Start, StopSignal
from mobilkontor.optimise.stages import optimise_goals
from mobilkontor.outputs.atomic import remove_file as remove
from mobilkontor.outputs.atomic import write_files as write
from mobilkontor.outputs.dated.file_set import write_set
from mobilkontor.outputs.matrix_table import matrix_csv, matrix_npz
from mobilkontor.outputs.tiles import Tiles, read_tiles
from mobilkontor.place_import import imported_places
from mobilkontor.plan_comparison import compare_file as compare
from mobilkontor.plan_comparison import reopen_all
from mobilkontor.plan_folder import Reopened, reopen, reopen_known
from mobilkontor.plan_folder import map_file as draw
from mobilkontor.plan_folder import plan_files as render
from mobilkontor.plan_folder import report_file as report
from mobilkontor.plan_index import plan_index_files
from mobilkontor.roads.build import build_roads
from mobilkontor.roads.report import BuildReport
from mobilkontor.roads.work import forget_work
from mobilkontor.scenario.load import load_scenario as load
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.reference import json_schema
from mobilkontor.scenario.season_variant import season_variant, states_season
from mobilkontor.scenario.seasons import SEASONS, Season
from mobilkontor.timetable.dated import Standing
from mobilkontor.timetable_folder import dated_timetable, read_words, timetable_files
from mobilkontor.timetable_request import Words
from mobilkontor.travel import Travel
from mobilkontor.travel import provide_travel as travel
from mobilkontor.verify.report import VerificationReport
from mobilkontor.verify.verify import Claim, RoadsLeft
from mobilkontor.verify.verify import verify as verify_plan

__all__ = [
    "CHECKPOINT",
    "INDICATORS",
    "ROAD_FILE_NAME",
    "SEASONS",
    "TIMETABLE_FORMATS",
    "BuildReport",
    "Claim",
    "Earlier",
    "ImportReport",
    "Reopened",
    "RoadsLeft",
    "Scenario",
    "Season",
    "Standing",
    "Start",
    "Tiles",
    "Travel",
    "VerificationReport",
    "Words",
    "build",
    "build_roads",
    "checkpoint",
    "compare",
    "complete",
    "dated_timetable",
    "draw",
    "earlier",
    "for_terminal",
    "forget_work",
    "imported_places",
    "json_schema",
    "load",
    "matrix_cache",
    "matrix_csv",
    "matrix_note",
    "matrix_npz",
    "measure",
    "optimise",
    "plan_index_files",
    "read_tiles",
    "read_words",
    "remove",
    "render",
    "reopen",
    "reopen_all",
    "reopen_known",
    "report",
    "season_variant",
    "states_season",
    "timetable_files",
    "travel",
    "travel_note",
    "verify",
    "write",
    "write_set",
]


def optimise(
    instance: Instance,
    *,
    time_limit_s: float,
    gap_limit: float,
    seed: int,
    threads: int,
    observe: Callable[[Progress], None],
    stop: StopSignal,
    start: Start | None = None,
    on_plan: Callable[[Result], None] | None = None,
    work_limit: float | None = None,
) -> Result:
    """Return the best plan found, and how good it is.

    Parameters
    ----------
    instance : Instance
        The planning problem.
    time_limit_s : float
        How long the search may take [s].
    gap_limit : float
        Relative gap at which the search may stop.
    seed : int
        Seed of the search.
    threads : int
        Threads of the search.
    observe : callable
        Takes the reports of progress.
    stop : StopSignal
        Set, from any thread, to end the search early.
    start : Start or None
        An earlier plan to go on from.
    on_plan : callable or None
        Takes every better plan as it is found, also from other threads; the search waits for it.
    work_limit : float or None
        Ends the search in place of the time, after so many units of work, as on every other run.

    Returns
    -------
    Result
        Plan, objective, bound, and what the bound covers.

    Raises
    ------
    NoPlanError
        If no plan exists, or none was found.
    """
    return optimise_goals(
        instance,
        time_limit_s=time_limit_s,
        gap_limit=gap_limit,
        seed=seed,
        threads=threads,
        observe=observe,
        stop=stop,
        start=start,
        on_plan=on_plan,
        work_limit=work_limit,
    )


def complete(scenario: Scenario, travel: Travel, result: Result) -> Result:
    """Return a result whose plan accounts for every place, also those the solver never saw.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    result : Result
        What the solver found.

    Returns
    -------
    Result
        The same with residents, their travel times and all places without a stop.
    """
    return dataclasses.replace(result, plan=complete_plan(scenario, travel, result.plan))


def verify(
    scenario: Scenario,
    travel: Travel,
    instance: Instance,
    plan: Plan,
    claim: Claim | None,
    roads_left: RoadsLeft | None = None,
) -> VerificationReport:
    """Return every rule that a plan breaks, judged without the code that made it.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    instance : Instance
        Its planning problem; only the table of benefits is handed over, to be checked.
    plan : Plan
        The plan.
    claim : Claim or None
        What is said of the plan's worth; None to judge the plan alone.
    roads_left : RoadsLeft or None
        The verifier's own ways while roads are closed, for several plans; None to ask for them.

    Returns
    -------
    VerificationReport
        All violations.
    """
    return verify_plan(
        scenario,
        travel.by_vehicle(vehicle.id for vehicle in scenario.file.vehicles),
        travel.residents,
        benefit_table(instance),
        plan,
        claim,
        roads_left,
    )


def measure(scenario: Scenario, travel: Travel, plan: Plan) -> dict[str, float | None]:
    """Return the indicators of a plan, by name.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    plan : Plan
        The plan.

    Returns
    -------
    dict of str to float or None
        Value of each indicator; None where it does not exist.
    """
    return measure_plan(plan, setting_of(scenario, travel))
