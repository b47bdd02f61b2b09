"""Tours are also driven around closed roads."""

from __future__ import annotations

import pytest

from mobilkontor.optimise.detoured_tours import with_detours
from tests.optimise.cycles import all_tours
from tests.optimise.parts import fleet_of
from tests.strategies import CYCLES, instance_of


@pytest.mark.parametrize("seed", range(8))
def test_a_detour_does_the_same_in_its_state(seed: int) -> None:
    """Each tour has, for each state of the roads, one that visits the same from and to the same."""
    instance = instance_of(seed, **CYCLES[0], has_closed_roads=True)
    fleet = fleet_of(instance)
    pool = fleet.pool(0)

    def work(tour: tuple[int, ...]) -> list[tuple[int, int, frozenset[int]]]:
        return [
            (int(pool.start[row]), int(pool.end[row]), frozenset(pool.options[row].tolist()))
            for row in tour
        ]

    def is_driven_in(tour: tuple[int, ...], state: int) -> bool:
        return all(pool.roads[row] >> state & 1 for row in tour)

    def cost_sek(tour: tuple[int, ...]) -> float:
        return float(sum(fleet.cost_sek[0][row] for row in tour))

    every = all_tours(fleet, 0)
    found = with_detours(fleet, 0, every[:5], instance.road_states)
    assert len(set(found)) == len(found)
    for tour in every[:5]:
        assert tour in found
        for state in instance.road_states:
            alike = [t for t in every if work(t) == work(tour) and is_driven_in(t, state)]
            twins = [t for t in found if work(t) == work(tour) and is_driven_in(t, state)]
            if alike:
                assert min(map(cost_sek, twins)) == pytest.approx(min(map(cost_sek, alike)))


def test_where_no_road_is_closed_tours_stay_as_they_are() -> None:
    """With one state there is nothing to add."""
    fleet = fleet_of(instance_of(0, **CYCLES[0]))
    tours = all_tours(fleet, 0)[:3]
    assert with_detours(fleet, 0, tours, (0,)) is tours
