"""Own the sections of a scenario file that can be read, so that all checks run at once.

A file with one wrong key still has its vehicles checked against its crews: a section, or an entry
of a list, that the schema refuses is left out here, and has been told already.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from mobilkontor.scenario.benefit_schema import Benefit
from mobilkontor.scenario.fleet_schema import Crew, Depot, OvernightPlace, RulePack, VehicleEntry
from mobilkontor.scenario.goal_schema import Coverage, Fairness, FloorEntry, Objective
from mobilkontor.scenario.office_schema import CandidateOffice, OfficeSwitch
from mobilkontor.scenario.schema import ClosedRoad, Cycle, Region
from mobilkontor.scenario.stop_schema import Stops
from mobilkontor.scenario.wish_schema import Allowed, Forbidden, LockEntry, Promise
from mobilkontor.scenario.yaml_file import Entry

__all__ = ["Draft", "make_draft"]

AnyModel = TypeVar("AnyModel", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read; entries of lists by their position in the file."""

    region: Region | None
    cycle: Cycle | None
    stops: Stops | None
    benefit: Benefit | None
    objective: Objective | None
    coverage: Coverage | None
    fairness: Fairness | None
    offices: dict[int, OfficeSwitch]
    candidate_offices: dict[int, CandidateOffice]
    depots: dict[int, Depot]
    overnight_places: dict[int, OvernightPlace]
    rule_packs: dict[int, RulePack]
    crews: dict[int, Crew]
    vehicles: dict[int, VehicleEntry]
    floors: dict[int, FloorEntry]
    promises: dict[int, Promise]
    locks: dict[int, LockEntry]
    allowed_days: dict[int, Allowed]
    forbidden_days: dict[int, Forbidden]
    closed_roads: dict[int, ClosedRoad]


def make_draft(entry: Entry) -> Draft:
    """Return the sections of the merged keys that the schema accepts."""
    cycle = entry.get("cycle")
    return Draft(
        region=_one(entry.get("region"), Region),
        cycle=_one(cycle, Cycle) if cycle is not None else Cycle(),
        stops=_one(entry.get("stops"), Stops),
        benefit=_one(entry.get("benefit"), Benefit),
        objective=_one(entry.get("objective"), Objective),
        coverage=_one(entry.get("coverage"), Coverage),
        fairness=_one(entry.get("fairness"), Fairness),
        offices=_many(entry.get("offices"), OfficeSwitch),
        candidate_offices=_many(entry.get("candidate_offices"), CandidateOffice),
        depots=_many(entry.get("depots"), Depot),
        overnight_places=_many(entry.get("overnight_places"), OvernightPlace),
        rule_packs=_many(entry.get("rule_packs"), RulePack),
        crews=_many(entry.get("crews"), Crew),
        vehicles=_many(entry.get("vehicles"), VehicleEntry),
        floors=_many(entry.get("floors"), FloorEntry),
        promises=_many(entry.get("promises"), Promise),
        locks=_many(entry.get("locks"), LockEntry),
        allowed_days=_many(entry.get("allowed_days"), Allowed),
        forbidden_days=_many(entry.get("forbidden_days"), Forbidden),
        closed_roads=_many(entry.get("closed_roads"), ClosedRoad),
    )


def _one(entry: Entry | None, model: type[AnyModel]) -> AnyModel | None:
    """Return a section as its model, unknown keys left out; None if anything else is wrong."""
    if entry is None:
        return None
    plain = entry.plain()
    try:
        return model.model_validate_json(json.dumps(plain))
    except ValidationError as error:
        problems = error.errors()
    if any(problem["type"] != "extra_forbidden" for problem in problems):
        return None
    for problem in problems:
        _remove(plain, problem["loc"])
    return model.model_validate_json(json.dumps(plain))


def _remove(plain: object, path: tuple[int | str, ...]) -> None:
    """Take the key at a path out of nested lists and mappings."""
    *above, last = path
    for step in above:
        plain = plain[step]  # type: ignore[index]
    del plain[last]  # type: ignore[attr-defined]


def _many(entry: Entry | None, model: type[AnyModel]) -> dict[int, AnyModel]:
    """Return the entries of a list that their model accepts, by position."""
    items = entry.value if entry is not None and isinstance(entry.value, list) else []

    def accepted() -> Iterator[tuple[int, AnyModel]]:
        for index, item in enumerate(items):
            read = _one(item, model)
            if read is not None:
                yield index, read

    return dict(accepted())
