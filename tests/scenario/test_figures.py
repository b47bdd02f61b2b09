"""Every figure of a scenario is listed with its source, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobilkontor.scenario.figures import figures_of, terms_of
from mobilkontor.scenario.load import load_scenario
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema_values import Figure
from mobilkontor.scenario.stop_schema import Level, LevelClass

ROOT = Path(__file__).parent.parent.parent
WEEK = ROOT / "scenarios" / "norrbotten" / "week.yaml"


@pytest.fixture(scope="module")
def week() -> Scenario:
    """Return the shipped week of Norrbotten."""
    return load_scenario(WEEK)


def test_figures_are_listed_by_their_key(week: Scenario) -> None:
    """A figure is found under its key with value and source, a curve too."""
    figures = dict(figures_of(week.file))
    hour = figures["crews.*.cost_per_hour_sek"]
    assert isinstance(hour, Figure)
    assert hour.value == 0
    assert hour.is_assumed
    assert "shape and cut-off assumed" in figures["benefit.travel"].source


def test_the_other_season_is_left_out(week: Scenario) -> None:
    """Speeds and allowances of a season that is not planned say nothing of the plan."""
    summer = dict(figures_of(week.file))
    winter = dict(figures_of(week.file.model_copy(update={"season": "winter"})))
    assert {key for key in summer if "winter" in key} == set()
    assert {key for key in winter if "summer" in key} == set()
    assert "network.mobile_speed.winter.local" in winter
    assert "leg_buffer.summer" in summer


def test_a_season_without_figures_of_its_own_lists_those_of_summer(week: Scenario) -> None:
    """What holds in the thaw is listed: summer's figures by their own key, else the thaw's."""
    buffer = week.file.leg_buffer.model_copy(update={"thaw": Figure(value=7)})
    thaw = week.file.model_copy(update={"season": "thaw", "leg_buffer": buffer})
    figures = dict(figures_of(thaw))
    assert "network.mobile_speed.summer.local" in figures
    assert figures["leg_buffer.thaw"] == Figure(value=7)
    assert {key for key in figures if "winter" in key} == set()
    assert "leg_buffer.summer" not in figures


def test_entries_that_differ_are_listed_one_by_one(week: Scenario) -> None:
    """A list whose entries all say the same is one line; otherwise each entry has its own."""
    first, *others = week.file.overnight_places
    dear = first.model_copy(update={"cost_per_night_sek": Figure(value=9000)})
    changed = week.file.model_copy(update={"overnight_places": (dear, *others)})
    keys = [key for key, _ in figures_of(changed) if key.startswith("overnight_places")]
    assert keys[0] == f"overnight_places.{first.place}.cost_per_night_sek"
    assert len(keys) == len(week.file.overnight_places)
    same = [key for key, _ in figures_of(week.file) if key.startswith("overnight_places")]
    assert same == ["overnight_places.*.cost_per_night_sek"]


def test_terms_are_listed_by_their_key(week: Scenario) -> None:
    """Numbers and clock times without a source are terms; levels of a size are one text."""
    terms = dict(terms_of(week.file))
    assert terms["stops.setup_min"] == week.file.stops.setup_min
    assert terms["stops.open_from"] == week.file.stops.open_from
    levels = [value for key, value in terms.items() if key.endswith(".levels")]
    assert levels[0] == "≥ 0: 1 × 120 min"


def test_terms_that_no_level_needs_are_left_out(week: Scenario) -> None:
    """Midday counts with half-days, the tolerance of opening times with second visits."""
    unused = {"stops.midday", "stops.opening_tolerance_min"}
    assert unused.isdisjoint(dict(terms_of(week.file)))
    level = Level(visits_per_cycle=2, opening_min=60, half_day=True)
    stops = week.file.stops.model_copy(update={"level_classes": (LevelClass(levels=(level,)),)})
    terms = dict(terms_of(week.file.model_copy(update={"stops": stops})))
    assert terms.keys() >= unused
    assert terms["stops.level_classes.*.levels"] == "≥ 0: 2 × 60 min (≥ 1 d) (½ d)"


def test_no_figure_is_also_a_term(week: Scenario) -> None:
    """What has a source is listed once, with it."""
    assert {key for key, _ in figures_of(week.file)}.isdisjoint(dict(terms_of(week.file)))
