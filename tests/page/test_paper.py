"""The map prints on A4 and A3, upright and lying, also in black and white."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.outputs import example
from tests.page.pages import SIZES, STOPS, Open

pytestmark = pytest.mark.page

POINTS_PER_MM = 72 / 25.4
PAPERS = {
    "a4-portrait": (210, 297),
    "a4-landscape": (297, 210),
    "a3-portrait": (297, 420),
    "a3-landscape": (420, 297),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_the_map_is_one_sheet_of_the_paper(open_page: Open, paper: str) -> None:
    """Map and legend fill one sheet of the size that was chosen."""
    page = open_page(plan=example.two_weeks())
    page.get_by_label("Papper").select_option(paper)
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Skriv ut kartan").click()
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    found = [(round(float(x) / POINTS_PER_MM), round(float(y) / POINTS_PER_MM)) for x, y in sizes]
    assert found == [PAPERS[paper]]


def test_the_sheet_has_the_legend_and_no_controls(open_page: Open) -> None:
    """What cannot be pressed on paper is not printed; days, vehicles and legend are."""
    page = open_page(plan=example.two_weeks())
    page.get_by_role("button", name="Nästa dag").click()
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Skriv ut kartan").click()
    page.emulate_media(media="print")
    for hidden in ("#search", "#municipality", ".calendar", "#print", ".leaflet-control-zoom"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#tables")).to_be_hidden()
    expect(page.locator("#map-count")).to_contain_text("måndag vecka 1")
    for seen in (".legend h3", ".vehicles legend"):
        expect(page.locator(seen)).to_be_visible()
    assert page.locator(".panel input:visible, .panel button:visible").count() == 0


def test_what_was_seen_is_printed_and_seen_again(open_page: Open) -> None:
    """A part of the map that was zoomed to stays in sight on paper, and comes back after."""
    page = open_page()
    page.get_by_label("Sök ort").fill("zeta")
    page.keyboard.press("Enter")
    before = page.evaluate("[map_of_plan.getCenter().lat, map_of_plan.getZoom()]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("map_of_plan.getBounds().contains([66.5, 22.25])")
    assert not page.evaluate("map_of_plan.getBounds().contains([66.0, 22.0])")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    after = page.evaluate("[map_of_plan.getCenter().lat, map_of_plan.getZoom()]")
    assert after == pytest.approx(before, abs=0.01)


def test_black_and_white_needs_no_colour(open_page: Open) -> None:
    """Stops are white with black text, routes black with their dashes."""
    page = open_page()
    page.get_by_role("checkbox", name="Svartvitt").check()
    fills = page.locator(f"{STOPS} svg > [stroke='#16212b']").evaluate_all(
        "shapes => shapes.map(shape => getComputedStyle(shape).fill)"
    )
    assert set(fills) == {"rgb(255, 255, 255)"}
    lines = page.locator(".leaflet-routes-pane path").evaluate_all(
        "lines => lines.map(l => [getComputedStyle(l).stroke, l.getAttribute('stroke-dasharray')])"
    )
    assert {stroke for stroke, _ in lines} == {"rgb(0, 0, 0)"}
    assert {dash for _, dash in lines} >= {"12 5"}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_lost_at_twice_the_size(open_page: Open, width: int, height: int) -> None:
    """At 200 % a page has half the room, and everything can still be reached."""
    page = open_page(width // 2, height // 2, plan=example.two_weeks())
    for control in ("#search", "#municipality", "#step-on", "#paper", "#whole-map", "#map"):
        page.locator(control).scroll_into_view_if_needed()
        expect(page.locator(control)).to_be_in_viewport()
        box = page.locator(control).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width // 2
