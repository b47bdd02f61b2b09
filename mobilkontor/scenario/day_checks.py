"""Check that the days named for places lie in the cycle and do not contradict each other."""

from __future__ import annotations

from mobilkontor.scenario.case import Case
from mobilkontor.scenario.messages import visits as messages
from mobilkontor.scenario.messages.message import Message
from mobilkontor.scenario.schema import Cycle
from mobilkontor.scenario.wish_schema import Forbidden, LockEntry
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_days"]


def check_days(case: Case) -> None:
    """Add a problem for each lock, allowed or forbidden day that cannot be meant.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    cycle = case.draft.cycle
    if cycle is None:
        return
    _check_forbidden_weeks(case, cycle)
    _check_allowed_weekdays(case, cycle)
    for index, lock in case.draft.locks.items():
        path: KeyPath = ("locks", index)
        _check_lock_in_cycle(case, path, lock, cycle)
        _check_lock_at_place(case, path, lock)


def _tell(case: Case, path: KeyPath, message: Message) -> None:
    case.problems.add(case.entry.position_at(path), message)


def _check_forbidden_weeks(case: Case, cycle: Cycle) -> None:
    """Check that the weeks of forbidden days lie in the cycle."""
    for index, forbidden in case.draft.forbidden_days.items():
        for position, week in enumerate(forbidden.weeks):
            if week >= cycle.weeks:
                path = ("forbidden_days", index, "weeks", position)
                _tell(case, path, messages.week_outside_cycle(key_text(path), week, cycle.weeks))


def _check_allowed_weekdays(case: Case, cycle: Cycle) -> None:
    """Check that each place may be visited on a working day."""
    for index, allowed in case.draft.allowed_days.items():
        if not set(allowed.weekdays) & set(cycle.weekdays):
            path = ("allowed_days", index, "weekdays")
            message = messages.allowed_on_days_off(
                key_text(path), allowed.place, allowed.weekdays, cycle.weekdays
            )
            _tell(case, path, message)


def _check_lock_in_cycle(case: Case, path: KeyPath, lock: LockEntry, cycle: Cycle) -> None:
    """Check that a locked day is a working day of the cycle."""
    key = key_text(path)
    if lock.week >= cycle.weeks:
        at = (*path, "week")
        _tell(case, at, messages.week_outside_cycle(key_text(at), lock.week, cycle.weeks))
    elif lock.weekday not in cycle.weekdays:
        _tell(case, path, messages.lock_on_day_off(key, lock.weekday, cycle.weekdays))
    elif (lock.week, lock.weekday) in {(day.week, day.weekday) for day in cycle.closed_days}:
        _tell(case, path, messages.lock_on_closed_day(key, lock.week, lock.weekday))


def _check_lock_at_place(case: Case, path: KeyPath, lock: LockEntry) -> None:
    """Check that the place of a lock may be visited on its day."""
    key = key_text(path)
    for number, forbidden in case.draft.forbidden_days.items():
        if lock.place == forbidden.place and _forbids(forbidden, lock):
            forbidden_key = key_text(("forbidden_days", number))
            _tell(
                case,
                path,
                messages.lock_on_forbidden_day(key, lock.place, lock.weekday, forbidden_key),
            )
    for number, allowed in case.draft.allowed_days.items():
        if lock.place == allowed.place and lock.weekday not in allowed.weekdays:
            allowed_key = key_text(("allowed_days", number))
            message = messages.lock_outside_allowed_days(
                key, lock.place, lock.weekday, allowed_key, allowed.weekdays
            )
            _tell(case, path, message)


def _forbids(forbidden: Forbidden, lock: LockEntry) -> bool:
    """Tell whether an entry forbids the day of a lock."""
    is_in_week = not forbidden.weeks or lock.week in forbidden.weeks
    return is_in_week and lock.weekday in forbidden.weekdays
