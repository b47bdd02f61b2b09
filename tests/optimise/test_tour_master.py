"""The master over tours knows how often each can be driven, and what it uses up."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.fold import fold_cycle, on_any_day
from mobilkontor.optimise.formulation import formulate
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY
from tests import named
from tests.optimise.cycles import all_tours, cycle_of, with_second_vehicle
from tests.optimise.parts import fleet_of


def master_of(cycle: Instance) -> TourMaster:
    """Return the master over all tours of a cycle folded to a week."""
    instance = on_any_day(fold_cycle(cycle, 1).instance)
    fleet = fleet_of(instance)
    every = []
    for number in range(len(instance.vehicles)):
        tours = all_tours(fleet, number)
        rows = np.full((len(tours), instance.num_days), NO_DUTY, dtype=np.int64)
        for row, tour in zip(rows, tours, strict=True):
            row[: len(tour)] = tour
        every.append(rows)
    return TourMaster(fleet, formulate(instance), every)


@pytest.mark.parametrize(
    ("visits", "num_vehicles", "most"),
    [((1,), 1, 1), ((1, 2), 1, 2), ((4,), 1, 4), ((1,), 2, 1), ((1, 2, 4), 2, 4)],
)
def test_a_tour_is_driven_no_more_than_its_stops_are_visited(
    visits: tuple[int, ...], num_vehicles: int, most: int
) -> None:
    """Of four weeks, tours to places of one, two or four visits are driven as often at most."""
    cycle = cycle_of(named.tiny(), 4, visits)
    master = master_of(with_second_vehicle(cycle) if num_vehicles == 2 else cycle)
    assert len(master) > 0
    assert set(master.most.tolist()) == {most}


def test_a_tour_is_driven_no_more_than_its_rarest_stop_is_visited() -> None:
    """Where B has one visit and A up to four, A and B together are driven once, A alone 4 times."""
    cycle = cycle_of(named.tiny(), 4, (1, 2, 4))
    few = cycle.level_visits.copy()
    few[cycle.level_stop == 1] = 1
    master = master_of(cycle.replace(level_visits=few))
    stops = master.stops_of(np.arange(len(master)))
    for own, most in zip(stops, master.most.tolist(), strict=True):
        assert most == (1 if 1 in own else 4)


def test_days_of_all_paths_are_counted_together() -> None:
    """Two alike vehicles over four weeks of two days have sixteen days."""
    cycle = with_second_vehicle(cycle_of(named.island(), 4))
    master = master_of(cycle)
    day_row = master.model.num_rows - 1
    assert master.model.row_limits[1][day_row] == 16.0
    days = (master.duties != NO_DUTY).sum(axis=1)
    assert master.entries[[day_row], :].toarray().ravel().tolist() == days.tolist()
