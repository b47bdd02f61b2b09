"""Put the decision paper together: question, plan, effects, cost, proof, assumptions, what is out.

The page holds text, tables and pictures, no script: it is there to be read and printed.
"""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.reach import BANDS_MIN
from mobilkontor.indicators.registry import measure
from mobilkontor.outputs import symbols, tabulate
from mobilkontor.outputs.assets import own_assets
from mobilkontor.outputs.claims import Claims, Origin
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.facts import PageFacts
from mobilkontor.outputs.report import charts
from mobilkontor.outputs.report.groups import municipality_reach
from mobilkontor.outputs.report.plan_map import draw_plan_map
from mobilkontor.outputs.report.proof import proof_rows
from mobilkontor.outputs.templates import templates
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import view_map
from mobilkontor.outputs.words import Words, indicator_rows, proof_in_words

__all__ = ["MEASURES", "MEASURES_OF_ALL", "render_report"]

NAMED_PLACES = 12
LEGEND_RADIUS_PX = 8.0

MEASURES = {"mean_travel_min": "mean_min", "p90_travel_min": "p90_min", "gini_travel": "gini"}
"""Measures of travel, with the attribute of a reach that holds them."""

MEASURES_OF_ALL = ("access", "access_worst_tenth", "gini_access", "atkinson_access")
USE = (
    *("stops", "visits", "opening_h", "distance_km", "co2_kg", "driving_h", "working_h"),
    *("nights_away", "open_of_work_share", "driving_of_work_share", "received_of_room_share"),
)
COSTS = {f"cost_of_{kind}_sek": kind for kind in charts.COST_KINDS} | {"cost_sek": "all"}


def render_report(
    plan: Plan, claims: Claims, origin: Origin, facts: PageFacts, texts: Texts
) -> Page:
    """Return the decision paper of a plan.

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

    Returns
    -------
    Page
        The page, without scripts.
    """
    return Page(
        language=texts.language,
        title=texts("report.title", title=facts.title),
        body=_body(plan, claims, origin, facts, texts),
        scripts=(),
        styles=own_assets("base.css", "report.css"),
    )


def _body(plan: Plan, claims: Claims, origin: Origin, facts: PageFacts, texts: Texts) -> Markup:
    """Return everything between the body tags."""
    view = view_map(plan, facts)
    values = measure(plan, facts.setting)
    *municipalities, everywhere = municipality_reach(plan, facts.setting)
    words = Words(view, texts)
    rows = {entry.name: row for entry, row in indicator_rows(values, view.weeks, texts)}
    html = (
        templates()
        .get_template("report.html")
        .render(
            plan=plan,
            origin=origin,
            facts=facts,
            description=facts.description_in(texts.language),
            view=view,
            t=texts,
            words=words,
            values=values,
            bands=BANDS_MIN,
            municipalities=municipalities,
            everywhere=everywhere,
            measures=MEASURES,
            measures_of_all=MEASURES_OF_ALL,
            cost_rows=[
                (kind, rows[name]) for name, kind in COSTS.items() if name in rows and values[name]
            ],
            use_rows=[rows[name] for name in USE if name in rows],
            driven={duty.vehicle for duty in plan.duties},
            plan_map=draw_plan_map(view, texts),
            far_chart=charts.far_chart(everywhere.everyone, texts),
            municipality_chart=charts.municipality_chart(municipalities, texts),
            cost_chart=charts.cost_chart(values, texts),
            work_chart=charts.work_chart(values, texts),
            proof=proof_in_words(claims, texts),
            proof_rows=proof_rows(claims, texts),
            unserved_groups=tabulate.unserved_groups(view),
            elderly_sources=sorted({it.source for it in facts.setting.municipalities} - {""}),
            population_rows=tabulate.population_rows(view),
            names=Counter(map(words.parameter, facts.parameters)),
            named_places=NAMED_PLACES,
            legend=_legend_symbols,
            stop_symbol=_stop_symbol,
        )
    )
    return Markup(html)


def _stop_symbol(vehicle: int) -> Markup:
    """Return the symbol and the line of a vehicle."""
    style = symbols.vehicle_style(vehicle)
    stop = symbols.stop_symbol(style, LEGEND_RADIUS_PX, "", is_estimate=False)
    return Markup(f"{stop}{symbols.line_symbol(style)}")


def _legend_symbols() -> list[tuple[str, Markup]]:
    """Return the symbols that every map may hold, with the key of their text."""
    return [
        ("legend.office", Markup(symbols.office_symbol(is_open=True))),
        ("legend.office_new", Markup(symbols.office_symbol(is_open=True, is_new=True))),
        ("legend.depot", Markup(symbols.depot_symbol())),
        ("legend.night", Markup(symbols.moon_symbol(is_used=True))),
        ("legend.left_out", Markup(symbols.unserved_symbol(is_left_out=True))),
    ]
