"""Own the loaded scenario: the checked file and the checked rows of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mobilkontor.core.places import Junction, Municipality, Office, Place, Road
from mobilkontor.scenario.schema import ScenarioFile

__all__ = ["Scenario"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario without problems.

    Attributes
    ----------
    path : Path
        The scenario file.
    file : ScenarioFile
        Its keys, with ``extends`` resolved.
    places : tuple of Place
        Places, in the order of the table.
    municipalities : tuple of Municipality
        Municipalities, in the order of the table.
    offices : tuple of Office
        Fixed offices with the scenario's switches applied.
    roads : tuple of Road
        Road stretches; empty unless the provider is ``road_graph``.
    junctions : tuple of Junction
        Road nodes without residents.
    sha256 : str
        Hash of what the scenario file and the files it extends say, but for title and description,
        and of all tables it reads.
    """

    path: Path
    file: ScenarioFile
    places: tuple[Place, ...]
    municipalities: tuple[Municipality, ...]
    offices: tuple[Office, ...]
    roads: tuple[Road, ...]
    junctions: tuple[Junction, ...]
    sha256: str
