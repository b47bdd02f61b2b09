"""Visits of an earlier plan become promises and locks, or every reason why they cannot is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mobilkontor.scenario.load import load_scenario
from mobilkontor.scenario.wish_schema import LockEntry, Promise
from tests.scenario.helpers import edit, problems_of


def plan() -> dict[str, Any]:
    """Return what keeping visits needs of a plan, and a key that it does not need."""
    return {
        "format": "mobilkontor-plan/1",
        "seed": 0,
        "services": [
            {"place": "alby", "visits_per_cycle": 1, "opening_min": 120, "days": [[0, "mon"]]},
            {"place": "cedervik", "visits_per_cycle": 1, "opening_min": 120, "days": [[0, "tue"]]},
        ],
        "duties": [
            {"vehicle": "van", "week": 0, "weekday": "mon", "stops": [{"place": "alby"}]},
            {"vehicle": "van", "week": 0, "weekday": "tue", "stops": [{"place": "cedervik"}]},
        ],
    }


def keep(folder: Path, content: dict[str, Any] | str, more: str = "") -> Path:
    """Write a plan beside the scenario and let the scenario keep its visits."""
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "last.json").write_text(text, encoding="utf-8")
    edit(folder / "tiny.yaml", "stops:\n", f"keep_from: {{plan: last.json{more}}}\n\nstops:\n")
    return folder / "tiny.yaml"


def test_every_visit_is_locked_and_every_level_promised(folder: Path) -> None:
    """All places keep their days and opening minutes, by any vehicle."""
    file = load_scenario(keep(folder, plan())).file
    assert file.promises == (
        Promise(place="alby", min_visits=1, min_opening_min=120, exactly=True),
        Promise(place="cedervik", min_visits=1, min_opening_min=120, exactly=True),
    )
    assert file.locks == (
        LockEntry(place="alby", weekday="mon"),
        LockEntry(place="cedervik", weekday="tue"),
    )


def test_some_places_keep_their_visits_and_vehicles(folder: Path) -> None:
    """Only the places named are kept, and with them who comes, if asked."""
    file = load_scenario(keep(folder, plan(), ", places: [cedervik], vehicles: true")).file
    assert [promise.place for promise in file.promises] == ["cedervik"]
    assert file.locks == (LockEntry(place="cedervik", weekday="tue", vehicle="van"),)


def test_another_plan_is_another_scenario(folder: Path) -> None:
    """The plan enters the hash, so that a plan made with it is known to be out of date."""
    before = load_scenario(keep(folder, plan())).sha256
    (folder / "last.json").write_text(json.dumps(plan() | {"seed": 1}), encoding="utf-8")
    assert load_scenario(folder / "tiny.yaml").sha256 != before


LINE = "tiny.yaml:53: keep_from"

MISTAKES: list[tuple[str, dict[str, Any] | str, str, list[str]]] = [
    (
        "no JSON",
        "visits",
        "",
        [
            (
                f'E114 {LINE}.plan is "last.json", which is not a plan file of format '
                "mobilkontor-plan/1; the file is not as there. Give a plan.json, or plan anew."
            )
        ],
    ),
    (
        "another format",
        plan() | {"format": "mobilkontor-plan/2"},
        "",
        [
            (
                f'E114 {LINE}.plan is "last.json", which is not a plan file of format '
                "mobilkontor-plan/1; format is not as there. Give a plan.json, or plan anew."
            )
        ],
    ),
    (
        "a place without visits",
        plan(),
        ", places: [alby, djupdal]",
        [
            (
                f'E115 {LINE}.places[1] is "djupdal", which the plan does not serve. It serves '
                "alby, cedervik."
            )
        ],
    ),
    (
        "a place and a vehicle that are gone",
        json.dumps(plan()).replace("alby", "albi").replace('"van"', '"lorry"'),
        ", vehicles: true",
        [
            (
                f'E116 {LINE}.plan names "albi", which is not a place of the scenario. Did you '
                "mean alby?"
            ),
            (
                f'E116 {LINE}.plan names "lorry", which is not a vehicle of the scenario. List the '
                "places to keep in keep_from.places without it."
            ),
        ],
    ),
    (
        "days outside the cycle",
        json.dumps(plan()).replace('[0, "mon"]', '[1, "mon"]').replace('"tue"', '"sat"'),
        "",
        [
            (
                f'E117 {LINE}.plan has a visit to "alby" on mon of week 1, which is no working day '
                "of the cycle. Change the cycle, or leave the place out of keep_from.places."
            ),
            (
                f'E117 {LINE}.plan has a visit to "cedervik" on sat of week 0, which is no working '
                "day of the cycle. Change the cycle, or leave the place out of keep_from.places."
            ),
        ],
    ),
]


@pytest.mark.parametrize(
    ("content", "more", "expected"), [pytest.param(*rest, id=name) for name, *rest in MISTAKES]
)
def test_a_plan_that_cannot_be_kept_is_told_word_for_word(
    folder: Path, content: dict[str, Any] | str, more: str, expected: list[str]
) -> None:
    """Every reason names the key, what was found and the remedy."""
    assert problems_of(keep(folder, content, more)) == expected


def test_a_missing_plan_is_told_with_what_lies_there(folder: Path) -> None:
    """The plan is looked for in the scenario's folder, like every file that a scenario names."""
    path = keep(folder, plan())
    (folder / "last.json").rename(folder / "plan.json")
    (found,) = problems_of(path)
    assert found.startswith('E170 tiny.yaml:53: keep_from.plan is "last.json"')
    assert "plan.json" in found
