"""Ctrl-C asks a run to stop, a second one ends it, and no kill leaves half a file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mobilkontor.interrupt import stop_on_signal, wait_for
from tests.processes import (
    PATIENCE_S,
    TINY,
    WEEK,
    files_in,
    planning,
    wait_for_phase,
    wait_for_plan,
)


def send(number: signal.Signals) -> None:
    """Send a signal to this process."""
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_to_stop(number: signal.Signals) -> None:
    """The first signal sets the event while work goes on, and what the work returns is kept."""
    told = []
    with stop_on_signal(lambda: told.append("told")) as stop:
        sender = threading.Timer(0.05, send, [number])
        sender.start()
        assert wait_for(lambda: stop.wait(timeout=30)) is True
    assert told == ["told"]


def test_the_second_signal_ends_the_wait() -> None:
    """The second signal raises in the waiting thread although the work takes no notice."""
    release = threading.Event()
    sender = threading.Timer(0.2, send, [signal.SIGINT])
    with stop_on_signal(lambda: send(signal.SIGINT)) as stop:
        sender.start()
        with pytest.raises(KeyboardInterrupt, match=r"^$"):
            wait_for(lambda: release.wait(timeout=30))
    assert stop.is_set()
    release.set()


def test_signals_mean_what_they_meant_afterwards() -> None:
    """Once the block is left, the handlers from before are back."""
    earlier = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with stop_on_signal(lambda: None):
        assert signal.getsignal(signal.SIGINT) is not earlier[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == earlier


def test_an_error_of_the_work_is_raised_where_it_is_waited_for() -> None:
    """What the work raises in its thread arrives in the thread that waits."""

    def fail() -> None:
        msg = "no room in Arjeplog"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="no room in Arjeplog"):
        wait_for(fail)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_search_writes_its_best_plan(number: signal.Signals, tmp_path: Path) -> None:
    """After the first signal the best plan is verified and written with its gap; exit 0."""
    with planning(WEEK, tmp_path) as process:
        wait_for_plan(process)
        process.send_signal(number)
        answer, progress = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0, progress
    assert "Ctrl-C again stops at once" in progress
    assert json.loads(answer)["stop_reason"] == "interrupted"
    assert json.loads(answer)["gap"] > 0
    check = [sys.executable, "-m", "mobilkontor", "check", str(tmp_path / "plan.json")]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_second_signal_ends_at_once(tmp_path: Path) -> None:
    """The second signal ends the process with 130 although the solver is busy; old files stay.

    So does the checkpoint, whole.
    """
    (tmp_path / "plan.json").write_text("old", "utf-8")
    with planning(WEEK, tmp_path) as process:
        wait_for_plan(process)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        for line in process.stderr:
            if "Ctrl-C again" in line:
                break
        process.send_signal(signal.SIGINT)
        answer, progress = process.communicate(timeout=10)
        assert process.returncode == 130
    assert "Stopped at once" in progress
    assert answer == ""
    left = files_in(tmp_path)
    assert json.loads(left.pop("checkpoint.json"))["format"] == "mobilkontor-plan/1"
    assert left == {"plan.json": b"old"}


def test_a_kill_leaves_the_old_files_or_the_new_ones(tmp_path: Path) -> None:
    """Whenever the process is killed while it writes, each file is the old one or the new one."""
    with planning(TINY, tmp_path) as process:
        process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
    new = files_in(tmp_path)
    new.pop("run.json")
    old = dict.fromkeys(new, b"old")
    for delay_s in (0.0, 0.01, 0.02, 0.05, 0.1):
        for name, content in old.items():
            (tmp_path / name).write_bytes(content)
        with planning(TINY, tmp_path) as process:
            wait_for_phase(process, "write")
            threading.Event().wait(delay_s)
            process.kill()
            process.wait(timeout=PATIENCE_S)
        left = files_in(tmp_path)
        assert all(left[name] in (old[name], new[name]) for name in new)


LEFT_BEHIND = """
import atexit, sys, threading
from mobilkontor.interrupt import leave
if len(sys.argv) > 1:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
atexit.register(lambda: print("taken apart"))
print("said")
leave(3)
"""


@pytest.mark.parametrize(("arguments", "printed"), [([], "said\ntaken apart\n"), (["x"], "said\n")])
def test_a_solver_left_behind_does_not_change_the_status(
    arguments: list[str], printed: str
) -> None:
    """With a thread that still runs, the process ends at once, and all that was said is printed.

    A search that was interrupted while solvers ran wrote its plan and then ended by an abort, -6.
    """
    command = [sys.executable, "-c", LEFT_BEHIND, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, printed, "")
