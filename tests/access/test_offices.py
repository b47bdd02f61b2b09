"""Fixed offices give what their distance, opening days and services allow."""

from __future__ import annotations

import numpy as np

from mobilkontor.access.offices import NearestOffice, nearest_offices, share_met_by_offices
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Office
from tests.access.params import PARAMETERS, PENSION, TAX
from tests.small_scenario import office, place

MINUTES = np.array([[0, 5, 30], [20, 0, 45], [70, 70, 0]], dtype=np.int64)
TRAVEL = TravelMatrix(("a", "b", "c"), MINUTES * 60, MINUTES * 1000, "by hand")
PLACES = tuple(place(place_id) for place_id in "abc")


def share(*offices: Office) -> list[list[float]]:
    """Return the share that offices meet of tax and pension, by place."""
    met = share_met_by_offices(PLACES, offices, (TAX, PENSION), TRAVEL, PARAMETERS)
    return [[round(value, 12) for value in row] for row in met.tolist()]


def test_the_nearest_open_office_is_found_from_the_place() -> None:
    """Travel counts from the place to the office; closed offices do not count."""
    offices = [office("b"), office("c"), office("a", is_open=False)]
    assert nearest_offices(PLACES, offices, TRAVEL) == {
        "a": NearestOffice("b", 300),
        "b": NearestOffice("b", 0),
        "c": NearestOffice("c", 0),
    }


def test_without_an_open_office_there_is_no_nearest() -> None:
    """If all offices are closed no place has a nearest one."""
    assert nearest_offices(PLACES, [office("a", is_open=False)], TRAVEL) == {}


def test_an_office_in_the_place_is_its_nearest() -> None:
    """Beside another office without travel time the place's own one counts as nearest."""
    nothing = np.zeros((3, 3), dtype=np.int64)
    travel = TravelMatrix(("a", "b", "c"), nothing, nothing, "by hand")
    nearest = nearest_offices(PLACES, [office("a"), office("b")], travel)
    assert [nearest[place_id].place for place_id in "abc"] == ["a", "b", "a"]


def test_share_is_travel_times_frequency() -> None:
    """At 20 min 0.75, beyond the cut-off 0, each times 0.8 for three days a week."""
    assert share(office("a", TAX, days_per_week=3)) == [[0.8, 0], [0.6, 0], [0, 0]]


def test_the_best_office_counts_for_each_service() -> None:
    """A distant office with more days and another service adds to a near one, never the sum."""
    near = office("b", TAX, days_per_week=1)
    far = office("c", TAX, PENSION, days_per_week=5)
    # Place a: near phi(5) = 1 x 0.6; far phi(30) = 0.5 x 1.
    assert share(near, far)[0] == [0.6, 0.5]


def test_closed_offices_and_none_give_nothing() -> None:
    """A closed office gives as little as no office."""
    assert share(office("a", TAX, is_open=False)) == share() == [[0, 0]] * 3
