"""The LP without the shares that do not pay has the value of the whole LP."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from mobilkontor.optimise.columns import add_columns, add_idle_days, flow_rows, join_arcs
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpSolution
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.share_lp import ShareLp
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


@pytest.mark.parametrize("seed", range(25))
def test_its_solution_is_one_of_the_whole_lp(seed: int) -> None:
    """Value, feasibility and duals are those of an optimum with every share."""
    parts = parts_of(instance_of(seed))
    model = full_model(parts)
    whole = IncrementalLp(model).solve(STOP)
    found = settled(ShareLp(model, parts.formulation))
    if whole is None or found is None:
        assert whole is found
        return
    scale = max(1.0, abs(whole.objective_sek))
    assert found.objective_sek == pytest.approx(whole.objective_sek, abs=1e-6 * scale)
    assert float(model.objective @ found.values) == pytest.approx(found.objective_sek, rel=1e-6)
    low, high = model.row_limits
    rows = model.matrix() @ found.values
    assert (rows >= low - 1e-6).all()
    assert (rows <= high + 1e-6).all()
    # Weak duality at equality: the duals, those of rows left out included, prove the value.
    reduced = model.objective - model.matrix().T @ found.duals
    limits = np.where(found.duals > 0, high, low)
    proved = float((found.duals * np.where(np.abs(found.duals) < 1e-9, 0.0, limits)).sum())
    proved += float((np.maximum(reduced, 0.0) * model.upper).sum())
    assert proved == pytest.approx(found.objective_sek, abs=1e-5 * scale)


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
