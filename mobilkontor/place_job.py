"""Run the job of `places import` for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mobilkontor import api

__all__ = ["import_places"]


def import_places(
    scenario_path: Path, files: Sequence[tuple[str, Path]], grid: Path | None, out: Path | None
) -> tuple[Path, api.ImportReport]:
    """Write a copy of a scenario's places table with official figures.

    Parameters
    ----------
    scenario_path : Path
        The scenario file.
    files : sequence of (str, Path)
        Name of each source, such as ``localities``, and its file.
    grid : Path or None
        The population grid.
    out : Path or None
        The file to write; None for one beside the table.

    Returns
    -------
    Path
        The file written.
    ImportReport
        What changed.
    """
    scenario = api.load(scenario_path)
    text, report = api.imported_places(scenario, files, grid)
    table = scenario.path.parent / scenario.file.tables.places
    path = out if out is not None else table.with_name(f"{table.stem}-imported.csv")
    api.write({path: text.encode()})
    return path, report
