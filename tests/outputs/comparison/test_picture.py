"""What the maps and tables show is data first: one difference, everywhere, in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mobilkontor.outputs.comparison.figures import figure_rows
from mobilkontor.outputs.comparison.grounds import Ground
from mobilkontor.outputs.comparison.page import render_comparison
from mobilkontor.outputs.comparison.picture import picture_of
from mobilkontor.outputs.comparison.side import ComparedPlan, sides_of
from mobilkontor.outputs.comparison.words import CompareWords
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example
from tests.outputs.comparison.plans import compared, one_visit_less, only_office, with_office
from tests.page.pages import HOSTILE


def picture(*plans: ComparedPlan, language: str = "en") -> dict[str, Any]:
    """Return the data of the page of some plans."""
    sides = sides_of(plans)
    return picture_of(sides, figure_rows(sides), CompareWords(texts_in(language)))


def test_one_visit_is_one_difference_on_map_and_in_table() -> None:
    """Two plans that differ in one visit have one entry, which map and table are drawn from."""
    found = picture(compared(example.plan()), compared(one_visit_less()))
    assert found["start"] == (1, 2)
    pair = found["pairs"]["1-2"]
    assert pair["changes"] == [[1, "fewer"]]
    assert pair["heading"] == "B compared with A"
    assert [fact[0] for fact in pair["facts"][:5]] == ["0", "0", "0", "300", "0"]
    assert found["pairs"]["2-1"]["changes"] == [[1, "more"]]
    assert found["pairs"]["1-1"]["changes"] == []
    offers = [side["offers"].get(1) for side in found["sides"]]
    assert offers == [None, ["stop", "8", "8 visits"], ["stop", "4", "4 visits"]]


def test_one_plan_is_compared_with_no_plan() -> None:
    """The page of one plan begins with no plan on the left, and knows no other."""
    found = picture(compared(with_office()))
    assert found["start"] == (0, 1)
    assert set(found["pairs"]) == {"0-0", "0-1", "1-0", "1-1"}
    assert [side["short"] for side in found["sides"]] == ["No plan", "A"]
    assert found["sides"][0]["offers"] == {0: ["office", "", "fixed service office"]}
    assert found["sides"][1]["offers"][5] == ["new", "", "new fixed service office"]
    assert found["sides"][0]["way"][5] == "50\u00a0min"


def test_what_is_not_compared_is_named() -> None:
    """Other travel times are named in the note, in the facts and in the cells, without figures."""
    other = compared(only_office(), grounds={Ground.TRAVEL: "winter"})
    found = picture(compared(example.plan()), other)
    pair = found["pairs"]["1-2"]
    assert pair["is_way_told"] is False
    assert "travel times" in pair["note"]
    assert pair["facts"][4][0] == "–"
    assert pair["facts"][4][2] == "not compared: other travel times"
    rows = [row.indicator.name for row in figure_rows(sides_of([compared(example.plan()), other]))]
    assert pair["cells"][rows.index("mean_travel_min_after")] == "not compared: other travel times"
    assert found["pairs"]["1-0"]["note"] == ""


@pytest.mark.parametrize(("language", "cell"), [("sv", "−4 (−25,0\u00a0%)"), ("en", "−4 (−25.0%)")])
def test_differences_are_written_as_the_language_does(language: str, cell: str) -> None:
    """A difference has its sign and its per cent."""
    plans = [compared(example.plan()), compared(one_visit_less())]
    rows = [row.indicator.name for row in figure_rows(sides_of(plans))]
    cells = picture(*plans, language=language)["pairs"]["1-2"]["cells"]
    assert cells[rows.index("visits")] == cell


def test_the_same_plans_give_the_same_bytes() -> None:
    """Nothing on the page depends on when or how often it is drawn."""
    plans = [compared(example.plan()), compared(with_office())]
    drawn = [one_file(render_comparison(plans, texts_in("sv"))) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_hostile_names_stay_text() -> None:
    """A name, a title, a setting and its key made of markup are harmless in page and script."""
    setting = example.with_names(example.setting(), {"beta": HOSTILE, "zeta": HOSTILE})
    plans = [
        compared(plan, setting=setting, title=HOSTILE, settings={HOSTILE: value + HOSTILE})
        for plan, value in ((example.plan(), "1"), (with_office(), "2"))
    ]
    html = one_file(render_comparison(plans, texts_in("sv")))
    assert HOSTILE not in html
    assert html.count("<img") == 0
    assert json.dumps(HOSTILE)[1:-1] not in html
