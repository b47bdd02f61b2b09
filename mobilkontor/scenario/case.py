"""Own what the checks look at together: the keys, the readable sections and the tables."""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.core.places import Junction, Municipality, Office, Place, Road
from mobilkontor.scenario.draft import Draft
from mobilkontor.scenario.problems import ProblemList
from mobilkontor.scenario.tables import Table
from mobilkontor.scenario.yaml_file import Entry

__all__ = ["Case"]


@dataclass(frozen=True, slots=True)
class Case:
    """One scenario on its way to being loaded; a table is None if it could not be read."""

    entry: Entry
    draft: Draft
    places: Table[Place] | None
    municipalities: Table[Municipality] | None
    offices: Table[Office] | None
    roads: Table[Road] | None
    junctions: Table[Junction] | None
    problems: ProblemList
