"""Find the best plan of a tiny instance by trying everything, straight from the rules in words.

Nothing here comes from `duties` or `optimise`. There are four nested loops, each one rule book:

1. every choice of a level and a visit pattern for every stop (or none);
2. every way to share the visits out among the vehicles;
3. for one vehicle with given visits on given days: every place to stand at night, every order of
   the stops of a day, every placing of the breaks (``best_weeks``, ``day_trips``);
4. every choice of new fixed offices, and who uses which stop or office: a small transport problem
   (``most_met_visits``).

Shortcuts are few and each is argued where it stands. ``all_day_trips`` enumerates the day trips a
second time without any of them; a test compares the two.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from scipy.optimize import linprog

from mobilkontor.core.calendar import HalfDay
from mobilkontor.core.instance import Instance, Profile, Vehicle
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_DAY, SECONDS_PER_HOUR

__all__ = [
    "DayTrip",
    "Optimum",
    "Work",
    "WorkedDay",
    "all_day_trips",
    "best_weeks",
    "day_trips",
    "find_optimum",
    "most_met_visits",
]

Needs = tuple[frozenset[int], ...]
"""The options that one vehicle has to visit, for each day."""

Nights = tuple[int | None, ...]
"""The overnight place after each day, None for the own depot."""


@dataclass(frozen=True)
class DayTrip:
    """One vehicle's day: where, in which order, with which breaks, and when it may start.

    Attributes
    ----------
    start, end : int
        Nodes where the vehicle stands before and after.
    options : tuple of int
        Options visited, in order.
    breaks : tuple of (int, int)
        Break on arrival and break before departure at each stop [s].
    driving_s, working_s, distance_m, elapsed_s : int
        Driving, working without breaks, distance and time from start to end.
    earliest_s, latest_s : int
        Clock between which the trip may start [s after midnight].
    """

    start: int
    end: int
    options: tuple[int, ...]
    breaks: tuple[tuple[int, int], ...]
    driving_s: int
    working_s: int
    distance_m: int
    elapsed_s: int
    earliest_s: int
    latest_s: int


@dataclass(frozen=True)
class WorkedDay:
    """A day trip with its clock and cost, the night after it included."""

    vehicle: int
    day: int
    trip: DayTrip
    start_s: int
    end_s: int
    cost_sek: float


@dataclass(frozen=True)
class Work:
    """Worked days and their cost."""

    days: tuple[WorkedDay, ...]
    cost_sek: float


@dataclass(frozen=True)
class Optimum:
    """The best plan there is.

    Attributes
    ----------
    objective_sek, cost_sek, met_visits : float
        Worth of the plan, its cost, and the visits it meets.
    levels : tuple of (int or None)
        Level of each stop.
    worked_days : tuple of WorkedDay
        What the vehicles do, by vehicle and day.
    """

    objective_sek: float
    cost_sek: float
    met_visits: float
    levels: tuple[int | None, ...]
    worked_days: tuple[WorkedDay, ...]


# ---------------------------------------------------------------------------------------- day trips


def day_trips(
    instance: Instance, profile: Profile, start: int, end: int, options: frozenset[int]
) -> list[DayTrip]:
    """Return the trips from start to end that visit exactly these options, useless ones left out.

    The stops of the options are different. A trip is useless if another is no worse in distance,
    driving time, earliest end, time from start to end, and latest start: wherever the first fits
    between two nights, the second does too, and it costs no more.
    """
    if not options and start == end:
        return []
    trips = []
    for order in itertools.permutations(sorted(options)):
        for breaks in _break_plans(instance, profile, start, end, order):
            trip = _timed(instance, profile, start, end, order, breaks)
            if trip is not None:
                trips.append(trip)
    kept: list[DayTrip] = []
    for trip in sorted(trips, key=_badness):
        if not any(_no_worse(other, trip) for other in kept):
            kept.append(trip)
    return kept


def _badness(trip: DayTrip) -> tuple[int, ...]:
    """Return what a trip uses; less is better in every entry."""
    return (
        trip.distance_m,
        trip.driving_s,
        trip.earliest_s + trip.elapsed_s,
        trip.elapsed_s,
        -trip.latest_s,
    )


def _no_worse(trip: DayTrip, other: DayTrip) -> bool:
    """Tell whether a trip is at least as good as another in every entry."""
    return all(mine <= its for mine, its in zip(_badness(trip), _badness(other), strict=True))


def _legs(
    instance: Instance, profile: Profile, start: int, end: int, order: tuple[int, ...]
) -> list[int]:
    """Return the driving time of each leg [s]."""
    nodes = [start, *(_node(instance, option) for option in order), end]
    return [int(profile.leg_s[a, b]) for a, b in itertools.pairwise(nodes)]


def _node(instance: Instance, option: int) -> int:
    """Return the node of an option."""
    return int(instance.stop_node[instance.option_stop[option]])


def _block_s(instance: Instance, option: int) -> int:
    """Return set-up, opening and packing of one visit [s]."""
    return instance.setup_s + int(instance.option_opening_s[option]) + instance.packing_s


def _break_lengths(profile: Profile) -> list[int]:
    """Return no break and the two lengths that end a stretch; any other length is no better."""
    lengths = {0}
    if profile.rules.max_work_stretch_s is not None and profile.rules.work_break_s is not None:
        lengths.add(profile.rules.work_break_s)
    if (
        profile.rules.max_driving_stretch_s is not None
        and profile.rules.driving_break_s is not None
    ):
        lengths.add(profile.rules.driving_break_s)
    return sorted(lengths)


def _break_plans(
    instance: Instance, profile: Profile, start: int, end: int, order: tuple[int, ...]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every placing of breaks that keeps the stretches and fits into the day.

    If the stretches are kept without any break, only that plan is yielded: a break never lets a
    trip end earlier, take less time, or start later. Half-days change nothing in that: a break
    between two stops helps only if the second may open later than the first may close, less the
    way, and an afternoon begins when a morning ends.
    """
    legs = _legs(instance, profile, start, end, order)
    blocks = [_block_s(instance, option) for option in order]
    spare_s = profile.latest_end_s - profile.earliest_start_s - sum(legs) - sum(blocks)
    none = ((0, 0),) * len(order)
    if spare_s < 0:
        return
    if _keeps_stretches(profile, legs, blocks, none):
        yield none
        return
    yield from _extend_breaks(profile, legs, blocks, spare_s, ())


def _extend_breaks(
    profile: Profile,
    legs: list[int],
    blocks: list[int],
    spare_s: int,
    breaks: tuple[tuple[int, int], ...],
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the full break plans that begin with these breaks at the first stops."""
    done = len(breaks)
    if not _keeps_stretches(profile, legs[: done + 1], blocks[:done], breaks):
        return
    if done == len(blocks):
        yield breaks
        return
    for pair in itertools.product(_break_lengths(profile), repeat=2):
        if sum(pair) <= spare_s:
            longer = (*breaks, pair)
            yield from _extend_breaks(profile, legs, blocks, spare_s - sum(pair), longer)


def _keeps_stretches(
    profile: Profile, legs: list[int], blocks: list[int], breaks: tuple[tuple[int, int], ...]
) -> bool:
    """Tell whether no stretch of work or of driving is too long.

    ``legs`` has one entry more than ``blocks``; the walk is leg, break, block, break, leg, ...
    """
    rules = profile.rules
    most_work = rules.max_work_stretch_s
    most_driving = rules.max_driving_stretch_s
    work = driving = 0
    for i, leg in enumerate(legs):
        steps = [("drive", leg)]
        if i < len(blocks):
            on_arrival, before_leaving = breaks[i]
            steps += [("break", on_arrival), ("work", blocks[i]), ("break", before_leaving)]
        for kind, length_s in steps:
            if kind == "break":
                if rules.work_break_s is not None and length_s >= rules.work_break_s:
                    work = 0
                if rules.driving_break_s is not None and length_s >= rules.driving_break_s:
                    driving = 0
                continue
            work += length_s
            driving += length_s if kind == "drive" else 0
            if most_work is not None and work > most_work:
                return False
            if most_driving is not None and driving > most_driving:
                return False
    return True


def _timed(
    instance: Instance,
    profile: Profile,
    start: int,
    end: int,
    order: tuple[int, ...],
    breaks: tuple[tuple[int, int], ...],
) -> DayTrip | None:
    """Return the trip with the clocks it may start at, or None if it breaks a limit of the day."""
    rules = profile.rules
    nodes = [start, *(_node(instance, option) for option in order), end]
    legs = _legs(instance, profile, start, end, order)
    distance_m = sum(int(profile.leg_m[a, b]) for a, b in itertools.pairwise(nodes))
    driving_s = sum(legs)
    working_s = driving_s + sum(_block_s(instance, option) for option in order)
    if rules.max_driving_s is not None and driving_s > rules.max_driving_s:
        return None
    if rules.max_working_s is not None and working_s > rules.max_working_s:
        return None

    open_from_s, open_to_s = instance.open_from_s, instance.open_to_s
    since_start_s = 0
    earliest_s = profile.earliest_start_s
    latest_s = profile.latest_end_s
    for leg, option, (on_arrival, before_leaving) in zip(legs, order, breaks, strict=False):
        since_start_s += leg + on_arrival + instance.setup_s
        half = instance.option_half[option] if instance.option_half else None
        earliest_s = max(earliest_s, open_from_s - since_start_s)
        if half is HalfDay.AFTERNOON:
            earliest_s = max(earliest_s, instance.midday_s - since_start_s)
        since_start_s += int(instance.option_opening_s[option])
        latest_s = min(latest_s, open_to_s - since_start_s)
        if half is HalfDay.MORNING:
            latest_s = min(latest_s, instance.midday_s - since_start_s)
        since_start_s += instance.packing_s + before_leaving
    since_start_s += legs[-1]
    latest_s = min(latest_s, profile.latest_end_s - since_start_s)
    if earliest_s > latest_s:
        return None
    return DayTrip(
        start=start,
        end=end,
        options=order,
        breaks=breaks,
        driving_s=driving_s,
        working_s=working_s,
        distance_m=distance_m,
        elapsed_s=since_start_s,
        earliest_s=earliest_s,
        latest_s=latest_s,
    )


def all_day_trips(instance: Instance, profile: Profile, start: int, end: int) -> list[DayTrip]:
    """Return every trip from start to end: all orders of all options, all placings of all breaks.

    Slow and without shortcuts, for instances of about three stops.
    """
    trips = []
    all_options = range(len(instance.option_stop))
    for size in range(instance.num_stops + 1):
        for order in itertools.permutations(all_options, size):
            stops = {int(instance.option_stop[option]) for option in order}
            if len(stops) < size or (size == 0 and start == end):
                continue
            legs = _legs(instance, profile, start, end, order)
            blocks = [_block_s(instance, option) for option in order]
            pairs = list(itertools.product(_break_lengths(profile), repeat=2))
            for breaks in itertools.product(pairs, repeat=size):
                if not _keeps_stretches(profile, legs, blocks, breaks):
                    continue
                trip = _timed(instance, profile, start, end, order, breaks)
                if trip is not None:
                    trips.append(trip)
    return trips


# ---------------------------------------------------------------------------------- one vehicle


@dataclass(frozen=True)
class _Position:
    """Where a vehicle stands before a day, and what it has used of the week.

    ``rested_s`` is the clock of the day before which it may not start, None if rest does not bind.
    """

    node: int
    rested_s: int | None
    working_s: int
    driving_s: int
    nights: int


class _Oracle:
    """The search for one instance, with what it has already worked out."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.trips: dict[tuple[int, int, int, int, frozenset[int]], list[DayTrip]] = {}
        self.weeks: dict[tuple[int, Needs], dict[Nights, Work]] = {}
        self.met: dict[tuple[object, ...], float | None] = {}

    def trips_between(
        self, profile: int, day: int, start: int, end: int, options: frozenset[int]
    ) -> list[DayTrip]:
        """Return ``day_trips`` over the roads that are open on a day, remembered."""
        (state,) = (s for s in range(8) if self.instance.roads_on(day) == 1 << s)
        key = (profile, state, start, end, options)
        if key not in self.trips:
            own = self.instance.profiles[profile]
            if state:
                closed_s, closed_m = own.closed_leg_s[state - 1], own.closed_leg_m[state - 1]
                own = dataclasses.replace(own, leg_s=closed_s, leg_m=closed_m)
            self.trips[key] = day_trips(self.instance, own, start, end, options)
        return self.trips[key]

    def best_weeks(self, vehicle: int, needs: Needs) -> dict[Nights, Work]:
        """Return ``best_weeks``, remembered."""
        key = (vehicle, needs)
        if key not in self.weeks:
            best: dict[Nights, Work] = {}
            depot = self.instance.vehicles[vehicle].depot
            at_start = _Position(depot, None, 0, 0, 0)
            for nights, days in self._ways(vehicle, needs, 0, at_start):
                cost_sek = sum(day.cost_sek for day in days)
                if nights not in best or cost_sek < best[nights].cost_sek:
                    best[nights] = Work(days, cost_sek)
            self.weeks[key] = best
        return self.weeks[key]

    def _ways(
        self, vehicle: int, needs: Needs, day: int, position: _Position
    ) -> Iterator[tuple[Nights, tuple[WorkedDay, ...]]]:
        """Yield every way to work from this day to the last, from this position."""
        horizon = self.instance.horizon
        if day == len(horizon):
            yield (), ()
            return
        crew = self.instance.vehicles[vehicle]
        if day > 0 and horizon.week_of(day) != horizon.week_of(day - 1):
            position = _Position(position.node, position.rested_s, 0, 0, 0)
        if horizon.is_run_start(day):
            position = _Position(
                position.node, None, position.working_s, position.driving_s, position.nights
            )
        if position.node == crew.depot and not needs[day]:
            idle = _Position(
                crew.depot, None, position.working_s, position.driving_s, position.nights
            )
            for nights, worked in self._ways(vehicle, needs, day + 1, idle):
                yield (None, *nights), worked
        for end, overnight in self._ends(crew, day):
            for trip in self.trips_between(crew.profile, day, position.node, end, needs[day]):
                after = self._after(day, crew, position, trip, overnight)
                if after is None:
                    continue
                today = self._worked(vehicle, day, position, trip, overnight)
                for nights, worked in self._ways(vehicle, needs, day + 1, after):
                    yield (overnight, *nights), (today, *worked)

    def _ends(self, crew: Vehicle, day: int) -> Iterator[tuple[int, int | None]]:
        """Yield the nodes where the vehicle may stand after a day, and the overnight place."""
        yield crew.depot, None
        if self._nights(crew, day):
            for overnight, node in enumerate(self.instance.overnight_node):
                if int(node) != crew.depot:
                    yield int(node), overnight

    def _nights(self, crew: Vehicle, day: int) -> int:
        """Return for how many nights a vehicle may stand away after a day."""
        days = self.instance.horizon.days
        if day == len(days) - 1:
            return 0
        if self.instance.horizon.is_run_end(day) and crew.is_home_on_days_off:
            return 0
        return self.instance.horizon.ordinal(day + 1) - self.instance.horizon.ordinal(day)

    def _after(
        self, day: int, crew: Vehicle, position: _Position, trip: DayTrip, overnight: int | None
    ) -> _Position | None:
        """Return the position after a trip, or None if rest, hours or nights forbid it."""
        rules = self.instance.profiles[crew.profile].rules
        start_s = _start_s(position, trip)
        working_s = position.working_s + trip.working_s
        driving_s = position.driving_s + trip.driving_s
        nights = position.nights
        if overnight is not None:
            nights += self._nights(crew, day)
        if start_s > trip.latest_s:
            return None
        if rules.max_weekly_working_s is not None and working_s > rules.max_weekly_working_s:
            return None
        if rules.max_weekly_driving_s is not None and driving_s > rules.max_weekly_driving_s:
            return None
        if crew.max_nights_per_week is not None and nights > crew.max_nights_per_week:
            return None
        rested_s = start_s + trip.elapsed_s + (rules.daily_rest_s or 0) - SECONDS_PER_DAY
        return _Position(trip.end, rested_s, working_s, driving_s, nights)

    def _worked(
        self, vehicle: int, day: int, position: _Position, trip: DayTrip, overnight: int | None
    ) -> WorkedDay:
        """Return the trip as early as rest allows, with its cost."""
        crew = self.instance.vehicles[vehicle]
        cost_sek = (
            trip.distance_m / METRES_PER_KM * crew.cost_per_km_sek
            + trip.working_s / SECONDS_PER_HOUR * crew.cost_per_hour_sek
            + crew.cost_per_day_sek
        )
        if overnight is not None:
            a_night_sek = float(self.instance.overnight_cost_sek[overnight])
            cost_sek += self._nights(crew, day) * a_night_sek
        start_s = _start_s(position, trip)
        return WorkedDay(vehicle, day, trip, start_s, start_s + trip.elapsed_s, cost_sek)

    # ------------------------------------------------------------------------------ all vehicles

    def cheapest(self, needs: tuple[Needs, ...]) -> Work | None:
        """Return the cheapest work of all vehicles that makes these visits, None if there is none.

        The vehicles share nothing but the rooms.
        """
        ways = []
        for vehicle, needs_of_vehicle in enumerate(needs):
            ways.append(list(self.best_weeks(vehicle, needs_of_vehicle).items()))
            if not ways[-1]:
                return None
        best: Work | None = None
        for combination in itertools.product(*ways):
            cost_sek = sum(work.cost_sek for _, work in combination)
            if (best is None or cost_sek < best.cost_sek) and self._rooms_suffice(
                [nights for nights, _ in combination]
            ):
                days = tuple(day for _, work in combination for day in work.days)
                best = Work(days, cost_sek)
        return best

    def _rooms_suffice(self, nights: list[Nights]) -> bool:
        """Tell whether no overnight place has more vehicles than rooms on any night."""
        for places in zip(*nights, strict=True):
            for overnight, rooms in enumerate(self.instance.overnight_rooms):
                if places.count(overnight) > rooms:
                    return False
        return True

    # ------------------------------------------------------------------------------------ access

    def most_met(
        self, levels: tuple[int, ...], capacities: tuple[float, ...], offices: frozenset[int]
    ) -> float | None:
        """Return ``most_met_visits``, remembered."""
        key = (levels, capacities, offices)
        if key not in self.met:
            self.met[key] = most_met_visits(
                self.instance, dict(zip(levels, capacities, strict=True)), offices
            )
        return self.met[key]

    def covers(self, levels: tuple[int, ...], offices: frozenset[int]) -> bool:
        """Tell whether as many residents are covered as the floors ask for."""
        return all(
            sum(
                coverage.residents
                for coverage in floor.coverages
                if set(coverage.levels) & set(levels) or set(coverage.offices) & offices
            )
            >= floor.min_covered - 1e-9
            for floor in self.instance.floors
        )

    def all_offices(self) -> Iterator[frozenset[int]]:
        """Yield every choice of new fixed offices."""
        numbers = range(len(self.instance.offices))
        for size in range(len(numbers) + 1):
            yield from map(frozenset, itertools.combinations(numbers, size))

    # ----------------------------------------------------------------------------------- choices

    def services(self) -> Iterator[tuple[tuple[int, int] | None, ...]]:
        """Yield a (level, pattern) or None per stop, if promises, locks and floors are kept."""
        instance = self.instance
        per_stop: list[list[tuple[int, int] | None]] = []
        for stop in range(instance.num_stops):
            locked_days = [lock.day for lock in instance.locks if lock.stop == stop]
            choices: list[tuple[int, int] | None] = []
            if not locked_days and not instance.stop_is_promised[stop]:
                choices.append(None)
            for pattern, level in enumerate(instance.pattern_level):
                if instance.level_stop[level] == stop and all(
                    instance.pattern_days[pattern, day] for day in locked_days
                ):
                    choices.append((int(level), pattern))
            per_stop.append(choices)
        for service in itertools.product(*per_stop):
            if all(
                floor.min_visits
                <= sum(
                    int(instance.level_visits[chosen[0]])
                    for stop in floor.stops
                    if (chosen := service[stop]) is not None
                )
                for floor in instance.floors
            ):
                yield service

    def find(self) -> Optimum | None:
        """Return the best plan, or None if there is none.

        Services are tried from the one that would be worth most if visitors were no limit and
        driving cost nothing, so the search ends when no service left can beat the best plan.
        """
        instance = self.instance
        every_office = frozenset(range(len(instance.offices)))
        ranked: list[tuple[float, tuple[tuple[int, int] | None, ...]]] = []
        for service in self.services():
            levels = tuple(chosen[0] for chosen in service if chosen is not None)
            hoped = self.most_met(levels, (float("inf"),) * len(levels), every_office)
            if hoped is not None:
                value_sek = instance.goal.value_weight * instance.value_per_met_visit_sek
                ranked.append((value_sek * hoped, service))
        ranked.sort(key=lambda entry: -entry[0])
        best: Optimum | None = None
        for hoped_sek, service in ranked:
            if best is not None and hoped_sek <= best.objective_sek and hoped_sek > 0:
                break
            best = self._improve(best, hoped_sek, service)
        return best

    def _improve(
        self, best: Optimum | None, hoped_sek: float, service: tuple[tuple[int, int] | None, ...]
    ) -> Optimum | None:
        """Return the better of a plan and the best plan of one service."""
        instance = self.instance
        chosen_levels = tuple(chosen and chosen[0] for chosen in service)
        levels = tuple(level for level in chosen_levels if level is not None)
        for assignment in self._assignments(service):
            work = self.cheapest(self._needs(assignment))
            if work is None:
                continue
            used = {vehicle for _, _, vehicle in assignment}
            standing_sek = sum(instance.vehicles[vehicle].fixed_cost_sek for vehicle in used)
            capacities = self._capacities(levels, assignment)
            for offices in self.all_offices():
                cost_sek = work.cost_sek + standing_sek
                cost_sek += sum(instance.offices[office].cost_sek for office in offices)
                met = self._met_if_allowed(levels, capacities, offices, cost_sek)
                if met is None:
                    continue
                value_sek = instance.value_per_met_visit_sek * met
                goal = instance.goal
                objective_sek = goal.value_weight * value_sek - goal.cost_weight * cost_sek
                if best is None or objective_sek > best.objective_sek:
                    best = Optimum(objective_sek, cost_sek, met, chosen_levels, work.days)
        return best

    def _met_if_allowed(
        self,
        levels: tuple[int, ...],
        capacities: tuple[float, ...],
        offices: frozenset[int],
        cost_sek: float,
    ) -> float | None:
        """Return what is met, None if coverage, budget, a floor or an aim is missed."""
        instance = self.instance
        if instance.budget_sek is not None and cost_sek > instance.budget_sek:
            return None
        if not self.covers(levels, offices):
            return None
        met = self.most_met(levels, capacities, offices)
        if met is None:
            return None
        value_sek = instance.value_per_met_visit_sek * met
        reaches = all(
            aim.goal.value_weight * value_sek - aim.goal.cost_weight * cost_sek >= aim.least_sek
            for aim in instance.aims
        )
        return met if reaches else None

    def _assignments(
        self, service: tuple[tuple[int, int] | None, ...]
    ) -> Iterator[tuple[tuple[int, int, int], ...]]:
        """Yield every way to give each visit (level, day) of a service a vehicle."""
        instance = self.instance
        visits = [
            (chosen[0], day)
            for chosen in service
            if chosen is not None
            for day in range(instance.num_days)
            if instance.pattern_days[chosen[1], day]
        ]
        allowed = []
        for level, day in visits:
            named = [
                lock.vehicle
                for lock in instance.locks
                if lock.stop == instance.level_stop[level] and lock.day == day
            ]
            allowed.append(
                [
                    vehicle
                    for vehicle in range(len(instance.vehicles))
                    if all(name is None or name == vehicle for name in named)
                ]
            )
        for vehicles in itertools.product(*allowed):
            yield tuple(
                (level, day, vehicle)
                for (level, day), vehicle in zip(visits, vehicles, strict=True)
            )

    def _needs(self, assignment: tuple[tuple[int, int, int], ...]) -> tuple[Needs, ...]:
        """Return the options that each vehicle has to visit on each day."""
        instance = self.instance
        return tuple(
            tuple(
                frozenset(
                    int(instance.level_option[level])
                    for level, visit_day, visit_vehicle in assignment
                    if visit_vehicle == vehicle and visit_day == day
                )
                for day in range(instance.num_days)
            )
            for vehicle in range(len(instance.vehicles))
        )

    def _capacities(
        self, levels: tuple[int, ...], assignment: tuple[tuple[int, int, int], ...]
    ) -> tuple[float, ...]:
        """Return the visitors that each level's visits can receive in a cycle."""
        instance = self.instance
        return tuple(
            sum(
                int(instance.option_opening_s[instance.level_option[level]])
                / SECONDS_PER_HOUR
                * instance.vehicles[vehicle].visitors_per_hour
                for visit_level, _, vehicle in assignment
                if visit_level == level
            )
            for level in levels
        )


def _start_s(position: _Position, trip: DayTrip) -> int:
    """Return the earliest start of a trip after the night's rest [s after midnight]."""
    if position.rested_s is None:
        return trip.earliest_s
    return max(trip.earliest_s, position.rested_s)


# ------------------------------------------------------------------------------------------- access


OFFICE = -1
"""Office o is the provider ``OFFICE - o``, a level is itself."""


@dataclass(frozen=True)
class _Use:
    """A place, what it can use, and the visits that this meets: as they are, and as they count."""

    place: int
    provider: int
    met: float
    counted: float


def _uses(instance: Instance, levels: set[int], offices: frozenset[int]) -> list[_Use]:
    """Return what places can use."""
    table = instance.access
    uses = [
        _Use(int(place), int(level), float(met), float(met * weight))
        for place, level, met, weight in zip(
            table.pair_place, table.pair_level, table.pair_met_visits, table.weights, strict=True
        )
        if int(level) in levels
    ]
    uses += [
        _Use(int(place), OFFICE - int(office), float(met), float(met * weight))
        for place, office, met, weight in zip(
            table.office_place,
            table.office_number,
            table.office_met_visits,
            table.office_weight,
            strict=True,
        )
        if int(office) in offices
    ]
    return uses


def most_met_visits(
    instance: Instance, capacities: dict[int, float], offices: frozenset[int] = frozenset()
) -> float | None:
    """Return the most visits that can be met at these levels, None if a floor cannot be kept.

    Parameters
    ----------
    instance : Instance
        The instance.
    capacities : dict of int to float
        Served levels and the visitors that each can receive in a cycle.
    offices : frozenset of int
        New fixed offices, which receive everyone.

    Returns
    -------
    float or None
        Met visits per cycle, as the objective counts them.
    """
    uses = _uses(instance, set(capacities), offices)
    floors = [floor for floor in instance.floors if floor.min_met_visits > 0]
    favourite: dict[int, _Use] = {}
    for use in uses:
        if use.place not in favourite or use.met > favourite[use.place].met:
            favourite[use.place] = use
    # Everyone at the favourite stop: no place can be met better, so no total can either.
    for floor in floors:
        met = sum(use.met for place, use in favourite.items() if place in floor.places)
        if met < floor.min_met_visits:
            return None
    if all(
        sum(use.met for use in favourite.values() if use.provider == level) <= capacity
        for level, capacity in capacities.items()
    ):
        return sum(use.counted for use in favourite.values())
    return _transport(uses, capacities, [(f.places, f.min_met_visits) for f in floors])


def _transport(
    uses: list[_Use],
    capacities: dict[int, float],
    floors: list[tuple[tuple[int, ...], float]],
) -> float | None:
    """Solve the transport problem: shares of places over levels with capacities and floors."""
    rows: list[list[float]] = []
    limits: list[float] = []
    for place in sorted({use.place for use in uses}):
        rows.append([1.0 if use.place == place else 0.0 for use in uses])
        limits.append(1.0)
    for level, capacity in capacities.items():
        if capacity < float("inf"):
            rows.append([use.met if use.provider == level else 0.0 for use in uses])
            limits.append(capacity)
    for places, least in floors:
        rows.append([-use.met if use.place in places else 0.0 for use in uses])
        limits.append(-least)
    solved = linprog(
        [-use.counted for use in uses], A_ub=rows, b_ub=limits, bounds=(0, None), method="highs"
    )
    if solved.status == 2:
        return None
    assert solved.status == 0, solved.message
    return -float(solved.fun)


# --------------------------------------------------------------------------------------- entrances


def best_weeks(instance: Instance, vehicle: int, needs: Needs) -> dict[Nights, Work]:
    """Return the cheapest work of one vehicle with given visits, for each choice of nights.

    Parameters
    ----------
    instance : Instance
        The instance.
    vehicle : int
        The vehicle.
    needs : tuple of frozenset of int
        Options that it has to visit, for each day.

    Returns
    -------
    dict
        Work by nights; empty if there is no way.
    """
    return _Oracle(instance).best_weeks(vehicle, needs)


def find_optimum(instance: Instance) -> Optimum | None:
    """Return the best plan of a tiny instance, or None if no plan keeps every rule."""
    return _Oracle(instance).find()
