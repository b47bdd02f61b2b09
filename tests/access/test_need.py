"""The need of a place follows from residents, age and the length of the cycle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mobilkontor.access.need import need_per_cycle
from mobilkontor.core.places import Municipality
from tests.access.params import PARAMETERS, PENSION, TAX
from tests.small_scenario import place

ALFA = Municipality("Alfa", "1", 1000, 0.25, 0, "2024", "by hand")


def test_need_by_hand() -> None:
    """100 residents, a quarter of them with threefold need, need 1.5 x 20 and 1.5 x 10 visits."""
    need = need_per_cycle([place("a", residents=100)], [ALFA], (TAX, PENSION), PARAMETERS)
    assert need == pytest.approx(np.array([[30, 15]]))


def test_need_is_in_the_order_asked_for() -> None:
    """Rows follow the places, columns the services."""
    places = [place("a", residents=0), place("b", residents=10)]
    need = need_per_cycle(places, [ALFA], (PENSION, TAX), PARAMETERS)
    assert need == pytest.approx(np.array([[0, 0], [1.5, 3]]))


def test_need_grows_with_the_cycle() -> None:
    """A cycle of one week has half the need of one of two weeks."""
    places = [place("a", residents=100)]
    need = need_per_cycle(places, [ALFA], (TAX,), replace(PARAMETERS, weeks=1))
    assert need == pytest.approx(np.array([[15]]))


def test_age_does_not_count_at_factor_one() -> None:
    """If older residents need as much as younger ones, the age share changes nothing."""
    old = replace(ALFA, share_65plus=0.9)
    plain = replace(PARAMETERS, need_factor_65plus=1)
    need = need_per_cycle([place("a", residents=100)], [old], (TAX,), plain)
    assert need == pytest.approx(np.array([[20]]))
