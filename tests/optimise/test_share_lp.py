"""The LP without the shares that do not pay has the value of the whole LP."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from mobilkontor.optimise.columns import add_columns, add_idle_days, flow_rows, join_arcs
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpSolution
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.share_lp import ShareLp
from tests.goals import instance_with_goals
from tests.optimise.parts import Parts, parts_of
from tests.strategies import instance_of

STOP = threading.Event()


def settled(lp: ShareLp) -> LpSolution | None:
    """Return the solution with all shares that pay."""
    solution = lp.solve(STOP)
    while solution is not None and not lp.is_settled:
        solution = lp.solve(STOP)
    return solution


def full_model(parts: Parts) -> LinearModel:
    """Return the model with the columns of all duties on all days."""
    model = parts.formulation.model.copy()
    flow = flow_rows(parts.fleet.instance, parts.master.graphs)
    for number, graph in enumerate(parts.master.graphs):
        add_idle_days(model, flow, graph, is_integer=False)
        zero = tuple(np.zeros(len(graph.rows)) for _ in range(graph.num_days))
        passage = graph.longest(zero, np.zeros((graph.num_days, len(graph.places))))
        days = range(graph.num_days)
        arcs = join_arcs([graph.arcs_within(passage, day, np.inf) for day in days])
        add_columns(model, parts.fleet, parts.formulation, flow, number, arcs, is_integer=False)
    return model


def check_whole(model: LinearModel, lp: ShareLp) -> None:
    """Compare the settled solution of an LP with that of its whole model."""
    whole, found = IncrementalLp(model).solve(STOP), settled(lp)
    if whole is None or found is None:
        assert whole is found
        return
    scale = max(1.0, abs(whole.objective_sek))
    assert found.objective_sek == pytest.approx(whole.objective_sek, abs=1e-6 * scale)
    assert float(model.objective @ found.values) == pytest.approx(
        found.objective_sek, abs=1e-6 * scale
    )
    low, high = model.row_limits
    rows, most = model.matrix() @ found.values, 1e-6 * max(1.0, np.abs(model.entries[2]).max())
    assert (rows >= low - most).all()
    assert (rows <= high + most).all()
    # Weak duality at equality: the duals, those of rows left out included, prove the value.
    reduced = model.objective - model.matrix().T @ found.duals
    limits = np.where(found.duals > 0, high, low)
    proved = float((found.duals * np.where(np.abs(found.duals) < 1e-9, 0.0, limits)).sum())
    proved += float((np.maximum(reduced, 0.0) * model.upper).sum())
    assert proved == pytest.approx(found.objective_sek, abs=1e-5 * scale)


@pytest.mark.parametrize("seed", range(25))
def test_its_solution_is_one_of_the_whole_lp(seed: int) -> None:
    """Value, feasibility and duals are those of an optimum with every share."""
    parts = parts_of(instance_of(seed))
    model = full_model(parts)
    check_whole(model, ShareLp(model, parts.formulation))


@pytest.mark.parametrize("seed", range(40))
def test_so_it_is_with_other_goals(seed: int) -> None:
    """Offices have shares too, and earlier goals and floors may pay for shares worth nothing."""
    parts = parts_of(instance_with_goals(seed))
    model = full_model(parts)
    check_whole(model, ShareLp(model, parts.formulation))


@pytest.mark.parametrize("seed", range(40))
def test_so_it_is_once_decisions_are_taken(seed: int) -> None:
    """With all offices open and vehicles used, it has a solution where the whole has one."""
    parts = parts_of(instance_with_goals(seed))
    formulation = parts.formulation
    if not len(formulation.decision_row):
        return
    model = full_model(parts)
    lp = ShareLp(model, formulation)
    if settled(lp) is None:
        return
    _, most = model.row_limits
    taken = most[formulation.decision_row]
    lp.limit_rows(formulation.decision_row, taken, taken)
    decided = model.copy()
    decided.limit_rows(formulation.decision_row, taken, taken)
    check_whole(decided, lp)


@pytest.mark.parametrize("seed", range(8))
def test_shares_left_out_enter_before_it_has_no_solution(seed: int) -> None:
    """A new row that one share alone can keep lets this share in, wherever it is."""
    parts = parts_of(instance_of(seed, has_promise=False))
    model = full_model(parts)
    for share in parts.formulation.share_column:
        lp = ShareLp(model, parts.formulation)
        piece, whole = lp.piece(), model.copy()
        for part in (piece, whole):
            part.add_entries(part.add_rows([1e-3], [np.inf]), share, 1.0)
        lp.grow(piece)
        check_whole(whole, lp)


@pytest.mark.parametrize("seed", range(8))
def test_it_grows_to_the_same_value(seed: int) -> None:
    """With a column that is added after a solution, the value is that of the LP built at once."""
    parts = parts_of(instance_of(seed, has_promise=False))
    model = full_model(parts)
    lp = ShareLp(model, parts.formulation)
    if settled(lp) is None:
        return
    visits = np.unique(parts.formulation.visit_row)
    piece = lp.piece()
    column = piece.add_columns([1.0], upper=1.0)
    piece.add_entries(visits[:1], column, 1.0)
    lp.grow(piece)
    at_once = model.copy()
    column = at_once.add_columns([1.0], upper=1.0)
    at_once.add_entries(visits[:1], column, 1.0)
    whole, grown = IncrementalLp(at_once).solve(STOP), settled(lp)
    assert whole is not None
    assert grown is not None
    assert grown.objective_sek == pytest.approx(whole.objective_sek, rel=1e-6, abs=1e-4)
