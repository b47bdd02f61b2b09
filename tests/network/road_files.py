"""Make road files by hand, without an extract."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mobilkontor.core.places import RoadClass
from mobilkontor.network.road_closing import RoadClosing
from mobilkontor.network.road_file import ATTRIBUTION, Provenance, RoadFile
from mobilkontor.network.road_file_provider import RoadFileProvider
from mobilkontor.network.road_kind import RoadKind
from mobilkontor.network.road_shapes import METRES_PER_DEGREE, RoadShapes
from mobilkontor.network.road_use import RoadUse

MADE_FROM = Provenance("hand.osm.pbf", "2026-11-01T21:20:00Z", "0" * 64, None, ATTRIBUTION, "1")
COUNTY = RoadKind(RoadClass.COUNTY, "secondary", forward_kmh=60, backward_kmh=60)
USE = RoadUse(
    speed_shares=dict.fromkeys(RoadClass, 1.0),
    unpaved_share=1,
    max_speed_kmh=130,
    weight_kg=0,
    height_cm=0,
    ferry_wait_s=0,
    date=datetime.date(2027, 7, 1),
    max_snap_m=2000,
)

Position = tuple[float, float]


def road_file(
    nodes: Sequence[Position],
    edges: Sequence[tuple[int, int, float, RoadKind]],
    *,
    inner: Mapping[int, Sequence[Position]] | None = None,
) -> RoadFile:
    """Return roads: nodes as positions, edges as ends, length in metres and kind."""
    kinds = tuple(dict.fromkeys(kind for *_, kind in edges))
    shapes = [list((inner or {}).get(edge, ())) for edge in range(len(edges))]
    points = [point for shape in shapes for point in shape]
    return RoadFile(
        node_lat=_whole([lat * 1e7 for lat, _ in nodes]),
        node_lon=_whole([lon * 1e7 for _, lon in nodes]),
        edge_from=_whole([a for a, *_ in edges]),
        edge_to=_whole([b for _, b, *_ in edges]),
        edge_kind=_whole([kinds.index(kind) for *_, kind in edges]),
        length_dm=_whole([length_m * 10 for _, _, length_m, _ in edges]),
        shape_start=_whole([0, *np.cumsum([len(shape) for shape in shapes])]),
        shape_lat=_whole([lat * 1e5 for lat, _ in points]),
        shape_lon=_whole([lon * 1e5 for _, lon in points]),
        kinds=kinds,
        provenance=MADE_FROM,
    )


def _whole(values: Sequence[float]) -> np.ndarray[Any, Any]:
    return np.rint(np.array(values, dtype=np.float64)).astype(np.int32)


def provider(
    roads: RoadFile,
    places: Mapping[str, Position],
    use: RoadUse = USE,
    closings: Sequence[RoadClosing] = (),
) -> RoadFileProvider:
    """Return the provider of the roads."""
    return RoadFileProvider(roads, RoadShapes(roads), places, use, closings)


def north_of(position: Position, metres: float) -> Position:
    """Return a position some metres farther north."""
    return position[0] + metres / METRES_PER_DEGREE, position[1]
