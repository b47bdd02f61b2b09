"""Commands print what they should where they should, and end with the exit code of the contract."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mobilkontor import api
from mobilkontor.cli import app
from mobilkontor.core.errors import (
    InfeasibleError,
    LimitReachedError,
    NetworkError,
    OutputError,
)
from mobilkontor.core.version import VERSION

TINY = Path(__file__).parent.parent / "scenarios" / "tiny"
ANSWER_KEYS = {
    *("status", "objective", "bound", "gap", "scope", "stop_reason", "runtime_s"),
    *("indicators", "files"),
}


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the tiny scenario below an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, tmp_path / "tiny")
    return Path("tiny") / "tiny.yaml"


@pytest.fixture
def plan(scenario: Path) -> Path:
    """Return a plan of the tiny scenario, written where plans go by default."""
    done = run("plan", scenario)
    assert done.exit_code == 0, done.output
    return Path("maps") / "tiny" / "plan.json"


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def changed(path: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file."""
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document), "utf-8")


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the search fail."""

    def optimise(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(api, "optimise", optimise)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_version() -> None:
    """`--version` prints the version."""
    done = run("--version")
    assert (done.exit_code, done.stdout) == (0, f"{VERSION}\n")


def test_module_and_program_are_the_same() -> None:
    """`python -m mobilkontor` is the program."""
    command = [sys.executable, "-m", "mobilkontor", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{VERSION}\n"


def test_plan_writes_its_files_and_a_summary(scenario: Path) -> None:
    """`plan` writes to `maps/<scenario name>/` and prints the week, the worth and the files."""
    done = run("plan", scenario)
    assert done.exit_code == 0
    written = Path("maps") / "tiny"
    assert sorted(path.name for path in written.iterdir()) == [
        *("map.html", "plan.json", "report.html", "run.json", "timetable.csv")
    ]
    for text in ("The week", "Indicators", "it is proved that", *map(str, written.iterdir())):
        assert text in done.stdout
    assert "columns" in done.stderr
    assert "columns" not in done.stdout


def test_plan_answers_in_json_alone(scenario: Path) -> None:
    """`plan --json` prints one JSON object with the promised keys, and progress elsewhere."""
    done = run("plan", scenario, "--json", "--out", "here")
    answer = json.loads(done.stdout)
    assert set(answer) == ANSWER_KEYS
    assert answer["status"] == "OPTIMAL"
    assert answer["files"] == [
        f"here/{name}"
        for name in ("plan.json", "timetable.csv", "map.html", "report.html", "run.json")
    ]
    assert all(Path(name).is_file() for name in answer["files"])
    assert "load" in done.stderr


def test_what_a_solver_prints_is_not_in_the_answer() -> None:
    """HiGHS once printed a line on descriptor 1, so that `plan --json` was no JSON any more."""
    program = (
        "import os; from mobilkontor.cli import entry as cli\n"
        "cli.app = lambda: (os.write(1, b'solver at work'), print('answer'))\n"
        "cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"answer\n"


def test_a_terminal_without_arrows_is_no_reason_to_fail(scenario: Path) -> None:
    """Where the output cannot hold a character, something else stands for it."""
    done = subprocess.run(
        [sys.executable, "-m", "mobilkontor", "plan", str(scenario)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "map.html" in done.stdout


def test_the_same_scenario_gives_the_same_bytes(scenario: Path) -> None:
    """Two runs differ in nothing but how long they took, wherever they write."""
    for folder in ("maps/a", "maps/b"):
        assert run("plan", scenario, "--out", folder).exit_code == 0
    first, second = (files_below(Path(folder)) for folder in ("maps/a", "maps/b"))
    assert first.pop("run.json")
    assert second.pop("run.json")
    assert first == second


def test_a_plan_tells_the_date_of_its_roads(plan: Path) -> None:
    """The matrix of a plan carries the year that the road table states."""
    assert json.loads(plan.read_text("utf-8"))["matrix"]["date"] == "2025"


def test_map_is_drawn_again_as_plan_drew_it(plan: Path) -> None:
    """`map` makes the same bytes from the plan file as `plan` made from the plan."""
    done = run("map", plan, "--out", "again")
    assert (done.exit_code, done.stdout) == (0, "again/map.html\n")
    assert Path("again/map.html").read_bytes() == plan.with_name("map.html").read_bytes()


def test_report_is_written_again_as_plan_wrote_it(plan: Path) -> None:
    """`report` makes the same bytes as `plan` did, speaks English if asked, and keeps the map."""
    done = run("report", plan, "--out", "again")
    assert (done.exit_code, done.stdout) == (0, "again/report.html\n")
    assert Path("again/report.html").read_bytes() == plan.with_name("report.html").read_bytes()
    assert run("report", plan, "--out", "english", "--lang", "en", "--csp").exit_code == 0
    assert '<html lang="en"' in Path("english/report.html").read_text("utf-8")
    assert {path.suffix for path in Path("english/assets").iterdir()} == {".css"}


def test_map_speaks_the_language_that_is_asked_for(plan: Path) -> None:
    """`map --lang en` replaces the Swedish map beside the plan by an English one."""
    before = plan.with_name("map.html").read_text("utf-8")
    assert run("map", plan, "--lang", "en").exit_code == 0
    after = plan.with_name("map.html").read_text("utf-8")
    assert '<html lang="sv"' in before
    assert '<html lang="en"' in after


def test_a_background_map_is_fetched_only_if_asked_for(plan: Path, scenario: Path) -> None:
    """The map names a tile server if it is given one, by both commands; a wrong one is exit 2."""
    host = "https://tile.openstreetmap.org"
    assert host not in plan.with_name("map.html").read_text("utf-8")
    assert run("map", plan, "--tiles", "osm").exit_code == 0
    assert f"img-src data: {host};" in plan.with_name("map.html").read_text("utf-8")
    address = "https://tiles.example.org/{z}/{x}/{y}.png"
    done = run("plan", scenario, "--out", "tiled", "--tiles", address)
    assert done.exit_code == 0
    tiled = Path("tiled/map.html").read_text("utf-8")
    assert "img-src data: https://tiles.example.org;" in tiled
    for command, target in (("map", plan), ("plan", scenario)):
        done = run(command, target, "--tiles", "lantmateriet")
        assert done.exit_code == 2
        assert "E441 --tiles: Lantmäteriet's map needs a key" in done.stderr


def test_check_accepts_what_plan_wrote(plan: Path) -> None:
    """A plan as written keeps every rule, also after it and its scenario were moved together."""
    assert run("check", plan).exit_code == 0
    shutil.copytree(Path.cwd(), Path.cwd().parent / "moved")
    done = run("check", Path.cwd().parent / "moved" / plan)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "keeps every rule" in done.stdout


def test_check_names_every_violation(plan: Path) -> None:
    """`check` of a plan that was tampered with tells what is wrong, and ends with 6."""

    def tamper(document: Any) -> None:  # noqa: ANN401
        document["duties"][0]["working_min"] += 1
        document["result"]["objective_sek"] += 100

    changed(plan, tamper)
    done = run("check", plan)
    assert done.exit_code == 6
    codes = {line.split()[0] for line in done.stderr.splitlines()}
    assert {code[:2] for code in codes} >= {"V1", "V4"}
    assert done.stdout == ""


def test_check_says_that_the_scenario_has_changed(plan: Path, scenario: Path) -> None:
    """A plan is judged by its scenario as it is now, and the user is told so."""
    with scenario.open("a", encoding="utf-8") as file:
        file.write("\nclosed_roads: []\n")
    done = run("check", plan)
    assert done.exit_code == 0
    assert "has changed since the plan was made" in done.stderr


def test_check_asks_for_a_scenario_that_has_moved(plan: Path, scenario: Path) -> None:
    """Without its scenario a plan cannot be checked; `--scenario` names it."""
    shutil.move(scenario.parent, "elsewhere")
    done = run("check", plan)
    assert done.exit_code == 2
    assert "Name the scenario with --scenario" in done.stderr
    assert run("check", plan, "--scenario", "elsewhere/tiny.yaml").exit_code == 0


def test_rules_that_clash_end_with_exit_4_and_their_names(scenario: Path) -> None:
    """Cedervik and djupdal cannot both be visited on Tuesday: exit 4, and nothing is written."""
    text = scenario.read_text("utf-8")
    wishes = (
        "promises:\n  - {place: alby, min_opening_min: 90}\n"
        "locks:\n  - {place: cedervik, weekday: tue, vehicle: van}\n"
        "  - {place: djupdal, weekday: tue}\n"
    )
    scenario.write_text(text + wishes, "utf-8")
    before = files_below(Path())
    done = run("plan", scenario, "--json")
    assert done.exit_code == 4
    assert done.stderr.splitlines()[-4:] == [
        "E314 No plan exists, which is proved: these 2 rules clash.",
        "- lock: cedervik on tue by van",
        "- lock: djupdal on tue",
        "No fewer rules clash. Loosen one of them; dropping any one of them is enough.",
    ]
    assert done.stdout == ""
    assert files_below(Path()) == before


def test_map_refuses_names_that_the_scenario_does_not_have(plan: Path) -> None:
    """A plan of another scenario is no defect of ours: exit 2, and the names."""
    changed(plan, lambda document: document["duties"][0].update(vehicle="ghost"))
    done = run("map", plan)
    assert done.exit_code == 2
    assert "does not have ghost" in done.stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NetworkError("no way from a to b"), 3),
        (InfeasibleError("a needs two visits"), 4),
        (LimitReachedError("no plan within 1 s"), 5),
        (OutputError("disk full"), 2),
    ],
)
def test_errors_of_the_user_end_with_their_code(
    scenario: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    """An error of the user shows its message and no traceback, and nothing is written."""
    failing(monkeypatch, error)
    before = files_below(Path())
    done = run("plan", scenario, "--json")
    assert done.exit_code == code
    assert str(error) in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert files_below(Path()) == before
    assert not Path("maps").exists()


def test_a_defect_shows_its_traceback(scenario: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything but an error of the user is a defect: traceback, and exit 1."""
    failing(monkeypatch, ZeroDivisionError("by nought"))
    done = run("plan", scenario)
    assert done.exit_code == 1
    assert "ZeroDivisionError: by nought" in done.stderr
    assert "This is a defect of mobilkontor" in done.stderr


def test_a_plan_that_breaks_a_rule_is_not_written(
    plan: Path, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`plan` ends with 6 if its plan fails the verifier, and the old files stay.

    So does the best plan that kept every rule, as checkpoint.
    """
    before = files_below(Path())
    optimise = api.optimise

    def boast(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        result = optimise(*arguments, **options)
        return dataclasses.replace(result, objective_sek=result.objective_sek + 1000)

    monkeypatch.setattr(api, "optimise", boast)
    done = run("plan", scenario)
    assert done.exit_code == 6
    assert "nothing was written" in done.stderr
    assert "V4" in done.stderr
    after = files_below(Path())
    assert json.loads(after.pop("maps/tiny/checkpoint.json"))["result"]["objective_sek"] == 1650
    assert after == before


@pytest.mark.parametrize("command", ["plan", "validate", "check", "map"])
@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_file_that_is_not_there(command: str, name: str, scenario: Path) -> None:
    """A missing file, or a folder in its place, is named; exit 2, no traceback."""
    done = run(command, name)
    assert done.exit_code == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_all_problems_of_a_scenario_come_at_once(scenario: Path) -> None:
    """`validate` and `plan` print one line for each problem, and write nothing."""
    text = scenario.read_text("utf-8")
    scenario.write_text(f"{text}\nseasson: winter\ndescripton: words\n", "utf-8")
    for command in ("validate", "plan"):
        done = run(command, scenario)
        assert done.exit_code == 2
        assert "seasson" in done.stderr
        assert "descripton" in done.stderr
    assert not Path("maps").exists()


def test_out_has_to_be_a_folder_that_can_be_written(scenario: Path) -> None:
    """A file in the way of `--out` is found before the search begins."""
    Path("taken").write_text("mine", "utf-8")
    done = run("plan", scenario, "--out", "taken/maps")
    assert done.exit_code == 2
    assert "taken/maps: cannot be written to" in done.stderr
    assert "search" not in done.stderr
    assert Path("taken").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "option",
    [
        ("--time-limit", "-1"),
        ("--time-limit", "nan"),
        ("--time-limit", "inf"),
        ("--gap", "-1"),
        ("--threads", "0"),
        ("--seed", "x"),
        ("--lang", "fi"),
    ],
)
def test_options_out_of_range_are_refused(scenario: Path, option: tuple[str, str]) -> None:
    """An option that makes no sense ends with 2 and is named."""
    done = run("plan", scenario, *option)
    assert done.exit_code == 2
    assert option[0] in done.stderr


def test_new_makes_a_folder_that_plans_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The starter validates, is commented, and never overwrites anything."""
    monkeypatch.chdir(tmp_path)
    done = run("new", "mine")
    assert done.exit_code == 0
    assert "mobilkontor plan mine/scenario.yaml" in done.stdout
    assert run("validate", "mine/scenario.yaml").exit_code == 0
    assert Path("mine/scenario.yaml").read_text("utf-8").count("\n#") > 20
    before = files_below(Path("mine"))
    again = run("new", "mine")
    assert again.exit_code == 2
    assert "does not exist yet, or is empty" in again.stderr
    assert files_below(Path()) == {f"mine/{name}": content for name, content in before.items()}


def test_the_examples_of_the_starter_are_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every example taken in, the starter still validates."""
    monkeypatch.chdir(tmp_path)
    run("new", "mine")
    file = Path("mine/scenario.yaml")
    head, examples = file.read_text("utf-8").split("in words.\n", maxsplit=1)
    keys = re.findall(r"^# ((?:[a-z_]+:|  ).*)$", examples, re.MULTILINE)
    assert len(keys) > 15
    file.write_text("\n".join([f"{head}in words.", *keys, ""]), "utf-8")
    done = run("validate", file)
    assert (done.exit_code, done.stderr) == (0, "")


def test_schema_is_json() -> None:
    """`schema` prints a JSON Schema that knows the keys of the scenario file."""
    done = run("schema")
    assert done.exit_code == 0
    assert {"format", "vehicles", "stops"} <= set(json.loads(done.stdout)["properties"])
