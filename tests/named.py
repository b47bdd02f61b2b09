"""Build small instances by hand, with the derivation of their optimum written beside them.

Everything is on the hour scale a reader can follow: 1 km is driven in 1 minute, a kilometre costs
10 SEK, an hour of work 300 SEK, a met visit is worth 100 SEK.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from mobilkontor.core.calendar import Horizon, make_horizon
from mobilkontor.core.instance import AccessTable, Instance, Profile, Vehicle
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import hours_to_s, minutes_to_s

__all__ = ["build", "crowded", "island", "tiny"]


def build(
    node_ids: Sequence[str],
    minutes: Mapping[tuple[str, str], int],
    met_visits: Mapping[tuple[str, str], float],
    *,
    rules: WorkRules,
    earliest_start_h: float,
    latest_end_h: float,
    overnights: Sequence[str] = (),
    night_sek: float = 0.0,
    visitors_per_hour: float = 1000.0,
    weekdays: tuple[str, ...] = ("mon", "tue"),
) -> Instance:
    """Return an instance with one vehicle, whose depot is the first node.

    Every stop has one level: one visit per cycle of 2 h, on any day, with 15 min of set-up and 15
    of packing.

    Parameters
    ----------
    node_ids : sequence of str
        Nodes; all but the first are stops.
    minutes : mapping of (str, str) to int
        Driving time between two nodes, both ways [min]; the distance is as many kilometres.
    met_visits : mapping of (str, str) to float
        Met visits if all residents of the first use the stop at the second.
    rules : WorkRules
        Limits on the crew's work.
    earliest_start_h, latest_end_h : float
        Clock between which a duty starts and ends [h].
    overnights : sequence of str
        Nodes with one room each.
    night_sek : float
        Cost of a night [SEK].
    visitors_per_hour : float
        Visitors the crew can receive.
    weekdays : tuple of str
        Days of the week.

    Returns
    -------
    Instance
        The instance.
    """
    index = {name: node for node, name in enumerate(node_ids)}
    leg_min = np.zeros((len(index), len(index)), dtype=np.int64)
    for (a, b), length_min in minutes.items():
        leg_min[index[a], index[b]] = leg_min[index[b], index[a]] = length_min
    stops = list(node_ids[1:])
    horizon = make_horizon(1, weekdays)
    pairs = sorted((stops.index(p), stops.index(s), met) for (p, s), met in met_visits.items())
    patterns = list(itertools.product(range(len(stops)), range(len(horizon))))
    return Instance(
        horizon=horizon,
        node_ids=tuple(node_ids),
        profiles=(
            Profile(
                leg_s=leg_min * 60,
                leg_m=leg_min * 1000,
                rules=rules,
                earliest_start_s=hours_to_s(earliest_start_h),
                latest_end_s=hours_to_s(latest_end_h),
            ),
        ),
        vehicles=(
            Vehicle(
                id="bus",
                profile=0,
                depot=0,
                cost_per_km_sek=10.0,
                cost_per_hour_sek=300.0,
                cost_per_day_sek=0.0,
                visitors_per_hour=visitors_per_hour,
                max_nights_per_week=None,
            ),
        ),
        overnight_node=np.array([index[name] for name in overnights], dtype=np.int64),
        overnight_rooms=np.ones(len(overnights), dtype=np.int64),
        overnight_cost_sek=np.full(len(overnights), night_sek),
        stop_node=np.arange(1, len(index)),
        stop_is_promised=np.zeros(len(stops), dtype=np.bool_),
        option_stop=np.arange(len(stops)),
        option_opening_s=np.full(len(stops), hours_to_s(2)),
        setup_s=minutes_to_s(15),
        packing_s=minutes_to_s(15),
        open_from_s=0,
        open_to_s=hours_to_s(24),
        level_stop=np.arange(len(stops)),
        level_option=np.arange(len(stops)),
        level_visits=np.ones(len(stops), dtype=np.int64),
        pattern_level=np.array([stop for stop, _ in patterns], dtype=np.int64),
        pattern_days=_rows([day for _, day in patterns], horizon),
        access=AccessTable(
            place_ids=tuple(stops),
            pair_place=np.array([place for place, _, _ in pairs], dtype=np.int64),
            pair_level=np.array([stop for _, stop, _ in pairs], dtype=np.int64),
            pair_met_visits=np.array([met for _, _, met in pairs], dtype=np.float64),
        ),
        value_per_met_visit_sek=100.0,
    )


def _rows(days: list[int], horizon: Horizon) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Return one row per pattern with its single day."""
    return np.array(days)[:, None] == np.arange(len(horizon))[None, :]


def tiny() -> Instance:
    """Return four stops around a depot, two days, day trips only; the optimum is 2750 SEK.

    ::

        B --30-- A --30-- depot --90-- C        F is 180 min from the depot, from A and from C
                                                and 210 min from B

    A visit takes 2.5 h of work. The crew works 8 h at most, between 08:00 and 16:00, and takes
    30 min of break at the latest after 5 h of work.

    ========  =======  ======  =========  ==================  ==========  =======
    duty      driving  work    cost       met visits          worth       profit
    ========  =======  ======  =========  ==================  ==========  =======
    A         1 h      3.5 h   600+1050   20 + 10 (from B)    3000        1350
    B         2 h      4.5 h   1200+1350  30 + 12 (from A)    4200        1650
    A and B   2 h      7 h     1200+2100  20 + 30             5000        1700
    C         3 h      5.5 h   1800+1650  45                  4500        1050
    A and C   4 h      9 h     too long
    F         6 h      8.5 h   too long
    ========  =======  ======  =========  ==================  ==========  =======

    A and B on one day and C on the other: 1700 + 1050 = 2750 SEK. A and B need a break between
    them (30 min; 7.5 h in all), C needs one at the stop (6 h in all). The next best are B and C
    (1650 + 1050 = 2700), then A and C (2400), A and B on one day and nothing on the other (1700).
    """
    return build(
        ("depot", "A", "B", "C", "F"),
        {
            ("depot", "A"): 30,
            ("depot", "B"): 60,
            ("depot", "C"): 90,
            ("depot", "F"): 180,
            ("A", "B"): 30,
            ("A", "C"): 120,
            ("A", "F"): 180,
            ("B", "C"): 150,
            ("B", "F"): 210,
            ("C", "F"): 180,
        },
        {
            ("A", "A"): 20.0,
            ("A", "B"): 12.0,
            ("B", "A"): 10.0,
            ("B", "B"): 30.0,
            ("C", "C"): 45.0,
            ("F", "F"): 200.0,
        },
        rules=WorkRules(
            max_working_s=hours_to_s(8),
            max_work_stretch_s=hours_to_s(5),
            work_break_s=minutes_to_s(30),
        ),
        earliest_start_h=8,
        latest_end_h=16,
    )


def island() -> Instance:
    """Return two stops far away with a room at X, two days; the optimum is 3950 SEK.

    The depot is 120 min from X and 150 min from Y, X is 60 min from Y. The crew works between
    08:00 and 17:00, a night costs 600 SEK.

    - Two day trips: 240 + 300 km and 6.5 + 7.5 h: 11000 - 5400 - 4200 = 1400 SEK.
    - Only X 5000 - 2400 - 1950 = 650 SEK, only Y 6000 - 3000 - 2250 = 750 SEK.
    - Both in one day: 5.5 h of driving and 5 h of visits, more than 9 h.
    - A night at X: 120 + 60 + 150 km and 5.5 + 5 h: 11000 - 3300 - 3150 - 600 = 3950 SEK. The two
      days take 10.5 h together, whatever the order.

    Daily rest of R hours leaves 24 h - R for the time from start to end less the later start on
    the second day. With a night, the two days of a and b hours, a + b = 10.5, start at s and at
    least at s + a + R - 24 and the second ends b later: s + 10.5 + R - 24 <= s + 9, so R <= 22.5.
    Two day trips need R <= 19. With a longer rest than 22.5 h only Y is left: 750 SEK.
    """
    return build(
        ("depot", "X", "Y"),
        {("depot", "X"): 120, ("depot", "Y"): 150, ("X", "Y"): 60},
        {("X", "X"): 50.0, ("Y", "Y"): 60.0},
        rules=WorkRules(daily_rest_s=hours_to_s(11)),
        earliest_start_h=8,
        latest_end_h=17,
        overnights=("X",),
        night_sek=600.0,
    )


def crowded() -> Instance:
    """Return two stops that receive 10 visitors each; with both served, 14.5 visits are met.

    Of the residents of P, 8 visits are met at P and 6 at Q; of those of Q, 8 at P and 2 at Q.
    Q is better sent to P (it loses 6 otherwise, P only 2): 8 of Q and 2 of P fill the stop at P,
    the other three quarters of P meet 4.5 at Q: 14.5 in all.

    Each stop is 30 min from the depot and from the other: both in a day take 1.5 + 5 h and
    90 km: 1450 - 900 - 1950 = -1400 SEK. One stop: 60 km and 3.5 h cost 1650 and earn at most 1000
    SEK. Nothing is worth its cost, so the best is to stay at home.
    """
    return build(
        ("depot", "P", "Q"),
        {("depot", "P"): 30, ("depot", "Q"): 30, ("P", "Q"): 30},
        {("P", "P"): 8.0, ("P", "Q"): 6.0, ("Q", "P"): 8.0, ("Q", "Q"): 2.0},
        rules=WorkRules(),
        earliest_start_h=8,
        latest_end_h=17,
        visitors_per_hour=5.0,
        weekdays=("mon",),
    )
