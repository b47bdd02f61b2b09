"""Draw random tiny instances, so small that `tests.oracle` can try everything.

``draw_shape`` decides what an instance contains (the knobs), ``random_instance`` fills in numbers.
Both take everything from one seeded generator: the same seed gives the same instance.
"""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from mobilkontor.core.calendar import HalfDay, Horizon, make_horizon
from mobilkontor.core.instance import (
    NEVER_S,
    AccessTable,
    Floor,
    Instance,
    Lock,
    Profile,
    Vehicle,
)
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import hours_to_s, minutes_to_s

__all__ = [
    "CYCLES",
    "FULL_ROOMS",
    "TWO_WEEKS",
    "Shape",
    "draw_shape",
    "instance_of",
    "instances",
    "random_instance",
]

FEW_VISITORS_PER_HOUR = (3.0, 9.0)
MANY_VISITORS_PER_HOUR = 1000.0


@dataclass(frozen=True)
class Shape:
    """What a random instance contains.

    Attributes
    ----------
    num_stops, num_vehicles, num_overnights : int
        Sizes.
    weeks, weekdays, closed : int, tuple of str, frozenset of (int, str)
        Arguments of ``make_horizon``.
    is_remote : bool
        The stops lie far from the depots.
    is_busy : bool
        Need is so great that every stop is worth its cost.
    has_plane : bool
        Legs follow from points on a plane; else they are arbitrary.
    has_one_way_detours : bool
        Legs are longer in one direction.
    has_two_levels, has_two_visits : bool
        Some stops have a second level; some levels have two visits.
    has_even_visits : bool
        Visits lie in evenly spaced weeks, on the same weekdays; some levels are visited once a week
        or twice. Else they fall on any days, which is harder, but asked by no scenario.
    has_breaks, is_heavy, has_rest, has_weekly_limits : bool
        Work needs breaks; driving needs breaks and has a limit; the daily rest binds long days; the
        week has limits.
    has_few_nights, has_one_room, has_few_visitors : bool
        Nights away, rooms and visitors are scarce.
    has_visit_floor, has_met_floor, has_promise, has_lock, has_vehicle_lock, has_budget : bool
        Demands on the plan.
    has_forbidden_days : bool
        Some weekdays are forbidden at some stops.
    has_two_profiles, has_two_depots : bool
        Vehicles differ.
    has_stop_at_depot, has_overnight_at_depot, has_overnight_at_stop, has_free_leg : bool
        Nodes with more than one part; two nodes without a distance.
    has_half_days : bool
        Some stops are always open in one half of the day, which the plan chooses.
    has_closed_roads : bool
        In some weeks some legs take longer, and a few cannot be driven at all.
    has_free_weekends : bool
        The first vehicle may stand away from its depot over days off.
    """

    num_stops: int
    num_vehicles: int
    num_overnights: int
    weeks: int
    weekdays: tuple[str, ...]
    closed: frozenset[tuple[int, str]]
    is_remote: bool
    is_busy: bool
    has_plane: bool
    has_one_way_detours: bool
    has_two_levels: bool
    has_two_visits: bool
    has_even_visits: bool
    has_breaks: bool
    is_heavy: bool
    has_rest: bool
    has_weekly_limits: bool
    has_few_nights: bool
    has_one_room: bool
    has_few_visitors: bool
    has_visit_floor: bool
    has_met_floor: bool
    has_promise: bool
    has_lock: bool
    has_vehicle_lock: bool
    has_budget: bool
    has_forbidden_days: bool
    has_two_profiles: bool
    has_two_depots: bool
    has_stop_at_depot: bool
    has_overnight_at_depot: bool
    has_overnight_at_stop: bool
    has_free_leg: bool
    has_half_days: bool = False
    has_closed_roads: bool = False
    has_free_weekends: bool = False


ONE_WEEK = (
    (("mon", "tue"), frozenset[tuple[int, str]]()),
    (("tue", "wed", "thu"), frozenset[tuple[int, str]]()),
    (("wed", "thu", "fri"), frozenset[tuple[int, str]]()),
    (("mon", "tue", "wed", "thu"), frozenset({(0, "wed")})),
    (("mon", "wed", "thu"), frozenset[tuple[int, str]]()),
)
"""Weekdays and closed days of one-week horizons; the last two have two runs."""

FULL_ROOMS: dict[str, Any] = {
    "num_stops": 4,
    "num_vehicles": 2,
    "num_overnights": 1,
    "weekdays": ("mon", "tue"),
    "closed": frozenset(),
    "is_remote": True,
    "is_busy": True,
    "is_heavy": False,
    "has_one_room": True,
    "has_two_levels": False,
    "has_two_visits": False,
    "has_two_depots": False,
    "has_few_nights": False,
    "has_weekly_limits": True,
    "has_rest": False,
    "has_budget": False,
    "has_overnight_at_depot": False,
}
"""Knobs that often let two vehicles want the same room."""

TWO_WEEKS: dict[str, Any] = {
    "num_stops": 3,
    "weeks": 2,
    "weekdays": ("mon", "sun"),
    "closed": frozenset({(0, "mon")}),
    "has_weekly_limits": True,
}
"""Knobs for Sunday, Monday and the Sunday after: a run across two weeks, and one on its own."""

CYCLES: tuple[dict[str, Any], ...] = tuple(
    {
        "num_stops": num_stops,
        "weeks": weeks,
        "weekdays": weekdays,
        "closed": closed,
        "has_even_visits": True,
        "has_two_visits": True,
    }
    for num_stops, weeks, weekdays, closed in (
        (3, 2, ("mon", "tue"), frozenset[tuple[int, str]]()),
        (2, 2, ("mon", "tue", "wed"), frozenset({(1, "tue")})),
        (3, 4, ("thu",), frozenset[tuple[int, str]]()),
    )
)
"""Knobs for cycles as scenarios ask for them: two weeks of two or three days, four weeks of one."""


def draw_shape(rng: np.random.Generator) -> Shape:
    """Return a random shape of one week."""

    def chance(probability: float) -> bool:
        return bool(rng.random() < probability)

    weekdays, closed = ONE_WEEK[int(rng.integers(len(ONE_WEEK)))]
    num_vehicles = int(rng.choice([1, 2], p=[0.4, 0.6]))
    num_stops = int(rng.choice([3, 4, 5], p=[0.5, 0.4, 0.1]))
    return Shape(
        num_stops=num_stops,
        num_vehicles=num_vehicles,
        num_overnights=int(rng.choice([0, 1, 2], p=[0.1, 0.5, 0.4])),
        weeks=1,
        weekdays=weekdays,
        closed=closed,
        is_remote=chance(0.4),
        is_busy=chance(0.4),
        has_plane=chance(0.7),
        has_one_way_detours=chance(0.4),
        has_two_levels=chance(0.6) and num_stops < 5,
        has_two_visits=chance(0.5) and num_stops < 5,
        has_even_visits=False,
        has_breaks=chance(0.6),
        is_heavy=chance(0.4),
        has_rest=chance(0.4),
        has_weekly_limits=chance(0.35),
        has_few_nights=chance(0.25),
        has_one_room=chance(0.6),
        has_few_visitors=chance(0.5),
        has_visit_floor=chance(0.25),
        has_met_floor=chance(0.25),
        has_promise=chance(0.2),
        has_lock=chance(0.2),
        has_vehicle_lock=chance(0.15),
        has_budget=chance(0.25),
        has_forbidden_days=chance(0.3),
        has_two_profiles=chance(0.5),
        has_two_depots=chance(0.35),
        has_stop_at_depot=chance(0.15),
        has_overnight_at_depot=chance(0.2),
        has_overnight_at_stop=chance(0.5),
        has_free_leg=chance(0.15),
    )


def random_instance(rng: np.random.Generator, **knobs: Any) -> Instance:  # noqa: ANN401
    """Return a random tiny instance.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of everything random.
    **knobs
        Fields of ``Shape`` to fix; the rest is drawn.

    Returns
    -------
    Instance
        A consistent instance, feasible more often than not.
    """
    shape = dataclasses.replace(draw_shape(rng), **knobs)
    return _Draw(rng, shape).instance()


def instance_of(seed: int, **knobs: Any) -> Instance:  # noqa: ANN401
    """Return the random instance of a seed."""
    return random_instance(np.random.default_rng(seed), **knobs)


def instances(**knobs: Any) -> st.SearchStrategy[Instance]:  # noqa: ANN401
    """Return a hypothesis strategy of random instances; it shrinks to smaller seeds only."""
    return st.integers(0, 100_000).map(lambda seed: instance_of(seed, **knobs))


class _Draw:
    """The drawing of one instance."""

    def __init__(self, rng: np.random.Generator, shape: Shape) -> None:
        self.rng = rng
        self.shape = shape
        self.horizon: Horizon = make_horizon(shape.weeks, shape.weekdays, shape.closed)
        self._place_nodes()

    def _minutes(self, low: int, high: int, step: int = 1) -> int:
        """Return a random number of minutes between two numbers, both included [s]."""
        return minutes_to_s(int(self.rng.integers(low // step, high // step + 1)) * step)

    def _sek(self, low: float, high: float) -> float:
        """Return a random amount [SEK]."""
        return round(float(self.rng.uniform(low, high)), 2)

    def _place_nodes(self) -> None:
        """Give every depot, stop and overnight place a node."""
        shape, rng = self.shape, self.rng
        fresh = itertools.count()
        self.depots = [next(fresh)]
        for _ in range(1, shape.num_vehicles):
            self.depots.append(next(fresh) if shape.has_two_depots else self.depots[0])
        self.stops = [next(fresh) for _ in range(shape.num_stops)]
        if shape.has_stop_at_depot:
            self.stops[0] = self.depots[0]
        self.overnights: list[int] = []
        for i in range(shape.num_overnights):
            if i == 0 and shape.has_overnight_at_depot:
                self.overnights.append(self.depots[-1])
            elif i == shape.num_overnights - 1 and shape.has_overnight_at_stop:
                self.overnights.append(self.stops[-1])
            else:
                self.overnights.append(next(fresh))
        self.num_nodes = next(fresh)
        angle = rng.uniform(0, 1.2, self.num_nodes)
        nearest, farthest = (110, 210) if shape.is_remote else (30, 130)
        radius = rng.uniform(nearest, farthest, self.num_nodes)
        radius[self.depots] = rng.uniform(0, 30, len(self.depots))
        self.points = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))

    def instance(self) -> Instance:
        """Return the instance."""
        shape = self.shape
        minutes = self._leg_minutes()
        self._draw_levels()
        self._draw_patterns()
        profiles = self._profiles(minutes)
        vehicles = self._vehicles(len(profiles))
        num_overnights = len(self.overnights)
        rooms = 1 if shape.has_one_room else shape.num_vehicles
        promised = np.zeros(shape.num_stops, dtype=np.bool_)
        if shape.has_promise:
            promised[int(self.rng.integers(shape.num_stops))] = True
        access = self._access(minutes)
        return Instance(
            horizon=self.horizon,
            node_ids=tuple(f"n{node}" for node in range(self.num_nodes)),
            profiles=profiles,
            vehicles=vehicles,
            overnight_node=np.array(self.overnights, dtype=np.int64),
            overnight_rooms=np.full(num_overnights, rooms, dtype=np.int64),
            overnight_cost_sek=np.array([self._sek(200, 1500) for _ in range(num_overnights)]),
            stop_node=np.array(self.stops, dtype=np.int64),
            stop_is_promised=promised,
            option_stop=np.array([stop for stop, _, _ in self.options], dtype=np.int64),
            option_opening_s=np.array([opening for _, opening, _ in self.options], dtype=np.int64),
            option_half=tuple(half for _, _, half in self.options) if shape.has_half_days else (),
            midday_s=self._minutes(11 * 60, 13 * 60, 15) if shape.has_half_days else 12 * 3600,
            setup_s=self._minutes(5, 25),
            packing_s=self._minutes(5, 15),
            open_from_s=self._minutes(8 * 60, 10 * 60, 15),
            open_to_s=self._minutes(15 * 60, 18 * 60, 15),
            level_stop=np.array([self.options[o][0] for o, _ in self.levels], dtype=np.int64),
            level_option=np.array([o for o, _ in self.levels], dtype=np.int64),
            level_visits=np.array([visits for _, visits in self.levels], dtype=np.int64),
            pattern_level=np.array([level for level, _ in self.patterns], dtype=np.int64),
            pattern_days=self._pattern_days(),
            access=access,
            value_per_met_visit_sek=self._sek(100, 800),
            floors=self._floors(access),
            locks=self._locks(),
            budget_sek=self._sek(4000, 16000) if shape.has_budget else None,
            roads_of_week=self._roads_of_week(),
        )

    def _leg_minutes(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return the driving time between nodes [min], not rounded."""
        shape, rng, n = self.shape, self.rng, self.num_nodes
        if shape.has_plane:
            gaps = self.points[:, None, :] - self.points[None, :, :]
            minutes = np.sqrt((gaps**2).sum(axis=2))
        else:
            minutes = rng.uniform(10, 110, (n, n))
            minutes = (minutes + minutes.T) / 2
            if shape.is_remote:
                minutes[self.depots, :] += 70
                minutes[:, self.depots] += 70
        if shape.has_one_way_detours:
            minutes = minutes + rng.uniform(0, 25, (n, n))
        if shape.has_free_leg:
            a, b = (int(node) for node in rng.choice(n, 2, replace=False))
            minutes[a, b] = minutes[b, a] = 0
        np.fill_diagonal(minutes, 0)
        return minutes

    def _profiles(self, minutes: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[Profile, ...]:
        """Return one or two profiles over the same roads."""
        profiles = []
        metres = np.rint(minutes * self.rng.uniform(900, 1300, minutes.shape)).astype(np.int64)
        both = self.shape.has_two_profiles and self.shape.num_vehicles > 1
        for i in range(2 if both else 1):
            factor = 1.0 if i == 0 else float(self.rng.uniform(0.8, 1.3))
            leg_s = (np.ceil(minutes * factor) * 60).astype(np.int64)
            earliest_s = self._minutes(6 * 60, 8 * 60, 15)
            profiles.append(
                Profile(
                    leg_s=leg_s,
                    leg_m=metres,
                    rules=self._rules(is_heavy=self.shape.is_heavy and i == 0),
                    earliest_start_s=earliest_s,
                    latest_end_s=earliest_s + self._minutes(8 * 60, 12 * 60, 15),
                )
            )
        if self.shape.has_closed_roads:
            profiles = [self._with_closed_roads(profile) for profile in profiles]
        return tuple(profiles)

    def _with_closed_roads(self, profile: Profile) -> Profile:
        """Return the profile with two states in which some legs are longer, or none at all."""
        closed_s, closed_m = [], []
        for _ in range(2):
            kind = self.rng.random(profile.leg_s.shape)
            np.fill_diagonal(kind, 1.0)
            longer_s = profile.leg_s + self._minutes(10, 60)
            closed_s.append(np.select([kind < 0.1, kind < 0.5], [NEVER_S, longer_s], profile.leg_s))
            closed_m.append(np.where(kind < 0.5, profile.leg_m + 20_000, profile.leg_m))
        return dataclasses.replace(
            profile, closed_leg_s=tuple(closed_s), closed_leg_m=tuple(closed_m)
        )

    def _roads_of_week(self) -> tuple[int, ...]:
        """Return the states of the roads, at least one week with a closed road if asked."""
        if not self.shape.has_closed_roads:
            return ()
        states = self.rng.integers(0, 3, self.shape.weeks)
        states[int(self.rng.integers(self.shape.weeks))] = 1
        return tuple(1 << int(state) for state in states)

    def _rules(self, *, is_heavy: bool) -> WorkRules:
        """Return working rules that often bind."""
        shape, rng = self.shape, self.rng
        rules: dict[str, int | None] = {}
        if rng.random() < 0.7:
            rules["max_working_s"] = self._minutes(7 * 60, 10 * 60, 15)
        if shape.has_breaks:
            rules["max_work_stretch_s"] = self._minutes(210, 330, 10)
            rules["work_break_s"] = self._minutes(20, 45, 5)
        if is_heavy:
            rules["max_driving_s"] = self._minutes(240, 420, 10)
            rules["max_driving_stretch_s"] = self._minutes(110, 230, 10)
            rules["driving_break_s"] = self._minutes(15, 50, 5)
        if shape.has_rest:
            rules["daily_rest_s"] = self._minutes(15 * 60, 21 * 60, 15)
        else:
            rules["daily_rest_s"] = hours_to_s(11)
        if shape.has_weekly_limits:
            rules["max_weekly_working_s"] = self._minutes(10 * 60, 22 * 60, 15)
            if rng.random() < 0.5:
                rules["max_weekly_driving_s"] = self._minutes(4 * 60, 10 * 60, 15)
        return WorkRules(**rules)

    def _vehicles(self, num_profiles: int) -> tuple[Vehicle, ...]:
        """Return the vehicles; half of the time they cost the same."""
        shape = self.shape
        is_alike = self.rng.random() < 0.5
        costs = [self._sek(3, 12), self._sek(100, 450), self._sek(0, 800)]
        vehicles = []
        for i in range(shape.num_vehicles):
            if i > 0 and not is_alike:
                costs = [self._sek(3, 12), self._sek(100, 450), self._sek(0, 800)]
            if shape.has_few_visitors:
                visitors = round(float(self.rng.uniform(*FEW_VISITORS_PER_HOUR)), 1)
            else:
                visitors = MANY_VISITORS_PER_HOUR
            vehicles.append(
                Vehicle(
                    id=f"v{i}",
                    profile=min(i, num_profiles - 1),
                    depot=self.depots[i],
                    cost_per_km_sek=costs[0],
                    cost_per_hour_sek=costs[1],
                    cost_per_day_sek=costs[2],
                    visitors_per_hour=visitors,
                    max_nights_per_week=(
                        int(self.rng.integers(0, 2)) if shape.has_few_nights else None
                    ),
                    is_home_on_days_off=not (shape.has_free_weekends and i == 0),
                )
            )
        return tuple(vehicles)

    def _draw_levels(self) -> None:
        """Draw options (stop, opening, half) and levels (option, visits) of every stop."""
        shape, rng = self.shape, self.rng
        most_visits = 2 if shape.has_two_visits and len(self.horizon) > 1 else 1
        self.options: list[tuple[int, int, HalfDay | None]] = []
        self.levels: list[tuple[int, int]] = []
        for stop in range(shape.num_stops):
            first = (self._minutes(60, 180, 15), self._visits(most_visits))
            pairs = [first]
            if shape.has_two_levels and rng.random() < 0.6:
                second = (self._minutes(60, 180, 15), self._visits(most_visits))
                if most_visits > 1 and rng.random() < 0.4:
                    second = (first[0], 2 if first[1] == 1 else 1)
                if second != first:
                    pairs.append(second)
            halves: tuple[HalfDay | None, ...] = (None,)
            if shape.has_half_days and rng.random() < 0.7:
                halves = tuple(HalfDay)
            for opening_s, visits in pairs:
                for half in halves:
                    option = (stop, opening_s, half)
                    if option not in self.options:
                        self.options.append(option)
                    self.levels.append((self.options.index(option), visits))

    def _visits(self, most: int) -> int:
        """Return visits per cycle; of even ones, some come every week, and a few twice a week."""
        shape = self.shape
        if shape.has_even_visits and self.rng.random() < 0.35:
            is_twice = len(shape.weekdays) > 1 and self.rng.random() < 0.3
            return shape.weeks * (2 if is_twice else 1)
        return int(self.rng.integers(1, most + 1))

    def _is_pattern(self, days: tuple[int, ...], gap_days: int) -> bool:
        """Tell whether visits on these days keep the least gap and, if asked, are even."""
        ordinals = [self.horizon.ordinal(day) for day in days]
        if not self.shape.has_even_visits:
            return all(b - a >= gap_days for a, b in itertools.pairwise(ordinals))
        weeks = self.horizon.weeks
        weekdays: dict[int, list[int]] = {}
        for ordinal in ordinals:
            weekdays.setdefault(ordinal // 7, []).append(ordinal % 7)
        apart = weeks // min(len(days), weeks)
        first, *others = weekdays.values()
        return (
            list(weekdays) == list(range(min(weekdays), weeks, apart))
            and len(weekdays) == min(len(days), weeks)
            and all(other == first for other in others)
            and all(b - a >= gap_days for a, b in itertools.pairwise(first))
        )

    def _draw_patterns(self) -> None:
        """Draw the patterns (level, days): all sets of allowed days with the least gap."""
        rng = self.rng
        self.patterns: list[tuple[int, tuple[int, ...]]] = []
        forbidden: list[set[str]] = []
        for _ in range(self.shape.num_stops):
            some = set()
            if self.shape.has_forbidden_days and rng.random() < 0.5:
                some.add(str(rng.choice(self.shape.weekdays)))
            forbidden.append(some)
        gap_days = int(rng.integers(1, 3))
        for level, (option, visits) in enumerate(self.levels):
            allowed = [
                day
                for day, (_, weekday) in enumerate(self.horizon.days)
                if weekday not in forbidden[self.options[option][0]]
            ]
            for days in itertools.combinations(allowed, visits):
                if self._is_pattern(days, gap_days):
                    self.patterns.append((level, days))

    def _pattern_days(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Return the patterns as rows of days."""
        rows = np.zeros((len(self.patterns), len(self.horizon)), dtype=np.bool_)
        for row, (_, days) in enumerate(self.patterns):
            rows[row, list(days)] = True
        return rows

    def _access(self, minutes: np.ndarray[Any, np.dtype[np.float64]]) -> AccessTable:
        """Return benefits that fall with travel time and rise with visits.

        Every stop has a place with residents; so have one or two nodes more, if there are any.
        """
        rng = self.rng
        nodes = sorted({*self.stops, *rng.choice(self.num_nodes, 2).tolist()})
        pairs: list[tuple[int, int, float]] = []
        cut_off_min = float(rng.uniform(20, 70))
        for place, node in enumerate(nodes):
            need = float(rng.uniform(4, 50)) * (3 if self.shape.is_busy else 1)
            for level, (option, visits) in enumerate(self.levels):
                stop_node = self.stops[self.options[option][0]]
                phi = max(0.0, 1 - minutes[node, stop_node] / cut_off_min)
                psi = {1: 0.6, 2: 0.85, 4: 0.95, 8: 0.99}[visits] ** (1 / self.shape.weeks)
                met = need * phi * psi * (1 if rng.random() < 0.9 else 0)
                if met > 0:
                    pairs.append((place, level, met))
        self.place_node = nodes
        return AccessTable(
            place_ids=tuple(f"n{node}" for node in nodes),
            pair_place=np.array([place for place, _, _ in pairs], dtype=np.int64),
            pair_level=np.array([level for _, level, _ in pairs], dtype=np.int64),
            pair_met_visits=np.array([met for _, _, met in pairs], dtype=np.float64),
        )

    def _floors(self, access: AccessTable) -> tuple[Floor, ...]:
        """Return floors for one or both halves of the map."""
        shape, rng = self.shape, self.rng
        if not (shape.has_visit_floor or shape.has_met_floor):
            return ()
        stops = [int(stop) for stop in rng.permutation(shape.num_stops)]
        cut = int(rng.integers(1, shape.num_stops))
        floors = []
        for name, part in (("a", stops[:cut]), ("b", stops[cut:])):
            if name == "b" and rng.random() < 0.6:
                continue
            nodes = {self.stops[stop] for stop in part}
            places = tuple(p for p, node in enumerate(self.place_node) if node in nodes)
            most = sum(
                max(access.pair_met_visits[access.pair_place == place], default=0.0)
                for place in places
            )
            floors.append(
                Floor(
                    name=name,
                    places=places,
                    stops=tuple(sorted(part)),
                    min_visits=int(rng.integers(1, 3)) if shape.has_visit_floor else 0,
                    min_met_visits=(
                        float(most * rng.uniform(0.1, 0.7)) if shape.has_met_floor else 0.0
                    ),
                )
            )
        return tuple(floors)

    def _locks(self) -> tuple[Lock, ...]:
        """Return a lock for any vehicle, or one for a given vehicle, or both, or none."""
        locks = []
        for is_wanted, names_vehicle in (
            (self.shape.has_lock, False),
            (self.shape.has_vehicle_lock, True),
        ):
            if is_wanted and self.patterns:
                level, days = self.patterns[int(self.rng.integers(len(self.patterns)))]
                vehicle = int(self.rng.integers(self.shape.num_vehicles)) if names_vehicle else None
                stop = self.options[self.levels[level][0]][0]
                locks.append(Lock(stop=stop, day=int(self.rng.choice(days)), vehicle=vehicle))
        return tuple(locks)
