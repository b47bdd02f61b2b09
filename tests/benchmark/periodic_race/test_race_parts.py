"""Our engine takes part in the periodic race by the same rules, and its results are kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.benchmark.periodic_race.by_us import plan
from tests.benchmark.periodic_race.cycle_instances import strewn
from tests.benchmark.periodic_race.cycle_trips import worth_sek
from tests.benchmark.periodic_race.race_table import print_table
from tests.benchmark.periodic_race.results import Answer, read


@pytest.mark.parametrize("weeks", [1, 2])
def test_the_judge_agrees_with_our_objective(weeks: int) -> None:
    """The optimum that our engine proves for eight villages is what the judge finds it worth."""
    problem = strewn(8, weeks)
    planned = plan(problem, seed=0, limit_s=20.0)
    assert worth_sek(problem, planned.trips) == pytest.approx(planned.bound_sek)


def line(method: str, seed: int, worth_sek: int, bound_sek: float | None = None) -> Answer:
    """Return a result for twenty villages and one week."""
    return Answer(method, "20x1", seed, 60.0, worth_sek, bound_sek, time_s=2.0, cpu_s=1.0)


def test_the_table_tells_losses(capsys: pytest.CaptureFixture[str]) -> None:
    """Below the bound are medians and extremes; a lead that is none is negative and bold."""
    ours = [line("us", 1, 900, 1000.0), line("us", 2, 920, 1000.0), line("us", 3, 960, 1100.0)]
    print_table([*ours, line("vroom", 1, 460), line("pyvrp-repeated", 1, 940)])
    row = capsys.readouterr().out.splitlines()[-1]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:5] == ["20 villages, 1 week", "3", "50", "1,000", "0/3"]
    assert cells[5] == "8.00 (4.00, 10.00)"
    assert cells[6:] == ["-", "6.00", "-", "54.00", "-", "-", "**-2.13**"]


def test_an_answer_that_was_given_again_replaces_the_first(tmp_path: Path) -> None:
    """The last line of a kind counts; what is in the file is what was put there."""
    path = tmp_path / "results.jsonl"
    answers = [line("us", 1, 900), line("vroom", 1, 460), line("us", 1, 920)]
    path.write_text("".join(json.dumps(asdict(a)) + "\n" for a in answers), encoding="utf-8")
    assert read(path) == [answers[2], answers[1]]


def test_results_that_are_not_there_are_none(tmp_path: Path) -> None:
    """A race that has not begun has no answers."""
    assert read(tmp_path / "results.jsonl") == []
