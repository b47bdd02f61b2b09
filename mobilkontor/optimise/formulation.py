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

The LP is solved over columns, the duties priced as paths of `tour_graph`. It stops when no path of
any vehicle is worth more than the duals already pay, which `bounds` turns into a proved limit.
References: Francis, Smilowitz and Tzur 2006 (periodic vehicle routing with service choice,
doi:10.1287/trsc.1050.0140); Desaulniers, Desrosiers and Solomon 2005 (Column Generation).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Floor, Instance
from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.patterns import visits_on_each_day, weeks_visited

__all__ = ["NO_ROW", "Formulation", "formulate", "worst_cost_sek"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

NO_ROW = -1


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


def worst_cost_sek(instance: Instance) -> float:
    """Return a cost no plan exceeds: every vehicle at its limits on every day."""
    day_h = 24.0
    legs_m = [leg_m for p in instance.profiles for leg_m in (p.leg_m, *p.closed_leg_m)]
    legs_km = max((float(leg_m.max(initial=0)) for leg_m in legs_m), default=0.0) / 1000
    stops_per_duty = 24 * SECONDS_PER_HOUR / max(1, instance.setup_s + instance.packing_s + 600)
    per_day = [
        instance.paths_of(number)
        * (
            v.cost_per_hour_sek * day_h
            + v.cost_per_km_sek * legs_km * (stops_per_duty + 1)
            + v.cost_per_day_sek
            + instance.dearest_stay_sek
        )
        for number, v in enumerate(instance.vehicles)
    ]
    return sum(per_day) * instance.num_days + instance.most_fixed_cost_sek


class _Builder:
    """Adds the parts of the formulation one after the other."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.model = LinearModel()
        self.num_weeks = instance.horizon.weeks
        num_options = len(instance.option_stop)
        self.visit_row = np.full((num_options, instance.num_days), NO_ROW, dtype=np.int64)
        self.visits_on_day = visits_on_each_day(instance)
        self.level_columns: list[IntArray] = []
        self.column_pattern: dict[int, int] = {}
        self.floor_rows: list[int] = []
        self.cost_rows: list[int] = []
        self.office_column = np.empty(0, dtype=np.int64)
        self.used_column = np.full(len(instance.vehicles), NO_ROW, dtype=np.int64)

    def _is_day_free(self, option: int) -> bool:
        """Tell whether every level of an option is so many visits on any days.

        That is so for one visit. Of several visits that share a weekday, on whichever it is, a
        folded week knows only that they are in different weeks: a relaxation.
        """
        instance = self.instance
        if any(lock.stop == instance.option_stop[option] for lock in instance.locks):
            return False
        levels = np.nonzero(instance.level_option == option)[0]
        patterns = [int((instance.pattern_level == level).sum()) for level in levels]
        own = np.isin(instance.pattern_level, levels)
        one_day = bool((instance.pattern_days[own].sum(axis=1) == 1).all())
        return one_day and all(count == instance.num_days for count in patterns)

    def visits(self) -> None:
        """Add rows (1) and the columns y."""
        instance, model = self.instance, self.model
        free = [self._is_day_free(option) for option in range(len(instance.option_stop))]
        for option, is_free in enumerate(free):
            count = 1 if is_free else instance.num_days
            self.visit_row[option] = model.add_rows(np.zeros(count), np.zeros(count))
        for level, option in enumerate(instance.level_option):
            patterns = np.nonzero(instance.pattern_level == level)[0]
            if free[option]:
                columns = model.add_columns([0.0], is_integer=True)
                visits = -float(instance.level_visits[level])
                model.add_entries(self.visit_row[option, :1], columns, visits)
            else:
                columns = model.add_columns(np.zeros(len(patterns)), is_integer=True)
                for column, pattern in zip(columns, patterns, strict=True):
                    self.column_pattern[int(column)] = int(pattern)
                    days = np.nonzero(instance.pattern_days[pattern])[0]
                    on_each = -float(self.visits_on_day[pattern])
                    model.add_entries(self.visit_row[option, days], column, on_each)
            self.level_columns.append(columns)

    def choice(self) -> None:
        """Add rows (2)."""
        instance = self.instance
        low = instance.stop_is_promised.astype(np.float64)
        self.choice_row = self.model.add_rows(low, np.ones(instance.num_stops))
        for stop in range(instance.num_stops):
            columns = self._columns_of(np.nonzero(instance.level_stop == stop)[0])
            self.model.add_entries(self.choice_row[stop], columns, 1.0)

    def locks(self) -> None:
        """Add rows (8): a locked stop has a pattern with the day of the lock."""
        instance = self.instance
        for lock in instance.locks:
            columns = [
                column
                for level in np.nonzero(instance.level_stop == lock.stop)[0]
                for column in self.level_columns[level].tolist()
                if instance.pattern_days[self.column_pattern[column], lock.day]
            ]
            self.model.add_entries(self.model.add_rows([1.0], [1.0]), columns, 1.0)

    def _columns_of(self, levels: IntArray) -> IntArray:
        """Return the columns y of some levels."""
        parts = [self.level_columns[level] for level in levels]
        return np.concatenate([np.empty(0, dtype=np.int64), *parts])

    def access(self) -> None:
        """Add the columns z, rows (4) and (5)."""
        instance, model, table = self.instance, self.model, self.instance.access
        stop = instance.level_stop[table.pair_level]
        # Levels of a stop that meet the same visits of a place differ in nothing that a share
        # could tell apart.
        met, met_number = np.unique(table.pair_met_visits, return_inverse=True)
        keys = np.column_stack([table.pair_place, stop, met_number])
        shares, share_of_pair = np.unique(keys, axis=0, return_inverse=True)
        self.share_place, self.share_stop = shares[:, 0], shares[:, 1]
        self.share_met = met[shares[:, 2]]
        self.share_weeks = np.full(len(shares), instance.num_weeks, dtype=np.int64)
        np.minimum.at(
            self.share_weeks, share_of_pair.ravel(), weeks_visited(instance)[table.pair_level]
        )
        weight = np.empty(len(shares))
        weight[share_of_pair.ravel()] = table.weights
        self.share_worth = instance.value_per_met_visit_sek * self.share_met * weight
        self.share_column = model.add_columns(instance.goal.value_weight * self.share_worth)
        rows = model.add_rows(np.full(len(shares), -np.inf), np.zeros(len(shares)))
        self.share_row = rows
        model.add_entries(rows, self.share_column, 1.0)
        for share, level in zip(share_of_pair.ravel(), table.pair_level, strict=True):
            model.add_entries(rows[share], self.level_columns[level], -1.0)

    def offices(self) -> None:
        """Add the columns o, and z of those who use a new office."""
        instance, model, table = self.instance, self.model, self.instance.access
        costs = np.array([office.cost_sek for office in instance.offices])
        self.office_column = model.add_columns(-instance.goal.cost_weight * costs, is_integer=True)
        self.office_worth = (
            instance.value_per_met_visit_sek * table.office_met_visits * table.office_weight
        )
        count = len(table.office_place)
        self.office_share = model.add_columns(instance.goal.value_weight * self.office_worth)
        rows = model.add_rows(np.full(count, -np.inf), np.zeros(count))
        model.add_entries(rows, self.office_share, 1.0)
        model.add_entries(rows, self.office_column[table.office_number], -1.0)

    def one_provider(self) -> None:
        """Add the rows (4) that let residents use one stop or office."""
        place = np.concatenate([self.share_place, self.instance.access.office_place])
        columns = np.concatenate([self.share_column, self.office_share])
        self.place_row = np.full(len(self.instance.access.place_ids), NO_ROW, dtype=np.int64)
        for number in np.unique(place):
            of_place = columns[place == number]
            if len(of_place) > 1:
                self.place_row[number] = self.model.add_rows([-np.inf], [1.0])[0]
                self.model.add_entries(self.place_row[number], of_place, 1.0)

    def used_vehicles(self) -> IntArray:
        """Add the columns v of vehicles that cost something if used, and their rows (7)."""
        instance, model = self.instance, self.model
        weeks = [instance.horizon.week_of(day) for day in range(instance.num_days)]
        days = np.bincount(weeks, minlength=self.num_weeks).astype(np.float64)
        used_row = np.full((len(instance.vehicles), self.num_weeks), NO_ROW, dtype=np.int64)
        for number, vehicle in enumerate(instance.vehicles):
            if vehicle.fixed_cost_sek > 0:
                cost_sek = instance.goal.cost_weight * vehicle.fixed_cost_sek
                column = model.add_columns([-cost_sek], upper=float(vehicle.count), is_integer=True)
                self.used_column[number] = column[0]
                rows = model.add_rows(np.full(self.num_weeks, -np.inf), np.zeros(self.num_weeks))
                model.add_entries(rows, np.repeat(column, self.num_weeks), -days * instance.repeats)
                used_row[number] = rows
        return used_row

    def decisions(self) -> tuple[IntArray, IntArray]:
        """Add the rows that hold decisions between their limits; return columns and rows."""
        columns = np.concatenate([self.office_column, self.used_column[self.used_column != NO_ROW]])
        most = self.model.upper[columns]
        rows = self.model.add_rows(np.zeros(len(columns)), most)
        self.model.add_entries(rows, columns, 1.0)
        return columns, rows

    def costs(self) -> None:
        """Add the rows (7) of the budget and of what earlier goals reached."""
        instance = self.instance
        if instance.budget_sek is not None:
            self._cost_row(0.0, instance.budget_sek)
        for aim in instance.aims:
            if aim.goal.cost_weight:
                self._cost_row(aim.goal.value_weight, -aim.least_sek)
            else:
                row = self.model.add_rows([aim.least_sek], [np.inf])
                self._worth_entries(row, aim.goal.value_weight)
                self.floor_rows.append(int(row[0]))

    def _cost_row(self, value_weight: float, most_sek: float) -> None:
        """Add a row that limits cost, or cost less value; duties enter it later."""
        instance, model = self.instance, self.model
        row = model.add_rows([-np.inf], [most_sek])
        costs = [office.cost_sek for office in instance.offices]
        model.add_entries(row, self.office_column, np.array(costs))
        has_cost = self.used_column != NO_ROW
        fixed = np.array([vehicle.fixed_cost_sek for vehicle in instance.vehicles])
        model.add_entries(row, self.used_column[has_cost], fixed[has_cost])
        if value_weight:
            self._worth_entries(row, -value_weight)
        self.cost_rows.append(int(row[0]))

    def _worth_entries(self, row: IntArray, weight: float) -> None:
        """Enter what met visits are worth into a row."""
        self.model.add_entries(row, self.share_column, weight * self.share_worth)
        self.model.add_entries(row, self.office_share, weight * self.office_worth)

    def capacity(self) -> IntArray:
        """Add rows (5) for the stops where they can bind; the visits enter with their columns."""
        instance = self.instance
        capacity_row = np.full(instance.num_stops, NO_ROW, dtype=np.int64)
        slowest = min((v.visitors_per_hour for v in instance.vehicles), default=0.0)
        for stop in range(instance.num_stops):
            levels = np.nonzero(instance.level_stop == stop)[0]
            if not len(levels):
                continue
            hours = instance.option_opening_s[instance.level_option[levels]] / SECONDS_PER_HOUR
            least = slowest * float((hours * instance.level_visits[levels]).min())
            users = self.share_stop == stop
            if float(self.share_met[users].sum()) > least:
                row = self.model.add_rows([-np.inf], [0.0])
                self.model.add_entries(row, self.share_column[users], self.share_met[users])
                capacity_row[stop] = row[0]
        return capacity_row

    def floors(self) -> None:
        """Add rows (6)."""
        instance, model = self.instance, self.model
        for floor in instance.floors:
            if floor.min_visits > 0:
                row = model.add_rows([float(floor.min_visits)], [np.inf])
                for level in np.nonzero(np.isin(instance.level_stop, floor.stops))[0]:
                    columns = self.level_columns[level]
                    model.add_entries(row, columns, float(instance.level_visits[level]))
            if floor.min_met_visits > 0:
                row = model.add_rows([floor.min_met_visits], [np.inf])
                users = np.isin(self.share_place, floor.places)
                model.add_entries(row, self.share_column[users], self.share_met[users])
                users = np.isin(instance.access.office_place, floor.places)
                met = instance.access.office_met_visits[users]
                model.add_entries(row, self.office_share[users], met)
                self.floor_rows.append(int(row[0]))
            if floor.min_covered > 0:
                self._covered(floor)

    def _covered(self, floor: Floor) -> None:
        """Add the columns g of the places of a floor, and the rows (6) of coverage."""
        model, coverages = self.model, floor.coverages
        count = len(coverages)
        covered = model.add_columns(np.zeros(count))
        rows = model.add_rows(np.full(count, -np.inf), np.zeros(count))
        model.add_entries(rows, covered, 1.0)
        for row, coverage in zip(rows, coverages, strict=True):
            levels = self._columns_of(np.array(coverage.levels, dtype=np.int64))
            model.add_entries(row, levels, -1.0)
            model.add_entries(row, self.office_column[list(coverage.offices)], -1.0)
        least = model.add_rows([floor.min_covered], [np.inf])
        residents = np.array([float(coverage.residents) for coverage in coverages])
        model.add_entries(least, covered, residents)
        self.floor_rows.append(int(least[0]))

    def weekly(self, limits: list[float | None]) -> IntArray:
        """Add one row (7) per vehicle and week where a limit is given."""
        rows = np.full((len(limits), self.num_weeks), NO_ROW, dtype=np.int64)
        for vehicle, limit in enumerate(limits):
            if limit is not None:
                high = np.full(self.num_weeks, limit * self.instance.paths_of(vehicle))
                rows[vehicle] = self.model.add_rows(np.full(self.num_weeks, -np.inf), high)
        return rows

    def rooms(self) -> IntArray:
        """Add rows (7) for the overnight places that could be too small."""
        instance = self.instance
        rows = np.full((instance.num_days, len(instance.overnight_node)), NO_ROW, dtype=np.int64)
        num_vehicles = sum(vehicle.count for vehicle in instance.vehicles)
        for number, rooms in enumerate(instance.overnight_rooms):
            if rooms < num_vehicles:
                high = [float(rooms * instance.repeats)]
                for day in range(instance.num_days):
                    if any(instance.nights_after(v, day) for v in range(len(instance.vehicles))):
                        rows[day, number] = self.model.add_rows([-np.inf], high)[0]
        return rows

    def missing(self, *, always: bool) -> IntArray:
        """Add the columns that stand in for what is demanded and not yet driven."""
        instance = self.instance
        demands = instance.stop_is_promised.any() or instance.floors or instance.locks
        if not demands and not instance.aims and not always:
            return np.empty(0, dtype=np.int64)
        # Larger than what any one visit can cost or bring, and no larger, for the solver's sake.
        met_at_most = np.zeros(len(instance.access.place_ids))
        np.maximum.at(met_at_most, self.share_place, self.share_met)
        worth = instance.value_per_met_visit_sek * float(met_at_most.sum())
        paths = sum(instance.paths_of(number) for number in range(len(instance.vehicles)))
        a_day = worst_cost_sek(instance) / max(1, paths * instance.num_days)
        penalty = -10.0 * (worth + a_day + 1.0)
        rows = np.unique(self.visit_row)
        # All visits that a level wants may be missing: several of one row in a folded week.
        most_visits = float(instance.level_visits.max(initial=1))
        visits = self.model.add_columns(np.full(len(rows), penalty), upper=most_visits)
        self.model.add_entries(rows, visits, 1.0)
        low, high = self.model.row_limits
        floors = np.array(self.floor_rows, dtype=np.int64)
        earlier = np.array([row for row in self.cost_rows if high[row] < 0], dtype=np.int64)
        short = self.model.add_columns(np.full(len(floors) + len(earlier), penalty))
        limits = np.concatenate([low[floors], high[earlier]])
        self.model.add_entries(np.concatenate([floors, earlier]), short, limits)
        return np.concatenate([visits, short])


def _hours(limits_s: list[int | None]) -> list[float | None]:
    """Return limits in hours."""
    return [None if limit is None else limit / SECONDS_PER_HOUR for limit in limits_s]


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
    builder = _Builder(instance)
    builder.visits()
    builder.choice()
    builder.locks()
    builder.access()
    builder.offices()
    builder.one_provider()
    capacity_row = builder.capacity()
    builder.floors()
    rules = [instance.profiles[v.profile].rules for v in instance.vehicles]
    working_row = builder.weekly(_hours([r.max_weekly_working_s for r in rules]))
    driving_row = builder.weekly(_hours([r.max_weekly_driving_s for r in rules]))
    nights = [v.max_nights_per_week for v in instance.vehicles]
    nights_row = builder.weekly([None if n is None else float(n) for n in nights])
    room_row = builder.rooms()
    used_row = builder.used_vehicles()
    builder.costs()
    decision_column, decision_row = builder.decisions()
    return Formulation(
        model=builder.model,
        visit_row=builder.visit_row,
        choice_row=builder.choice_row,
        place_row=builder.place_row,
        capacity_row=capacity_row,
        working_row=working_row,
        driving_row=driving_row,
        nights_row=nights_row,
        room_row=room_row,
        used_row=used_row,
        cost_rows=np.array(builder.cost_rows, dtype=np.int64),
        decision_column=decision_column,
        decision_row=decision_row,
        used_column=builder.used_column,
        level_columns=tuple(builder.level_columns),
        column_pattern=builder.column_pattern,
        share_place=builder.share_place,
        share_stop=builder.share_stop,
        share_column=builder.share_column,
        share_row=builder.share_row,
        share_met=builder.share_met,
        share_weeks=builder.share_weeks,
        missing_columns=builder.missing(always=may_miss),
    )
