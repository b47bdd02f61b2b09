"""Improve a plan of a cycle, neighbourhood by neighbourhood, from nothing if need be.

Each thread solves a neighbourhood of the plan of the moment it began with. One that is better than
the plan when it comes back is taken; what the others found beside it is taken only if it is better
still, so that every plan is one that a solver has seen whole.

Which comes back first is up to the clock. Where a run must repeat, neighbourhoods are solved in
batches, all of one plan, and looked at in the order in which they were chosen. A batch is as large
for one thread as for two, so that both find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import numpy as np

from mobilkontor.optimise.cycle_master import CycleMaster, Rearranged
from mobilkontor.optimise.mending import mending_vehicles, missing_stops
from mobilkontor.optimise.neighbourhoods import Neighbourhood, Neighbourhoods
from mobilkontor.optimise.placed_tours import PlacedTour, Tour
from mobilkontor.optimise.watch import Watch

__all__ = ["improve"]

LIMIT_SHARE = 0.1
LEAST_LIMIT_S, MOST_LIMIT_S = 3.0, 12.0
"""Time for one neighbourhood, as a share of the time limit, at least and at most."""

MIP_GAP = 5e-5
MOST_MIP_GAP = 1e-3
SHARE_OF_GAP = 0.05
"""Gaps at which a neighbourhood is solved well enough, and which share of the plan's own gap that
is: its best plan is found long before it is proved, and there are others to try."""

LEAST_BATCH = 2
"""Neighbourhoods of one batch, where there are no more threads."""


def improve(
    master: CycleMaster,
    tours: Sequence[Sequence[Tour]],
    start: Sequence[PlacedTour],
    watch: Watch,
    *,
    seed: int,
    threads: int,
    offer: Callable[[Sequence[PlacedTour]], bool],
    end_s: float,
    enough_gap: float = 0.0,
) -> tuple[PlacedTour, ...]:
    """Return the best tours found until the watch is over or time is up.

    Parameters
    ----------
    master : CycleMaster
        Rows of the cycle.
    tours : sequence of sequence of tuple of int
        Tours to choose from by vehicle, the most promising first.
    start : sequence of PlacedTour
        Where to begin; what is demanded may be missing.
    watch : Watch
        Time, gap limit and stop.
    seed : int
        Seed of the choice and of the solver.
    threads : int
        Neighbourhoods solved side by side.
    offer : callable
        Takes the tours of every better plan, and tells whether they can be clocked.
    end_s : float
        Time of the run at which to end [s].
    enough_gap : float
        Relative gap at which to end.

    Returns
    -------
    tuple of PlacedTour
        The last tours.
    """
    state = _Improvement(master, tours, tuple(start), watch, seed, offer, end_s, enough_gap)
    state.value_start()
    state.mend()
    for neighbourhood in state.neighbourhoods.completing(state.idle_days()):
        if state.is_over():
            return state.now
        state.take(neighbourhood, *state.solve(neighbourhood, state.now))
    if watch.clock.is_repeatable:
        _in_batches(state, threads)
    else:
        _as_they_come(state, threads)
    return state.now


def _in_batches(state: _Improvement, threads: int) -> None:
    """Improve until time is up, batch by batch."""
    waiting = state.neighbourhoods.endless()
    with ThreadPoolExecutor(threads) as pool:
        while not state.is_over():
            batch = [next(waiting) for _ in range(max(LEAST_BATCH, threads))]
            state.watch.enter(f"improve: {batch[0].kind}")
            running = [pool.submit(state.solve, own, state.now) for own in batch]
            # All of them first: what one has counted must not shorten the next.
            outcomes = [own.result() for own in running]
            for neighbourhood, outcome in zip(batch, outcomes, strict=True):
                state.take(neighbourhood, *outcome)


def _as_they_come(state: _Improvement, threads: int) -> None:
    """Improve until time is up, each neighbourhood of the plan there is when it begins."""
    with ThreadPoolExecutor(threads) as pool:
        running: dict[Future[tuple[Rearranged | None, float]], Neighbourhood] = {}
        waiting = state.neighbourhoods.endless()
        while running or not state.is_over():
            while len(running) < threads and not state.is_over():
                neighbourhood = next(waiting)
                state.watch.enter(f"improve: {neighbourhood.kind}")
                running[pool.submit(state.solve, neighbourhood, state.now)] = neighbourhood
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                state.take(running.pop(done), *done.result())


class _Improvement:
    """The plan of the moment, and how it is changed."""

    def __init__(
        self,
        master: CycleMaster,
        tours: Sequence[Sequence[Tour]],
        start: tuple[PlacedTour, ...],
        watch: Watch,
        seed: int,
        offer: Callable[[Sequence[PlacedTour]], bool],
        end_s: float,
        enough_gap: float,
    ) -> None:
        self.enough_gap = enough_gap
        self.master, self.tours, self.now = master, tours, start
        self.watch, self.seed, self.offer, self.end_s = watch, seed, offer, end_s
        self.limit_s = min(MOST_LIMIT_S, max(LEAST_LIMIT_S, LIMIT_SHARE * watch.time_limit_s))
        self.best_sek = -np.inf
        self.neighbourhoods = Neighbourhoods(master.fleet.instance, np.random.default_rng(seed))

    @property
    def left_s(self) -> float:
        """Time left [s]."""
        return min(self.watch.left_s, self.end_s - self.watch.elapsed_s)

    @property
    def mip_gap(self) -> float:
        """Gap at which a neighbourhood is solved well enough."""
        gap = self.watch.gap
        return MIP_GAP if gap is None else min(MOST_MIP_GAP, max(MIP_GAP, SHARE_OF_GAP * gap))

    def is_over(self) -> bool:
        """Tell whether to end."""
        gap = self.watch.gap
        is_enough = gap is not None and gap <= self.enough_gap
        return self.watch.is_over() or self.left_s <= 0 or is_enough

    def idle_days(self) -> np.ndarray:
        """Return the days without a duty, by vehicle."""
        is_idle = np.ones((len(self.tours), self.master.fleet.instance.num_days), dtype=np.bool_)
        for tour in self.now:
            is_idle[tour.vehicle, list(tour.days)] = False
        return is_idle

    def value_start(self) -> None:
        """Value and offer the start, so that it is told and nothing worse takes its place."""
        if not self.now or self.is_over():
            return
        shape = len(self.tours), self.master.fleet.instance.num_days
        found = self.master.rearrange(
            self.now,
            [() for _ in self.tours],
            np.zeros(shape, dtype=np.bool_),
            time_limit_s=min(self.limit_s, self.left_s),
            gap_limit=MIP_GAP,
            seed=self.seed,
            stop=self.watch.stop,
            clock=self.watch.clock,
        )
        if found is not None and (not found.is_complete or self.offer(found.tours)):
            self.best_sek = found.worth_sek

    def mend(self) -> None:
        """Add what is missing in a plan of many vehicles, by one after the other who can."""
        if not self.now or not self.neighbourhoods.is_large:
            return
        for vehicle in mending_vehicles(self.master.fleet, self.tours, self.now):
            if self.is_over() or not missing_stops(self.master.fleet, self.now):
                return
            self.watch.enter("mend")
            neighbourhood = self.neighbourhoods.of_vehicle(vehicle)
            self.take(neighbourhood, *self.solve(neighbourhood, self.now))

    def solve(
        self, neighbourhood: Neighbourhood, now: Sequence[PlacedTour]
    ) -> tuple[Rearranged | None, float]:
        """Return the best way found to fill a neighbourhood, and the time it took [s, or units]."""
        # Beside others: what they count must not show here, nor in the order they happen to run.
        clock = self.watch.clock.fork()
        begin_s, left_s = clock.now_s(), self.left_s
        is_open = neighbourhood.is_free.copy()
        kept = [t for t in now if not neighbourhood.is_free[t.vehicle, list(t.days)].all()]
        for tour in kept:
            is_open[tour.vehicle, list(tour.days)] = False
        candidates = [list(own[: neighbourhood.num_tours]) for own in self.tours]
        leaving = sorted(set(now) - set(kept))
        for tour in leaving:
            candidates[tour.vehicle].append(tour.duties)
        found = self.master.rearrange(
            kept,
            [list(dict.fromkeys(own)) for own in candidates],
            is_open,
            time_limit_s=max(0.1, min(self.limit_s, left_s)),
            gap_limit=self.mip_gap,
            seed=self.seed,
            stop=self.watch.stop,
            clock=clock,
            leaving=leaving,
        )
        return found, clock.now_s() - begin_s

    def take(self, neighbourhood: Neighbourhood, found: Rearranged | None, took_s: float) -> None:
        """Take what a neighbourhood has found if it is better than the plan of now."""
        self.watch.clock.spend(took_s)
        self.neighbourhoods.took(neighbourhood.kind, took_s / self.limit_s)
        if found is None or found.worth_sek <= self.best_sek:
            return
        if found.is_complete and not self.offer(found.tours):
            return
        self.best_sek, self.now = found.worth_sek, found.tours
