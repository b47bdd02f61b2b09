"""Read an OpenStreetMap extract in two streaming passes: ways, then the points they need.

Only roads reach Python, as plain arrays; of the points, which are most of an extract, only those
that a road names.
"""

from __future__ import annotations

import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError, ScenarioError
from mobilkontor.network.road_kind import RoadKind
from mobilkontor.roads import texts
from mobilkontor.roads.kind_table import CANDIDATES, KindTable
from mobilkontor.roads.tags import is_blocked

try:
    import osmium
    from osmium.filter import IdFilter, KeyFilter, TagFilter
except ImportError:  # the extra `roads` is not installed
    osmium = None  # type: ignore[assignment]

__all__ = ["Points", "Ways", "read_date", "read_points", "read_ways", "reading"]

REPORT_EVERY = 20_000
_BLOCKING_KEYS = ("barrier", "access", "vehicle", "motor_vehicle", "motorcar")

Observe = Callable[[int], None]
"""Takes how many ways or points were read so far."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The roads of an extract.

    Attributes
    ----------
    refs : ndarray of int64
        OpenStreetMap's ids of the points of all ways, one way after the other.
    start : ndarray of int64, shape (n + 1,)
        Where the points of each way begin in ``refs``.
    kind : ndarray of int32, shape (n,)
        Kind of each way, a position in ``kinds``.
    kinds : tuple of RoadKind
        All kinds.
    unread : dict of str to int
        Conditions that are not understood, with the number of ways that have them.
    """

    refs: NDArray[np.int64]
    start: NDArray[np.int64]
    kind: NDArray[np.int32]
    kinds: tuple[RoadKind, ...]
    unread: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The points of the roads, by increasing id.

    Attributes
    ----------
    ids : ndarray of int64
        OpenStreetMap's ids.
    lat, lon : ndarray of int32
        Position [1e-7 degrees].
    is_blocked : ndarray of bool
        Whether no car passes there.
    """

    ids: NDArray[np.int64]
    lat: NDArray[np.int32]
    lon: NDArray[np.int32]
    is_blocked: NDArray[np.bool_]


@contextmanager
def reading(extract: Path) -> Iterator[Any]:
    """Yield the file for the reader, and turn its errors into ours.

    Parameters
    ----------
    extract : Path
        The extract.

    Yields
    ------
    osmium.io.File
        The file.

    Raises
    ------
    NetworkError
        If the reader is not installed.
    ScenarioError
        If the file is no whole extract.
    """
    if osmium is None:
        raise NetworkError(texts.no_reader())
    try:
        # The format is named, so that a file is not taken for another by its ending.
        yield osmium.io.File(str(extract), "pbf")
    except (RuntimeError, ValueError) as error:
        raise ScenarioError((texts.bad_extract(str(extract), str(error)),)) from error


def read_date(extract: Path) -> str:
    """Return the date of the data as the extract states it.

    Parameters
    ----------
    extract : Path
        The extract.

    Returns
    -------
    str
        Date and time in UTC, as in ``2026-11-01T21:20:00Z``; empty if it states none.

    Raises
    ------
    ScenarioError
        If the file is no extract.
    """
    with reading(extract) as file, osmium.io.Reader(file, osmium.osm.NOTHING) as reader:
        header = reader.header()
        return str(header.get("osmosis_replication_timestamp") or header.get("timestamp") or "")


def read_ways(extract: Path, observe: Observe) -> Ways:
    """Read the roads of an extract.

    Parameters
    ----------
    extract : Path
        The extract.
    observe : callable
        Takes the number of roads read so far.

    Returns
    -------
    Ways
        Every way that a car may take at some time of the year.

    Raises
    ------
    ScenarioError
        If the file is no whole extract.
    """
    refs, starts, kind = array.array("q"), array.array("q", [0]), array.array("i")
    table = KindTable()
    with reading(extract) as file:
        ways: Iterable[Any] = osmium.FileProcessor(file, osmium.osm.WAY).with_filter(
            TagFilter(*CANDIDATES)
        )
        for way in ways:
            number = table.number_of(way.tags, way.id)
            if number is None:
                continue
            kind.append(number)
            refs.extend([node.ref for node in way.nodes])
            starts.append(len(refs))
            if not len(kind) % REPORT_EVERY:
                observe(len(kind))
    observe(len(kind))
    return Ways(
        # Views, not copies: a country's points take hundreds of megabytes.
        np.frombuffer(refs, dtype=np.int64),
        np.frombuffer(starts, dtype=np.int64),
        np.frombuffer(kind, dtype=np.int32),
        table.kinds,
        dict(table.unread),
    )


def read_points(extract: Path, needed: NDArray[np.int64], observe: Observe) -> Points:
    """Read where the points of roads lie.

    Parameters
    ----------
    extract : Path
        The extract.
    needed : ndarray of int64
        Ids of the points wanted, each once.
    observe : callable
        Takes the number of points read so far.

    Returns
    -------
    Points
        Those of the wanted points that the extract holds.

    Raises
    ------
    ScenarioError
        If the file is no whole extract.
    """
    ids, lat, lon = array.array("q"), array.array("i"), array.array("i")
    with reading(extract) as file:
        # The reader takes Python's whole numbers only; a generator keeps them from piling up.
        wanted = IdFilter(int(ref) for ref in needed)
        nodes: Iterable[Any] = osmium.FileProcessor(file, osmium.osm.NODE).with_filter(wanted)
        for node in nodes:
            location = node.location
            ids.append(node.id)
            lat.append(location.y)
            lon.append(location.x)
            if not len(ids) % REPORT_EVERY:
                observe(len(ids))
        # A filter by id takes more than a gigabyte where ids are as far apart as Sweden's.
        del nodes, wanted
        blocked = _blocked_ids(file)
    observe(len(ids))
    return _by_id(
        np.frombuffer(ids, dtype=np.int64),
        np.frombuffer(lat, dtype=np.int32),
        np.frombuffer(lon, dtype=np.int32),
        blocked,
    )


def _by_id(
    ids: NDArray[np.int64],
    lat: NDArray[np.int32],
    lon: NDArray[np.int32],
    blocked: NDArray[np.int64],
) -> Points:
    """Return points sorted by id, with those marked that no car passes."""
    if (ids[1:] < ids[:-1]).any():
        # Nearly all extracts are sorted, and a country's points are not copied without need.
        order = np.argsort(ids, kind="stable")
        ids, lat, lon = ids[order], lat[order], lon[order]
    is_closed = np.zeros(len(ids), dtype=np.bool_)
    if len(ids):
        at = np.minimum(np.searchsorted(ids, blocked), len(ids) - 1)
        is_closed[at[ids[at] == blocked]] = True
    return Points(ids, lat, lon, is_closed)


def _blocked_ids(file: Any) -> NDArray[np.int64]:  # noqa: ANN401
    """Return the ids of all points that no car passes."""
    nodes = osmium.FileProcessor(file, osmium.osm.NODE).with_filter(KeyFilter(*_BLOCKING_KEYS))
    return np.array([node.id for node in nodes if is_blocked(dict(node.tags))], dtype=np.int64)
