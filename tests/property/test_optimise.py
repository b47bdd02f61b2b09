"""The engine finds the optimum of the oracle, proves it, and answers to changes as it must."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import Instance
from mobilkontor.core.result import Result, Scope, Status
from mobilkontor.optimise.solve import optimise
from tests.goals import instance_with_goals
from tests.oracle import find_optimum
from tests.property import changes
from tests.property.replay import breaches
from tests.strategies import CYCLES, FULL_ROOMS, TWO_WEEKS, instance_of, instances

QUICK_SEEDS = range(200)
MANY_SEEDS = range(1000, 3000)
FEW = settings(max_examples=20)


def solve(instance: Instance) -> Result | None:
    """Return the proved optimum of the engine, None if it proves that there is none."""
    try:
        return optimise(
            instance,
            time_limit_s=60.0,
            gap_limit=0.0,
            seed=0,
            threads=1,
            observe=lambda progress: None,
            stop=threading.Event(),
        )
    except InfeasibleError:
        return None


def worth(result: Result | None) -> float:
    """Return the objective, less than any plan's if there is no plan [SEK]."""
    return float("-inf") if result is None else result.objective_sek


def at_least(worth_sek: float, least_sek: float) -> bool:
    """Tell whether one worth is not below another, but for rounding."""
    return worth_sek >= least_sek - tolerance_sek(least_sek)


def tolerance_sek(worth_sek: float) -> float:
    """Return the difference between two optima that counts as none [SEK]."""
    return 0.0 if np.isinf(worth_sek) else max(0.01, 1e-4 * abs(worth_sek))


def check_against_oracle(instance: Instance) -> None:
    """Compare the engine with the oracle on one instance, and replay its plan."""
    expected = find_optimum(instance)
    result = solve(instance)
    if expected is None:
        assert result is None, f"found a plan where there is none: {result}"
        return
    assert result is not None, f"proved infeasible, but there is {expected}"
    assert breaches(instance, result.plan, result.objective_sek) == []
    assert result.objective_sek == pytest.approx(expected.objective_sek, rel=1e-4, abs=0.01)
    assert result.status is Status.OPTIMAL
    assert result.scope is Scope.ALL_DUTIES
    assert result.bound_sek is not None
    assert at_least(result.bound_sek, result.objective_sek)
    assert result.bound_sek == pytest.approx(expected.objective_sek, rel=1e-4, abs=0.01)
    for progress in result.trace:
        if progress.bound_sek is not None:
            assert at_least(progress.bound_sek, expected.objective_sek)
        if progress.objective_sek is not None:
            assert at_least(expected.objective_sek, progress.objective_sek)


# ---------------------------------------------------------------------------------- the oracle


@pytest.mark.parametrize("seed", QUICK_SEEDS)
def test_optimum_is_the_oracles(seed: int) -> None:
    """On a random tiny instance engine and oracle agree, and the plan keeps every rule."""
    check_against_oracle(instance_of(seed))


@pytest.mark.parametrize("seed", range(15))
def test_optimum_is_the_oracles_where_rooms_are_full(seed: int) -> None:
    """The same where two vehicles want one room."""
    check_against_oracle(instance_of(seed, **FULL_ROOMS))


@pytest.mark.parametrize("seed", range(15))
def test_optimum_is_the_oracles_across_two_weeks(seed: int) -> None:
    """The same where a run crosses from one week into the next, with limits on each week."""
    check_against_oracle(instance_of(seed, **TWO_WEEKS))


@pytest.mark.parametrize("seed", range(60))
def test_optimum_is_the_oracles_in_cycles_of_several_weeks(seed: int) -> None:
    """The same where visits come every week, twice a week, or in evenly spaced weeks."""
    check_against_oracle(instance_of(seed, **CYCLES[seed % len(CYCLES)]))


@pytest.mark.parametrize("seed", range(40))
def test_optimum_is_the_oracles_where_stops_keep_to_half_days(seed: int) -> None:
    """The same where a stop is always open in the morning, or always in the afternoon."""
    knobs: dict[str, Any] = {"has_half_days": True, "has_rest": seed % 4 == 0}
    if seed % 2:
        knobs |= CYCLES[seed % len(CYCLES)]
    check_against_oracle(instance_of(seed, **knobs))


@pytest.mark.parametrize("seed", range(40))
def test_optimum_is_the_oracles_where_roads_are_closed(seed: int) -> None:
    """The same where legs take longer in some weeks, or cannot be driven at all."""
    cycle = CYCLES[seed % len(CYCLES)] if seed % 8 else {}
    check_against_oracle(instance_of(seed, **cycle, has_closed_roads=True))


AWAY: dict[str, Any] = {"has_free_weekends": True, "is_remote": True, "num_overnights": 1}


@pytest.mark.parametrize("seed", range(40))
def test_optimum_is_the_oracles_where_a_vehicle_stays_away_over_days_off(seed: int) -> None:
    """The same where a vehicle need not come home before days off, and every night costs."""
    horizon = CYCLES[seed % 2] if seed % 3 else {"weekdays": ("mon", "wed", "thu")}
    check_against_oracle(instance_of(seed, **(AWAY | horizon)))


def test_staying_away_over_days_off_often_pays() -> None:
    """On some of the instances a plan does stay away, so that the test above tests something."""
    stays = 0
    for seed in range(0, 40, 3):
        instance = instance_of(seed, **AWAY, weekdays=("mon", "wed", "thu"), is_busy=True)
        result = solve(instance)
        depot = instance.node_ids[instance.vehicles[0].depot]
        duties = result.plan.duties if result is not None else ()
        stays += any(duty.day == 0 and duty.end != depot for duty in duties)
    assert stays > 0


@pytest.mark.parametrize("seed", range(120))
def test_optimum_is_the_oracles_with_other_goals(seed: int) -> None:
    """The same with new offices, fixed costs, coverage, fairness, and earlier goals to keep."""
    check_against_oracle(instance_with_goals(seed, num_stops=3))


@pytest.mark.parametrize("seed", range(30))
def test_optimum_is_the_oracles_with_other_goals_in_cycles(seed: int) -> None:
    """The same in cycles of several weeks."""
    check_against_oracle(instance_with_goals(seed, **CYCLES[seed % len(CYCLES)]))


@pytest.mark.parametrize("seed", range(15))
def test_optimum_is_the_oracles_where_rest_binds(seed: int) -> None:
    """The same where long days leave little rest and breaks can be placed in several ways."""
    check_against_oracle(
        instance_of(seed, num_stops=3, has_rest=True, has_breaks=True, is_remote=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY_SEEDS)
def test_optimum_is_the_oracles_on_many(seed: int) -> None:
    """On two thousand more instances engine and oracle agree."""
    variants: tuple[dict[str, Any], ...] = ({}, {}, FULL_ROOMS, TWO_WEEKS)
    check_against_oracle(instance_of(seed, **variants[seed % len(variants)]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY_SEEDS)
def test_optimum_is_the_oracles_in_many_cycles(seed: int) -> None:
    """In two thousand more cycles of several weeks engine and oracle agree."""
    check_against_oracle(instance_of(seed, **CYCLES[seed % len(CYCLES)]))


# ------------------------------------------------------------------------------ solved by hand


def test_tiny_is_solved_as_by_hand(tiny: Instance) -> None:
    """Tiny is worth 2750 SEK: A and B on one day, C on the other."""
    result = solve(tiny)
    assert result is not None
    assert result.objective_sek == pytest.approx(2750)
    assert [service.place for service in result.plan.services] == ["A", "B", "C"]
    assert breaches(tiny, result.plan, 2750) == []


def test_island_is_solved_as_by_hand(island: Instance) -> None:
    """Island is worth 3950 SEK with a night at X."""
    result = solve(island)
    assert result is not None
    assert result.objective_sek == pytest.approx(3950)
    assert [duty.end for duty in result.plan.duties] == ["X", "depot"]


def test_staying_at_home_is_a_plan(crowded: Instance) -> None:
    """Where nothing repays its cost, the plan is empty, worth 0 and proved optimal."""
    result = solve(crowded)
    assert result is not None
    assert result.objective_sek == pytest.approx(0, abs=0.01)
    assert result.plan.duties == ()
    assert result.status is Status.OPTIMAL


def test_replay_sees_a_wrong_objective(tiny: Instance) -> None:
    """The replay used here can fail: one krona more than the plan is worth is noticed."""
    result = solve(tiny)
    assert result is not None
    assert len(breaches(tiny, result.plan, result.objective_sek + 1)) == 1


# ------------------------------------------------------------------------------------- changes


@FEW
@given(instances())
def test_one_more_overnight_place_is_never_worse(instance: Instance) -> None:
    """A plan stays a plan where there is one more place to stand overnight."""
    before = solve(instance)
    after = solve(changes.with_one_more_overnight(instance))
    assert at_least(worth(after), worth(before))


@FEW
@given(instances(), st.integers(1, 180))
def test_a_longer_day_is_never_worse(instance: Instance, extra_min: int) -> None:
    """A plan stays a plan where crews may work later."""
    before = solve(instance)
    after = solve(changes.with_longer_day(instance, 60 * extra_min))
    assert at_least(worth(after), worth(before))


@FEW
@given(instances())
def test_one_more_vehicle_is_never_worse(instance: Instance) -> None:
    """A plan stays a plan where there is one more vehicle, which may stay at home."""
    before = solve(instance)
    after = solve(changes.with_one_more_vehicle(instance))
    assert at_least(worth(after), worth(before))


@FEW
@given(instances(has_promise=True))
def test_a_dropped_promise_is_never_worse(instance: Instance) -> None:
    """A plan stays a plan where nothing is promised."""
    before = solve(instance)
    after = solve(changes.without_promises(instance))
    assert at_least(worth(after), worth(before))


@FEW
@given(instances(num_stops=4))
def test_a_stop_without_visits_can_go(instance: Instance) -> None:
    """Without a stop that the best plan does not visit, the optimum is the same."""
    before = solve(instance)
    if before is None:
        return
    served = {service.place for service in before.plan.services}
    for stop in range(instance.num_stops):
        if instance.node_ids[instance.stop_node[stop]] not in served:
            after = solve(changes.without_stop(instance, stop))
            assert worth(after) == pytest.approx(worth(before), rel=1e-4, abs=0.01)
            return


@FEW
@given(instances(num_vehicles=2))
def test_the_order_of_vehicles_does_not_matter(instance: Instance) -> None:
    """With the vehicles in the other order, the optimum is the same."""
    before = solve(instance)
    after = solve(changes.with_reversed_vehicles(instance))
    assert worth(after) == pytest.approx(worth(before), rel=1e-4, abs=0.01)


@FEW
@given(instances())
def test_doubled_times_change_nothing(instance: Instance) -> None:
    """With all times and limits doubled and hours worth half, the optimum is the same."""
    before = solve(instance)
    after = solve(changes.doubled(instance))
    assert worth(after) == pytest.approx(worth(before), rel=1e-4, abs=0.01)


@FEW
@given(instances())
def test_the_same_seed_gives_the_same_plan(instance: Instance) -> None:
    """Two runs with the same seed end with the same plan, not only the same worth."""
    first, second = solve(instance), solve(instance)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert first.plan == second.plan
        assert first.objective_sek == second.objective_sek
        assert first.bound_sek == second.bound_sek
