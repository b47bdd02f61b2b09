"""Column generation ends at the value of the LP, with a bound on every round."""

from __future__ import annotations

import itertools
import threading

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise import master_lp
from mobilkontor.optimise.column_generation import generate_columns, price
from mobilkontor.optimise.share_cuts import ShareCut
from tests.optimise.parts import Parts, parts_of, solve_lp
from tests.oracle import find_optimum
from tests.strategies import instance_of

SEEDS = [seed for seed in range(40) if instance_of(seed).num_stops < 5]


def full_lp(parts: Parts) -> float:
    """Return the value of the LP over all columns at once."""
    for graph, number in zip(parts.master.graphs, itertools.count(), strict=False):
        zero = tuple(np.zeros(len(graph.rows)) for _ in range(graph.num_days))
        passage = graph.longest(zero, np.zeros((graph.num_days, len(graph.places))))
        for day in range(graph.num_days):
            parts.master.add(number, graph.arcs_within(passage, day, np.inf))
    master = parts.master
    solution = master.solve(threading.Event())
    assert solution is not None
    while not master.is_settled or master.raise_price(solution):
        solution = master.solve(threading.Event())
        assert solution is not None
    return solution.objective_sek


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_the_lp_is_that_over_all_columns(seed: int) -> None:
    """Bound and value of column generation are the value of the LP over all duties at once."""
    instance = instance_of(seed, has_lock=False, has_vehicle_lock=False, has_promise=False)
    outcome, told = solve_lp(parts_of(instance))
    if outcome is None or outcome.solution.objective_sek < -1e6:
        return
    expected = full_lp(parts_of(instance))
    assert outcome.solution.objective_sek == pytest.approx(expected, rel=1e-5, abs=0.01)
    assert outcome.pricing.bound_sek == pytest.approx(expected, rel=1e-5, abs=0.01)
    bounds = [bound for bound, _ in told]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == outcome.pricing.bound_sek


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_bounds_stay_between_the_optimum_and_the_last(seed: int) -> None:
    """From LP to LP, with memory and then with cuts, the bound never rises."""
    instance = instance_of(seed)
    expected = find_optimum(instance)
    if expected is None:
        return
    once = tuple(
        stop
        for stop in range(instance.num_stops)
        if (instance.level_visits[instance.level_stop == stop] == 1).all()
    )
    memory = {int(node): once for node in instance.overnight_node}
    cuts = tuple(ShareCut(p, (0, 1, 2)) for p in range(len(instance.access.place_ids)))
    last = np.inf
    for parts in (
        parts_of(instance),
        parts_of(instance, memory),
        parts_of(instance, memory, cuts),
    ):
        outcome, told = solve_lp(parts)
        assert outcome is not None
        assert min(bound for bound, _ in told) >= expected.objective_sek - 1e-4
        bound = outcome.pricing.bound_sek
        assert bound <= last + max(0.01, 1e-5 * abs(bound))
        last = bound


def test_start_duals_are_priced_first(tiny: Instance) -> None:
    """From the duals of a solved LP, the first bound is the last one already."""
    first, _ = solve_lp(parts_of(tiny))
    assert first is not None
    _, told = solve_lp(parts_of(tiny), start=first.pricing.duals)
    assert told[0][0] == pytest.approx(first.pricing.bound_sek)


def test_an_end_before_the_last_round_leaves_a_bound(tiny: Instance) -> None:
    """Out of time after one round, the bound is proved although the LP is not solved."""
    parts = parts_of(tiny)
    outcome = generate_columns(
        parts.master,
        parts.base,
        start=None,
        tolerance=0.0,
        stop=threading.Event(),
        on_bound=lambda bound, columns: None,
        is_over=lambda: True,
    )
    assert outcome is not None
    assert outcome.pricing.bound_sek >= 2750.0


@pytest.mark.parametrize("seed", [0, 1, 2, 4])
def test_a_poor_bound_is_left_at_once(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The full price of missing visits made a bound that only halved from round to round.

    Smoothing went half of the way back to its duals, though they say nothing of the plan.
    """
    monkeypatch.setattr(master_lp, "PRICE_OF_MISSING", np.inf)
    instance = instance_of(seed, num_stops=6)
    promised = np.arange(instance.num_stops) < 2
    outcome, told = solve_lp(parts_of(instance.replace(stop_is_promised=promised)))
    assert outcome is not None
    first, second = told[0][0], told[1][0]
    assert second < first / 10


def test_a_promise_out_of_reach_has_no_lp_worth_telling(tiny: Instance) -> None:
    """A promise of F, which no duty reaches, leaves only missing visits: a bound below any plan."""
    instance = tiny.replace(stop_is_promised=np.array([False, False, False, True]))
    outcome, _ = solve_lp(parts_of(instance))
    assert outcome is None or outcome.pricing.bound_sek < -1e5


def test_no_pattern_for_a_promise_proves_that_there_is_no_plan(tiny: Instance) -> None:
    """Without any pattern for A, a promise of A cannot be kept by missing visits either."""
    keep = tiny.pattern_level != 0
    instance = tiny.replace(
        stop_is_promised=np.array([True, False, False, False]),
        pattern_level=tiny.pattern_level[keep],
        pattern_days=tiny.pattern_days[keep],
    )
    outcome, _ = solve_lp(parts_of(instance))
    assert outcome is None


def test_pricing_is_the_same_for_wrong_signs_as_for_none(tiny: Instance) -> None:
    """Duals of a sign their row does not allow count as 0."""
    parts = parts_of(tiny)
    low, high = parts.formulation.model.row_limits
    wrong = np.where(np.isinf(low), -5.0, 0.0) + np.where(np.isinf(high), 5.0, 0.0)
    none = price(parts.master, parts.base, np.zeros(parts.base.num_rows))
    assert price(parts.master, parts.base, wrong).bound_sek == none.bound_sek


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_the_price_of_what_is_missing_rises_until_nothing_need_be(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where brute force finds a plan, nothing is missing in the end, and the value is the same.

    It begins with a price that is worth paying, and is compared with the full one from the start.
    """
    promised = {"has_lock": False, "has_vehicle_lock": False, "has_promise": True}
    instance = instance_of(seed, **promised)
    if find_optimum(instance) is None:
        return
    monkeypatch.setattr(master_lp, "PRICE_OF_MISSING", np.inf)
    expected = full_lp(parts_of(instance))
    monkeypatch.setattr(master_lp, "PRICE_OF_MISSING", 1e-9)
    parts = parts_of(instance)
    assert full_lp(parts) == pytest.approx(expected, rel=1e-5, abs=0.01)
    solution = parts.master.solve(threading.Event())
    assert solution is not None
    assert solution.values[parts.formulation.missing_columns] == pytest.approx(0.0, abs=1e-6)
    assert not parts.master.raise_price(solution)


def test_the_price_of_what_is_missing_stays_where_nothing_is(tiny: Instance) -> None:
    """A solution that misses nothing has no reason to raise it; one that does, once."""
    parts = parts_of(tiny.replace(stop_is_promised=np.array([True, False, False, False])))
    columns = parts.formulation.missing_columns
    solution = parts.master.solve(threading.Event())
    assert solution is not None
    # Without a column nobody serves A.
    assert solution.values[columns].sum() > 0
    assert parts.master.raise_price(solution)
    outcome, _ = solve_lp(parts)
    assert outcome is not None
    assert outcome.solution.values[columns].sum() == pytest.approx(0.0)
    assert not parts.master.raise_price(outcome.solution)
