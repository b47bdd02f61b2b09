"""Own what a rule is, and how a rule about one duty becomes a rule about a plan.

A rule is a function with one code; it looks at the case and yields what it finds wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mobilkontor.core.plan import Duty
from mobilkontor.verify.case import Case
from mobilkontor.verify.facts import Facts
from mobilkontor.verify.replay import Replay
from mobilkontor.verify.report import Finding

__all__ = ["Rule", "for_all_duties", "for_all_replays"]

Rule = Callable[[Case], Iterator[Finding]]


def for_all_duties(rule: Callable[[Facts, Duty], Iterator[Finding]]) -> Rule:
    """Apply a rule to every duty of a plan.

    Parameters
    ----------
    rule : callable
        Judges one duty as the plan records it.

    Returns
    -------
    Rule
        Judges all of them, in the order of the plan.
    """

    def _judge(case: Case) -> Iterator[Finding]:
        for duty in case.plan.duties:
            yield from rule(case.facts, duty)

    return _judge


def for_all_replays(rule: Callable[[Facts, Replay], Iterator[Finding]]) -> Rule:
    """Apply a rule to every duty of a plan that can be replayed.

    A duty with an unknown vehicle or place cannot; it has a violation of its own.

    Parameters
    ----------
    rule : callable
        Judges one replay.

    Returns
    -------
    Rule
        Judges all of them, in the order of the plan.
    """

    def _judge(case: Case) -> Iterator[Finding]:
        for replay in case.replays:
            if replay is not None:
                yield from rule(case.facts, replay)

    return _judge
