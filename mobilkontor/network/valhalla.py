"""Ask Valhalla, on a server or in this process: write its requests, read its answers.

Valhalla's HTTP API: ``/sources_to_targets`` for times and distances, ``/route`` for ways,
``/status`` for its version and the age of its tiles. It ignores settings that it does not know, so
only those that the scenario's schema knows are ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polyline
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.network import service_texts as texts
from mobilkontor.network.engine import BlockRefusedError, Position, Table, Way
from mobilkontor.network.great_circle import circle_m
from mobilkontor.network.http_service import ServiceRefusedError
from mobilkontor.network.provider import Line
from mobilkontor.network.valhalla_roads import SHAPE_DIGITS, numbered_stretches
from mobilkontor.network.valhalla_transport import ValhallaTransport

__all__ = ["ValhallaEngine"]

PAIRS_AT_ONCE = 50 * 50
"""What it answers at most unless ``max_matrix_location_pairs`` was raised."""

TOO_MANY = 150
TOO_FAR = 154
NO_WAY = (170, 171, 442, 443)
"""Codes of its errors: too many locations, too far from each other, unconnected or without road."""

TOO_MUCH_CLOSED = (167, 176)
"""Codes of its errors: polygons to keep off that are too long, or have too many corners."""

SPOT_DEGREES = 1e-5
"""Size of the triangle that marks a spot, about a metre [degrees]."""

SIZES = ("weight", "axle_load", "height", "width", "length")
HEEDS_SIZES_FROM = (3, 9)
"""Oldest version seen here to heed the sizes of other vehicles than trucks; 3.4 ignores them."""


class ValhallaEngine:
    """Valhalla with the settings of one kind of vehicle.

    Parameters
    ----------
    transport : ValhallaTransport
        The way to it.
    costing : str
        Its model of the vehicle: ``auto``, ``bus``, ``truck`` or ``taxi``.
    options : mapping of str to (float or bool)
        Options of that model, by Valhalla's names and in its units.
    closed : sequence of (float, float)
        Spots on roads that are closed from the junction before to the one behind [degrees].
    """

    name = "valhalla"

    def __init__(
        self,
        transport: ValhallaTransport,
        *,
        costing: str,
        options: Mapping[str, float],
        closed: Sequence[Position] = (),
    ) -> None:
        self._transport = transport
        self.label = transport.label
        self._closed = tuple(closed)
        self._costing: dict[str, Any] = {
            "costing": costing,
            "costing_options": {costing: dict(options)},
        }
        self.pairs_at_once = PAIRS_AT_ONCE
        self.ways_at_once = transport.asks_at_once

    def around(self, closed: Sequence[Position]) -> ValhallaEngine:
        """Return the same Valhalla for the same vehicle, while roads at some spots are closed."""
        costing = self._costing["costing"]
        options = self._costing["costing_options"][costing]
        return ValhallaEngine(self._transport, costing=costing, options=options, closed=closed)

    def settings(self) -> dict[str, object]:
        """Return everything that decides the answers, with its version and that of its tiles."""
        try:
            status = self._transport.ask("status", {})
        except ServiceRefusedError as error:
            raise error.error from None
        self._check_sizes_are_heeded(str(status.get("version", "")))
        return {
            "engine": self.name,
            "where": self._transport.label,
            "version": status.get("version", ""),
            "tiles": status.get("tileset_last_modified", ""),
            **self._costing,
            **self._kept_off(),
        }

    def _check_sizes_are_heeded(self, version: str) -> None:
        """Raise ``NetworkError`` if this version would ignore a vehicle's sizes without a word."""
        costing = self._costing["costing"]
        given = [size for size in SIZES if size in self._costing["costing_options"][costing]]
        numbers = tuple(int(number) for number in version.split(".")[:2] if number.isdecimal())
        if given and costing != "truck" and numbers < HEEDS_SIZES_FROM:
            raise NetworkError(texts.ignores_sizes(self._transport.label, version, costing, given))

    def table(self, sources: Sequence[Position], targets: Sequence[Position]) -> Table:
        """Return travel from each source to each target; see `Engine`.

        Parameters
        ----------
        sources, targets : sequence of (float, float)
            Positions [degrees].

        Returns
        -------
        Table
            Times and distances.
        """
        answer = self._ask(
            "sources_to_targets",
            sources=[_location(position) for position in sources],
            targets=[_location(position) for position in targets],
        )
        if answer.get("units") != "kilometers":
            raise self._shape_error("units", repr(answer.get("units")), "kilometers")
        rows = answer.get("sources_to_targets")
        shape = (len(sources), len(targets))
        if not isinstance(rows, list) or [len(row) for row in rows] != [shape[1]] * shape[0]:
            raise self._shape_error("sources_to_targets", "of another shape", f"shape {shape}")
        return Table(
            self._numbers(rows, "time"),
            self._numbers(rows, "distance") * METRES_PER_KM,
            _snaps_m(rows, sources, targets),
        )

    def leg(self, start: Position, end: Position) -> Table:
        """Return one way that is too long for a table, from the route.

        A table beyond ``max_matrix_distance`` is refused; one within it leaves out, without a word,
        ways of more than about four hours (two from either end).

        Parameters
        ----------
        start, end : (float, float)
            Its ends [degrees].

        Returns
        -------
        Table
            One pair; not a number if there is no way.
        """
        found = self._trip(start, end)
        if found is None:
            nothing = np.full((1, 1), np.nan)
            return Table(nothing, nothing, np.zeros((1, 1)))
        time_s, km, line = found
        snap_m = circle_m(np.array([line[0], line[-1]]), np.array([start, end])).max()
        return Table(*(np.full((1, 1), value) for value in (time_s, km * METRES_PER_KM, snap_m)))

    def way(self, start: Position, end: Position) -> Way:
        """Return a way with the numbered roads along it.

        Parameters
        ----------
        start, end : (float, float)
            Its ends [degrees].

        Returns
        -------
        Way
            The way with all its bends.
        """
        line = self.line(start, end)
        if line is None:
            pair = f"{start[0]:g},{start[1]:g} to {end[0]:g},{end[1]:g}"
            raise NetworkError(texts.no_way((pair,), self.name))
        return Way(line, numbered_stretches(self._transport, self._costing, line))

    def line(self, start: Position, end: Position) -> Line | None:
        """Return the line of a way.

        Parameters
        ----------
        start, end : (float, float)
            Its ends [degrees].

        Returns
        -------
        tuple of (float, float) or None
            The line with all its bends [degrees]; ``None`` if there is no way.
        """
        found = self._trip(start, end)
        return None if found is None else found[2]

    def _trip(self, start: Position, end: Position) -> tuple[float, float, Line] | None:
        """Return time [s], length [km] and line of a way; ``None`` if there is none."""
        try:
            ends = [_location(start), _location(end)]
            trip = self._ask("route", locations=ends, directions_type="none")["trip"]
            time_s, km = (float(trip["summary"][key]) for key in ("time", "length"))
            points = polyline.decode(trip["legs"][0]["shape"], SHAPE_DIGITS)
            line = tuple((float(lat), float(lon)) for lat, lon in points)
            line[0]  # A way without a point is none.
        except BlockRefusedError:
            return None
        except (KeyError, IndexError, TypeError, ValueError):
            expected = "time and length, and legs with a shape"
            raise self._shape_error("trip", "without them", expected) from None
        return time_s, km, line

    def _kept_off(self) -> dict[str, object]:
        """Return what keeps ways off the closed roads.

        Polygons, as a table and a way treat a spot of ``exclude_locations`` differently where a
        place stands on the same piece of road: the one reaches it from either side, the other not.
        """
        return (
            {"exclude_polygons": [_triangle(spot) for spot in self._closed]} if self._closed else {}
        )

    def _ask(self, action: str, **what: object) -> Mapping[str, Any]:
        """Ask with the vehicle's settings, and tell apart the ways to say no."""
        request = {**what, **self._costing, **self._kept_off(), "units": "kilometers"}
        try:
            return self._transport.ask(action, request)
        except ServiceRefusedError as error:
            code = error.answer.get("error_code")
            if code in TOO_MUCH_CLOSED:
                said = str(error.answer.get("error", code))
                text = texts.too_many_closed(self.label, len(self._closed), said)
                raise NetworkError(text) from None
            if code in (TOO_MANY, TOO_FAR, *NO_WAY):
                raise BlockRefusedError(is_too_many=code == TOO_MANY) from None
            raise error.error from None

    def _numbers(self, rows: list[list[Mapping[str, Any]]], key: str) -> NDArray[np.float64]:
        """Return the numbers of a table; what has no way is not a number."""
        try:
            return np.array([[cell[key] for cell in row] for row in rows], dtype=np.float64)
        except (KeyError, TypeError, ValueError):
            raise self._shape_error(key, "no table of numbers", "numbers or null") from None

    def _shape_error(self, what: str, found: str, expected: str) -> NetworkError:
        """Return the error of an answer that is not what was asked for."""
        return NetworkError(texts.wrong_shape(self._transport.label, what, found, expected))


def _location(position: Position) -> dict[str, float]:
    """Return a position as Valhalla takes it."""
    lat, lon = position
    return {"lat": round(lat, 6), "lon": round(lon, 6)}


def _triangle(spot: Position) -> list[list[float]]:
    """Return a small triangle around a spot, longitude before latitude."""
    lat, lon = spot
    corners = ((-1, -2), (-1, 2), (1, 0))
    return [
        [round(lon + right * SPOT_DEGREES, 6), round(lat + up * SPOT_DEGREES, 6)]
        for up, right in corners
    ]


def _snaps_m(
    rows: list[list[Mapping[str, Any]]], sources: Sequence[Position], targets: Sequence[Position]
) -> NDArray[np.float64]:
    """Return how far each way's ends lie from where it should begin and end [m].

    Where no road leads to a place, a way to a place near it is answered without a word, so each
    way's own ends are looked at. Older versions do not tell them; then a way that is shorter than
    the crow flies is what tells.
    """

    def away_m(side: str, wanted: NDArray[np.float64]) -> NDArray[np.float64]:
        found = [
            [(cell.get(f"{side}_lat"), cell.get(f"{side}_lon")) for cell in row] for row in rows
        ]
        at = np.array(found, dtype=np.float64)
        return np.asarray(np.nan_to_num(circle_m(at, wanted)))

    begins = np.array(sources, dtype=np.float64)[:, None, :]
    ends = np.array(targets, dtype=np.float64)[None, :, :]
    return np.maximum(away_m("begin", begins), away_m("end", ends))
