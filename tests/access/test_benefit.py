"""A stop's benefit is what it meets over what fixed offices meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.access.benefit import met_visits
from mobilkontor.access.parameters import Curve
from tests.access.params import PARAMETERS

NEED = np.array([[30.0, 15.0]])


def met(
    travel_min: list[float], visits: list[int], offices: tuple[float, float] = (0, 0)
) -> list[float]:
    """Return the visits met of one place by stops so far away, visited so often in two weeks."""
    travel_s = np.array([[round(minutes * 60) for minutes in travel_min]], dtype=np.int64)
    result = met_visits(NEED, np.array([offices]), travel_s, np.array(visits), PARAMETERS)
    return result[0].tolist()


def test_benefit_by_hand() -> None:
    """45 visits, met by phi(20) = 0.75 and psi(1 a week) = 0.6: 20.25; beyond the cut-off none."""
    assert met([20, 60, 75], [2, 2, 2]) == pytest.approx([20.25, 0, 0])


def test_frequency_is_visits_per_week() -> None:
    """One visit in two weeks meets psi(0.5) = 0.3, ten meet all."""
    assert met([0, 0], [1, 10]) == pytest.approx([13.5, 45])


def test_only_what_offices_leave_counts_for_each_service() -> None:
    """A share of 0.6 adds 0.1 to an office's 0.5 for tax and nothing to 0.9 for pension."""
    assert met([0], [2], offices=(0.5, 0.9)) == pytest.approx([3])


def test_without_levels_there_is_an_empty_table() -> None:
    """No level gives no column."""
    assert met([], []) == []


def test_a_curve_is_constant_beyond_its_ends() -> None:
    """Below the first and above the last corner the curve keeps their height."""
    curve = Curve(at=(10, 20), share=(0.8, 0.4))
    heights = curve.heights(np.array([0, 10, 15, 20, 500]))
    assert heights == pytest.approx(np.array([0.8, 0.8, 0.6, 0.4, 0.4]))


@given(st.floats(0, 90), st.floats(0, 90), st.integers(1, 9), st.floats(0, 1), st.floats(0, 1))
def test_benefit_never_grows_with_travel_or_offices_and_never_falls_with_visits(
    near_min: float, more_min: float, visits: int, tax: float, pension: float
) -> None:
    """Farther away, better offices or fewer visits never meet more, and never less than nothing."""
    base = met([near_min], [visits], (tax, 0))[0]
    assert met([near_min + more_min], [visits], (tax, 0))[0] <= base + 1e-9
    assert met([near_min], [visits], (tax, pension))[0] <= base + 1e-9
    assert met([near_min], [visits + 1], (tax, 0))[0] >= base - 1e-9
    assert 0 <= base <= NEED.sum()
