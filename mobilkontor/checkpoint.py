"""Keep the best plan so far as a file of a plan's format, and take it up again in a later run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.core.result import Result
from mobilkontor.handover import origin_of
from mobilkontor.outputs.claims import claims_of
from mobilkontor.outputs.plan_file import document_bytes, plan_document
from mobilkontor.outputs.plan_reader import PlanFile, read_plan
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = ["CHECKPOINT", "Earlier", "checkpoint_file", "earlier_plan"]

CHECKPOINT = "checkpoint.json"

ROUNDING_SEK = 0.01
"""A plan file gives amounts to the hundredth, so the true bound may be this much higher."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan that an earlier run of the same scenario left.

    Attributes
    ----------
    path : Path
        Its file.
    plan_file : PlanFile
        What the file says.
    bound_sek : float or None
        The bound of that run [SEK], if the same versions over the same matrix proved one.
    """

    path: Path
    plan_file: PlanFile
    bound_sek: float | None


def checkpoint_file(
    scenario: Scenario,
    travel: Travel,
    result: Result,
    indicators: Mapping[str, float | None],
    *,
    folder: Path,
) -> dict[Path, bytes]:
    """Return the file that keeps the best plan so far.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    result : Result
        The best plan so far, complete.
    indicators : mapping of str to float or None
        Value of each indicator.
    folder : Path
        Where the file shall be.

    Returns
    -------
    dict of Path to bytes
        Its content by its path.
    """
    origin = origin_of(scenario, travel, seed=result.seed, folder=folder)
    document = plan_document(result.plan, claims_of(result), origin, indicators)
    return {folder / CHECKPOINT: document_bytes(document)}


def earlier_plan(path: Path, scenario: Scenario, travel: Travel) -> Earlier | None:
    """Return the plan of a file that an earlier run of a scenario left.

    Parameters
    ----------
    path : Path
        A checkpoint or a plan file.
    scenario : Scenario
        The scenario as it is now.
    travel : Travel
        Its travel times.

    Returns
    -------
    Earlier or None
        None if there is no such file.

    Raises
    ------
    ScenarioError
        If the file cannot be used, or is of another state of the scenario.
    """
    if not path.exists():
        return None
    plan_file = read_plan(path)
    claims, origin = plan_file.claims, plan_file.origin
    if origin.scenario_sha256 != scenario.sha256:
        text = (
            f"the plan was made from another state of {scenario.path} or a table it names, so "
            "nothing is known of it here. Undo the change to go on from it, plan anew without "
            "--resume, or name another folder with --out."
        )
        raise ScenarioError((Problem(str(path), 0, "E430", text),))
    now = origin_of(scenario, travel, seed=origin.seed, folder=path.parent)
    is_same_problem = (origin.matrix_sha256, dict(origin.versions)) == (
        now.matrix_sha256,
        dict(now.versions),
    )
    bound = claims.bound_sek if is_same_problem else None
    return Earlier(path, plan_file, None if bound is None else bound + ROUNDING_SEK)
