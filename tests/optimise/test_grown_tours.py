"""Tours that an LP asks for are tours, and the LP over them nears that over all tours."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.grown_tours import LEAST_GAIN, grow_tours
from mobilkontor.optimise.tour_beam import TourBeam
from mobilkontor.optimise.tour_lp import solve_tour_lp
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY
from mobilkontor.optimise.watch import Watch
from tests.optimise.cycles import all_tours
from tests.optimise.parts import Parts, graph_of, parts_of
from tests.strategies import instance_of

SEEDS = range(14)


def week_of(seed: int) -> Instance:
    """Return a random week of three days that are alike."""
    return instance_of(
        seed,
        num_stops=4,
        weeks=1,
        weekdays=("mon", "tue", "wed"),
        closed=frozenset(),
        has_rest=False,
        has_lock=False,
        has_vehicle_lock=False,
        has_promise=False,
        has_visit_floor=False,
        has_met_floor=False,
        has_budget=False,
    )


def padded(tours: list[tuple[int, ...]], num_days: int) -> np.ndarray:
    """Return tours as rows of equal length."""
    rows = [[*tour, *[NO_DUTY] * (num_days - len(tour))] for tour in tours]
    return np.array(rows, dtype=np.int64).reshape(-1, num_days)


def elementary(parts: Parts, number: int) -> list[tuple[int, ...]]:
    """Return every tour of a vehicle that visits no stop twice and keeps the limits of a week."""
    instance, pool = parts.fleet.instance, parts.fleet.pool(number)
    of_option = np.append(instance.option_stop, NO_DUTY)
    vehicle = instance.vehicles[number]
    rules = instance.profiles[vehicle.profile].rules
    found = []
    for tour in all_tours(parts.fleet, number):
        stops = of_option[pool.options[list(tour)]].ravel()
        stops = stops[stops != NO_DUTY]
        working_s = rules.max_weekly_working_s
        driving_s = rules.max_weekly_driving_s
        fits = working_s is None or pool.working_s[list(tour)].sum() <= working_s
        fits &= driving_s is None or pool.driving_s[list(tour)].sum() <= driving_s
        nights = vehicle.max_nights_per_week
        fits &= nights is None or len(tour) - 1 <= nights
        if fits and len(stops) == len(set(stops.tolist())):
            found.append(tour)
    return found


def tour_bound(parts: Parts, tours: list[np.ndarray]) -> float:
    """Return the value of the LP over some tours."""
    master = TourMaster(parts.fleet, parts.formulation, tours)
    pricing = solve_tour_lp(
        master, None, incumbent_sek=-np.inf, stop=threading.Event(), is_over=lambda: False
    )
    assert pricing is not None
    return pricing.bound_sek


@pytest.mark.parametrize("seed", SEEDS)
def test_a_beam_finds_the_tour_of_greatest_value(seed: int) -> None:
    """With room for all beginnings, the best tour is that of trying every tour; and all are tours.

    Prices of visits are drawn at random.
    """
    parts = parts_of(week_of(seed))
    rng = np.random.default_rng(seed)
    duals = np.zeros(parts.formulation.model.num_rows)
    num_days = parts.fleet.instance.num_days
    for row in parts.formulation.visit_row:
        duals[row] = -rng.uniform(0.0, 6000.0)
    for number in range(len(parts.fleet.instance.vehicles)):
        beam = TourBeam(parts.fleet, graph_of(parts.fleet, number))
        found, value_sek = beam.best(parts.formulation, duals, 100.0, 50)
        every = elementary(parts, number)
        if not every:
            assert not len(found)
            continue
        worth = [_worth(parts, number, tour, duals) - 100.0 * len(tour) for tour in every]
        assert value_sek[0] == pytest.approx(max(worth))
        listed = {tuple(row) for row in padded(every, num_days).tolist()}
        assert {tuple(row) for row in found.tolist()} <= listed
        assert (np.diff(value_sek) <= 0).all()


def _worth(parts: Parts, number: int, tour: tuple[int, ...], duals: np.ndarray) -> float:
    """Return what a tour is worth: the prices of its visits less its cost."""
    fleet = parts.fleet
    options = fleet.pool(number).options[list(tour)].ravel()
    visits = parts.formulation.visit_row[options[options != NO_DUTY], 0]
    return float(-duals[visits].sum() - fleet.charge_sek(number)[list(tour)].sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lp_grows_from_nothing_to_that_over_all_tours(seed: int) -> None:
    """From no tours at all, what is gained at the end is hardly anything."""
    parts = parts_of(week_of(seed))
    num_days = parts.fleet.instance.num_days
    numbers = range(len(parts.fleet.instance.vehicles))
    every = [padded(elementary(parts, number), num_days) for number in numbers]
    none = [own[:0] for own in every]
    watch = Watch(60.0, 0.0, threading.Event(), lambda _: None)
    expected = tour_bound(parts, every)
    grown, duals = grow_tours(parts.master, none, expected + 1.0 + abs(expected), watch)
    assert duals is not None
    value = tour_bound(parts, grown)
    assert value <= expected + 1e-6 * max(1.0, abs(expected))
    assert value >= expected - 10 * LEAST_GAIN * max(1.0, abs(expected))


def test_a_list_that_is_worth_the_bound_stays_as_it_is() -> None:
    """Nothing is added where the LP over the tours is as good as it can be."""
    parts = parts_of(week_of(2))
    num_days = parts.fleet.instance.num_days
    numbers = range(len(parts.fleet.instance.vehicles))
    every = [padded(elementary(parts, number), num_days) for number in numbers]
    watch = Watch(60.0, 0.0, threading.Event(), lambda _: None)
    grown, duals = grow_tours(parts.master, every, tour_bound(parts, every), watch)
    assert grown is every
    assert duals is None
