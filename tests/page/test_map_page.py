"""The map page works in a real browser, offline, by mouse and by keyboard."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.page.pages import HOSTILE, SIZES, STOPS, Open, shown, write_page

pytestmark = pytest.mark.page


def colours_in(png: bytes) -> int:
    """Return the number of different pixels in a picture of 8-bit RGB or RGBA."""
    width, _, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) in {(8, 2), (8, 6)}
    bytes_per_pixel = 3 if kind == 2 else 4
    data, position = b"", 8
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        if png[position + 4 : position + 8] == b"IDAT":
            data += png[position + 8 : position + 8 + length]
        position += 12 + length
    raw = zlib.decompress(data)
    row = 1 + width * bytes_per_pixel
    # Filtered bytes do: an empty picture has hardly any different ones.
    return len({raw[k : k + bytes_per_pixel] for k in range(1, len(raw) - row, bytes_per_pixel)})


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_map_is_not_empty(open_page: Open, width: int, height: int, language: str) -> None:
    """At both widths the map shows routes, stops and names, and nothing hangs over the edge."""
    page = open_page(width, height, language)
    assert len(shown(page)) == 4
    assert page.locator(".leaflet-routes-pane path").count() >= 5
    assert page.locator(".name").count() >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert colours_in(page.locator("#map").screenshot()) > 200


def test_colours_of_an_empty_map_are_few(open_page: Open) -> None:
    """The measure of emptiness tells a map from an empty one."""
    page = open_page()
    page.evaluate("document.querySelector('#map').innerHTML = ''")
    assert colours_in(page.locator("#map").screenshot()) < 50


def test_layers_toggle(open_page: Open) -> None:
    """Vehicles and further layers go and come with their boxes."""
    page = open_page()
    page.get_by_role("checkbox", name="tva").uncheck()
    assert [name.split(",")[0] for name in shown(page)] == ["Beta", "Gamma", "Epsilon"]
    page.locator("button[data-all=vehicle]").click()
    assert len(shown(page)) == 4
    for box, pane in (("Orter utan stopp", "unserved"), ("Ortnamn", "names")):
        assert page.locator(f".leaflet-{pane}-pane > *").count() > 0
        page.get_by_role("checkbox", name=box).uncheck()
        assert page.locator(f".leaflet-{pane}-pane > *").count() == 0


def test_access_shows_before_and_after(open_page: Open) -> None:
    """Travel times before and after differ in the picture, one at a time."""
    page = open_page()
    pictures = []
    for choice in ("Visa inte", "Före: bara", "Efter: fasta"):
        page.get_by_role("radio", name=choice).check()
        pictures.append(page.locator("#map").screenshot())
    assert len(set(pictures)) == 3
    page.get_by_role("radio", name="Visa inte").check()
    assert page.locator("#map").screenshot() == pictures[0]


def test_a_popup_opens_by_keyboard(open_page: Open) -> None:
    """Enter on a stop opens its popup and puts the reader in it; Escape leads back to the stop."""
    page = open_page()
    stop = page.locator(STOPS).first
    stop.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".popup")
    expect(popup).to_contain_text("måndag, öppet 09:00–11:00")
    expect(popup).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(stop).to_be_focused()


def test_stops_are_reached_by_tab(open_page: Open) -> None:
    """Every stop is a button with a name, in the order of vehicles and days."""
    page = open_page()
    found = page.locator(STOPS).evaluate_all(
        "elements => elements.map(e => [e.getAttribute('role'), e.tabIndex])"
    )
    assert found == [["button", 0]] * 4
    assert [name.split(",")[:2] for name in shown(page)] == [
        ["Beta", " måndag 09:00–11:00"],
        ["Gamma", " måndag 12:10–15:10"],
        ["Epsilon", " tisdag 09:00–11:00"],
        ["Beta", " tisdag 09:25–11:25"],
    ]


def test_a_name_in_a_table_leads_to_the_map(open_page: Open) -> None:
    """The button of a place opens its popup on the map."""
    page = open_page()
    page.locator("#unserved button[data-place=zeta]").click()
    expect(page.locator(".popup")).to_contain_text("Inget stopp")


def test_the_map_prints_at_its_own_size(open_page: Open) -> None:
    """Before printing the map gets the size of the paper and everything is unfolded."""
    page = open_page()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("map_of_plan.getSize().x") in range(690, 697)
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("map_of_plan.getSize().x") > 700


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_hostile_name_does_no_harm(open_page: Open, width: int, height: int) -> None:
    """A name made of script and markup is shown as text: on the map, in popup and table."""
    page = open_page(width, height, name=HOSTILE)
    page.locator("#unserved button[data-place=zeta]").click()
    expect(page.locator(".popup h3")).to_have_text(HOSTILE)
    page.locator(STOPS).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".popup h3").last).to_have_text(HOSTILE)
    assert page.title() == "Exempel med två bussar"
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_policy_stops_foreign_scripts(browser: Browser, tmp_path: Path) -> None:
    """Even a script that got into the page would not run, and a request would not leave."""
    page = browser.new_page()
    page.goto(write_page(tmp_path).as_uri())
    refused = page.evaluate(
        """() => new Promise(resolve => {
            const seen = [];
            document.addEventListener('securitypolicyviolation', event => {
                seen.push(event.effectiveDirective);
                event.preventDefault();
                if (seen.length === 2) resolve(seen.sort());
            });
            const script = document.createElement('script');
            script.textContent = 'document.title = "hit"';
            document.body.append(script);
            const image = document.createElement('img');
            image.src = 'http://127.0.0.1:9/x.png';
            document.body.append(image);
        })"""
    )
    assert refused == ["img-src", "script-src-elem"]
    assert page.title() == "Exempel med två bussar"
    page.close()
