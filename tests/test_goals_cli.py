"""Goals, new offices and the price of fairness, from the scenario file to the written plan."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mobilkontor import api
from mobilkontor.cli import app
from mobilkontor.core.errors import LimitReachedError

TINY = Path(__file__).parent.parent / "scenarios" / "tiny"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the tiny scenario below an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, tmp_path / "tiny")
    return tmp_path / "tiny"


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def planned(folder: Path, name: str, keys: str, *options: str) -> dict[str, Any]:
    """Return the plan file of a variant of the tiny scenario, which `check` accepts."""
    variant = folder / f"{name}.yaml"
    head = f"format: mobilkontor-scenario/1\nextends: tiny.yaml\nname: {name}\n"
    variant.write_text(head + keys, "utf-8")
    done = run("plan", variant, "--gap", "0", *options)
    assert done.exit_code == 0, done.output
    path = Path("maps") / name / "plan.json"
    assert run("check", path).output.strip() == f"{path}: The plan keeps every rule."
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


FLOOR = (
    "coverage: {within_min: 5, every_weeks: 1}\n"
    "floors:\n  - {municipality: all, min_covered_share: 0.9}\n"
)
"""The best plan covers 3 480 of 4 020 residents; Cedervik in place of Björknäs makes it 3 680."""


def test_the_price_of_fairness_is_the_difference_to_the_plan_without(folder: Path) -> None:
    """1650 SEK against the 1450 of Alby and Cedervik, then Djupdal; proved to the krona."""
    free = planned(folder, "free", "")["result"]
    fair = planned(folder, "fair", FLOOR, "--price-of-fairness")["result"]
    price = fair["price_of_fairness"]
    assert free["status"] == fair["status"] == "OPTIMAL"
    assert price["price_sek"] == pytest.approx(free["objective_sek"] - fair["objective_sek"])
    assert price["price_sek"] == pytest.approx(200)
    assert price["least_sek"] == pytest.approx(price["price_sek"], abs=0.1)
    assert price["most_sek"] == pytest.approx(price["price_sek"], abs=0.1)


def test_a_scenario_without_fairness_has_no_price(folder: Path) -> None:
    """Asked for a price of nothing, the run says so and writes the plan."""
    plain = planned(folder, "plain", "", "--price-of-fairness")
    assert "price_of_fairness" not in plain["result"]
    done = run("plan", folder / "plain.yaml", "--price-of-fairness")
    assert "no fairness that has a price" in " ".join(done.output.split())


def test_the_plan_is_written_before_its_price_is_looked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no price can be found, the plan is there all the same, and the run says so.

    The plan was written after, so what went wrong on the way to the price took it along.
    """
    optimise, calls = api.optimise, []

    def once(*values: Any, **options: Any) -> Any:  # noqa: ANN401
        calls.append(Path("maps/fair/plan.json").exists())
        if len(calls) > 1:
            raise LimitReachedError("E312 No plan found")
        return optimise(*values, **options)

    monkeypatch.setattr(api, "optimise", once)
    fair = planned(folder, "fair", FLOOR, "--price-of-fairness")
    assert calls == [False, True]
    assert "price_of_fairness" not in fair["result"]


def test_goals_come_one_after_the_other(folder: Path) -> None:
    """Least cost after most benefit meets as much for no more."""
    most = "objective: {kind: most_benefit}\n"
    both = "objective:\n  kind: most_benefit\n  then: [{kind: least_cost}]\n"
    alone, after = planned(folder, "most", most), planned(folder, "both", both)
    assert after["result"]["goal"] == "least_cost"
    (reached,) = after["result"]["earlier"]
    assert (reached["goal"], reached["objective_sek"]) == (
        "most_benefit",
        alone["result"]["objective_sek"],
    )
    met = [document["indicators"]["met_visits"] for document in (alone, after)]
    assert met[0] == pytest.approx(met[1], rel=1e-5)
    cost = [document["indicators"]["cost_sek"] for document in (alone, after)]
    assert after["result"]["objective_sek"] == pytest.approx(-cost[1])
    assert cost[1] <= cost[0] + 0.01


def test_an_office_opens_where_it_is_cheaper_than_driving(folder: Path) -> None:
    """An office for one krona a year opens and is used; one for a billion stays closed."""
    keys = "candidate_offices:\n  - {place: alby, cost_per_year_sek: %s}\n"
    cheap = planned(folder, "cheap", keys % 52)
    (office,) = cheap["offices"]
    assert office == {"place": "alby", "cost_sek": 1.0, "met_visits": office["met_visits"]}
    assert any(share.get("is_office") for share in cheap["access"])
    assert "offices" not in planned(folder, "dear", keys % 1_000_000_000)


def test_a_vehicle_that_costs_more_than_it_gives_stays_at_home(folder: Path) -> None:
    """With a fixed cost above all that can be gained, nothing is driven."""
    tiny = (folder / "tiny.yaml").read_text("utf-8")
    dear = tiny.replace("    depot:", "    fixed_cost_per_year_sek: 900000000\n    depot:", 1)
    (folder / "tiny.yaml").write_text(dear, "utf-8")
    done = run("plan", folder / "tiny.yaml")
    assert done.exit_code == 0, done.output
    plan = json.loads((Path("maps") / "tiny" / "plan.json").read_text("utf-8"))
    assert plan["duties"] == []
    assert "vehicle_costs" not in plan


def test_carbon_dioxide_of_a_scenario_stands_in_its_plan(folder: Path) -> None:
    """At 250 g/km the plan tells a quarter of a kilogram per kilometre; without, it tells none."""
    assert planned(folder, "silent", "")["indicators"]["co2_kg"] is None
    tiny = (folder / "tiny.yaml").read_text("utf-8")
    clean = tiny.replace("    depot:", "    co2_per_km_g: 250\n    depot:")
    (folder / "tiny.yaml").write_text(clean, "utf-8")
    indicators = planned(folder, "told", "")["indicators"]
    assert indicators["co2_kg"] == pytest.approx(indicators["distance_km"] / 4)
