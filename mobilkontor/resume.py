"""Lose no better plan: keep each as checkpoint, and go on from what an earlier run left.

The search starts from the earlier plan, so its outcome is no worse. Only where duties of that plan
are gone from its pools, as after a change of the program, it may be; then the earlier plan stays
the answer, which it can be because the verifier does not care how a plan was found.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mobilkontor import api
from mobilkontor.core.errors import (
    LimitReachedError,
    OutputError,
    Problem,
    ScenarioError,
    VerificationError,
)
from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import Duty
from mobilkontor.core.result import Result, Scope, Status, StopReason
from mobilkontor.keeper import keep_plans

__all__ = ["Checkpoints", "Task", "judge"]

ROUNDING_SEK = 0.01
"""A plan file gives its worth to the hundredth."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is planned, and where the plan goes.

    Attributes
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    instance : Instance
        Its planning problem.
    folder : Path
        Where to write.
    roads_left : RoadsLeft
        Ways while roads are closed, by which the verifier judges every plan.
    """

    scenario: api.Scenario
    travel: api.Travel
    instance: Instance
    folder: Path
    roads_left: api.RoadsLeft


def judge(task: Task, result: Result) -> None:
    """Let a plan pass if it keeps every rule and is worth what is said.

    Parameters
    ----------
    task : Task
        What is planned.
    result : Result
        A complete plan with its proof.

    Raises
    ------
    VerificationError
        With every violation.
    """
    claim = api.Claim(result.objective_sek, result.bound_sek, result.earlier)
    report = api.verify(
        task.scenario, task.travel, task.instance, result.plan, claim, task.roads_left
    )
    if not report.is_clean:
        msg = (
            "The plan breaks a rule, so nothing was written of it. This is a defect of "
            f"mobilkontor; please report it with these lines.\n{report.text}"
        )
        raise VerificationError(msg)


class Checkpoints:
    """The best plan so far as a file, of this run and of one before it.

    Parameters
    ----------
    task : Task
        What is planned, and where the plan goes.
    stop : threading.Event
        Set if a better plan breaks a rule.
    say : callable
        Takes what the user has to know, from any thread.
    is_resumed : bool
        Whether to go on from what an earlier run left.

    Raises
    ------
    ScenarioError
        If the run is to go on from a checkpoint that cannot be used.
    """

    def __init__(
        self, task: Task, stop: threading.Event, say: Callable[[str], None], *, is_resumed: bool
    ) -> None:
        self._task, self._stop, self._tell = task, stop, say
        self._path = task.folder / api.CHECKPOINT
        self._has_failed = False
        self._kept = self._earlier(self._path, is_strict=is_resumed)
        self._earlier_plan: api.Earlier | None = None
        if is_resumed:
            self._earlier_plan = self._best_earlier()
        elif self._kept is not None:
            self._say(
                f"{self._path} holds a plan of a run that was cut off, worth "
                f"{_worth_sek(self._kept):.0f} SEK. This run starts anew and keeps that plan until "
                "it has a better one; --resume goes on from it."
            )

    @property
    def start(self) -> api.Start | None:
        """Where the search goes on from, if anywhere."""
        earlier = self._earlier_plan
        if earlier is None:
            return None

        def tell_lost(lost: tuple[Duty, ...]) -> None:
            """Say that the search starts from a part of the plan."""
            self._say(
                f"{len(lost)} of its {len(earlier.plan_file.plan.duties)} duties are not among "
                "those that this version lists, or belong to such; the search starts from the "
                "others, and the result is no worse than the earlier plan."
            )

        plan_file = earlier.plan_file
        return api.Start(plan_file.plan, earlier.bound_sek, tell_lost, plan_file.claims.earlier)

    def keep(self) -> AbstractContextManager[Callable[[Result], None]]:
        """Return a context whose value keeps every better plan that it is given.

        Returns
        -------
        context manager of callable
            Raises at its end if one of the plans breaks a rule.
        """
        known = [_rank(plan) for plan in (self._kept, self._earlier_plan) if plan is not None]
        return keep_plans(self._write, max(known, default=(0, -math.inf)), self._stop)

    def better_of(
        self, search: Callable[[], Result], at_limit: StopReason = StopReason.TIME_LIMIT
    ) -> Result:
        """Return what a search finds, or the plan it went on from if that is better.

        Parameters
        ----------
        search : callable
            The search; its plan is complete.
        at_limit : StopReason
            What has ended it if it finds no plan.

        Returns
        -------
        Result
            The better of the two, with what the search proved.
        """
        earlier = self._earlier_plan
        if earlier is None:
            return search()
        claims = earlier.plan_file.claims
        try:
            found = search()
        except LimitReachedError:
            reason = StopReason.INTERRUPTED if self._stop.is_set() else at_limit
            return _as_result(earlier, reason, None, Scope.GENERATED_DUTIES)
        if _is_no_worse(found, earlier):
            return found
        bound = found.bound_sek
        if bound is not None:
            bound = max(bound, claims.objective_sek)
        return _as_result(earlier, found.stop_reason, bound, found.scope)

    def remove_unless_better(self, result: Result) -> None:
        """Remove the checkpoint, unless this run started anew and ended with a worse plan.

        Parameters
        ----------
        result : Result
            The plan that was written.
        """
        if self._kept is None or _is_no_worse(result, self._kept):
            api.remove(self._path)
        else:
            self._say(f"{self._path} holds a better plan still; --resume goes on from it.")

    def _write(self, result: Result) -> None:
        """Complete, verify and write one plan; a full disk is no reason to end the search."""
        task = self._task
        result = api.complete(task.scenario, task.travel, result)
        judge(task, result)
        indicators = api.measure(task.scenario, task.travel, result.plan)
        try:
            api.write(
                api.checkpoint(task.scenario, task.travel, result, indicators, folder=task.folder)
            )
        except OutputError as error:
            if not self._has_failed:
                self._say(f"{error} The search goes on without checkpoint.")
            self._has_failed = True

    def _best_earlier(self) -> api.Earlier | None:
        """Return the best plan of an earlier run, and say which it is."""
        written = self._earlier(self._task.folder / "plan.json", is_strict=False)
        found = [plan for plan in (self._kept, written) if plan is not None]
        if not found:
            self._say(
                f"{self._task.folder} holds no checkpoint and no plan of this scenario as it is "
                "now, so there is nothing to go on from: the search starts anew."
            )
            return None
        best = max(found, key=_rank)
        self._say(f"Going on from {best.path}, a plan worth {_worth_sek(best):.0f} SEK.")
        return best

    def _earlier(self, path: Path, *, is_strict: bool) -> api.Earlier | None:
        """Return the plan of a file if it can be gone on from; else raise, or return None."""
        task = self._task
        try:
            found = api.earlier(path, task.scenario, task.travel)
            if found is None:
                return None
            claims = found.plan_file.claims
            claim = api.Claim(claims.objective_sek, found.bound_sek, claims.earlier)
            plan = found.plan_file.plan
            report = api.verify(
                task.scenario, task.travel, task.instance, plan, claim, task.roads_left
            )
            if not report.is_clean:
                text = (
                    "the plan breaks rules of its scenario, so the file was changed or is of "
                    "another version. Remove it, or plan anew without --resume.\n"
                    f"{report.text}"
                )
                raise ScenarioError((Problem(str(path), 0, "E431", text),))
        except ScenarioError:
            if is_strict:
                raise
            return None
        return found

    def _say(self, text: str) -> None:
        """Tell the user something, without anything that steers the terminal."""
        self._tell(api.for_terminal(text))


def _worth_sek(earlier: api.Earlier) -> float:
    """Return what an earlier plan is worth [SEK]."""
    return earlier.plan_file.claims.objective_sek


def _rank(earlier: api.Earlier) -> tuple[int, float]:
    """Return what earlier plans are compared by: goals reached before, then worth [SEK]."""
    return len(earlier.plan_file.claims.earlier), _worth_sek(earlier)


def _is_no_worse(result: Result, earlier: api.Earlier) -> bool:
    """Tell whether a result is as good as an earlier plan: for a later goal, or worth as much."""
    goals, worth_sek = _rank(earlier)
    return (len(result.earlier), result.objective_sek) >= (goals, worth_sek - ROUNDING_SEK)


def _as_result(
    earlier: api.Earlier, reason: StopReason, bound_sek: float | None, scope: Scope
) -> Result:
    """Return an earlier plan as the outcome of this run."""
    return Result(
        status=Status.FEASIBLE,
        stop_reason=reason,
        plan=earlier.plan_file.plan,
        objective_sek=_worth_sek(earlier),
        bound_sek=bound_sek,
        scope=scope,
        seed=earlier.plan_file.origin.seed,
        runtime_s=0.0,
        goal=earlier.plan_file.claims.goal,
        earlier=earlier.plan_file.claims.earlier,
    )
