"""Need and benefit, against figures worked out by hand."""

from __future__ import annotations

import pytest

from mobilkontor.verify.need import Needs
from tests.verify.draft import TRAVEL_RESIDENTS, make_scenario, scenario_data

NEEDS = Needs(make_scenario(scenario_data()), TRAVEL_RESIDENTS)


@pytest.mark.parametrize(
    ("place", "stop", "visits_per_cycle", "met"),
    [
        ("a", "a", 2, 10 * (1 - 0.25) + 5 * 1),
        ("a", "a", 1, 10 * (0.5 - 0.25) + 5 * 0.5),
        ("dep", "a", 2, 10 * 0.25),
        ("inn", "d", 1, 1.5 * 1.5 * 0.5 * 0.5),
        ("c", "a", 2, 0),
        ("c", "c", 7, (3 + 1.5) * 1.5),
    ],
)
def test_benefit_is_what_a_stop_meets_over_the_office(
    place: str, stop: str, visits_per_cycle: int, met: float
) -> None:
    """Each service counts by itself: `dep` has its tax office, but no pension service."""
    assert NEEDS.benefit(place, stop, visits_per_cycle) == pytest.approx(met)


@pytest.mark.parametrize(
    ("place", "unmet"),
    [("dep", 10), ("a", 10 * 0.75 + 5), ("c", 6.75), ("hut", 1.125)],
)
def test_unmet_need_is_what_open_offices_leave(place: str, unmet: float) -> None:
    """The closed office at `hut` meets nothing; the open one at `dep` only what it offers."""
    assert NEEDS.unmet(place) == pytest.approx(unmet)
