"""`timetable` writes a set of files, or tells everything that is wrong with the request."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mobilkontor.cli import app

ROOT = Path(__file__).parent.parent
TINY = ROOT / "scenarios" / "tiny"
PLAN = ROOT / "maps" / "gallery" / "tiny" / "plan.json"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a copy of the shipped plan of the tiny scenario, beside its scenario."""
    shutil.copytree(TINY, tmp_path / "tiny")
    document = json.loads(PLAN.read_text("utf-8"))
    document["scenario"]["path"] = "tiny/tiny.yaml"
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_files_are_told_and_how_to_go_on(plan: Path) -> None:
    """The paths come first, then the openings, then the options for the time after."""
    done = run("timetable", plan, "--from", "2027-01-11", "--weeks", 26)
    assert done.exit_code == 0, done.output
    *paths, openings, go_on = done.stdout.splitlines()
    folder = plan.parent / "timetable"
    assert {Path(path) for path in paths} == {folder / name for name in files_below(folder)}
    assert re.fullmatch(r"Openings: \d+ as planned, 0 moved, \d+ cancelled\.", openings)
    assert go_on == "To go on: --from 2027-07-12 --first-week 1"


def test_the_versions_do_not_lie_in_the_same_folder(plan: Path) -> None:
    """Nobody publishes what is internal by publishing a folder."""
    for version in ("--public", "--internal"):
        assert run("timetable", plan, "--from", "2027-01-11", "--weeks", 1, version).exit_code == 0
    public = files_below(plan.parent / "timetable")
    internal = files_below(plan.parent / "timetable-internal")
    assert public["timetable.csv"] != internal["timetable.csv"]


def test_everything_wrong_is_told_at_once(plan: Path) -> None:
    """Each bad argument has its line, in the order of the options; nothing is written."""
    done = run(
        *("timetable", plan, "--from", "11/1", "--weeks", "0", "--first-week", "2"),
        *("--closed", "2027-02-30", "--closed", "2027-02-03..2027-02-01", "--format", "doc"),
        *("--place", "bjornas", "--place", "Hem", "--out", plan.parent / "out"),
    )
    assert done.exit_code == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        f"{code} command line"
        for code in ("E460", "E461", "E461", "E462", "E462", "E464", "E465", "E465")
    ]
    assert 'Did you mean "bjorknas"?' in done.stderr
    assert "the plan does not visit it" in done.stderr
    assert not (plan.parent / "out").exists()


def test_a_closed_date_outside_of_the_period_is_a_slip(plan: Path) -> None:
    """Last year's holiday weeks are not taken in silence."""
    done = run(*("timetable", plan, "--from", "2027-01-11", "--weeks", 2, "--closed", "2026-07-01"))
    assert done.exit_code == 2
    assert "E463" in done.stderr
    assert "2027-01-11 to 2027-01-24" in done.stderr


def test_a_timetable_without_a_visit_is_refused(plan: Path) -> None:
    """If all is closed there is nothing to publish, and the old files stay."""
    assert run("timetable", plan, "--from", "2027-01-11", "--weeks", 1).exit_code == 0
    before = files_below(plan.parent / "timetable")
    done = run(
        *("timetable", plan, "--from", "2027-01-11", "--weeks", 1),
        *("--closed", "2027-01-11..2027-01-17"),
    )
    assert done.exit_code == 2
    assert "E466" in done.stderr
    assert files_below(plan.parent / "timetable") == before


def test_a_place_may_be_named_by_id_or_name(plan: Path) -> None:
    """Both ways give the same files, of that place alone."""
    for out, name in (("a", "bjorknas"), ("b", "björknäs")):
        done = run(
            *("timetable", plan, "--from", "2027-01-11", "--weeks", 3, "--place", name),
            *("--out", plan.parent / out),
        )
        assert done.exit_code == 0, done.output
    first, second = (files_below(plan.parent / out) for out in ("a", "b"))
    assert first == second
    rows = first["timetable.csv"].decode("utf-8-sig").splitlines()[1:]
    assert rows
    assert all(";bjorknas;" in row for row in rows)


def test_what_may_move_moves_if_asked_to(tmp_path: Path) -> None:
    """Week 1 of 2027 has Epiphany: with the option some day trips of Wednesday are elsewhere."""
    gallery = ROOT / "maps" / "gallery" / "norrbotten-four-weeks" / "plan.json"
    period = ("--from", "2027-01-04", "--weeks", 1, "--first-week", 2)
    counts = {}
    for option in ("--public", "--move-closed"):
        done = run("timetable", gallery, *period, option, "--out", tmp_path)
        assert done.exit_code == 0, done.output
        counts[option] = [int(text) for text in re.findall(r"\d+", done.stdout.splitlines()[-2])]
    assert counts["--public"][1] == 0
    assert counts["--move-closed"][1] > 0
    assert sum(counts["--public"]) == sum(counts["--move-closed"])


def test_a_changed_scenario_is_told(plan: Path) -> None:
    """Whoever publishes dates of a plan that may no longer hold is warned."""
    asked = ("timetable", plan, "--from", "2027-01-11", "--weeks", 1)
    assert run(*asked).stderr == ""
    file = plan.parent / "tiny" / "tiny.yaml"
    file.write_text(file.read_text("utf-8") + "\nclosed_roads: []\n", "utf-8")
    done = run(*asked)
    assert done.exit_code == 0
    assert "has changed since the plan was made" in done.stderr


def test_a_scenario_without_the_places_of_the_plan_is_refused(plan: Path) -> None:
    """A plan of another scenario has no dates here."""
    document = json.loads(plan.read_text("utf-8"))
    for duty in document["duties"]:
        duty["vehicle"] = "nobody"
    plan.write_text(json.dumps(document), "utf-8")
    done = run("timetable", plan, "--from", "2027-01-11", "--weeks", 1)
    assert done.exit_code == 2
    assert "E421" in done.stderr
