"""What a plan lacks is told, and who can add it at the least cost."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.instance import Floor, Instance
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.mending import VEHICLES_PER_DEMAND, mending_vehicles, missing_stops
from mobilkontor.optimise.placed_tours import PlacedTour
from tests.optimise.cycles import all_tours
from tests.optimise.parts import fleet_of
from tests.optimise.test_districts import two_depots

SEEDS = range(8)


def demanding(seed: int) -> Instance:
    """Return a random region in which every stop needs a visit, and the first is promised."""
    instance = two_depots(seed, has_promise=False, has_visit_floor=False, has_met_floor=False)
    stops = range(instance.num_stops)
    floors = tuple(Floor(f"M{stop}", (), (stop,), min_visits=1) for stop in stops)
    return instance.replace(floors=floors, stop_is_promised=np.arange(instance.num_stops) == 0)


def stops_of(fleet: Fleet, number: int, tour: tuple[int, ...]) -> set[int]:
    """Return the stops that a tour visits."""
    options = fleet.pool(number).options[list(tour)]
    return set(fleet.instance.option_stop[options[options != NO_OPTION]].tolist())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_lacks_the_stops_that_it_does_not_visit(seed: int) -> None:
    """With nothing driven all is missing; with a tour driven, all but its stops."""
    instance = demanding(seed)
    fleet = fleet_of(instance)
    every = [{stop} for stop in range(instance.num_stops)]
    assert missing_stops(fleet, []) == [*every, {0}]
    tour = max(all_tours(fleet, 0), key=lambda own: len(stops_of(fleet, 0, own)))
    seen = stops_of(fleet, 0, tour)
    lacking = [own for own in [*every, {0}] if not own & seen]
    assert missing_stops(fleet, [PlacedTour(0, 0, tour)]) == lacking


@pytest.mark.parametrize("seed", SEEDS)
def test_those_who_can_add_a_visit_stand_in_order_of_its_cost(seed: int) -> None:
    """For each demand in turn, whoever has the cheapest tour there comes first."""
    fleet = fleet_of(demanding(seed))
    tours = [all_tours(fleet, number) for number in range(2)]
    expected: list[int] = []
    for stop in [*range(fleet.instance.num_stops), 0]:
        least = []
        for number, own in enumerate(tours):
            costs = [
                sum(fleet.cost_sek[number][duty] for duty in tour)
                for tour in own
                if stop in stops_of(fleet, number, tour)
            ]
            least += [(min(costs), number)] if costs else []
        expected += [number for _, number in sorted(least)[:VEHICLES_PER_DEMAND]]
    assert mending_vehicles(fleet, tours, []) == list(dict.fromkeys(expected))


def test_a_plan_that_lacks_nothing_needs_nobody() -> None:
    """Without demands there is nothing to mend."""
    instance = demanding(0).replace(floors=())
    instance = instance.replace(stop_is_promised=np.zeros(instance.num_stops, dtype=np.bool_))
    fleet = fleet_of(instance)
    assert mending_vehicles(fleet, [all_tours(fleet, 0), all_tours(fleet, 1)], []) == []
