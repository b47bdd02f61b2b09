"""Find on Valhalla's own ways the pieces of numbered roads that are closed.

A piece is what Valhalla calls an edge, from one junction to the next. The pieces on which the two
ends of a closing stand stay open, as Valhalla closes whole pieces only and would cut off the ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import service_texts as texts
from mobilkontor.network.engine import Position, Stretch
from mobilkontor.network.great_circle import circle_m
from mobilkontor.network.provider import Line
from mobilkontor.network.road_closing import RoadClosing
from mobilkontor.network.road_shapes import gaps_to_steps
from mobilkontor.network.valhalla import ValhallaEngine

__all__ = ["closed_spots"]

GAP_M = 1_000
"""Longest stretch without the number that is no gap: roundabouts and bridges may have none [m]."""

AT_END_M = 5.0
"""How near the end of a way a piece begins that its place stands on [m]."""

SHORTEST_M = 12.0
"""Length below which the middle of a piece is too near its junctions to mark it alone [m]."""

TOUCHING_M = 2.0
"""How near a way comes to a spot that it passes [m]."""


def closed_spots(
    engine: ValhallaEngine,
    positions: Mapping[str, Position],
    closings: Iterable[RoadClosing],
    max_snap_m: float,
) -> tuple[Position, ...]:
    """Return a spot in the middle of every piece of road that is closed.

    Parameters
    ----------
    engine : ValhallaEngine
        Valhalla, as mobile offices use it.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place [degrees].
    closings : iterable of RoadClosing
        What is closed, each between two places.
    max_snap_m : float
        How far from the road these may lie [m].

    Returns
    -------
    tuple of (float, float)
        In order of their latitude [degrees].

    Raises
    ------
    NetworkError
        If no way follows the road, or Valhalla takes it although it is closed; names every
        closing that it is true of.
    """
    spots: set[Position] = set()
    problems = []
    for closing in closings:
        try:
            found = _spots_of(engine, positions, closing, max_snap_m)
            _check_kept_off(engine, positions, closing, found)
            spots |= found
        except NetworkError as error:
            problems.append(str(error))
    if problems:
        raise NetworkError("\n".join(sorted(set(problems))))
    return tuple(sorted(spots))


def _spots_of(
    engine: ValhallaEngine,
    positions: Mapping[str, Position],
    closing: RoadClosing,
    max_snap_m: float,
) -> set[Position]:
    """Return the spots of one closing, of both carriageways where there are two."""
    spots: set[Position] = set()
    for first, last in (closing.between, closing.between[::-1]):
        ends = positions[first], positions[last]
        way = engine.way(*ends)
        pieces = [stretch for stretch in way.stretches if stretch.number == closing.number]
        if not _is_without_gap(pieces, ends, max_snap_m):
            numbers = list(dict.fromkeys(stretch.number for stretch in way.stretches))
            text = texts.leaves_road(engine.label, closing.number, (first, last), numbers)
            raise NetworkError(text)
        middles = [_middle(piece.points) for piece in pieces if _is_closed(piece, way.points)]
        # Most roads are the same both ways; Valhalla closes those both ways by one spot.
        spots |= {at for at in middles if all(_apart_m(at, spot) > TOUCHING_M for spot in spots)}
    if not spots:
        raise NetworkError(texts.nothing_between(engine.label, closing.number, closing.between))
    return spots


def _is_without_gap(
    pieces: Sequence[Stretch], ends: tuple[Position, Position], max_snap_m: float
) -> bool:
    """Tell whether a road leads from one place to another, near to both."""
    if not pieces:
        return False
    gaps_m = [_apart_m(one.points[-1], other.points[0]) for one, other in pairwise(pieces)]
    beside_m = _apart_m(ends[0], pieces[0].points[0]), _apart_m(pieces[-1].points[-1], ends[1])
    return max(gaps_m, default=0) <= GAP_M and max(beside_m) <= max_snap_m


def _is_closed(piece: Stretch, way: Line) -> bool:
    """Tell whether a piece lies between the places at both ends of a way, whole and long enough."""
    first, last = piece.points[0], piece.points[-1]
    if min(_apart_m(first, way[0]), _apart_m(last, way[-1])) <= AT_END_M:
        return False
    return sum(_apart_m(a, b) for a, b in pairwise(piece.points)) >= SHORTEST_M


def _middle(line: Line) -> Position:
    """Return the position in the middle of a line [degrees]."""
    at = np.array(line, dtype=np.float64)
    measured_m = np.concatenate(([0.0], np.cumsum(circle_m(at[1:], at[:-1]))))
    half_m = measured_m[-1] / 2
    lat, lon = (round(float(np.interp(half_m, measured_m, at[:, axis])), 6) for axis in (0, 1))
    return lat, lon


def _check_kept_off(
    engine: ValhallaEngine,
    positions: Mapping[str, Position],
    closing: RoadClosing,
    spots: set[Position],
) -> None:
    """Raise ``NetworkError`` if Valhalla still drives over a spot; it ignores unknown requests."""
    left = engine.around(sorted(spots))
    for first, last in (closing.between, closing.between[::-1]):
        line = left.line(positions[first], positions[last])
        if line is None:
            continue
        at = np.array(line, dtype=np.float64)
        for spot in spots:
            gaps_m, _ = gaps_to_steps(spot, at[:-1], at[1:])
            if gaps_m.min() <= TOUCHING_M:
                raise NetworkError(texts.ignores_closing(engine.label, closing.number))


def _apart_m(a: Position, b: Position) -> float:
    """Return how far two positions lie from each other [m]."""
    return float(circle_m(np.array(a), np.array(b)))
