"""Own the protocol that every source of travel times keeps."""

from __future__ import annotations

from typing import Protocol

from mobilkontor.core.matrix import TravelMatrix

__all__ = ["Line", "TravelTimeProvider"]

Line = tuple[tuple[float, float], ...]
"""Positions along a way, latitude before longitude [degrees]."""


class TravelTimeProvider(Protocol):
    """A source of travel times between places."""

    def travel(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return the complete matrix of some places.

        Parameters
        ----------
        place_ids : tuple of str
            Places in the order wanted, each once.

        Returns
        -------
        TravelMatrix
            Times [s] and distances [m] between all of them.

        Raises
        ------
        NetworkError
            If any pair has no travel time; names all of the places that lack one.
        """
        ...

    def path(self, start: str, end: str) -> Line:
        """Return the way between two places, for drawing.

        Parameters
        ----------
        start, end : str
            Ids of its ends.

        Returns
        -------
        tuple of (float, float)
            Positions in order, both ends included [degrees].
        """
        ...
