"""Neighbourhoods free the days they say, in sizes that follow the solver, as the seed says."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.neighbourhoods import (
    FIRST_TOURS,
    MAX_TOURS,
    MIN_TOURS,
    NEIGHBOURS,
    Neighbourhood,
    Neighbourhoods,
)
from tests.optimise.cycles import cycle_of, with_second_vehicle

COUNT = 60


@pytest.fixture
def cycle(tiny: Instance) -> Instance:
    """Return tiny over four weeks with two vehicles, the last Tuesday off."""
    return with_second_vehicle(cycle_of(tiny, 4, (1,), frozenset({(3, "tue")})))


def first_of(
    instance: Instance, seed: int, is_idle: np.ndarray | None = None
) -> list[Neighbourhood]:
    """Return the first neighbourhoods of a seed; every day is idle unless told."""
    shape = len(instance.vehicles), instance.num_days
    idle = np.ones(shape, dtype=np.bool_) if is_idle is None else is_idle
    neighbourhoods = Neighbourhoods(instance, np.random.default_rng(seed))
    row = itertools.chain(neighbourhoods.completing(idle), neighbourhoods.endless())
    return list(itertools.islice(row, COUNT))


def test_an_empty_plan_begins_vehicle_by_vehicle(cycle: Instance) -> None:
    """Where every day is idle, each vehicle is planned in turn over all its days."""
    first, second = first_of(cycle, 0)[:2]
    assert [first.kind, second.kind] == ["vehicle", "vehicle"]
    assert first.is_free.tolist() == [[True] * 7, [False] * 7]
    assert second.is_free.tolist() == [[False] * 7, [True] * 7]


def test_a_plan_begins_with_its_idle_days(cycle: Instance) -> None:
    """Where some day is taken, the others are filled first."""
    is_idle = np.ones((2, 7), dtype=np.bool_)
    is_idle[0, 2] = is_idle[1, 6] = False
    first = first_of(cycle, 0, is_idle)[0]
    assert first.kind == "idle days"
    assert first.is_free.tolist() == is_idle.tolist()


@pytest.mark.parametrize("seed", range(4))
def test_neighbourhoods_free_what_they_say(cycle: Instance, seed: int) -> None:
    """Weekdays are the same in all weeks, weeks are whole, vehicles are free on every day."""
    weeks = np.array([week for week, _ in cycle.horizon.days])
    weekdays = np.array([weekday for _, weekday in cycle.horizon.days])
    kinds = set()
    for found in first_of(cycle, seed):
        kinds.add(found.kind)
        assert found.is_free.any()
        rows, columns = found.is_free.any(axis=1), found.is_free.any(axis=0)
        assert (found.is_free == rows[:, None] & columns[None, :]).all()
        if found.kind in {"vehicle", "two vehicles"}:
            assert columns.all()
            assert rows.sum() == (1 if found.kind == "vehicle" else 2)
        else:
            assert rows.all()
            of_day = weekdays if found.kind == "weekdays" else weeks
            assert (np.isin(of_day, np.unique(of_day[columns])) == columns).all()
        if found.kind == "weeks":
            assert len(np.unique(weeks[columns])) == 2
    assert kinds == set(FIRST_TOURS) - {"idle days"}


def test_of_two_weeks_one_is_planned_anew(tiny: Instance) -> None:
    """Both were the whole cycle, which no solver got through in the time of a neighbourhood."""
    cycle = with_second_vehicle(cycle_of(tiny, 2))
    weeks = np.array([week for week, _ in cycle.horizon.days])
    found = [own for own in first_of(cycle, 0) if own.kind == "weeks"]
    chosen = [np.unique(weeks[own.is_free.all(axis=0)]).tolist() for own in found]
    assert sorted(map(tuple, {tuple(own) for own in chosen})) == [(0,), (1,)]


def test_a_single_week_is_never_planned_as_a_whole(tiny: Instance) -> None:
    """There are weekdays and vehicles to choose, but no weeks."""
    assert "weeks" not in {own.kind for own in first_of(tiny, 0)}


def test_a_single_vehicle_in_a_single_week_has_neighbourhoods_too(tiny: Instance) -> None:
    """Without two vehicles or weeks, those that there are make the neighbourhood."""
    for found in first_of(tiny, 0):
        assert found.is_free.any()
        assert found.is_free.shape == (1, 2)


def test_the_same_seed_gives_the_same_neighbourhoods(cycle: Instance) -> None:
    """Two rows of one seed are equal, and another seed chooses otherwise."""

    def told(seed: int) -> list[tuple[str, int, list[list[bool]]]]:
        return [(n.kind, n.num_tours, n.is_free.tolist()) for n in first_of(cycle, seed)]

    assert told(3) == told(3)
    assert told(3) != told(4)


def test_sizes_grow_and_shrink_within_limits(cycle: Instance) -> None:
    """What is solved fast grows, what takes all its time shrinks, each kind on its own."""
    sizes = Neighbourhoods(cycle, np.random.default_rng(0))
    sizes.took("vehicle", 0.1)
    assert sizes.num_tours == FIRST_TOURS | {"vehicle": 450}
    sizes.took("vehicle", 0.5)
    assert sizes.num_tours["vehicle"] == 450
    sizes.took("vehicle", 1.0)
    assert sizes.num_tours["vehicle"] == 315
    for _ in range(30):
        sizes.took("vehicle", 1.0)
        sizes.took("weeks", 0.0)
    assert sizes.num_tours == FIRST_TOURS | {"vehicle": MIN_TOURS, "weeks": MAX_TOURS}


def test_the_next_of_a_kind_has_its_new_size(cycle: Instance) -> None:
    """A size learned while neighbourhoods are made holds from the next one on."""
    sizes = Neighbourhoods(cycle, np.random.default_rng(0))
    row = sizes.completing(np.ones((2, 7), dtype=np.bool_))
    first = next(row)
    sizes.took(first.kind, 0.0)
    assert next(row).num_tours == int(1.5 * first.num_tours)


def many(cycle: Instance) -> Instance:
    """Return a cycle with six vehicles at one depot and six at another."""
    first = cycle.vehicles[0]
    other = int(cycle.stop_node[-1])
    depots = [first.depot] * 6 + [other] * 6
    vehicles = [
        dataclasses.replace(first, id=f"van-{number}", depot=depot)
        for number, depot in enumerate(depots)
    ]
    return cycle.replace(vehicles=tuple(vehicles))


def test_of_many_vehicles_a_few_side_by_side_are_planned_together(cycle: Instance) -> None:
    """Days of twelve vehicles are too many for one MIP: four of one depot are freed, or fewer."""
    instance = many(cycle)
    row = Neighbourhoods(instance, np.random.default_rng(0)).endless()
    for neighbourhood in itertools.islice(row, COUNT):
        freed = np.nonzero(neighbourhood.is_free.any(axis=1))[0]
        assert 1 <= len(freed) <= NEIGHBOURS
        assert len({instance.vehicles[number].depot for number in freed.tolist()}) == 1


def test_of_many_vehicles_all_are_freed_in_the_end(cycle: Instance) -> None:
    """Whoever is based anywhere is planned anew before long, with others."""
    row = Neighbourhoods(many(cycle), np.random.default_rng(0)).endless()
    together = [own for own in itertools.islice(row, COUNT) if own.kind == "weekdays"]
    freed = np.any([own.is_free.any(axis=1) for own in together], axis=0)
    assert freed.all()


def test_idle_days_of_many_vehicles_are_not_filled_at_once(cycle: Instance) -> None:
    """A plan of many vehicles goes on with its neighbourhoods."""
    is_idle = np.ones((12, cycle.num_days), dtype=np.bool_)
    is_idle[0, 0] = False
    neighbourhoods = Neighbourhoods(many(cycle), np.random.default_rng(0))
    assert list(neighbourhoods.completing(is_idle)) == []
    assert len(list(neighbourhoods.completing(np.ones_like(is_idle)))) == 12
