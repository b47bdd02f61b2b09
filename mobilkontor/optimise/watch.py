"""Own the clock, the incumbent and the bound of a run, and tell observers about them.

Only what is proved or made is told: the bound falls, the objective rises, and the run is over when
they meet, when time is up, or when a stop is requested.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from mobilkontor.core.result import Progress, relative_gap
from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.effort import SECONDS, Clock
from mobilkontor.optimise.planning import Incumbent

__all__ = ["Watch"]

PROOF_TOLERANCE = 1e-6
"""Relative gap that counts as closed: that of the solvers' own arithmetic."""

COARSEST_TOLERANCE = 1e-3
"""Relative gap to which every MIP is solved: beside a poor incumbent any first answer would do."""

ROUNDING = 1e-7
"""Relative amount by which a plan may exceed a bound through rounding."""


@dataclass(slots=True)
class Watch:
    """State of a run that grows better only.

    Attributes
    ----------
    time_limit_s : float
        Time for the whole run [s, or units of work where the clock counts work].
    gap_limit : float
        Relative gap at which the run may end.
    stop : StopRequest
        Ends the run early.
    observe : callable
        Takes every report of progress.
    on_plan : callable or None
        Takes every better plan, once it is reported.
    clock : Clock
        By which the run ends.
    """

    time_limit_s: float
    gap_limit: float
    stop: StopRequest
    observe: Callable[[Progress], None]
    incumbent: Incumbent | None = None
    bound_sek: float | None = None
    phase: str = "enumerate"
    columns: int = 0
    trace: list[Progress] = field(default_factory=list)
    on_plan: Callable[[Incumbent], None] | None = None
    clock: Clock = SECONDS
    _begin_s: float = field(init=False)
    _real_begin_s: float = field(default_factory=SECONDS.now_s)

    def __post_init__(self) -> None:
        """Begin."""
        self._begin_s = self.clock.now_s()

    @property
    def elapsed_s(self) -> float:
        """Time since the run began, by its clock [s, or units of work]."""
        return self.clock.now_s() - self._begin_s

    @property
    def runtime_s(self) -> float:
        """Time since the run began, whatever its clock counts [s]."""
        return SECONDS.now_s() - self._real_begin_s

    @property
    def left_s(self) -> float:
        """Time left [s]."""
        return max(0.0, self.time_limit_s - self.elapsed_s)

    @property
    def best_sek(self) -> float:
        """Objective of the incumbent; ``-inf`` without one."""
        return -math.inf if self.incumbent is None else self.incumbent.objective_sek

    @property
    def gap(self) -> float | None:
        """Relative gap, or None while there is no plan or no bound."""
        if self.incumbent is None or self.bound_sek is None:
            return None
        return relative_gap(self.incumbent.objective_sek, self.bound_sek)

    @property
    def is_proved(self) -> bool:
        """Whether no plan can be better than the incumbent."""
        return self.gap is not None and self.gap <= PROOF_TOLERANCE

    @property
    def is_good_enough(self) -> bool:
        """Whether the gap is closed as far as asked for."""
        return self.gap is not None and self.gap <= max(self.gap_limit, PROOF_TOLERANCE)

    def tolerance(self, left_out_sek: float) -> float:
        """Return the relative gap to which a MIP is worth solving.

        Parameters
        ----------
        left_out_sek : float
            Bound on the plans that the MIP leaves out: closing its gap far below gains nothing.

        Returns
        -------
        float
            Relative gap.
        """
        least = max(self.gap_limit, PROOF_TOLERANCE / 10)
        if self.incumbent is None:
            return least
        share = (left_out_sek - self.best_sek) / 4 / max(1.0, abs(self.best_sek))
        return max(least, min(share, COARSEST_TOLERANCE))

    def is_over(self) -> bool:
        """Tell whether the run has to end."""
        return self.is_good_enough or self.left_s <= 0.0 or self.stop.is_set()

    def enter(self, phase: str) -> None:
        """Begin a phase and report it."""
        self.phase = phase
        self._report()

    def offer_bound(self, bound_sek: float, columns: int | None = None) -> None:
        """Take a proved bound; report it if it is better."""
        if columns is not None:
            self.columns = columns
        if self.incumbent is not None:
            # Duties that no better plan uses are gone, so this bounds better plans only.
            bound_sek = max(bound_sek, self.incumbent.objective_sek)
        if self.bound_sek is None or bound_sek < self.bound_sek:
            self.bound_sek = bound_sek
            self._report()

    def offer(self, incumbent: Incumbent | None) -> None:
        """Take a plan; report it if it is better."""
        if incumbent is None:
            return
        if self.incumbent is not None and incumbent.objective_sek <= self.incumbent.objective_sek:
            return
        if self.bound_sek is not None:
            self._check(incumbent, self.bound_sek)
            self.bound_sek = max(self.bound_sek, incumbent.objective_sek)
        self.incumbent = incumbent
        self._report()
        if self.on_plan is not None:
            self.on_plan(incumbent)

    @staticmethod
    def _check(incumbent: Incumbent, bound_sek: float) -> None:
        """Refuse a plan above the bound: one of the two is wrong, and neither may be told."""
        if incumbent.objective_sek > bound_sek + ROUNDING * max(1.0, abs(bound_sek)):
            msg = (
                f"a plan worth {incumbent.objective_sek:.2f} SEK is above the proved bound of "
                f"{bound_sek:.2f} SEK"
            )
            raise RuntimeError(msg)

    def _report(self) -> None:
        """Tell the observer where the run stands."""
        plan = self.incumbent
        progress = Progress(
            time_s=self.runtime_s,
            phase=self.phase,
            columns=self.columns,
            objective_sek=None if plan is None else plan.objective_sek,
            bound_sek=self.bound_sek,
            served_residents=None if plan is None else plan.served_residents,
        )
        self.trace.append(progress)
        self.observe(progress)
