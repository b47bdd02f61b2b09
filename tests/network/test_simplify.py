"""Points that lie almost on the line between others are left out."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.network.simplify import kept_points

COORDINATES = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=12)


def off_line(point: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    """Return how far a point lies from the stretch between two others."""
    chord = b - a
    share = np.clip((point - a) @ chord / (chord @ chord), 0, 1) if (chord @ chord) else 0
    return float(np.linalg.norm(point - a - share * chord))


@given(st.lists(COORDINATES, min_size=1, max_size=4), st.sampled_from((0.5, 2, 5)))
def test_every_point_stays_near_the_line(
    lines: list[list[tuple[int, int]]], tolerance_m: float
) -> None:
    """The ends stay, and no point left out lies farther off than allowed."""
    points = np.array([point for line in lines for point in line], dtype=np.float64)
    start = np.concatenate(([0], np.cumsum([len(line) for line in lines])))
    is_kept = kept_points(points[:, 0], points[:, 1], start, tolerance_m)
    for first, end in itertools.pairwise(start):
        kept = first + np.flatnonzero(is_kept[first:end])
        assert (kept[0], kept[-1]) == (first, end - 1)
        for a, b in itertools.pairwise(kept):
            for point in range(a + 1, b):
                assert off_line(points[point], points[a], points[b]) <= tolerance_m + 1e-9


def test_a_straight_line_keeps_its_ends_only() -> None:
    """A bend stays, the points between do not."""
    x_m = np.array([0, 1, 2, 3, 3, 3], dtype=np.float64)
    y_m = np.array([0, 0, 0, 0, 1, 2], dtype=np.float64)
    is_kept = kept_points(x_m, y_m, np.array([0, 6]), 0.1)
    assert is_kept.tolist() == [True, False, False, True, False, True]
