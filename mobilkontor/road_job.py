"""Run the jobs about roads for the command line: build a road file, write a travel matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mobilkontor import api
from mobilkontor.core.choices import Whose
from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.output_folder import hold_folder

__all__ = ["MATRIX_FORMATS", "build_road_file", "make_matrix"]

MATRIX_FORMATS = {".csv": api.matrix_csv, ".npz": api.matrix_npz}
"""What writes a matrix, by the ending of the file."""


def build_road_file(
    extract: Path,
    out: Path,
    box: tuple[float, float, float, float] | None,
    municipalities: Sequence[str],
    margin_km: float,
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
        South, west, north and east edge [degrees]; None for no box.
    municipalities : sequence of str
        Names or codes of municipalities to cut to; empty for all of the extract.
    margin_km : float
        How far around the municipalities [km].
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
        built = api.build_roads(
            extract,
            out,
            box=box,
            municipalities=municipalities,
            margin_km=margin_km,
            observe=observe,
        )
        path = out / api.ROAD_FILE_NAME
        api.write({path: built.roads.to_bytes()})
        api.forget_work(out)
    return path, built.report


def make_matrix(
    scenario: Path, whose: Whose, ending: str, vehicle: str | None = None
) -> tuple[TravelMatrix, bytes]:
    """Return the travel matrix of a scenario, and the same as a file.

    Parameters
    ----------
    scenario : Path
        The scenario file.
    whose : Whose
        Mobile offices, before vehicle factor and buffer, or residents' cars.
    ending : str
        Kind of file, one of ``MATRIX_FORMATS``.
    vehicle : str or None
        Which mobile office, where they differ; None for the heaviest that reaches every place.

    Returns
    -------
    TravelMatrix
        The matrix.
    bytes
        The file.

    Raises
    ------
    ScenarioError
        If the scenario has no such vehicle.
    """
    loaded = api.load(scenario)
    known = [entry.id for entry in loaded.file.vehicles]
    if vehicle is not None and vehicle not in known:
        text = (
            f'--vehicle is "{vehicle}", and the scenario has no such vehicle; it has '
            f"{', '.join(known)}. Name one of them."
        )
        raise ScenarioError((Problem(str(scenario), 0, "E432", text),))
    travel = api.travel(loaded)
    if whose is Whose.RESIDENTS:
        matrix = travel.residents
    else:
        matrix = travel.mobile if vehicle is None else travel.matrix_of(vehicle)
    return matrix, MATRIX_FORMATS[ending](matrix)
