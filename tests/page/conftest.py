"""Chromium for the page tests; a test fails, and says how to install it, where it is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mobilkontor.core.plan import Plan
from tests.page.pages import STOPS, Open, write_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-gpu"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            "No Chromium on the PATH. Install it: apt-get install -y chromium (Debian, Ubuntu), "
            'or leave these tests out: pytest -m "not page".'
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens an example's page; afterwards no trouble may have come up."""
    troubles: list[str] = []
    context = browser.new_context()

    def open_it(
        width: int = 1280,
        height: int = 900,
        language: str = "sv",
        name: str | None = None,
        plan: Plan | None = None,
    ) -> Page:
        address = write_page(tmp_path, language, name, plan).as_uri()
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", lambda entry: troubles.append(f"{entry.type}: {entry.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: troubles.append(asked.url))
        page.goto(address)
        troubles.remove(address)
        expect(page.locator(STOPS).first).to_be_attached()
        return page

    yield open_it
    context.close()
    assert troubles == []
