"""The Gini coefficient is that of the textbook, weighted by residents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.access.equity import weighted_gini, weighted_quantile

SHARES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 50)), min_size=1, max_size=8)


def gini(pairs: list[tuple[float, float]]) -> float:
    """Return the coefficient of (value, residents) pairs."""
    values, weights = np.array(pairs, dtype=np.float64).T
    return weighted_gini(values, weights)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0.4, 10), (0.4, 990)], 0),
        ([(0, 1), (1, 1)], 0.5),
        ([(1, 1), (0, 3)], 0.75),
        ([(0.25, 2), (0.75, 2)], 0.25),
        ([(0, 100)], 0),
        ([(0.5, 0)], 0),
    ],
)
def test_known_values(pairs: list[tuple[float, float]], expected: float) -> None:
    """Equal shares give 0, all for one of four gives 3/4, nothing or nobody gives 0."""
    assert gini(pairs) == pytest.approx(expected)


@given(SHARES)
def test_it_is_half_the_mean_difference_over_the_mean(pairs: list[tuple[float, float]]) -> None:
    """The coefficient agrees with the double sum over all residents."""
    total = sum(weight for _, weight in pairs)
    mean = sum(value * weight for value, weight in pairs) / total if total else 0
    if mean < 1e-6:
        return
    differences = sum(v * w * abs(x - y) for x, v in pairs for y, w in pairs)
    assert gini(pairs) == pytest.approx(differences / (2 * mean * total**2), abs=1e-9)


@given(SHARES)
def test_splitting_a_place_changes_nothing(pairs: list[tuple[float, float]]) -> None:
    """Two places of the same share count as one of their residents together."""
    split = [(value, weight / 2) for value, weight in pairs for _ in range(2)]
    assert gini(split) == pytest.approx(gini(pairs), abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50)), min_size=1, max_size=8))
def test_a_quantile_is_that_of_the_residents_one_by_one(pairs: list[tuple[int, int]]) -> None:
    """Nine in ten: the value at that position when every resident stands in a row."""
    row = sorted(value for value, count in pairs for _ in range(count))
    values, weights = np.array(pairs, dtype=np.float64).T
    expected = row[-(-9 * len(row) // 10) - 1] if row else None
    assert weighted_quantile(values, weights, 0.9) == expected


def test_nobody_beyond_all_residents() -> None:
    """The whole share is the largest value that somebody has, not that of an empty place."""
    values, weights = np.array([1.0, 5.0, 9.0]), np.array([2.3, 0.7, 0.0])
    assert weighted_quantile(values, weights, 1.0) == 5.0
