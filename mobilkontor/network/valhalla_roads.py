"""Ask Valhalla which numbered roads a way follows.

Its maneuvers do not tell: one runs on through other numbers as long as nobody turns. Its
``/trace_attributes`` tells every edge of the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Any

import numpy as np
import polyline

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import service_texts as texts
from mobilkontor.network.engine import Stretch
from mobilkontor.network.great_circle import circle_m
from mobilkontor.network.http_service import ServiceRefusedError
from mobilkontor.network.provider import Line
from mobilkontor.network.road_number import road_number
from mobilkontor.network.valhalla_transport import ValhallaTransport

__all__ = ["SHAPE_DIGITS", "numbered_stretches"]

SHAPE_DIGITS = 6
"""Decimals of degrees in Valhalla's shapes."""

AT_ONCE_M = 100_000
"""Length of way asked about at once; half of what ``service_limits`` lets by default [m]."""

GAP_M = 1_000
"""Longest straight that goes unbroken: Valhalla takes points 2 km apart for two ways [m]."""

ATTRIBUTES = ["edge.names", "edge.begin_shape_index", "edge.end_shape_index", "shape"]


def numbered_stretches(
    transport: ValhallaTransport, costing: Mapping[str, Any], line: Line
) -> tuple[Stretch, ...]:
    """Return the numbered roads along a way.

    Parameters
    ----------
    transport : ValhallaTransport
        The way to Valhalla.
    costing : mapping
        Its model of the vehicle.
    line : tuple of (float, float)
        The way as Valhalla drew it [degrees].

    Returns
    -------
    tuple of Stretch
        The roads in order; none where this Valhalla does not tell them: many a server has the
        action switched off, and then the map goes without numbers.

    Raises
    ------
    NetworkError
        If it does not answer, or not what was asked.
    """
    return tuple(
        stretch for piece in _pieces(line) for stretch in _stretches(transport, costing, piece)
    )


def _pieces(line: Line) -> Iterator[Line]:
    """Yield a line in pieces that are not too long to ask about; each begins where one ends."""
    at = np.array(line, dtype=np.float64).reshape(-1, 2)
    measured_m = np.concatenate(([0.0], np.cumsum(circle_m(at[1:], at[:-1]))))
    num_pieces = int(measured_m[-1] // AT_ONCE_M) + 1
    cuts_m = np.linspace(0, measured_m[-1], num_pieces + 1)
    for first, last in pairwise(np.unique(np.searchsorted(measured_m, cuts_m)).tolist()):
        yield line[first : last + 1]


def _without_gaps(line: Line) -> Line:
    """Return a line with points on its long straights."""
    at = np.array(line, dtype=np.float64)
    num_parts = (circle_m(at[1:], at[:-1]) // GAP_M + 1).astype(np.int64)
    parts = [
        np.linspace(begin, end, parts, endpoint=False)
        for begin, end, parts in zip(at[:-1], at[1:], num_parts, strict=True)
    ]
    return tuple((lat, lon) for lat, lon in np.concatenate((*parts, at[-1:])).tolist())


def _walked(
    transport: ValhallaTransport, costing: Mapping[str, Any], line: Line
) -> Mapping[str, Any] | None:
    """Return the edges that a line follows to the letter, else those near it; None if not told."""
    tries = (("edge_walk", line), ("map_snap", _without_gaps(line)))
    for shape_match, points in tries:
        request = {
            **costing,
            "encoded_polyline": polyline.encode(list(points), SHAPE_DIGITS),
            "shape_match": shape_match,
            "filters": {"attributes": ATTRIBUTES, "action": "include"},
        }
        with suppress(ServiceRefusedError):
            return transport.ask("trace_attributes", request)
    return None


def _stretches(
    transport: ValhallaTransport, costing: Mapping[str, Any], line: Line
) -> Iterator[Stretch]:
    """Yield the numbered edges along a line; none if this Valhalla does not tell edges."""
    answer = _walked(transport, costing, line)
    if answer is None:
        return
    try:
        # The edges count the points of the road that was found, not of the line asked about.
        points = polyline.decode(answer["shape"], SHAPE_DIGITS)
        for edge in answer["edges"]:
            number = road_number(str(name) for name in edge.get("names") or ())
            first, last = int(edge["begin_shape_index"]), int(edge["end_shape_index"])
            if number and 0 <= first < last:
                yield Stretch(number, tuple(points[first : last + 1]))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        expected = "a shape, and edges along it"
        text = texts.wrong_shape(transport.label, "the trace", "unreadable", expected)
        raise NetworkError(text) from None
