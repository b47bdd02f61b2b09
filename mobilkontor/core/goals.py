"""Own the goals that a plan can be made for, and what earlier goals of a plan reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FairnessPrice", "Goal", "LaterGoal", "Reached"]


class Goal(StrEnum):
    """What counts in the objective: the worth of met visits, the cost, or both."""

    VALUE_MINUS_COST = "value_minus_cost"
    MOST_BENEFIT = "most_benefit"
    LEAST_COST = "least_cost"

    @property
    def value_weight(self) -> float:
        """Weight of the worth of met visits."""
        return 0.0 if self is Goal.LEAST_COST else 1.0

    @property
    def cost_weight(self) -> float:
        """Weight of the cost."""
        return 0.0 if self is Goal.MOST_BENEFIT else 1.0


@dataclass(frozen=True, slots=True)
class LaterGoal:
    """A goal that comes after others.

    Attributes
    ----------
    goal : Goal
        What counts.
    give_up : float
        Share of what each earlier goal reached that may be given up for it.
    """

    goal: Goal
    give_up: float


@dataclass(frozen=True, slots=True)
class FairnessPrice:
    """What fairness costs: how much more the best plan found without it is worth.

    Attributes
    ----------
    price_sek : float
        Its value minus cost, less that of the plan [SEK per cycle].
    met_visits : float
        Visits that it meets more [visits per cycle].
    least_sek, most_sek : float or None
        Proved limits of the true price, that between the best plan with and the best without; None
        where nothing is proved, or evened visits are worth something else than met ones.
    """

    price_sek: float
    met_visits: float
    least_sek: float | None
    most_sek: float | None


@dataclass(frozen=True, slots=True)
class Reached:
    """What a plan reached for a goal, and what is proved that no plan exceeds.

    Attributes
    ----------
    goal : Goal
        What counted.
    objective_sek : float
        What the best plan found is worth by it [SEK].
    bound_sek : float or None
        Proved limit [SEK]; None if none was proved.
    """

    goal: Goal
    objective_sek: float
    bound_sek: float | None

    def least_sek(self, give_up: float) -> float:
        """Return what is left of it if a share of it may be given up [SEK]."""
        return self.objective_sek - give_up * abs(self.objective_sek)
