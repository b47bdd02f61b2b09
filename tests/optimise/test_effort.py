"""Where work is counted in place of time, a search that is cut off ends with the same again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mobilkontor.core.errors import LimitReachedError
from mobilkontor.core.instance import Instance
from mobilkontor.core.result import Progress, StopReason
from mobilkontor.optimise import solve
from mobilkontor.optimise.effort import (
    PER_DUTY,
    WallClock,
    WorkClock,
    enumeration_work,
    lp_work,
    mip_work,
    node_limit,
    pricing_work,
)
from mobilkontor.optimise.watch import Watch
from tests.optimise.test_cycle_search import promised
from tests.processes import PILOT, SCENARIOS, TINY
from tests.strategies import CYCLES, instance_of

Told = list[tuple[str, int, float | None, float | None]]


def test_only_work_moves_a_clock_that_counts_it() -> None:
    """A work clock stands still until work is spent; one beside it goes on by itself."""
    clock = WorkClock()
    assert (clock.now_s(), clock.is_repeatable) == (0.0, True)
    clock.spend(2.0)
    beside = clock.fork()
    beside.spend(1.5)
    assert (clock.now_s(), beside.now_s()) == (2.0, 3.5)


def test_time_passes_for_all_and_is_not_spent() -> None:
    """The clock on the wall is one for all threads, and work does not move it."""
    clock = WallClock()
    assert clock.fork() is clock
    before_s = clock.now_s()
    clock.spend(1e9)
    assert 0.0 <= clock.now_s() - before_s < 1e8
    assert not clock.is_repeatable


def test_work_grows_with_what_is_done() -> None:
    """More duties, iterations or coefficients are more work; nothing a solver does is free."""
    assert enumeration_work(1_000) == pytest.approx(1_000 * PER_DUTY)
    assert 0 < pricing_work(1) < enumeration_work(1)
    for work in (lp_work, mip_work):
        assert 0 < work(0, 0) < work(0, 1_000) < work(500, 1_000) < work(500, 2_000)


def test_a_mip_has_one_node_at_least() -> None:
    """However little work is left, a MIP may look at its first node; with more, at others."""
    assert node_limit(0.0, 10**6) == node_limit(-1.0, 10) == 1
    assert 1 < node_limit(100.0, 10**5) < node_limit(100.0, 10**4) <= node_limit(1e9, 1)


def test_a_watch_of_work_ends_by_work() -> None:
    """A run of so many units is over once they are spent, and tells real time all the same."""
    told: list[Progress] = []
    clock = WorkClock(5.0)
    watch = Watch(2.0, 0.0, threading.Event(), told.append, clock=clock)
    assert watch.left_s == 2.0
    clock.spend(1.5)
    assert (watch.elapsed_s, watch.is_over()) == (1.5, False)
    clock.spend(0.5)
    assert watch.is_over()
    watch.enter("close")
    assert told[-1].time_s != watch.elapsed_s


def cut_off(instance: Instance, threads: int) -> tuple[object, ...]:
    """Return the outcome of a search over tours that counted work ends, and all it told."""
    told: Told = []
    result = solve.optimise(
        instance,
        time_limit_s=600.0,
        gap_limit=0.0,
        seed=3,
        threads=threads,
        observe=lambda p: told.append((p.phase, p.columns, p.objective_sek, p.bound_sek)),
        stop=threading.Event(),
        work_limit=0.5,
    )
    assert result.stop_reason is StopReason.WORK_LIMIT
    assert result.bound_sek is not None
    return result.plan, result.objective_sek, result.bound_sek, told


def test_a_cycle_cut_off_is_the_same_again_on_one_thread_and_on_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A search over tours that work ends tells and finds the same, whatever the threads."""
    monkeypatch.setattr(solve, "MAX_DAYS_BY_OPTIONS", 0)
    instance = instance_of(0, **CYCLES[0])
    first, *others = (cut_off(instance, threads) for threads in (1, 1, 2, 2))
    assert all(other == first for other in others)
    phases = {phase for phase, *_ in first[-1]}  # type: ignore[attr-defined]
    assert any(phase.startswith("improve") for phase in phases)


def test_without_a_plan_the_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that work ends before it has a plan says how much, and which limit to raise."""
    monkeypatch.setattr(solve, "MAX_DAYS_BY_OPTIONS", 0)
    with pytest.raises(
        LimitReachedError, match=r"E312 No plan found within 0 units of work;.*Raise --work-limit"
    ):
        solve.optimise(
            promised(instance_of(0, **CYCLES[0])),
            time_limit_s=600.0,
            gap_limit=0.0,
            seed=0,
            threads=1,
            observe=lambda progress: None,
            stop=threading.Event(),
            work_limit=0.0,
        )


def plan_bytes(scenario: Path, out: Path, work: str, threads: int, hashing: str) -> bytes:
    """Return the plan file that a process of its own writes."""
    command = [sys.executable, "-m", "mobilkontor", "plan", str(scenario), "--out", str(out)]
    options = ["--gap", "0", "--work-limit", work, "--threads", str(threads), "--json"]
    done = subprocess.run(
        [*command, *options],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hashing},
    )
    assert json.loads(done.stdout)["stop_reason"] == "work_limit"
    return (out / "plan.json").read_bytes()


def assert_the_same_bytes(scenario: Path, folder: Path, work: str) -> None:
    """Plan twice on one thread and twice on two, and compare."""
    runs = [(1, "1"), (1, "2"), (2, "1"), (2, "2")]
    first, *others = (
        plan_bytes(scenario, folder / f"{threads}-{hashing}", work, threads, hashing)
        for threads, hashing in runs
    )
    assert all(other == first for other in others)


def test_a_week_cut_off_gives_the_same_bytes_again(tmp_path: Path) -> None:
    """Runs of a week that work ends write one plan file, on one thread or two."""
    assert_the_same_bytes(PILOT, tmp_path, "1.5")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "work"), [("tornedalen", "25"), ("week", "55")])
def test_a_region_cut_off_gives_the_same_bytes_again(tmp_path: Path, name: str, work: str) -> None:
    """Runs of a whole region that work ends write one plan file, on one thread or two."""
    assert_the_same_bytes(SCENARIOS / "norrbotten" / f"{name}.yaml", tmp_path, work)


def test_one_limit_is_given_not_two(tmp_path: Path) -> None:
    """The command line refuses a limit of time beside one of work."""
    command = [sys.executable, "-m", "mobilkontor", "plan", str(TINY), "--out", str(tmp_path)]
    done = subprocess.run(
        [*command, "--work-limit", "1", "--time-limit", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "stands in the place of --time-limit" in done.stderr
