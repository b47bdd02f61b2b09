"""A dive ends with tours that fit together, also where the solver gives up on the way."""

from __future__ import annotations

import threading

import pytest

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.cycle_search import CycleSearch
from mobilkontor.optimise.dive import ENOUGH, dive
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpFailedError, LpSolution
from mobilkontor.optimise.placed_tours import PlacedTour
from mobilkontor.optimise.watch import Watch
from tests import named
from tests.optimise.cycles import all_tours, cycle_of, with_second_vehicle


def dived() -> tuple[PlacedTour, ...]:
    """Return the tours of a dive over all tours of tiny, two vehicles for four weeks."""
    instance = with_second_vehicle(cycle_of(named.tiny(), 4))
    watch = Watch(600.0, 0.0, threading.Event(), lambda progress: None)
    search = CycleSearch(instance, watch, 0, 1)
    tours = [all_tours(search.fleet, number) for number in range(len(instance.vehicles))]
    return dive(search.master, tours, watch, end_s=600.0)


def test_tours_of_a_dive_fit_together() -> None:
    """No vehicle drives two tours on one day, and tours come in rhythm."""
    tours = dived()
    days = [(tour.vehicle, day) for tour in tours for day in tour.days]
    assert tours
    assert len(days) == len(set(days))


def test_a_dive_takes_no_more_days_than_its_last_batch_brings() -> None:
    """What is open when most days are taken is left to a MIP, which fills it better."""
    tours = dived()
    num_days = 2 * cycle_of(named.tiny(), 4).num_days
    # A batch fixes at most one tour of each vehicle that is not sure, driven in all four weeks.
    longest = 4 * max(len(tour.duties) for tour in tours)
    assert sum(len(tour.duties) for tour in tours) < ENOUGH * num_days + 2 * longest


def test_a_dive_is_the_same_every_time() -> None:
    """Counted work repeats only if the dive does."""
    assert dived() == dived()


def test_a_dive_keeps_what_it_has_where_the_solver_gives_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """GLOP once ended with IMPRECISE on the way, and the whole run with it."""
    solve, answers = IncrementalLp.solve, 0

    def solve_twice(lp: IncrementalLp, stop: StopRequest) -> LpSolution | None:
        nonlocal answers
        answers += 1
        if answers > 2:
            raise LpFailedError("imprecise")
        return solve(lp, stop)

    whole = set(dived())
    monkeypatch.setattr(IncrementalLp, "solve", solve_twice)
    assert set(dived()) <= whole
    assert answers == 3
