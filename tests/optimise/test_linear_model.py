"""A linear model keeps what is added to it, and MathOpt gets the same."""

from __future__ import annotations

import numpy as np
import pytest
from ortools.math_opt.python import mathopt

from mobilkontor.optimise.linear_model import LinearModel


def small() -> LinearModel:
    """Return: maximise x + 2y, x + y <= 1.5, y - x >= -1, all integer between 0 and 1."""
    model = LinearModel()
    x, y = model.add_columns([1.0, 2.0], is_integer=True)
    rows = model.add_rows([-np.inf, -1.0], [1.5, np.inf])
    model.add_entries(rows[:1].repeat(2), [x, y], 1.0)
    model.add_entries(rows[1], [x, y], [-1.0, 1.0])
    return model


def solved(model: mathopt.Model) -> float:
    """Return the optimum of a model."""
    return float(mathopt.solve(model, mathopt.SolverType.HIGHS).objective_value())


def test_mathopt_gets_the_same_model() -> None:
    """Columns, bounds, rows, objective and coefficients all arrive."""
    proto = small().to_mathopt().export_model()
    assert proto.objective.maximize
    assert list(proto.objective.linear_coefficients.values) == [1.0, 2.0]
    assert list(proto.variables.lower_bounds) == [0.0, 0.0]
    assert list(proto.variables.upper_bounds) == [1.0, 1.0]
    assert list(proto.variables.integers) == [True, True]
    assert list(proto.linear_constraints.lower_bounds) == [-np.inf, -1.0]
    assert list(proto.linear_constraints.upper_bounds) == [1.5, np.inf]
    matrix = proto.linear_constraint_matrix
    entries = zip(matrix.row_ids, matrix.column_ids, matrix.coefficients, strict=True)
    assert list(entries) == [(0, 0, 1.0), (0, 1, 1.0), (1, 0, -1.0), (1, 1, 1.0)]


def test_relaxation_is_worth_more() -> None:
    """Integer the model is worth 2, relaxed 2.5."""
    assert solved(small().to_mathopt()) == pytest.approx(2.0)
    assert solved(small().to_mathopt(is_relaxed=True)) == pytest.approx(2.5)


def test_a_piece_goes_on_where_the_model_ends() -> None:
    """Numbers of a piece go on, and appended it is part of the model."""
    model = small()
    piece = model.piece()
    columns = piece.add_columns([5.0])
    rows = piece.add_rows([-np.inf], [0.25])
    piece.add_entries(rows, columns, 1.0)
    piece.add_entries(0, columns, 1.0)
    assert (columns.tolist(), rows.tolist()) == ([2], [2])
    assert (model.num_columns, model.num_rows) == (2, 2)
    model.append(piece)
    assert (model.num_columns, model.num_rows) == (3, 3)
    assert model.matrix().toarray().tolist() == [[1, 1, 1], [-1, 1, 0], [0, 0, 1]]
    assert solved(model.to_mathopt()) == pytest.approx(3.25)


def test_a_copy_grows_on_its_own() -> None:
    """What is added to a copy does not reach the model."""
    model = small()
    copy = model.copy()
    copy.add_columns([1.0])
    copy.add_rows([0.0], [0.0])
    copy.add_entries(0, 0, 1.0)
    assert (model.num_columns, model.num_rows) == (2, 2)
    assert model.matrix().toarray().tolist() == [[1, 1], [-1, 1]]


def test_an_empty_model_is_one() -> None:
    """A model without anything has an empty matrix and can be solved."""
    model = LinearModel()
    assert model.matrix().shape == (0, 0)
    assert solved(model.to_mathopt()) == 0.0
