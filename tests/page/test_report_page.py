"""The decision paper is quiet, readable by all, and prints without cutting anything."""

from __future__ import annotations

import dataclasses
import io
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from mobilkontor.outputs.document import one_file, page_files
from mobilkontor.outputs.report.paper import render_report
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example
from tests.page.pages import HOSTILE, SIZES

pytestmark = pytest.mark.page

OpenPaper = Callable[..., Page]
LONG = "Ö" * 120
GALLERY = Path(__file__).parent.parent.parent / "maps" / "gallery"

A4_MINUS_MARGINS_PX = (210 - 28) * 96 / 25.4

SHIFT = """
window.shift = 0;
new PerformanceObserver(list => { for (const it of list.getEntries()) window.shift += it.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


def draw_paper(language: str = "sv", name: str | None = None) -> str:
    """Draw the paper of the example over two weeks."""
    facts = example.facts()
    names = {} if name is None else {"beta": name, "zeta": name}
    facts = dataclasses.replace(facts, setting=example.with_names(facts.setting, names))
    page = render_report(
        example.two_weeks(), example.claims(), example.origin(), facts, texts_in(language)
    )
    return one_file(page)


def plain(text: str) -> str:
    """Return letters without blanks; fonts print some pairs of them as one sign."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.fixture
def open_paper(browser: Browser, tmp_path: Path) -> Iterator[OpenPaper]:
    """Return a function that opens the paper; afterwards no trouble may have come up."""
    troubles: list[str] = []
    context = browser.new_context()

    def open_it(
        width: int = 1280, height: int = 900, language: str = "sv", name: str | None = None
    ) -> Page:
        path = tmp_path / "report.html"
        path.write_text(draw_paper(language, name), "utf-8")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.add_init_script(SHIFT)
        page.on("console", lambda entry: troubles.append(f"{entry.type}: {entry.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: troubles.append(asked.url))
        page.goto(path.as_uri())
        troubles.remove(path.as_uri())
        return page

    yield open_it
    context.close()
    assert troubles == []


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", [None, HOSTILE, LONG])
def test_nothing_hangs_over_the_edge(
    open_paper: OpenPaper, width: int, height: int, language: str, name: str | None
) -> None:
    """At both widths, whatever the names, the page keeps to the window and nothing jumps."""
    page = open_paper(width, height, language, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.shift") == 0
    assert page.title() != "hit"
    pictures = page.locator("figure svg[role=img]")
    assert pictures.count() == 5
    for number in range(5):
        box = pictures.nth(number).bounding_box()
        assert box is not None
        assert box["width"] > 250
        assert box["height"] > 40


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everybody_can_read_it(browser: Browser, tmp_path: Path, language: str) -> None:
    """Axe finds no violation: contrast, names, table heads, order of headings."""
    path = tmp_path / "report.html"
    path.write_text(draw_paper(language), "utf-8")
    # Axe is a script, which the page's policy refuses like any other.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("name", [None, HOSTILE])
def test_the_html_is_valid(name: str | None) -> None:
    """A strict parser of HTML 5 takes the paper without an error."""
    parser = html5lib.HTMLParser(strict=True)
    document = parser.parse(draw_paper(name=name))
    assert document is not None


def test_print_cuts_nothing(open_paper: OpenPaper) -> None:
    """On paper every table, figure and chart is as wide as A4 at most, and asked to stay whole."""
    page = open_paper(round(A4_MINUS_MARGINS_PX), 1000)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= round(A4_MINUS_MARGINS_PX)
    for kind in ("figure", "tr"):
        kept = page.locator(kind).evaluate_all(
            "all => all.map(it => getComputedStyle(it).breakInside)"
        )
        assert set(kept) == {"avoid"}
    hidden = page.locator(".scroll").evaluate_all(
        "all => all.filter(it => it.scrollWidth > it.clientWidth + 1).length"
    )
    assert hidden == 0
    tallest = page.locator("figure").evaluate_all(
        "all => Math.max(...all.map(it => it.getBoundingClientRect().height))"
    )
    assert tallest < (297 - 28) * 96 / 25.4
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_no_row_is_torn_between_two_sheets(browser: Browser) -> None:
    """In the PDF of four weeks all cells of each row stand on one sheet, and sheets are few."""
    page = browser.new_page()
    page.goto((GALLERY / "norrbotten-four-weeks" / "report.html").as_uri())
    rows = page.locator("tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    sheets = [plain(sheet.extract_text()) for sheet in printed.pages]
    assert 4 < len(sheets) < 12
    assert len(rows) > 60
    torn = [
        row
        for row in rows
        if not any(all(plain(cell) in sheet for cell in row) for sheet in sheets)
    ]
    assert torn == []


def test_styles_can_be_files(browser: Browser, tmp_path: Path) -> None:
    """For a strict server the styles stand beside the page, and nothing is refused."""
    troubles: list[str] = []
    drawn = render_report(
        example.plan(), example.claims(), example.origin(), example.facts(), texts_in("sv")
    )
    for path, content in page_files(drawn, tmp_path / "report.html", csp=True).items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    page = browser.new_page()
    page.on("console", lambda entry: troubles.append(entry.text))
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator("h1").evaluate("it => getComputedStyle(it).fontWeight") == "650"
    assert troubles == []
    page.close()
