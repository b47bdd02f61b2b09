"""Own what a run reports: status, objective, bound, gap and what the bound covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from mobilkontor.core.goals import FairnessPrice, Goal, Reached
from mobilkontor.core.plan import Plan

__all__ = ["Progress", "Result", "Scope", "Status", "StopReason", "relative_gap"]


class Status(StrEnum):
    """What is known of the plan."""

    OPTIMAL = "OPTIMAL"
    FEASIBLE = "FEASIBLE"


class StopReason(StrEnum):
    """Why the search ended."""

    PROVED = "proved"
    GAP_LIMIT = "gap_limit"
    TIME_LIMIT = "time_limit"
    INTERRUPTED = "interrupted"
    EXHAUSTED = "exhausted"


class Scope(StrEnum):
    """Which duties the bound speaks of."""

    ALL_DUTIES = "ALL_DUTIES"
    GENERATED_DUTIES = "GENERATED_DUTIES"


def relative_gap(objective: float, bound: float) -> float:
    """Return ``abs(objective - bound) / max(1, abs(objective))``."""
    return abs(objective - bound) / max(1.0, abs(objective))


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of the progress table.

    Attributes
    ----------
    time_s : float
        Since the run began [s].
    phase : str
        What the solver is doing, such as ``enumerate`` or ``bound``.
    columns : int
        Columns in the restricted master.
    objective_sek, bound_sek : float or None
        Best plan and best proved bound so far.
    served_residents : int or None
        Residents whose place has, or uses, a stop in the best plan so far.
    """

    time_s: float
    phase: str
    columns: int
    objective_sek: float | None = None
    bound_sek: float | None = None
    served_residents: int | None = None

    @property
    def gap(self) -> float | None:
        """Relative gap, or None while there is no plan or no bound."""
        if self.objective_sek is None or self.bound_sek is None:
            return None
        return relative_gap(self.objective_sek, self.bound_sek)


@dataclass(frozen=True, slots=True)
class Result:
    """A plan with its proof.

    Attributes
    ----------
    status : Status
        ``OPTIMAL`` only if the gap is closed within ``scope``.
    stop_reason : StopReason
        Why the search ended.
    plan : Plan
        The best plan found.
    objective_sek : float
        Its worth per cycle.
    bound_sek : float or None
        Proved limit on the worth of any plan within ``scope``; None if none was proved.
    scope : Scope
        Which duties the bound speaks of.
    seed : int
        Seed of the search.
    runtime_s : float
        Time of the search [s].
    trace : tuple of Progress
        How objective and bound closed in on each other.
    goal : Goal
        What the objective counts.
    earlier : tuple of Reached
        What the goals before it reached.
    fairness : FairnessPrice or None
        What fairness costs, if that was asked for.
    """

    status: Status
    stop_reason: StopReason
    plan: Plan
    objective_sek: float
    bound_sek: float | None
    scope: Scope
    seed: int
    runtime_s: float
    trace: tuple[Progress, ...] = field(default=())
    goal: Goal = Goal.VALUE_MINUS_COST
    earlier: tuple[Reached, ...] = ()
    fairness: FairnessPrice | None = None

    @property
    def gap(self) -> float | None:
        """Relative gap, or None without a bound."""
        if self.bound_sek is None:
            return None
        return relative_gap(self.objective_sek, self.bound_sek)
