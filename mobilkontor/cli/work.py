"""Own the way from a command to its work: modules that are loaded when a command first needs them.

Solver, map and charts take most of the time before the help is there, which needs none of them.
Commands write ``work.job.run_job``; only this file knows that ``job`` was not there before.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

__all__ = [
    "api",
    "compare_job",
    "console",
    "job",
    "place_job",
    "place_summary",
    "road_job",
    "road_summary",
    "scenario_job",
    "season_job",
    "season_summary",
    "summary",
    "timetable_job",
    "written_plan_job",
]

if TYPE_CHECKING:
    from mobilkontor import (
        api,
        compare_job,
        console,
        job,
        place_job,
        place_summary,
        road_job,
        road_summary,
        scenario_job,
        season_job,
        season_summary,
        summary,
        timetable_job,
        written_plan_job,
    )
else:

    def __getattr__(name: str) -> ModuleType:
        """Return a module that is named above."""
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return importlib.import_module(f"mobilkontor.{name}")
