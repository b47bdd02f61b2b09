"""What the paper says of groups is what their residents, counted by hand, have."""

from __future__ import annotations

import pytest

from mobilkontor.outputs.report.groups import group_reach, municipality_reach
from tests.outputs import example


def test_a_stop_that_comes_rarely_counts_only_in_its_column() -> None:
    """Epsilon is 10 min from zeta's weekly stop, and has one of its own every second week."""
    plan, setting = example.two_weeks(), example.setting()
    reach = group_reach(plan, setting, {"epsilon": 60.0})
    assert reach.before.mean_min == 40
    assert [(weeks, found.mean_min) for weeks, found in reach.every] == [(1, 10), (2, 0)]
    assert reach.after == reach.every[-1][1]


def test_more_often_is_never_nearer() -> None:
    """The fewer services count, the fewer residents are within any time."""
    plan, setting = example.two_weeks(), example.setting()
    for row in municipality_reach(plan, setting):
        for group in (row.everyone, row.elderly):
            steps = [group.before, *(found for _, found in group.every), group.after]
            for limit in group.before.within:
                counts = [found.within[limit] for found in steps]
                assert counts == sorted(counts)


def test_municipalities_add_up_to_all() -> None:
    """Persons, persons far away and met visits of the municipalities are those of all."""
    plan, setting = example.plan(), example.setting()
    *rows, everywhere = municipality_reach(plan, setting)
    assert [row.name for row in rows] == ["Söder", "Norr"]
    assert everywhere.name == ""
    assert sum(row.met_visits for row in rows) == pytest.approx(plan.met_visits)
    assert everywhere.everyone.persons_over(30) == (100, 0)
    for limit in (15, 30):
        for group in ("everyone", "elderly"):
            parts = [getattr(row, group).persons_over(limit) for row in rows]
            before, after = (sum(column) for column in zip(*parts, strict=True))
            whole = getattr(everywhere, group).persons_over(limit)
            assert whole == pytest.approx((before, after))


def test_the_elderly_are_weighed_by_their_share() -> None:
    """Norr's 200 hold 60 elderly; of Söder's 1500, 300."""
    *_, everywhere = municipality_reach(example.plan(), example.setting())
    assert everywhere.elderly.before.persons == pytest.approx(360)
    assert everywhere.elderly.persons_over(30)[0] == pytest.approx(30)
