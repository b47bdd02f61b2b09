"""A tile server is asked only if it is named, and only by an address that means one host."""

from __future__ import annotations

import pytest

from mobilkontor.core.errors import ScenarioError
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.tiles import Tiles, read_tiles
from tests.outputs import example


def test_openstreetmap_is_known_by_name() -> None:
    """It wants to be named and to know which site asks, not which page."""
    tiles = read_tiles("osm")
    assert tiles.source == "https://tile.openstreetmap.org"
    assert "OpenStreetMap" in tiles.credit
    assert tiles.referrer == "strict-origin"


def test_any_server_can_be_named() -> None:
    """Others are told nothing of the page; a port is part of the host."""
    url = "http://127.0.0.1:8080/{z}/{x}/{y}.png?k=1"
    assert read_tiles(url) == Tiles(url, "127.0.0.1:8080", "http://127.0.0.1:8080", "no-referrer")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "characters that no tile address needs"),
        ("openstreetmap", "does not begin with https://"),
        ("ftp://tiles.example.org/{z}/{x}/{y}.png", "does not begin with https://"),
        ("https://tiles.example.org/{z}/{x}.png", r"lacks \{y\}"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", r"\{s\} is not used"),
        ("https://tiles.example.org/{z}/{x}/{y}{r}.png", "a field other than"),
        ("https:///{z}/{x}/{y}.png", "no plain host name"),
        ("https://a@b.example.org/{z}/{x}/{y}.png", "no plain host name"),
        ("https://tiles.example.org:99999/{z}/{x}/{y}.png", "is no address"),
        ("https://x.org/{z}/{x}/{y}.png; script-src *", "characters that no tile"),
        ("https://x.org/{z}/{x}/{y}.png'</script>", "characters that no tile"),
    ],
)
def test_a_wrong_address_is_refused(text: str, problem: str) -> None:
    """The message says what is wrong with it, and shows an address that works."""
    with pytest.raises(ScenarioError, match=rf"(?s)E440 --tiles: .*{problem}.*tiles\.example\.org"):
        read_tiles(text)


def test_lantmateriet_needs_a_key() -> None:
    """The message shows where to put it."""
    with pytest.raises(ScenarioError, match=r"E441 --tiles: .*YOUR-KEY"):
        read_tiles("lantmateriet")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_with_tiles_says_so(language: str) -> None:
    """Its policy names the host and no other; its foot no longer says that nothing is fetched."""
    with_tiles, plain = (
        one_file(
            render_map(
                example.plan(),
                example.claims(),
                example.origin(),
                example.facts(),
                texts_in(language),
                tiles,
            )
        )
        for tiles in (read_tiles("osm"), None)
    )
    assert "img-src data: https://tile.openstreetmap.org;" in with_tiles
    assert "tile.openstreetmap.org" not in plain
    assert plain.count("img-src data:;") == 1
    nothing = {"sv": "hämtar inget från nätet", "en": "fetches nothing from the network"}[language]
    assert nothing in plain
    assert nothing not in with_tiles
