"""Plans are kept in a thread of their own: the best is never lost, and the search never waits."""

from __future__ import annotations

import threading

import pytest

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.core.result import Result, Scope, Status, StopReason
from mobilkontor.keeper import keep_plans

EMPTY = Plan(make_horizon(1, ("mon",)), (), (), (), ())


def worth(sek: float) -> Result:
    """Return a plan that is worth so much."""
    return Result(
        Status.FEASIBLE,
        StopReason.INTERRUPTED,
        EMPTY,
        objective_sek=sek,
        bound_sek=None,
        scope=Scope.ALL_DUTIES,
        seed=0,
        runtime_s=0.0,
    )


def test_the_best_of_the_plans_that_come_meanwhile_is_kept() -> None:
    """While one plan is being kept, offers return at once; of these the best follows, alone."""
    kept: list[float] = []
    begun, release = threading.Event(), threading.Event()

    def keep(result: Result) -> None:
        begun.set()
        assert release.wait(timeout=30)
        kept.append(result.objective_sek)

    with keep_plans(keep, (0, 0.0), threading.Event()) as offer:
        offer(worth(1.0))
        assert begun.wait(timeout=30)
        for sek in (2.0, 5.0, 4.0):
            offer(worth(sek))
        release.set()
    assert kept == [1.0, 5.0]


def test_what_is_no_better_is_not_kept() -> None:
    """A plan that is worth no more than what was kept before is not kept."""
    kept: list[float] = []
    with keep_plans(lambda r: kept.append(r.objective_sek), (0, 3.0), threading.Event()) as offer:
        offer(worth(3.0))
        offer(worth(-1.0))
    assert kept == []


def test_the_last_plan_is_kept_although_the_search_fails() -> None:
    """An error of the search passes through once the best plan is kept."""
    kept: list[float] = []

    def search() -> None:
        keep = keep_plans(lambda r: kept.append(r.objective_sek), (0, 0.0), threading.Event())
        with keep as offer:
            offer(worth(1.0))
            msg = "no room in Arjeplog"
            raise ValueError(msg)

    with pytest.raises(ValueError, match="no room in Arjeplog"):
        search()
    assert kept == [1.0]


def test_what_cannot_be_kept_stops_the_search() -> None:
    """If keeping fails, the search is asked to stop, and the failure is raised at its end."""
    stop = threading.Event()
    ends = []

    def fail(_: Result) -> None:
        msg = "a rule is broken"
        raise ValueError(msg)

    def search() -> None:
        with keep_plans(fail, (0, 0.0), stop) as offer:
            offer(worth(1.0))
            assert stop.wait(timeout=30)
            offer(worth(2.0))
            ends.append("as usual")

    with pytest.raises(ValueError, match="a rule is broken"):
        search()
    assert ends == ["as usual"]


def test_who_leaves_at_once_does_not_wait() -> None:
    """A second Ctrl-C passes although a plan is still being kept."""
    begun, release = threading.Event(), threading.Event()

    def keep(_: Result) -> None:
        begun.set()
        release.wait(timeout=30)

    def search() -> None:
        with keep_plans(keep, (0, 0.0), threading.Event()) as offer:
            offer(worth(1.0))
            assert begun.wait(timeout=30)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        search()
    assert not release.is_set()
    release.set()
