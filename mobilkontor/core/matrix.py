"""Own the travel matrix: times and distances between places, complete and hashed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.travel_note import TravelNote

__all__ = ["PartialMatrix", "TravelMatrix"]


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """Travel times and distances between places; may be asymmetric.

    A missing pair is an error when the matrix is made, never a large number.

    Attributes
    ----------
    place_ids : tuple of str
        Places in the order of rows and columns.
    time_s : ndarray of int64, shape (n, n)
        Travel time from row to column [s].
    distance_m : ndarray of int64, shape (n, n)
        Distance along the same way [m].
    provider : str
        What made it, such as ``road_graph``.
    note : TravelNote or None
        What a reader of the result has to know about it; ``None`` if nothing.
    date : str
        Date of the data it was made from, as that states it; empty if it does not.
    attribution : str
        Credit that the licence of the data asks for; empty if it asks for none.
    """

    place_ids: tuple[str, ...]
    time_s: NDArray[np.int64]
    distance_m: NDArray[np.int64]
    provider: str
    note: TravelNote | None = None
    date: str = ""
    attribution: str = ""
    _index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check shape and values, and index the places."""
        n = len(self.place_ids)
        for name, values in (("time_s", self.time_s), ("distance_m", self.distance_m)):
            if values.shape != (n, n):
                msg = f"{name} has shape {values.shape}; {n} places need ({n}, {n})"
                raise NetworkError(msg)
            if (values < 0).any() or values.diagonal().any():
                msg = f"{name} has negative values, or a way from a place to itself that is not 0"
                raise NetworkError(msg)
        object.__setattr__(self, "_index", {p: i for i, p in enumerate(self.place_ids)})

    def index(self, place_id: str) -> int:
        """Return the row of a place, raising ``KeyError`` if it is not in the matrix."""
        return self._index[place_id]

    def subset(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return the matrix of some of its places, in the order given."""
        rows = np.array([self.index(place_id) for place_id in place_ids], dtype=np.intp)
        block = np.ix_(rows, rows)
        return replace(
            self,
            place_ids=place_ids,
            time_s=self.time_s[block],
            distance_m=self.distance_m[block],
        )

    def where_joined(self) -> PartialMatrix:
        """Return the same as a matrix in which all places happen to be joined."""
        is_joined = np.ones(self.time_s.shape, dtype=np.bool_)
        return PartialMatrix(self.place_ids, self.time_s, self.distance_m, is_joined)

    @property
    def sha256(self) -> str:
        """Hash of places, times and distances: the same matrix has the same hash."""
        digest = hashlib.sha256("\n".join(self.place_ids).encode())
        digest.update(np.ascontiguousarray(self.time_s, dtype="<i8").tobytes())
        digest.update(np.ascontiguousarray(self.distance_m, dtype="<i8").tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class PartialMatrix:
    """Travel times and distances between places of which some may not be joined.

    Attributes
    ----------
    place_ids : tuple of str
        Places in the order of rows and columns.
    time_s, distance_m : ndarray of int64, shape (n, n)
        Travel time [s] and distance [m]; they mean nothing where two places are not joined.
    is_joined : ndarray of bool, shape (n, n)
        Whether there is a way from row to column.
    """

    place_ids: tuple[str, ...]
    time_s: NDArray[np.int64]
    distance_m: NDArray[np.int64]
    is_joined: NDArray[np.bool_]

    @property
    def sha256(self) -> str:
        """Hash of places, ways, times and distances where there is a way."""
        digest = hashlib.sha256("\n".join(self.place_ids).encode())
        digest.update(self.is_joined.tobytes())
        for values in (self.time_s, self.distance_m):
            digest.update(np.ascontiguousarray(values[self.is_joined], dtype="<i8").tobytes())
        return digest.hexdigest()

    def subset(self, place_ids: tuple[str, ...]) -> PartialMatrix:
        """Return the matrix of some of its places, in the order given."""
        row_of = {place_id: row for row, place_id in enumerate(self.place_ids)}
        rows = np.array([row_of[place_id] for place_id in place_ids], dtype=np.intp)
        block = np.ix_(rows, rows)
        return PartialMatrix(
            place_ids, self.time_s[block], self.distance_m[block], self.is_joined[block]
        )
