"""The comparison works offline: maps that follow each other, a chooser, tables that follow it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from mobilkontor.outputs.atomic import write_files
from mobilkontor.outputs.comparison.page import render_comparison
from mobilkontor.outputs.comparison.side import ComparedPlan
from mobilkontor.outputs.document import one_file, page_files
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example
from tests.outputs.comparison.plans import compared, one_visit_less, only_office, with_office
from tests.page.pages import HOSTILE, SIZES

pytestmark = pytest.mark.page

OpenComparison = Callable[..., Page]
LEFT, RIGHT = "#map-left .leaflet-stops-pane .symbol", "#map-right .leaflet-stops-pane .symbol"
LONG = "Ö" * 120
SHIFT = """
window.shift = 0;
new PerformanceObserver(list => { for (const it of list.getEntries()) window.shift += it.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
OFFSETS = """
['left', 'right'].map(function (side) {
  const map = document.querySelector(`#map-${side}`);
  const there = map.querySelector("[aria-label^=Gamma]").getBoundingClientRect();
  const frame = map.getBoundingClientRect();
  return [Math.round(there.x - frame.x), Math.round(there.y - frame.y)];
})
"""
"""How far a stop stands from the corner of each map."""


def named(name: str) -> list[ComparedPlan]:
    """Return two plans in which two places and the scenario have another name."""
    setting = example.with_names(example.setting(), {"beta": name, "zeta": name})
    return [compared(it, setting=setting, title=name) for it in (example.plan(), with_office())]


def far_apart() -> list[ComparedPlan]:
    """Return two plans of a region that stretches over five degrees."""
    setting = example.setting()
    places = tuple(dataclasses.replace(it, lat=10 * it.lat - 600) for it in setting.places)
    setting = dataclasses.replace(setting, places=places)
    return [compared(it, setting=setting) for it in (example.plan(), one_visit_less())]


TWO = [compared(example.plan()), compared(one_visit_less(), folder="less")]
ONE = [compared(with_office())]
SIX = [
    *(compared(example.plan(), folder="a"), compared(one_visit_less(), folder="b")),
    *(compared(with_office(), folder="c"), compared(only_office(), folder="d")),
    *(compared(example.two_weeks(), folder="e"), compared(with_office(9.0), folder="f")),
]


@pytest.fixture
def open_comparison(browser: Browser, tmp_path: Path) -> Iterator[OpenComparison]:
    """Return a function that opens a comparison; afterwards no trouble may have come up."""
    troubles: list[str] = []
    context = browser.new_context()

    def open_it(
        plans: Sequence[ComparedPlan],
        width: int = 1280,
        height: int = 900,
        language: str = "sv",
        csp: bool = False,
    ) -> Page:
        path = tmp_path / "compare.html"
        write_files(page_files(render_comparison(plans, texts_in(language)), path, csp=csp))
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.add_init_script(SHIFT)
        page.on("console", lambda entry: troubles.append(f"{entry.type}: {entry.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: None if csp else troubles.append(asked.url))
        page.goto(path.as_uri())
        if not csp:
            troubles.remove(path.as_uri())
        expect(page.locator(RIGHT).first).to_be_attached()
        return page

    yield open_it
    context.close()
    assert troubles == []


def changes(page: Page) -> list[str]:
    """Return what the symbols of the right map say of the places that differ."""
    labels = page.locator("#map-right .symbol").evaluate_all(
        "all => all.map(it => it.getAttribute('aria-label'))"
    )
    return [label for label in labels if "→" in label]


def places(page: Page) -> list[str]:
    """Return the places of the table."""
    return page.locator("#places tbody th").all_inner_texts()


def test_one_visit_is_one_difference(open_comparison: OpenComparison) -> None:
    """Two plans that differ in one visit have one symbol on the map and one row in the table."""
    page = open_comparison(TWO)
    assert changes(page) == ["Beta, får mindre: 8 besök → 4 besök"]
    assert places(page) == ["Beta"]
    expect(page.locator("#nothing")).to_be_hidden()
    expect(page.locator(LEFT)).to_have_count(3)


def test_the_chooser_works_by_keyboard(open_comparison: OpenComparison) -> None:
    """Letters and arrows choose a side; maps, facts and tables follow, and come back the same."""
    page = open_comparison(TWO)
    before = page.locator("main").inner_html()
    page.locator("#left").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#left")).to_have_value("0")
    expect(page.locator("#pair")).to_have_text("B jämfört med Ingen plan")
    assert places(page) == ["Beta", "Gamma", "Epsilon"]
    expect(page.locator("#facts b").first).to_have_text("560")
    expect(page.locator(LEFT)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator("#swap")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#pair")).to_have_text("Ingen plan jämfört med B")
    assert all("blir utan" in label for label in changes(page))
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    assert changes(page) == ["Beta, får mindre: 8 besök → 4 besök"]
    assert page.locator("#places").inner_html() in before
    assert page.locator("#figures").inner_html() in before
    assert page.locator("#facts").inner_html() in before


def test_a_side_beside_itself_says_so(open_comparison: OpenComparison) -> None:
    """Where both sides are the same there is no difference, and a sentence that says it."""
    page = open_comparison(TWO)
    page.locator("#left").select_option("2")
    assert changes(page) == places(page) == []
    expect(page.locator("#nothing")).to_be_visible()


@pytest.mark.parametrize("leader", ["left", "right"])
def test_maps_follow_each_other(open_comparison: OpenComparison, leader: str) -> None:
    """Moved and zoomed by keyboard on either side, both maps show the same."""
    page = open_comparison(TWO)
    seen = [page.evaluate(OFFSETS)]
    page.locator(f"#map-{leader}").focus()
    for key in ("ArrowRight", "ArrowDown", "+"):
        page.keyboard.press(key)
        page.wait_for_timeout(350)
        seen.append(page.evaluate(OFFSETS))
    assert all(left == right for left, right in seen)
    assert len({tuple(left) for left, _ in seen}) == len(seen)


def test_a_place_of_the_table_is_shown(open_comparison: OpenComparison) -> None:
    """A name in the table leads to its place; the popup tells of both sides and lets go again."""
    page = open_comparison(TWO)
    page.locator("#places button").first.click()
    popup = page.locator("#map-right .popup")
    expect(popup).to_contain_text("Beta")
    expect(popup).to_contain_text("8 besök")
    expect(popup).to_contain_text("4 besök")
    expect(popup).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".popup")).to_have_count(0)


def test_differences_and_travel_times_can_be_shown(open_comparison: OpenComparison) -> None:
    """Without the layer of differences the right map has plain stops; travel times have colours."""
    page = open_comparison(TWO)
    page.get_by_label("Skillnader på den högra kartan").uncheck()
    assert changes(page) == []
    expect(page.locator(RIGHT)).to_have_count(3)
    page.get_by_label("Service och restid till närmaste").check()
    expect(page.locator("#map-left.way canvas")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [*SIZES, (640, 450)])
@pytest.mark.parametrize(
    "plans", [ONE, SIX, named(HOSTILE), named(LONG)], ids=["one", "six", "hostile", "long"]
)
def test_nothing_hangs_over_the_edge(
    open_comparison: OpenComparison, width: int, height: int, plans: list[ComparedPlan]
) -> None:
    """On a desk, on a phone and at 200 % the page keeps to its window, and nothing jumps."""
    page = open_comparison(plans, width, height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.shift") == 0
    assert page.title() == "Jämförelse av planer för mobila servicekontor"
    assert page.locator("img").count() == 0


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, width: int, height: int, language: str
) -> None:
    """No rule of axe-core is broken, at once and with a popup open."""
    path = tmp_path / "compare.html"
    path.write_text(one_file(render_comparison(SIX, texts_in(language))), "utf-8")
    # Axe is a script, which the page's policy refuses like any other.
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(path.as_uri())
    for prepare in ("", "document.querySelector('#places button').click()"):
        page.evaluate(prepare)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    context.close()


@pytest.mark.parametrize("plans", [ONE, SIX, named(HOSTILE)], ids=["one", "six", "hostile"])
def test_the_document_is_valid(plans: list[ComparedPlan]) -> None:
    """A strict parser finds no error."""
    parser = html5lib.HTMLParser(strict=True)
    assert parser.parse(one_file(render_comparison(plans, texts_in("en")))) is not None


def test_scripts_and_styles_can_be_files(open_comparison: OpenComparison) -> None:
    """For a strict server they stand beside the page, and nothing is refused."""
    page = open_comparison(TWO, csp=True)
    assert places(page) == ["Beta"]


def test_print_cuts_nothing(open_comparison: OpenComparison) -> None:
    """On A4 both maps stand beside each other, and tables show all of their rows and columns."""
    width = round((210 - 28) * 96 / 25.4)
    page = open_comparison(SIX[:3], width, 1000)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [page.locator(f"#map-{side}").bounding_box() for side in ("left", "right")]
    assert [box and (box["width"], box["y"]) for box in boxes] == [(332, boxes[0]["y"])] * 2  # type: ignore[index]
    hidden = "all => all.filter(it => it.scrollHeight > it.clientHeight + 1).length"
    assert page.locator(".scroll").evaluate_all(hidden) == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("html.printing").count() == 0


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_symbols_are_small_from_the_first_view_on(
    open_comparison: OpenComparison, width: int, height: int
) -> None:
    """Where a map shows the whole region, symbols are drawn small before anybody zooms."""
    page = open_comparison(far_apart(), width=width, height=height)
    scale = "it => new DOMMatrix(getComputedStyle(it.querySelector('svg')).transform).a"
    scales = [page.locator(symbol).first.evaluate(scale) for symbol in (LEFT, RIGHT)]
    assert scales == [0.72, 0.72]
    for _ in range(6):
        page.locator("#map-left .leaflet-control-zoom-in").click()
    assert page.locator(LEFT).first.evaluate(scale) == 1
