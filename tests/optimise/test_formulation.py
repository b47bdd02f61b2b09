"""The rows of the formulation are those its head describes."""

from __future__ import annotations

import numpy as np

from mobilkontor.core.instance import AccessTable, Floor, Instance
from mobilkontor.optimise.formulation import NO_ROW, formulate
from mobilkontor.optimise.missing_columns import worst_cost_sek
from tests.optimise.parts import fleet_of


def test_free_days_share_one_visit_row(tiny: Instance) -> None:
    """Where a stop may be visited once on any day, all days share one row and one column."""
    formulation = formulate(tiny)
    assert (formulation.visit_row == formulation.visit_row[:, :1]).all()
    assert len(np.unique(formulation.visit_row)) == 4
    assert [len(columns) for columns in formulation.level_columns] == [1, 1, 1, 1]


def test_a_forbidden_day_gives_every_day_its_row(tiny: Instance) -> None:
    """Without the pattern of A on Monday, A has a row per day and one column, for Tuesday."""
    instance = tiny.replace(
        pattern_level=tiny.pattern_level[1:], pattern_days=tiny.pattern_days[1:]
    )
    formulation = formulate(instance)
    assert len(set(formulation.visit_row[0].tolist())) == 2
    assert len(set(formulation.visit_row[1].tolist())) == 1
    (column,) = formulation.level_columns[0]
    matrix = formulation.model.matrix().toarray()
    assert matrix[formulation.visit_row[0], column].tolist() == [0.0, -1.0]


def test_two_visits_give_every_day_its_row(tiny: Instance) -> None:
    """A level of two visits has one column that enters the rows of both days."""
    instance = tiny.replace(
        level_visits=np.array([2, 1, 1, 1]),
        pattern_level=tiny.pattern_level[1:],
        pattern_days=np.vstack([[True, True], tiny.pattern_days[2:]]),
    )
    formulation = formulate(instance)
    (column,) = formulation.level_columns[0]
    matrix = formulation.model.matrix().toarray()
    assert matrix[formulation.visit_row[0], column].tolist() == [-1.0, -1.0]


def test_promised_stops_are_chosen(tiny: Instance) -> None:
    """The choice row of a promised stop is an equation, that of the others an upper limit."""
    instance = tiny.replace(stop_is_promised=np.array([False, True, False, False]))
    formulation = formulate(instance)
    low, high = formulation.model.row_limits
    matrix = formulation.model.matrix().toarray()
    for stop, least in ((0, 0.0), (1, 1.0)):
        (column,) = formulation.level_columns[stop]
        (row,) = [r for r in np.flatnonzero(matrix[:, column] == 1.0) if high[r] == 1.0]
        assert low[row] == least


def test_levels_of_equal_benefit_share_one_share(tiny: Instance) -> None:
    """Two opening times of equal benefit share a z; a benefit of its own needs its own z."""
    for met, num_shares in ((20.0, 1), (15.0, 2)):
        instance = tiny.replace(
            option_stop=np.array([0, 1, 2, 3, 0]),
            option_opening_s=np.array([7200, 7200, 7200, 7200, 3600]),
            level_stop=np.array([0, 1, 2, 3, 0]),
            level_option=np.arange(5),
            level_visits=np.ones(5, dtype=np.int64),
            pattern_level=np.append(tiny.pattern_level, [4, 4]),
            pattern_days=np.vstack([tiny.pattern_days, np.eye(2, dtype=np.bool_)]),
            access=AccessTable(
                place_ids=("A",),
                pair_place=np.array([0, 0]),
                pair_level=np.array([0, 4]),
                pair_met_visits=np.array([20.0, met]),
            ),
        )
        assert len(formulate(instance).share_column) == num_shares


def test_visitor_rows_exist_where_they_can_bind(tiny: Instance, crowded: Instance) -> None:
    """Tiny receives thousands and needs no row; the two stops of crowded receive 10 of 16 and 8."""
    assert (formulate(tiny).capacity_row == NO_ROW).all()
    p, q = formulate(crowded).capacity_row
    assert p != NO_ROW
    assert q == NO_ROW


def test_room_rows_exist_where_rooms_can_be_full(island: Instance) -> None:
    """One vehicle never fills a room; two fill one, on every night but that after the last day."""
    assert (formulate(island).room_row == NO_ROW).all()
    rows = formulate(island.replace(vehicles=island.vehicles * 2)).room_row
    assert (rows != NO_ROW).tolist() == [[True], [False]]


def test_missing_columns_only_where_something_is_demanded(tiny: Instance) -> None:
    """Columns of missing visits exist with a promise or a floor, and cost more than any plan."""
    assert len(formulate(tiny).missing_columns) == 0
    floor = Floor("m", (0,), (0,), min_visits=1, min_met_visits=5.0)
    formulation = formulate(tiny.replace(floors=(floor,)))
    assert len(formulation.missing_columns) == 5
    worth = formulation.model.objective[formulation.missing_columns]
    assert (worth < -worst_cost_sek(tiny)).all()


def test_missing_visits_can_stand_for_all_visits_of_a_level(tiny: Instance) -> None:
    """A stop of four visits once left the first LP infeasible: only one of them could be missing.

    So tornedalen.yaml, whose floors need weekly visits, was called infeasible.
    """
    floor = Floor("m", (0,), (0,), min_visits=4, min_met_visits=0.0)
    weekly = tiny.replace(level_visits=4 * tiny.level_visits, repeats=4, floors=(floor,))
    formulation = formulate(weekly)
    assert (formulation.model.upper[formulation.missing_columns] >= 4).all()


def test_worst_cost_is_above_every_duty(island: Instance) -> None:
    """No duty on every day costs more than the worst cost."""
    fleet = fleet_of(island)
    assert worst_cost_sek(island) >= island.num_days * fleet.cost_sek[0].max()
