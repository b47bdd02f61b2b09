r"""Own the formulation: the problem in words, in mathematics, and the rows that columns enter.

**Words**

A few mobile offices drive duties on the days of a cycle, so that residents far from a fixed office
gain the most access for the money.

**Sets and data**

- :math:`I` places with residents; :math:`J` stops; :math:`Q_j` levels of a stop, level q opening
  :math:`h_q` [s] on :math:`f_q` days; :math:`P_q` its visit patterns, sets of days.
- :math:`K` vehicles; :math:`D` days; :math:`R_k` duties of a vehicle, with cost :math:`c_{kr}`
  [SEK], night after it included.
- :math:`u_{ijq}` visits met per cycle if all residents of i use j at level q, each counting
  :math:`w_{ijq}`; v worth of one [SEK].
- :math:`F` fixed offices that can be opened, with cost :math:`c_f`, meeting :math:`u_{if}`;
  :math:`c_k` cost of a vehicle that is used at all [SEK].

**Variables**

- :math:`x_{krd} \in \{0, 1\}`: vehicle k works duty r on day d;
- :math:`y_{jqp} \in \{0, 1\}`: stop j has level q on pattern p;
- :math:`z_{ijq}, z_{if} \in [0, 1]`: share of the residents of i that uses j at level q, or f;
- :math:`o_f, v_k \in \{0, 1\}`: office f is opened, vehicle k is used;
- :math:`g_i \in [0, 1]`: residents of i are covered.

**Formulation**

maximise :math:`v \sum w u z - \sum c_{kr} x_{krd} - \sum c_f o_f - \sum c_k v_k`
[SEK per cycle], either part weighted 0 where it is not the goal, subject to

1. visits: the duties that open :math:`h` at j on d are as many as the patterns that say so;
2. choice: :math:`\sum_{q, p} y_{jqp} \le 1`, and :math:`= 1` where service is promised;
3. flow: a vehicle leaves on a day from where it stood after the day before, and from its depot to
   its depot over every run of days;
4. access: :math:`z_{ijq} \le \sum_p y_{jqp}`, :math:`z_{if} \le o_f`, and all z of a place
   sum to 1 at most;
5. visitors: :math:`\sum_i u_{ijq} z_{ijq} \le` opening hours of the visits times visitors per hour
   of the visiting crews;
6. fairness: visits, met visits and covered residents of a floor are at least what it says, with
   :math:`g_i \le` the sum of what covers i;
7. limits: weekly hours, driving and nights per vehicle, rooms per night, budget, what earlier goals
   reached; the duties of a vehicle in a week are at most its days times :math:`v_k`;
8. locks: given visits; daily rest between duties that follow each other.

Levels of a stop that meet the same visits of a place share one z. Where
a stop may be visited once on any day, one y and one visit row stand for all days: the day of a
single visit is settled by the flow alone.

`level_rows`, `share_rows`, `floor_rows`, `limit_rows` and `missing_columns` add the parts.

The LP is solved over columns, the duties priced as paths of `tour_graph`. It stops when no path of
any vehicle is worth more than the duals already pay, which `bounds` turns into a proved limit.
References: Francis, Smilowitz and Tzur 2006 (periodic vehicle routing with service choice,
doi:10.1287/trsc.1050.0140); Desaulniers, Desrosiers and Solomon 2005 (Column Generation).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.floor_rows import add_floors
from mobilkontor.optimise.level_rows import add_levels
from mobilkontor.optimise.limit_rows import (
    add_costs,
    add_decisions,
    add_driving,
    add_nights,
    add_rooms,
    add_used_vehicles,
    add_working,
)
from mobilkontor.optimise.linear_model import NO_ROW, LinearModel
from mobilkontor.optimise.missing_columns import add_missing
from mobilkontor.optimise.share_rows import add_capacity, add_offices, add_one_provider, add_shares

__all__ = ["NO_ROW", "Formulation", "formulate"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Formulation:
    """The rows of the master and its columns for stops and residents.

    Attributes
    ----------
    model : LinearModel
        Rows (1), (2), (4) to (7) with the columns y and z.
    visit_row : ndarray of int64, shape (num_options, num_days)
        Row (1) of an option on a day; one row for all days where the day is free.
    choice_row : ndarray of int64, shape (num_stops,)
        Row (2) of a stop.
    place_row : ndarray of int64, shape (num_places,)
        Row (4) that adds up the shares of a place, ``NO_ROW`` where there is one share at most.
    capacity_row : ndarray of int64, shape (num_stops,)
        Row (5) of a stop, ``NO_ROW`` where it cannot bind.
    working_row, driving_row, nights_row : ndarray of int64, shape (num_vehicles, num_weeks)
        Rows (7) of a vehicle and week [h, h, nights], or ``NO_ROW``.
    room_row : ndarray of int64, shape (num_days, num_overnights)
        Row (7) of an overnight place after a day, or ``NO_ROW``.
    used_row : ndarray of int64, shape (num_vehicles, num_weeks)
        Row (7) of a vehicle that costs something if used [days], or ``NO_ROW``.
    cost_rows : ndarray of int64
        Rows (7) of the budget and of earlier goals: all costs enter them as they are [SEK].
    decision_column, decision_row : ndarray of int64, shape (num_decisions,)
        Columns o and v, and for each a row that holds it between its limits (`strategy`).
    used_column : ndarray of int64, shape (num_vehicles,)
        Column v of each vehicle, ``NO_ROW`` where it costs nothing.
    level_columns : tuple of (ndarray of int64)
        Columns y of each level.
    column_pattern : dict of int to int
        Pattern of a column y that names its days.
    share_place, share_stop, share_column, share_row : ndarray of int64, shape (num_shares,)
        Place, stop and column of every z, and its row z <= y of rows (4).
    share_met : ndarray of float64, shape (num_shares,)
        Met visits of every z.
    share_weeks : ndarray of int64, shape (num_shares,)
        Weeks of the cycle in which a stop that has any z is visited at least.
    missing_columns : ndarray of int64
        Columns of visits nobody makes and floors nobody meets; they keep the master feasible while
        duties are missing and are no part of a plan.
    """

    model: LinearModel
    visit_row: IntArray
    choice_row: IntArray
    place_row: IntArray
    capacity_row: IntArray
    working_row: IntArray
    driving_row: IntArray
    nights_row: IntArray
    room_row: IntArray
    used_row: IntArray
    cost_rows: IntArray
    decision_column: IntArray
    decision_row: IntArray
    used_column: IntArray
    level_columns: tuple[IntArray, ...]
    column_pattern: dict[int, int]
    share_place: IntArray
    share_stop: IntArray
    share_column: IntArray
    share_row: IntArray
    share_met: FloatArray
    share_weeks: IntArray
    missing_columns: IntArray


def formulate(instance: Instance, *, may_miss: bool = False) -> Formulation:
    """Return the rows of the master with the columns for stops and residents.

    Parameters
    ----------
    instance : Instance
        Problem.
    may_miss : bool
        Whether visits may be missing even where nothing is demanded: where tours are kept, the
        other visits of their patterns are.

    Returns
    -------
    Formulation
        Model without duties, and where duties enter it.
    """
    model = LinearModel()
    levels = add_levels(instance, model)
    shares = add_shares(instance, model, levels)
    offices = add_offices(instance, model)
    place_row = add_one_provider(instance, model, shares, offices)
    capacity_row = add_capacity(instance, model, shares)
    floor_rows = add_floors(instance, model, levels, shares, offices)
    working_row = add_working(instance, model)
    driving_row = add_driving(instance, model)
    nights_row = add_nights(instance, model)
    room_row = add_rooms(instance, model)
    used_column, used_row = add_used_vehicles(instance, model)
    cost_rows, value_rows = add_costs(instance, model, shares, offices, used_column)
    decision_column, decision_row = add_decisions(model, offices, used_column)
    missing_columns = add_missing(
        instance,
        model,
        shares,
        levels.visit_row,
        [*floor_rows, *value_rows],
        cost_rows,
        always=may_miss,
    )
    return Formulation(
        model=model,
        visit_row=levels.visit_row,
        choice_row=levels.choice_row,
        place_row=place_row,
        capacity_row=capacity_row,
        working_row=working_row,
        driving_row=driving_row,
        nights_row=nights_row,
        room_row=room_row,
        used_row=used_row,
        cost_rows=np.array(cost_rows, dtype=np.int64),
        decision_column=decision_column,
        decision_row=decision_row,
        used_column=used_column,
        level_columns=levels.columns,
        column_pattern=levels.column_pattern,
        share_place=shares.place,
        share_stop=shares.stop,
        share_column=shares.column,
        share_row=shares.row,
        share_met=shares.met,
        share_weeks=shares.weeks,
        missing_columns=missing_columns,
    )
