"""Put official figures into the rows of a places table, and tell what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.places import Confidence, Place
from mobilkontor.official.localities import Localities
from mobilkontor.official.population_grid import Squares

__all__ = ["Change", "ImportReport", "Missing", "NearestPlaces", "Row", "import_figures"]

Row = dict[str, str]
"""Cells of a row of the places table, by column."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place with another figure.

    Attributes
    ----------
    place, name : str
        Id and name of the place.
    before, after : int
        Residents of the locality [persons].
    scattered : int
        Residents outside localities that now count with it [persons].
    was_guessed : bool
        Whether the figure before was an estimate or assumed.
    """

    place: str
    name: str
    before: int
    after: int
    scattered: int
    was_guessed: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A locality that is no place of the table."""

    name: str
    municipality: str
    residents: int


@dataclass(frozen=True, slots=True, eq=False)
class NearestPlaces:
    """The place nearest to each square.

    Attributes
    ----------
    place : ndarray of intp, shape (num_squares,)
        Position of the place; -1 if none can be reached.
    time_s : ndarray of float64, shape (num_squares,)
        Driving time to it [s]; not a number if only the distance is known.
    is_by_road : bool
        Whether roads were asked; else as the crow flies.
    """

    place: NDArray[np.intp]
    time_s: NDArray[np.float64]
    is_by_road: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the table.

    Attributes
    ----------
    changes : tuple of Change
        Places with another figure, in the order of the table.
    unmatched : tuple of str
        Names of guessed places that no file has.
    missing : tuple of Missing
        Localities that the table lacks, the largest first.
    guessed_before, guessed_after : float
        Share of residents whose figure is an estimate or assumed.
    scattered, lost : int
        Residents outside localities that were given to a place, and that could not be [persons].
    is_by_road : bool
        Whether they were given to the nearest place by road.
    median_min : float or None
        Their driving time to it, half of them less [min].
    grid_year : str
        Year of the grid they come from; empty if its file does not state it.
    older_years : tuple of str
        Other years in that file, which did not count.
    """

    changes: tuple[Change, ...]
    unmatched: tuple[str, ...]
    missing: tuple[Missing, ...]
    guessed_before: float
    guessed_after: float
    scattered: int
    lost: int
    is_by_road: bool
    median_min: float | None
    grid_year: str
    older_years: tuple[str, ...]


GUESSED = (Confidence.ESTIMATE, Confidence.ASSUMED)


def import_figures(
    rows: Sequence[Row],
    places: Sequence[Place],
    files: Sequence[tuple[str, Localities, Mapping[int, int]]],
    squares: Squares | None,
    nearest: NearestPlaces | None,
) -> tuple[list[Row], ImportReport]:
    """Return the rows with official figures, and what changed.

    Parameters
    ----------
    rows : sequence of dict of str to str
        Rows of the table, in the order of the places.
    places : sequence of Place
        The same rows, read.
    files : sequence of (str, Localities, mapping of int to int)
        Name of each source, its localities, and the locality of each place.
    squares : Squares or None
        Residents outside localities.
    nearest : NearestPlaces or None
        Where they go.

    Returns
    -------
    list of dict of str to str
        The new rows; only figures, their year, source and confidence differ.
    ImportReport
        What changed.
    """
    new_rows = [dict(row) for row in rows]
    after = np.array([place.residents for place in places], dtype=np.int64)
    is_guessed = np.array([place.confidence in GUESSED for place in places])
    was_guessed = is_guessed.copy()
    for source, localities, matched in files:
        for number, area in matched.items():
            after[number] = localities.residents[area]
            is_guessed[number] = False
            _state(new_rows[number], f"SCB {source}", localities.years[area])
    scattered = _scattered(len(places), squares, nearest)
    for number, count in enumerate(scattered):
        if count:
            assert squares is not None
            text = f"{count} scattered residents near it, SCB 1 km grid {squares.year}".strip()
            new_rows[number]["source"] = "; ".join(filter(None, (new_rows[number]["source"], text)))
        new_rows[number]["population"] = str(after[number] + count)
    changes = tuple(
        Change(place.id, place.name, place.residents, int(now), int(more), bool(guess))
        for place, now, more, guess in zip(places, after, scattered, was_guessed, strict=True)
        if now != place.residents or more
    )
    return new_rows, ImportReport(
        changes=changes,
        unmatched=tuple(
            place.name for place, guess in zip(places, is_guessed, strict=True) if guess
        ),
        missing=_missing(files),
        guessed_before=_share([place.residents for place in places], was_guessed),
        guessed_after=_share((after + scattered).tolist(), is_guessed),
        scattered=int(scattered.sum()),
        lost=0 if squares is None else int(squares.residents.sum() - scattered.sum()),
        is_by_road=nearest is not None and nearest.is_by_road,
        median_min=_median_min(squares, nearest),
        grid_year="" if squares is None else squares.year,
        older_years=() if squares is None else squares.older,
    )


def _state(row: Row, source: str, year: str) -> None:
    """Write where a figure comes from."""
    row["year"] = year
    row["source"] = source
    row["confidence"] = Confidence.OFFICIAL.value


def _scattered(
    num_places: int, squares: Squares | None, nearest: NearestPlaces | None
) -> NDArray[np.int64]:
    """Return the residents outside localities that go to each place."""
    counts = np.zeros(num_places, dtype=np.int64)
    if squares is not None and nearest is not None:
        is_reached = nearest.place >= 0
        np.add.at(counts, nearest.place[is_reached], squares.residents[is_reached])
    return counts


def _missing(
    files: Sequence[tuple[str, Localities, Mapping[int, int]]],
) -> tuple[Missing, ...]:
    """Return the localities that are no place, the largest first."""
    found = [
        Missing(localities.names[area], localities.municipalities[area], int(residents))
        for _, localities, matched in files
        for area, residents in enumerate(localities.residents)
        if area not in matched.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.residents, one.name)))


def _share(residents: Sequence[int], is_counted: NDArray[np.bool_]) -> float:
    """Return the share of residents that count."""
    total = sum(residents)
    return float(np.dot(residents, is_counted)) / total if total else 0.0


def _median_min(squares: Squares | None, nearest: NearestPlaces | None) -> float | None:
    """Return the time within which half of the scattered residents reach their place [min]."""
    if squares is None or nearest is None or not nearest.is_by_road:
        return None
    is_timed = (nearest.place >= 0) & np.isfinite(nearest.time_s)
    if not is_timed.any():
        return None
    order = np.argsort(nearest.time_s[is_timed], kind="stable")
    counts = squares.residents[is_timed][order].cumsum()
    half = int(np.searchsorted(counts, counts[-1] / 2))
    return float(nearest.time_s[is_timed][order][half] / 60)
