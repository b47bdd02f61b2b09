"""Guess ways from great circles, when nothing better is known.

Times and distances are rounded up, so that no detour is shorter than the direct way.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.travel_note import GuessedTimes
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.network.provider import Line

__all__ = ["EARTH_RADIUS_M", "GreatCircleProvider", "circle_m"]

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
        at = np.array([self._positions[place_id] for place_id in place_ids]).reshape(-1, 2)
        road_m = circle_m(at[:, None, :], at[None, :, :]) * self._winding_factor
        time_s = np.ceil(road_m / METRES_PER_KM / self._speed_kmh * SECONDS_PER_HOUR)
        # Two places at one position still are two: 0 s is kept for a place to itself.
        elsewhere = ~np.eye(len(place_ids), dtype=bool)
        return TravelMatrix(
            place_ids,
            np.maximum(time_s, elsewhere).astype(np.int64),
            np.ceil(road_m).astype(np.int64),
            "great_circle",
            GuessedTimes(self._winding_factor, self._speed_kmh),
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


def circle_m(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great-circle distances by the haversine formula.

    Parameters
    ----------
    a, b : ndarray of float64, shape (..., 2)
        Latitude and longitude [degrees]; shapes that numpy can broadcast.

    Returns
    -------
    ndarray of float64, shape (...)
        Distances [m].
    """
    (lat_a, lon_a), (lat_b, lon_b) = (np.moveaxis(np.radians(side), -1, 0) for side in (a, b))
    half_lat = np.sin((lat_a - lat_b) / 2) ** 2
    half_lon = np.sin((lon_a - lon_b) / 2) ** 2
    haversine = half_lat + np.cos(lat_a) * np.cos(lat_b) * half_lon
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(haversine, 1))))
