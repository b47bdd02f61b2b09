"""Make travel matrices with a routing engine: places first, then the table, then the checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Leg, RoadLine
from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.network import service_texts as texts
from mobilkontor.network.answer_checks import check_answers, unequal_ways
from mobilkontor.network.blocks import ask_in_blocks
from mobilkontor.network.engine import Engine, Position, Table, Way
from mobilkontor.network.matrix_cache import MatrixCache
from mobilkontor.network.provider import Line
from mobilkontor.network.road_lines import driven_roads

__all__ = ["EngineProvider"]

MAX_HUBS = 5
"""Places tried as the one that the others are joined to."""

SAME_S = 0.5
"""Difference up to which two answers are the same; engines round to tenths [s]."""


class EngineProvider:
    """Travel times of a routing engine.

    Parameters
    ----------
    engine : Engine
        Whom to ask.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place of the scenario [degrees].
    cache : MatrixCache
        Where tables are kept.
    time_factor : float
        Driving time as a multiple of the engine's.
    max_snap_m : float
        How far a place may lie from a road [m].
    data_date : str
        Date of the engine's data as the scenario states it.
    credit : str
        Credit that the licence of the data asks for.
    """

    def __init__(
        self,
        engine: Engine,
        positions: Mapping[str, Position],
        cache: MatrixCache,
        *,
        time_factor: float,
        max_snap_m: float,
        data_date: str,
        credit: str,
    ) -> None:
        self._engine, self._positions, self._cache = engine, dict(positions), cache
        self._time_factor, self._max_snap_m = time_factor, max_snap_m
        self._data_date, self._credit = data_date, credit
        self._ways: dict[Leg, Way] = {}

    def travel(self, place_ids: tuple[str, ...]) -> TravelMatrix:
        """Return the matrix of some places.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of places, each once.

        Returns
        -------
        TravelMatrix
            Times [s] and distances [m], rounded up to whole ones.

        Raises
        ------
        NetworkError
            If the engine does not answer, or a place is off the roads or cut off from the rest,
            or an answer cannot be true; names all of the places or legs.
        """
        table = self._table(place_ids)
        elsewhere = ~np.eye(len(place_ids), dtype=np.bool_)
        time_s = _whole(table.time_s * self._time_factor, elsewhere)
        return TravelMatrix(
            place_ids,
            time_s,
            _whole(table.distance_m, elsewhere),
            self._engine.name,
            unequal_ways(place_ids, time_s),
            self._data_date,
            self._credit,
        )

    def travel_where_joined(self, place_ids: tuple[str, ...]) -> PartialMatrix:
        """Return the matrix of some places, of which some may be cut off.

        Parameters
        ----------
        place_ids : tuple of str
            Ids of places, each once.

        Returns
        -------
        PartialMatrix
            Times [s] and distances [m], rounded up, where there is a way there and one back: a
            place on a closed piece of road may be left but not reached, as Valhalla has it.

        Raises
        ------
        NetworkError
            If the engine does not answer, or an answer cannot be true.
        """
        table = self._table_where_joined(place_ids)
        is_near = np.nan_to_num(table.snap_m) <= self._max_snap_m
        is_way = is_near & ~np.isnan(table.time_s) & ~np.isnan(table.distance_m)
        is_joined = (is_way & is_way.T) | np.eye(len(place_ids), dtype=np.bool_)
        elsewhere = is_joined & ~np.eye(len(place_ids), dtype=np.bool_)
        time_s = _whole(np.nan_to_num(table.time_s) * self._time_factor, elsewhere)
        distance_m = _whole(np.nan_to_num(table.distance_m), elsewhere)
        return PartialMatrix(place_ids, time_s, distance_m, is_joined)

    def path(self, start: str, end: str) -> Line:
        """Return the way between two places.

        Parameters
        ----------
        start, end : str
            Ids of its ends.

        Returns
        -------
        tuple of (float, float)
            Positions in order, from place to place [degrees].
        """
        ends = self._positions[start], self._positions[end]
        return (ends[0], *self._way(start, end).points, ends[1])

    def backdrop(self, legs: Iterable[Leg]) -> tuple[RoadLine, ...]:
        """Return the numbered roads along some drives, for the map.

        Parameters
        ----------
        legs : iterable of (str, str)
            The drives.

        Returns
        -------
        tuple of RoadLine
            The roads, as far as the drives follow them.
        """
        ways = (self._way(start, end) for start, end in legs)
        return driven_roads(stretch for way in ways for stretch in way.stretches)

    def _way(self, start: str, end: str) -> Way:
        """Return the way between two places, asked for once."""
        if (start, end) not in self._ways:
            ends = self._positions[start], self._positions[end]
            self._ways[start, end] = self._engine.way(*ends)
        return self._ways[start, end]

    def _table(self, place_ids: tuple[str, ...]) -> Table:
        """Return the table of some places, from the cache if the engine still answers the same."""
        positions = [self._positions[place_id] for place_id in place_ids]
        if len(place_ids) < 2:
            nothing = np.zeros((len(place_ids), len(place_ids)))
            return Table(nothing, nothing, nothing)
        settings = {**self._engine.settings(), "date": self._data_date}
        hub, there, back = self._star(place_ids, positions)
        kept = self._cache.read(settings, positions)
        is_true = kept is not None and _is_same(kept, hub, there, back)
        if kept is not None and is_true and not np.isnan(kept.time_s).any():
            return kept
        table = ask_in_blocks(self._engine, positions, positions)
        check_answers(place_ids, positions, table, self._engine.name)
        self._cache.write(settings, positions, table)
        return table

    def _table_where_joined(self, place_ids: tuple[str, ...]) -> Table:
        """Return the table of some places; what has no way in it is not a number."""
        positions = [self._positions[place_id] for place_id in place_ids]
        settings = {**self._engine.settings(), "date": self._data_date}
        kept = self._cache.read(settings, positions)
        if kept is not None:
            there = ask_in_blocks(self._engine, positions[:1], positions)
            back = ask_in_blocks(self._engine, positions, positions[:1])
            if _is_same(kept, 0, there, back):
                return kept
        table = ask_in_blocks(self._engine, positions, positions)
        check_answers(place_ids, positions, table, self._engine.name, may_be_missing=True)
        self._cache.write(settings, positions, table)
        return table

    def _star(
        self, place_ids: tuple[str, ...], positions: Sequence[Position]
    ) -> tuple[int, Table, Table]:
        """Return the ways from one place to all and back, once all places are known to be joined.

        Asked before the whole table, so that places off the roads are named within a moment.
        """
        count = len(positions)
        hubs = np.unique(np.linspace(0, count - 1, min(MAX_HUBS, count)).round().astype(int))
        best: tuple[list[str], list[str]] | None = None
        for hub in hubs:
            there = ask_in_blocks(self._engine, positions[hub : hub + 1], positions)
            back = ask_in_blocks(self._engine, positions, positions[hub : hub + 1])
            far, apart = self._unusable(place_ids, hub, there, back)
            if not far and not apart:
                return int(hub), there, back
            if best is None or len(far) + len(apart) < len(best[0]) + len(best[1]):
                best = far, apart
            if 2 * (len(far) + len(apart)) < count:
                break
        assert best is not None
        far, apart = best
        name, limit_km = self._engine.name, self._max_snap_m / METRES_PER_KM
        problems = [texts.off_road(far, name, limit_km)] if far else []
        problems += [texts.unconnected(apart, name)] if apart else []
        raise NetworkError("\n".join(problems))

    def _unusable(
        self, place_ids: tuple[str, ...], hub: int, there: Table, back: Table
    ) -> tuple[list[str], list[str]]:
        """Return the places far from any road, with how far, and those that no way leads to."""
        snap_m = np.nan_to_num(np.maximum(there.snap_m[0], back.snap_m[:, 0]))
        is_far = snap_m > self._max_snap_m
        is_apart = np.isnan(there.time_s[0]) | np.isnan(back.time_s[:, 0])
        is_apart[hub] = False
        far = [
            f"{place_ids[place]} ({snap_m[place] / METRES_PER_KM:.1f} km)"
            for place in np.flatnonzero(is_far)
        ]
        return far, [place_ids[place] for place in np.flatnonzero(is_apart & ~is_far)]


def _whole(values: NDArray[np.float64], elsewhere: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return values rounded up, at least 1 between two places and 0 from a place to itself."""
    rounded = np.where(elsewhere, np.maximum(np.ceil(values), 1), 0)
    return np.asarray(rounded, dtype=np.int64)


def _is_same(kept: Table, hub: int, there: Table, back: Table) -> bool:
    """Tell whether an engine answers as it did when a table was made, as far as a star tells."""
    pairs = ((kept.time_s[hub], there.time_s[0]), (kept.time_s[:, hub], back.time_s[:, 0]))
    return all(np.allclose(old, new, rtol=0, atol=SAME_S, equal_nan=True) for old, new in pairs)
