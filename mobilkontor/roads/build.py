"""Build a road file from an extract: read, cut, contract, keep the largest part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mobilkontor.core.choices import MARGIN_KM
from mobilkontor.core.errors import ScenarioError
from mobilkontor.core.version import VERSION
from mobilkontor.network.contract import Edges, contract
from mobilkontor.network.road_file import (
    ATTRIBUTION,
    DEGREE,
    DM_PER_METRE,
    SHAPE_DEGREE,
    Provenance,
    RoadFile,
)
from mobilkontor.network.road_kind import BACKWARD, FORWARD, RoadKind
from mobilkontor.network.road_shapes import METRES_PER_DEGREE
from mobilkontor.network.simplify import kept_points
from mobilkontor.roads import texts
from mobilkontor.roads.borders import Border, read_borders
from mobilkontor.roads.clip import Box, in_box, in_municipalities
from mobilkontor.roads.extract import Ways, read_date, read_points, read_ways
from mobilkontor.roads.limits import MAX_SPEED_KMH, MIN_SPEED_KMH
from mobilkontor.roads.report import BuildReport, report_of
from mobilkontor.roads.segments import Cut, cut_segments
from mobilkontor.roads.work import WorkFolder

__all__ = ["Built", "Observe", "build_roads"]

TOLERANCE_M = 10.0
"""How far a drawn road may lie off the mapped one [m]."""

MAX_MISSING_SHARE = 0.1
"""Extracts cut without complete ways lack a few points at their edges; more is another fault."""

KMH_PER_M_PER_S = 3.6

Observe = Callable[[str, int, int], None]
"""Takes the phase, how far it is, and how far it goes or 0 if that is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A road file, and what there is to tell about its making."""

    roads: RoadFile
    report: BuildReport


def build_roads(
    extract: Path,
    out: Path,
    *,
    box: Box | None = None,
    municipalities: Sequence[str] = (),
    margin_km: float = MARGIN_KM,
    observe: Observe,
) -> Built:
    """Build the roads of an extract.

    Parameters
    ----------
    extract : Path
        OpenStreetMap extract in PBF.
    out : Path
        Folder of the road file to be; finished passes are kept beside it until the build is done,
        and used again by the next build of the same extract.
    box : tuple of float or None
        Where roads are wanted: south, west, north and east edge [degrees].
    municipalities : sequence of str
        Where roads are wanted instead: names or codes, with borders that the extract holds.
        Without box and municipalities, everywhere.
    margin_km : float
        How far around the municipalities [km].
    observe : callable
        Takes reports of progress.

    Returns
    -------
    Built
        The roads, and a report of what was left out or assumed.

    Raises
    ------
    ScenarioError
        If the extract cannot be used, or has no roads or no whole border there.
    NetworkError
        If the reader of extracts is not installed.
    OutputError
        If finished passes cannot be kept.
    ValueError
        If both a box and municipalities are given.
    """
    if box is not None and municipalities:
        msg = "roads are cut to a box or to municipalities, not to both"
        raise ValueError(msg)
    observe("checking", 0, 0)
    work = WorkFolder(extract, out)
    date = read_date(extract)
    borders: tuple[Border, ...] = ()
    is_wanted = in_box(box) if box is not None else None
    if municipalities:
        # First of all passes: a name that is not there is told at once.
        observe("borders", 0, 0)
        borders = read_borders(extract, municipalities)
        is_wanted = in_municipalities(str(extract), borders, margin_km)
    ways = work.ways(lambda: read_ways(extract, lambda count: observe("roads", count, 0)))
    needed = _distinct(ways.refs)
    points = work.points(
        lambda: read_points(extract, needed, lambda n: observe("points", n, len(needed)))
    )
    num_missing = len(needed) - len(points.ids)
    if num_missing > MAX_MISSING_SHARE * len(needed):
        problem = texts.nodes_missing(str(extract), num_missing, len(needed))
        raise ScenarioError((problem,))
    observe("contracting", 0, 0)
    cut = cut_segments(ways, points, is_wanted)
    if not len(cut.segments.a):
        there = "where roads are wanted" if is_wanted is not None else "at all"
        raise ScenarioError((texts.no_roads(str(extract), there),))
    provenance = Provenance(
        extract.name,
        date,
        work.sha256,
        box,
        ATTRIBUTION,
        VERSION,
        tuple(f"{border.name} {border.code}".strip() for border in borders),
        margin_km if borders else 0.0,
    )
    return _built(ways, cut, provenance, num_missing)


def _distinct(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each id once, by increasing id."""
    # numpy's own `unique` hashes, which takes ten times as long for a country, and a gigabyte.
    ordered = np.sort(ids)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def _built(ways: Ways, cut: Cut, provenance: Provenance, num_missing: int) -> Built:
    """Return the largest part of the contracted roads, with the report on the rest."""
    kinds = _with_ferry_speeds(ways.kinds, cut.crossing_m)
    is_same = np.array([kind.is_same_both_ways for kind in kinds])
    edges = contract(cut.segments, len(cut.lat), is_same)
    begin, end = edges.points[edges.start[:-1]], edges.points[edges.start[1:] - 1]
    part, largest = _strong_parts(begin, end, edges.kind, kinds, len(cut.lat))
    is_kept = (part[begin] == largest) & (part[end] == largest)
    report = report_of(kinds, edges, is_kept, part, cut, ways.unread, num_missing, provenance)
    return Built(_road_file(edges, is_kept, cut, kinds, provenance), report)


def _with_ferry_speeds(
    kinds: tuple[RoadKind, ...], length_m: NDArray[np.float64]
) -> tuple[RoadKind, ...]:
    """Return the kinds with the speed of each ferry that tells how long its crossing takes."""
    found = list(kinds)
    for position, kind in enumerate(kinds):
        if kind.crossing_s and length_m[position] > 0:
            kmh = length_m[position] / kind.crossing_s * KMH_PER_M_PER_S
            # A ferry may be slower than any road, but not stand still.
            kmh = round(min(max(kmh, MIN_SPEED_KMH / 10), MAX_SPEED_KMH), 3)
            found[position] = kind._replace(forward_kmh=kmh, backward_kmh=kmh)
    return tuple(found)


def _strong_parts(
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    edge_kind: NDArray[np.int32],
    kinds: tuple[RoadKind, ...],
    num_points: int,
) -> tuple[NDArray[np.int32], int]:
    """Return the part of each point, within which one can drive there and back, and the largest."""
    direction = np.array([kind.direction for kind in kinds])[edge_kind]
    along, against = direction & FORWARD > 0, direction & BACKWARD > 0
    rows = np.concatenate((begin[along], end[against]))
    columns = np.concatenate((end[along], begin[against]))
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(num_points,) * 2)
    num_parts, part = connected_components(graph, directed=True, connection="strong")
    inside = part[begin] == part[end]
    return part, int(np.bincount(part[begin[inside]], minlength=num_parts).argmax())


def _road_file(
    edges: Edges,
    is_kept: NDArray[np.bool_],
    cut: Cut,
    kinds: tuple[RoadKind, ...],
    provenance: Provenance,
) -> RoadFile:
    """Return the file of the kept edges, with only the junctions and kinds that they use."""
    lat, lon = cut.lat / DEGREE, cut.lon / DEGREE
    y_m = lat[edges.points] * METRES_PER_DEGREE
    x_m = lon[edges.points] * METRES_PER_DEGREE * np.cos(np.radians(lat[edges.points]))
    is_inner = kept_points(x_m, y_m, edges.start, TOLERANCE_M)
    is_inner[edges.start[:-1]] = is_inner[edges.start[1:] - 1] = False
    edge_of_point = np.repeat(np.arange(len(edges.kind)), np.diff(edges.start))
    is_inner &= is_kept[edge_of_point]
    num_inner = np.bincount(edge_of_point[is_inner], minlength=len(edges.kind))[is_kept]
    inner = edges.points[is_inner]
    begin, end = edges.points[edges.start[:-1]][is_kept], edges.points[edges.start[1:] - 1][is_kept]
    nodes, ends = np.unique(np.concatenate((begin, end)), return_inverse=True)
    used, kind = np.unique(edges.kind[is_kept], return_inverse=True)
    return RoadFile(
        node_lat=cut.lat[nodes],
        node_lon=cut.lon[nodes],
        edge_from=ends[: len(begin)].astype(np.int32),
        edge_to=ends[len(begin) :].astype(np.int32),
        edge_kind=kind.astype(np.int32),
        length_dm=np.rint(edges.length_m[is_kept] * DM_PER_METRE).astype(np.int32),
        shape_start=np.concatenate(([0], np.cumsum(num_inner))).astype(np.int32),
        shape_lat=np.rint(lat[inner] * SHAPE_DEGREE).astype(np.int32),
        shape_lon=np.rint(lon[inner] * SHAPE_DEGREE).astype(np.int32),
        kinds=tuple(kinds[position] for position in used),
        provenance=provenance,
    )
