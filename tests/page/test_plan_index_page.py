"""The page that leads to plans is quiet, readable by all, and shows hostile names as text."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.plan_index import IndexedPlan, Link, render_plan_index
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example
from tests.page.pages import HOSTILE, SIZES

pytestmark = pytest.mark.page

LONG = "Ö" * 300


def draw_index(language: str, title: str = "Två veckor") -> str:
    """Draw an index of the example, twice, with a comparison."""
    facts = dataclasses.replace(example.facts(), title=title, description={"sv": title})
    links = tuple(Link(kind, f"a/{kind}.html") for kind in ("map", "report", "dated", "csv"))
    plan = IndexedPlan(example.two_weeks(), example.claims(), facts, links)
    comparisons = [Link("compare", "b/compare.html")]
    return one_file(render_plan_index([plan, plan], comparisons, texts_in(language)))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("title", ["Två veckor", HOSTILE, LONG])
def test_the_page_keeps_to_the_window_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, width: int, height: int, language: str, title: str
) -> None:
    """No request, no message, no sideways scroll, no violation that axe finds."""
    path = tmp_path / "index.html"
    path.write_text(draw_index(language, title), "utf-8")
    # Axe is a script, which the page's policy refuses like any other.
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda entry: troubles.append(entry.text))
    page.on("request", lambda asked: troubles.append(asked.url))
    page.goto(path.as_uri())
    assert troubles == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h3").first.inner_text() == " ".join(title.split())
    assert page.locator(".card a").count() == 8
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("title", ["Två veckor", HOSTILE])
def test_the_html_is_valid(title: str) -> None:
    """A strict parser of HTML 5 takes the page without an error."""
    assert html5lib.HTMLParser(strict=True).parse(draw_index("sv", title)) is not None
