"""Let our engine prove the optimum of a race."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import Plan
from mobilkontor.core.result import Status
from mobilkontor.optimise.solve import optimise
from tests.benchmark.as_instance import Clock, Roads, Villages, as_instance
from tests.benchmark.day_trips import DayTrips, Route, worth_sek

__all__ = ["Proof", "prove"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What our engine found.

    Attributes
    ----------
    worth_sek : int
        Worth of its answer, by the judge [SEK].
    gap : float
        Relative gap to the bound; the answer is optimal if ``is_proved``.
    is_proved : bool
        Whether the gap is closed.
    time_s : float
        From the instance to the end [s].
    """

    worth_sek: int
    gap: float
    is_proved: bool
    time_s: float


def prove(problem: DayTrips, *, seed: int, limit_s: float) -> Proof:
    """Return the best answer of our engine, and whether it is proved to be the best of all.

    Parameters
    ----------
    problem : DayTrips
        The instance.
    seed : int
        Seed of the search.
    limit_s : float
        Longest search [s].

    Returns
    -------
    Proof
        Answer, gap and time.
    """
    instance = _instance(problem)
    begin_s = time.perf_counter()
    result = optimise(
        instance,
        time_limit_s=limit_s,
        gap_limit=0.0,
        seed=seed,
        threads=1,
        observe=lambda _: None,
        stop=threading.Event(),
    )
    time_s = time.perf_counter() - begin_s
    gap = float("inf") if result.gap is None else result.gap
    worth = worth_sek(problem, _routes(result.plan))
    return Proof(worth, gap, result.status is Status.OPTIMAL, time_s)


def _routes(plan: Plan) -> list[Route]:
    """Return the duties of a plan as routes; the name of a place is its node."""
    return [
        Route(int(duty.start), tuple(int(visit.place) for visit in duty.stops))
        for duty in plan.duties
    ]


def _instance(problem: DayTrips) -> Instance:
    """Return the race as an instance: one level per village."""
    return as_instance(
        1,
        Roads(
            num_depots=problem.num_depots,
            leg_min=problem.leg_min,
            leg_km=problem.leg_km,
            cost_per_km_sek=problem.cost_per_km_sek,
            cost_per_min_sek=problem.cost_per_min_sek,
        ),
        Clock(
            max_working_min=problem.max_working_min,
            setup_min=problem.setup_min,
            packing_min=problem.packing_min,
            open_from_min=problem.open_from_min,
            open_to_min=problem.open_to_min,
            earliest_start_min=problem.earliest_start_min,
            latest_end_min=problem.latest_end_min,
        ),
        Villages(
            opening_min=np.full(problem.num_villages, problem.opening_min),
            level_visits=(1,),
            prize_sek=problem.prize_sek[:, None],
        ),
    )
