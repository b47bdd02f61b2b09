"""A scenario of several weeks goes all the way: loaded, built, planned to the proof, verified."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from mobilkontor import api
from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.result import Result, Status
from mobilkontor.outputs.claims import claims_of
from mobilkontor.outputs.plan_file import document_bytes, plan_document
from mobilkontor.verify.verify import Claim
from tests.outputs import example
from tests.scenario.helpers import SCENARIOS, edit

COST, DEARER = "cost_per_km_sek: 5", "cost_per_km_sek: 9"
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


def random_edits(rng: np.random.Generator) -> list[tuple[str, str]]:
    """Return edits that give tiny a cycle of two or four weeks, levels, and days of places."""
    weeks = int(rng.choice([2, 4]))
    week, other = (int(number) for number in rng.choice(weeks, 2, replace=False))
    closed, locked = rng.choice(["mon", "tue", "thu"], 2, replace=False)
    choices = {2: (1, 2, 4), 4: (1, 2, 4, 8)}[weeks]
    visits = sorted(int(number) for number in rng.choice(choices, 2, replace=False))
    levels = "".join(
        f"\n        - {{opening_min: {opening_min}, visits_per_cycle: {number}, min_gap_days: 2}}"
        for number, opening_min in zip(visits, (120, 60), strict=True)
    )
    demands = f"allowed_days:\n  - {{place: alby, weekdays: [{locked}, tue]}}\n"
    if rng.random() < 0.5:
        demands += f"locks:\n  - {{place: djupdal, week: {other}, weekday: {locked}}}\n"
    if rng.random() < 0.5:
        demands += f"floors:\n  - {{municipality: each, min_visits: {2 * weeks}}}\n"
    if rng.random() < 0.5:
        demands += f"closed_roads:\n  - {{road_from: hem, road_to: alby, weeks: [{week}]}}\n"
        demands += f"  - {{road_from: vik, road_to: alby, weeks: [{other}]}}\n"
    if rng.random() < 0.5:
        levels = levels.replace("opening_min: 60", "opening_min: 60, half_day: true")
    at_home = "true" if rng.random() < 0.5 else "false"
    return [
        ("  - id: crew\n", f"  - id: crew\n    home_at_weekends: {at_home}\n"),
        (
            WEEKDAYS,
            f"  weeks: {weeks}\n  weekdays: [mon, tue, thu, fri]\n"
            f"  closed_days: [{{week: {other}, weekday: {closed}}}]",
        ),
        (f"        - {LEVEL}", levels.removeprefix("\n")),
        ("weekdays: [mon]}", f"weekdays: [mon], weeks: [{week}]}}"),
        ("forbidden_days:", f"{demands}forbidden_days:"),
    ]


def test_a_stop_behind_a_closed_road_is_visited_in_the_other_week(tmp_path: Path) -> None:
    """Djupdal is cut off in the first week; alby is reached the long way round if it must be."""
    edits = (
        (WEEKDAYS, f"  weeks: 2\n{WEEKDAYS}"),
        ("weekdays: [mon]}", "weekdays: [mon], weeks: [1]}"),
        (
            "forbidden_days:",
            "promises:\n  - {place: djupdal}\nclosed_roads:\n"
            "  - {road_from: bjorknas, road_to: djupdal, weeks: [0]}\n"
            "  - {road_from: djupdal, road_to: hem, weeks: [0]}\nforbidden_days:",
        ),
    )
    plan = plan_tiny(tmp_path, *edits).plan
    (djupdal,) = (service for service in plan.services if service.place == "djupdal")
    assert [plan.horizon.week_of(day) for day in djupdal.days] == [1]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_cycle_a_proved_plan_keeps_every_rule(tmp_path: Path, seed: int) -> None:
    """In random cycles the plan is verified, unless it is proved that locks and floors clash."""
    edits = random_edits(np.random.default_rng(seed))
    try:
        result = plan_tiny(tmp_path, *edits)
    except InfeasibleError:
        assert any("locks:" in new or "floors:" in new for _, new in edits)
    else:
        assert result.plan.horizon.weeks in (2, 4)


def test_visits_of_the_last_cycle_are_kept_where_a_new_plan_would_drop_them(tmp_path: Path) -> None:
    """With dearer driving stops are lost; those kept from the earlier plan stay as they were.

    The plan that keeps them is verified like any other, and worth no more than the free one.
    """
    before = plan_tiny(tmp_path / "before")
    free = plan_tiny(tmp_path / "free", (COST, DEARER))
    services = {service.place: service for service in before.plan.services}
    lost = sorted(services.keys() - {service.place for service in free.plan.services})
    assert lost
    (tmp_path / "kept").mkdir()
    document = plan_document(before.plan, claims_of(before), example.origin(), {})
    (tmp_path / "kept" / "last.json").write_bytes(document_bytes(document))
    wish = f"keep_from: {{plan: last.json, places: [{', '.join(lost)}], vehicles: true}}"
    kept = plan_tiny(tmp_path / "kept", (COST, DEARER), ("benefit:", f"{wish}\n\nbenefit:"))
    now = {service.place: service for service in kept.plan.services}
    for place in lost:
        assert now[place].days == services[place].days
        assert now[place].opening_s == services[place].opening_s
    assert kept.objective_sek <= free.objective_sek
