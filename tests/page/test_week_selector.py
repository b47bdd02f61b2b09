"""A cycle of several weeks can be looked at week by week, by mouse and by keyboard, offline."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.outputs import example
from tests.page.pages import HOSTILE, SIZES, STOPS, Open, shown

pytestmark = pytest.mark.page

MOONS = ".leaflet-fixed-pane .symbol[aria-label*='övernattning']"
ROUTES = ".leaflet-routes-pane path"
WEEKS = "input[name=week]"


def places(page: Page) -> list[str]:
    """Return the places of the stops on the map."""
    return [label.split(",")[0] for label in shown(page)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_week_is_chosen_by_mouse(open_page: Open, width: int, height: int) -> None:
    """Stops, routes and nights are those of the week chosen, and all come back in order."""
    page = open_page(width, height, plan=example.two_weeks())
    assert places(page) == ["Beta", "Gamma", "Epsilon", "Zeta"]
    all_routes = page.locator(ROUTES).count()
    page.get_by_text("Vecka 2", exact=True).click()
    assert places(page) == ["Beta", "Zeta"]
    assert page.locator(ROUTES).count() < all_routes
    expect(page.locator(MOONS)).to_have_count(0)
    page.get_by_text("Vecka 1", exact=True).click()
    assert places(page) == ["Beta", "Gamma", "Epsilon", "Zeta"]
    expect(page.locator(MOONS)).to_have_count(1)
    page.get_by_text("Alla veckor", exact=True).click()
    assert page.locator(ROUTES).count() == all_routes
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_week_is_chosen_by_keyboard(open_page: Open, width: int, height: int) -> None:
    """Tab reaches the weeks after the vehicles, and the arrow keys step through them."""
    page = open_page(width, height, plan=example.two_weeks())
    page.locator("input[name=vehicle]").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(f"{WEEKS}[value=all]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{WEEKS}[value='0']")).to_be_checked()
    page.keyboard.press("ArrowDown")
    assert places(page) == ["Beta", "Zeta"]
    page.keyboard.press("ArrowDown")
    assert places(page) == ["Beta", "Gamma", "Epsilon", "Zeta"]


def test_weeks_days_and_vehicles_hold_together(open_page: Open) -> None:
    """What is shown is of the week, of a weekday and of a vehicle that are chosen."""
    page = open_page(plan=example.two_weeks())
    page.get_by_role("radio", name="Vecka 1").check()
    page.get_by_role("checkbox", name="måndag").uncheck()
    assert places(page) == ["Epsilon", "Zeta"]
    page.get_by_role("checkbox", name="tva").uncheck()
    assert places(page) == ["Epsilon"]
    page.get_by_role("checkbox", name="Övernattning").uncheck()
    expect(page.locator(MOONS)).to_have_count(0)


def test_a_popup_tells_every_week(open_page: Open) -> None:
    """A popup has the openings of all weeks, each clock time with its days, and how often."""
    page = open_page(language="en", plan=example.two_weeks())
    page.locator(STOPS).first.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".popup")
    expect(popup).to_contain_text("Monday of week 1, open 09:00–11:00")
    expect(popup).to_contain_text("Monday of week 2, open 09:20–11:20")
    expect(popup).to_contain_text("Open every week")
    expect(popup).to_contain_text("visits per cycle of two weeks")


def test_the_timetable_is_told_by_week(open_page: Open) -> None:
    """Weeks that are alike share a heading, and a week has its own sums."""
    page = open_page(plan=example.two_weeks())
    headings = page.locator("#timetable tbody.week").all_inner_texts()
    assert [heading.split("\u00a0")[0].strip() for heading in headings] == [
        "Vecka 1 3 öppettillfällen · 80 km · 1",
        "Vecka 2 1 öppettillfälle · 20 km · 20",
        "Vecka 1 och 2 per vecka: 1 öppettillfälle · 100 km · 1",
    ]


def test_a_week_heading_stays_in_sight_on_a_phone(open_page: Open) -> None:
    """Where the timetable is wider than the screen, a heading and its sums still fit in it."""
    page = open_page(390, 844, plan=example.two_weeks())
    box = page.locator("#timetable tbody.week div").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_a_hostile_name_does_no_harm_in_a_cycle(open_page: Open) -> None:
    """A name made of script and markup is shown as text by the symbols of several weeks too."""
    page = open_page(name=HOSTILE, plan=example.two_weeks())
    page.locator(STOPS).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".popup h3")).to_have_text(HOSTILE)
    assert page.title() == "Exempel med två bussar"
    assert page.locator("img").count() == 0


def test_a_printed_map_says_its_week(open_page: Open) -> None:
    """On paper the week that is shown stands beside the map, and the others do not."""
    page = open_page(plan=example.two_weeks())
    page.get_by_role("radio", name="Vecka 2").check()
    page.emulate_media(media="print")
    expect(page.get_by_text("Vecka 2", exact=True)).to_be_visible()
    expect(page.get_by_text("Alla veckor", exact=True)).to_be_hidden()


def test_a_week_that_repeats_has_no_selector(open_page: Open) -> None:
    """Where the cycle is one week there is nothing to choose, and no week boxes are drawn."""
    page = open_page()
    expect(page.locator(WEEKS)).to_have_count(0)
    expect(page.locator(f"{STOPS} .weeks")).to_have_count(0)
