"""Own the protocol of routing engines, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mobilkontor.network.provider import Line

__all__ = ["BlockRefusedError", "Engine", "Position", "Stretch", "Table", "Way"]

Position = tuple[float, float]
"""Latitude and longitude [degrees]."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Travel between some sources and targets, as an engine answers it.

    Attributes
    ----------
    time_s, distance_m : ndarray of float64, shape (num_sources, num_targets)
        Times [s] and distances [m]; not a number where there is no way.
    snap_m : ndarray of float64, shape (num_sources, num_targets)
        How far the ends of the way lie from the positions asked for, the further of both [m].
    """

    time_s: NDArray[np.float64]
    distance_m: NDArray[np.float64]
    snap_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A numbered road as far as a way follows it.

    Attributes
    ----------
    number : str
        Its number, such as ``E10`` or ``395``.
    points : tuple of (float, float)
        Latitude before longitude [degrees].
    """

    number: str
    points: Line


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one position to another, for drawing.

    Attributes
    ----------
    points : tuple of (float, float)
        Latitude before longitude [degrees].
    stretches : tuple of Stretch
        The numbered roads that it follows, with all their bends; empty if the engine tells none.
    """

    points: Line
    stretches: tuple[Stretch, ...] = ()


class BlockRefusedError(Exception):
    """An engine answers no table for so many or so distant pairs; fewer may go.

    Parameters
    ----------
    is_too_many : bool
        Whether it is the number of pairs that it refuses.
    """

    def __init__(self, *, is_too_many: bool) -> None:
        self.is_too_many = is_too_many
        super().__init__()


class Engine(Protocol):
    """A routing engine, wherever it runs."""

    name: str
    """What makes the matrix, such as ``osrm``."""

    pairs_at_once: int
    """Largest number of pairs of one table."""

    ways_at_once: int
    """How many single ways it may be asked for at the same time."""

    def settings(self) -> dict[str, object]:
        """Return everything that decides the answers, the version of engine and data included."""
        ...

    def table(self, sources: Sequence[Position], targets: Sequence[Position]) -> Table:
        """Return travel from each source to each target.

        Parameters
        ----------
        sources, targets : sequence of (float, float)
            Positions [degrees].

        Returns
        -------
        Table
            Times and distances.

        Raises
        ------
        BlockRefusedError
            If the engine wants fewer pairs, or nearer ones.
        NetworkError
            If it does not answer, or not what was asked.
        """
        ...

    def leg(self, start: Position, end: Position) -> Table:
        """Return one way that no table of the engine tells; not a number if there is none."""
        ...

    def way(self, start: Position, end: Position) -> Way:
        """Return a way with the numbered roads along it, for drawing."""
        ...
