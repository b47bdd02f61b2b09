"""Put official figures into a copy of a scenario's places table, read from files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mobilkontor.engine_travel import nearest_by_road
from mobilkontor.network.nearest_place import nearest_as_the_crow_flies
from mobilkontor.official.imported import ImportReport, NearestPlaces, Row, import_figures
from mobilkontor.official.layer_file import Box
from mobilkontor.official.localities import Localities, match_places, read_localities
from mobilkontor.official.population_grid import Squares, read_scattered
from mobilkontor.road_file_travel import nearest_place_on_roads
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.network_schema import Osrm, RoadFile, Valhalla

__all__ = ["imported_places"]

STATED = ("year", "source", "confidence")
"""Columns that say where a figure comes from; a table may be without them."""


def imported_places(
    scenario: Scenario, files: Sequence[tuple[str, Path]], grid: Path | None
) -> tuple[str, ImportReport]:
    """Return a scenario's places table with official figures.

    Parameters
    ----------
    scenario : Scenario
        The scenario; its table stays as it is.
    files : sequence of (str, Path)
        Name of each source, such as ``localities``, and its file.
    grid : Path or None
        The population grid, for residents outside localities.

    Returns
    -------
    str
        The new table, as CSV.
    ImportReport
        What changed.

    Raises
    ------
    ScenarioError
        If a file cannot be used.
    NetworkError
        If the scenario's routing engine does not answer.
    """
    region = scenario.file.region
    box = Box(region.min_lat, region.min_lon, region.max_lat, region.max_lon)
    read = [(source, read_localities(path, box)) for source, path in files]
    squares = read_scattered(grid, [localities for _, localities in read], box) if grid else None
    nearest = _nearest(scenario, squares) if squares is not None else None
    columns, rows = _rows(scenario.path.parent / scenario.file.tables.places)
    matched = _matched(read, scenario)
    new_rows, report = import_figures(rows, scenario.places, matched, squares, nearest)
    return _text(columns, new_rows), report


def _matched(
    read: Sequence[tuple[str, Localities]], scenario: Scenario
) -> list[tuple[str, Localities, dict[int, int]]]:
    """Return the localities of each place, file by file; a place keeps to the first that has it."""
    taken: set[int] = set()
    found = []
    for source, localities in read:
        matched = {
            place: area
            for place, area in match_places(localities, scenario.places).items()
            if place not in taken
        }
        taken |= set(matched)
        found.append((source, localities, matched))
    return found


def _nearest(scenario: Scenario, squares: Squares) -> NearestPlaces:
    """Return the place nearest to each square, by road where the scenario's network knows roads."""
    positions = list(zip(squares.lat.tolist(), squares.lon.tolist(), strict=True))
    places = [(place.lat, place.lon) for place in scenario.places]
    network = scenario.file.network
    match network:
        case Osrm() | Valhalla():
            nearest = nearest_by_road(scenario, network, positions, places)
        case RoadFile():
            nearest = nearest_place_on_roads(scenario, network, positions, places)
        case _:
            place = nearest_as_the_crow_flies(positions, places)
            return NearestPlaces(place, np.full(len(place), np.nan), is_by_road=False)
    return NearestPlaces(*nearest, is_by_road=True)


def _rows(table: Path) -> tuple[list[str], list[Row]]:
    """Return columns and rows of a table that has been read without problems."""
    reader = csv.DictReader(io.StringIO(table.read_text("utf-8-sig")), skipinitialspace=True)
    rows = [{column: (cell or "").strip() for column, cell in row.items()} for row in reader]
    columns = list(reader.fieldnames or ())
    columns += [column for column in STATED if column not in columns]
    return columns, rows


def _text(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return a table as text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
