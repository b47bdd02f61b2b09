"""No duals whatever give a bound below the optimum."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.bounds import BaseBound, filtered_bound
from mobilkontor.optimise.column_generation import price
from mobilkontor.optimise.formulation import formulate
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.share_cuts import ShareCut
from tests.optimise.parts import parts_of, solve_lp
from tests.oracle import find_optimum
from tests.strategies import instance_of

CUT_SETS = ((0, 1), (0, 2), (0, 1, 2))


def check_bounds(instance: Instance, optimum_sek: float, seed: int) -> None:
    """Price at random duals, small and large, of any sign, and at the LP's own with noise."""
    rng = np.random.default_rng(seed)
    cuts = tuple(
        ShareCut(place, stops)
        for place in range(len(instance.access.place_ids))
        for stops in CUT_SETS
    )
    once = [s for s in range(instance.num_stops) if is_once(instance, s)]
    memory = {int(node): tuple(once) for node in instance.overnight_node}
    parts = parts_of(instance, memory, cuts)
    for scale in (1.0, 100.0, 10_000.0):
        for _ in range(4):
            duals = rng.normal(0, scale, parts.base.num_rows)
            assert price(parts.master, parts.base, duals).bound_sek >= optimum_sek - 1e-6
    outcome, _ = solve_lp(parts)
    assert outcome is not None
    for scale in (0.0, 1.0, 100.0):
        duals = outcome.pricing.duals + rng.normal(0, scale, parts.base.num_rows)
        assert price(parts.master, parts.base, duals).bound_sek >= optimum_sek - 1e-4


def is_once(instance: Instance, stop: int) -> bool:
    """Tell whether a stop never gets more than one visit."""
    return bool((instance.level_visits[instance.level_stop == stop] == 1).all())


def test_bounds_of_named_instances(tiny: Instance, island: Instance) -> None:
    """Duals of any size and sign leave tiny at 2750 SEK or above, and island at 3950."""
    check_bounds(tiny, 2750.0, 0)
    parts = parts_of(island, {1: (0, 1)})
    rng = np.random.default_rng(2)
    for _ in range(20):
        duals = rng.normal(0, 1000, parts.base.num_rows)
        assert price(parts.master, parts.base, duals).bound_sek >= 3950.0 - 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_bounds_of_random_instances(seed: int) -> None:
    """On random tiny instances every bound is at least the oracle's optimum."""
    instance = instance_of(seed)
    expected = find_optimum(instance)
    if expected is not None:
        check_bounds(instance, expected.objective_sek, seed)


def test_signs_are_those_the_rows_allow() -> None:
    """A dual counts only with a sign whose side of the row is finite."""
    model = LinearModel()
    model.add_rows([-np.inf, 0.0, 1.0, -np.inf], [1.0, 0.0, np.inf, np.inf])
    base = BaseBound(model, np.empty(0, dtype=np.int64))
    up, down = np.full(6, 2.0), np.full(6, -2.0)
    assert base.legal(up).tolist() == [2.0, 2.0, 0.0, 0.0]
    assert base.legal(down).tolist() == [0.0, -2.0, -2.0, 0.0]
    assert up.tolist() == [2.0] * 6


def test_value_of_a_hand_made_model() -> None:
    """Maximise 3x + y with x + y <= 1 at a dual of 2: 2 for the row, 1 for x, 0 for y."""
    model = LinearModel()
    columns = model.add_columns([3.0, 1.0])
    row = model.add_rows([-np.inf], [1.0])
    model.add_entries(row, columns, 1.0)
    base = BaseBound(model, np.empty(0, dtype=np.int64))
    assert base.value(np.array([2.0])) == pytest.approx(3.0)
    assert base.value(np.array([0.0])) == pytest.approx(4.0)
    assert base.value(np.array([5.0])) == pytest.approx(5.0)


def test_missing_visits_are_no_part_of_the_bound(tiny: Instance) -> None:
    """A dual that would reward missing visits does not raise the bound by them."""
    instance = tiny.replace(stop_is_promised=np.array([True, False, False, False]))
    formulation = formulate(instance)
    base = BaseBound(formulation.model, formulation.missing_columns)
    duals = np.zeros(base.num_rows)
    without = base.value(duals)
    duals[formulation.visit_row[0, 0]] = -1e12
    assert base.value(duals) <= without


@pytest.mark.parametrize(
    ("bound", "slack", "mip", "expected"),
    [
        (100.0, 30.0, 90.0, 90.0),
        (100.0, 30.0, 60.0, 70.0),
        (100.0, 30.0, 120.0, 100.0),
        (100.0, 30.0, -np.inf, 70.0),
        (100.0, 0.0, 50.0, 100.0),
    ],
)
def test_filtered_bound(bound: float, slack: float, mip: float, expected: float) -> None:
    """Plans outside are at most bound - slack, plans inside the MIP's bound, none above bound."""
    assert filtered_bound(bound, slack, mip) == expected
