"""Fill the templates of the map page: popups, head, panel and tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.registry import measure
from mobilkontor.outputs import finder, symbols, tabulate
from mobilkontor.outputs.claims import Claims, Origin
from mobilkontor.outputs.facts import PageFacts
from mobilkontor.outputs.palette import ACCESS_BANDS
from mobilkontor.outputs.rhythm import legend_rows
from mobilkontor.outputs.steps import step_rows
from mobilkontor.outputs.templates import templates
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.tiles import Tiles
from mobilkontor.outputs.vehicle_tables import vehicle_tables
from mobilkontor.outputs.views import MapView
from mobilkontor.outputs.words import COVERED_REASONS, Words, indicator_rows, proof_in_words

__all__ = ["render_body", "render_popups"]

LEGEND_RADIUS_PX = 10.0


@cache
def _templates() -> Environment:
    """Return the templates with the symbols of the map."""
    environment = templates().overlay()
    environment.globals = templates().globals | {
        "style": symbols.vehicle_style,
        "line_symbol": lambda vehicle: Markup(symbols.line_symbol(symbols.vehicle_style(vehicle))),
        "stop_symbol": _stop_symbol,
        "weeks_symbol": lambda weeks: Markup(symbols.weeks_symbol(weeks)),
        "office_symbol": lambda is_open, is_new=False: Markup(
            symbols.office_symbol(is_open=is_open, is_new=is_new)
        ),
        "moon_symbol": lambda is_used: Markup(symbols.moon_symbol(is_used=is_used)),
        "depot_symbol": lambda: Markup(symbols.depot_symbol()),
        "unserved_symbol": lambda is_left_out: Markup(
            symbols.unserved_symbol(is_left_out=is_left_out)
        ),
        "year_symbol": lambda weeks: Markup(symbols.year_symbol(weeks)),
        "band_symbol": lambda band: Markup(symbols.band_symbol(band)),
        "bands": ACCESS_BANDS,
        "covered_reasons": COVERED_REASONS,
    }
    return environment


def _stop_symbol(
    vehicle: int,
    text: str = "",
    *,
    number: str = "",
    is_estimate: bool = False,
    weeks: Sequence[bool] = (),
) -> Markup:
    """Return the symbol of a vehicle's stops, in the size of the legend."""
    style = symbols.vehicle_style(vehicle)
    svg = symbols.stop_symbol(
        style, LEGEND_RADIUS_PX, text, number=number, is_estimate=is_estimate, weeks=weeks
    )
    return Markup(svg)


def render_popups(view: MapView, texts: Texts) -> list[str]:
    """Return the popup of every place, as HTML.

    Parameters
    ----------
    view : MapView
        The map.
    texts : Texts
        The language.

    Returns
    -------
    list of str
        Popups in the order of the places.
    """
    popup = _templates().get_template("popups.html").module.place_popup  # type: ignore[attr-defined]
    words = Words(view, texts)
    return [str(popup(entry, words, texts)) for entry in view.places.values()]


def render_body(
    plan: Plan,
    claims: Claims,
    origin: Origin,
    facts: PageFacts,
    view: MapView,
    texts: Texts,
    tiles: Tiles | None = None,
) -> Markup:
    """Return everything between the body tags but the scripts.

    Parameters
    ----------
    plan, claims, origin : Plan, Claims, Origin
        What the plan file says.
    facts : PageFacts
        What the page shows beside the plan.
    view : MapView
        The map.
    texts : Texts
        The language.
    tiles : Tiles or None
        Whose background map is fetched, if any.

    Returns
    -------
    Markup
        Escaped HTML.
    """
    values = measure(plan, facts.setting)
    municipalities = tabulate.municipality_rows(plan, view, facts.setting)
    html = (
        _templates()
        .get_template("page.html")
        .render(
            plan=plan,
            origin=origin,
            facts=facts,
            description=facts.description_in(texts.language),
            tiles=tiles,
            view=view,
            t=texts,
            words=Words(view, texts),
            values=values,
            driven={duty.vehicle for duty in plan.duties},
            proof=proof_in_words(claims, texts),
            total=municipalities[-1],
            municipalities=municipalities,
            frequencies=legend_rows(view),
            number_of=lambda vehicle: symbols.vehicle_number(vehicle, len(view.vehicles)),
            steps=step_rows(view, texts),
            choices=finder.municipalities(view),
            vehicle_tables=vehicle_tables(plan, view),
            unserved_groups=tabulate.unserved_groups(view),
            road_rows=tabulate.road_rows(facts.roads),
            population_rows=tabulate.population_rows(view),
            indicators=indicator_rows(values, view.weeks, texts),
        )
    )
    return Markup(html)
