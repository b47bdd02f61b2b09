"""Collect times and distances from a file, with the problems met on the way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAX_DISTANCE_M", "MAX_TIME_S", "MISSING", "Cells"]

MISSING = -1
"""Value of a pair that the file does not name."""

MAX_TIME_S = 6_000_000
MAX_DISTANCE_M = 100_000_000


class Cells:
    """Times and distances between the places of a scenario, as far as a file gives them.

    Parameters
    ----------
    place_ids : tuple of str
        Places of the scenario, the order of rows and columns.

    Attributes
    ----------
    row : dict of str to int
        Row of each place.
    time_s, distance_m : ndarray of int64, shape (n, n)
        Times [s] and distances [m]; ``MISSING`` where the file names no pair.
    problems : list of str
        Everything wrong with the file, in its order.
    is_unreadable : bool
        Whether the file gave no pairs at all, so that naming the missing ones says nothing.
    """

    def __init__(self, place_ids: tuple[str, ...]) -> None:
        num_places = len(place_ids)
        self.place_ids = place_ids
        self.row = {place_id: position for position, place_id in enumerate(place_ids)}
        self.time_s: NDArray[np.int64] = np.full((num_places, num_places), MISSING, dtype=np.int64)
        np.fill_diagonal(self.time_s, 0)
        self.distance_m = self.time_s.copy()
        self.problems: list[str] = []
        self.is_unreadable = False

    def give_up(self, problem: str) -> None:
        """Note a problem that leaves nothing of the file to read."""
        self.problems.append(problem)
        self.is_unreadable = True
