"""Posters and overview in a real Chromium: quiet, no wider than the window, one sheet of paper."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser

from mobilkontor.outputs.dated.duty_sheet import duty_sheet_page
from mobilkontor.outputs.dated.index_page import SetFiles, index_page
from mobilkontor.outputs.dated.poster import poster_page
from mobilkontor.outputs.document import Page, one_file
from tests.outputs.dated.shows import HOSTILE, shown
from tests.timetable.plans import to_zeta

pytestmark = pytest.mark.page
SIZES = [(1280, 800), (820, 1100), (390, 844)]


def pages(name: str) -> dict[str, Page]:
    """Return the three kinds of pages, beta by another name."""
    by = shown(names={"beta": name}, is_internal=True)
    files = SetFiles({"beta": [("pdf", "places/beta.pdf")]}, {}, [("csv", "timetable.csv")])
    return {
        "poster": poster_page(by, by.places["beta"]),
        "sheet": duty_sheet_page(by, "ett"),
        "index": index_page(by, files),
    }


@pytest.mark.parametrize("kind", ["poster", "sheet", "index"])
@pytest.mark.parametrize("name", ["Karesuando", HOSTILE[1], HOSTILE[4]])
def test_a_page_is_quiet_and_fits(browser: Browser, tmp_path: Path, kind: str, name: str) -> None:
    """It asks for nothing, says nothing on the console, and needs no scrolling sideways."""
    path = tmp_path / "page.html"
    path.write_text(one_file(pages(name)[kind]), "utf-8")
    troubles: list[str] = []
    page = browser.new_page()
    page.on("console", lambda entry: troubles.append(entry.text))
    page.on("request", lambda asked: troubles.append(asked.url))
    page.goto(path.as_uri())
    troubles.remove(path.as_uri())
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert troubles == []


@pytest.mark.parametrize("weeks", [4, 16, 52])
def test_a_poster_is_one_sheet_of_paper(browser: Browser, tmp_path: Path, weeks: int) -> None:
    """Printed from the browser on A4, also with a visit a week for a year."""
    by = shown(to_zeta(("wed",)), start="2027-01-11", weeks=weeks)
    path = tmp_path / "poster.html"
    path.write_text(one_file(poster_page(by, by.places["zeta"])), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    content = page.pdf(prefer_css_page_size=True)
    page.close()
    printed = pypdf.PdfReader(io.BytesIO(content)).pages
    assert len(printed) == 1
    assert [round(float(side)) for side in printed[0].mediabox[2:]] == [595, 842]
