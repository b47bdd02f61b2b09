"""Search the districts of a large region, side by side: their LPs first, later their plans.

The LP of every district is solved and strengthened, and with what they know the LP of the region
begins (`district_lp`). That tells who should visit what; the region is cut again by it
(`Leaning`), and its districts are planned. They share no vehicle, stop or overnight place, and
every floor is asked of one of them, so their duties fit together. What is lost are the visits
across their borders, which the neighbourhoods of `improve` look for afterwards; a floor that its
district misses is added there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.district_lp import Beginning, SolvedDistrict, beginning_of
from mobilkontor.optimise.districts import (
    District,
    Leaning,
    cut_districts,
    district_instance,
    district_pool,
)
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.placed_tours import Tour
from mobilkontor.optimise.side_by_side import run_side_by_side
from mobilkontor.optimise.watch import Watch

__all__ = [
    "DistrictPart",
    "DistrictSearch",
    "SearchOf",
    "plan_districts",
    "search_districts",
    "solve_districts",
]

IntArray = NDArray[np.int64]
Answer = TypeVar("Answer")

GAP = 0.005
"""Gap at which a district is planned well enough."""

STRENGTHENINGS = 3
"""Strengthenings of the LP of a district: cheap here, and the region has the gain of all."""

DISTRICT_S = 60.0
"""Time for the plan of a district: only all of them together are a plan."""

MOST_TOURS = 2_000
"""Tours of a vehicle that the region takes from its district."""


class DistrictSearch(Protocol):
    """A search of a district as a cycle of its own."""

    def solve_lp(self, strengthenings: int) -> bool:
        """Solve the LP, and tell whether the district may have a plan."""
        ...

    def known(self, district: District, rows: Sequence[IntArray]) -> SolvedDistrict:
        """Return what is known of the LP."""
        ...

    def plan(self) -> tuple[Roster, list[Sequence[Tour]]]:
        """Search until the watch is over.

        Returns
        -------
        roster : Roster
            Duties of the best plan; where there is none, duties that lack something.
        tours : list of sequence of tuple of int
            Tours by vehicle, the most promising first.
        """
        ...


SearchOf = Callable[[Instance, Watch, tuple[DutyPool, ...]], DistrictSearch]
"""Makes the search of a district."""


@dataclass(frozen=True, slots=True, eq=False)
class DistrictPart:
    """A district and its search.

    Attributes
    ----------
    district : District
        Part of the region.
    rows : list of ndarray of int64
        Row in the region's pool of every duty, by profile.
    watch : Watch
        Its time, on a clock of its own.
    search : DistrictSearch
        Its search.
    """

    district: District
    rows: list[IntArray]
    watch: Watch
    search: DistrictSearch

    @property
    def size(self) -> int:
        """How much there is to plan."""
        return len(self.district.stops) * len(self.district.vehicles)


def search_districts(
    instance: Instance,
    pools: Sequence[DutyPool],
    watch: Watch,
    search_of: SearchOf,
    leaning: Leaning | None = None,
) -> list[DistrictPart]:
    """Return the searches of the districts of a region, the largest first.

    Parameters
    ----------
    instance : Instance
        Problem of the region.
    pools : sequence of DutyPool
        Duties by profile.
    watch : Watch
        Time and stop.
    search_of : callable
        Makes the search of a district.
    leaning : Leaning or None
        Who visits what in an LP of the region, if that is solved.

    Returns
    -------
    list of DistrictPart
        Nothing is known of them yet.
    """
    parts = []
    for district in cut_districts(instance, leaning):
        own = [district_pool(instance, district, pool) for pool in pools]
        gap = max(GAP, watch.gap_limit)
        quiet = Watch(watch.left_s, gap, watch.stop, lambda _: None, clock=watch.clock.fork())
        part = district_instance(instance, district)
        search = search_of(part, quiet, tuple(pool for pool, _ in own))
        parts.append(DistrictPart(district, [rows for _, rows in own], quiet, search))
    return sorted(parts, key=lambda part: -part.size)


def _run(
    task: Callable[[DistrictPart], Answer],
    parts: Sequence[DistrictPart],
    watch: Watch,
    threads: int,
) -> list[Answer]:
    """Do something for every district, side by side, and tell how many are done."""
    phase = watch.phase
    return run_side_by_side(
        [partial(task, part) for part in parts],
        [part.watch.clock for part in parts],
        watch.clock,
        threads,
        lambda number: watch.enter(f"{phase}: {number} of {len(parts)}"),
    )


def solve_districts(
    parts: Sequence[DistrictPart],
    groups: Instance,
    formulation: Formulation,
    watch: Watch,
    threads: int,
) -> Beginning:
    """Solve the LPs of districts.

    Parameters
    ----------
    parts : sequence of DistrictPart
        Districts of a region.
    groups : Instance
        The folded region, vehicles alike as one.
    formulation : Formulation
        Its rows.
    watch : Watch
        Time and stop.
    threads : int
        Districts that are searched at once.

    Returns
    -------
    Beginning
        Where the LP of the region begins.
    """
    may_have_plan = _run(lambda part: part.search.solve_lp(STRENGTHENINGS), parts, watch, threads)
    # The same stops, with groups in place of vehicles.
    folded = {tuple(own.stops.tolist()): own for own in cut_districts(groups)}
    solved = [
        part.search.known(folded[tuple(part.district.stops.tolist())], part.rows)
        for part, is_open in zip(parts, may_have_plan, strict=True)
        if is_open
    ]
    return beginning_of(groups, formulation, solved)


def plan_districts(
    parts: Sequence[DistrictPart], instance: Instance, watch: Watch, threads: int, *, end_s: float
) -> tuple[Roster, list[Sequence[Tour]]]:
    """Plan all districts of a region.

    Parameters
    ----------
    parts : sequence of DistrictPart
        Districts, the largest first.
    instance : Instance
        Problem of the region.
    watch : Watch
        Time and stop.
    threads : int
        Districts that are searched at once.
    end_s : float
        Time of the run at which to end at the latest [s].

    Returns
    -------
    roster : tuple of dict of int to int
        Duty by day, for every vehicle; what is demanded may be missing.
    tours : list of sequence of tuple of int
        Tours by vehicle to go on with, the most promising first.
    """
    # Counted work is the same whoever runs beside whom.
    lanes = 1 if watch.clock.is_repeatable else threads
    end_s = min(end_s, watch.elapsed_s + DISTRICT_S * len(parts) / lanes)
    whole_s = end_s - watch.elapsed_s

    def plan(part: DistrictPart) -> tuple[Roster, list[Sequence[Tour]]]:
        """Plan a district within its share of the time."""
        left_s = _share_s(parts, part, whole_s, end_s, watch, threads)
        part.watch.time_limit_s = part.watch.elapsed_s + left_s
        return part.search.plan()

    roster: Roster = tuple({} for _ in instance.vehicles)
    tours: list[Sequence[Tour]] = [[] for _ in instance.vehicles]
    for part, planned in zip(parts, _run(plan, parts, watch, threads), strict=True):
        for vehicle, duties, own in zip(part.district.vehicles.tolist(), *planned, strict=True):
            row = part.rows[instance.vehicles[vehicle].profile]
            roster[vehicle].update((day, int(row[duty])) for day, duty in duties.items())
            tours[vehicle] = [tuple(row[list(tour)].tolist()) for tour in own[:MOST_TOURS]]
    return roster, tours


def _share_s(
    parts: Sequence[DistrictPart],
    part: DistrictPart,
    whole_s: float,
    end_s: float,
    watch: Watch,
    threads: int,
) -> float:
    """Return the time that a district gets, by its stops and vehicles."""
    if watch.clock.is_repeatable:
        return whole_s * part.size / sum(other.size for other in parts)
    later = parts[parts.index(part) :]
    left_s = max(0.0, end_s - watch.elapsed_s)
    return left_s * min(1.0, threads * part.size / sum(other.size for other in later))
