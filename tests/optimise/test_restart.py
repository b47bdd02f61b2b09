"""An earlier plan is found again in the pools, and a search that starts from it ends no worse."""

from __future__ import annotations

import dataclasses
import threading
from typing import Any

import pytest

from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import Duty, Plan
from mobilkontor.core.result import Progress, Result, StopReason
from mobilkontor.optimise import restart, solve
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.restart import Start, match_duties
from mobilkontor.optimise.solve import optimise
from tests.optimise.parts import fleet_of, proved
from tests.strategies import CYCLES, instance_of

TOURS: dict[str, Any] = {
    "num_stops": 4,
    "num_overnights": 2,
    "weekdays": ("mon", "tue", "wed"),
    "is_remote": True,
    "is_busy": True,
}


def resumed(instance: Instance, start: Start, time_limit_s: float = 0.0) -> Result:
    """Return what a search finds that starts from an earlier plan."""
    return optimise(
        instance,
        time_limit_s=time_limit_s,
        gap_limit=0.0,
        seed=0,
        threads=1,
        observe=lambda progress: None,
        stop=threading.Event(),
        start=start,
    )


def start_from(result: Result, lost: list[Duty], bound_sek: float | None = None) -> Start:
    """Return a start from the plan of a result that notes what is lost."""
    return Start(result.plan, bound_sek, lost.extend)


def without(fleet: Fleet, plan: Plan, position: int) -> Fleet:
    """Return a fleet whose vehicles do not know one duty of a plan."""
    duty = plan.duties[position]
    vehicles = [vehicle.id for vehicle in fleet.instance.vehicles]
    row = match_duties(fleet, plan).roster[vehicles.index(duty.vehicle)][duty.day]
    return dataclasses.replace(fleet, rows=tuple(rows[rows != row] for rows in fleet.rows))


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 9, 12, 13, 15, 16, 17, 18, 19])
def test_a_plan_is_found_again_in_the_pools(seed: int) -> None:
    """The roster of a plan makes the same duties at the same clocks, also over nights and rest."""
    knobs = CYCLES[seed % 3] if seed % 2 else TOURS
    instance = instance_of(seed, **knobs)
    result = proved(instance)
    fleet = fleet_of(instance)
    matched = match_duties(fleet, result.plan)
    again = make_incumbent(fleet, matched.roster)
    assert matched.lost == ()
    assert again is not None
    assert again.plan.duties == result.plan.duties
    assert again.objective_sek == pytest.approx(result.objective_sek)


def test_a_tour_without_one_of_its_duties_is_left_out(island: Instance) -> None:
    """Of a tour of two days nothing is left if the pool lacks one of them."""
    plan = proved(island).plan
    assert [duty.end for duty in plan.duties] == ["X", "depot"]
    for position in range(2):
        fleet = without(fleet_of(island), plan, position)
        matched = match_duties(fleet, plan)
        assert matched.roster == ({},)
        assert matched.lost == plan.duties


def day_of(duty: Duty) -> int:
    """Return the day of a duty."""
    return duty.day


def test_what_is_no_duty_here_is_lost(tiny: Instance) -> None:
    """Strange vehicles, places, opening times and clocks are lost; the rest is found."""
    plan = proved(tiny).plan
    duty, other = plan.duties
    (visit, *more) = duty.stops
    changed = [
        dataclasses.replace(duty, vehicle="boat"),
        dataclasses.replace(duty, start="nowhere"),
        dataclasses.replace(duty, stops=(dataclasses.replace(visit, place="Z"), *more)),
        dataclasses.replace(duty, stops=(dataclasses.replace(visit, close_s=visit.close_s - 60),)),
        dataclasses.replace(duty, stops=duty.stops * 3),
        dataclasses.replace(duty, start_s=duty.start_s - 60),
        dataclasses.replace(duty, end_s=duty.end_s - 60),
    ]
    fleet = fleet_of(tiny)
    for wrong in changed:
        matched = match_duties(fleet, dataclasses.replace(plan, duties=(wrong, other)))
        assert matched.lost == (wrong,), wrong
        assert [sorted(chosen) for chosen in matched.roster] == [[other.day]]


def test_a_plan_of_another_horizon_is_lost(tiny: Instance, crowded: Instance) -> None:
    """Days of one horizon mean nothing in another."""
    plan = proved(tiny).plan
    matched = match_duties(fleet_of(crowded), plan)
    assert matched.lost == plan.duties
    assert matched.roster == ({},)


def test_no_half_pattern_is_kept() -> None:
    """With one duty gone, the stops that are left have all the visits that they had."""
    checked = 0
    for seed in range(8):
        instance = instance_of(seed, **CYCLES[seed % 3])
        try:
            plan = proved(instance).plan
        except InfeasibleError:
            continue
        fleet = fleet_of(instance)
        for position in range(len(plan.duties)):
            matched = match_duties(without(fleet, plan, position), plan)
            left = {(d.vehicle, d.day) for d in plan.duties} - {
                (d.vehicle, d.day) for d in matched.lost
            }
            visits = {(d.vehicle, d.day): {v.place for v in d.stops} for d in plan.duties}
            gone = {place for key, places in visits.items() if key not in left for place in places}
            assert not any(visits[key] & gone for key in left)
            checked += bool(left)
    assert checked > 0


@pytest.mark.parametrize("days_by_options", [0, 400])
def test_a_search_starts_from_the_plan(
    days_by_options: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any time, over days and over tours alike, the plan comes back as it was."""
    compared = 0
    for seed in range(6):
        instance = instance_of(seed, **CYCLES[seed % 3])
        try:
            result = proved(instance)
        except InfeasibleError:
            continue
        if not result.plan.duties:
            continue
        lost: list[Duty] = []
        with monkeypatch.context() as patch:
            patch.setattr(solve, "MAX_DAYS_BY_OPTIONS", days_by_options)
            again = resumed(instance, start_from(result, lost))
        assert lost == []
        assert again.objective_sek == pytest.approx(result.objective_sek)
        assert again.plan.duties == result.plan.duties
        assert again.bound_sek is None or again.bound_sek >= result.objective_sek - 0.01
        compared += 1
    assert compared > 2


@pytest.mark.parametrize("days_by_options", [0, 400])
def test_a_bound_is_taken_over(days_by_options: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that starts from a proved optimum and its bound ends at once with the proof."""
    instance = instance_of(1, **CYCLES[1])
    result = proved(instance)
    monkeypatch.setattr(solve, "MAX_DAYS_BY_OPTIONS", days_by_options)
    again = resumed(instance, start_from(result, [], result.objective_sek), time_limit_s=60.0)
    assert again.stop_reason is StopReason.PROVED
    assert {progress.phase for progress in again.trace} <= {"enumerate"}


def test_no_bound_is_taken_over_with_a_part_of_a_plan(tiny: Instance) -> None:
    """A bound holds for the pools it was proved with; where a duty is gone, they are others."""
    result = proved(tiny)
    duty, other = result.plan.duties
    wrong = dataclasses.replace(duty, start_s=duty.start_s - 60)
    plan = dataclasses.replace(result.plan, duties=(wrong, other))
    lost: list[Duty] = []
    again = resumed(tiny, Start(plan, 0.0, lost.extend), time_limit_s=60.0)
    assert lost == [wrong]
    assert again.objective_sek == pytest.approx(2750)


def test_the_rest_of_a_plan_is_a_start(tiny: Instance) -> None:
    """Nothing is demanded, so what is left of a plan is one: without time it is the answer."""
    plan = proved(tiny).plan
    best = max(plan.duties, key=lambda duty: len(duty.stops))
    (other,) = (duty for duty in plan.duties if duty is not best)
    wrong = dataclasses.replace(other, start_s=other.start_s - 60)
    duties = tuple(sorted([best, wrong], key=day_of))
    lost: list[Duty] = []
    again = resumed(tiny, Start(dataclasses.replace(plan, duties=duties), None, lost.extend))
    assert lost == [wrong]
    assert again.plan.duties == (best,)
    assert again.objective_sek == pytest.approx(1700)


def test_every_better_plan_is_told_of(island: Instance) -> None:
    """The observer gets each plan once, better than the last, with what is known by then."""
    plans: list[Result] = []
    reports: list[Progress] = []
    result = optimise(
        island,
        time_limit_s=60.0,
        gap_limit=0.0,
        seed=0,
        threads=1,
        observe=reports.append,
        stop=threading.Event(),
        on_plan=plans.append,
    )
    worths = [plan.objective_sek for plan in plans]
    seen = [r.objective_sek for r in reports if r.objective_sek is not None]
    assert worths == list(dict.fromkeys(seen))
    assert worths == sorted(worths)
    assert worths[-1] == result.objective_sek
    assert plans[-1].plan == result.plan
    assert all(p.bound_sek is None or p.bound_sek >= p.objective_sek for p in plans)


@pytest.mark.parametrize("seed", [2, 4, 7, 9, 11])
def test_a_poor_start_changes_no_optimum(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever duty of the best plan is missed, a search from the rest proves the same optimum.

    The rest is a plan where nothing is demanded, and is not offered as one where something is.
    """
    instance = instance_of(seed, **TOURS)
    result = proved(instance)
    find = restart._Finder.__call__
    for missed in result.plan.duties:

        def find_others(
            finder: restart._Finder, number: int, duty: Duty, missed: Duty = missed
        ) -> int | None:
            return None if duty == missed else find(finder, number, duty)

        monkeypatch.setattr(restart._Finder, "__call__", find_others)
        lost: list[Duty] = []
        again = resumed(instance, start_from(result, lost), time_limit_s=60.0)
        assert missed in lost
        assert again.stop_reason is StopReason.PROVED
        assert again.objective_sek == pytest.approx(result.objective_sek, rel=1e-5, abs=0.01)
