"""Tours put on days are what a roster is made of, and begin where days off let them."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.instance import Instance
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import formulate
from mobilkontor.optimise.master import column_entries
from mobilkontor.optimise.placed_tours import (
    PlacedTour,
    add_placed_tours,
    by_length,
    placed_tours,
    regular_starts,
    roster_of,
    single_starts,
)
from mobilkontor.optimise.tour_graph import Arcs
from tests.optimise.cycles import all_tours, cycle_of, with_second_vehicle
from tests.optimise.parts import fleet_of
from tests.strategies import CYCLES, instance_of

WEEKDAYS = ("mon", "tue", "wed")


def days_of(tiny: Instance, weeks: int, *closed: tuple[int, str]) -> Instance:
    """Return an instance with Mondays to Wednesdays but for some days off."""
    return tiny.replace(horizon=make_horizon(weeks, WEEKDAYS, frozenset(closed)))


def starts_by_hand(starts: list[np.ndarray]) -> list[list[list[int]]]:
    """Return starts as lists."""
    return [own.tolist() for own in starts]


def random_tours(fleet: Fleet, rng: np.random.Generator) -> list[PlacedTour]:
    """Return tours at random that do not overlap, of all vehicles."""
    instance = fleet.instance
    placed = []
    for number in range(len(instance.vehicles)):
        is_free = np.ones(instance.num_days, dtype=np.bool_)
        tours = all_tours(fleet, number)
        for position in rng.permutation(len(tours))[:6]:
            tour = tours[position]
            days = single_starts(instance, is_free, len(tour))[0][:, 0]
            if len(days):
                placed.append(PlacedTour(number, int(rng.choice(days)), tour))
                is_free[list(placed[-1].days)] = False
    return sorted(placed)


def test_a_tour_tells_its_days() -> None:
    """A tour of two duties from Tuesday takes Tuesday and Wednesday."""
    assert list(PlacedTour(0, 1, (7, 8)).days) == [1, 2]


def test_a_night_joins_two_days_to_a_tour(island: Instance) -> None:
    """Out on Monday and home on Tuesday is one tour; two day trips are two."""
    fleet = fleet_of(island)
    pool = fleet.pool(0)
    out = int(np.flatnonzero((pool.start == 0) & (pool.end == 1))[0])
    home = int(np.flatnonzero((pool.start == 1) & (pool.end == 0))[0])
    trip = int(np.flatnonzero((pool.start == 0) & (pool.end == 0))[0])
    assert placed_tours(fleet, ({0: out, 1: home},)) == (PlacedTour(0, 0, (out, home)),)
    assert placed_tours(fleet, ({1: trip, 0: trip},)) == (
        PlacedTour(0, 0, (trip,)),
        PlacedTour(0, 1, (trip,)),
    )
    assert placed_tours(fleet, ({},)) == ()


@pytest.mark.parametrize("seed", range(30))
def test_a_roster_is_its_tours(seed: int) -> None:
    """Tours make a roster that is made of these tours, and of no others."""
    fleet = fleet_of(instance_of(seed, **CYCLES[seed % len(CYCLES)]))
    tours = random_tours(fleet, np.random.default_rng(seed))
    roster = roster_of(tours, len(fleet.instance.vehicles))
    assert placed_tours(fleet, roster) == tuple(tours)
    assert roster_of(placed_tours(fleet, roster), len(roster)) == roster
    assert sum(len(own) for own in roster) == sum(len(tour.duties) for tour in tours)


def test_tours_begin_on_any_day_with_room_for_them(tiny: Instance) -> None:
    """Of Monday to Wednesday in two weeks, tours of 1, 2, 3 days begin on 6, 4, 2 days."""
    instance = days_of(tiny, 2)
    is_free = np.ones(6, dtype=np.bool_)
    assert starts_by_hand(single_starts(instance, is_free, 1)) == [[[0], [1], [2], [3], [4], [5]]]
    assert starts_by_hand(single_starts(instance, is_free, 2)) == [[[0], [1], [3], [4]]]
    assert starts_by_hand(single_starts(instance, is_free, 3)) == [[[0], [3]]]
    assert starts_by_hand(single_starts(instance, is_free, 4)) == [[]]


def test_no_tour_is_away_on_a_day_off(tiny: Instance) -> None:
    """With the second Tuesday off, no tour is away from Monday to Wednesday of that week."""
    instance = days_of(tiny, 2, (1, "tue"))
    is_free = np.ones(5, dtype=np.bool_)
    assert starts_by_hand(single_starts(instance, is_free, 2)) == [[[0], [1]]]
    assert starts_by_hand(single_starts(instance, is_free, 3)) == [[[0]]]


def test_tours_keep_to_free_days(tiny: Instance) -> None:
    """Where Monday and the days from the second Monday are taken, two days fit only once."""
    is_free = np.array([False, True, True, False, True, False])
    assert starts_by_hand(single_starts(days_of(tiny, 2), is_free, 2)) == [[[1]]]
    assert starts_by_hand(single_starts(days_of(tiny, 2), is_free, 7)) == [[]]


def test_regular_tours_are_driven_every_week_or_every_second(tiny: Instance) -> None:
    """In four weeks, tours of three days are driven every Monday, or every second."""
    is_free = np.ones(12, dtype=np.bool_)
    starts = regular_starts(days_of(tiny, 4), is_free, 3)
    assert starts_by_hand(starts) == [[[0, 3, 6, 9]], [[0, 6], [3, 9]]]
    starts = regular_starts(days_of(tiny, 4), is_free, 2)
    assert starts_by_hand(starts) == [
        [[0, 3, 6, 9], [1, 4, 7, 10]],
        [[0, 6], [1, 7], [3, 9], [4, 10]],
    ]


def test_regular_tours_keep_off_days_off(tiny: Instance) -> None:
    """With one Tuesday off, tours from Monday to Tuesday are left to the weeks without it."""
    is_free = np.ones(11, dtype=np.bool_)
    starts = regular_starts(days_of(tiny, 4, (1, "tue")), is_free, 2)
    assert starts_by_hand(starts) == [[[0, 5], [1, 6]]]
    starts = regular_starts(days_of(tiny, 2, (1, "tue")), is_free[:5], 2)
    assert starts_by_hand(starts) == []
    starts = regular_starts(days_of(tiny, 2, (1, "tue")), is_free[:5], 1)
    assert starts_by_hand(starts) == [[[0, 3], [2, 4]]]


def test_in_one_week_regular_tours_are_single_ones(tiny: Instance) -> None:
    """A cycle of one week drives a tour on each of its days."""
    assert starts_by_hand(regular_starts(days_of(tiny, 1), np.ones(3, dtype=np.bool_), 2)) == [
        [[0], [1]]
    ]


def test_tours_are_grouped_by_length_in_their_order() -> None:
    """Tours of one, then of two days, each in the order they came."""
    assert [own.tolist() for own in by_length([(5,), (3, 4), (1,), (0, 9)])] == [
        [[5], [1]],
        [[3, 4], [0, 9]],
    ]
    assert by_length([]) == []


@pytest.mark.parametrize("is_regular", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_columns_are_the_sums_of_their_days(seed: int, is_regular: bool) -> None:
    """A column costs and uses what its duties do on their days, and takes every day once."""
    instance = instance_of(
        seed, **CYCLES[seed % len(CYCLES)], has_weekly_limits=True, has_budget=True
    )
    fleet, formulation = fleet_of(instance), formulate(instance)
    model = formulation.model.copy()
    shape = len(instance.vehicles), instance.num_days
    day_row = model.add_rows(np.zeros(shape[0] * shape[1]), np.ones(shape[0] * shape[1]))
    day_row = day_row.reshape(shape)
    starts_of = regular_starts if is_regular else single_starts
    groups = [
        add_placed_tours(model, fleet, formulation, day_row, number, duties[:20], starts)
        for number in range(len(instance.vehicles))
        for duties in by_length(all_tours(fleet, number))
        for starts in starts_of(instance, np.ones(shape[1], dtype=np.bool_), duties.shape[1])
    ]
    matrix, objective = model.matrix(), model.objective
    for group in groups:
        for (start, position), column in np.ndenumerate(group.columns):
            values = np.zeros(model.num_columns)
            values[column] = 1.0
            tours = list(group.chosen(values))
            assert [tour.day for tour in tours] == group.starts[start].tolist()
            assert {tour.duties for tour in tours} == {tuple(group.duties[position].tolist())}
            expected, worth = np.zeros(model.num_rows), 0.0
            for tour in tours:
                for day, duty in zip(tour.days, tour.duties, strict=True):
                    one, home = np.array([duty]), np.zeros(1, dtype=np.int64)
                    arc = Arcs(np.array([day]), one, home, home)
                    rows, _, amounts = column_entries(fleet, formulation, tour.vehicle, arc)
                    np.add.at(expected, rows, amounts)
                    expected[day_row[tour.vehicle, day]] += 1.0
                    worth -= float(fleet.cost_sek[tour.vehicle][duty])
            assert (matrix @ values).tolist() == pytest.approx(expected.tolist())
            assert objective[column] == pytest.approx(worth)


def test_nothing_to_choose_from_adds_no_columns(tiny: Instance) -> None:
    """Tours without a day to begin on add nothing, and nothing is chosen."""
    instance = with_second_vehicle(cycle_of(tiny, 2))
    fleet, formulation = fleet_of(instance), formulate(instance)
    model = formulation.model.copy()
    day_row = model.add_rows(np.zeros(8), np.ones(8)).reshape(2, 4)
    starts = single_starts(instance, np.zeros(4, dtype=np.bool_), 1)[0]
    before = model.num_columns
    group = add_placed_tours(model, fleet, formulation, day_row, 1, np.array([[0], [1]]), starts)
    assert model.num_columns == before
    assert list(group.chosen(np.zeros(before))) == []
