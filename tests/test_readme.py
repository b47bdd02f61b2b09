"""README says what is true: its commands, its tables, its links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mobilkontor.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def shell_block(name: str) -> str:
    """Return the one line of the shell block that follows a marker."""
    (line,) = re.findall(rf"<!-- {name} -->\n```sh\n(.+)\n```", README)
    return line


def first_cells(header: str) -> list[str]:
    """Return the first cell of every row of the table with this first header cell."""
    (table,) = re.findall(rf"^\| {header} \|.*\n\|[-|]+\n((?:\|.*\n)+)", README, re.MULTILINE)
    return [row.split("|")[1].strip().strip("`") for row in table.splitlines()]


def registered_commands() -> set[str]:
    """Return the names of the commands that the program has."""
    functions = [(entry.name, entry.callback) for entry in app.registered_commands]
    names = {name or function.__name__ for name, function in functions if function is not None}
    return names | {str(group.typer_instance.info.name) for group in app.registered_groups}


def test_ci_runs_the_test_command_of_readme() -> None:
    """`.ci/run` holds README's test command as a line of its own, word for word."""
    assert shell_block("test") in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_plan_command_names_a_shipped_scenario() -> None:
    """README's plan command plans a scenario file that exists."""
    *_, scenario = shlex.split(shell_block("plan"))
    assert (ROOT / scenario).is_file()


def test_every_command_stands_in_the_table() -> None:
    """The table of commands lists the commands that exist, and no others."""
    assert {cell.split()[0] for cell in first_cells("command")} == registered_commands()


@pytest.mark.parametrize("option", ["--out", "--time-limit", "--gap", "--seed", "--threads"])
def test_the_defaults_are_those_of_the_program(option: str) -> None:
    """Each option of `plan` that README explains is one that `plan --help` lists."""
    shown = CliRunner().invoke(app, ["plan", "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert option in shown.output
    assert option in README


def test_every_shipped_scenario_stands_in_the_table() -> None:
    """The table of scenarios lists the scenario files of the repository, and no others."""
    shipped = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "scenarios").rglob("*.yaml")
        if "format: mobilkontor-scenario/" in path.read_text("utf-8")
    }
    assert set(first_cells("scenario")) == shipped


def test_every_link_leads_somewhere() -> None:
    """Every relative link or picture of README is a file of the repository."""
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    missing = [t for t in targets if "://" not in t and not (ROOT / t).exists()]
    assert targets
    assert missing == []
