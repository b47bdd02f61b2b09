"""Read a travel matrix from a file on disk, CSV or NPZ, and report every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.network import texts
from mobilkontor.network.cells import MISSING, Cells
from mobilkontor.network.matrix_csv import read_csv
from mobilkontor.network.matrix_npz import read_npz
from mobilkontor.network.provider import Line

__all__ = ["MAX_FILE_BYTES", "MatrixFileProvider"]

MAX_FILE_BYTES = 200_000_000
"""Largest file that is read, unpacked [bytes]; a table of about 2,000 places."""

_MAX_PROBLEMS = 50


class MatrixFileProvider:
    """Travel times from a file on disk.

    Parameters
    ----------
    file : Path
        CSV table, or NPZ if its name ends so.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place of the scenario [degrees].
    """

    def __init__(self, file: Path, positions: Mapping[str, tuple[float, float]]) -> None:
        self._file = file
        self._positions = dict(positions)

    def travel(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return the matrix of some places.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of places, each once.

        Returns
        -------
        TravelMatrix
            Times [s] and distances [m].

        Raises
        ------
        NetworkError
            If the file cannot be used; lists every problem found.
        """
        cells = Cells(tuple(self._positions))
        read = read_npz if self._file.suffix.lower() == ".npz" else read_csv
        read(self._file, MAX_FILE_BYTES, cells)
        rows = np.array([cells.row[place_id] for place_id in place_ids], dtype=np.intp)
        time_s, distance_m = (
            array[np.ix_(rows, rows)] for array in (cells.time_s, cells.distance_m)
        )
        missing = [f"{place_ids[a]} to {place_ids[b]}" for a, b in np.argwhere(time_s == MISSING)]
        if missing and not cells.is_unreadable:
            total = len(place_ids) * (len(place_ids) - 1)
            cells.problems.append(texts.missing_pairs(self._file.name, missing, total))
        if cells.problems:
            raise NetworkError(_joined(cells.problems))
        return TravelMatrix(place_ids, time_s, distance_m, "matrix_file")

    def path(self, start: str, end: str) -> Line:
        """Return the straight line between two places: the file knows no roads.

        Parameters
        ----------
        start, end : str
            Ids of places.

        Returns
        -------
        tuple of (float, float)
            Latitude and longitude of both ends [degrees].
        """
        return (self._positions[start], self._positions[end])


def _joined(problems: list[str]) -> str:
    """Return the problems as lines, the last of very many left to the next try."""
    rest = len(problems) - _MAX_PROBLEMS
    more = [f"... and {rest} problems more."] if rest > 0 else []
    return "\n".join(problems[:_MAX_PROBLEMS] + more)
