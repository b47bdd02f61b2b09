"""Read the population grid of the latest year, and tell who lives outside localities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import ScenarioError
from mobilkontor.official import problems as told
from mobilkontor.official.layer_file import Box, Column, Layer, contains, read_layer
from mobilkontor.official.localities import Localities
from mobilkontor.official.residents import whole_residents
from mobilkontor.official.years import columns_by_year, year_in, years_of_rows

__all__ = ["Squares", "read_scattered"]

RESIDENTS = Column(
    "residents",
    ("beftotalt", "bef_totalt", "totalt", "bef", "befolkning", "pop", "antal"),
    is_by_year=True,
)
YEAR = Column("the year", ("referenstid", "ar", "referensar", "year"), is_needed=False)

SAME_PLACE_DECIMALS = 5
"""Middles of squares that are equal to so many decimals are the same, to a metre."""


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
        Year of the figures; empty if the file does not state it.
    older : tuple of str
        Other years in the file, which do not count.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    residents: NDArray[np.int64]
    year: str
    older: tuple[str, ...]


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
    counts, _ = layer.values
    assert counts is not None
    residents = whole_residents(path, counts)
    year, older, is_of_year = _latest(path, layer)
    _refuse_repeated(path, layer, is_of_year)
    is_counted = np.zeros(len(residents), dtype=np.bool_)
    for known in localities:
        squares, _ = contains(known.areas, layer.lat, layer.lon, within_m=0)
        is_counted[squares] = True
    rows = np.flatnonzero(is_of_year & ~is_counted & (residents > 0))
    return Squares(layer.lat[rows], layer.lon[rows], residents[rows], year, older)


def _latest(path: Path, layer: Layer) -> tuple[str, tuple[str, ...], NDArray[np.bool_]]:
    """Return the latest year, the others, and which rows are of it."""
    _, values = layer.values
    is_of_year = np.ones(len(layer.lat), dtype=np.bool_)
    # A column of a year says it more surely than a row, whose year may be that of the squares.
    if of_columns := columns_by_year(RESIDENTS.names, layer.fields):
        year, *older = sorted(of_columns, reverse=True)
    elif values is not None:
        of_rows = years_of_rows(values)
        year, *older = sorted(set(of_rows), reverse=True)
        if older and not all(year_in(text) for text in (year, *older)):
            raise ScenarioError((told.several_years(path.name, (year, *older)),))
        is_of_year = np.array([text == year for text in of_rows])
    else:
        year, older = "", []
    return year, tuple(older), is_of_year


def _refuse_repeated(path: Path, layer: Layer, is_of_year: NDArray[np.bool_]) -> None:
    """Raise an error if rows of one year have the same square."""
    middles = np.column_stack((layer.lat, layer.lon))[is_of_year].round(SAME_PLACE_DECIMALS)
    squares, counts = np.unique(middles, axis=0, return_counts=True)
    if counts.max() > 1:
        most = int(counts.argmax())
        lat, lon = squares[most].tolist()
        problem = told.same_square(path.name, lat, lon, int(counts[most]), int((counts > 1).sum()))
        raise ScenarioError((problem,))
