"""With its scripts and styles as files beside it, the map works under a strict policy."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mobilkontor.outputs.atomic import write_files
from mobilkontor.outputs.document import page_files
from tests.page.pages import STOPS, draw_example

pytestmark = pytest.mark.page

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"


class StrictHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files under a policy that forbids everything inline."""

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve the example's page from loopback."""
    write_files(page_files(draw_example(), tmp_path / "map.html", csp=True))
    handler = functools.partial(StrictHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/map.html"
        server.shutdown()
        thread.join()


def test_the_map_works_under_a_strict_policy(browser: Browser, address: str) -> None:
    """A server's strict policy is kept without a violation, and the map is drawn."""
    troubles: list[str] = []
    page = browser.new_page()
    page.on("console", lambda entry: troubles.append(entry.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    expect(page.locator(STOPS)).to_have_count(4)
    page.locator(STOPS).first.click()
    expect(page.locator(".popup")).to_be_visible()
    assert [text for text in troubles if "favicon" not in text] == []
    page.close()


def test_the_map_in_files_works_from_disk(browser: Browser, tmp_path: Path) -> None:
    """The same files opened from a folder, without a server, draw the same map."""
    path = tmp_path / "map.html"
    write_files(page_files(draw_example(), path, csp=True))
    page = browser.new_page()
    page.goto(path.as_uri())
    expect(page.locator(STOPS)).to_have_count(4)
    page.close()
