"""A scenario of several weeks goes all the way: loaded, built, planned to the proof, verified."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from mobilkontor import api
from mobilkontor.core.result import Result, Status
from mobilkontor.verify.verify import Claim
from tests.scenario.helpers import SCENARIOS, edit

WEEKDAYS, LEVEL = "  weekdays: [mon, tue]", "{opening_min: 120}"


def plan_tiny(folder: Path, *edits: tuple[str, str]) -> Result:
    """Return the plan of the tiny scenario with some of its lines replaced, once it is verified."""
    shutil.copytree(SCENARIOS / "tiny", folder, dirs_exist_ok=True)
    for old, new in edits:
        edit(folder / "tiny.yaml", old, new)
    scenario = api.load(folder / "tiny.yaml")
    travel = api.travel(scenario)
    instance = api.build(scenario, travel)
    found = api.optimise(
        instance,
        time_limit_s=60.0,
        gap_limit=0.0,
        seed=0,
        threads=1,
        observe=lambda progress: None,
        stop=threading.Event(),
    )
    result = api.complete(scenario, travel, found)
    claim = Claim(result.objective_sek, result.bound_sek)
    report = api.verify(scenario, travel, instance, result.plan, claim)
    assert report.text == "The plan keeps every rule."
    assert result.status is Status.OPTIMAL
    return result


@pytest.mark.parametrize("weeks", [2, 4, 8])
def test_weeks_that_are_all_alike_are_worth_as_many_times_one(tmp_path: Path, weeks: int) -> None:
    """With weekly visits only, the best cycle is the best week again and again.

    No week of a cycle is worth more than the best week, and the best week keeps its weekdays.
    """
    week = plan_tiny(tmp_path / "one")
    cycle = plan_tiny(
        tmp_path / "many",
        (WEEKDAYS, f"  weeks: {weeks}\n{WEEKDAYS}"),
        (LEVEL, f"{{opening_min: 120, visits_per_cycle: {weeks}}}"),
    )
    assert cycle.objective_sek == pytest.approx(weeks * week.objective_sek)
    assert {service.visits_per_cycle for service in cycle.plan.services} == {weeks}


def test_days_of_places_are_kept_in_every_week(tmp_path: Path) -> None:
    """Alby is visited on Tuesdays only, djupdal on no Monday of the second week."""
    result = plan_tiny(
        tmp_path,
        (WEEKDAYS, f"  weeks: 2\n{WEEKDAYS}"),
        (LEVEL, f"{LEVEL}\n        - {{opening_min: 120, visits_per_cycle: 2}}"),
        ("weekdays: [mon]}", "weekdays: [mon], weeks: [1]}"),
        (
            "forbidden_days:",
            "allowed_days:\n  - {place: alby, weekdays: [tue]}\n"
            "promises:\n  - {place: alby, min_visits: 2}\n"
            "locks:\n  - {place: djupdal, week: 0, weekday: mon}\nforbidden_days:",
        ),
    )
    days = result.plan.horizon.days
    on = {s.place: [days[day] for day in s.days] for s in result.plan.services}
    assert on["alby"] == [(0, "tue"), (1, "tue")]
    # A weekly visit on Monday would fall on the forbidden one, so there is one visit in two weeks.
    assert on["djupdal"] == [(0, "mon")]
