"""Improve a plan of a cycle, neighbourhood by neighbourhood, from nothing if need be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.cycle_master import CycleMaster, Rearranged
from mobilkontor.optimise.neighbourhoods import Neighbourhood, Neighbourhoods
from mobilkontor.optimise.placed_tours import PlacedTour, Tour
from mobilkontor.optimise.watch import Watch

__all__ = ["improve"]

LIMIT_S = 12.0
"""Time for one neighbourhood."""

MIP_GAP = 5e-5


def improve(
    master: CycleMaster,
    tours: Sequence[Sequence[Tour]],
    start: Sequence[PlacedTour],
    watch: Watch,
    *,
    seed: int,
    offer: Callable[[Sequence[PlacedTour]], bool],
    end_s: float,
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
    offer : callable
        Takes the tours of every better plan, and tells whether they can be clocked.
    end_s : float
        Time of the run at which to end [s].

    Returns
    -------
    tuple of PlacedTour
        The last tours.
    """
    now = tuple(start)
    best = _valued(master, now, watch, seed=seed, offer=offer)
    neighbourhoods = Neighbourhoods(master.fleet.instance, np.random.default_rng(seed))
    is_idle = np.ones((len(tours), master.fleet.instance.num_days), dtype=np.bool_)
    for tour in now:
        is_idle[tour.vehicle, list(tour.days)] = False
    for neighbourhood in neighbourhoods.beginning_with(is_idle):
        limit_s = min(LIMIT_S, watch.left_s, end_s - watch.elapsed_s)
        if watch.is_over() or limit_s <= 0:
            break
        begin_s = watch.elapsed_s
        watch.enter(f"improve: {neighbourhood.kind}")
        found = _within(master, tours, now, neighbourhood, watch, seed=seed, limit_s=limit_s)
        neighbourhoods.took(neighbourhood.kind, (watch.elapsed_s - begin_s) / LIMIT_S)
        if found is None or (best is not None and found.worth_sek <= best.worth_sek):
            continue
        if found.is_complete and not offer(found.tours):
            continue
        best, now = found, found.tours
    return now


def _valued(
    master: CycleMaster,
    start: Sequence[PlacedTour],
    watch: Watch,
    *,
    seed: int,
    offer: Callable[[Sequence[PlacedTour]], bool],
) -> Rearranged | None:
    """Return what the start is worth, so that nothing worse takes its place; offer it as well."""
    if not start or watch.is_over():
        return None
    shape = len(master.fleet.instance.vehicles), master.fleet.instance.num_days
    found = master.rearrange(
        start,
        [() for _ in range(shape[0])],
        np.zeros(shape, dtype=np.bool_),
        time_limit_s=min(LIMIT_S, watch.left_s),
        gap_limit=MIP_GAP,
        seed=seed,
        stop=watch.stop,
    )
    if found is not None and found.is_complete and not offer(found.tours):
        return None
    return found


def _within(
    master: CycleMaster,
    tours: Sequence[Sequence[Tour]],
    now: Sequence[PlacedTour],
    neighbourhood: Neighbourhood,
    watch: Watch,
    *,
    seed: int,
    limit_s: float,
) -> Rearranged | None:
    """Return the best way found to fill a neighbourhood; its own tours of now are candidates."""
    is_free = neighbourhood.is_free
    kept = [t for t in now if not is_free[t.vehicle, list(t.days)].all()]
    is_open: NDArray[np.bool_] = is_free.copy()
    for tour in kept:
        is_open[tour.vehicle, list(tour.days)] = False
    candidates = [list(own[: neighbourhood.num_tours]) for own in tours]
    for tour in now:
        if tour not in kept:
            candidates[tour.vehicle].append(tour.duties)
    return master.rearrange(
        kept,
        [list(dict.fromkeys(own)) for own in candidates],
        is_open,
        time_limit_s=limit_s,
        gap_limit=MIP_GAP,
        seed=seed,
        stop=watch.stop,
    )
