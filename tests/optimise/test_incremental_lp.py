"""An LP whose limits change is solved from the last basis, and its value is that of a new LP."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.math_opt.python import mathopt

from mobilkontor.optimise import incremental_lp
from mobilkontor.optimise.effort import WorkClock
from mobilkontor.optimise.incremental_lp import IncrementalLp, LpFailedError
from mobilkontor.optimise.linear_model import LinearModel

NUM_ROWS, NUM_COLUMNS = 30, 90


def random_model(seed: int) -> LinearModel:
    """Return a packing problem with whole numbers."""
    random = np.random.default_rng(seed)
    model = LinearModel()
    rows = model.add_rows(
        np.full(NUM_ROWS, -np.inf), random.integers(10, 45, NUM_ROWS).astype(float)
    )
    worth = random.integers(1, 20, NUM_COLUMNS).astype(float)
    columns = model.add_columns(worth, is_integer=False)
    for row in rows:
        model.add_entries(row, columns, random.integers(0, 4, NUM_COLUMNS).astype(float))
    return model


def values_of(
    seed: int, fixed: list[tuple[int, float]], *, keeps_basis: bool
) -> list[float | None]:
    """Return the value of the LP after each column is fixed, None where there is no solution."""
    lp = IncrementalLp(random_model(seed), WorkClock(), keeps_basis=keeps_basis)
    solution = lp.solve(threading.Event())
    assert solution is not None
    values: list[float | None] = [solution.objective_sek]
    for column, value in fixed:
        lp.limit([column], value, value)
        solution = lp.solve(threading.Event())
        values.append(None if solution is None else solution.objective_sek)
    return values


FIXED = st.lists(
    st.tuples(st.integers(0, NUM_COLUMNS - 1), st.sampled_from([0.0, 1.0])), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 1_000), fixed=FIXED)
def test_the_last_basis_leads_to_the_same_value(seed: int, fixed: list[tuple[int, float]]) -> None:
    """The basis is a start only: every LP is solved to its optimum, or has no solution."""
    warm = values_of(seed, fixed, keeps_basis=True)
    new = values_of(seed, fixed, keeps_basis=False)
    assert [value is None for value in warm] == [value is None for value in new]
    assert [v for v in warm if v is not None] == pytest.approx([v for v in new if v is not None])


def test_an_lp_that_goes_in_circles_is_solved_from_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The dual simplex once went on for minutes where a new start took a second."""
    fixed = [(column, 1.0) for column in range(4)]
    new = values_of(7, fixed, keeps_basis=False)
    monkeypatch.setattr(incremental_lp, "MAX_WARM_ITERATIONS", 1)
    limits: list[int | None] = []
    attempt = IncrementalLp._attempt

    def counted(
        lp: IncrementalLp, algorithm: object, stop: object, limit: int | None = None
    ) -> object:
        limits.append(limit)
        return attempt(lp, algorithm, stop, limit)  # type: ignore[arg-type]

    monkeypatch.setattr(IncrementalLp, "_attempt", counted)
    assert values_of(7, fixed, keeps_basis=True) == pytest.approx(new)
    assert limits.count(1) == len(fixed)
    assert limits.count(None) > 1


def solver_that_fails(times: int, attribute: str) -> type[mathopt.IncrementalSolver]:
    """Return a solver that fails so many times as MathOpt does where GLOP ends abnormally."""
    left = [times]

    class Failing(mathopt.IncrementalSolver):
        def solve(self, **keys: Any) -> mathopt.SolveResult:  # noqa: ANN401
            left[0] -= 1
            if left[0] >= 0:
                msg = f"'StatusNotOk' object has no attribute '{attribute}'"
                raise AttributeError(msg)
            return super().solve(**keys)

    return Failing


def test_an_lp_that_ends_abnormally_is_solved_from_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """GLOP once ended as abnormal, which MathOpt tells as a missing attribute: exit 1."""
    expected = values_of(7, [], keeps_basis=True)
    monkeypatch.setattr(mathopt, "IncrementalSolver", solver_that_fails(1, "canonical_code"))
    assert values_of(7, [], keeps_basis=True) == pytest.approx(expected)
    monkeypatch.setattr(mathopt, "IncrementalSolver", solver_that_fails(2, "canonical_code"))
    with pytest.raises(LpFailedError, match="the LP of the master ended"):
        values_of(7, [], keeps_basis=True)
    monkeypatch.setattr(mathopt, "IncrementalSolver", solver_that_fails(1, "other"))
    with pytest.raises(AttributeError, match="other"):
        values_of(7, [], keeps_basis=True)


def grown(lp: IncrementalLp, seed: int) -> None:
    """Add a row that the last solution keeps, and a few columns with their share of all rows."""
    random = np.random.default_rng(seed)
    piece = lp.piece()
    row = piece.add_rows([-np.inf], [40.0])
    columns = piece.add_columns(random.integers(1, 20, 3).astype(float))
    for number in (*range(NUM_ROWS), int(row[0])):
        piece.add_entries(number, columns, random.integers(1, 4, 3).astype(float))
    lp.grow(piece)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 1_000), steps=st.integers(1, 4))
def test_growing_leads_to_the_same_value(seed: int, steps: int) -> None:
    """An LP that has grown has the value of the same LP solved from nothing."""
    lp = IncrementalLp(random_model(seed), WorkClock())
    for step in range(steps):
        lp.solve(threading.Event())
        grown(lp, seed + step)
    warm, cold = lp.solve(threading.Event()), IncrementalLp(lp.model).solve(threading.Event())
    assert warm is not None
    assert cold is not None
    assert warm.objective_sek == pytest.approx(cold.objective_sek, abs=1e-6)


def test_new_rows_and_columns_do_not_throw_the_basis_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """GLOP alone begins from nothing where both are new; handed its basis it hardly iterates."""
    iterations: list[int] = []
    monkeypatch.setattr(incremental_lp, "lp_work", lambda count, _: iterations.append(count) or 0.0)
    for seed in range(10):
        lp = IncrementalLp(random_model(seed))
        lp.solve(threading.Event())
        grown(lp, seed)
        lp.solve(threading.Event())
        IncrementalLp(lp.model).solve(threading.Event())
    assert sum(iterations[1::3]) < sum(iterations[2::3]) / 3
