"""Own the file beside a scenario that names another season and leaves all else as it is."""

from __future__ import annotations

import json
from pathlib import Path

from mobilkontor.core.errors import OutputError
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import FORMAT, ScenarioFile
from mobilkontor.scenario.seasons import BySeason, Season

__all__ = ["season_variant", "states_season"]

MAX_NAME = 80


def season_variant(scenario: Scenario, season: Season) -> tuple[Path, bytes | None]:
    """Return the scenario file for a season, and what has to be written there first.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    season : str
        The season.

    Returns
    -------
    Path
        The scenario itself in its own season, else a file beside it: a scenario reads nothing
        outside its folder.
    bytes or None
        What the file has to hold; None if it holds that.

    Raises
    ------
    OutputError
        If another file of this name is there.
    """
    path = scenario.path
    if season == scenario.file.season:
        return path, None
    variant = path.with_name(f"{path.stem}.{season}.yaml")
    name = f"{scenario.file.name[: MAX_NAME - len(season) - 1]}-{season}"
    content = (
        "# Written by `mobilkontor plan --season`: the same scenario in another season.\n"
        f"format: {FORMAT}\n"
        f"extends: {json.dumps(path.name, ensure_ascii=False)}\n"
        f"name: {name}\n"
        f"season: {season}\n"
    ).encode()
    if not variant.exists():
        return variant, content
    if not variant.is_file() or variant.read_bytes() != content:
        msg = (
            f"E199 {variant}: is there already, and is not what plan --season writes. Plan it by "
            "itself if it is the scenario of this season; otherwise rename it."
        )
        raise OutputError(msg)
    return variant, None


def states_season(file: ScenarioFile, season: Season) -> bool:
    """Tell whether a scenario states a figure for a season, and does not leave it to defaults."""
    network = file.network
    values = (file.leg_buffer, *(getattr(network, name) for name in type(network).model_fields))
    is_stated = f"{season}_time_factor" in network.model_fields_set
    return is_stated or any(
        isinstance(value, BySeason) and season in value.model_fields_set for value in values
    )
