"""A run is told of better bounds and plans only, and ends when it should."""

from __future__ import annotations

import threading

import pytest

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.core.result import Progress
from mobilkontor.optimise.planning import Incumbent
from mobilkontor.optimise.watch import Watch


def plan_worth(objective_sek: float) -> Incumbent:
    """Return an empty plan that claims a worth."""
    return Incumbent(Plan(make_horizon(1, ("mon",)), (), (), (), ()), objective_sek, (), 0)


def watching(told: list[Progress], **changes: float) -> Watch:
    """Return a watch that writes down what it tells."""
    settings = {"time_limit_s": 1000.0, "gap_limit": 0.0, **changes}
    return Watch(**settings, stop=threading.Event(), observe=told.append)


def test_the_bound_only_falls() -> None:
    """A worse bound is neither kept nor told."""
    told: list[Progress] = []
    watch = watching(told)
    for bound in (100.0, 120.0, 90.0, 90.0, 95.0):
        watch.offer_bound(bound, 7)
    assert [progress.bound_sek for progress in told] == [100.0, 90.0]
    assert watch.bound_sek == 90.0
    assert told[-1].columns == 7
    assert watch.trace == told


def test_the_objective_only_rises() -> None:
    """A worse plan, or none, is neither kept nor told."""
    told: list[Progress] = []
    watch = watching(told)
    for incumbent in (plan_worth(10.0), None, plan_worth(5.0), plan_worth(10.0), plan_worth(20.0)):
        watch.offer(incumbent)
    assert [progress.objective_sek for progress in told] == [10.0, 20.0]


def test_the_bound_stays_above_the_plan() -> None:
    """A bound below the plan speaks of better plans only, so the plan itself is the bound."""
    watch = watching([])
    watch.offer(plan_worth(50.0))
    watch.offer_bound(40.0)
    assert watch.bound_sek == 50.0
    assert watch.is_proved


def test_a_plan_above_a_proved_bound_is_refused() -> None:
    """A plan above the bound by more than rounding is a defect and nothing else."""
    watch = watching([])
    watch.offer_bound(50.0)
    with pytest.raises(RuntimeError, match=r"above the proved bound of 50\.00 SEK"):
        watch.offer(plan_worth(51.0))


def test_the_gap_is_that_of_plan_and_bound() -> None:
    """No gap without both; then the difference as a share of the objective."""
    watch = watching([])
    assert watch.gap is None
    watch.offer(plan_worth(200.0))
    assert watch.gap is None
    assert not watch.is_over()
    watch.offer_bound(210.0)
    assert watch.gap == pytest.approx(0.05)
    assert not watch.is_proved


def test_a_run_ends_at_its_gap_limit() -> None:
    """Within the gap limit the run is over but not proved; within rounding it is both."""
    watch = watching([], gap_limit=0.05)
    watch.offer(plan_worth(200.0))
    watch.offer_bound(211.0)
    assert not watch.is_over()
    watch.offer_bound(210.0)
    assert watch.is_over()
    assert not watch.is_proved
    watch.offer_bound(200.0001)
    assert watch.is_proved


def test_a_run_ends_when_asked_or_out_of_time() -> None:
    """A stop, or no time left, ends the run whatever is known."""
    watch = watching([])
    assert not watch.is_over()
    watch.stop.set()  # type: ignore[attr-defined]
    assert watch.is_over()
    late = watching([], time_limit_s=0.0)
    assert late.left_s == 0.0
    assert late.is_over()


def test_a_phase_is_told() -> None:
    """Entering a phase reports it."""
    told: list[Progress] = []
    watching(told).enter("bound")
    assert [progress.phase for progress in told] == ["bound"]
