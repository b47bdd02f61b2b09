"""Plans of the example region to compare: the one of a week, and changes of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from mobilkontor.core.plan import NewOffice, Plan
from mobilkontor.indicators.setting import Setting
from mobilkontor.outputs.comparison.grounds import Ground
from mobilkontor.outputs.comparison.side import ComparedPlan
from tests.outputs import example


def compared(
    plan: Plan,
    *,
    folder: str = "example",
    grounds: Mapping[Ground, str] | None = None,
    settings: Mapping[str, str] | None = None,
    setting: Setting | None = None,
    title: str = "",
) -> ComparedPlan:
    """Return a plan to compare, in the example region."""
    facts = dataclasses.replace(
        example.facts(),
        setting=setting or example.setting(),
        title=title or example.facts().title,
    )
    return ComparedPlan(
        plan=plan,
        facts=facts,
        folder=folder,
        origin=example.origin(),
        fingerprints={ground: "same" for ground in Ground} | dict(grounds or {}),
        settings=settings or {"cycle.weeks": str(plan.horizon.weeks)},
    )


def one_visit_less() -> Plan:
    """Return the plan of a week without the second visit to beta, on Tuesday."""
    whole = example.plan()
    services = tuple(
        dataclasses.replace(it, visits_per_cycle=1, days=(0,)) if it.place == "beta" else it
        for it in whole.services
    )
    return dataclasses.replace(whole, duties=whole.duties[:2], services=services)


def with_office(cost_sek: float = 40_000.0) -> Plan:
    """Return the plan of a week with a new fixed office in zeta, which has no stop."""
    return dataclasses.replace(example.plan(), offices=(NewOffice("zeta", cost_sek, 2.0),))


def only_office() -> Plan:
    """Return a plan that opens an office in gamma and sends out no vehicle."""
    return Plan(example.plan().horizon, (), (), (), (), (NewOffice("gamma", 50_000.0, 4.0),))
