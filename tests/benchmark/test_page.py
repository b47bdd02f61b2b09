"""Measure the map page of a large region: time to draw it, its size, time until it can be used."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mobilkontor import api
from mobilkontor.handover import page_facts_of
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.texts import texts_in
from tests.benchmark.generated_region import Size, sparse
from tests.benchmark.greedy_plan import greedy_plan
from tests.benchmark.settings import machine
from tests.benchmark.table import Table, seconds
from tests.outputs import example
from tests.page.conftest import browser
from tests.page.pages import STOPS

__all__ = ["browser"]

pytestmark = pytest.mark.benchmark

GALLERY = Path(__file__).parents[2] / "maps" / "gallery"
FLAGSHIP = GALLERY / "norrbotten-four-weeks" / "map.html"
PLACES = (300, 1000)
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
STEP = """
() => new Promise(resolve => {
    const begin = performance.now();
    document.getElementById('step-on').click();
    requestAnimationFrame(() => setTimeout(() => resolve((performance.now() - begin) / 1000)));
})
"""


def opened(browser: Browser, path: Path) -> tuple[float, float, float, int]:
    """Return times until something is seen, until the page can be used, of a step; and stops."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    begin_s = time.perf_counter()
    page.goto(path.as_uri())
    expect(page.locator("#map-count")).not_to_be_empty()
    usable_s = time.perf_counter() - begin_s
    stops = page.locator(STOPS).count()
    figures = (page.evaluate(PAINT), usable_s, page.evaluate(STEP), stops)
    page.close()
    return figures


def test_pages_of_large_regions(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The flagship and generated regions are drawn and opened; the table tells what that takes."""
    with capsys.disabled():
        print(f"\nmap pages in Chromium at 1280x900; {machine()}")
        titles = ("page", "vehicles", "stops", "draw s", "MB", "paint s", "usable s", "step s")
        table = Table(titles)
        table.begin()
        paint_s, usable_s, step_s, stops = opened(browser, FLAGSHIP)
        size_mb = FLAGSHIP.stat().st_size / 1e6
        times = map(seconds, (paint_s, usable_s, step_s))
        table.row(("flagship", 4, stops, "-", f"{size_mb:.2f}", *times))
        for places in PLACES:
            scenario = sparse(Size.of(places))
            travel = api.travel(scenario)
            plan, facts = greedy_plan(scenario, travel), page_facts_of(scenario, travel)
            begin_s = time.perf_counter()
            page = render_map(plan, example.claims(), example.origin(), facts, texts_in("sv"))
            path = tmp_path / f"{places}.html"
            path.write_text(one_file(page), encoding="utf-8")
            draw_s = time.perf_counter() - begin_s
            paint_s, usable_s, step_s, stops = opened(browser, path)
            size_mb = path.stat().st_size / 1e6
            times = map(seconds, (paint_s, usable_s, step_s))
            row = (places, len(facts.setting.vehicles), stops, seconds(draw_s), f"{size_mb:.2f}")
            table.row((*row, *times))
