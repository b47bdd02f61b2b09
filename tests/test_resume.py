"""No better plan is lost to a kill: it is kept, verified, and the next run goes on from it."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mobilkontor import api
from mobilkontor.cli import app
from mobilkontor.core.errors import LimitReachedError, OutputError
from mobilkontor.optimise import restart
from tests.processes import (
    PATIENCE_S,
    PILOT,
    TINY,
    files_in,
    planning,
    wait_for_phase,
    wait_for_plan,
)

BEST_SEK = 1650.0
FOLDER = Path("maps") / "tiny"
CHECKPOINT = FOLDER / "checkpoint.json"
PLAN = FOLDER / "plan.json"


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the tiny scenario below an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY.parent, tmp_path / "tiny")
    return Path("tiny") / "tiny.yaml"


@pytest.fixture
def checkpoint(scenario: Path) -> Path:
    """Return a checkpoint of the tiny scenario as the only file of its folder."""
    assert run("plan", scenario).exit_code == 0
    PLAN.rename(CHECKPOINT)
    for path in FOLDER.iterdir():
        if path.name != CHECKPOINT.name:
            path.unlink()
    return CHECKPOINT


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def worth_sek(path: Path) -> float:
    """Return what a plan file says that its plan is worth."""
    return float(json.loads(path.read_text("utf-8"))["result"]["objective_sek"])


def changed(path: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file."""
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document), "utf-8")


def searching(monkeypatch: pytest.MonkeyPatch, change: Callable[..., Any], **fixed: object) -> None:
    """Let what the search finds be changed, or some of its options be fixed."""
    optimise = api.optimise

    def instead(instance: Any, **options: Any) -> Any:  # noqa: ANN401
        return change(optimise(instance, **(options | fixed)))

    monkeypatch.setattr(api, "optimise", instead)


def test_a_run_that_ends_leaves_no_checkpoint(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every better plan is kept while the search runs; with plan.json written, none is."""
    kept = []

    def note(result: Any) -> Any:  # noqa: ANN401
        kept.append(worth_sek(CHECKPOINT) if CHECKPOINT.exists() else None)
        return result

    complete = api.complete
    monkeypatch.setattr(api, "complete", lambda *values: note(complete(*values)))
    assert run("plan", scenario).exit_code == 0
    assert kept[-1] == BEST_SEK
    assert sorted(path.name for path in FOLDER.iterdir()) == [
        *("map.html", "plan.json", "report.html", "run.json", "timetable.csv")
    ]


def test_a_checkpoint_is_a_plan_file(checkpoint: Path, scenario: Path) -> None:
    """`check` and `map` take a checkpoint like any plan."""
    assert run("check", checkpoint).exit_code == 0
    assert run("map", checkpoint).exit_code == 0
    assert scenario.exists()


def test_resume_goes_on_from_the_checkpoint(
    checkpoint: Path, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any time to search, the plan of the checkpoint comes back as plan.json."""
    before = json.loads(checkpoint.read_text("utf-8"))
    searching(monkeypatch, lambda result: result, time_limit_s=0.0)
    done = run("plan", scenario, "--resume")
    assert done.exit_code == 0
    assert "Going on from maps/tiny/checkpoint.json, a plan worth 1650 SEK." in done.stderr
    after = json.loads(PLAN.read_text("utf-8"))
    assert after["duties"] == before["duties"]
    assert after["result"]["objective_sek"] == BEST_SEK
    assert not checkpoint.exists()


def test_resume_without_a_checkpoint_starts_anew(scenario: Path) -> None:
    """With nothing there, `--resume` says so on standard error and plans as always."""
    done = run("plan", scenario, "--resume", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["objective"] == BEST_SEK
    assert "nothing to go on from: the search starts anew" in done.stderr


def test_resume_takes_the_written_plan_where_there_is_no_checkpoint(scenario: Path) -> None:
    """A plan that was written is gone on from, too, if it is of the scenario as it is now."""
    assert run("plan", scenario).exit_code == 0
    assert "Going on from maps/tiny/plan.json" in run("plan", scenario, "--resume").stderr
    text = scenario.read_text("utf-8")
    scenario.write_text(f"{text}\nclosed_roads: []\n", "utf-8")
    done = run("plan", scenario, "--resume")
    assert done.exit_code == 0
    assert "starts anew" in done.stderr


def test_the_better_of_checkpoint_and_plan_is_gone_on_from(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run begun anew may have been killed while its plan was worse than the one written."""
    with monkeypatch.context() as patch:
        searching(patch, lambda result: result, time_limit_s=0.0)
        assert run("plan", scenario).exit_code == 0
    PLAN.rename(CHECKPOINT)
    assert worth_sek(CHECKPOINT) == 0
    assert run("plan", scenario, "--out", "best").exit_code == 0
    shutil.copy(Path("best") / "plan.json", PLAN)
    done = run("plan", scenario, "--resume")
    assert done.exit_code == 0
    assert "Going on from maps/tiny/plan.json" in done.stderr
    assert not CHECKPOINT.exists()


def test_a_checkpoint_of_another_state_is_refused(checkpoint: Path, scenario: Path) -> None:
    """After a change of the scenario `--resume` ends with 2 and says what to do; nothing changes.

    Without it the search starts anew, and replaces the checkpoint without a word of it.
    """
    before = checkpoint.read_bytes()
    text = scenario.read_text("utf-8")
    scenario.write_text(f"{text}\nclosed_roads: []\n", "utf-8")
    done = run("plan", scenario, "--resume")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "E430 maps/tiny/checkpoint.json: the plan was made from another state of tiny/tiny.yaml or "
        "a table it names, so nothing is known of it here. Undo the change to go on from it, plan "
        "anew without --resume, or name another folder with --out."
    )
    assert files_in(FOLDER) == {"checkpoint.json": before}
    assert run("plan", scenario).exit_code == 0
    assert not checkpoint.exists()


def test_a_checkpoint_that_breaks_a_rule_is_refused(checkpoint: Path, scenario: Path) -> None:
    """A checkpoint changed by hand does not get past the verifier: exit 2 with what it breaks."""
    changed(checkpoint, lambda document: document["result"].update(objective_sek=10_000.0))
    done = run("plan", scenario, "--resume")
    assert done.exit_code == 2
    assert "E431 maps/tiny/checkpoint.json: the plan breaks rules" in done.stderr
    assert "V4" in done.stderr
    done = run("plan", scenario)
    assert done.exit_code == 0
    assert "cut off" not in done.stderr


def test_a_damaged_checkpoint_is_refused(checkpoint: Path, scenario: Path) -> None:
    """What is no plan file is told as for every plan file."""
    checkpoint.write_text("{", "utf-8")
    done = run("plan", scenario, "--resume")
    assert done.exit_code == 2
    assert "E411 maps/tiny/checkpoint.json" in done.stderr


def test_a_run_begun_anew_keeps_a_better_checkpoint(
    checkpoint: Path, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who forgets `--resume` is told, and loses nothing if that run ends with a worse plan."""
    before = checkpoint.read_bytes()
    with monkeypatch.context() as patch:
        searching(patch, lambda result: result, time_limit_s=0.0)
        done = run("plan", scenario)
    assert done.exit_code == 0
    assert "holds a plan of a run that was cut off, worth 1650 SEK" in done.stderr
    assert "holds a better plan still; --resume goes on from it" in done.stderr
    assert worth_sek(PLAN) == 0
    assert checkpoint.read_bytes() == before
    assert run("plan", scenario).exit_code == 0
    assert not checkpoint.exists()


@pytest.mark.parametrize("ends_without", [False, True])
def test_a_plan_whose_duties_are_gone_stays_the_answer(
    ends_without: bool, checkpoint: Path, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the pools no longer hold a plan and the search finds none as good, the plan stays."""
    before = json.loads(checkpoint.read_text("utf-8"))
    monkeypatch.setattr(restart._Finder, "__call__", lambda *_: None)

    def end(result: Any) -> Any:  # noqa: ANN401
        if ends_without:
            raise LimitReachedError
        return result

    searching(monkeypatch, end, time_limit_s=0.0)
    done = run("plan", scenario, "--resume", "--json")
    assert done.exit_code == 0, done.stderr
    count = len(before["duties"])
    assert f"{count} of its {count} duties are not among those" in done.stderr
    after = json.loads(PLAN.read_text("utf-8"))
    assert after["duties"] == before["duties"]
    assert json.loads(done.stdout)["objective"] == BEST_SEK
    assert json.loads(done.stdout)["stop_reason"] == "time_limit"


def test_a_better_plan_that_breaks_a_rule_ends_the_run(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan that fails the verifier on the way is our defect: exit 6, and it is not kept."""
    optimise = api.optimise

    def boast(instance: Any, **options: Any) -> Any:  # noqa: ANN401
        keep = options.pop("on_plan")

        def more(result: Any) -> None:  # noqa: ANN401
            keep(dataclasses.replace(result, objective_sek=result.objective_sek + 1))

        return optimise(instance, on_plan=more, **options)

    monkeypatch.setattr(api, "optimise", boast)
    done = run("plan", scenario)
    assert done.exit_code == 6
    assert "V4" in done.stderr
    assert not FOLDER.exists()


def test_a_full_disk_does_not_end_the_search(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint that cannot be written is told of once; the search goes on."""
    write = api.write

    def fail(files: Any) -> None:  # noqa: ANN401
        if CHECKPOINT in files:
            msg = "E401 checkpoint.json: cannot be written (No space left on device)."
            raise OutputError(msg)
        write(files)

    monkeypatch.setattr(api, "write", fail)
    done = run("plan", scenario)
    assert done.exit_code == 0
    assert done.stderr.count("The search goes on without checkpoint.") == 1
    assert worth_sek(PLAN) == BEST_SEK


def checked(path: Path) -> float:
    """Return what the plan of a file is worth, once the verifier has passed it."""
    command = [sys.executable, "-m", "mobilkontor", "check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return worth_sek(path)


def kept_sek(folder: Path) -> float:
    """Return the worth of the best plan that a folder keeps; less than any if it keeps none."""
    paths = (folder / "checkpoint.json", folder / "plan.json")
    return max((worth_sek(path) for path in paths if path.exists()), default=float("-inf"))


def test_killed_again_and_again_nothing_is_lost(tmp_path: Path) -> None:
    """Killed before, at and after its better plans, each run goes on from what the last one kept.

    The last one ends at its time limit, with a plan no worse than the last checkpoint.
    """
    kept = kept_sek(tmp_path)
    for phase, delay_s in (("enumerate", 0.0), ("first", 0.5), ("close", 0.5)):
        with planning(PILOT, tmp_path, "--resume") as process:
            wait_for_phase(process, phase)
            threading.Event().wait(delay_s)
            process.kill()
            process.wait(timeout=PATIENCE_S)
        assert set(files_in(tmp_path)) <= {"checkpoint.json"}
        assert kept_sek(tmp_path) >= kept
        kept = kept_sek(tmp_path)
    assert checked(tmp_path / "checkpoint.json") == kept > 0
    with planning(PILOT, tmp_path, "--resume", "--time-limit", "0") as process:
        answer, progress = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0, progress
    assert "Going on from" in progress
    assert json.loads(answer)["objective"] >= kept - 0.01
    assert checked(tmp_path / "plan.json") >= kept
    assert {path.name for path in tmp_path.iterdir()} == {
        *("map.html", "plan.json", "report.html", "run.json", "timetable.csv")
    }


def test_interrupted_and_resumed_a_plan_grows_better_only(tmp_path: Path) -> None:
    """Ctrl-C ends a run with its plan; a resumed run that SIGTERM ends keeps or betters it."""
    kept = kept_sek(tmp_path)
    for number in (signal.SIGINT, signal.SIGTERM):
        with planning(PILOT, tmp_path, "--resume") as process:
            wait_for_plan(process)
            process.send_signal(number)
            answer, progress = process.communicate(timeout=PATIENCE_S)
            assert process.returncode == 0, progress
        assert json.loads(answer)["stop_reason"] == "interrupted"
        assert not (tmp_path / "checkpoint.json").exists()
        assert kept_sek(tmp_path) >= kept
        kept = kept_sek(tmp_path)


def test_a_second_run_into_the_folder_is_refused(tmp_path: Path) -> None:
    """While one run plans, another into the same folder ends with 2; a kill frees the folder."""
    with planning(PILOT, tmp_path) as process:
        wait_for_phase(process, "enumerate")
        with planning(TINY, tmp_path) as second:
            answer, progress = second.communicate(timeout=PATIENCE_S)
        assert (second.returncode, answer) == (2, "")
        assert progress.splitlines()[-1] == (
            f"E404 {tmp_path}: another run of mobilkontor (process {process.pid}) is planning into "
            "this folder. Wait until it ends, stop it, or name another folder with --out."
        )
        assert process.poll() is None
        process.kill()
        process.wait(timeout=PATIENCE_S)
    with planning(TINY, tmp_path) as third:
        third.communicate(timeout=PATIENCE_S)
        assert third.returncode == 0


def test_runs_begun_together_do_not_corrupt_each_other(tmp_path: Path) -> None:
    """Of several runs at once, each plans or is refused, and what is left is one whole plan."""
    with ExitStack() as stack:
        runs = [stack.enter_context(planning(TINY, tmp_path)) for _ in range(3)]
        progress = [process.communicate(timeout=PATIENCE_S)[1] for process in runs]
        codes = [process.returncode for process in runs]
    assert 0 in codes
    assert set(codes) <= {0, 2}
    assert all("E404" in text for text, code in zip(progress, codes, strict=True) if code)
    assert checked(tmp_path / "plan.json") == BEST_SEK
    assert {path.name for path in tmp_path.iterdir()} == {
        *("map.html", "plan.json", "report.html", "run.json", "timetable.csv")
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_soak(seed: int, tmp_path: Path) -> None:
    """Whatever ends a run, at whatever moment, and who else tries meanwhile: nothing is lost."""
    rng = random.Random(seed)
    kept = kept_sek(tmp_path)
    for _ in range(8):
        with planning(PILOT, tmp_path, "--resume", "--seed", str(seed)) as process:
            wait_for_phase(process, "load")
            if rng.random() < 0.3:
                with planning(PILOT, tmp_path, "--time-limit", "0") as other:
                    other.communicate(timeout=PATIENCE_S)
            threading.Event().wait(rng.uniform(0.0, 4.0))
            number = rng.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGKILL])
            process.send_signal(number)
            if rng.random() < 0.3:
                threading.Event().wait(rng.uniform(0.0, 1.0))
                process.send_signal(number)
            _, progress = process.communicate(timeout=PATIENCE_S)
        assert process.returncode in (0, 130, -signal.SIGTERM, -signal.SIGKILL), progress
        assert kept_sek(tmp_path) >= kept, progress
        kept = kept_sek(tmp_path)
    with planning(PILOT, tmp_path, "--resume", "--time-limit", "0") as process:
        process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
    assert checked(tmp_path / "plan.json") >= kept
