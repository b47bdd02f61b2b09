"""The master over placed tours keeps what it must, finds the best of the rest, and says so."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from mobilkontor.core.instance import Floor, Instance, Lock
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.optimise.cycle_master import CycleMaster, Rearranged
from mobilkontor.optimise.formulation import formulate
from mobilkontor.optimise.incremental_lp import IncrementalLp
from mobilkontor.optimise.placed_tours import PlacedTour, roster_of
from mobilkontor.optimise.planning import make_incumbent
from tests.optimise.cycles import all_tours, best_worth, cycle_of, with_second_vehicle
from tests.optimise.parts import fleet_of
from tests.property.replay import breaches
from tests.strategies import CYCLES, instance_of

SMALL: dict[str, Any] = {"num_overnights": 1, "has_rest": False}
"""Knobs for instances whose tours can all be listed."""


def master_of(instance: Instance) -> CycleMaster:
    """Return the master of an instance."""
    return CycleMaster(fleet_of(instance), formulate(instance))


def tours_of(master: CycleMaster) -> list[list[tuple[int, ...]]]:
    """Return all tours of every vehicle."""
    return [all_tours(master.fleet, n) for n in range(len(master.fleet.instance.vehicles))]


def every_day(instance: Instance) -> np.ndarray:
    """Return all days of all vehicles."""
    return np.ones((len(instance.vehicles), instance.num_days), dtype=np.bool_)


def rearranged(
    master: CycleMaster,
    kept: list[PlacedTour],
    tours: list[list[tuple[int, ...]]],
    is_free: np.ndarray | None = None,
    leaving: Sequence[PlacedTour] = (),
    gap_limit: float = 0.0,
) -> Rearranged | None:
    """Return the optimum over some tours, or what comes within a gap of it."""
    return master.rearrange(
        kept,
        tours,
        every_day(master.fleet.instance) if is_free is None else is_free,
        time_limit_s=60.0,
        gap_limit=gap_limit,
        seed=0,
        stop=threading.Event(),
        leaving=leaving,
    )


def check_is_plan(master: CycleMaster, found: Rearranged) -> None:
    """Check that tours are a plan that keeps every rule and is worth what is claimed."""
    instance = master.fleet.instance
    incumbent = make_incumbent(master.fleet, roster_of(found.tours, len(instance.vehicles)))
    assert incumbent is not None
    assert incumbent.objective_sek == pytest.approx(found.worth_sek, rel=1e-6, abs=0.01)
    assert breaches(instance, incumbent.plan, incumbent.objective_sek) == []


@pytest.mark.parametrize("seed", range(45))
def test_over_all_tours_it_finds_the_optimum(seed: int) -> None:
    """With every tour to choose from, the best way is the optimum of the cycle, or none is."""
    instance = instance_of(seed, **(CYCLES[seed % len(CYCLES)] | SMALL))
    if any(map(rest_can_bind, instance.profiles)):
        return
    best = best_worth(instance)
    master = master_of(instance)
    found = rearranged(master, [], tours_of(master))
    if best is None:
        assert found is None or not found.is_complete
        return
    assert found is not None
    assert found.is_complete
    assert found.worth_sek == pytest.approx(best, rel=1e-5, abs=0.01)
    check_is_plan(master, found)


@pytest.mark.parametrize("seed", range(30))
def test_rearranging_is_never_worse_and_keeps_what_is_kept(seed: int) -> None:
    """With its own tours to choose from on freed days, a plan keeps the rest and loses no worth."""
    instance = instance_of(seed, **(CYCLES[seed % len(CYCLES)] | SMALL), is_busy=True)
    master, rng = master_of(instance), np.random.default_rng(seed)
    every = tours_of(master)
    some = [[own[i] for i in rng.permutation(len(own))[:8]] for own in every]
    start = rearranged(master, [], some)
    if start is None or any(map(rest_can_bind, instance.profiles)):
        return
    is_free = rng.random(every_day(instance).shape) < 0.6
    kept = [t for t in start.tours if not is_free[t.vehicle, list(t.days)].all()]
    own = [[t.duties for t in start.tours if t.vehicle == n] for n in range(len(every))]
    found = rearranged(
        master, kept, [list(dict.fromkeys(a + b)) for a, b in zip(every, own, strict=True)], is_free
    )
    assert found is not None
    assert set(kept) <= set(found.tours)
    assert found.worth_sek >= start.worth_sek - 0.01
    assert found.is_complete >= start.is_complete
    for tour in set(found.tours) - set(kept):
        assert is_free[tour.vehicle, list(tour.days)].all()
    if found.is_complete:
        check_is_plan(master, found)


@pytest.mark.parametrize("seed", range(12))
def test_a_hurried_solver_returns_the_tours_it_began_with(seed: int) -> None:
    """Any solution is good enough here, and the first that the solver has is that of the plan.

    It once began from nothing, and spent most of its time on finding the plan there was.
    """
    instance = instance_of(seed, **(CYCLES[seed % len(CYCLES)] | SMALL), is_busy=True)
    master = master_of(instance)
    tours = tours_of(master)
    best = rearranged(master, [], tours)
    if best is None or not best.is_complete:
        return
    again = rearranged(master, [], tours, leaving=best.tours, gap_limit=1e9)
    assert again is not None
    assert again.worth_sek == pytest.approx(best.worth_sek, rel=1e-6, abs=0.01)


@pytest.mark.parametrize("seed", range(10))
def test_nothing_free_tells_the_worth_of_a_plan(seed: int) -> None:
    """With no day to fill, a plan comes back with its worth."""
    instance = instance_of(seed, **(CYCLES[seed % len(CYCLES)] | SMALL), is_busy=True)
    master = master_of(instance)
    start = rearranged(master, [], tours_of(master))
    if start is None:
        return
    none = [list[tuple[int, ...]]() for _ in instance.vehicles]
    same = rearranged(master, list(start.tours), none, ~every_day(instance))
    assert same is not None
    assert same.tours == start.tours
    assert same.worth_sek == pytest.approx(start.worth_sek, rel=1e-6, abs=0.01)
    assert same.is_complete == start.is_complete


def test_without_tours_nothing_is_driven(tiny: Instance) -> None:
    """With no tour to choose from, the plan is to stay at home, worth 0."""
    instance = cycle_of(tiny, 2)
    found = rearranged(master_of(instance), [], [[]])
    assert found == Rearranged((), 0.0, is_complete=True)


def test_what_is_demanded_and_missing_is_charged_for(tiny: Instance) -> None:
    """With no tour for a promise, a lock or a floor, what is found is no plan and worth little."""
    cycle = cycle_of(tiny, 2)
    promised = np.array([True, False, False, False])
    for demanding in (
        cycle.replace(stop_is_promised=promised),
        cycle.replace(locks=(Lock(0, 1, None),)),
        cycle.replace(floors=(Floor("all", (0,), (0,), 1, 0.0),)),
        cycle.replace(floors=(Floor("all", (0,), (0,), 0, 1.0),)),
    ):
        found = rearranged(master_of(demanding), [], [[]])
        assert found is not None
        assert not found.is_complete
        assert found.worth_sek < -2750.0


@pytest.mark.parametrize("vehicle", [None, 0, 1])
@pytest.mark.parametrize("day", range(4))
def test_a_lock_is_kept_with_its_vehicle(tiny: Instance, day: int, vehicle: int | None) -> None:
    """C locked on a day, by any or a given vehicle, is visited then and by it, and A and B too."""
    cycle = with_second_vehicle(cycle_of(tiny, 2)).replace(locks=(Lock(2, day, vehicle),))
    master = master_of(cycle)
    found = rearranged(master, [], tours_of(master))
    assert found is not None
    assert found.worth_sek == pytest.approx(best_worth(cycle))
    check_is_plan(master, found)
    visits = {
        (tour.vehicle, tour.day)
        for tour in found.tours
        if 2 in master.fleet.pool(tour.vehicle).options[tour.duties[0]]
    }
    by = [number for number, on_day in visits if on_day == day]
    assert len(visits) == 2
    assert len(by) == 1
    assert vehicle is None or by == [vehicle]


def test_a_kept_tour_leaves_less_for_the_others(tiny: Instance) -> None:
    """With C kept on the first Monday, C is on Mondays, A and B on Tuesdays: 2750 SEK a week."""
    cycle = cycle_of(tiny, 2)
    master = master_of(cycle)
    tours = tours_of(master)
    pool = master.fleet.pool(0)
    to_c = next(tour for tour in tours[0] if set(pool.options[tour[0]].tolist()) == {2, -1})
    kept = [PlacedTour(0, 0, to_c)]
    is_free = np.array([[False, True, True, True]])
    found = rearranged(master, kept, tours, is_free)
    assert found is not None
    assert found.worth_sek == pytest.approx(5500.0)
    assert [tour.day for tour in found.tours if tour.duties == to_c] == [0, 2]
    # Without the second Monday, the weekly visits to C cannot be: no plan keeps this tour.
    is_free[0, 2] = False
    assert rearranged(master, kept, tours, is_free) is None


def test_regular_tours_are_columns_of_the_whole_rhythm(tiny: Instance) -> None:
    """For weekly visits, the LP over tours driven in rhythm is worth that over single ones."""
    cycle = cycle_of(tiny, 4)
    master = master_of(cycle)
    worths = []
    for is_regular in (False, True):
        model, groups, kept_cost_sek = master.build(
            [], tours_of(master), every_day(cycle), is_regular=is_regular
        )
        assert kept_cost_sek == 0.0
        assert {group.starts.shape[1] for group in groups} == ({4, 2} if is_regular else {1})
        solution = IncrementalLp(model).solve(threading.Event())
        assert solution is not None
        worths.append(solution.objective_sek)
    assert worths[1] == pytest.approx(worths[0], rel=1e-6)
