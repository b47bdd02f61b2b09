"""A pool keeps its duties together and knows their visits."""

from __future__ import annotations

import numpy as np

from mobilkontor.duties.pool import NO_OPTION, concatenate, over_states
from tests.duties.pools import pool_of


def test_visits_has_a_one_per_visit() -> None:
    """The matrix of visits has a 1 for each option of each duty and nothing else."""
    pool = pool_of([[2, 0], [1, NO_OPTION], [NO_OPTION, NO_OPTION]])
    assert pool.visits(4).toarray().tolist() == [[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]


def test_take_keeps_rows_together() -> None:
    """Taking rows takes every array of them, and the completeness."""
    pool = pool_of([[0], [1], [2]], earliest_h=[7, 8, 9])
    taken = pool.take(np.array([2, 0]))
    assert taken.options.tolist() == [[2], [0]]
    assert taken.earliest_start_s.tolist() == [9 * 3600, 7 * 3600]
    assert taken.is_complete


def test_concatenated_options_are_filled_up() -> None:
    """Pools of shorter duties are filled up with NO_OPTION, and the flag is the one given."""
    pool = concatenate([pool_of([[0]]), pool_of([[1, 2]])], is_complete=False)
    assert pool.options.tolist() == [[0, NO_OPTION], [1, 2]]
    assert not pool.is_complete
    assert len(pool) == 2


def test_duties_alike_in_two_states_of_the_roads_are_one() -> None:
    """A duty in both pools can be driven in both states, any other in its own."""
    open_roads = pool_of([[0, NO_OPTION], [1, 2]], earliest_h=[7, 8])
    closed_roads = pool_of([[1, 2], [0, NO_OPTION]], earliest_h=[8, 9])
    pool = over_states({0: open_roads, 2: closed_roads})
    assert pool.options.tolist() == [[0, NO_OPTION], [1, 2], [0, NO_OPTION]]
    assert pool.earliest_start_s.tolist() == [7 * 3600, 8 * 3600, 9 * 3600]
    assert pool.roads.tolist() == [0b001, 0b101, 0b100]
    assert over_states({2: closed_roads}).roads.tolist() == [0b100, 0b100]
