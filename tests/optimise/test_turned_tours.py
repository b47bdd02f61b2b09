"""A tour the other way round visits the same on every day, as cheaply as it can be done."""

from __future__ import annotations

import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.turned_tours import with_turned_tours
from tests.optimise.cycles import all_tours
from tests.optimise.parts import fleet_of
from tests.strategies import CYCLES, instance_of


def test_out_by_x_and_home_by_y_is_turned(island: Instance) -> None:
    """Out to X and home by Y becomes out by Y and home from X; a day trip stays as it is."""
    fleet = fleet_of(island)
    pool = fleet.pool(0)

    def told(tour: tuple[int, ...]) -> list[set[int]]:
        return [set(pool.options[duty].tolist()) - {-1} for duty in tour]

    tours = [tour for tour in all_tours(fleet, 0) if told(tour) in ([{0}, {1}], [{0}])]
    both = with_turned_tours(fleet, 0, tours)
    assert sorted(map(str, map(told, both))) == ["[{0}, {1}]", "[{0}]", "[{1}, {0}]"]
    assert with_turned_tours(fleet, 0, both) == both
    assert with_turned_tours(fleet, 0, []) == []


@pytest.mark.parametrize("seed", range(20))
def test_turned_tours_are_tours(seed: int) -> None:
    """They join up from the depot to the depot, visit the same in reverse, and cost the least."""
    fleet = fleet_of(instance_of(seed, **CYCLES[seed % len(CYCLES)]))
    for number, vehicle in enumerate(fleet.instance.vehicles):
        pool, cost = fleet.pool(number), fleet.cost_sek[number]

        of_duty = [sorted(options) for options in pool.options.tolist()]
        tours = all_tours(fleet, number)
        for tour in tours[:60]:
            first, *others = with_turned_tours(fleet, number, [tour])
            assert first == tour
            assert len(others) <= (len(tour) > 1)
            alike = [
                other
                for other in tours
                if [of_duty[d] for d in other] == [of_duty[d] for d in reversed(tour)]
                and pool.end[list(other)].tolist() == pool.start[list(tour)][::-1].tolist()
            ]
            for other in others:
                assert pool.start[other[0]] == pool.end[other[-1]] == vehicle.depot
                assert other in alike
            if alike and len(tour) > 1 and tour not in alike:
                least = min(cost[list(other)].sum() for other in alike)
                assert cost[list(others[0])].sum() == pytest.approx(least)
            assert bool(others) <= bool(alike)
