"""`plan --season` and `--seasons`: one command plans a scenario in several seasons."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mobilkontor import api
from mobilkontor.cli import app
from mobilkontor.cli.shared import SeasonName
from mobilkontor.core.errors import LimitReachedError, ScenarioError
from mobilkontor.job import Job
from mobilkontor.season_job import run_seasons, worst_exit_code
from tests.processes import PATIENCE_S, TINY, WEEK, planning, wait_for_plan

NOBODY = 65_534


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the tiny scenario below an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY.parent, tmp_path / "tiny")
    return Path("tiny") / "tiny.yaml"


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_all_seasons_are_planned_and_each_plan_is_found_right(scenario: Path) -> None:
    """Each season has its folder, its scenario, and a plan that check accepts by it."""
    done = run("plan", scenario, "--seasons", "--out", "out", "--threads", 1)
    assert done.exit_code == 0, done.output
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["season", *api.SEASONS]
    assert [row[-1] for row in rows[1:]] == [f"out/{season}" for season in api.SEASONS]
    worth = {row[0]: row[1:-3] for row in rows[1:]}
    assert worth["summer"] == worth["autumn"] == worth["thaw"] == ["1", "650"]
    assert worth["winter"] != worth["summer"]
    for season in api.SEASONS:
        plan = Path("out") / season / "plan.json"
        assert run("check", plan).exit_code == 0
        assert api.reopen(plan, None).scenario.file.season == season
    assert not (scenario.parent / "tiny.summer.yaml").exists()
    assert "states no figures for thaw" in done.stderr
    assert "states no figures for winter" not in done.stderr


@contextmanager
def nobody() -> Iterator[None]:
    """Act as a user without rights of their own, where the tests run as one with all of them."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_scenario_in_a_folder_that_cannot_be_written_to_is_told_what_to_do() -> None:
    """Which folder, what has to be written there, and that --out does not help; a copy does."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        root.chmod(0o777)
        for name in ("copy", "read_only"):
            shutil.copytree(TINY.parent, root / name)
        options = ("--seasons", "--threads", 1, "--out")
        copied = run("plan", root / "copy" / "tiny.yaml", *options, root / "planned")
        assert copied.exit_code == 0, copied.output
        (root / "read_only").chmod(0o555)
        with nobody():
            refused = run("plan", root / "read_only" / "tiny.yaml", *options, root / "out")
        (root / "read_only").chmod(0o755)
        assert refused.exit_code == 2, refused.output
        told = " ".join(refused.stderr.split())
        assert f"E406 {root}/read_only: cannot be written to (Permission denied). " in told
        assert "(tiny.autumn.yaml, tiny.winter.yaml, tiny.thaw.yaml)" in told
        assert f"plan the copy; --out names where the plans go, now {root}/out." in told
        assert not (root / "out").exists()


def test_the_season_of_the_scenario_gives_the_plan_of_the_scenario(scenario: Path) -> None:
    """In its own season the scenario itself is planned; the plan is the same."""
    assert run("plan", scenario, "--out", "alone", "--threads", 1).exit_code == 0
    options = ("--season", "summer", "--out", "out", "--threads", 1)
    assert run("plan", scenario, *options).exit_code == 0
    alone, among = (
        json.loads(path.read_text("utf-8"))
        for path in (Path("alone/plan.json"), Path("out/summer/plan.json"))
    )
    assert among.pop("scenario")["sha256"] == alone.pop("scenario")["sha256"]
    assert among == alone


def test_seasons_answer_in_one_json_object(scenario: Path) -> None:
    """A season that is named twice is planned once; variants of an earlier run are used again."""
    options = ("--season", "thaw", "--season", "winter", "--season", "thaw", "--json")
    for _ in range(2):
        done = run("plan", scenario, *options)
        answer = json.loads(done.stdout)["seasons"]
        assert list(answer) == ["winter", "thaw"]
        assert answer["thaw"]["objective"] > answer["winter"]["objective"]
    assert Path("maps/tiny/thaw/map.html").is_file()


def test_a_season_without_a_plan_does_not_stop_the_others(scenario: Path) -> None:
    """In the thaw every leg takes two hours more, and what is promised cannot be; exit code 4."""
    text = scenario.read_text("utf-8") + (
        "\nleg_buffer: {summer: 0, thaw: 120}\npromises: [{place: djupdal}]\n"
    )
    scenario.write_text(text, "utf-8")
    done = run("plan", scenario, "--season", "thaw", "--season", "summer")
    assert done.exit_code == 4, done.output
    assert "Season thaw: no plan." in done.stderr
    assert not Path("maps/tiny/thaw").exists()
    assert Path("maps/tiny/summer/plan.json").is_file()
    assert "states no figures for thaw" not in done.stderr


def test_a_file_of_somebody_else_is_not_overwritten(scenario: Path) -> None:
    """A file with the name of the variant stays, and nothing is planned."""
    theirs = scenario.with_name("tiny.thaw.yaml")
    theirs.write_text("mine", "utf-8")
    done = run("plan", scenario, "--seasons")
    assert done.exit_code == 2
    assert "E199 tiny/tiny.thaw.yaml: is there already" in done.stderr
    assert theirs.read_text("utf-8") == "mine"
    assert not Path("maps").exists()
    assert not scenario.with_name("tiny.winter.yaml").exists()


@pytest.mark.parametrize("name", ['a "b": c.yaml', "å # {x}.yaml", "<b>&amp;.yaml"])
def test_strange_file_names_are_extended(scenario: Path, name: str) -> None:
    """Whatever the scenario file is called, its variant extends it."""
    strange = scenario.rename(scenario.with_name(name))
    path, content = api.season_variant(api.load(strange), "autumn")
    assert content is not None
    path.write_bytes(content)
    assert api.load(path).file.season == "autumn"


def test_unknown_seasons_are_refused(scenario: Path) -> None:
    """The option knows four seasons, and so does the scenario."""
    done = run("plan", scenario, "--season", "spring")
    assert done.exit_code == 2
    assert "'thaw'" in done.stderr
    assert [it.value for it in SeasonName] == list(api.SEASONS)
    scenario.write_text(scenario.read_text("utf-8") + "\nseason: spring\n", "utf-8")
    with pytest.raises(ScenarioError, match=r"season is .*spring.*thaw"):
        api.load(scenario)


def test_no_season_begins_after_the_run_was_stopped(scenario: Path) -> None:
    """Seasons that were not begun are said to be, and end with the code of having no plan."""
    job = Job(scenario, Path("out"), "sv", 10, 0, 0, 1)
    stop, said = threading.Event(), []
    stop.set()
    outcomes = run_seasons(job, ("winter", "thaw"), lambda _: None, stop, said.append)
    assert [type(it.error) for it in outcomes] == [LimitReachedError] * 2
    assert worst_exit_code(outcomes) == 5
    assert said == [
        f"Season {it}: not begun, because the run was stopped." for it in ("winter", "thaw")
    ]
    assert not Path("out").exists()


def test_ctrl_c_writes_the_season_at_hand_and_begins_no_other(tmp_path: Path) -> None:
    """The first signal ends the first season with its best plan; the next one is not begun."""
    shutil.copytree(WEEK.parent, tmp_path / "region")
    scenario, out = tmp_path / "region" / WEEK.name, tmp_path / "out"
    with planning(scenario, out, "--season", "summer", "--season", "thaw") as process:
        wait_for_plan(process)
        process.send_signal(signal.SIGINT)
        answer, progress = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 5, progress
    assert "Season thaw: not begun" in progress
    seasons = json.loads(answer)["seasons"]
    assert seasons["summer"]["stop_reason"] == "interrupted"
    assert set(seasons["thaw"]) == {"error"}
    assert (out / "summer" / "plan.json").is_file()
    assert not (out / "thaw").exists()
