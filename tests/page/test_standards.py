"""The pages are valid HTML, keep to WCAG 2.1 AA as far as axe can tell, and do not jump."""

from __future__ import annotations

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from mobilkontor.core.plan import Plan
from mobilkontor.outputs.document import one_file
from tests.outputs import example
from tests.page.pages import HOSTILE, SIZES, Open, draw_example

pytestmark = pytest.mark.page

PLANS = {"one week": example.plan(), "two weeks": example.two_weeks()}
SHIFTS = """
new Promise(resolve => {
    let moved = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(moved), 400);
})
"""


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_document_is_valid(plan: Plan, language: str) -> None:
    """A strict parser finds no error, also with a name made of markup."""
    for name in (None, HOSTILE):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(one_file(draw_example(language, name, plan)))
        assert parser.errors == []


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_axe_finds_nothing(open_page: Open, width: int, height: int, plan: Plan) -> None:
    """No rule of axe-core is broken, neither at once nor on a single day."""
    page = open_page(width, height, plan=plan)
    for prepare in ("", "document.getElementById('step-on').click()"):
        page.evaluate(prepare)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_jumps_after_load(open_page: Open, width: int, height: int) -> None:
    """Layout does not shift: what is written by script has its place from the start."""
    assert open_page(width, height, plan=example.two_weeks()).evaluate(SHIFTS) == 0
