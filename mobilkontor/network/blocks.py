"""Split a large table into blocks that an engine answers, and put the answers together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import service_texts as texts
from mobilkontor.network.engine import BlockRefusedError, Engine, Position, Table

__all__ = ["ask_in_blocks"]

Rows = NDArray[np.intp]


def ask_in_blocks(
    engine: Engine, sources: Sequence[Position], targets: Sequence[Position]
) -> Table:
    """Return a table of any size.

    A block that is refused is halved until it is answered. A pair without a table, or without a
    time in it, is asked for as a way; if there is none, it is not a number.

    Parameters
    ----------
    engine : Engine
        Whom to ask.
    sources, targets : sequence of (float, float)
        Positions [degrees].

    Returns
    -------
    Table
        Travel from each source to each target.

    Raises
    ------
    NetworkError
        If a block is not answered; names which of how many.
    """
    return _Filler(engine, sources, targets).fill()


class _Filler:
    """A table that is filled block by block."""

    def __init__(
        self, engine: Engine, sources: Sequence[Position], targets: Sequence[Position]
    ) -> None:
        self._engine, self._sources, self._targets = engine, sources, targets
        self._limit = engine.pairs_at_once
        shape = (len(sources), len(targets))
        self._table = Table(*(np.full(shape, np.nan) for _ in range(3)))

    def fill(self) -> Table:
        """Ask for every block, and return the table."""
        rows, columns = (np.arange(len(side)) for side in (self._sources, self._targets))
        blocks = list(_split(rows, columns, self._limit))
        for number, block in enumerate(blocks, start=1):
            try:
                self._fill_block(*block)
            except NetworkError as error:
                if len(blocks) == 1:
                    raise
                raise NetworkError(texts.gave_up(str(error), number, len(blocks))) from None
        return self._table

    def _fill_block(self, rows: Rows, columns: Rows) -> None:
        """Fill a block, or its halves if the engine refuses it whole."""
        for part_rows, part_columns in _split(rows, columns, self._limit):
            try:
                self._ask(part_rows, part_columns)
            except BlockRefusedError as refusal:
                pairs = len(part_rows) * len(part_columns)
                if pairs == 1:
                    self._ask_legs([(part_rows[0], part_columns[0])])
                    continue
                if refusal.is_too_many:
                    self._limit = pairs // 2
                for half in _halves(part_rows, part_columns):
                    self._fill_block(*half)

    def _ask(self, rows: Rows, columns: Rows) -> None:
        """Ask for a block as it is."""
        sources = [self._sources[row] for row in rows]
        targets = [self._targets[column] for column in columns]
        self._set(rows, columns, self._engine.table(sources, targets))
        # A table ends its search at some time of travel; the way itself may be longer.
        self._ask_legs(
            (row, column)
            for row, column in product(rows, columns)
            if np.isnan(self._table.time_s[row, column])
        )

    def _ask_legs(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Ask for ways that no table tells, some at once; the first that fails ends them all."""
        asked = list(pairs)
        if not asked:
            return
        with ThreadPoolExecutor(self._engine.ways_at_once) as pool:
            legs = pool.map(
                lambda pair: self._engine.leg(self._sources[pair[0]], self._targets[pair[1]]), asked
            )
            for (row, column), leg in zip(asked, legs, strict=True):
                self._set(np.array([row]), np.array([column]), leg)

    def _set(self, rows: Rows, columns: Rows, answer: Table) -> None:
        """Put the answer for a block into the table."""
        block = np.ix_(rows, columns)
        self._table.time_s[block] = answer.time_s
        self._table.distance_m[block] = answer.distance_m
        self._table.snap_m[block] = answer.snap_m


def _split(rows: Rows, columns: Rows, limit: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield blocks of so many pairs at most that cover rows and columns."""
    if not len(rows) or not len(columns):
        return
    if len(rows) * len(columns) <= max(1, limit):
        yield rows, columns
        return
    for half in _halves(rows, columns):
        yield from _split(*half, limit)


def _halves(rows: Rows, columns: Rows) -> tuple[tuple[Rows, Rows], tuple[Rows, Rows]]:
    """Return the halves of a block, cut across its longer side."""
    if len(rows) >= len(columns):
        middle = len(rows) // 2
        return (rows[:middle], columns), (rows[middle:], columns)
    middle = len(columns) // 2
    return (rows, columns[:middle]), (rows, columns[middle:])
