"""Districts are planned on their own, and the region's roster holds just what they drive."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise import districts
from mobilkontor.optimise.district_lp import SolvedDistrict, leaning_of
from mobilkontor.optimise.district_plans import (
    DistrictPart,
    plan_districts,
    search_districts,
    solve_districts,
)
from mobilkontor.optimise.districts import (
    District,
    Leaning,
    cut_districts,
    district_instance,
)
from mobilkontor.optimise.effort import WorkClock
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.placed_tours import Tour, placed_tours
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.relaxation import LARGE_TOLERANCE, Relaxation
from mobilkontor.optimise.search import Search
from mobilkontor.optimise.watch import Watch
from tests.optimise.parts import fleet_of
from tests.optimise.test_districts import two_depots
from tests.oracle import find_optimum
from tests.property.replay import breaches

SEEDS = range(10)


def free_region(seed: int) -> Instance:
    """Return a random region with two depots in which nothing is demanded."""
    instance = two_depots(seed, has_promise=False, has_visit_floor=False, has_met_floor=False)
    return instance.replace(floors=(), budget_sek=None)


class ExactSearch:
    """Plans a district by the exact search."""

    def __init__(
        self, told: list[ExactSearch], instance: Instance, watch: Watch, pools: tuple[DutyPool, ...]
    ) -> None:
        self.told, self.instance, self.watch = told, instance, watch
        self.search = Search(instance, watch, 0, pools=pools)

    def solve_lp(self, strengthenings: int) -> bool:
        """Solve the LP."""
        relaxation = self.search.relaxation
        self.outcome = relaxation.strengthen(relaxation.first_bound(), rounds=strengthenings)
        return True

    def known(self, district: District, rows: Sequence[NDArray[np.int64]]) -> SolvedDistrict:
        """Return what is known of the LP."""
        relaxation = self.search.relaxation
        tight = relaxation.tight
        return SolvedDistrict(district, rows, relaxation.lp, self.outcome, tight.cuts, tight.memory)

    def plan(self) -> tuple[Roster, list[Sequence[Tour]]]:
        """Return the best plan, and its own tours."""
        self.told.append(self)
        self.search.run()
        assert self.watch.incumbent is not None
        roster = self.watch.incumbent.roster
        tours: list[list[Tour]] = [[] for _ in roster]
        for tour in placed_tours(self.search.fleet, roster):
            tours[tour.vehicle].append(tour.duties)
        return roster, tours


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A region, its districts, and what planning them came to."""

    fleet: Fleet
    watch: Watch
    parts: list[DistrictPart]
    told: list[ExactSearch]
    roster: Roster
    tours: list[Sequence[Tour]]


def new_watch(limit_s: float = 60.0) -> Watch:
    """Return a watch that counts work."""
    return Watch(limit_s, 0.0, threading.Event(), lambda _: None, clock=WorkClock())


def planned(
    instance: Instance,
    *,
    limit_s: float = 60.0,
    threads: int = 1,
    leaning: Leaning | None = None,
) -> Planned:
    """Return a region whose districts are planned."""
    fleet, told, watch = fleet_of(instance), list[ExactSearch](), new_watch(limit_s)
    parts = search_districts(instance, fleet.pools, watch, partial(ExactSearch, told), leaning)
    roster, tours = plan_districts(parts, instance, watch, threads, end_s=limit_s)
    return Planned(fleet, watch, parts, told, roster, tours)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_district_is_planned_as_well_as_it_can_be(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan of each is worth what trying everything finds, to the gap it is planned to."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = free_region(seed)
    region = planned(instance)
    assert len(region.told) == len(region.parts)
    for part, search in zip(region.parts, region.told, strict=True):
        watch = search.watch
        best = find_optimum(district_instance(instance, part.district))
        assert best is not None
        assert search.instance.num_stops == len(part.district.stops)
        assert watch.best_sek <= best.objective_sek + 0.01
        assert best.objective_sek - watch.best_sek <= 0.005 * max(1.0, abs(watch.best_sek)) + 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_a_roster_of_districts_is_a_plan_of_the_region(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every vehicle serves its own district's stops, as its plan says, and no rule is broken."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = free_region(seed)
    region = planned(instance, threads=2)
    fleet, roster = region.fleet, region.roster
    incumbent = make_incumbent(fleet, roster)
    assert incumbent is not None
    assert breaches(instance, incumbent.plan, incumbent.objective_sek) == []
    of_district = {search.instance.vehicles: search.watch for search in region.told}
    for part in (own.district for own in region.parts):
        watch = of_district[district_instance(instance, part).vehicles]
        assert watch.incumbent is not None
        own = [duty for duty in watch.incumbent.plan.duties]
        names = {instance.vehicles[number].id for number in part.vehicles.tolist()}
        there = [duty for duty in incumbent.plan.duties if duty.vehicle in names]
        assert [(d.day, [v.place for v in d.stops]) for d in there] == [
            (d.day, [v.place for v in d.stops]) for d in own
        ]
        for number in part.vehicles.tolist():
            options = fleet.pool(number).options[list(roster[number].values())]
            stops = instance.option_stop[options[options != NO_OPTION]]
            assert set(stops.tolist()) <= set(part.stops.tolist())


@pytest.mark.parametrize("seed", SEEDS)
def test_tours_of_districts_are_tours_of_the_region(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vehicle of the region may drive the tours of its district, by the rows of the region."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    region = planned(free_region(seed))
    driven = placed_tours(region.fleet, region.roster)
    assert {(tour.vehicle, tour.duties) for tour in driven} == {
        (number, tour) for number, own in enumerate(region.tours) for tour in own
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lp_of_a_region_may_begin_with_all_that_districts_know(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bound is above the optimum that brute force finds, and no weaker than the plain one."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = free_region(seed)
    fleet = fleet_of(instance)
    region = Relaxation(instance, new_watch(), 0, pools=fleet.pools)
    plain_sek = region.first_bound().pricing.bound_sek
    watch, groups = new_watch(), region.groups.instance
    parts = search_districts(instance, fleet.pools, watch, partial(ExactSearch, []))
    begin = solve_districts(parts, groups, region.base_formulation, watch, 1)
    bound_sek = region.begin_with(begin, 1e-6).pricing.bound_sek
    best = find_optimum(instance)
    assert best is not None
    assert bound_sek >= best.objective_sek - 0.01
    assert bound_sek <= plain_sek + LARGE_TOLERANCE * abs(plain_sek) + 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stop_is_its_whose_vehicles_visit_it(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut by an LP, every stop that is visited lies with the depot that visits it most."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = free_region(seed)
    region = Relaxation(instance, new_watch(), 0, pools=fleet_of(instance).pools)
    outcome = region.first_bound()
    leaning = leaning_of(region.lp, outcome, region.alike.members)
    values = outcome.solution.values
    visits = np.zeros((2, instance.num_stops))
    for number in range(2):
        arcs, columns = region.lp.known_arcs(number)
        for duty, column in zip(arcs.duty, columns, strict=True):
            for option in region.groups.pool(number).options[duty]:
                if option != NO_OPTION and column < len(values):
                    visits[number, instance.option_stop[option]] += values[column]
    assert leaning.visits == pytest.approx(visits)
    for part in cut_districts(instance, leaning):
        for stop in part.stops.tolist():
            if visits[:, stop].max() > 1e-3:
                assert visits[part.vehicles, stop].sum() >= visits[:, stop].sum() / 2 - 1e-9
    by_lp = planned(instance, leaning=leaning)
    incumbent = make_incumbent(by_lp.fleet, by_lp.roster)
    assert incumbent is not None
    assert breaches(instance, incumbent.plan, incumbent.objective_sek) == []


def test_residents_count_in_one_district(monkeypatch: pytest.MonkeyPatch) -> None:
    """No place has stops of two districts to choose from, and districts have no others."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    for seed in SEEDS:
        instance = free_region(seed)
        parts = cut_districts(instance)
        counted = [set(district_instance(instance, p).access.pair_place.tolist()) for p in parts]
        assert sum(map(len, counted)) == len(set.union(*counted))
        assert set.union(*counted) <= set(instance.access.pair_place.tolist())


def test_counted_work_is_the_same_on_one_and_two_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rosters and the work that was counted do not depend on who ran beside whom."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    for seed in SEEDS:
        one, two = planned(free_region(seed)), planned(free_region(seed), threads=2)
        assert one.roster == two.roster
        assert one.watch.elapsed_s == two.watch.elapsed_s > 0.0
        told = [progress.phase for progress in two.watch.trace]
        assert told == [f"enumerate: {done + 1} of {len(two.parts)}" for done in range(len(told))]


def test_time_is_shared_by_what_there_is_to_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """By counted work a district gets its share of all, by its stops and vehicles."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = next(free_region(seed) for seed in SEEDS if _sizes(free_region(seed)) == {1, 2})
    limits_s = [part.watch.time_limit_s for part in planned(instance).parts]
    assert limits_s == pytest.approx([40.0, 20.0])


def _sizes(instance: Instance) -> set[int]:
    """Return the numbers of stops that districts have."""
    return {len(part.stops) for part in cut_districts(instance)}


def test_no_district_is_planned_once_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region whose time is up has a roster without duties."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    region = planned(free_region(0), limit_s=0.0)
    assert region.roster == ({}, {})
