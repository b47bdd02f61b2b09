"""Pages of the examples for the page tests, and what is seen on them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from mobilkontor.core.plan import Plan
from mobilkontor.outputs.document import Page as Drawn
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.tiles import Tiles
from tests.outputs import example

STOPS = ".leaflet-stops-pane .symbol"
HOSTILE = '</script><script>document.title="hit"</script><img src="http://127.0.0.1:9/x" onerror=1>'
SIZES = [(1280, 900), (390, 844)]

Open = Callable[..., Page]


def draw_example(
    language: str = "sv",
    name: str | None = None,
    plan: Plan | None = None,
    tiles: Tiles | None = None,
) -> Drawn:
    """Draw the map of an example, if asked with another name for two places."""
    facts = example.facts()
    names = {} if name is None else {"beta": name, "zeta": name}
    return render_map(
        plan or example.plan(),
        example.claims(),
        example.origin(),
        dataclasses.replace(facts, setting=example.with_names(facts.setting, names)),
        texts_in(language),
        tiles,
    )


def write_page(
    folder: Path, language: str = "sv", name: str | None = None, plan: Plan | None = None
) -> Path:
    """Write the page of an example, if asked with another name for two places."""
    file = folder / "map.html"
    file.write_text(one_file(draw_example(language, name, plan)), encoding="utf-8")
    return file


def shown(page: Page) -> list[str]:
    """Return the names of the stops on the map."""
    return page.locator(STOPS).evaluate_all(
        "elements => elements.map(element => element.getAttribute('aria-label'))"
    )
