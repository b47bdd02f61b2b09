"""Districts are parts of a region, and where its LP begins makes no difference to its value."""

from __future__ import annotations

import dataclasses
import threading
from contextlib import suppress

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise import districts, relaxation
from mobilkontor.optimise.districts import cut_districts, district_instance, district_pool
from mobilkontor.optimise.effort import WorkClock
from mobilkontor.optimise.region_search import RegionSearch
from mobilkontor.optimise.relaxation import ProvedInfeasibleError
from mobilkontor.optimise.watch import Watch
from tests.optimise.cycles import best_worth
from tests.optimise.parts import fleet_of, proved
from tests.oracle import find_optimum
from tests.property.replay import breaches
from tests.strategies import CYCLES, instance_of


def two_depots(seed: int, **knobs: object) -> Instance:
    """Return a random problem with a second vehicle at another node, and no lock."""
    instance = instance_of(seed, has_lock=False, has_vehicle_lock=False, **knobs)
    bus = dataclasses.replace(instance.vehicles[0], profile=0)
    node = int(instance.stop_node[-1])
    other = dataclasses.replace(bus, id="other", depot=node)
    profile = instance.profiles[instance.vehicles[0].profile]
    return instance.replace(profiles=(profile,), vehicles=(bus, other))


@pytest.mark.parametrize("seed", range(12))
def test_everything_is_in_one_district(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vehicles, stops and overnight places are shared out without rest."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = two_depots(seed)
    parts = cut_districts(instance)
    for name, count in (
        ("vehicles", len(instance.vehicles)),
        ("stops", instance.num_stops),
        ("overnights", len(instance.overnight_node)),
    ):
        every = np.concatenate([getattr(part, name) for part in parts])
        assert sorted(every.tolist()) == list(range(count))


@pytest.mark.parametrize("seed", range(12))
def test_duties_of_a_district_are_those_of_the_region(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every duty of a district has the stops, clocks and cost of its row in the region."""
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    instance = two_depots(seed)
    fleet = fleet_of(instance)
    for part in cut_districts(instance):
        own = district_instance(instance, part)
        for vehicle, number in enumerate(part.vehicles):
            pool = fleet.pool(int(number))
            cut, rows = district_pool(instance, part, pool)
            stops = np.append(own.stop_node[own.option_stop], -1)[cut.options]
            there = np.append(instance.stop_node[instance.option_stop], -1)[pool.options[rows]]
            assert (stops == there).all()
            assert (cut.working_s == pool.working_s[rows]).all()
            assert own.vehicles[vehicle] == instance.vehicles[int(number)]


@pytest.mark.parametrize("seed", range(20))
def test_a_region_cut_into_districts_has_the_same_optimum(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Called large, a tiny region is proved to the optimum that brute force finds."""
    roads = {"has_half_days": True, "has_closed_roads": True}
    knobs = {**CYCLES[seed % 4 // 2], **roads} if seed % 2 else {}
    instance = two_depots(seed, **knobs)
    if instance.num_stops > 4:
        return
    expected = find_optimum(instance)
    if expected is None:
        return
    monkeypatch.setattr(relaxation, "LARGE_STOPS", 0)
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    result = proved(instance)
    assert result.objective_sek == pytest.approx(expected.objective_sek, abs=0.01)
    assert result.bound_sek is not None
    assert result.bound_sek >= expected.objective_sek - 0.01


def test_plans_of_districts_are_plans_of_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planned district by district, random cycles have plans that keep every rule, or none yet."""
    monkeypatch.setattr(relaxation, "LARGE_STOPS", 0)
    monkeypatch.setattr(districts, "STOPS_PER_DISTRICT", 1)
    num_planned = 0
    for seed in range(12):
        knobs = {**CYCLES[seed % 2], "has_rest": False, "has_promise": seed % 3 == 0}
        instance = two_depots(seed, **knobs)
        watch = Watch(1.5, 0.0, threading.Event(), lambda _: None, clock=WorkClock())
        with suppress(ProvedInfeasibleError):
            RegionSearch(instance, watch, 0, 1).run()
        phases = {progress.phase for progress in watch.trace}
        if watch.incumbent is not None:
            num_planned += "plan districts" in phases
            worth_sek = watch.incumbent.objective_sek
            assert breaches(instance, watch.incumbent.plan, worth_sek) == []
            best_sek = best_worth(instance)
            assert best_sek is not None
            assert worth_sek <= best_sek + 0.01
            assert watch.bound_sek is None or watch.bound_sek >= best_sek - 0.01
    assert num_planned >= 4
