"""Check that goals, coverage and candidate offices can mean something together."""

from __future__ import annotations

from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import consistency as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_goals"]


def check_goals(case: Case) -> None:
    """Add a problem for each goal that lacks what it is measured by.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    _check_least_cost(case)
    _check_covered_floors(case)
    _check_candidate_offices(case)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _check_least_cost(case: Case) -> None:
    """Check that something is promised where the least cost is the first goal."""
    draft = case.draft
    objective = draft.objective
    fairness = draft.fairness
    wants_something = (
        any(f.min_visits or f.min_met_share or f.min_covered_share for f in draft.floors.values())
        or draft.promises
        or draft.locks
        or (fairness is not None and fairness.worst_off is not None)
    )
    if objective is not None and objective.kind == "least_cost" and not wants_something:
        path = ("objective", "kind")
        _tell(case, path, messages.least_cost_of_nothing(key_text(path)))


def _check_covered_floors(case: Case) -> None:
    """Check that it is said what covered means where a floor asks for it."""
    if case.draft.coverage is not None or case.entry.get("coverage") is not None:
        return
    for index, floor in case.draft.floors.items():
        if floor.min_covered_share:
            path: KeyPath = ("floors", index, "min_covered_share")
            _tell(case, path, messages.coverage_not_stated(key_text(path)))


def _check_candidate_offices(case: Case) -> None:
    """Check that no candidate is an office that is open anyway."""
    rows = case.offices.values if case.offices is not None else ()
    is_open = {office.place: office.is_open for office in rows}
    is_open |= {switch.place: switch.open for switch in case.draft.offices.values()}
    for index, candidate in case.draft.candidate_offices.items():
        if is_open.get(candidate.place, False):
            path = ("candidate_offices", index, "place")
            _tell(case, path, messages.candidate_is_open(key_text(path), candidate.place))
