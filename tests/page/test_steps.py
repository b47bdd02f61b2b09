"""A reader steps through weeks and days, by mouse and by keyboard, offline."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.outputs import example
from tests.page.pages import HOSTILE, SIZES, STOPS, Open, shown

pytestmark = pytest.mark.page

MOONS = ".leaflet-fixed-pane .symbol[aria-label*='övernattning']"
ROUTES = ".leaflet-routes-pane path"
NOW = "#step-now"


def places(page: Page) -> list[str]:
    """Return the places of the stops on the map."""
    return [label.split(",")[0] for label in shown(page)]


def choose(page: Page, value: str) -> None:
    """Click a cell of the calendar."""
    page.locator(f"label:has(input[name=day][value='{value}'])").click()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_days_are_chosen_by_mouse(open_page: Open, width: int, height: int) -> None:
    """Stops, routes and nights are those of the days chosen, and all come back in order."""
    page = open_page(width, height, plan=example.two_weeks())
    assert places(page) == ["Beta", "Gamma", "Epsilon", "Zeta"]
    all_routes = page.locator(ROUTES).count()
    choose(page, "1-all")
    assert places(page) == ["Beta", "Zeta"]
    assert page.locator(ROUTES).count() < all_routes
    expect(page.locator(MOONS)).to_have_count(0)
    choose(page, "0-0")
    assert places(page) == ["Beta", "Gamma"]
    expect(page.locator(MOONS)).to_have_count(1)
    expect(page.locator(NOW)).to_have_text("måndag vecka 1")
    expect(page.locator("#map-count")).to_have_text(
        "måndag vecka 1 · Öppettillfällen: 2 · Orter: 2 · Fordon ute: 1 · Nätter borta: 1"
    )
    choose(page, "all-1")
    assert places(page) == ["Epsilon", "Zeta"]
    choose(page, "all-all")
    assert page.locator(ROUTES).count() == all_routes
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_days_are_stepped_through_by_buttons(open_page: Open, width: int, height: int) -> None:
    """On from all days comes the first; on from the last come all days; and back again."""
    page = open_page(width, height, plan=example.two_weeks())
    seen = []
    for button in ("Nästa dag",) * 5 + ("Föregående dag",) * 2:
        page.get_by_role("button", name=button).click()
        seen.append(page.locator(NOW).inner_text().lower())
    days = [f"{day} vecka {week}" for week in (1, 2) for day in ("måndag", "tisdag")]
    assert seen == [*days, "alla dagar", days[3], days[2]]


def test_days_are_stepped_through_by_keyboard(open_page: Open) -> None:
    """One stop of the Tab key; arrows move in the calendar, Home and End to its ends."""
    page = open_page(plan=example.two_weeks())
    page.locator("#step-on").focus()
    page.keyboard.press("Tab")
    checked = page.locator("input[name=day]:checked")
    expect(checked).to_be_focused()
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Home"):
        page.keyboard.press(key)
        expect(checked).to_be_focused()
        seen.append(checked.get_attribute("value"))
    assert seen == ["all-0", "0-0", "1-0", "1-all", "0-all", "1-1", "all-all"]
    page.keyboard.press("ArrowUp")
    expect(checked).to_have_value("all-all")
    page.keyboard.press("End")
    assert places(page) == ["Zeta"]


def test_days_and_vehicles_hold_together(open_page: Open) -> None:
    """What is shown is of the days and of a vehicle that are chosen."""
    page = open_page(plan=example.two_weeks())
    choose(page, "0-1")
    assert places(page) == ["Epsilon", "Zeta"]
    page.get_by_role("checkbox", name="tva").uncheck()
    assert places(page) == ["Epsilon"]
    choose(page, "0-0")
    page.get_by_role("checkbox", name="Övernattning").uncheck()
    expect(page.locator(MOONS)).to_have_count(0)


def test_names_tell_the_opening_time_of_a_day(open_page: Open) -> None:
    """On a single day each stop has its opening time beside its name."""
    page = open_page(plan=example.two_weeks())
    expect(page.locator(".name", has_text="09:20–11:20")).to_have_count(0)
    choose(page, "1-0")
    expect(page.locator(".name", has_text="Beta 09:20–11:20")).to_have_count(1)


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


def test_a_printed_map_says_its_days(open_page: Open) -> None:
    """On paper the days that are shown stand beside the map, and the calendar does not."""
    page = open_page(plan=example.two_weeks())
    choose(page, "1-all")
    page.emulate_media(media="print")
    expect(page.locator("#map-count")).to_contain_text("hela vecka 2")
    expect(page.locator("#map-count")).to_be_visible()
    expect(page.locator(".calendar")).to_be_hidden()


def test_a_week_that_repeats_is_stepped_by_weekday(open_page: Open) -> None:
    """Where the cycle is one week there is one row of days, and no week boxes are drawn."""
    page = open_page()
    expect(page.locator("input[name=day]")).to_have_count(3)
    expect(page.locator(f"{STOPS} .weeks")).to_have_count(0)
    page.get_by_role("radio", name="tisdag").check(force=True)
    assert places(page) == ["Epsilon", "Beta"]


def test_opening_times_stand_in_view_on_a_phone(open_page: Open) -> None:
    """Place, arrival and opening time fit beside each other without scrolling sideways."""
    page = open_page(390, 844, "sv")
    box = page.locator("#timetable tr.visit td.strong").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
