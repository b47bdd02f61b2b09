"""Read the population grid, and tell the residents outside localities apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mobilkontor.official.layer_file import Box, Column, contains, read_layer
from mobilkontor.official.localities import Localities
from mobilkontor.official.residents import whole_residents

__all__ = ["Squares", "read_scattered"]

RESIDENTS = Column(
    "residents", ("beftotalt", "bef_totalt", "totalt", "bef", "befolkning", "pop", "antal")
)
YEAR = Column("the year", ("referenstid", "ar", "referensar", "year"), is_needed=False)


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """Squares with residents.

    Attributes
    ----------
    lat, lon : ndarray of float64, shape (n,)
        Their middles [degrees].
    residents : ndarray of int64, shape (n,)
        Residents [persons].
    year : str
        Year as the file states it; empty if it does not.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    residents: NDArray[np.int64]
    year: str


def read_scattered(path: Path, localities: Sequence[Localities], box: Box) -> Squares:
    """Return the squares whose middle lies in no locality: their residents are scattered.

    A square at the edge of a locality may hold residents of both; the middle decides, as the
    grid's own protection of small numbers is coarser than that.

    Parameters
    ----------
    path : Path
        File of the grid.
    localities : sequence of Localities
        Where residents are counted already.
    box : Box
        Where to look.

    Returns
    -------
    Squares
        Squares with residents outside.

    Raises
    ------
    ScenarioError
        If the file cannot be used.
    """
    layer = read_layer(path, (RESIDENTS, YEAR), box)
    counts, years = layer.values
    assert counts is not None
    residents = whole_residents(path, counts)
    is_counted = np.zeros(len(residents), dtype=np.bool_)
    for known in localities:
        squares, _ = contains(known.areas, layer.lat, layer.lon, within_m=0)
        is_counted[squares] = True
    rows = np.flatnonzero(~is_counted & (residents > 0))
    year = "" if years is None or not len(years) else str(years[0])
    return Squares(layer.lat[rows], layer.lon[rows], residents[rows], year)
