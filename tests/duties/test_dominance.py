"""Needless duties go, all others stay."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.duties.dominance import group_keys, undominated

Rows = list[tuple[int, int, int, int]]

rows_strategy = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
    max_size=25,
)


def kept(rows: Rows) -> list[int]:
    """Return the rows (key, resource, resource, resource) that stay."""
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return undominated(table[:, 0], [table[:, 1], table[:, 2], table[:, 3]]).tolist()


def kept_by_definition(rows: Rows) -> list[int]:
    """Return the rows that no other of the same key dominates, comparing all pairs."""

    def is_dominated(i: int) -> bool:
        key, *mine = rows[i]
        for j, (other_key, *its) in enumerate(rows):
            if j == i or other_key != key or any(b > a for a, b in zip(mine, its, strict=True)):
                continue
            if its != mine or j < i:
                return True
        return False

    return [i for i in range(len(rows)) if not is_dominated(i)]


def test_a_row_worse_in_all_goes() -> None:
    """Of two rows of one key the one that is nowhere better goes."""
    assert kept([(0, 2, 2, 2), (0, 1, 2, 2)]) == [1]


def test_rows_that_trade_off_stay() -> None:
    """Two rows each better somewhere both stay."""
    assert kept([(0, 1, 2, 0), (0, 2, 1, 0)]) == [0, 1]


def test_rows_of_other_keys_do_not_matter() -> None:
    """A better row of another key removes nothing."""
    assert kept([(0, 2, 2, 2), (1, 1, 1, 1)]) == [0, 1]


def test_of_equal_rows_the_first_stays() -> None:
    """Equal rows leave exactly one, the first."""
    assert kept([(0, 3, 0, 0), (0, 1, 1, 1), (0, 1, 1, 1), (0, 1, 1, 1)]) == [0, 1]


def test_no_rows_leave_no_rows() -> None:
    """An empty table stays empty."""
    assert kept([]) == []


@given(rows_strategy)
def test_dominance_is_as_defined(rows: Rows) -> None:
    """The rows that stay are those of the definition over all pairs."""
    assert kept(rows) == kept_by_definition(rows)


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from([0, 7, 2**40]), st.sampled_from([0, 2**41])),
        min_size=1,
        max_size=20,
    )
)
def test_keys_are_equal_exactly_where_rows_are(rows: list[tuple[int, int, int]]) -> None:
    """Equal rows get equal keys and different rows different ones, large numbers included."""
    table = np.array(rows, dtype=np.int64)
    keys = group_keys([table[:, 0], table[:, 1], table[:, 2]]).tolist()
    for i, row in enumerate(rows):
        for j, other in enumerate(rows):
            assert (keys[i] == keys[j]) == (row == other)
