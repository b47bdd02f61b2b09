"""A plan of the folded week, put on days, is one of the cycle, and nearly the best there is."""

from __future__ import annotations

import threading

import numpy as np

from mobilkontor.optimise.cycle_search import CycleSearch
from mobilkontor.optimise.folded_plan import place_folded, plan_folded
from mobilkontor.optimise.placed_tours import roster_of
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.watch import Watch
from tests.optimise.cycles import best_worth, cycle_of, plain_week, with_second_vehicle

WEEKS = 2
SEEDS = range(12)
NEARLY = 0.98


def begun(seed: int) -> tuple[float, float]:
    """Return what the plan of the folded week is worth once placed, and the best of the cycle.

    The cycle repeats a week in which nothing is demanded, with two vehicles that are alike.
    """
    cycle = cycle_of(with_second_vehicle(plain_week(seed)), WEEKS)
    watch = Watch(60.0, 0.0, threading.Event(), lambda _: None)
    search = CycleSearch(cycle, watch, 0, 1)
    outcome = search.week.first_bound()
    found = search._rank_tours(outcome)
    assert found is not None
    times = plan_folded(found, watch, seed=0, end_s=60.0)
    assert (times % WEEKS == 0).all()
    assert (times <= found.master.most).all()
    placed = place_folded(
        found,
        times,
        search.fold,
        search.master,
        watch,
        seed=0,
        ways=search._ways,
    )
    assert placed is None or placed.is_complete
    tours = () if placed is None else placed.tours
    plan = make_incumbent(search.fleet, roster_of(tours, len(cycle.vehicles)))
    assert plan is not None
    best_sek = best_worth(cycle)
    assert best_sek is not None
    return plan.objective_sek, best_sek


def test_a_folded_plan_is_nearly_the_best_of_the_cycle() -> None:
    """No plan is worth more than the proved optimum, and together they are worth nearly as much."""
    worth = np.array([begun(seed) for seed in SEEDS])
    assert (worth[:, 0] <= worth[:, 1] + 1e-6 * np.abs(worth[:, 1]).max()).all()
    assert worth[:, 1].sum() > 0
    assert worth[:, 0].sum() >= NEARLY * worth[:, 1].sum()
