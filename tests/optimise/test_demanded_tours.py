"""What is demanded has tours, the cheapest there are, and they stand in front."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mobilkontor.core.instance import Floor, Instance
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.demanded_tours import (
    TOURS,
    TOURS_PER_DEMAND,
    PlainTours,
    demanded_first,
)
from mobilkontor.optimise.fleet import Fleet
from tests.optimise.cycles import all_tours
from tests.optimise.parts import fleet_of
from tests.strategies import instance_of

Tour = tuple[int, ...]

WEEKDAYS = ("mon", "tue", "wed")

CASES = list(itertools.product(range(16), (0, 1)))


def week_of(seed: int) -> Instance:
    """Return a random problem of one week, long enough for a drive there and back."""
    return instance_of(seed, num_stops=3, weeks=1, weekdays=WEEKDAYS, closed=frozenset())


def stops_of(fleet: Fleet, number: int, duty: int) -> set[int]:
    """Return the stops that a duty visits."""
    options = fleet.pool(number).options[duty]
    return set(fleet.instance.option_stop[options[options != NO_OPTION]].tolist())


def cost_sek(fleet: Fleet, number: int, tour: Tour) -> float:
    """Return what a tour costs, nights included."""
    return float(fleet.cost_sek[number][list(tour)].sum())


def is_plain(fleet: Fleet, number: int, tour: Tour, wanted: set[int]) -> bool:
    """Tell whether a tour is one duty to what is wanted, with a bare drive there and back."""
    visited = [stops_of(fleet, number, duty) for duty in tour]
    serving = [position for position, own in enumerate(visited) if own]
    if len(serving) != 1 or not visited[serving[0]] & wanted:
        return False
    return serving[0] <= 1 and len(tour) - serving[0] <= 2


@pytest.mark.parametrize(("seed", "stop"), CASES)
def test_plain_tours_are_the_cheapest_of_all_tours(seed: int, stop: int) -> None:
    """Of all tours there are, tried one by one, none that serves a stop so plainly is cheaper."""
    fleet = fleet_of(week_of(seed))
    for number in range(len(fleet.instance.vehicles)):
        found = PlainTours(fleet, number).to([stop])
        every = [t for t in all_tours(fleet, number) if is_plain(fleet, number, t, {stop})]
        cheapest = sorted(cost_sek(fleet, number, tour) for tour in every)[:TOURS]
        assert [cost_sek(fleet, number, tour) for tour in found] == pytest.approx(cheapest)
        assert set(found) <= set(every)


def test_some_plain_tours_drive_there_and_back_on_other_days() -> None:
    """The cases above are no day trips alone."""
    lengths = {
        len(tour)
        for seed, stop in CASES
        for tour in PlainTours(fleet_of(week_of(seed)), 0).to([stop])
    }
    assert lengths >= {1, 2, 3}


@pytest.mark.parametrize("seed", range(16))
def test_every_demand_has_tours_in_front(seed: int) -> None:
    """The first tours of the list serve every floor and promise, as far as any tour does."""
    instance = week_of(seed)
    pairs = itertools.combinations(range(instance.num_stops), 2)
    floors = tuple(Floor(f"{a}-{b}", (), (a, b), min_visits=1) for a, b in pairs)
    promised = np.arange(instance.num_stops) == 0
    fleet = fleet_of(instance.replace(floors=floors, stop_is_promised=promised))
    demands = [set(floor.stops) for floor in floors] + [{0}]
    for number in range(len(instance.vehicles)):
        tours = all_tours(fleet, number)[::-1]
        served = [set().union(*(stops_of(fleet, number, d) for d in tour)) for tour in tours]
        # Half of the tours are not promising enough to be listed.
        listed = demanded_first(fleet, number, tours[::2])
        assert len(listed) == len(set(listed))
        assert set(tours[::2]) <= set(listed)
        front = listed[: (TOURS + TOURS_PER_DEMAND) * len(demands)]
        for wanted in demands:
            in_front = [t for t in front if served[tours.index(t)] & wanted]
            could_serve = any(own & wanted for own in served[::2])
            could_plainly = any(is_plain(fleet, number, t, wanted) for t in tours)
            assert bool(in_front) == (could_serve or could_plainly)


def test_a_list_without_demands_keeps_its_order() -> None:
    """The most promising tours stay in front where nothing is demanded."""
    instance = week_of(3).replace(floors=())
    fleet = fleet_of(instance.replace(stop_is_promised=np.zeros(instance.num_stops, dtype=bool)))
    tours = all_tours(fleet, 0)
    assert demanded_first(fleet, 0, tours) == tours
