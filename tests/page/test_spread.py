"""Stops that would hide each other are moved aside, and still cover their places."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example
from tests.page.pages import SIZES, STOPS

pytestmark = pytest.mark.page

CLOSE = {"beta": (66.30, 22.20), "gamma": (66.32, 22.20), "epsilon": (66.31, 22.25)}
"""Three stops within four kilometres; alfa and zeta keep the map at the whole region."""

PLACED = """
all => all.map(function (it) {
  const box = it.getBoundingClientRect(), aside = getComputedStyle(it).translate.match(/[-.0-9]+/g);
  const [right, down] = aside ? [Number(aside[0]), Number(aside[1] || 0)] : [0, 0];
  const scale = new DOMMatrix(getComputedStyle(it.querySelector("svg")).transform).a;
  const radius = scale * (box.width - 6) / 2.24;
  return [[box.x + box.width / 2, box.y + box.height / 2], [right, down], radius];
})
"""
"""Centre, displacement and radius of each symbol [px]."""


def open_map(browser: Browser, folder: Path, width: int, height: int) -> Page:
    """Open a map on which three stops stand close together."""
    facts = example.facts()
    places = tuple(
        dataclasses.replace(it, lat=CLOSE[it.id][0], lon=CLOSE[it.id][1]) if it.id in CLOSE else it
        for it in facts.setting.places
    )
    places = (dataclasses.replace(places[0], lat=65.0), *places[1:])
    facts = dataclasses.replace(facts, setting=dataclasses.replace(facts.setting, places=places))
    drawn = render_map(
        example.plan(), example.claims(), example.origin(), facts, texts_in("sv"), None
    )
    file = folder / "map.html"
    file.write_text(one_file(drawn), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_stop_hides_another(browser: Browser, tmp_path: Path, width: int, height: int) -> None:
    """Stops that would lie upon each other stand apart, each still upon its place."""
    page = open_map(browser, tmp_path, width, height)
    stops = page.locator(STOPS).evaluate_all(PLACED)
    homes = [(at[0] - aside[0], at[1] - aside[1]) for at, aside, _ in stops]
    radii = [radius for _, _, radius in stops]
    close = [(i, k) for i, k in combinations(range(len(stops)), 2) if dist(homes[i], homes[k]) < 12]
    assert len(close) == 3
    for i, k in combinations(range(len(stops)), 2):
        assert dist(stops[i][0], stops[k][0]) > 0.8 * (radii[i] + radii[k])
    assert all(dist((0, 0), aside) <= radius + 0.1 for _, aside, radius in stops)
    page.close()


def test_what_stands_alone_stays_on_its_place(browser: Browser, tmp_path: Path) -> None:
    """Once the vehicle that is in the way is taken off the map, no stop is moved aside."""
    page = open_map(browser, tmp_path, 1280, 900)
    aside = "all => all.map(it => it.style.translate).filter(it => it !== '0px')"
    assert len(page.locator(STOPS).evaluate_all(aside)) >= 2
    page.get_by_role("checkbox", name="ett").uncheck()
    assert page.locator(STOPS).count() == 1
    assert page.locator(STOPS).evaluate_all(aside) == []
    page.close()
