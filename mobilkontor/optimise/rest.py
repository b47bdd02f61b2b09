"""Own the rows of daily rest (8), found when a plan breaks them.

Where the crew's window leaves enough rest between any two duties there is nothing to do. Else the
master first leaves rest out, which only loosens its bound, and adds a row for every chain of
duties it chooses that cannot be clocked:

    at most all but one of the days of the chain have a duty at least as bad as the one chosen,

where *as bad* means: ends no earlier whenever it starts (all days but the last), or must start no
later (the last day). Any such chain breaks the rest too, so no plan is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.clock import earliest_starts
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.duties.pool import DutyPool

__all__ = ["RestClash", "find_clashes", "runs_of_duties"]


@dataclass(frozen=True, slots=True, eq=False)
class RestClash:
    """Duties that cannot all be driven on days that follow each other.

    Attributes
    ----------
    profile : int
        Profile of the vehicles it holds for.
    days : tuple of int
        Days of the chain.
    is_as_bad : tuple of (ndarray of bool, shape (num_duties,))
        Duties of the pool that are as bad as the chosen one, by day.
    """

    profile: int
    days: tuple[int, ...]
    is_as_bad: tuple[NDArray[np.bool_], ...]


def runs_of_duties(instance: Instance, chosen: dict[int, int]) -> list[list[int]]:
    """Return the days of a vehicle's duties, those that follow each other together.

    Parameters
    ----------
    instance : Instance
        Problem.
    chosen : dict of int to int
        Duty by day.

    Returns
    -------
    list of list of int
        Longest sequences of days without a day off or an idle day between them.
    """
    runs: list[list[int]] = []
    for day in sorted(chosen):
        if runs and runs[-1][-1] == day - 1 and not instance.horizon.is_run_start(day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def find_clashes(
    instance: Instance, vehicle: int, pool: DutyPool, chosen: dict[int, int]
) -> list[RestClash]:
    """Return the chains of a vehicle's duties that leave too little rest.

    Parameters
    ----------
    instance : Instance
        Problem.
    vehicle : int
        Position of the vehicle.
    pool : DutyPool
        Duties of its profile.
    chosen : dict of int to int
        Duty of the pool by day.

    Returns
    -------
    list of RestClash
        Empty if the duties can be clocked.
    """
    number = instance.vehicles[vehicle].profile
    profile = instance.profiles[number]
    if not rest_can_bind(profile):
        return []
    clashes = []
    for run in runs_of_duties(instance, chosen):
        duties = [chosen[day] for day in run]
        _, last = earliest_starts(pool, duties, profile)
        if last is None:
            continue
        first = last - 1
        while earliest_starts(pool, duties[first : last + 1], profile)[1] is None:
            first -= 1
        days = tuple(run[first : last + 1])
        bad = [_ends_no_earlier(pool, duty) for duty in duties[first:last]]
        bad.append(pool.latest_start_s <= pool.latest_start_s[duties[last]])
        clashes.append(RestClash(number, days, tuple(bad)))
    return clashes


def _ends_no_earlier(pool: DutyPool, duty: int) -> NDArray[np.bool_]:
    """Tell which duties end no earlier than this one, whenever they start."""
    end_s = pool.earliest_start_s + pool.elapsed_s
    longer = pool.elapsed_s >= pool.elapsed_s[duty]
    return np.asarray(longer & (end_s >= end_s[duty]))
