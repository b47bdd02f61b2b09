"""Own the two measures of what a search has done: seconds of the clock, or counted work.

What ends by the clock ends elsewhere on another run. Counted work is the same on every run and
machine: duties, simplex iterations and coefficients, each at a fixed price. One unit is about what
a slow core does in a second, so that everything that is reckoned in seconds holds for units too.

HiGHS counts neither work nor, in a MIP, iterations towards a limit: the one limit it keeps that
does not depend on the clock is that of nodes. So a MIP may take more than its share; what it took
is counted when it is over, and nothing is begun once the limit is reached.
"""

from __future__ import annotations

import time
from typing import Protocol

__all__ = [
    "SECONDS",
    "Clock",
    "WallClock",
    "WorkClock",
    "enumeration_work",
    "lp_work",
    "mip_work",
    "node_limit",
    "pricing_work",
]

PER_DUTY = 4e-6
"""Work of listing a duty."""

PER_PRICED_DUTY = 2e-7
"""Work of pricing a duty on a day."""

PER_LP_ENTRY = 2e-9
"""Work of an iteration of the LP solver, for each coefficient it looks at."""

PER_MIP_ENTRY = 4e-9
"""The same for the MIP solver."""

LEAST_ITERATIONS = 100
"""What presolve and set-up cost, in iterations."""

PER_LP, PER_MIP = 2e-3, 1e-2
"""Work of calling a solver, however small the problem."""

ITERATIONS_PER_NODE = 3_000
"""Iterations that a node is taken to need, heuristics included."""

MAX_NODES = 1_000_000


class Clock(Protocol):
    """Tells how much has been done."""

    @property
    def is_repeatable(self) -> bool:
        """Whether every run is told the same."""
        ...

    def now_s(self) -> float:
        """Return a reading; only differences count [s, or units of work]."""
        ...

    def spend(self, work: float) -> None:
        """Count some work."""
        ...

    def fork(self) -> Clock:
        """Return a clock for what runs beside; what it counts is to be spent here."""
        ...


class WallClock:
    """The clock on the wall: work is not counted, time passes."""

    is_repeatable = False

    def now_s(self) -> float:
        """Return the time [s]."""
        return time.monotonic()

    def spend(self, work: float) -> None:
        """Do nothing: the time has passed already."""

    def fork(self) -> WallClock:
        """Return the same clock: there is one time for all."""
        return self


class WorkClock:
    """A clock that work moves on, and nothing else.

    Parameters
    ----------
    now : float
        First reading [units of work].
    """

    is_repeatable = True

    def __init__(self, now: float = 0.0) -> None:
        self._now = now

    def now_s(self) -> float:
        """Return the work done [units of work]."""
        return self._now

    def spend(self, work: float) -> None:
        """Count some work."""
        self._now += work

    def fork(self) -> WorkClock:
        """Return a clock that begins with this reading and goes on by itself."""
        return WorkClock(self._now)


SECONDS = WallClock()
"""The clock on the wall, which has no state."""


def enumeration_work(num_duties: int) -> float:
    """Return the work of listing so many duties."""
    return PER_DUTY * num_duties


def pricing_work(num_duties: int) -> float:
    """Return the work of pricing so many duties on days."""
    return PER_PRICED_DUTY * num_duties


def lp_work(iterations: int, num_entries: int) -> float:
    """Return the work of an LP of so many coefficients."""
    return PER_LP + PER_LP_ENTRY * (LEAST_ITERATIONS + iterations) * num_entries


def mip_work(iterations: int, num_entries: int) -> float:
    """Return the work of a MIP of so many coefficients."""
    return PER_MIP + PER_MIP_ENTRY * (LEAST_ITERATIONS + iterations) * num_entries


def node_limit(work: float, num_entries: int) -> int:
    """Return how many nodes of a MIP some work is taken to be enough for, at least one.

    Parameters
    ----------
    work : float
        Work that it may take [units of work].
    num_entries : int
        Coefficients of the MIP.

    Returns
    -------
    int
        Nodes.
    """
    per_node = mip_work(ITERATIONS_PER_NODE, num_entries)
    return max(1, min(MAX_NODES, int(work / per_node)))
