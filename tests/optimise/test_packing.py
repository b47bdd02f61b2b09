"""Tours of vehicles that are alike are shared out whenever that is possible, and only then."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mobilkontor.optimise import packing
from mobilkontor.optimise.packing import pack, smallest_unpackable


def tours_of(seed: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Return what a few random tours take, what a week has, and how many vehicles there are."""
    rng = np.random.default_rng(seed)
    limits = np.array([5, int(rng.integers(30, 50))])
    num_tours = int(rng.integers(2, 7))
    days = rng.integers(1, 4, num_tours)
    hours = np.minimum(days * rng.integers(5, 12, num_tours), limits[1])
    return np.column_stack([days, hours]), limits, int(rng.integers(1, 4))


def fits(sizes: np.ndarray, limits: np.ndarray, num_vehicles: int) -> bool:
    """Tell whether any way to share tours out keeps the limits, by trying all of them."""
    for vehicle_of in itertools.product(range(num_vehicles), repeat=len(sizes)):
        loads = np.zeros((num_vehicles, len(limits)), dtype=np.int64)
        np.add.at(loads, list(vehicle_of), sizes)
        if (loads <= limits).all():
            return True
    return False


@pytest.mark.parametrize("seed", range(200))
def test_tours_are_shared_out_where_they_can_be(seed: int) -> None:
    """The answer is that of trying everything, and what is shared out keeps the limits."""
    sizes, limits, num_vehicles = tours_of(seed)
    found = pack(sizes, limits, num_vehicles)
    assert found.is_proved
    assert (found.vehicle_of is not None) == fits(sizes, limits, num_vehicles)
    if found.vehicle_of is not None:
        loads = np.zeros((num_vehicles, len(limits)), dtype=np.int64)
        np.add.at(loads, list(found.vehicle_of), sizes)
        assert (loads <= limits).all()


def test_both_answers_occur() -> None:
    """Of the random tours above some can be shared out and some cannot."""
    answers = [pack(*tours_of(seed)).vehicle_of is None for seed in range(200)]
    assert 20 < sum(answers) < 180


@pytest.mark.parametrize("seed", range(200))
def test_a_smallest_set_cannot_be_shared_out_but_less_of_it_can(seed: int) -> None:
    """Without any one of its tours it can be, and with larger ones in their place it cannot."""
    sizes, limits, num_vehicles = tours_of(seed)
    if fits(sizes, limits, num_vehicles):
        return
    smallest = sizes[smallest_unpackable(sizes, limits, num_vehicles)]
    assert not fits(smallest, limits, num_vehicles)
    for left_out in range(len(smallest)):
        assert fits(np.delete(smallest, left_out, axis=0), limits, num_vehicles)
        larger = smallest.copy()
        larger[left_out] = smallest.max(axis=0)
        assert not fits(larger, limits, num_vehicles)


def test_two_trips_of_six_hours_do_not_fit_into_ten() -> None:
    """Three trips of six hours have 18 of 20 hours of two weeks, but each week takes one only."""
    sizes, limits = np.full((3, 1), 6), np.array([10])
    assert pack(sizes, limits, 2).vehicle_of is None
    assert len(smallest_unpackable(sizes, limits, 2)) == 3


def test_no_tours_are_shared_out_among_none() -> None:
    """Nothing to drive is driven by nobody."""
    assert pack(np.empty((0, 2), dtype=np.int64), np.array([5, 40]), 0).vehicle_of == ()


def test_what_is_given_up_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tries do not suffice, nothing is claimed."""
    monkeypatch.setattr(packing, "MAX_STEPS", 2)
    found = pack(np.full((3, 1), 6), np.array([10]), 2)
    assert found.vehicle_of is None
    assert not found.is_proved
