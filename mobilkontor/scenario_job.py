"""Do the work of the command that validates a scenario: every step before the search."""

from __future__ import annotations

from pathlib import Path

from mobilkontor import api

__all__ = ["validate_scenario"]


def validate_scenario(path: Path) -> str:
    """Return what a scenario without problems holds, in one sentence.

    Parameters
    ----------
    path : Path
        The scenario file.

    Returns
    -------
    str
        Its size.

    Raises
    ------
    MobilkontorError
        With every problem of the scenario.
    """
    scenario = api.load(path)
    instance = api.build(scenario, api.travel(scenario))
    counts = (
        (len(scenario.places), "places"),
        (instance.num_stops, "candidate stops"),
        (len(instance.vehicles), "vehicles"),
        (len(instance.overnight_node), "overnight places"),
        (instance.num_days, "days"),
    )
    return ", ".join(f"{name}: {count}" for count, name in counts)
