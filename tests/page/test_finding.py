"""Villages are found by name, municipalities shown alone, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.outputs import example
from tests.page.pages import HOSTILE, SIZES, Open, shown

pytestmark = pytest.mark.page

LONG = "Lång" * 2_500


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_place_is_found_by_keyboard(open_page: Open, width: int, height: int) -> None:
    """Accents do not matter; hits are counted aloud; Enter moves the map and opens the popup."""
    page = open_page(width, height, name="Övre Åbäckträsk")
    field = page.get_by_role("combobox", name="Sök ort")
    field.focus()
    page.keyboard.type("abacktr")
    expect(page.locator("#search-status")).to_have_text("2 träffar.")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-hits [aria-selected=true]")).to_contain_text("Norr · inget stopp")
    expect(field).to_have_attribute("aria-activedescendant", "hit-1")
    page.keyboard.press("Enter")
    expect(page.locator(".popup")).to_contain_text("Inget stopp")
    expect(page.locator(".popup")).to_be_focused()
    assert page.evaluate("map_of_plan.getCenter().lat") == pytest.approx(66.5, abs=0.2)
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(page.locator("#search-status")).to_have_text("")


def test_a_place_is_found_by_mouse(open_page: Open) -> None:
    """A click on a hit opens the popup; a name that nobody has is said to be unknown."""
    page = open_page(language="en")
    page.get_by_label("Find a place").fill("GAMMA")
    page.get_by_role("option", name="Gamma").click()
    expect(page.locator(".popup h3")).to_have_text("Gamma")
    page.get_by_label("Find a place").fill("nowhere")
    expect(page.locator("#search-status")).to_have_text("No place has that name.")
    expect(page.locator("#search-hits li")).to_have_count(0)


@pytest.mark.parametrize("name", [HOSTILE, LONG], ids=["markup", "10 000 characters"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_hostile_names_are_found_as_text(
    open_page: Open, width: int, height: int, name: str
) -> None:
    """Markup is text in the list of hits too, and a name of any length stays in its place."""
    page = open_page(width, height, name=name)
    page.get_by_label("Sök ort").fill(name[:12])
    expect(page.locator("#search-hits li").first).to_contain_text(name[:30])
    box = page.locator("#search-hits li").first.bounding_box()
    assert box is not None
    assert box["width"] <= width
    page.keyboard.press("Enter")
    expect(page.locator(".popup h3")).to_have_text(name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() == "Exempel med två bussar"


def test_a_municipality_is_shown_alone(open_page: Open) -> None:
    """Its places, and the routes that stop there; the choice says how many; all come back."""
    page = open_page(plan=example.two_weeks())
    chooser = page.get_by_label("Kommun", exact=True)
    assert chooser.locator("option").all_inner_texts() == [
        "Alla kommuner (4 stopp, 6 orter)",
        "Söder (2 stopp, 3 orter)",
        "Norr (2 stopp, 3 orter)",
    ]
    everything = page.locator(".leaflet-routes-pane path").count()
    chooser.select_option("Söder (2 stopp, 3 orter)")
    assert [label.split(",")[0] for label in shown(page)] == ["Beta", "Gamma"]
    assert 0 < page.locator(".leaflet-routes-pane path").count() < everything
    expect(page.locator("#map-count")).to_have_text(
        "Söder · Alla dagar · Öppettillfällen: 3 · Orter: 2 · Fordon ute: 1 · Nätter borta: 0"
    )
    assert "Delta" not in page.locator(".name").all_inner_texts()
    chooser.select_option("")
    assert len(shown(page)) == 4
    assert page.locator(".leaflet-routes-pane path").count() == everything


def test_a_popup_unfolds_its_year(open_page: Open) -> None:
    """By keyboard, and the popup makes room for it inside the map."""
    page = open_page(plan=example.two_weeks())
    page.get_by_label("Sök ort").fill("gamma")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".popup .year li")).to_contain_text("vecka 1, 3, 5")
    top = "element => element.getBoundingClientRect().top"
    page.wait_for_timeout(400)
    assert page.locator(".leaflet-popup").evaluate(top) >= page.locator("#map").evaluate(top)
