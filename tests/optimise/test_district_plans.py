"""Districts are planned on their own, and the region's roster holds just what they drive."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise import districts
from mobilkontor.optimise.district_plans import PlanDistrict, plan_districts
from mobilkontor.optimise.districts import District, cut_districts, district_instance
from mobilkontor.optimise.effort import WorkClock
from mobilkontor.optimise.master import Fleet
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.planning import make_incumbent
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


def search_of(told: list[tuple[Instance, Watch]]) -> PlanDistrict:
    """Return what plans a district by the exact search, and keeps what it was asked."""

    def plan(instance: Instance, watch: Watch, pools: tuple[DutyPool, ...]) -> Roster:
        Search(instance, watch, 0, pools=pools).run()
        told.append((instance, watch))
        assert watch.incumbent is not None
        return watch.incumbent.roster

    return plan


def planned(
    instance: Instance,
) -> tuple[Fleet, list[District], tuple[dict[int, int], ...], list[tuple[Instance, Watch]]]:
    """Return fleet and districts of a region, its roster, and the districts as they were asked."""
    fleet, parts = fleet_of(instance), cut_districts(instance)
    told: list[tuple[Instance, Watch]] = []
    watch = Watch(60.0, 0.0, threading.Event(), lambda _: None, clock=WorkClock())
    roster = plan_districts(instance, fleet.pools, parts, watch, search_of(told), end_s=60.0)
    return fleet, parts, roster, told


@pytest.mark.parametrize("seed", SEEDS)
def test_every_district_is_planned_as_well_as_it_can_be(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan of each is worth what trying everything finds, to the gap it is planned to."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = free_region(seed)
    _, parts, _, told = planned(instance)
    assert len(told) == len(parts)
    for part, (asked, watch) in zip(parts, told, strict=True):
        best = find_optimum(district_instance(instance, part))
        assert best is not None
        assert asked.num_stops == len(part.stops)
        assert watch.best_sek <= best.objective_sek + 0.01
        assert best.objective_sek - watch.best_sek <= 0.005 * max(1.0, abs(watch.best_sek)) + 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_a_roster_of_districts_is_a_plan_of_the_region(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every vehicle serves its own district's stops, as its plan says, and no rule is broken."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = free_region(seed)
    fleet, parts, roster, told = planned(instance)
    incumbent = make_incumbent(fleet, roster)
    assert incumbent is not None
    assert breaches(instance, incumbent.plan, incumbent.objective_sek) == []
    for part, (_, watch) in zip(parts, told, strict=True):
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


def test_time_is_shared_by_what_there_is_to_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A district with more stops and vehicles gets more time, and the last one all that is left."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = next(free_region(seed) for seed in SEEDS if _sizes(free_region(seed)) == {1, 2})
    _, parts, _, told = planned(instance)
    limits_s = [watch.time_limit_s for _, watch in told]
    share = len(parts[0].stops) / sum(len(part.stops) for part in parts)
    assert limits_s[0] == pytest.approx(60.0 * share)
    # By counted work, what the first one left.
    assert 60.0 * (1 - share) < limits_s[1] < 60.0


def _sizes(instance: Instance) -> set[int]:
    """Return the numbers of stops that districts have."""
    return {len(part.stops) for part in cut_districts(instance)}


def test_no_district_is_planned_once_time_is_up() -> None:
    """A region whose time is up has a roster without duties."""
    instance = free_region(0)
    fleet = fleet_of(instance)
    part = District(*(np.arange(n) for n in (2, instance.num_stops, len(instance.overnight_node))))
    told: list[tuple[Instance, Watch]] = []
    watch = Watch(0.0, 0.0, threading.Event(), lambda _: None)
    roster = plan_districts(instance, fleet.pools, [part], watch, search_of(told), end_s=0.0)
    assert roster == ({}, {})
    assert told == []
