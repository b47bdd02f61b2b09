"""Make travel matrices with a routing engine: places first, then the table, then the checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
from mobilkontor.network.star import Star, ask_star

__all__ = ["EngineProvider"]


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
        table = self._table(place_ids, may_be_missing=True)
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

    def _table(self, place_ids: tuple[str, ...], *, may_be_missing: bool = False) -> Table:
        """Return the table of some places, from the cache if the engine still answers the same.

        Where some may be cut off, what has no way is not a number.
        """
        positions = [self._positions[place_id] for place_id in place_ids]
        if len(place_ids) < 2:
            nothing = np.zeros((len(place_ids), len(place_ids)))
            return Table(nothing, nothing, nothing)
        settings = {**self._engine.settings(), "date": self._data_date}
        star = ask_star(self._engine, positions, self._max_snap_m)
        if not may_be_missing:
            self._check_usable(place_ids, star)
        kept = self._cache.read(settings, positions)
        is_true = kept is not None and star.is_in(kept)
        if kept is not None and is_true and (may_be_missing or not np.isnan(kept.time_s).any()):
            return kept
        table = ask_in_blocks(self._engine, positions, positions)
        name = self._engine.name
        # Both are looked at, as the star takes the place of a row and a column.
        check_answers(place_ids, positions, table, name, may_be_missing=may_be_missing)
        star.put_into(table)
        check_answers(place_ids, positions, table, name, may_be_missing=may_be_missing)
        self._cache.write(settings, positions, table)
        return table

    def _check_usable(self, place_ids: tuple[str, ...], star: Star) -> None:
        """Raise ``NetworkError`` with all places off the roads, and all that no way leads to."""
        problems = []
        if star.is_far.any():
            far = [
                f"{place_ids[place]} ({star.snap_m[place] / METRES_PER_KM:.1f} km)"
                for place in np.flatnonzero(star.is_far)
            ]
            limit_km = self._max_snap_m / METRES_PER_KM
            problems.append(texts.off_road(far, self._engine.name, limit_km))
        if star.is_apart.any():
            apart = [place_ids[place] for place in np.flatnonzero(star.is_apart)]
            problems.append(texts.unconnected(apart, self._engine.name))
        if problems:
            raise NetworkError("\n".join(problems))


def _whole(values: NDArray[np.float64], elsewhere: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return values rounded up, at least 1 between two places and 0 from a place to itself."""
    rounded = np.where(elsewhere, np.maximum(np.ceil(values), 1), 0)
    return np.asarray(rounded, dtype=np.int64)
