"""Own the problems of files of official figures, codes E470 to E479; codes are never reused."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.core.errors import Problem

__all__ = [
    "no_column",
    "no_library",
    "no_system",
    "not_in_region",
    "not_readable",
    "not_whole",
    "same_square",
    "several_columns",
    "several_years",
    "wrong_shapes",
]

MAX_NAMES = 20


def no_library(file: str) -> Problem:
    """Return the problem of a computer without the libraries."""
    return _problem(
        file,
        "E470",
        "pyogrio, pyproj and shapely are needed to read it and are not installed. Install them "
        "with pip install 'mobilkontor[gis]'.",
    )


def not_readable(file: str, reason: str) -> Problem:
    """Return the problem of a file that is no layer of shapes."""
    return _problem(
        file,
        "E471",
        f"{reason}. Give the GeoPackage as Statistics Sweden offers it, unpacked from its ZIP.",
    )


def no_column(file: str, meaning: str, names: Sequence[str], found: Sequence[str]) -> Problem:
    """Return the problem of a layer without a column that is needed."""
    shown = ", ".join(found[:MAX_NAMES]) or "none"
    return _problem(
        file,
        "E472",
        f"no column for {meaning}; looked for {', '.join(names)}, found {shown}. Check that it is "
        "the layer meant, or rename the column.",
    )


def no_system(file: str) -> Problem:
    """Return the problem of a layer that does not say where on earth it lies."""
    return _problem(
        file,
        "E473",
        "the layer names no coordinate system. Statistics Sweden uses SWEREF 99 TM (EPSG:3006); "
        "set it with a GIS program.",
    )


def wrong_shapes(file: str, found: str) -> Problem:
    """Return the problem of a layer of other shapes than areas."""
    return _problem(
        file, "E474", f"the shapes are {found}; areas are needed. Give the layer of polygons."
    )


def not_whole(file: str, row: int, found: object) -> Problem:
    """Return the problem of a number of residents that is none."""
    return _problem(
        file,
        "E475",
        f"area {row} has {found!r} residents; a whole number from 0 is needed. Correct the layer.",
    )


def not_in_region(file: str, box: str) -> Problem:
    """Return the problem of a layer that has nothing in the scenario's region."""
    return _problem(
        file,
        "E476",
        f"nothing in it lies in the scenario's region, {box}. Check that it is the file meant.",
    )


def several_columns(file: str, meaning: str, found: Sequence[str]) -> Problem:
    """Return the problem of a layer of which several columns may be the one meant."""
    return _problem(
        file,
        "E477",
        f"several columns may be the one for {meaning}: {', '.join(found[:MAX_NAMES])}. Give a "
        "layer with one of them, or with one for each year.",
    )


def several_years(file: str, found: Sequence[str]) -> Problem:
    """Return the problem of a layer of several times of which none is surely the latest."""
    shown = ", ".join(repr(text) for text in found[:MAX_NAMES])
    return _problem(
        file,
        "E478",
        f"the column for the year has {shown}; which is the latest cannot be told. Write years "
        "with four digits in every row, or give a layer of one year.",
    )


def same_square(file: str, lat: float, lon: float, count: int, num_squares: int) -> Problem:
    """Return the problem of a layer that has the same square several times."""
    return _problem(
        file,
        "E479",
        f"{num_squares} squares stand there more than once for the same year, that at {lat:.4f}, "
        f"{lon:.4f} {count} times: their residents would count as often. Give a layer with one "
        "row per square, or with a column for the year.",
    )


def _problem(file: str, code: str, text: str) -> Problem:
    """Return a problem of a whole file."""
    return Problem(file, 0, code, text)
