"""Draw the map page: views to a page that needs no network, the same bytes each time.

Folium draws the layers. Its defaults are changed where they would hurt: no scripts or styles from
other hosts, no tiles, no random ids, no block on zooming; and the document around them is our own
(`document`), with language, title and a content security policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import folium
from folium.template import Template
from folium.utilities import JsCode

from mobilkontor.core.plan import Plan
from mobilkontor.outputs import geojson
from mobilkontor.outputs.assets import Asset, leaflet_script, leaflet_style, own_assets
from mobilkontor.outputs.claims import Claims, Origin
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.escape import for_html, for_script
from mobilkontor.outputs.facts import PageFacts
from mobilkontor.outputs.finder import municipalities, place_facts
from mobilkontor.outputs.names import map_names
from mobilkontor.outputs.overnight_layers import night_layer
from mobilkontor.outputs.page import render_body, render_popups
from mobilkontor.outputs.route_layer import route_layer
from mobilkontor.outputs.script_texts import script_texts
from mobilkontor.outputs.stop_layer import stop_layer
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.tiles import Tiles
from mobilkontor.outputs.views import MapView, view_map

__all__ = ["render_map"]

MOST_PLACES_IN_SVG = 500
"""Larger regions are drawn on canvas: quicker on the screen, but less sharp on paper."""

SCRIPTS = (
    "map_lines.js",
    "map_shapes.js",
    "map_names.js",
    "map_spread.js",
    "map_popups.js",
    "map_search.js",
    "map_filter.js",
    "map_steps.js",
    "map_print.js",
    "map_page.js",
)
"""Our scripts, in the order in which they need each other."""


class OfflineMap(folium.Map):
    """A map without addresses of other hosts, and with a fixed id."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map("map", {{ this.options | tojavascript }});
            mobilkontor.prepare({{ this.get_name() }});
        {% endmacro %}
        """
    )

    def get_name(self) -> str:
        """Return the name of the map in the script."""
        return "map_of_plan"


class PlanLayer(folium.GeoJson):
    """A GeoJSON layer with a name of its own in place of a random id."""

    def __init__(
        self,
        layer_name: str,
        data: Mapping[str, Any],
        **options: Any,  # noqa: ANN401
    ) -> None:
        self.script_name = f"layer_{layer_name.replace('-', '_')}"
        super().__init__(
            data,
            show=False,
            control=False,
            **options,
        )
        self.layer_name = layer_name

    def get_name(self) -> str:
        """Return the name of the layer in the script."""
        return self.script_name


def render_map(
    plan: Plan,
    claims: Claims,
    origin: Origin,
    facts: PageFacts,
    texts: Texts,
    tiles: Tiles | None = None,
) -> Page:
    """Return the map page of a plan.

    Parameters
    ----------
    plan : Plan
        The plan; every place and vehicle in it is one of the setting.
    claims : Claims
        How good it is said to be.
    origin : Origin
        What it was made from.
    facts : PageFacts
        What the page shows beside the plan.
    texts : Texts
        The language.
    tiles : Tiles or None
        Whose background map to fetch; None to fetch nothing.

    Returns
    -------
    Page
        The page, which needs no network but for tiles.
    """
    view = view_map(plan, facts)
    layers = _layers(view, texts)
    figure = folium.Figure()
    drawn = OfflineMap(
        location=_centre(view),
        tiles=None,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        prefer_canvas=len(view.places) > MOST_PLACES_IN_SVG,
    )
    figure.add_child(drawn)
    for layer in layers:
        drawn.add_child(layer)
    drawn.render()  # type: ignore[no-untyped-call]
    drawing = f"{figure.script.render()}\n{_start_script(view, texts, layers, tiles)}"
    return Page(
        language=texts.language,
        title=facts.title,
        body=render_body(plan, claims, origin, facts, view, texts, tiles),
        image_hosts=(tiles.source,) if tiles else (),
        scripts=(
            leaflet_script(),
            *own_assets(*SCRIPTS),
            Asset("map.js", drawing),
        ),
        styles=(
            leaflet_style(),
            *own_assets("base.css", "map.css", "map_print.css"),
        ),
    )


def _layers(view: MapView, texts: Texts) -> list[PlanLayer]:
    """Return the layers from bottom to top."""
    circles: dict[str, Any] = {"point_to_layer": JsCode("mobilkontor.circle")}
    return [
        PlanLayer("roads", geojson.road_layer(view), pane="roads", interactive=False),
        PlanLayer("before", geojson.access_layer(view, lambda entry: entry.before_s), **circles),
        PlanLayer("after", geojson.access_layer(view, lambda entry: entry.after_s), **circles),
        PlanLayer("unserved", geojson.unserved_layer(view), **_symbols("unserved")),
        PlanLayer("offices", geojson.office_layer(view, texts), **_symbols("fixed")),
        PlanLayer("nights", night_layer(view, texts), **_symbols("fixed")),
        PlanLayer("routes", route_layer(view), pane="routes", interactive=False),
        PlanLayer("stops", stop_layer(view, texts), **_symbols("stops")),
    ]


def _symbols(pane: str) -> dict[str, Any]:
    """Return the option that draws points as symbols in a pane."""
    return {"point_to_layer": JsCode(f'mobilkontor.symbol("{pane}")')}


def _centre(view: MapView) -> tuple[float, float]:
    """Return the middle of all places."""
    (south, west), (north, east) = _bounds(view)
    return (south + north) / 2, (west + east) / 2


def _bounds(view: MapView) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the south-western and the north-eastern corner of all places."""
    lats = [entry.place.lat for entry in view.places.values()]
    lons = [entry.place.lon for entry in view.places.values()]
    return (min(lats), min(lons)), (max(lats), max(lons))


def _start_script(view: MapView, texts: Texts, layers: list[PlanLayer], tiles: Tiles | None) -> str:
    """Return the script that hands the page's facts and layers to ``map_page.js``."""
    facts: dict[str, Any] = {
        "bounds": _bounds(view),
        "days": [[week, view.weekdays.index(weekday)] for week, weekday in view.days],
        "names": map_names(view),
        "municipalities": [entry.name for entry in municipalities(view)],
        "places": place_facts(view, render_popups(view, texts)),
        "texts": script_texts(texts),
    }
    if tiles:
        credit = for_html(tiles.credit)
        facts["tiles"] = {"url": tiles.url, "credit": credit, "referrer": tiles.referrer}
    names = ", ".join(f"{for_script(layer.layer_name)}: {layer.get_name()}" for layer in layers)
    return f"mobilkontor.start({for_script(facts)}, {{{names}}});"
