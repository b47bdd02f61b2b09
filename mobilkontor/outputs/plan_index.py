"""Draw the page that leads to the plans below a folder: a picture and the main facts of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mobilkontor.core.plan import Plan
from mobilkontor.indicators.registry import measure
from mobilkontor.outputs.assets import own_assets
from mobilkontor.outputs.claims import Claims
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.facts import PageFacts
from mobilkontor.outputs.report.plan_map import draw_plan_map
from mobilkontor.outputs.templates import templates
from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import view_map
from mobilkontor.outputs.words import proof_in_words

__all__ = ["IndexedPlan", "Link", "render_plan_index"]


@dataclass(frozen=True, slots=True)
class Link:
    """A page or file that the index leads to.

    Attributes
    ----------
    kind : str
        What it is, such as ``map``.
    address : str
        Where it is, relative to the index; not yet escaped.
    """

    kind: str
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class IndexedPlan:
    """A plan that the index shows.

    Attributes
    ----------
    plan : Plan
        The plan.
    claims : Claims
        How good it is said to be.
    facts : PageFacts
        Title, description and roads.
    links : tuple of Link
        Its pages, the most important one first.
    """

    plan: Plan
    claims: Claims
    facts: PageFacts
    links: tuple[Link, ...]


def render_plan_index(
    plans: Sequence[IndexedPlan], comparisons: Sequence[Link], texts: Texts
) -> Page:
    """Return the page that leads to some plans.

    Parameters
    ----------
    plans : sequence of IndexedPlan
        The plans, in the order to show them.
    comparisons : sequence of Link
        Pages that compare plans.
    texts : Texts
        The language.

    Returns
    -------
    Page
        The page, without scripts.
    """
    html = (
        templates()
        .get_template("plan_index.html")
        .render(cards=[_card(entry, texts) for entry in plans], comparisons=comparisons, t=texts)
    )
    return Page(
        language=texts.language,
        title=texts("plans.title"),
        body=Markup(html),
        scripts=(),
        styles=own_assets("base.css", "plan_index.css"),
    )


def _card(entry: IndexedPlan, texts: Texts) -> dict[str, object]:
    """Return what the page says of a plan."""
    plan = entry.plan
    view = view_map(plan, entry.facts)
    values = measure(plan, entry.facts.setting)
    label = texts("plans.picture", title=entry.facts.title)
    return {
        "title": entry.facts.title,
        "description": entry.facts.description_in(texts.language),
        "links": entry.links,
        "picture": draw_plan_map(view, texts, label),
        "cycle": texts.cycle(view.weeks),
        "per_cycle": texts.per_cycle(view.weeks),
        "season": entry.facts.season,
        "num_vehicles": len({duty.vehicle for duty in plan.duties}),
        "num_stops": len(plan.services),
        "num_offices": len(plan.offices),
        "values": values,
        "proof": proof_in_words(entry.claims, texts).short,
    }
