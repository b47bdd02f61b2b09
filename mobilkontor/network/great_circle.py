"""Guess ways from great circles, when nothing better is known.

Times and distances are rounded up, so that no detour is shorter than the direct way.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.network.provider import Line

__all__ = ["EARTH_RADIUS_M", "GreatCircleProvider"]

EARTH_RADIUS_M = 6_371_009.0
"""Mean radius of the earth, IUGG [m]."""


class GreatCircleProvider:
    """Great circles, lengthened by a winding factor and driven at one speed.

    Parameters
    ----------
    positions : mapping of str to (float, float)
        Latitude and longitude of every place [degrees].
    winding_factor : float
        Length of the road as a multiple of the great circle.
    speed_kmh : float
        Driving speed [km/h].
    """

    def __init__(
        self,
        positions: Mapping[str, tuple[float, float]],
        *,
        winding_factor: float,
        speed_kmh: float,
    ) -> None:
        self._positions = dict(positions)
        self._winding_factor = winding_factor
        self._speed_kmh = speed_kmh

    def travel(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return guessed ways between some places.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of places, each once.

        Returns
        -------
        TravelMatrix
            Times [s] and distances [m]; its note says that they are guesses.
        """
        degrees = np.array([self._positions[place_id] for place_id in place_ids]).reshape(-1, 2)
        lat, lon = np.radians(degrees).T
        half_lat = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
        half_lon = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
        haversine = half_lat + np.cos(lat)[:, None] * np.cos(lat)[None, :] * half_lon
        circle_m = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(haversine, 1)))
        road_m = circle_m * self._winding_factor
        time_s = np.ceil(road_m / METRES_PER_KM / self._speed_kmh * SECONDS_PER_HOUR)
        # Two places at one position still are two: 0 s is kept for a place to itself.
        elsewhere = ~np.eye(len(place_ids), dtype=bool)
        return TravelMatrix(
            place_ids,
            np.maximum(time_s, elsewhere).astype(np.int64),
            np.ceil(road_m).astype(np.int64),
            "great_circle",
            f"Travel times are guesses, not roads: great circle x {self._winding_factor:g} at "
            f"{self._speed_kmh:g} km/h.",
        )

    def path(self, start: str, end: str) -> Line:
        """Return the straight line between two places.

        Parameters
        ----------
        start, end : str
            Ids of places.

        Returns
        -------
        tuple of (float, float)
            Latitude and longitude of both ends [degrees].
        """
        return (self._positions[start], self._positions[end])
