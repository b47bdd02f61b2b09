"""Ask an OSRM server: write its requests, read its answers.

Project-OSRM, HTTP API 1: ``/table`` for times and distances, ``/route`` for ways to draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import service_texts as texts
from mobilkontor.network.engine import BlockRefusedError, Position, Stretch, Table, Way
from mobilkontor.network.http_service import HttpService, ServiceRefusedError
from mobilkontor.network.provider import Line
from mobilkontor.network.road_number import road_number

__all__ = ["OsrmEngine"]

PAIRS_AT_ONCE = 100 * 100
"""What a server answers at most unless it was started with ``--max-table-size``."""

TOO_MANY = "TooBig"
NO_WAY = ("NoRoute", "NoTable", "NoSegment")


class OsrmEngine:
    """An OSRM server.

    Parameters
    ----------
    service : HttpService
        The server.
    profile : str
        Name of the profile in its paths; the server knows one and takes any name.
    exclude : sequence of str
        Classes of roads not to use, such as ``ferry``, if its profile has them.
    """

    name = "osrm"

    def __init__(self, service: HttpService, *, profile: str, exclude: Sequence[str] = ()) -> None:
        self._service = service
        self._profile = profile
        self._exclude = tuple(exclude)
        self.pairs_at_once = PAIRS_AT_ONCE
        self.ways_at_once = 1

    def settings(self) -> dict[str, object]:
        """Return everything that decides the answers."""
        return {
            "engine": self.name,
            "url": self._service.url,
            "profile": self._profile,
            "exclude": list(self._exclude),
        }

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
        positions = [*sources, *targets]
        numbers = [str(number) for number in range(len(positions))]
        try:
            answer = self._ask(
                "table",
                positions,
                annotations="duration,distance",
                sources=";".join(numbers[: len(sources)]),
                destinations=";".join(numbers[len(sources) :]),
            )
        except ServiceRefusedError as error:
            if error.answer.get("code") == TOO_MANY:
                raise BlockRefusedError(is_too_many=True) from None
            if error.answer.get("code") in NO_WAY:
                raise BlockRefusedError(is_too_many=False) from None
            raise error.error from None
        shape = (len(sources), len(targets))
        source_m, target_m = (
            self._snaps_m(answer, key, count)
            for key, count in zip(("sources", "destinations"), shape, strict=True)
        )
        return Table(
            self._numbers(answer, "durations", shape),
            self._numbers(answer, "distances", shape),
            np.maximum(source_m[:, None], target_m[None, :]),
        )

    def leg(self, start: Position, end: Position) -> Table:
        """Return one way that has no table: there is none."""
        del start, end
        nothing = np.full((1, 1), np.nan)
        return Table(nothing, nothing, np.zeros((1, 1)))

    def way(self, start: Position, end: Position) -> Way:
        """Return a way with the numbered roads along it.

        A step of OSRM runs on as long as the road seems to be the same one, so where a road has two
        numbers for a while, the first may be told a little too far.

        Parameters
        ----------
        start, end : (float, float)
            Its ends [degrees].

        Returns
        -------
        Way
            The way, simplified; its roads with all their bends.
        """
        try:
            answer = self._ask(
                "route", (start, end), overview="simplified", geometries="geojson", steps="true"
            )
        except ServiceRefusedError as error:
            raise error.error from None
        try:
            route = answer["routes"][0]
            steps = [step for leg in route["legs"] for step in leg["steps"]]
            numbers = [road_number(str(step.get("ref") or "").split(";")) for step in steps]
            return Way(
                _line(route["geometry"]),
                tuple(
                    Stretch(number, _line(step["geometry"]))
                    for number, step in zip(numbers, steps, strict=True)
                    if number
                ),
            )
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            raise self._shape_error("the way", "missing", "routes with GeoJSON lines") from None

    def _ask(self, service: str, positions: Sequence[Position], **fields: str) -> Mapping[str, Any]:
        """Ask one of the server's services about positions."""
        where = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in positions)
        if self._exclude:
            fields["exclude"] = ",".join(self._exclude)
        answer = self._service.get(f"/{service}/v1/{self._profile}/{where}", **fields)
        if answer.get("code") != "Ok":
            raise self._shape_error("its code", repr(answer.get("code")), "Ok")
        return answer

    def _numbers(
        self, answer: Mapping[str, Any], key: str, shape: tuple[int, int]
    ) -> NDArray[np.float64]:
        """Return a table of numbers; what the server has no way for is not a number."""
        try:
            # numpy reads None as not a number.
            values = np.array(answer.get(key), dtype=np.float64)
        except (TypeError, ValueError):
            raise self._shape_error(key, "no table of numbers", "numbers or null") from None
        if values.shape != shape:
            raise self._shape_error(key, f"of shape {values.shape}", f"shape {shape}")
        return values

    def _snaps_m(self, answer: Mapping[str, Any], key: str, count: int) -> NDArray[np.float64]:
        """Return how far the roads lie that a side of the table was taken to [m]."""
        found = answer.get(key)
        try:
            snaps_m = np.array([float(point["distance"]) for point in found or ()])
        except (KeyError, TypeError, ValueError):
            raise self._shape_error(key, "without distances", "positions with distance") from None
        if len(snaps_m) != count:
            raise self._shape_error(key, f"{len(snaps_m)} positions", f"{count}")
        return snaps_m

    def _shape_error(self, what: str, found: str, expected: str) -> NetworkError:
        """Return the error of an answer that is not what was asked for."""
        return NetworkError(texts.wrong_shape(self._service.url, what, found, expected))


def _line(geometry: Mapping[str, Any]) -> Line:
    """Return the positions of a GeoJSON line."""
    return tuple((float(lat), float(lon)) for lon, lat in geometry["coordinates"])
