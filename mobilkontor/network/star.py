"""Ask for the ways from one place to all others and back: who is joined, and what still holds.

Asked before a whole table, so that places off the roads are named within a moment, and so that a
table that was kept is used only while the engine answers as it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.network.blocks import ask_in_blocks
from mobilkontor.network.engine import Engine, Position, Table

__all__ = ["Star", "ask_star"]

MAX_HUBS = 5
"""Places tried as the one that the others are joined to."""

SAME_S = 0.5
"""Difference up to which two answers are the same; engines round to tenths [s]."""


@dataclass(frozen=True, slots=True, eq=False)
class Star:
    """The ways between one place and all.

    Attributes
    ----------
    hub : int
        Position of that place.
    there, back : Table
        From it to all in one row, and from all to it in one column.
    max_snap_m : float
        How far a place may lie from a road [m].
    """

    hub: int
    there: Table
    back: Table
    max_snap_m: float

    @property
    def snap_m(self) -> NDArray[np.float64]:
        """How far each place lies from the road [m]."""
        found = np.maximum(self.there.snap_m[0], self.back.snap_m[:, 0])
        return np.asarray(np.nan_to_num(found), dtype=np.float64)

    @property
    def is_far(self) -> NDArray[np.bool_]:
        """Whether each place lies too far from any road."""
        return np.asarray(self.snap_m > self.max_snap_m)

    @property
    def is_apart(self) -> NDArray[np.bool_]:
        """Whether each place is near a road, yet no way leads there, or none back."""
        is_apart = np.isnan(self.there.time_s[0]) | np.isnan(self.back.time_s[:, 0])
        is_apart[self.hub] = False
        return np.asarray(is_apart & ~self.is_far)

    @property
    def num_unusable(self) -> int:
        """How many places are off the roads or cut off."""
        return int((self.is_far | self.is_apart).sum())

    def is_in(self, table: Table) -> bool:
        """Tell whether an engine answers as it did when a table was made, as far as this tells."""
        pairs = (
            (table.time_s[self.hub], self.there.time_s[0]),
            (table.time_s[:, self.hub], self.back.time_s[:, 0]),
        )
        return all(np.allclose(old, new, rtol=0, atol=SAME_S, equal_nan=True) for old, new in pairs)

    def put_into(self, table: Table) -> None:
        """Let these ways be those of a table.

        Engines find a way by other means in another table and round it otherwise, so that only
        the same question is sure of the same answer when `is_in` is asked later.

        Parameters
        ----------
        table : Table
            Travel between all places.
        """
        for what in ("time_s", "distance_m", "snap_m"):
            getattr(table, what)[self.hub] = getattr(self.there, what)[0]
            getattr(table, what)[:, self.hub] = getattr(self.back, what)[:, 0]


def ask_star(engine: Engine, positions: Sequence[Position], max_snap_m: float) -> Star:
    """Return the star of the first place that all are joined to, or of one that most are.

    Parameters
    ----------
    engine : Engine
        Whom to ask.
    positions : sequence of (float, float)
        At least one place [degrees].
    max_snap_m : float
        How far a place may lie from a road [m].

    Returns
    -------
    Star
        The ways from one of the places to all, and back.

    Raises
    ------
    NetworkError
        If the engine does not answer.
    """
    count = len(positions)
    hubs = np.unique(np.linspace(0, count - 1, min(MAX_HUBS, count)).round().astype(int))
    best: Star | None = None
    for hub in hubs.tolist():
        there = ask_in_blocks(engine, positions[hub : hub + 1], positions)
        back = ask_in_blocks(engine, positions, positions[hub : hub + 1])
        star = Star(hub, there, back, max_snap_m)
        if best is None or star.num_unusable < best.num_unusable:
            best = star
        if 2 * star.num_unusable < count:
            break
    assert best is not None
    return best
