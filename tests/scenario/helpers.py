"""Make broken copies of the tiny scenario and read what is told about them."""

from __future__ import annotations

import shutil
from pathlib import Path

from mobilkontor.core.errors import ScenarioError
from mobilkontor.scenario.load import load_scenario

__all__ = ["SCENARIOS", "edit", "problems_of"]

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def copy_tiny(folder: Path) -> None:
    """Copy the tiny scenario into a folder."""
    for source in (SCENARIOS / "tiny").iterdir():
        shutil.copyfile(source, folder / source.name)


def edit(file: Path, old: str, new: str) -> None:
    """Replace the only place where a text stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def problems_of(path: Path) -> list[str]:
    """Return the problems of a scenario as the user reads them; none if it loads."""
    try:
        load_scenario(path)
    except ScenarioError as error:
        return str(error).splitlines()
    return []
