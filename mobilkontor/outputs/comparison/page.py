"""Put the comparison together as a page: chooser, two maps, differences, indicators, settings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from mobilkontor.outputs import geojson
from mobilkontor.outputs.assets import Asset, leaflet_script, leaflet_style, own_assets
from mobilkontor.outputs.comparison.charts import main_chart
from mobilkontor.outputs.comparison.differences import Change
from mobilkontor.outputs.comparison.figures import figure_rows
from mobilkontor.outputs.comparison.picture import picture_of, start_pair
from mobilkontor.outputs.comparison.settings import setting_rows
from mobilkontor.outputs.comparison.side import NO_PLAN, ComparedPlan, sides_of
from mobilkontor.outputs.comparison.symbols import change_symbol, visits_symbol
from mobilkontor.outputs.comparison.words import CompareWords
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.escape import for_script
from mobilkontor.outputs.palette import ACCESS_BANDS
from mobilkontor.outputs.symbols import office_symbol
from mobilkontor.outputs.templates import templates
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.travel_notes import travel_note_in
from mobilkontor.outputs.views import view_map
from mobilkontor.outputs.words import Words

__all__ = ["render_comparison"]

LEGEND_PX = 22.0


@cache
def _templates() -> Environment:
    """Return the templates with the symbols of the comparison."""
    environment = templates().overlay()
    environment.globals = templates().globals | {
        "change_symbol": lambda kind: Markup(change_symbol(Change(kind), LEGEND_PX)),
        "visits_symbol": lambda visits: Markup(visits_symbol(visits, LEGEND_PX)),
        "office_symbol": lambda is_new: Markup(office_symbol(is_open=True, is_new=is_new)),
        "kinds": tuple(Change),
        "bands": ACCESS_BANDS,
    }
    return environment


def render_comparison(plans: Sequence[ComparedPlan], texts: Texts) -> Page:
    """Return the page that shows plans beside each other and beside "no plan".

    Parameters
    ----------
    plans : sequence of ComparedPlan
        One to six plans.
    texts : Texts
        The language.

    Returns
    -------
    Page
        The page, which needs no network.
    """
    sides, words = sides_of(plans), CompareWords(texts)
    rows = figure_rows(sides)
    picture = picture_of(sides, rows, words)
    view = view_map(plans[0].plan, plans[0].facts)
    left, right = start_pair(sides)
    html = (
        _templates()
        .get_template("compare.html")
        .render(
            t=texts,
            words=words,
            bands_in_words=Words(view, texts),
            plans=plans,
            sides=sides,
            rows=rows,
            picture=picture,
            pair=picture["pairs"][f"{left}-{right}"],
            left=left,
            right=right,
            no_plan=NO_PLAN,
            chart=main_chart(sides, rows, words),
            settings=setting_rows([plan.settings for plan in plans]),
            notes=list(
                dict.fromkeys(
                    filter(None, (travel_note_in(texts, it.facts.travel_notes) for it in plans))
                )
            ),
            credits=list(
                dict.fromkeys(it.facts.travel_credit for it in plans if it.facts.travel_credit)
            ),
        )
    )
    roads = geojson.road_layer(view)
    start = f"mobilkontor.start({for_script(picture)}, {for_script(roads)});"
    return Page(
        language=texts.language,
        title=texts("compare.title"),
        body=Markup(html),
        scripts=(
            leaflet_script(),
            *own_assets("map_names.js", "compare_maps.js", "compare_page.js"),
            Asset("compare.js", start),
        ),
        styles=(leaflet_style(), *own_assets("base.css", "map.css", "compare.css")),
    )
