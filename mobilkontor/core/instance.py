"""Own the instance: everything the solver needs, as integers and arrays, frozen.

Only `duties`, `optimise`, `build` and `api` use it. `verify` never sees it.

A *node* is a position in the leg matrices, a *stop* a node that may be served, an *option* a stop
with one opening time, and if it keeps to half-days one half of the day, a *level* an option with a
number of visits per cycle.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.calendar import HalfDay, Horizon
from mobilkontor.core.goals import Goal, LaterGoal
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import SECONDS_PER_DAY, SECONDS_PER_HOUR, SECONDS_PER_MINUTE

__all__ = [
    "NEVER_S",
    "AccessTable",
    "Aim",
    "Coverage",
    "Floor",
    "Instance",
    "Lock",
    "OfficeOption",
    "Profile",
    "Promise",
    "Vehicle",
]

NOON_S = 12 * SECONDS_PER_HOUR

NEVER_S = 365 * SECONDS_PER_DAY
"""Driving time of a leg that no duty can hold [s]."""

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """How a group of vehicles drives and works; duties are enumerated once per profile.

    Attributes
    ----------
    leg_s, leg_m : ndarray of int64, shape (num_nodes, num_nodes)
        Planned driving time [s], whole minutes, and distance [m] between nodes.
    rules : WorkRules
        Limits on the crew's work.
    earliest_start_s, latest_end_s : int
        Clock between which a duty starts and ends [s after midnight].
    closed_leg_s, closed_leg_m : tuple of (ndarray of int64, shape (num_nodes, num_nodes))
        The same while some roads are closed, by state of the roads from 1; ``NEVER_S`` where no
        other road joins two nodes.
    """

    leg_s: IntArray
    leg_m: IntArray
    rules: WorkRules
    earliest_start_s: int
    latest_end_s: int
    closed_leg_s: tuple[IntArray, ...] = ()
    closed_leg_m: tuple[IntArray, ...] = ()

    def in_state(self, roads: int) -> Profile:
        """Return how the group drives in one state of the roads; 0 is all of them open."""
        if roads == 0:
            return dataclasses.replace(self, closed_leg_s=(), closed_leg_m=())
        return dataclasses.replace(
            self,
            leg_s=self.closed_leg_s[roads - 1],
            leg_m=self.closed_leg_m[roads - 1],
            closed_leg_s=(),
            closed_leg_m=(),
        )


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One mobile office with its crew.

    Attributes
    ----------
    id : str
        Key in the scenario.
    profile : int
        Position in ``Instance.profiles``.
    depot : int
        Node where every run of days starts and ends.
    cost_per_km_sek, cost_per_hour_sek, cost_per_day_sek : float
        Cost of driving, of the crew's working time and of a day with a duty.
    visitors_per_hour : float
        Visitors the crew can receive per opening hour.
    max_nights_per_week : int or None
        Nights away from the depot allowed per week.
    count : int
        Vehicles that this one stands for, alike in everything else.
    is_home_on_days_off : bool
        Whether it stands at its depot over days off; else also at an overnight place, in the cycle.
    fixed_cost_sek : float
        Cost per cycle of a vehicle that is used at all [SEK].
    """

    id: str
    profile: int
    depot: int
    cost_per_km_sek: float
    cost_per_hour_sek: float
    cost_per_day_sek: float
    visitors_per_hour: float
    max_nights_per_week: int | None
    count: int = 1
    is_home_on_days_off: bool = True
    fixed_cost_sek: float = 0.0


@dataclass(frozen=True, slots=True)
class OfficeOption:
    """A fixed office that can be opened: its place, and its cost per cycle [SEK]."""

    place: str
    cost_sek: float


@dataclass(frozen=True, slots=True, eq=False)
class AccessTable:
    """Benefit of every (place, level) and (place, office) pair that has any.

    Attributes
    ----------
    place_ids : tuple of str
        Places with residents.
    pair_place, pair_level : ndarray of int64, shape (num_pairs,)
        Place and level of each pair.
    pair_met_visits : ndarray of float64, shape (num_pairs,)
        Visits met per cycle, over what fixed offices meet, if all residents of the place use it.
    residents : tuple of int
        Residents of each place, for reports of progress; empty if not told.
    pair_weight : ndarray of float64, shape (num_pairs,), or None
        What a met visit of the pair counts in the objective, for those who would even out access;
        None if it counts 1 everywhere.
    office_place, office_number : ndarray of int64, shape (num_office_pairs,)
        Place and office option of each pair.
    office_met_visits, office_weight : ndarray of float64, shape (num_office_pairs,)
        The same for them; weights are given always.
    """

    place_ids: tuple[str, ...]
    pair_place: IntArray
    pair_level: IntArray
    pair_met_visits: FloatArray
    residents: tuple[int, ...] = ()
    pair_weight: FloatArray | None = None
    office_place: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    office_number: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    office_met_visits: FloatArray = field(default_factory=lambda: np.empty(0))
    office_weight: FloatArray = field(default_factory=lambda: np.empty(0))

    @property
    def weights(self) -> FloatArray:
        """What a met visit of every (place, level) pair counts in the objective."""
        return np.ones(len(self.pair_place)) if self.pair_weight is None else self.pair_weight


@dataclass(frozen=True, slots=True)
class Coverage:
    """What covers the residents of a place that fixed offices leave uncovered.

    Attributes
    ----------
    residents : int
        Residents of the place.
    levels, offices : tuple of int
        Levels and office options of which any one covers it.
    """

    residents: int
    levels: tuple[int, ...]
    offices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """A least service for some residents: of a municipality, of the region, the worst off.

    Attributes
    ----------
    name : str
        Who they are, for messages.
    places : tuple of int
        Their places, as positions in ``AccessTable.place_ids``.
    stops : tuple of int
        Their stops.
    min_visits : int
        Least number of visits per cycle to these stops.
    min_met_visits : float
        Least number of visits met per cycle for these places, over what fixed offices meet.
    met_demand : str
        The same in the words of the scenario, for messages.
    coverages : tuple of Coverage
        Places that can be covered.
    min_covered : float
        Least number of residents in them to cover.
    covered_demand : str
        The same in the words of the scenario, for messages.
    """

    name: str
    places: tuple[int, ...]
    stops: tuple[int, ...]
    min_visits: int = 0
    min_met_visits: float = 0.0
    met_demand: str = ""
    coverages: tuple[Coverage, ...] = ()
    min_covered: float = 0.0
    covered_demand: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan must reach by another measure than the objective, as ``Instance`` weighs it.

    Attributes
    ----------
    goal : Goal
        That measure.
    least_sek : float
        Least value of it [SEK].
    """

    goal: Goal
    least_sek: float


@dataclass(frozen=True, slots=True)
class Promise:
    """A stop that must get a level: visits per cycle, and opening time of each [s], at least.

    If ``is_exact``, also at most; an opening time of 0 is any.
    """

    stop: int
    min_visits: int
    min_opening_s: int
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Lock:
    """A visit that must take place: this stop, this day, and if given by this vehicle."""

    stop: int
    day: int
    vehicle: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """The planning problem of one cycle.

    Attributes
    ----------
    horizon : Horizon
        Working days.
    node_ids : tuple of str
        Place of each node.
    profiles : tuple of Profile
        Driving and working of the vehicles.
    vehicles : tuple of Vehicle
        The mobile offices.
    overnight_node, overnight_rooms : ndarray of int64, shape (num_overnights,)
        Where vehicles may stand between two days, and how many at once.
    overnight_cost_sek : ndarray of float64, shape (num_overnights,)
        Cost of a night there, crew and vehicle.
    stop_node : ndarray of int64, shape (num_stops,)
        Node of each stop.
    stop_is_promised : ndarray of bool, shape (num_stops,)
        Stops that must get a level.
    option_stop, option_opening_s : ndarray of int64, shape (num_options,)
        Stop and opening time of each option [s].
    setup_s, packing_s : int
        Work before opening and after closing [s].
    open_from_s, open_to_s : int
        Clock between which an office may be open [s after midnight].
    level_stop, level_option, level_visits : ndarray of int64, shape (num_levels,)
        Stop, option and visits per cycle of each level.
    pattern_level : ndarray of int64, shape (num_patterns,)
        Level of each visit pattern.
    pattern_days : ndarray of bool, shape (num_patterns, num_days)
        Days of each visit pattern.
    access : AccessTable
        Benefit of the levels.
    value_per_met_visit_sek : float
        Worth of one met visit.
    goal : Goal
        What the objective counts.
    later_goals : tuple of LaterGoal
        Goals that come after (`optimise.stages`).
    offices : tuple of OfficeOption
        Fixed offices that can be opened.
    aims : tuple of Aim
        What other measures must reach, from earlier stages.
    floors : tuple of Floor
        Least service.
    locks : tuple of Lock
        Visits that must take place.
    budget_sek : float or None
        Limit on the cost of a cycle.
    repeats : int
        Times that the horizon is driven in a cycle, not the same each time; 1 unless the cycle
        was folded (`optimise.fold`). Levels, benefit, floors and budget are of the whole cycle.
    promises : tuple of Promise
        What is promised, one by one; stops and levels hold it already.
    unpromised : Instance or None
        The same problem without promises and locks, which holds the levels and patterns that they
        took away; None if they took none.
    option_half : tuple of (HalfDay or None)
        Half of the day that each option keeps to; empty if none does.
    midday_s : int
        Clock at which mornings end and afternoons begin [s after midnight].
    opening_tolerance_s : int
        Difference between the opening times of a place that residents do not mind [s].
    roads_of_week : tuple of int
        States that the roads are in, by week, as a sum of ``1 << state``; a week of a folded cycle
        has those of all weeks it stands for. Empty if no road is ever closed.
    """

    horizon: Horizon
    node_ids: tuple[str, ...]
    profiles: tuple[Profile, ...]
    vehicles: tuple[Vehicle, ...]
    overnight_node: IntArray
    overnight_rooms: IntArray
    overnight_cost_sek: FloatArray
    stop_node: IntArray
    stop_is_promised: NDArray[np.bool_]
    option_stop: IntArray
    option_opening_s: IntArray
    setup_s: int
    packing_s: int
    open_from_s: int
    open_to_s: int
    level_stop: IntArray
    level_option: IntArray
    level_visits: IntArray
    pattern_level: IntArray
    pattern_days: NDArray[np.bool_]
    access: AccessTable
    value_per_met_visit_sek: float
    goal: Goal = Goal.VALUE_MINUS_COST
    later_goals: tuple[LaterGoal, ...] = ()
    offices: tuple[OfficeOption, ...] = ()
    aims: tuple[Aim, ...] = ()
    floors: tuple[Floor, ...] = ()
    locks: tuple[Lock, ...] = ()
    budget_sek: float | None = None
    repeats: int = 1
    promises: tuple[Promise, ...] = ()
    unpromised: Instance | None = None
    option_half: tuple[HalfDay | None, ...] = ()
    midday_s: int = NOON_S
    opening_tolerance_s: int = 15 * SECONDS_PER_MINUTE
    roads_of_week: tuple[int, ...] = ()

    def roads_on(self, day: int) -> int:
        """Return the states that the roads are in on a day, as a sum of ``1 << state``."""
        return self.roads_of_week[self.horizon.week_of(day)] if self.roads_of_week else 1

    @property
    def road_states(self) -> tuple[int, ...]:
        """States that the roads are in on any day, increasing."""
        states = reduce(or_, self.roads_of_week, 0) or 1
        return tuple(state for state in range(states.bit_length()) if states >> state & 1)

    def option_windows_s(self) -> tuple[IntArray, IntArray]:
        """Return the clock between which an office may be open, by option [s after midnight]."""
        halves = self.option_half or (None,) * len(self.option_stop)
        from_s = {None: self.open_from_s, HalfDay.MORNING: self.open_from_s}
        from_s[HalfDay.AFTERNOON] = max(self.midday_s, self.open_from_s)
        to_s = {None: self.open_to_s, HalfDay.AFTERNOON: self.open_to_s}
        to_s[HalfDay.MORNING] = min(self.midday_s, self.open_to_s)
        return (
            np.fromiter((from_s[half] for half in halves), dtype=np.int64),
            np.fromiter((to_s[half] for half in halves), dtype=np.int64),
        )

    @property
    def num_weeks(self) -> int:
        """Number of weeks of the whole cycle."""
        return self.horizon.weeks * self.repeats

    def nights_after(self, vehicle: int, day: int) -> int:
        """Return for how many nights a vehicle stands away after a day, 0 if it must be home."""
        must_be_home = self.vehicles[vehicle].is_home_on_days_off and self.horizon.is_run_end(day)
        return 0 if must_be_home else self.horizon.nights_after(day)

    def paths_of(self, vehicle: int) -> int:
        """Return how many paths through the horizon a vehicle drives in a cycle."""
        return self.repeats * self.vehicles[vehicle].count

    @property
    def most_fixed_cost_sek(self) -> float:
        """Cost per cycle if every vehicle is used and every office opens [SEK]."""
        vehicles_sek = sum(v.count * v.fixed_cost_sek for v in self.vehicles)
        return vehicles_sek + sum(office.cost_sek for office in self.offices)

    @property
    def dearest_stay_sek(self) -> float:
        """Cost of the longest stay between two days at the dearest overnight place [SEK]."""
        most_nights = max(map(self.horizon.nights_after, range(self.num_days)), default=1)
        return most_nights * float(self.overnight_cost_sek.max(initial=0.0))

    @property
    def demands_anything(self) -> bool:
        """Whether staying at home is no plan: something is promised, locked or has a floor."""
        wants = any(f.min_visits or f.min_met_visits or f.min_covered for f in self.floors)
        aims = any(aim.least_sek > 0 for aim in self.aims)
        return bool(self.stop_is_promised.any() or wants or aims or self.locks)

    @property
    def num_days(self) -> int:
        """Number of working days."""
        return len(self.horizon)

    @property
    def num_stops(self) -> int:
        """Number of candidate stops."""
        return len(self.stop_node)

    def replace(self, **changes: Any) -> Instance:  # noqa: ANN401
        """Return a copy with some fields changed, for tests and sweeps."""
        return dataclasses.replace(self, **changes)
