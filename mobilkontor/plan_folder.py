"""Lay out the files of a plan, and go from a plan file back to the scenario it was made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.core.result import Result
from mobilkontor.handover import origin_of, page_facts_of
from mobilkontor.outputs.claims import claims_of
from mobilkontor.outputs.document import page_files
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.plan_file import document_bytes, plan_document, run_document
from mobilkontor.outputs.plan_reader import PlanFile, read_plan
from mobilkontor.outputs.report.paper import render_report
from mobilkontor.outputs.tables import timetable_csv
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.tiles import Tiles
from mobilkontor.scenario.load import load_scenario
from mobilkontor.scenario.model import Scenario
from mobilkontor.timetable.cycle import lay_out
from mobilkontor.travel import Travel

__all__ = ["Reopened", "map_file", "plan_files", "reopen", "reopen_known", "report_file"]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A plan from its file, and its scenario as it is now.

    Attributes
    ----------
    plan_file : PlanFile
        What the plan file says.
    scenario : Scenario
        Its scenario.
    """

    plan_file: PlanFile
    scenario: Scenario

    @property
    def has_changed(self) -> bool:
        """Whether scenario or tables are others than those the plan was made from."""
        return self.scenario.sha256 != self.plan_file.origin.scenario_sha256

    @property
    def unknown_names(self) -> tuple[str, ...]:
        """Places and vehicles of the plan that the scenario does not have, in order."""
        plan = self.plan_file.plan
        known = {place.id for place in self.scenario.places}
        known_vehicles = {vehicle.id for vehicle in self.scenario.file.vehicles}
        places = {
            *(place for duty in plan.duties for place in (duty.start, duty.end)),
            *(visit.place for duty in plan.duties for visit in duty.stops),
            *(service.place for service in plan.services),
            *(place for share in plan.access for place in (share.place, share.stop)),
        }
        vehicles = {duty.vehicle for duty in plan.duties}
        return tuple(sorted((places - known) | (vehicles - known_vehicles)))


def reopen(plan: Path, scenario: Path | None) -> Reopened:
    """Return a plan and its scenario.

    Parameters
    ----------
    plan : Path
        The plan file.
    scenario : Path or None
        Its scenario file; None to look where the plan says.

    Returns
    -------
    Reopened
        Both.

    Raises
    ------
    ScenarioError
        If one of them cannot be used, or the scenario is not where the plan says.
    """
    plan_file = read_plan(plan)
    path = scenario or plan.parent / plan_file.origin.scenario_path
    if scenario is None and not path.is_file():
        text = (
            f'scenario.path is "{plan_file.origin.scenario_path}", and no file is there from the '
            "folder of the plan. Name the scenario with --scenario."
        )
        raise ScenarioError((Problem(str(plan), 0, "E420", text),))
    return Reopened(plan_file, load_scenario(path))


def reopen_known(plan: Path, scenario: Path | None) -> Reopened:
    """Return a plan and its scenario, which has every place and vehicle of the plan.

    Parameters
    ----------
    plan : Path
        The plan file.
    scenario : Path or None
        Its scenario file; None to look where the plan says.

    Returns
    -------
    Reopened
        Both.

    Raises
    ------
    ScenarioError
        If one of them cannot be used, or the scenario has no such places or vehicles.
    """
    reopened = reopen(plan, scenario)
    if reopened.unknown_names:
        names = ", ".join(reopened.unknown_names)
        text = (
            f"{reopened.scenario.path} does not have {names}. "
            "Name the scenario that the plan was made from with --scenario."
        )
        raise ScenarioError((Problem(str(plan), 0, "E421", text),))
    return reopened


def map_file(
    reopened: Reopened,
    travel: Travel,
    *,
    folder: Path,
    language: str,
    csp: bool = False,
    tiles: Tiles | None = None,
) -> dict[Path, bytes]:
    """Return the map of a plan.

    Parameters
    ----------
    reopened : Reopened
        The plan with its scenario.
    travel : Travel
        Travel times of the scenario.
    folder : Path
        Where the map shall be.
    language : str
        Language of the map, ``sv`` or ``en``.
    csp : bool
        Whether scripts and styles are files beside it, for a strict content security policy.
    tiles : Tiles or None
        Whose background map the map fetches; None for none.

    Returns
    -------
    dict of Path to bytes
        Contents by path, the page first.
    """
    plan_file = reopened.plan_file
    page = render_map(
        plan_file.plan,
        plan_file.claims,
        plan_file.origin,
        page_facts_of(reopened.scenario, travel),
        texts_in(language),
        tiles,
    )
    return page_files(page, folder / "map.html", csp=csp)


def report_file(
    reopened: Reopened,
    travel: Travel,
    *,
    folder: Path,
    language: str,
    csp: bool = False,
) -> dict[Path, bytes]:
    """Return the decision paper of a plan.

    Parameters
    ----------
    reopened : Reopened
        The plan with its scenario.
    travel : Travel
        Travel times of the scenario.
    folder : Path
        Where the paper shall be.
    language : str
        Language of the paper, ``sv`` or ``en``.
    csp : bool
        Whether styles are files beside it, for a strict content security policy.

    Returns
    -------
    dict of Path to bytes
        Contents by path, the page first.
    """
    plan_file = reopened.plan_file
    page = render_report(
        plan_file.plan,
        plan_file.claims,
        plan_file.origin,
        page_facts_of(reopened.scenario, travel),
        texts_in(language),
    )
    return page_files(page, folder / "report.html", csp=csp)


def plan_files(
    scenario: Scenario,
    travel: Travel,
    result: Result,
    indicators: Mapping[str, float | None],
    *,
    folder: Path,
    language: str,
    tiles: Tiles | None = None,
) -> dict[Path, bytes]:
    """Return the files of a plan.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    result : Result
        The plan with its proof.
    indicators : mapping of str to float or None
        Value of each indicator.
    folder : Path
        Where the files shall be.
    language : str
        Language of the timetable, the map and the decision paper, ``sv`` or ``en``.
    tiles : Tiles or None
        Whose background map the map fetches; None for none.

    Returns
    -------
    dict of Path to bytes
        Contents by path, the plan file first.
    """
    claims = claims_of(result)
    origin = origin_of(scenario, travel, seed=result.seed, folder=folder)
    places = {place.id: place for place in scenario.places}
    document = plan_document(result.plan, claims, origin, indicators)
    opened = Reopened(PlanFile(result.plan, claims, origin, tuple(indicators.items())), scenario)
    run = run_document(result.runtime_s, tuple(map(dataclasses.asdict, result.trace)))
    return {
        folder / "plan.json": document_bytes(document),
        folder / "timetable.csv": timetable_csv(lay_out(result.plan), places, texts_in(language)),
        **map_file(opened, travel, folder=folder, language=language, tiles=tiles),
        **report_file(opened, travel, folder=folder, language=language),
        folder / "run.json": document_bytes(run),
    }
