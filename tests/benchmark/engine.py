"""Let our engine prove the optimum of a race."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import numpy as np

from mobilkontor.core.calendar import WEEKDAYS, make_horizon
from mobilkontor.core.instance import AccessTable, Instance, Profile, Vehicle
from mobilkontor.core.plan import Plan
from mobilkontor.core.result import Status
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import METRES_PER_KM, MINUTES_PER_HOUR, SECONDS_PER_MINUTE
from mobilkontor.optimise.solve import optimise
from tests.benchmark.day_trips import DayTrips, Route, worth_sek

__all__ = ["Proof", "prove"]

NO_LIMIT = 1e9


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
    """Return the race as an instance: one level per village, used by nobody but its residents."""
    villages = np.arange(problem.num_villages)
    horizon = make_horizon(1, WEEKDAYS[: problem.num_days])
    nodes = tuple(str(node) for node in range(len(problem.leg_min)))
    none = np.empty(0, dtype=np.int64)
    return Instance(
        horizon=horizon,
        node_ids=nodes,
        profiles=(
            Profile(
                leg_s=problem.leg_min * SECONDS_PER_MINUTE,
                leg_m=problem.leg_km * METRES_PER_KM,
                rules=WorkRules(max_working_s=problem.max_working_min * SECONDS_PER_MINUTE),
                earliest_start_s=problem.earliest_start_min * SECONDS_PER_MINUTE,
                latest_end_s=problem.latest_end_min * SECONDS_PER_MINUTE,
            ),
        ),
        vehicles=tuple(
            Vehicle(
                id=nodes[depot],
                profile=0,
                depot=depot,
                cost_per_km_sek=problem.cost_per_km_sek,
                cost_per_hour_sek=problem.cost_per_min_sek * MINUTES_PER_HOUR,
                cost_per_day_sek=0.0,
                visitors_per_hour=NO_LIMIT,
                max_nights_per_week=None,
            )
            for depot in range(problem.num_depots)
        ),
        overnight_node=none,
        overnight_rooms=none,
        overnight_cost_sek=np.empty(0),
        stop_node=problem.num_depots + villages,
        stop_is_promised=np.zeros(len(villages), dtype=np.bool_),
        option_stop=villages,
        option_opening_s=np.full(len(villages), problem.opening_min * SECONDS_PER_MINUTE),
        setup_s=problem.setup_min * SECONDS_PER_MINUTE,
        packing_s=problem.packing_min * SECONDS_PER_MINUTE,
        open_from_s=problem.open_from_min * SECONDS_PER_MINUTE,
        open_to_s=problem.open_to_min * SECONDS_PER_MINUTE,
        level_stop=villages,
        level_option=villages,
        level_visits=np.ones(len(villages), dtype=np.int64),
        pattern_level=np.repeat(villages, problem.num_days),
        pattern_days=np.tile(np.eye(problem.num_days, dtype=np.bool_), (len(villages), 1)),
        access=AccessTable(
            place_ids=nodes[problem.num_depots :],
            pair_place=villages,
            pair_level=villages,
            pair_met_visits=problem.prize_sek.astype(np.float64),
        ),
        value_per_met_visit_sek=1.0,
    )
