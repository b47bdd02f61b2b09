"""Plans are opened for a comparison with every problem at once, and told apart by what they say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mobilkontor import api
from mobilkontor.cli import app
from mobilkontor.core.errors import ScenarioError
from mobilkontor.outputs.comparison.grounds import Ground, other_grounds
from mobilkontor.outputs.comparison.settings import setting_rows
from mobilkontor.plan_comparison import compared_plan, reopen_all
from mobilkontor.scenario.settings import settings_of

ROOT = Path(__file__).parent.parent
NORRBOTTEN = ROOT / "scenarios" / "norrbotten"
GALLERY = ROOT / "maps" / "gallery"
WEEKS, WINTER, MIX, TINY = (
    GALLERY / name / "plan.json"
    for name in ("norrbotten-four-weeks", "norrbotten-winter", "norrbotten-fixed-or-mobile", "tiny")
)

Variant = Callable[[str], dict[str, str]]


@pytest.fixture
def variant(tmp_path: Path) -> Variant:
    """Return a function that gives the settings of week.yaml with a change."""

    def settings(change: str) -> dict[str, str]:
        shutil.copytree(NORRBOTTEN, tmp_path, dirs_exist_ok=True)
        head = "format: mobilkontor-scenario/1\nextends: week.yaml\nname: variant\n"
        (tmp_path / "variant.yaml").write_text(f"{head}{change}", "utf-8")
        return settings_of(api.load(tmp_path / "variant.yaml"))

    return settings


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ("title: Another title", []),
        ("season: winter", [("season", ("summer", "winter"))]),
        ("stops: {setup_min: 17}", [("stops.setup_min", ("15", "17"))]),
        (
            "benefit: {value_per_met_visit_sek: {value: 1234.5, source: x}}",
            [("benefit.value_per_met_visit_sek", ("3000", "1234.5"))],
        ),
        (
            "offices: [{place: arvidsjaur, open: true}]",
            [
                ("tables.offices", None),
                ("offices.arvidsjaur.open", ("false", "true")),
            ],
        ),
        ("promises: [{place: abisko}]", [("promises.abisko", None)]),
    ],
)
def test_a_changed_setting_is_found_by_key(
    variant: Variant, change: str, rows: list[tuple[str, tuple[str, ...] | None]]
) -> None:
    """Each change of a scenario gives its rows and no others."""
    before = settings_of(api.load(NORRBOTTEN / "week.yaml"))
    found = setting_rows([before, variant(change)])
    assert [row.key for row in found] == [key for key, _ in rows]
    for row, (_, values) in zip(found, rows, strict=True):
        assert values is None or row.values == values


def test_a_table_is_told_by_count_and_hash(tmp_path: Path) -> None:
    """A row more in a table is another count, a changed cell another hash."""
    shutil.copytree(NORRBOTTEN, tmp_path, dirs_exist_ok=True)
    before = settings_of(api.load(NORRBOTTEN / "week.yaml"))
    table = tmp_path / "places.csv"
    lines = table.read_text("utf-8").splitlines()
    lines[-1] = lines[-1].replace(re.search(r"2020|19\d\d", lines[-1])[0], "1990", 1)  # type: ignore[index]
    table.write_text("\n".join(lines) + "\n", "utf-8")
    (row,) = setting_rows([before, settings_of(api.load(tmp_path / "week.yaml"))])
    assert row.key == "tables.places"
    counts = {str(value).split(" · ")[0] for value in row.values}
    assert counts == {str(len(lines) - 1)}


def test_plans_rest_on_what_their_scenarios_say() -> None:
    """Winter has other travel times; the mix counts another kind of cost; all else is alike."""
    plans = [
        compared_plan(path, opened, api.travel(opened.scenario))
        for path, opened in zip((WEEKS, WINTER, MIX), reopen_all((WEEKS, WINTER, MIX)), strict=True)
    ]
    weeks, winter, mix = (plan.fingerprints for plan in plans)
    assert other_grounds(weeks, winter) == (Ground.TRAVEL, Ground.DISTANCES)
    assert other_grounds(weeks, mix) == (Ground.COSTS,)
    assert weeks[Ground.COSTS] == "driving, nights"
    assert mix[Ground.COSTS] == "driving, nights, vehicles"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Too many, one twice, a copy, no plan, another region: five messages in one error."""
    copy = tmp_path / "copy" / "plan.json"
    copy.parent.mkdir()
    text = WEEKS.read_text("utf-8")
    copy.write_text(
        text.replace(
            "../../../scenarios/norrbotten/four-weeks.yaml", str(NORRBOTTEN / "four-weeks.yaml")
        ),
        "utf-8",
    )
    broken = tmp_path / "broken.json"
    broken.write_text("[]", "utf-8")
    with pytest.raises(ScenarioError, match="E422") as error:
        reopen_all((WEEKS, TINY, WEEKS, copy, broken, tmp_path / "none.json", WINTER))
    found = [(problem.code, problem.file) for problem in error.value.problems]
    assert found == [
        ("E422", "command line"),
        ("E411", str(broken)),
        ("E410", str(tmp_path / "none.json")),
        ("E423", str(WEEKS)),
        ("E423", str(copy)),
        ("E424", str(TINY)),
    ]


def test_six_plans_are_not_too_many() -> None:
    """Plans of one region, up to six, are opened in the order asked for."""
    names = ("week", "winter", "four-weeks", "two-weeks", "fixed-or-mobile", "tornedalen")
    paths = [GALLERY / f"norrbotten-{name}" / "plan.json" for name in names]
    assert [it.scenario.file.name for it in reopen_all(paths)] == [f"norrbotten-{n}" for n in names]


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    """One plan is enough; the language and the files beside the page are those asked for."""
    done = CliRunner().invoke(
        app, ["compare", str(TINY), "--out", str(tmp_path), "--lang", "en", "--csp"]
    )
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{tmp_path / 'compare.html'}\n"
    html = (tmp_path / "compare.html").read_text("utf-8")
    assert '<html lang="en">' in html
    assert "A compared with No plan" in html
    assert {it.suffix for it in (tmp_path / "assets").iterdir()} == {".js", ".css"}


def test_the_command_ends_with_2_and_writes_nothing(tmp_path: Path) -> None:
    """Plans that cannot be compared leave no folder behind, and every message stands there."""
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["compare", str(TINY), str(TINY), str(WEEKS), "--out", str(out)])
    assert done.exit_code == 2
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["E423", "E424"]
    assert not out.exists()


def test_a_scenario_that_has_changed_is_told(tmp_path: Path) -> None:
    """The page is drawn by what the scenario says now, and a note says so."""
    shutil.copytree(ROOT / "scenarios" / "tiny", tmp_path / "tiny")
    scenario = tmp_path / "tiny" / "tiny.yaml"
    scenario.write_text(scenario.read_text("utf-8") + "\nclosed_roads: []\n", "utf-8")
    plan = tmp_path / "plan.json"
    plan.write_text(
        TINY.read_text("utf-8").replace("../../../scenarios/tiny/tiny.yaml", "tiny/tiny.yaml"),
        "utf-8",
    )
    done = CliRunner().invoke(app, ["compare", str(plan), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert done.stderr.startswith(f"Note: {scenario} or a table it names has changed since {plan}")
