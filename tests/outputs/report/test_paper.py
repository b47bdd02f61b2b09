"""The decision paper says what the plan gives, in both languages, whatever names it meets."""

from __future__ import annotations

import dataclasses
import re

import pytest

from mobilkontor.core.goals import Goal
from mobilkontor.core.plan import Plan
from mobilkontor.core.result import Scope, Status, StopReason
from mobilkontor.outputs.claims import Claims
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.report.paper import render_report
from mobilkontor.outputs.report.proof import proof_rows
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example

HOSTILE = (
    "</script><img src=http://127.0.0.1:9/x onerror=1>",
    "$x^2$ =HYPERLINK(1)",
    "\u202eBakfram 😀",
    "Å" * 300,
)


def paper(plan: Plan, language: str = "sv", name: str | None = None) -> str:
    """Return the paper of an example, if asked with another name for places and municipality."""
    facts = example.facts()
    setting = facts.setting
    if name is not None:
        places = tuple(
            dataclasses.replace(place, municipality=name) if place.municipality == "Norr" else place
            for place in example.with_names(setting, {"beta": name, "zeta": name}).places
        )
        south, north = setting.municipalities
        setting = dataclasses.replace(
            setting, places=places, municipalities=(south, dataclasses.replace(north, name=name))
        )
    facts = dataclasses.replace(facts, setting=setting)
    page = render_report(plan, example.claims(), example.origin(), facts, texts_in(language))
    return one_file(page)


def text_of(html: str) -> str:
    """Return what a page says, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<body>")[1]).replace("\u00a0", " ").split())


def test_the_paper_tells_question_effects_cost_and_proof() -> None:
    """The example's figures, reckoned by hand, stand where a reader looks for them."""
    said = text_of(paper(example.plan()))
    assert "100 → 0 invånare har mer än 30 minuters resa till service" in said
    assert "Invånare som är 65 år eller äldre (uppskattningsvis 360)" in said
    assert "Kostnad i allt 12 020 kr i veckan" in said
    assert "Restid som nio av tio håller sig inom [min] 30,0 → 0,0" in said
    assert "Ingen plan når längre än 1 003 kr Avstånd till gränsen 0,26 %" in said
    assert "Av invånarna som nås bor 9 % på orter där antalet är uppskattat" in said
    assert "Tiden räcker inte: andra stopp ger större nytta 1 40 0,8 Zeta (40)" in said
    assert "oldioxid" not in said


def test_the_paper_says_where_wages_are_not_in_the_cost() -> None:
    """A crew that costs nothing per hour is told beside the cost, as on the map page."""
    free = dataclasses.replace(example.setting().vehicles[0], cost_per_hour_sek=0.0)
    vehicles = (free, dataclasses.replace(free, id="tva"))
    setting = dataclasses.replace(example.setting(), vehicles=vehicles)
    facts = dataclasses.replace(example.facts(), setting=setting)
    page = render_report(example.plan(), example.claims(), example.origin(), facts, texts_in("sv"))
    assert "Lönerna ingår inte" in text_of(one_file(page))
    assert "Lönerna ingår inte" not in text_of(paper(example.plan()))


def test_the_columns_follow_the_cycle() -> None:
    """A week has one column of frequency, two weeks have two."""
    assert "Every week" in paper(example.plan(), "en")
    assert "At least every second week" not in paper(example.plan(), "en")
    assert "At least every second week" in paper(example.two_weeks(), "en")
    assert "At least every fourth week" not in paper(example.two_weeks(), "en")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("plan", [example.plan(), example.two_weeks()])
def test_the_same_plan_gives_the_same_bytes(plan: Plan, language: str) -> None:
    """Nothing of the time, the process or chance is in a paper; no key is left untranslated."""
    first = paper(plan, language)
    assert paper(plan, language) == first
    assert "report." not in text_of(first)
    assert len(first) < 500_000


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(name: str) -> None:
    """They neither become elements or attributes nor stop the drawing."""
    html = paper(example.two_weeks(), "sv", name)
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("<svg") == paper(example.two_weeks()).count("<svg")


def test_ids_are_unique_and_styles_stay_out_of_attributes() -> None:
    """Several charts share a page, and its policy refuses style attributes."""
    html = paper(example.plan())
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert ' style="' not in html
    references = re.findall(r'(?:href="#|url\(#)([^")]+)', html)
    assert set(references) <= set(ids)


def test_an_empty_plan_and_a_region_without_service_have_a_paper() -> None:
    """No duty, no office, no bound: the paper says so, and draws what there is."""
    empty = Plan(example.plan().horizon, (), (), (), ())
    setting = dataclasses.replace(example.setting(), offices=())
    facts = dataclasses.replace(example.facts(), setting=setting)
    claims = dataclasses.replace(example.claims(), bound_sek=None)
    page = render_report(empty, claims, example.origin(), facts, texts_in("en"))
    said = text_of(one_file(page))
    assert "The plan drives nowhere and costs nothing." in said
    assert "no limit is proved" in said
    assert "Mean travel time [min] – → –" in said


def test_a_least_cost_is_told_as_a_cost() -> None:
    """It is recorded as a negative worth; the scope of the bound is told beside it."""
    claims = Claims(
        status=Status.OPTIMAL,
        stop_reason=StopReason.PROVED,
        objective_sek=-500.0,
        bound_sek=-500.0,
        scope=Scope.GENERATED_DUTIES,
        goal=Goal.LEAST_COST,
    )
    rows = dict(proof_rows(claims, texts_in("en")))
    assert rows["Goal"] == "the least cost"
    assert rows["Worth of the plan"] == rows["No plan gets beyond"]
    assert "500" in rows["Worth of the plan"]
    assert "\N{MINUS SIGN}" not in rows["Worth of the plan"]
    assert rows["Distance to that limit"].startswith("0.00")
    assert rows["The limit covers"] == "only the day tours that were tried"
