"""Load a scenario: a path in, a checked `Scenario` out, or every problem at once."""

from __future__ import annotations

import json
from pathlib import Path

from mobilkontor.core.places import Confidence, Office
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.closed_road_checks import check_closed_roads
from mobilkontor.scenario.consistency_checks import check_consistency
from mobilkontor.scenario.day_checks import check_days
from mobilkontor.scenario.draft import make_draft
from mobilkontor.scenario.extends import read_extended
from mobilkontor.scenario.files import MAX_MATRIX_BYTES, Folder, NamedBy
from mobilkontor.scenario.goal_checks import check_goals
from mobilkontor.scenario.kept_plan import with_kept_visits
from mobilkontor.scenario.level_checks import check_levels
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.name_checks import check_names
from mobilkontor.scenario.network_checks import check_network
from mobilkontor.scenario.network_schema import MatrixFile, RoadFile, Valhalla
from mobilkontor.scenario.office_schema import OfficeSwitch
from mobilkontor.scenario.problems import ProblemList
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.tables import (
    read_junctions,
    read_municipalities,
    read_offices,
    read_places,
    read_roads,
)
from mobilkontor.scenario.translate import check_schema
from mobilkontor.scenario.wish_checks import check_wishes
from mobilkontor.scenario.yaml_file import Entry

__all__ = ["load_scenario"]

TOLD = ("title", "description", "extends")
"""Keys that plan nothing: a plan stays one of its scenario when they change."""


def load_scenario(path: Path) -> Scenario:
    """Read a scenario file, the files it extends and its tables.

    Parameters
    ----------
    path : Path
        The scenario file; everything it names must lie in its folder.

    Returns
    -------
    Scenario
        The scenario, without problems. Paths of tables are relative to its folder.

    Raises
    ------
    ScenarioError
        With every problem found, in the order of the files.
    """
    problems = ProblemList()
    folder = Folder(path, problems)
    entry = read_extended(path.name, folder, problems)
    file, case = None, None
    if entry is not None:
        file = check_schema(entry, problems)
        case = _read_tables(entry, folder, problems)
        check_names(case)
        check_consistency(case)
        check_levels(case)
        check_days(case)
        check_wishes(case)
        check_goals(case)
        check_network(case)
        check_closed_roads(case)
        if file is not None:
            _hash_network_files(entry, file, folder)
            file = with_kept_visits(file, case, folder)
    problems.raise_if_any()
    assert file is not None
    assert entry is not None
    assert case is not None
    return _scenario(path, file, case, folder.sha256(_what_is_said(entry)))


def _read_tables(entry: Entry, folder: Folder, problems: ProblemList) -> Case:
    """Return the scenario with its tables, as far as they can be read."""
    return Case(
        entry=entry,
        draft=make_draft(entry),
        places=read_places(entry.get("tables", "places"), folder, problems),
        municipalities=read_municipalities(entry.get("tables", "municipalities"), folder, problems),
        offices=read_offices(entry.get("tables", "offices"), folder, problems),
        roads=read_roads(entry.get("network", "roads"), folder, problems),
        junctions=read_junctions(entry.get("network", "junctions"), folder, problems),
        problems=problems,
    )


def _what_is_said(entry: Entry) -> str:
    """Return the merged keys as one text, but those that only tell people of the scenario."""
    assert isinstance(entry.value, dict)
    said = {name: value.plain() for name, value in entry.value.items() if name not in TOLD}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _hash_network_files(entry: Entry, file: ScenarioFile, folder: Folder) -> None:
    """Let the files of the network enter the hash; `network` reads what is in them."""
    match file.network:
        case MatrixFile():
            named = {"mobile": file.network.mobile, "residents": file.network.residents}
        case RoadFile():
            named = {"file": file.network.file}
        case Valhalla(config=str(config)):
            named = {"config": config}
        case _:
            return
    for key, relative in named.items():
        named_by = NamedBy(f"network.{key}", entry.position_at(("network", key)))
        if folder.check_inside(relative, named_by):
            folder.hash_binary(relative, MAX_MATRIX_BYTES, named_by)


def _scenario(path: Path, file: ScenarioFile, case: Case, sha256: str) -> Scenario:
    """Return the loaded scenario from parts without problems."""
    return Scenario(
        path=path,
        file=file,
        places=case.places.values if case.places is not None else (),
        municipalities=case.municipalities.values if case.municipalities is not None else (),
        offices=_switched(case.offices.values if case.offices is not None else (), file.offices),
        roads=case.roads.values if case.roads is not None else (),
        junctions=case.junctions.values if case.junctions is not None else (),
        sha256=sha256,
    )


def _switched(
    offices: tuple[Office, ...], switches: tuple[OfficeSwitch, ...]
) -> tuple[Office, ...]:
    """Return the fixed offices with the scenario's switches applied, new ones last."""
    by_place = {office.place: office for office in offices}
    for switch in switches:
        # An office without a row has days and services in its switch: `check_names` asks for them.
        before = by_place.get(switch.place)
        days = before.days_per_week if before is not None else 0
        services = before.services if before is not None else ()
        by_place[switch.place] = Office(
            place=switch.place,
            is_open=switch.open,
            days_per_week=days if switch.days_per_week is None else switch.days_per_week,
            services=frozenset(services if switch.services is None else switch.services),
            source=switch.source or "assumed by the scenario",
            confidence=Confidence.REPORTED if switch.source else Confidence.ASSUMED,
        )
    return tuple(by_place.values())
