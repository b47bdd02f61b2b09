"""Turn an earlier plan back into duties of the pools, so that a search can go on from it.

A plan file names places and clocks; the search knows rows of its pools. A duty is found again by
where it starts and ends and by what it opens on the way, at the clock that it had. Where one is
gone, as after a change of the program, its tour is left out, and so are the tours that share a stop
with it: half of a visit pattern fits into no plan. What is left keeps every limit, since all of
them are from above, and lacks at most what is demanded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mobilkontor.core.goals import Reached
from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import Duty, Plan
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.master_ip import Roster

__all__ = ["Matched", "Start", "match_duties"]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a search goes on from.

    Attributes
    ----------
    plan : Plan
        A plan of this very problem that keeps every rule; nothing here checks that again.
    bound_sek : float or None
        Bound proved earlier for this very problem and these pools [SEK]; None if none was.
    tell_lost : callable
        Takes the duties that cannot be taken up, if any.
    reached : tuple of Reached
        What the goals before that of the plan reached.
    """

    plan: Plan
    bound_sek: float | None
    tell_lost: Callable[[tuple[Duty, ...]], None]
    reached: tuple[Reached, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """An earlier plan in terms of the pools.

    Attributes
    ----------
    roster : tuple of dict of int to int
        Duty by day, for every vehicle; whole tours, and whole patterns of visits.
    lost : tuple of Duty
        Duties left out of the roster; if there are none, it is the plan.
    """

    roster: Roster
    lost: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class _FoundTour:
    """Duties of one vehicle from depot to depot, with the rows they have in its pool, if any."""

    vehicle: int
    duties: tuple[Duty, ...]
    rows: tuple[int | None, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every duty is in the pool, on days that follow each other."""
        days = [duty.day for duty in self.duties]
        return None not in self.rows and days == list(range(days[0], days[-1] + 1))

    @property
    def places(self) -> frozenset[str]:
        """Places that it visits."""
        return frozenset(visit.place for duty in self.duties for visit in duty.stops)


def match_duties(fleet: Fleet, plan: Plan) -> Matched:
    """Return an earlier plan in terms of the pools.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    plan : Plan
        Plan of the same problem, maybe made with other pools.

    Returns
    -------
    Matched
        Its roster, and what is lost.
    """
    instance = fleet.instance
    roster: Roster = tuple({} for _ in instance.vehicles)
    if plan.horizon != instance.horizon:
        return Matched(roster, plan.duties)
    numbers = {vehicle.id: number for number, vehicle in enumerate(instance.vehicles)}
    find = _Finder(fleet, plan)
    strangers = [duty for duty in plan.duties if duty.vehicle not in numbers]
    tours = [
        _FoundTour(number, duties, tuple(find(number, duty) for duty in duties))
        for vehicle, number in numbers.items()
        for duties in _tours_of(instance, number, [d for d in plan.duties if d.vehicle == vehicle])
    ]
    kept = _apart_from({v.place for d in strangers for v in d.stops}, tours)
    for tour in kept:
        days = (duty.day for duty in tour.duties)
        rows = (row for row in tour.rows if row is not None)
        roster[tour.vehicle].update(zip(days, rows, strict=True))
    taken = {(tour.vehicle, duty.day) for tour in kept for duty in tour.duties}
    lost = (d for d in plan.duties if (numbers.get(d.vehicle), d.day) not in taken)
    return Matched(roster, tuple(lost))


def _tours_of(
    instance: Instance, number: int, duties: Sequence[Duty]
) -> Iterator[tuple[Duty, ...]]:
    """Yield the duties of a vehicle from depot to depot."""
    depot = instance.node_ids[instance.vehicles[number].depot]
    tour: list[Duty] = []
    for duty in sorted(duties, key=lambda duty: duty.day):
        tour.append(duty)
        if duty.end == depot:
            yield tuple(tour)
            tour = []
    if tour:
        yield tuple(tour)


def _apart_from(missed: set[str], tours: Sequence[_FoundTour]) -> list[_FoundTour]:
    """Return the whole tours that visit no place where a visit is missed, or missed for them."""
    missed = missed.union(*(tour.places for tour in tours if not tour.is_whole))
    kept = [tour for tour in tours if tour.is_whole]
    while left_out := [tour for tour in kept if tour.places & missed]:
        missed = missed.union(*(tour.places for tour in left_out))
        kept = [tour for tour in kept if not tour.places & missed]
    return kept


class _Finder:
    """Finds duties in the pools.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    plan : Plan
        The earlier plan, which says to which half of the day a stop keeps.
    """

    def __init__(self, fleet: Fleet, plan: Plan) -> None:
        instance = fleet.instance
        self._fleet = fleet
        self._half = {service.place: service.half_day for service in plan.services}
        self._nodes = {place: node for node, place in enumerate(instance.node_ids)}
        halves = instance.option_half or (None,) * len(instance.option_stop)
        self._options = {
            (instance.node_ids[instance.stop_node[stop]], int(opening_s), half): option
            for option, (stop, opening_s, half) in enumerate(
                zip(instance.option_stop, instance.option_opening_s, halves, strict=True)
            )
        }

    def __call__(self, number: int, duty: Duty) -> int | None:
        """Return the row of a duty in the pool of a vehicle, None if it is not there.

        It may start when the duty did and ends no later, so it fits wherever the duty did.
        """
        pool = self._fleet.pool(number)
        start, end = self._nodes.get(duty.start), self._nodes.get(duty.end)
        options = [
            self._options.get(
                (visit.place, visit.close_s - visit.open_s, self._half.get(visit.place))
            )
            for visit in duty.stops
        ]
        width = pool.options.shape[1]
        if start is None or end is None or None in options or len(options) > width:
            return None
        wanted = np.array(options + [NO_OPTION] * (width - len(options)), dtype=np.int64)
        rows = self._fleet.rows[number]
        rows = rows[(pool.start[rows] == start) & (pool.end[rows] == end)]
        rows = rows[(pool.options[rows] == wanted).all(axis=1)]
        rows = rows[
            (pool.earliest_start_s[rows] <= duty.start_s)
            & (duty.start_s <= pool.latest_start_s[rows])
            & (pool.elapsed_s[rows] <= duty.end_s - duty.start_s)
            & ((pool.roads[rows] & self._fleet.instance.roads_on(duty.day)) != 0)
        ]
        if not len(rows):
            return None
        return int(rows[np.argmin(pool.elapsed_s[rows])])
