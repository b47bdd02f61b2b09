"""Read localities and small localities, and find the places that they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.places import Place
from mobilkontor.official.layer_file import Box, Column, contains, read_layer
from mobilkontor.official.residents import whole_residents

__all__ = ["Localities", "match_places", "read_localities"]

NAME = Column(
    "the name",
    ("tatort", "tatortsnamn", "smaort", "smaortsnamn", "ortnamn", "ort", "namn", "name"),
    is_needed=False,
)
MUNICIPALITY = Column("the municipality's name", ("kommunnamn", "kommun_namn", "kommun"))
RESIDENTS = Column(
    "residents", ("bef", "befolkning", "folkmangd", "bef_totalt", "beftotalt", "pop")
)
YEAR = Column("the year", ("ar", "referensar", "referenstid", "year"), is_needed=False)

SURE_M, NEAR_M = 0.0, 1500.0
"""A place in an area is of it; one so far outside is, if no other place and area are as near: the
positions of guessed places lie on a grid of one to two kilometres."""


@dataclass(frozen=True, slots=True, eq=False)
class Localities:
    """Localities of the newest year in a file.

    Attributes
    ----------
    names, municipalities, years : tuple of str
        As the file states them; a name or year that it does not state is empty.
    residents : ndarray of int64, shape (n,)
        Residents [persons].
    lat, lon : ndarray of float64, shape (n,)
        A point in each [degrees].
    areas : ndarray of object, shape (n,)
        Polygons.
    """

    names: tuple[str, ...]
    municipalities: tuple[str, ...]
    years: tuple[str, ...]
    residents: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    areas: NDArray[np.object_]


def read_localities(path: Path, box: Box) -> Localities:
    """Return the localities of a file in a box.

    Parameters
    ----------
    path : Path
        File of localities or of small localities. Where it has several years, the newest counts.
    box : Box
        Where to look.

    Returns
    -------
    Localities
        The localities.

    Raises
    ------
    ScenarioError
        If the file cannot be used.
    """
    layer = read_layer(path, (NAME, MUNICIPALITY, RESIDENTS, YEAR), box)
    names, municipalities, counts, years = layer.values
    assert municipalities is not None
    assert counts is not None
    year_texts = _texts(years, len(layer.lat))
    newest = max(year_texts)
    rows = np.array([row for row, year in enumerate(year_texts) if year == newest], dtype=np.intp)
    name_texts, municipality_texts = (
        _texts(values, len(layer.lat)) for values in (names, municipalities)
    )
    return Localities(
        tuple(name_texts[row] for row in rows),
        tuple(municipality_texts[row] for row in rows),
        (newest,) * len(rows),
        whole_residents(path, counts)[rows],
        layer.lat[rows],
        layer.lon[rows],
        layer.areas[rows],
    )


def match_places(localities: Localities, places: Sequence[Place]) -> dict[int, int]:
    """Return the locality that each place is.

    First by name and municipality, then by position: the only place in an area, or near it.

    Parameters
    ----------
    localities : Localities
        Localities.
    places : sequence of Place
        Places.

    Returns
    -------
    dict of int to int
        Position of the locality by position of the place; no locality is two places.
    """
    matched = _by_name(localities, places)
    for within_m in (SURE_M, NEAR_M):
        rest = [number for number in range(len(places)) if number not in matched]
        taken = set(matched.values())
        lat, lon = (np.array([getattr(places[n], key) for n in rest]) for key in ("lat", "lon"))
        here, there = contains(localities.areas, lat, lon, within_m=within_m)
        near = [(rest[position], int(area)) for position, area in zip(here, there, strict=True)]
        pairs = [
            (place, area)
            for place, area in near
            if area not in taken and _is_named_alike(localities, area, places[place])
        ]
        for place, area in pairs:
            is_only = sum(place in pair[:1] or area in pair[1:] for pair in pairs) == 1
            if is_only:
                matched[place] = area
    return matched


def _by_name(localities: Localities, places: Sequence[Place]) -> dict[int, int]:
    """Return the matches by name and municipality, where both name one."""
    keys = [
        (_plain(name), _plain(municipality))
        for name, municipality in zip(localities.names, localities.municipalities, strict=True)
    ]
    wanted = [(_plain(place.name), _plain(place.municipality)) for place in places]
    return {
        number: keys.index(key)
        for number, key in enumerate(wanted)
        if keys.count(key) == 1 and wanted.count(key) == 1
    }


def _is_named_alike(localities: Localities, area: int, place: Place) -> bool:
    """Tell whether a locality may be a place: it has no name of its own, or the place's."""
    name = _plain(localities.names[area])
    has_code = not any(letter.isalpha() for letter in name[1:])
    return not name or has_code or name == _plain(place.name)


def _plain(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _texts(values: NDArray[np.object_] | None, count: int) -> tuple[str, ...]:
    """Return values as texts, empty where there are none."""
    if values is None:
        return ("",) * count
    return tuple("" if value is None else str(value) for value in values)
