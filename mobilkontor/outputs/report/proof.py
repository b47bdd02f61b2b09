"""Say what is proved of a plan, figure by figure: state, worth, bound, gap, and what it covers."""

from __future__ import annotations

import math

from mobilkontor.core.goals import Goal
from mobilkontor.outputs.claims import Claims
from mobilkontor.outputs.texts import Texts

__all__ = ["FIGURES", "proof_rows"]

GAP_STEPS = 10_000

FIGURES = ("goal", "status", "objective", "bound", "gap", "scope")
"""What is told, in this order, as far as it exists."""


def proof_rows(claims: Claims, texts: Texts) -> list[tuple[str, str]]:
    """Return names and values of what is claimed of a plan.

    Parameters
    ----------
    claims : Claims
        Status, objective, bound and scope.
    texts : Texts
        The language.

    Returns
    -------
    list of (str, str)
        Rows of a table.
    """
    told = {
        "goal": texts(f"goal.{claims.goal.value}"),
        "status": texts(f"report.status.{claims.status.value.lower()}"),
        "objective": _money(claims.objective_sek, claims.goal, texts),
        "bound": texts("report.no_bound"),
    }
    if claims.bound_sek is not None:
        told["bound"] = _money(claims.bound_sek, claims.goal, texts)
        told["scope"] = texts(f"report.scope.{claims.scope.value.lower()}")
    if claims.gap is not None:
        # Rounded up, so that it stays true.
        gap = math.ceil(claims.gap * GAP_STEPS - 1e-6) / GAP_STEPS
        told["gap"] = texts.percent(gap, 2)
    return [(texts(f"report.proof.{name}"), told[name]) for name in FIGURES if name in told]


def _money(amount_sek: float, goal: Goal, texts: Texts) -> str:
    """Return an amount; a least cost is recorded as a negative worth and told as a cost."""
    shown = -amount_sek if goal is Goal.LEAST_COST else amount_sek
    return texts("money", amount=texts.number(shown))
