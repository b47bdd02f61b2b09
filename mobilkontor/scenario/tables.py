"""Own the region's tables: rows of CSV become places, municipalities, offices, roads, junctions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mobilkontor.core.places import (
    NAME_LANGUAGES,
    Confidence,
    Junction,
    Municipality,
    Office,
    Place,
    Road,
    RoadClass,
    Service,
)
from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.scenario.csv_file import Row, read_rows
from mobilkontor.scenario.files import MAX_TABLE_BYTES, Folder, NamedBy
from mobilkontor.scenario.messages import tables as messages
from mobilkontor.scenario.problems import Position, ProblemList
from mobilkontor.scenario.yaml_file import Entry

__all__ = [
    "Located",
    "Table",
    "read_junctions",
    "read_municipalities",
    "read_offices",
    "read_places",
    "read_roads",
]

T = TypeVar("T")

MAX_ID_LENGTH = 80
MAX_RESIDENTS = 20_000_000
MAX_ROAD_KM = 1_000
MIN_SPEED_KMH, MAX_SPEED_KMH = 5, 130
KEY_COLUMNS = ("id", "name", "place")
UNSTATED = "not stated"
"""What tables say in place of a year where the source of a figure has none."""
CONFIDENCES = tuple(confidence.value for confidence in Confidence)


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A row's value and where it stands."""

    value: T
    position: Position


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table as far as it can be read.

    Attributes
    ----------
    rows : tuple of Located
        Rows without a problem.
    keys : frozenset of str
        Keys of all rows, also of those with a problem, so that nobody is told they are missing.
    is_cut : bool
        Whether the file could not be read to its end, so that keys may be missing.
    is_complete : bool
        Whether every row could be read.
    """

    rows: tuple[Located[T], ...]
    keys: frozenset[str]
    is_cut: bool
    is_complete: bool

    @property
    def values(self) -> tuple[T, ...]:
        """Return the rows without their positions."""
        return tuple(row.value for row in self.rows)


def _read_table(
    entry: Entry | None,
    section_and_key: str,
    columns: tuple[str, ...],
    make: Callable[[Row], T],
    folder: Folder,
    problems: ProblemList,
) -> Table[T] | None:
    """Return the table a key of the scenario names, or None if there is nothing to read.

    A first column among ``id``, ``name`` and ``place`` is a key: no two rows may share it.
    """
    if entry is None or not isinstance(entry.value, str) or not entry.value:
        return None
    named_by = NamedBy(section_and_key, entry.position)
    if not folder.check_inside(entry.value, named_by):
        return None
    text = folder.read_text(entry.value, MAX_TABLE_BYTES, named_by)
    file = folder.shown(entry.value)
    num_problems = len(problems)
    rows = read_rows(text, file, columns, problems) if text is not None else None
    if rows is None:
        return None
    if columns[0] in KEY_COLUMNS:
        _tell_duplicates(rows.whole, columns[0])
    located = []
    for row in rows.whole:
        value = make(row)
        if row.is_good:
            located.append(Located(value, row.position))
    every = (*rows.whole, *rows.broken)
    return Table(
        rows=tuple(located),
        keys=frozenset(row.cells.get(columns[0], "") for row in every),
        is_cut=rows.is_cut,
        is_complete=len(problems) == num_problems,
    )


def _tell_duplicates(rows: Sequence[Row], column: str) -> None:
    """Add a problem for each row whose key another row has already."""
    first_lines: dict[str, int] = {}
    for row in rows:
        found = row.cells[column]
        if found in first_lines:
            row.tell(messages.duplicate_row(column, found, first_lines[found]))
        elif found:
            first_lines[found] = row.position.line


def _position_cells(row: Row) -> tuple[float, float]:
    """Return latitude and longitude [degrees]."""
    return row.number("lat", -90, 90, "degrees"), row.number("lon", -180, 180, "degrees")


def read_places(entry: Entry | None, folder: Folder, problems: ProblemList) -> Table[Place] | None:
    """Read the places table.

    Parameters
    ----------
    entry : Entry or None
        The key that names the file.
    folder : Folder
        The scenario's folder.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Table of Place or None
        The table as far as it can be read.
    """

    def make(row: Row) -> Place:
        """Return the place of a row."""
        lat, lon = _position_cells(row)
        return Place(
            id=row.text("id", max_length=MAX_ID_LENGTH),
            name=row.text("name"),
            municipality=row.text("municipality", max_length=MAX_ID_LENGTH),
            lat=lat,
            lon=lon,
            residents=row.whole_number("population", 0, MAX_RESIDENTS),
            year=_year(row),
            source=row.text("source", default=""),
            confidence=Confidence(_confidence(row)),
            other_names=tuple(
                (language, name)
                for language in NAME_LANGUAGES
                if (name := row.text(f"name_{language}", default=""))
            ),
        )

    columns = ("id", "name", "municipality", "lat", "lon", "population")
    return _read_table(entry, "tables.places", columns, make, folder, problems)


def _year(row: Row) -> str:
    """Return the year of a row's figures as its source states it; empty if it states none."""
    found = row.text("year", default="")
    return "" if found == UNSTATED else found


def _confidence(row: Row) -> str:
    """Return a confidence; a figure whose table does not tell counts as assumed."""
    found = row.choice("confidence", CONFIDENCES, default=Confidence.ASSUMED.value)
    return found if found in CONFIDENCES else Confidence.ASSUMED.value


def read_municipalities(
    entry: Entry | None, folder: Folder, problems: ProblemList
) -> Table[Municipality] | None:
    """Read the municipalities table.

    Parameters
    ----------
    entry : Entry or None
        The key that names the file.
    folder : Folder
        The scenario's folder.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Table of Municipality or None
        The table as far as it can be read.
    """

    def make(row: Row) -> Municipality:
        """Return the municipality of a row."""
        return Municipality(
            name=row.text("name", max_length=MAX_ID_LENGTH),
            code=row.text("code", default=""),
            residents=row.whole_number("population", 0, MAX_RESIDENTS, default=0),
            share_65plus=row.number("share_65plus", 0, 1),
            scattered_residents=row.whole_number(
                "scattered_population", 0, MAX_RESIDENTS, default=0
            ),
            year=_year(row),
            source=row.text("source", default=""),
        )

    columns = ("name", "share_65plus")
    return _read_table(entry, "tables.municipalities", columns, make, folder, problems)


def read_offices(
    entry: Entry | None, folder: Folder, problems: ProblemList
) -> Table[Office] | None:
    """Read the table of fixed offices.

    Parameters
    ----------
    entry : Entry or None
        The key that names the file.
    folder : Folder
        The scenario's folder.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Table of Office or None
        The table as far as it can be read.
    """

    def make(row: Row) -> Office:
        """Return the office of a row."""
        return Office(
            place=row.text("place", max_length=MAX_ID_LENGTH),
            is_open=row.choice("open", ("yes", "no")) == "yes",
            days_per_week=row.number("days_per_week", 0, 7, "days"),
            services=_services(row),
            source=row.text("source", default=""),
            confidence=Confidence(_confidence(row)),
        )

    columns = ("place", "open", "days_per_week", "services")
    return _read_table(entry, "tables.offices", columns, make, folder, problems)


def _services(row: Row) -> frozenset[Service]:
    """Return the services of an office, written with spaces between them."""
    known = {service.value: service for service in Service}
    found = row.text("services").split()
    for name in found:
        if name not in known:
            row.tell(messages.cell_not_a_choice("services", name, known))
    return frozenset(known[name] for name in found if name in known)


def read_junctions(
    entry: Entry | None, folder: Folder, problems: ProblemList
) -> Table[Junction] | None:
    """Read the table of road nodes without residents.

    Parameters
    ----------
    entry : Entry or None
        The key that names the file.
    folder : Folder
        The scenario's folder.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Table of Junction or None
        The table as far as it can be read.
    """

    def make(row: Row) -> Junction:
        """Return the junction of a row."""
        lat, lon = _position_cells(row)
        id_ = row.text("id", max_length=MAX_ID_LENGTH)
        source = row.text("source", default="")
        return Junction(id=id_, name=row.text("name", default=id_), lat=lat, lon=lon, source=source)

    columns = ("id", "lat", "lon")
    return _read_table(entry, "network.junctions", columns, make, folder, problems)


def read_roads(entry: Entry | None, folder: Folder, problems: ProblemList) -> Table[Road] | None:
    """Read the table of road stretches.

    Parameters
    ----------
    entry : Entry or None
        The key that names the file.
    folder : Folder
        The scenario's folder.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Table of Road or None
        The table as far as it can be read; its keys are not used.
    """
    classes = tuple(road_class.value for road_class in RoadClass)

    def make(row: Row) -> Road:
        """Return the road of a row."""
        found = row.choice("class", classes)
        length_km = row.number("length_km", 0.001, MAX_ROAD_KM, "km")
        return Road(
            a=row.text("from", max_length=MAX_ID_LENGTH),
            b=row.text("to", max_length=MAX_ID_LENGTH),
            name=row.text("road", default=""),
            road_class=RoadClass(found) if found in classes else RoadClass.LOCAL,
            length_m=round(length_km * METRES_PER_KM),
            speed_limit_kmh=row.number("speed_limit_kmh", MIN_SPEED_KMH, MAX_SPEED_KMH, "km/h"),
            source=row.text("source", default=""),
            year=_year(row),
        )

    columns = ("from", "to", "class", "length_km", "speed_limit_kmh")
    return _read_table(entry, "network.roads", columns, make, folder, problems)
