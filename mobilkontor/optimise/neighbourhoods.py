"""Choose which days of which vehicles are planned anew while the rest of a plan stays.

A vehicle over all weeks, some weekdays over all vehicles, and weeks that share patterns: each
leaves other ways out of a local optimum. Where vehicles are many, a few that are based side by side
stand for all. Large neighbourhood search after Shaw 1998
(doi:10.1007/3-540-49481-2_30), every neighbourhood solved as MIP.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance

__all__ = ["Neighbourhood", "Neighbourhoods"]

BoolArray = NDArray[np.bool_]

FIRST_TOURS = {
    "idle days": 200,
    "vehicle": 300,
    "weekdays": 200,
    "weeks": 150,
    "two vehicles": 100,
}
"""Tours by vehicle that each kind of neighbourhood chooses from at first."""

MOST_TOGETHER = 8
"""Vehicles beyond which days of all of them are too much for one MIP."""

NEIGHBOURS = 4
"""Vehicles whose depots are nearest to each other that are planned together instead."""

MIN_TOURS, MAX_TOURS = 40, 4_000
GROWTH, SHRINKAGE = 1.5, 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """Days that are planned anew.

    Attributes
    ----------
    kind : str
        What it is, for reports.
    is_free : ndarray of bool, shape (num_vehicles, num_days)
        Days planned anew, by vehicle.
    num_tours : int
        Tours to choose from, by vehicle.
    """

    kind: str
    is_free: BoolArray
    num_tours: int


@dataclass(slots=True)
class Neighbourhoods:
    """An endless row of neighbourhoods; sizes follow what the solver can take.

    Attributes
    ----------
    instance : Instance
        Problem of the cycle.
    random : numpy.random.Generator
        Chooses within a kind.
    """

    instance: Instance
    random: np.random.Generator
    num_tours: dict[str, int] = field(default_factory=lambda: dict(FIRST_TOURS))

    @property
    def is_large(self) -> bool:
        """Whether there are too many vehicles to plan all of them together."""
        return len(self.instance.vehicles) > MOST_TOGETHER

    def of_vehicle(self, vehicle: int) -> Neighbourhood:
        """Return all days of a vehicle."""
        return self._of("vehicle", self._vehicles([vehicle]))

    def completing(self, is_idle: BoolArray) -> Iterator[Neighbourhood]:
        """Yield what makes a plan of one that may lack something, in this order.

        Parameters
        ----------
        is_idle : ndarray of bool, shape (num_vehicles, num_days)
            Days without a duty. If all are, every vehicle is planned in turn.

        Yields
        ------
        Neighbourhood
            Days to plan anew.
        """
        if is_idle.all():
            for vehicle in range(len(self.instance.vehicles)):
                yield self.of_vehicle(vehicle)
        elif not self.is_large:
            yield self._of("idle days", is_idle)

    def endless(self) -> Iterator[Neighbourhood]:
        """Yield all kinds in turn."""
        while True:
            for vehicle in self.random.permutation(len(self.instance.vehicles)):
                yield self._of("weekdays", self._weekdays())
                if self.instance.horizon.weeks > 1:
                    yield self._of("weeks", self._weeks())
                yield self.of_vehicle(int(vehicle))
                yield self._of("weekdays", self._weekdays())
                yield self._of("two vehicles", self._two_vehicles())

    def took(self, kind: str, share: float) -> None:
        """Learn which share of its time a neighbourhood of a kind took: 1 is all of it."""
        factor = GROWTH if share < 1 / 3 else SHRINKAGE if share >= 1 else 1.0
        wanted = int(self.num_tours[kind] * factor)
        self.num_tours[kind] = min(MAX_TOURS, max(MIN_TOURS, wanted))

    def _of(self, kind: str, is_free: BoolArray) -> Neighbourhood:
        """Return a neighbourhood of the size that its kind has now."""
        return Neighbourhood(kind, is_free, self.num_tours[kind])

    def _all(self, on_day: BoolArray) -> BoolArray:
        """Return some days of all vehicles, or of a few side by side."""
        return np.outer(self._together(), on_day)

    def _together(self) -> BoolArray:
        """Return which vehicles are planned together: all of them, unless they are too many."""
        number = len(self.instance.vehicles)
        is_in = np.ones(number, dtype=np.bool_)
        if self.is_large:
            near = self._nearest(int(self.random.integers(number)))
            is_in[near[NEIGHBOURS:]] = False
        return is_in

    def _nearest(self, vehicle: int) -> NDArray[np.int64]:
        """Return all vehicles by the drive from one's depot to theirs, itself first."""
        depots = np.array([other.depot for other in self.instance.vehicles])
        profile = self.instance.profiles[self.instance.vehicles[vehicle].profile]
        drive_s = profile.leg_s[depots[vehicle], depots].astype(np.int64)
        drive_s[vehicle] = -1
        return np.lexsort([self.random.permutation(len(depots)), drive_s])

    def _vehicles(self, chosen: list[int]) -> BoolArray:
        """Return all days of some vehicles."""
        shape = len(self.instance.vehicles), self.instance.num_days
        is_free = np.zeros(shape, dtype=np.bool_)
        is_free[chosen] = True
        return is_free

    def _two_vehicles(self) -> BoolArray:
        """Return all days of two vehicles, of one where there are no two."""
        number = len(self.instance.vehicles)
        if self.is_large:
            chosen = self._nearest(int(self.random.integers(number)))[:2]
        else:
            chosen = self.random.permutation(number)[:2]
        return self._vehicles([int(vehicle) for vehicle in chosen])

    def _weekdays(self) -> BoolArray:
        """Return the same two or three weekdays of all weeks."""
        days = [weekday for _, weekday in self.instance.horizon.days]
        names = sorted(set(days))
        count = min(len(names), int(self.random.integers(2, 4)))
        chosen = {names[i] for i in self.random.permutation(len(names))[:count]}
        return self._all(np.array([day in chosen for day in days]))

    def _weeks(self) -> BoolArray:
        """Return two weeks of all vehicles, often those that share the patterns of half a cycle.

        Of two weeks it is one: both are the whole cycle.
        """
        weeks = self.instance.horizon.weeks
        first = int(self.random.integers(weeks))
        step = weeks // 2 if self.random.random() < 1 / 2 else 1
        chosen = {first, (first + step) % weeks} if weeks > 2 else {first}
        return self._all(np.array([week in chosen for week, _ in self.instance.horizon.days]))
