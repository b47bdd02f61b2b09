"""Own the sides of a comparison: each plan, and "no plan", with what every place gets from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mobilkontor.core.places import Place
from mobilkontor.core.plan import Plan
from mobilkontor.indicators.reach import nearest_s, services_after
from mobilkontor.indicators.registry import INDICATORS, measure
from mobilkontor.outputs.claims import Origin
from mobilkontor.outputs.comparison.grounds import GROUNDS_OF, Fingerprints
from mobilkontor.outputs.facts import PageFacts

__all__ = ["FOUR_WEEKS", "MOST_PLANS", "NO_PLAN", "ComparedPlan", "Offer", "Side", "sides_of"]

FOUR_WEEKS = 4
MOST_PLANS = 6
NO_PLAN = 0
"""Position of "no plan" among the sides."""

LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True, eq=False)
class ComparedPlan:
    """A plan to compare.

    Attributes
    ----------
    plan : Plan
        The plan.
    facts : PageFacts
        What it stands in.
    folder : str
        What its folder is called, to tell plans of one title apart.
    origin : Origin
        What it was made from.
    fingerprints : mapping of Ground to str
        What its figures rest on.
    settings : mapping of str to str
        Every setting of its scenario by key, as text.
    """

    plan: Plan
    facts: PageFacts
    folder: str
    origin: Origin
    fingerprints: Fingerprints
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """What a place has: an office that stands there, else visits in four weeks."""

    is_office: bool
    visits: float
    is_new: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a comparison.

    Attributes
    ----------
    letter, title : str
        What it is called in tables and in full; both empty for "no plan".
    places : mapping of str to Place
        Places of its scenario, by id.
    offers : mapping of str to Offer
        What the places that get something have.
    travel_s : mapping of str to int or None
        Travel time of each place to the nearest office or stop [s].
    values : mapping of str to float or None
        Indicators, sums over a cycle as sums over four weeks.
    fingerprints : mapping of Ground to str
        What the figures rest on.
    settings : mapping of str to str
        Settings of the scenario.
    """

    letter: str
    title: str
    places: Mapping[str, Place]
    offers: Mapping[str, Offer]
    travel_s: Mapping[str, int | None]
    values: Mapping[str, float | None]
    fingerprints: Fingerprints
    settings: Mapping[str, str]

    @property
    def is_plan(self) -> bool:
        """Whether this is a plan, and not "no plan"."""
        return bool(self.letter)


def sides_of(plans: Sequence[ComparedPlan]) -> tuple[Side, ...]:
    """Return "no plan" and then the plans.

    Parameters
    ----------
    plans : sequence of ComparedPlan
        One to six plans. The first one's scenario is that of "no plan": its open fixed offices,
        its travel times.

    Returns
    -------
    tuple of Side
        One more than plans.
    """
    first = plans[0]
    nothing = Plan(first.plan.horizon, (), (), (), ())
    titles = _titles(plans)
    return (
        _side(nothing, first, "", ""),
        *(
            _side(entry.plan, entry, letter, title)
            for entry, letter, title in zip(plans, LETTERS, titles, strict=False)
        ),
    )


def _titles(plans: Sequence[ComparedPlan]) -> list[str]:
    """Return what the plans are called: their folder is added where a title is another's too."""
    titles = [entry.facts.title for entry in plans]
    return [
        title if titles.count(title) == 1 else f"{title} ({entry.folder})"
        for title, entry in zip(titles, plans, strict=True)
    ]


def _side(plan: Plan, entry: ComparedPlan, letter: str, title: str) -> Side:
    """Return a plan as a side."""
    setting = entry.facts.setting
    factor = FOUR_WEEKS / plan.horizon.weeks
    measured = measure(plan, setting)
    per_cycle = {it.name for it in INDICATORS if it.unit.endswith("/cycle")}
    return Side(
        letter=letter,
        title=title,
        places={place.id: place for place in setting.places},
        offers={
            **{it.place: Offer(False, it.visits_per_cycle * factor) for it in plan.services},
            **{place: Offer(True, 0.0) for place in setting.open_offices},
            **{it.place: Offer(True, 0.0, is_new=True) for it in plan.offices},
        },
        travel_s=nearest_s(setting, services_after(plan, setting)),
        values={
            name: value * factor if value is not None and name in per_cycle else value
            for name, value in measured.items()
            if name in GROUNDS_OF
        },
        fingerprints=entry.fingerprints,
        settings=entry.settings,
    )
