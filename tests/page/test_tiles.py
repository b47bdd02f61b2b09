"""Tiles come from the server that was named, with credit, and from none unless one was."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mobilkontor.outputs.atomic import write_files
from mobilkontor.outputs.document import page_files
from mobilkontor.outputs.tiles import read_tiles
from tests.page.pages import STOPS, draw_example

pytestmark = pytest.mark.page

GREY = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8ffff3f0300080003fe2b8b8c9f0000000049454e44ae426082"
)

PATIENCE_MS = 120_000
"""Time for a page on a busy machine."""


@pytest.fixture
def asked() -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Serve tiles from loopback; give the address, and path and referrer of what was asked for."""
    seen: list[tuple[str, str | None]] = []

    class TileHandler(http.server.BaseHTTPRequestHandler):
        """Answers every request with the same picture."""

        def do_GET(self) -> None:
            """Send the picture."""
            seen.append((self.path, self.headers.get("Referer")))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(GREY)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the output of the tests clean."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), TileHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("csp", [False, True])
def test_tiles_come_from_the_server_that_was_named(
    browser: Browser, tmp_path: Path, asked: tuple[str, list[tuple[str, str | None]]], csp: bool
) -> None:
    """Only tiles are asked for, nothing is told of the page, and the server is named on the map."""
    address, seen = asked
    path = tmp_path / "map.html"
    tiles = read_tiles(f"{address}/{{z}}/{{x}}/{{y}}.png")
    write_files(page_files(draw_example(tiles=tiles), path, csp=csp))
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda entry: troubles.append(entry.text))
    page.goto(path.as_uri())
    expect(page.locator(STOPS)).to_have_count(4)
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_have_text(address.partition("//")[2])
    page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    assert seen
    assert all(path.endswith(".png") and referrer is None for path, referrer in seen)
    assert troubles == []
    page.close()


def test_no_tile_is_asked_for_unless_a_server_was_named(browser: Browser, tmp_path: Path) -> None:
    """The same page without a server makes no request at all, and has no picture."""
    path = tmp_path / "map.html"
    write_files(page_files(draw_example(), path, csp=False))
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    expect(page.locator(STOPS)).to_have_count(4)
    page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    assert requests == [path.as_uri()]
    expect(page.locator("img")).to_have_count(0)
    page.close()
