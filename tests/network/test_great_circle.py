"""Great circles give honest guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.core.travel_note import GuessedTimes
from mobilkontor.network.great_circle import GreatCircleProvider

POSITIONS = st.lists(
    st.tuples(st.floats(64, 70), st.floats(15, 25)), min_size=3, max_size=6, unique=True
)


def provider(
    positions: dict[str, tuple[float, float]], winding_factor: float = 1.3, speed_kmh: float = 70
) -> GreatCircleProvider:
    """Return the provider for some positions."""
    return GreatCircleProvider(positions, winding_factor=winding_factor, speed_kmh=speed_kmh)


def test_a_degree_of_latitude_is_60_nautical_miles() -> None:
    """One degree north is 111.2 km; with factor 1.5 at 60 km/h it takes 166.8 min."""
    matrix = provider({"a": (66, 20), "b": (67, 20)}, 1.5, 60).travel(("a", "b"))
    assert matrix.distance_m[0, 1] == pytest.approx(1.5 * 111_195, abs=5)
    assert matrix.time_s[0, 1] == pytest.approx(1.5 * 111.195 * 60, abs=2)


def test_a_degree_of_longitude_shrinks_to_the_north() -> None:
    """At 60 degrees north a degree of longitude is half as long as one of latitude."""
    matrix = provider({"a": (60, 20), "b": (60, 21)}, 1).travel(("a", "b"))
    assert matrix.distance_m[0, 1] == pytest.approx(111_195 / 2, rel=1e-4)


def test_it_says_aloud_that_times_are_guesses() -> None:
    """The note that goes into every result names the method and its figures."""
    assert provider({"a": (66, 20)}).travel(("a",)).note == GuessedTimes(1.3, 70)


def test_two_places_at_one_position_are_two() -> None:
    """Between places at the same position there is a second of travel, not none."""
    matrix = provider({"a": (66, 20), "b": (66, 20)}).travel(("a", "b"))
    assert matrix.time_s.tolist() == [[0, 1], [1, 0]]


@given(POSITIONS)
def test_no_detour_is_faster_or_shorter(positions: list[tuple[float, float]]) -> None:
    """Times and distances, rounded up, keep the triangle inequality, and are symmetric."""
    named = {str(i): position for i, position in enumerate(positions)}
    matrix = provider(named).travel(tuple(named))
    for values in (matrix.time_s, matrix.distance_m):
        assert (values == values.T).all()
        assert (values[:, None, :] <= values[:, :, None] + values[None, :, :]).all()
