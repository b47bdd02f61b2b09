"""Own what a plan file says beside the plan: what is claimed of it, and what it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.core.goals import FairnessPrice, Goal, Reached
from mobilkontor.core.result import Result, Scope, Status, StopReason, relative_gap

__all__ = ["Claims", "Origin", "claims_of"]


@dataclass(frozen=True, slots=True)
class Claims:
    """How good a plan is said to be.

    Attributes
    ----------
    status : Status
        ``OPTIMAL`` only if the gap is closed within ``scope``.
    stop_reason : StopReason
        Why the search ended.
    objective_sek : float
        Worth of the plan per cycle [SEK].
    bound_sek : float or None
        Proved limit on the worth of any plan within ``scope`` [SEK]; None if none was proved.
    scope : Scope
        Which duties the bound speaks of.
    goal : Goal
        What the objective counts.
    earlier : tuple of Reached
        What the goals before it reached.
    fairness : FairnessPrice or None
        What fairness costs, if that was asked for.
    """

    status: Status
    stop_reason: StopReason
    objective_sek: float
    bound_sek: float | None
    scope: Scope
    goal: Goal = Goal.VALUE_MINUS_COST
    earlier: tuple[Reached, ...] = ()
    fairness: FairnessPrice | None = None

    @property
    def gap(self) -> float | None:
        """Relative gap, or None without a bound."""
        if self.bound_sek is None:
            return None
        return relative_gap(self.objective_sek, self.bound_sek)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a plan was made from.

    Attributes
    ----------
    scenario_name, scenario_path, scenario_sha256 : str
        Name, file as the user wrote it, and hash of everything it reads.
    matrix_provider, matrix_sha256, matrix_date : str
        What made the travel matrix of mobile offices, its hash, and the date of its data as that
        states it; empty if nothing does.
    versions : tuple of (str, str)
        Packages that made the plan, with their versions, by name.
    seed : int
        Seed of the search.
    """

    scenario_name: str
    scenario_path: str
    scenario_sha256: str
    matrix_provider: str
    matrix_sha256: str
    matrix_date: str
    versions: tuple[tuple[str, str], ...]
    seed: int


def claims_of(result: Result) -> Claims:
    """Return what a result claims, without the plan and how it was found."""
    return Claims(
        status=result.status,
        stop_reason=result.stop_reason,
        objective_sek=result.objective_sek,
        bound_sek=result.bound_sek,
        scope=result.scope,
        goal=result.goal,
        earlier=result.earlier,
        fairness=result.fairness,
    )
