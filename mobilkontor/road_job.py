"""Run the jobs about roads for the command line: build a road file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mobilkontor import api
from mobilkontor.output_folder import hold_folder

__all__ = ["build_road_file"]


def build_road_file(
    extract: Path,
    out: Path,
    box: tuple[float, float, float, float] | None,
    observe: Callable[[str, int, int], None],
) -> tuple[Path, api.BuildReport]:
    """Build a road file and put it into a folder, whole or not at all.

    Parameters
    ----------
    extract : Path
        OpenStreetMap extract in PBF.
    out : Path
        The folder.
    box : tuple of float or None
        South, west, north and east edge [degrees]; None for all of the extract.
    observe : callable
        Takes the phase, how far it is, and how far it goes or 0 if that is not known.

    Returns
    -------
    Path
        The road file.
    BuildReport
        What was kept, left out and assumed.
    """
    with hold_folder(out):
        built = api.build_roads(extract, out, box=box, observe=observe)
        path = out / api.ROAD_FILE_NAME
        api.write({path: built.roads.to_bytes()})
        api.forget_work(out)
    return path, built.report
